//! `cchc run`: the month as one command, from the reviewed file of the project.
//!
//! Everything is read, counted and made before anything is written. The month goes into the archive in one
//! step, and only then to its readers; what was interrupted between the two is caught up by the next run,
//! which finds the month in the archive as it is.

mod arguments;
mod counted;
mod damaged;
mod log;
mod lost;
pub mod project;
mod publish;
mod refresh;
mod summary;

use serde_json::json;

use crate::answers::run::{month_sums, stale as stale_texts, steps};
use crate::archive::checks::PublishedMonth;
use crate::archive::disk::key_file::KeyFile;
use crate::archive::disk::states_file::compressed;
use crate::archive::disk::{lock, register, stale};
use crate::archive::key::OfficeKey;
use crate::archive::month::MonthRecord;
use crate::archive::{NewMonth, States, Tallies, tally_file};
use crate::cli::archive_messages::OrFailure;
use crate::cli::archived::refusal;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::compare::others;
use crate::cli::commands::report::{CountedReport, ReportSetup};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, office_key, terminal};
use crate::output::{Package, Replace, recover};
use crate::pipeline::{self, Manner, month_comparison, month_record, recorded_settings};
use crate::render;
use crate::words::{Bilingual, Lang};
use counted::PublishableMonth;
use log::{Log, Step};
use lost::LostMonth;
use project::Project;
use publish::Outcome;

pub use arguments::{Arguments, LogFormat};

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "chạy",
        about: Bilingual {
            vi: "Cả tháng bằng một lệnh, theo tệp cấu hình: đếm, kiểm tra, báo cáo, lưu trữ",
            en: "The month, from the file of the project: count, check, report, archive",
        },
        examples: &[
            Example::new(
                "cchc run --period 2024-05 --dry-run",
                "sẽ ghi những tệp nào",
                "which files it would write",
            ),
            Example::new(
                "cchc run --period 2024-05",
                "đếm, kiểm tra, báo cáo, lưu trữ",
                "count, check, report, archive",
            ),
        ],
    };

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let log = Log {
            format: self.log_format,
            is_quiet: self.talk.quiet,
            is_verbose: self.talk.verbose,
            lang,
        };
        if log.format == LogFormat::Json {
            terminal::talk_json();
        }
        if self.refresh.is_some() {
            return refresh::run(self, settings, log);
        }
        let quiet = self.talk.quiet || log.format == LogFormat::Json;
        let config = project::enter(settings, lang)?;
        let named = (self.period.as_str(), self.run_every);
        let (periods, rule) = project::periods(&config, named, lang)?;
        let is_one = periods.len() == 1;
        for period in periods {
            let project = Project::new(config.clone(), (period, rule), (quiet, lang))?;
            let paths = &project.report.paths;
            let text = steps::plan((project.period, project.rule), paths, lang);
            let facts = summary::plan_facts(&project);
            if is_one {
                log.detail(Step::Plan, &text, facts);
            } else {
                log.say(Step::Plan, &text, facts);
            }
            // What follows on a month that is not published would follow on nothing.
            let exit = month(self, &project, log)?;
            if exit != Exit::Fine {
                return Ok(exit);
            }
        }
        Ok(Exit::Fine)
    }
}

/// The file of the report that sets a longer period beside the sum of its months.
const MONTH_SUMS_FILE: &str = "cong-thang.md";

