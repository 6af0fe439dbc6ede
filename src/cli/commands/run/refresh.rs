//! `cchc run --refresh`: what archived months derived from others made anew, with the reason recorded. Nothing is
//! counted: the figures of a month, and everything else of its report, stay as they were published.
//!
//! In: months of the archive. Out: the same with another comparison; the one before is kept in `refreshed/N`. Must
//! not know: exports.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use super::{damaged, publish};
use crate::answers::run::stale as stale_texts;
use crate::archive::disk::counts_file::RUN_FILE;
use crate::archive::disk::folder::{COMPARISON_FILES, REFRESHED_FOLDER, REPORT_FOLDER};
use crate::archive::disk::month_files::MonthFiles;
use crate::archive::disk::{lock, stale};
use crate::archive::month::{ChangedPeriod, MonthRecord, Refresh, UsedFor};
use crate::archive::{Archive, ArchivedMonth, Tallies, tally_file};
use crate::cli::archive_messages::OrFailure;
use crate::cli::commands::compare::others;
use crate::cli::commands::run::Arguments;
use crate::cli::commands::verify;
use crate::cli::config::{Config, Settings};
use crate::cli::failure::{Exit, Failure};
use crate::indicators::Definition;
use crate::pipeline::{Manner, month_comparison};
use crate::words::Lang;

/// Makes the comparisons of these months anew, or of all that are out of date.
///
/// # Errors
/// When there is no such month, it cannot be read, or the disk refuses.
pub fn run(arguments: &Arguments, settings: &Settings<'_>, log: Log) -> Result<Exit, Failure> {
    let lang = log.lang;
    let config = super::project::enter(settings, lang)?;
    let archive = Archive::new(config.archive_folder().to_path_buf());
    let slugs =
        verify::archived_periods(&archive, (archive.slugs(), &arguments.refresh_periods()), lang)?;
    let _lock = lock(&archive).or_failure(lang)?;
    let mut refreshed = 0;
    for slug in slugs {
        let Some(record) = archive.record(&slug) else { continue };
        let changed = stale::changed(&archive, &slug, &record);
        if changed.iter().any(|changed| changed.used_for != UsedFor::Part) {
            month((&config, &slug), &record, &changed, log)?;
            refreshed += 1;
        }
        let parts: Vec<&ChangedPeriod> =
            changed.iter().filter(|changed| changed.used_for == UsedFor::Part).collect();
        if !parts.is_empty() {
            log.warn(
                Step::Archive,
                &stale_texts::not_by_refresh(&slug, &parts, lang),
                json!({ "stale": slug }),
            );
        }
    }
    archive.each_damaged(|slug, damage| damaged::warn(slug, damage, log));
    if refreshed == 0 {
        let what =
            lang.of("Không có so sánh nào phải lập lại", "No comparison has to be made anew");
        log.say(Step::Compare, what, json!({ "changed": false }));
    }
    Ok(Exit::Fine)
}

fn month(
    (config, slug): (&Config, &str),
    record: &MonthRecord,
    changed: &[ChangedPeriod],
    log: Log,
) -> Result<(), Failure> {
    let lang = log.lang;
    let project = Project::named(config, slug, (true, lang))?;
    let archived = project.archive.month(slug).or_failure(lang)?;
    let is_same_rule = project.slug == slug && project.rule.name() == record.period.rule;
    let Some(archived) = archived.filter(|_| is_same_rule) else {
        return Err(other_rule(slug, lang));
    };
    let tallies = archived.tallies().or_failure(lang)?;
    let report_lang = record.options.get("lang").and_then(|all| all.first());
    let report_lang =
        if report_lang.is_some_and(|lang| lang == "en") { Lang::En } else { Lang::Vi };
    let others = others(&project.compared_with, project.rule, lang)?;
    let (made, comparisons) = month_comparison(
        (&project.archive, others),
        manner(record, &tallies),
        &tallies,
        report_lang,
    )
    .map_err(|error| Failure::new(Exit::Output, error))?;
    damaged::tell(&project, log);
    let folder = project.archive.month_folder(slug);
    let mut files = MonthFiles::read(&folder).or_failure(lang)?;
    let number = archived.record.refreshed.len() + 1;
    let prefix = format!("{REPORT_FOLDER}/");
    for name in COMPARISON_FILES {
        if let Some(bytes) = files.files.remove(&format!("{prefix}{name}")) {
            files.files.insert(format!("{REFRESHED_FOLDER}/{number}/{name}"), bytes);
        }
    }
    for (name, bytes) in made {
        files.files.insert(format!("{prefix}{name}"), bytes);
    }
    let because: Vec<ChangedPeriod> =
        changed.iter().filter(|changed| changed.used_for != UsedFor::Part).cloned().collect();
    let text = stale_texts::refreshed(slug, &because, lang);
    let ArchivedMonth { record: mut now, .. } = archived;
    // What the period is made of was not counted again.
    let parts = now.stands_on.iter().filter(|used| used.used_for == UsedFor::Part).cloned();
    let used = comparisons.stands_on.into_iter().filter(|used| used.used_for != UsedFor::Part);
    now.stands_on = used.chain(parts).collect();
    now.counts_sha256 = Some(tally_file::counts_sha256(&tallies));
    now.refreshed.push(Refresh { number, because });
    let run = now.text().map_err(|error| Failure::new(Exit::Output, error))?;
    files.files.insert(RUN_FILE.to_owned(), run.into_bytes());
    files.put(&folder).or_failure(lang)?;
    log.say(Step::Compare, &text, json!({ "refreshed": slug }));
    publish::deliver(&project, &now, log)
}

/// As the month was compared when it was published.
fn manner(record: &MonthRecord, tallies: &Tallies) -> Manner {
    let definition = record.options.get("definition").and_then(|all| all.first());
    let named = |name: &String| Definition::ALL.into_iter().find(|one| one.name() == name);
    let definition = definition.and_then(named);
    Manner {
        definition: definition.unwrap_or_default(),
        grain: tallies.counting.grain,
        suppress_below: tallies.counting.suppress_below,
    }
}

fn other_rule(slug: &str, lang: Lang) -> Failure {
    let what = match lang {
        Lang::Vi => format!("kỳ {slug} được tính theo quy tắc tháng khác với cchc.toml hiện nay"),
        Lang::En => format!("{slug} was counted by another rule of months than cchc.toml has now"),
    };
    Failure::message(Exit::Config, what)
}
