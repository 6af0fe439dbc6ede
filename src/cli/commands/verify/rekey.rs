//! `cchc verify --rekey`: the ids of dossiers in archived months hidden by the key of the office.
//!
//! A month that no key hides is given one as it is; a month of another key is counted again from its inputs.
//! Each month is replaced as a whole, in one step; its figures and its report stay byte for byte.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Block, Cell, Column, Document, Table, TableRow};
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::cli::answering::{rendered, written};
use crate::cli::commands::run::archive::{Archive, Kept};
use crate::cli::commands::run::key::{self, KeyFile};
use crate::cli::commands::run::month_files::MonthFiles;
use crate::cli::commands::run::states_file::{
    KeptStates, PSEUDONYMOUS, STATES_FILE, compressed, unpacked,
};
use crate::cli::commands::run::{lock, project};
use crate::cli::commands::verify::Arguments;
use crate::cli::commands::verify::{self, Recount, Verdict};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
use crate::output::{PackageState, recover, state_of};
use crate::words::Lang;

/// What became of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
enum Rekeyed {
    /// The key of the office hides its ids now.
    #[serde(rename = "rekeyed")]
    Done,
    /// It did so before.
    #[serde(rename = "already_keyed")]
    Before,
    /// No states are kept.
    NoDossiers,
    /// Another key hides its ids, and they cannot be counted again.
    #[serde(rename = "not_rekeyed")]
    Left { why: String },
}

#[derive(Debug, Serialize, JsonSchema)]
struct MonthRekeyed {
    period: String,
    #[serde(flatten)]
    rekeyed: Rekeyed,
}

/// `cchc/rekey/1`
#[derive(Debug, Serialize, JsonSchema)]
struct RekeyRecord<'a> {
    schema: &'static str,
    key: String,
    months: &'a [MonthRekeyed],
}

/// The schema of its JSON.
pub fn schema() -> schemars::Schema {
    written::<RekeyRecord<'static>>()
}

/// Hides the ids of these months. Exit 3 when one of them has to stay as it is.
///
/// # Errors
/// When there is no project, the key cannot be used or made, or the disk refuses.
pub fn run(arguments: &Arguments, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
    let config = project::enter(settings, lang)?;
    let archive = Archive::new(config.archive_folder().to_path_buf());
    let asked = verify::asked(&archive, (archive.slugs(), &arguments.periods), lang)?;
    let path = config.archive_key();
    let file = KeyFile::read(path, &[&archive.folder], lang)?;
    let _lock = lock(&archive, lang)?;
    let (key, is_new) = file.or_new(lang)?;
    if is_new && !arguments.output.talk.quiet {
        terminal::say(&key::made(path, lang));
    }
    let mut months = Vec::new();
    for slug in &asked {
        let rekeyed = rekey(&archive, slug, &key, arguments, lang)?;
        months.push(MonthRekeyed { period: slug.clone(), rekeyed });
    }
    let record = RekeyRecord { schema: "cchc/rekey/1", key: key.id().to_string(), months: &months };
    let output = &arguments.output;
    let answer =
        rendered(output, lang, || document(&months, lang), &record, || flat(&months, lang))?;
    terminal::deliver(&answer, output, lang)?;
    let is_left = |month: &MonthRekeyed| matches!(month.rekeyed, Rekeyed::Left { .. });
    Ok(if months.iter().any(is_left) { Exit::Input } else { Exit::Fine })
}

