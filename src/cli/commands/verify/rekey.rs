//! `cchc verify --rekey`: the ids of dossiers in archived months hidden by the key of the office.
//!
//! A month that no key hides is given one as it is; a month of another key is counted again from its inputs.
//! Each month is replaced as a whole, in one step; its figures and its report stay byte for byte.

use std::path::Path;

use crate::answers::run::steps::key_made;
use crate::answers::verify::rekey::{MonthRekeyed, RekeyRecord, Rekeying, document, flat};
use crate::answers::verify::verdict_words;
use crate::archive::disk::lock;
use crate::archive::disk::month_files::MonthFiles;
use crate::archive::disk::states_file::{PSEUDONYMOUS, Pseudonymisation};
use crate::archive::key::OfficeKey;
use crate::archive::verification::Verdict;
use crate::archive::{Archive, ArchivedMonth, States};
use crate::cli::answering::{rendered, schema_of};
use crate::cli::archive_messages::OrFailure;
use crate::cli::commands::run::project;
use crate::cli::commands::verify::{Arguments, Recount, archived_periods, recount};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{office_key, terminal};
use crate::output::{PackageState, recover, state_of};
use crate::words::Lang;

/// The schema of its JSON.
pub fn schema() -> schemars::Schema {
    schema_of::<RekeyRecord<'static>>()
}

/// Hides the ids of these months. Exit 3 when one of them has to stay as it is.
///
/// # Errors
/// When there is no project, the key cannot be used or made, or the disk refuses.
pub fn run(arguments: &Arguments, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
    let config = project::enter(settings, lang)?;
    let archive = Archive::new(config.archive_folder().to_path_buf());
    let slugs = archived_periods(&archive, (archive.slugs(), &arguments.periods), lang)?;
    let path = config.archive_key();
    let file = office_key::read(path, &[&archive.folder], lang)?;
    let _lock = lock(&archive).or_failure(lang)?;
    let (key, is_new) = file.or_new().or_failure(lang)?;
    if is_new && !arguments.output.talk.quiet {
        terminal::say(&key_made(path, lang));
    }
    let mut months = Vec::new();
    for slug in &slugs {
        let rekeying = rekey(&archive, slug, &key, arguments, lang)?;
        months.push(MonthRekeyed { period: slug.clone(), rekeying });
    }
    let record = RekeyRecord { schema: "cchc/rekey/1", key: key.id().to_string(), months: &months };
    let output = &arguments.output;
    let answer =
        rendered(output, lang, || document(&months, lang), &record, || flat(&months, lang))?;
    terminal::deliver(&answer, output, lang)?;
    let is_left = |month: &MonthRekeyed| matches!(month.rekeying, Rekeying::Left { .. });
    Ok(if months.iter().any(is_left) { Exit::Input } else { Exit::Fine })
}

fn rekey(
    archive: &Archive,
    slug: &str,
    key: &OfficeKey,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Rekeying, Failure> {
    let folder = archive.month_folder(slug);
    recover(&folder);
    if let Some(why) = changed_by_hand(&folder, lang) {
        return Ok(Rekeying::Left { why });
    }
    let month = match ArchivedMonth::read(&folder).or_failure(lang) {
        Ok(month) => month,
        Err(failure) => return Ok(Rekeying::Left { why: format!("{:#}", failure.error) }),
    };
    let Some(known) = month.states() else { return Ok(Rekeying::NoDossiers) };
    let states = match Pseudonymisation::of(Some(&known.hidden), Some(&key.id())) {
        Pseudonymisation::Missing => return Ok(Rekeying::NoDossiers),
        Pseudonymisation::Comparable => known,
        Pseudonymisation::Unkeyed => match known.with_key(key) {
            Some(states) => states,
            None => return Ok(Rekeying::NoDossiers),
        },
        Pseudonymisation::OtherKey => match counted_again(&month, key, arguments, lang)? {
            Ok(states) => states,
            Err(why) => return Ok(Rekeying::Left { why }),
        },
    };
    let mut files = MonthFiles::read(&folder).or_failure(lang)?;
    if !files.hide_ids(&states, key).or_failure(lang)? {
        return Ok(Rekeying::Before);
    }
    if let Some(report) = files.report.as_object_mut() {
        report.insert("dossiers".to_owned(), PSEUDONYMOUS.into());
    }
    files.put(&folder).or_failure(lang)?;
    Ok(Rekeying::Done)
}

/// What keeps a month from being replaced.
fn changed_by_hand(folder: &Path, lang: Lang) -> Option<String> {
    match state_of(folder) {
        Ok(PackageState::Whole | PackageState::Incomplete | PackageState::Absent) => None,
        Ok(PackageState::Strange(names) | PackageState::Edited(names)) => {
            let what = lang.of("tệp lưu bị sửa hoặc lạ", "files edited or not of the archive");
            Some(format!("{what}: {names}"))
        }
        Err(error) => Some(error.to_string()),
    }
}

/// The states of a month from its inputs, if they are what they were; else why not.
fn counted_again(
    month: &ArchivedMonth,
    key: &OfficeKey,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Result<States, String>, Failure> {
    let why = |verdict: &Verdict| {
        let (state, details) = verdict_words(verdict, lang);
        let what = lang.of("khóa khác, và", "another key, and");
        format!("{what} {state}: {details}")
    };
    let counted = recount(month, &[], arguments.output.talk.quiet, lang);
    match counted {
        Ok(Recount { verdict: Verdict::Same, made: Some(made), .. }) => {
            let states = States::new(&made.study.loaded.dossiers, &made.study.frame, key);
            Ok(Ok(states.map_err(|error| Failure::new(Exit::Output, error))?))
        }
        Ok(Recount { verdict, .. }) => Ok(Err(why(&verdict))),
        Err(failure) => Ok(Err(format!("{:#}", failure.error))),
    }
}
