//! A month that was made → the archive, its readers, and what is not kept any longer.

use serde_json::json;

use super::archive::{Kept, Month, REPORT_FOLDER, files};
use super::aside::Aside;
use super::log::{Log, Step};
use super::project::Project;
use super::states_file::KeptStates;
use super::{register, summary};
use crate::archive::key::OfficeKey;
use crate::archive::month::{MonthRecord, Restatement};
use crate::archive::restatement::{self, causes, moved};
use crate::archive::{States, Tallies};
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::cli::messages;
use crate::output::{
    Committed, MANIFEST_FILE, Manifest, OutputError, Package, PackageState, Replace, state_of,
};
use crate::words::Lang;

/// What became of a month.
pub enum Published {
    /// It stands in the archive; the record as it stands there.
    Done(Box<MonthRecord>),
    /// Nothing was to be written.
    Dry,
}

/// A month as it stands in the archive, with its counts.
#[derive(Clone, Copy)]
pub struct Archived<'a> {
    pub kept: &'a Kept,
    pub tallies: &'a Tallies,
}

/// Whether a month comes out as it is archived. Where it stands beside other months is no figure of it: that has to
/// be asked for by a reason.
fn is_same(
    archived: Archived<'_>,
    (record, tallies): (&MonthRecord, &Tallies),
    arguments: &Arguments,
) -> bool {
    let kept = &archived.kept.record;
    let beside = |record: &MonthRecord| (record.chain.clone(), record.findings.clone());
    kept.is_same_month(record)
        && restatement::is_same(archived.tallies, tallies)
        && (arguments.restate.is_none() || beside(kept) == beside(record))
}

/// Whether the archived month stays as it is, so that nothing has to be made of this run. A newer version
/// of the program that comes to the same figures leaves the month alone, too.
pub fn stands(
    archived: Archived<'_>,
    new: (&MonthRecord, &Tallies),
    arguments: &Arguments,
) -> bool {
    let Archived { kept, .. } = archived;
    let is_left = kept.is_whole || kept.record.program != new.0.program || arguments.dry_run;
    is_left && is_same(archived, new, arguments)
}