fn month(arguments: &Arguments, project: &Project, log: Log) -> Result<Exit, Failure> {
    let lang = log.lang;
    let _lock =
        if arguments.dry_run { None } else { Some(lock(&project.archive).or_failure(lang)?) };
    if !arguments.dry_run {
        // A month that lies aside since a run was killed is published all the same.
        recover(&project.archive.month_folder(&project.slug));
    }
    // Not told when the month is in the archive and cannot get to its readers.
    Package::refuse_target(&project.report_folder, Replace::Force)
        .map_err(|error| messages::output(&error, lang))?;
    let key = office_key::read(&project.key, &project.folders_in_view(), lang)?;
    let (archived, lost) = lost::archived_or_lost(project, arguments, lang)?;
    let settings = recorded_settings(&project.options);
    let prepared = ReportSetup::new(&project.report, lang)?.in_language(project.lang);
    let counted = counted::count_month(project, (&prepared, key.key.as_ref()), arguments, log)?;
    let PublishableMonth { made, states, chain, beginning_accepted, sums } = match counted {
        Ok(counted) => counted,
        Err(exit) => return Ok(exit),
    };
    let key = office_key(key, project, arguments.dry_run, log)?;
    let tallies = pipeline::tallies_of(&made.plan, &made.study)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let counted = (&made.study, made.request.definition);
    let record = month_record(&project.report.paths, &project.options, counted);
    let mut record = MonthRecord { chain, beginning_accepted, ..record };
    // A profile or roster that somebody saved meanwhile is not the one that was counted with.
    let saved = record.settings.iter().zip(&settings).filter(|(now, before)| now != before);
    let saved: Vec<String> = saved.map(|(now, _)| now.file.clone()).collect();
    if !saved.is_empty() || record.settings.len() != settings.len() {
        return Err(messages::changed(&saved, lang));
    }
    let headline = || {
        log.say(Step::Compare, &summary::headline(project, &made, lang), json!({}));
        damaged::tell(project, log);
        damaged::tell_vanished(project, log);
    };
    let archived_tallies =
        archived.as_ref().map(|month| month.tallies().or_failure(lang)).transpose()?;
    let published = archived.as_ref().zip(archived_tallies.as_ref());
    let published = published.map(|(month, tallies)| PublishedMonth { month, tallies });
    let stands = |published: &PublishedMonth<'_>| {
        publish::stands(*published, (&record, &tallies), arguments)
    };
    if let Some(PublishedMonth { month, .. }) = published.filter(stands) {
        headline();
        let folder = project.archive.month_folder(&project.slug);
        log.say(Step::Archive, &steps::unchanged(&folder, lang), json!({ "changed": false }));
        tell_stale_itself(project, &month.record, log);
        return if arguments.dry_run {
            Ok(Exit::Fine)
        } else {
            hand_on(project, (&month.record, &tallies), log)
        };
    }
    if let Some(lost) = &lost {
        lost.enter((project, arguments), (&mut record, &tallies), log)?;
    }
    let (report, packed) = rayon::join(
        || -> Result<_, Failure> {
            let mut report = prepared.maker(&made).package(project.report.each.is_some())?;
            let others = others(&project.compared_with, project.rule, lang)?;
            let archive = (&project.archive, others);
            let compared =
                month_comparison(archive, Manner::of(&made.plan), &tallies, project.lang);
            let (files, compared) = compared.map_err(|error| Failure::new(Exit::Output, error))?;
            report.extend(files);
            report.extend(sums.as_ref().map(|sums| {
                let page = month_sums::document(sums, project.lang);
                let text = render::markdown::write(&page, project.lang, 0);
                (MONTH_SUMS_FILE.to_owned(), text.into_bytes())
            }));
            Ok((report, compared.stands_on, compared.refused))
        },
        || packed_states(states, &made, &key, lang),
    );
    let ((report, stands_on, refused), (states, packed)) = (report?, packed?);
    for error in &refused {
        let text = format!("{:#}", refusal(error, lang).error);
        log.warn(Step::Compare, &text, json!({ "chain": "not_compared" }));
    }
    record.stands_on = stands_on;
    record.counts_sha256 = Some(tally_file::counts_sha256(&tallies));
    let files = json!({ "files": report.len() });
    log.detail(Step::Report, &steps::report_made(report.len(), lang), files);
    headline();
    let new = NewMonth {
        record: &record,
        tallies: &tallies,
        states: &states,
        packed: &packed,
        report: &report,
    };
    let aside = matches!(lost, Some(LostMonth::Damaged(_)));
    let outcome = publish::publish(project, &new, (published, &key), (arguments, aside), log)?;
    match outcome {
        Outcome::Published(record) => {
            tell_stale_others(project, log);
            hand_on(project, (&record, &tallies), log)
        }
        Outcome::DryRun => Ok(Exit::Fine),
    }
}

/// Tells that the comparison of the month itself is out of date.
fn tell_stale_itself(project: &Project, record: &MonthRecord, log: Log) {
    let slug = &project.slug;
    let changed = stale::changed(&project.archive, slug, record);
    if !changed.is_empty() {
        let text = stale_texts::of_itself(slug, &changed, log.lang);
        log.warn(Step::Archive, &text, json!({ "stale": slug, "changed": changed }));
    }
}

/// Tells which other months are out of date now.
fn tell_stale_others(project: &Project, log: Log) {
    let slug = &project.slug;
    for (used_for, months) in stale::by_use(stale::because_of(&project.archive, slug)) {
        let text = stale_texts::of_others(slug, used_for, &months, log.lang);
        log.warn(Step::Archive, &text, json!({ "stale": months, "used_for": used_for }));
    }
}

/// What comes after the archive.
fn hand_on(
    project: &Project,
    (record, tallies): (&MonthRecord, &Tallies),
    log: Log,
) -> Result<Exit, Failure> {
    register::remember(&project.archive, &project.slug, (record, tallies)).or_failure(log.lang)?;
    publish::deliver(project, record, log)?;
    publish::retain(project, log)?;
    Ok(Exit::Fine)
}

/// The key that the ids of this month are hidden with. A dry run writes none.
fn office_key(
    file: KeyFile,
    project: &Project,
    is_dry: bool,
    log: Log,
) -> Result<OfficeKey, Failure> {
    let lang = log.lang;
    if file.key.is_none() && is_dry {
        return OfficeKey::random().map_err(|error| Failure::new(Exit::Output, error));
    }
    let path = file.path.clone();
    let (key, is_new) = file.or_new().or_failure(lang)?;
    if is_new {
        log.say(Step::Archive, &steps::key_made(&path, lang), json!({ "key": path }));
        if project.archive.has_hidden_states() {
            log.say(Step::Archive, steps::key_lost(lang), json!({}));
        }
    }
    Ok(key)
}

/// The states of dossiers as they are archived, made before where there was a key for them.
fn packed_states(
    states: Option<States>,
    made: &CountedReport,
    key: &OfficeKey,
    lang: Lang,
) -> Result<(States, Vec<u8>), Failure> {
    let states = states.map_or_else(|| counted::states_of(made, key), Ok)?;
    let packed = compressed(&states).or_failure(lang)?;
    Ok((states, packed))
}