fn rekey(
    archive: &Archive,
    slug: &str,
    key: &OfficeKey,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Rekeyed, Failure> {
    let folder = archive.month_folder(slug);
    recover(&folder);
    if let Some(why) = changed_by_hand(&folder, lang) {
        return Ok(Rekeyed::Left { why });
    }
    let kept = match Kept::read(&folder, lang) {
        Ok(kept) => kept,
        Err(failure) => return Ok(Rekeyed::Left { why: format!("{:#}", failure.error) }),
    };
    let Some(known) = kept.states() else { return Ok(Rekeyed::NoDossiers) };
    let states = match KeptStates::of(Some(&known.hidden), Some(&key.id())) {
        KeptStates::Missing => return Ok(Rekeyed::NoDossiers),
        KeptStates::Comparable => known,
        KeptStates::Unkeyed => match known.with_key(key) {
            Some(states) => states,
            None => return Ok(Rekeyed::NoDossiers),
        },
        KeptStates::OtherKey => match counted_again(&kept, key, arguments, lang)? {
            Ok(states) => states,
            Err(why) => return Ok(Rekeyed::Left { why }),
        },
    };
    let mut files = MonthFiles::read(&folder, lang)?;
    if !hide(&mut files, &states, key)? {
        return Ok(Rekeyed::Before);
    }
    if let Some(report) = files.report.as_object_mut() {
        report.insert("dossiers".to_owned(), PSEUDONYMOUS.into());
    }
    files.put(&folder, lang)?;
    Ok(Rekeyed::Done)
}

/// Puts these states in place of those of the month, and hides those that are kept from before
/// restatements. False when nothing of it changes.
fn hide(files: &mut MonthFiles, states: &States, key: &OfficeKey) -> Result<bool, Failure> {
    let mut is_changed = false;
    for (path, bytes) in &mut files.files {
        let is_states = path.ends_with(STATES_FILE);
        let Some(known) = Some(&*bytes).filter(|_| is_states).and_then(|bytes| unpacked(bytes))
        else {
            continue;
        };
        let hidden = if path == STATES_FILE {
            states.clone()
        } else {
            known.clone().without_former_key(key)
        };
        if hidden != known {
            *bytes = compressed(&hidden)?;
            is_changed = true;
        }
    }
    Ok(is_changed)
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
    kept: &Kept,
    key: &OfficeKey,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Result<States, String>, Failure> {
    let why = |verdict: &Verdict| {
        let (state, details) = verify::told(verdict, lang);
        let what = lang.of("khóa khác, và", "another key, and");
        format!("{what} {state}: {details}")
    };
    let counted = verify::recount(kept, &[], arguments.output.talk.quiet, lang);
    match counted {
        Ok(Recount { verdict: Verdict::Same, made: Some(made), .. }) => {
            let states = States::new(&made.study.loaded.dossiers, &made.study.frame, key);
            Ok(Ok(states.map_err(|error| Failure::new(Exit::Output, error))?))
        }
        Ok(Recount { verdict, .. }) => Ok(Err(why(&verdict))),
        Err(failure) => Ok(Err(format!("{:#}", failure.error))),
    }
}

fn worded(rekeyed: &Rekeyed, lang: Lang) -> (&'static str, String) {
    match rekeyed {
        Rekeyed::Done => (lang.of("đã che bằng khóa", "hidden by the key"), String::new()),
        Rekeyed::Before => (lang.of("đã che từ trước", "hidden before"), String::new()),
        Rekeyed::NoDossiers => {
            (lang.of("không lưu trạng thái hồ sơ", "no states of dossiers kept"), String::new())
        }
        Rekeyed::Left { why } => (lang.of("giữ nguyên", "left as it is"), why.clone()),
    }
}

fn document(months: &[MonthRekeyed], lang: Lang) -> Document {
    let heading = lang.of("Khóa của kho lưu trữ", "The key of the archive").to_owned();
    let columns = vec![
        Column::text(lang, "period"),
        Column::text(lang, "result"),
        Column::text(lang, "details"),
    ];
    let row = |month: &MonthRekeyed| {
        let (state, details) = worded(&month.rekeyed, lang);
        TableRow::body(vec![
            Cell::Text(month.period.clone()),
            Cell::Text(state.to_owned()),
            Cell::Text(details),
        ])
    };
    let table = Table { columns, rows: months.iter().map(row).collect(), notes: Vec::new() };
    Document { blocks: vec![Block::Heading(heading), Block::Table(table)] }
}

fn flat(months: &[MonthRekeyed], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let head = ["period", "state", "details"].map(str::to_owned);
    let row = |month: &MonthRekeyed| {
        let state = match month.rekeyed {
            Rekeyed::Done => "rekeyed",
            Rekeyed::Before => "already_keyed",
            Rekeyed::NoDossiers => "no_dossiers",
            Rekeyed::Left { .. } => "not_rekeyed",
        };
        vec![month.period.clone(), state.to_owned(), worded(&month.rekeyed, lang).1]
    };
    (head.to_vec(), months.iter().map(row).collect())
}