/// Puts the month into the archive; a published month that comes out otherwise needs a reason.
///
/// # Errors
/// When it would change and no reason is given, or the disk refuses.
pub fn publish(
    project: &Project,
    new: &Month<'_>,
    (archived, key): (Option<Archived<'_>>, &OfficeKey),
    (arguments, is_put_aside): (&Arguments, bool),
    log: Log,
) -> Result<Published, Failure> {
    let lang = log.lang;
    let mut record = new.record.clone();
    if let Some(archived @ Archived { kept, .. }) = archived {
        record.restatements.clone_from(&kept.record.restatements);
        record.refreshed.clone_from(&kept.record.refreshed);
        if !is_same(archived, (&record, new.tallies), arguments) {
            let states = kept.states();
            let hidden =
                KeptStates::of(states.as_ref().map(|states| &states.hidden), Some(&key.id()));
            let states = states.and_then(|states| states.with_key(key));
            let reason = arguments.restate.as_deref().unwrap_or_default();
            let change = restatement((archived, states.as_ref()), new, reason);
            log.say(
                Step::Archive,
                &summary::moved(&change, lang),
                json!({ "restatement": change }),
            );
            if let Some(why) = summary::without_causes(hidden, lang) {
                log.say(Step::Archive, why, json!({ "dossiers": hidden.name() }));
            }
            if arguments.restate.is_none() && !arguments.dry_run {
                return Err(needs_reason(project, lang));
            }
            record.restatements.push(change);
        }
    }
    let month = Month { record: &record, ..*new };
    let kept = archived.map(|archived| archived.kept);
    if arguments.dry_run {
        let files = files(&month, kept)?;
        let sizes: Vec<(String, usize)> =
            files.iter().map(|(path, bytes)| (path.clone(), bytes.len())).collect();
        log.say(
            Step::Archive,
            &summary::would_write(project, &sizes, lang),
            json!({
                "files": sizes.iter().map(|(path, bytes)| json!({ "file": path, "bytes": bytes }))
                    .collect::<Vec<_>>(),
            }),
        );
        return Ok(Published::Dry);
    }
    let folder = project.archive.month_folder(&project.slug);
    let aside = if is_put_aside { Aside::put(&folder, lang)? } else { None };
    let committed = match project.archive.put(&project.slug, &month, kept, lang) {
        Ok(committed) => committed,
        Err(failure) => {
            let back = aside.map(|aside| aside.put_back());
            let _as_far_as_it_goes = back.transpose();
            return Err(failure);
        }
    };
    if let Some(aside) = aside {
        let facts = json!({ "put_aside": aside.folder });
        log.say(Step::Archive, &summary::put_aside(&aside.folder, lang), facts);
    }
    let text = match committed {
        Committed::Unchanged => summary::unchanged(project, lang),
        Committed::Written | Committed::Replaced => summary::archived(project, lang),
    };
    let facts = json!({ "changed": committed != Committed::Unchanged, "folder": project.archive.month_folder(&project.slug) });
    log.say(Step::Archive, &text, facts);
    Ok(Published::Done(Box::new(record)))
}

fn restatement(
    (archived, states): (Archived<'_>, Option<&States>),
    new: &Month<'_>,
    reason: &str,
) -> Restatement {
    let (before, now) = (&archived.kept.record, new.record);
    let causes =
        states.map(|states| causes(states, new.states, &new.tallies.frame)).unwrap_or_default();
    let programs = [before.program.clone(), now.program.clone()];
    let is_newer = before.program != now.program;
    Restatement {
        number: before.restatements.len() + 1,
        reason: reason.to_owned(),
        program: is_newer.then_some(programs),
        options: before.changed_options(now),
        files: before.changed_files(now),
        moved: moved(archived.tallies, new.tallies).iter().map(Into::into).collect(),
        causes: causes.iter().map(Into::into).collect(),
    }
}

fn needs_reason(project: &Project, lang: Lang) -> Failure {
    let slug = &project.slug;
    let what = match lang {
        Lang::Vi => format!("kỳ {slug} đã công bố và nay ra kết quả khác; không tệp nào được ghi"),
        Lang::En => format!("{slug} is published and comes out otherwise now; nothing was written"),
    };
    Failure::message(Exit::Output, what).hint(match lang {
        Lang::Vi => format!("công bố lại bằng `cchc run --period {slug} --restate \"lý do\"`"),
        Lang::En => format!("publish anew by `cchc run --period {slug} --restate \"the reason\"`"),
    })
}

/// Puts the report of the archive where its readers look for it.
///
/// # Errors
/// When something else stands there, or the disk refuses.
pub fn deliver(project: &Project, record: &MonthRecord, log: Log) -> Result<(), Failure> {
    let lang = log.lang;
    let refuse = |error: OutputError| messages::output(&error, lang);
    let source = project.archive.month_folder(&project.slug);
    let target = &project.report_folder;
    let failed = |path: &std::path::Path, error| refuse(OutputError::failed(path, error));
    let path = source.join(MANIFEST_FILE);
    let text = std::fs::read(&path).map_err(|error| failed(&path, error))?;
    let manifest = Manifest::parse(&text).unwrap_or_else(|| Manifest {
        schema: String::new(),
        files: Vec::new(),
        report: serde_json::Value::Null,
    });
    let mut package = Package::begin(target, Replace::Force).map_err(refuse)?;
    let prefix = format!("{REPORT_FOLDER}/");
    for file in &manifest.files {
        let Some(name) = file.path.strip_prefix(&prefix) else { continue };
        let path = source.join(&file.path);
        let bytes = std::fs::read(&path).map_err(|error| failed(&path, error))?;
        package.add(name, &bytes).map_err(refuse)?;
    }
    let inputs: Vec<_> = record
        .inputs
        .iter()
        .map(|input| json!({ "file": input.file, "sha256": input.sha256 }))
        .collect();
    let committed = package
        .commit(json!({ "program": record.program, "period": record.period, "inputs": inputs }))
        .map_err(refuse)?;
    let facts = json!({ "changed": committed != Committed::Unchanged, "folder": target });
    log.say(Step::Deliver, &summary::delivered(target, committed, lang), facts);
    Ok(())
}

/// Removes the oldest months beyond those that are kept; a month that somebody worked in stays.
///
/// # Errors
/// When the disk refuses.
pub fn retain(project: &Project, log: Log) -> Result<(), Failure> {
    let lang = log.lang;
    let Some(months) = project.months_kept else { return Ok(()) };
    let archive = &project.archive;
    let failed = |error| messages::output(&OutputError::failed(&archive.folder, error), lang);
    archive.sweep().map_err(failed)?;
    let slugs: Vec<String> = archive.slugs().into_iter().filter(|slug| is_month(slug)).collect();
    let surplus = slugs.len().saturating_sub(usize::try_from(months).unwrap_or(usize::MAX));
    for slug in slugs.iter().take(surplus).filter(|slug| **slug != project.slug) {
        let state = state_of(&archive.month_folder(slug)).map_err(failed)?;
        if !matches!(state, PackageState::Whole | PackageState::Incomplete) {
            continue;
        }
        register::forget_month(archive, slug, lang)?;
        archive.remove(slug).map_err(failed)?;
        log.say(Step::Retain, &summary::removed(slug, lang), json!({ "removed": slug }));
    }
    Ok(())
}

/// `2024-06`
fn is_month(slug: &str) -> bool {
    let is_digit = |place: usize, letter: char| {
        (place == 4) == (letter == '-') && (place == 4 || letter.is_ascii_digit())
    };
    slug.len() == 7 && slug.char_indices().all(|(place, letter)| is_digit(place, letter))
}
