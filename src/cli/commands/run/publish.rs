//! A month that was made → the archive, its readers, and what is not kept any longer.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use crate::answers::run::{restatement as restatement_texts, steps};
use crate::archive::checks::PublishedMonth;
use crate::archive::disk::damaged_month::DamagedMonth;
use crate::archive::disk::folder::files;
use crate::archive::disk::states_file::Pseudonymisation;
use crate::archive::key::OfficeKey;
use crate::archive::month::MonthRecord;
use crate::archive::{NewMonth, Tallies};
use crate::cli::archive_messages::OrFailure;
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::output::Committed;
use crate::words::Lang;

/// What became of a month.
pub enum Outcome {
    /// It stands in the archive; the record as it stands there.
    Published(Box<MonthRecord>),
    /// Nothing was to be written.
    DryRun,
}

/// Whether the archived month stays as it is, so that nothing has to be made of this run. A newer version
/// of the program that comes to the same figures leaves the month alone, too.
pub fn stands(
    published: PublishedMonth<'_>,
    new: (&MonthRecord, &Tallies),
    arguments: &Arguments,
) -> bool {
    let month = published.month;
    let is_left = month.is_whole || month.record.program != new.0.program || arguments.dry_run;
    is_left && published.is_same(new, arguments.restate.is_some())
}

/// Puts the month into the archive; a published month that comes out otherwise needs a reason.
///
/// # Errors
/// When it would change and no reason is given, or the disk refuses.
pub fn publish(
    project: &Project,
    new: &NewMonth<'_>,
    (published, key): (Option<PublishedMonth<'_>>, &OfficeKey),
    (arguments, is_put_aside): (&Arguments, bool),
    log: Log,
) -> Result<Outcome, Failure> {
    let lang = log.lang;
    let mut record = new.record.clone();
    if let Some(published) = published {
        record.restatements.clone_from(&published.month.record.restatements);
        record.refreshed.clone_from(&published.month.record.refreshed);
        if !published.is_same((&record, new.tallies), arguments.restate.is_some()) {
            let states = published.month.states();
            let hidden =
                Pseudonymisation::of(states.as_ref().map(|states| &states.hidden), Some(&key.id()));
            let states = states.and_then(|states| states.with_key(key));
            let reason = arguments.restate.as_deref().unwrap_or_default();
            let change = published.restatement(states.as_ref(), new, reason);
            let text = restatement_texts::lines(&change, lang);
            log.say(Step::Archive, &text, json!({ "restatement": change }));
            if let Some(why) = restatement_texts::without_causes(hidden, lang) {
                log.say(Step::Archive, why, json!({ "dossiers": hidden.name() }));
            }
            if arguments.restate.is_none() && !arguments.dry_run {
                return Err(needs_reason(project, false, lang));
            }
            record.restatements.push(change);
        }
    }
    let month = NewMonth { record: &record, ..*new };
    let before = published.map(|published| published.month);
    let folder = project.archive.month_folder(&project.slug);
    if arguments.dry_run {
        let files = files(&month, before).or_failure(lang)?;
        let sizes: Vec<(String, usize)> =
            files.iter().map(|(path, bytes)| (path.clone(), bytes.len())).collect();
        let facts = sizes.iter().map(|(path, bytes)| json!({ "file": path, "bytes": bytes }));
        let facts = json!({ "files": facts.collect::<Vec<_>>() });
        let text = steps::would_write((&folder, &project.report_folder), &sizes, lang);
        log.say(Step::Archive, &text, facts);
        return Ok(Outcome::DryRun);
    }
    let aside =
        if is_put_aside { DamagedMonth::put_aside(&folder).or_failure(lang)? } else { None };
    let committed = match project.archive.put(&project.slug, &month, before) {
        Ok(committed) => committed,
        Err(error) => {
            let back = aside.map(|aside| aside.put_back());
            let _as_far_as_it_goes = back.transpose();
            return Err(error).or_failure(lang);
        }
    };
    if let Some(aside) = aside {
        let facts = json!({ "put_aside": aside.folder });
        log.say(Step::Archive, &steps::put_aside(&aside.folder, lang), facts);
    }
    let text = match committed {
        Committed::Unchanged => steps::unchanged(&folder, lang),
        Committed::Written | Committed::Replaced => steps::archived(&folder, lang),
    };
    let facts = json!({ "changed": committed != Committed::Unchanged, "folder": folder });
    log.say(Step::Archive, &text, facts);
    Ok(Outcome::Published(Box::new(record)))
}

/// The refusal to publish a published month anew without a reason; `is_lost`: the archive has it no more.
pub fn needs_reason(project: &Project, is_lost: bool, lang: Lang) -> Failure {
    let slug = &project.slug;
    let lost = if is_lost {
        lang.of(
            " (tháng không còn trong kho lưu trữ)",
            " (its month is not in the archive any more)",
        )
    } else {
        ""
    };
    let what = match lang {
        Lang::Vi => {
            format!("kỳ {slug} đã công bố{lost} và nay ra kết quả khác; không tệp nào được ghi")
        }
        Lang::En => {
            format!("{slug} is published{lost} and comes out otherwise now; nothing was written")
        }
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
    let target = &project.report_folder;
    let committed = project.archive.deliver(&project.slug, record, target).or_failure(log.lang)?;
    let facts = json!({ "changed": committed != Committed::Unchanged, "folder": target });
    log.say(Step::Deliver, &steps::delivered(target, committed, log.lang), facts);
    Ok(())
}

/// Removes the oldest months beyond those that are kept.
///
/// # Errors
/// When the disk refuses.
pub fn retain(project: &Project, log: Log) -> Result<(), Failure> {
    let Some(months) = project.months_kept else { return Ok(()) };
    let tell = |slug: &str| {
        log.say(Step::Retain, &steps::removed(slug, log.lang), json!({ "removed": slug }));
    };
    project.archive.retain(months, &project.slug, tell).or_failure(log.lang)
}
