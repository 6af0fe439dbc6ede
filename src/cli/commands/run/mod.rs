//! `cchc run`: the month as one command, from the reviewed file of the project.
//!
//! Everything is read, counted and made before anything is written. The month goes into the archive in one
//! step, and only then to its readers; what was interrupted between the two is caught up by the next run,
//! which finds the month in the archive as it is.

pub mod archive;
mod arguments;
mod aside;
mod changed_files;
mod chain_texts;
mod chained;
mod compared;
mod counted;
mod damaged;
mod first_month;
pub mod key;
mod late;
mod lock;
mod log;
mod lost;
mod lost_before;
mod missing;
pub mod month_files;
mod months_beside;
mod printed;
pub mod project;
mod publish;
pub mod record;
mod refresh;
pub mod register;
pub mod setting_copies;
pub mod stale;
pub mod states_file;
mod summary;
mod volume;

use serde_json::json;

use crate::archive::key::OfficeKey;
use crate::archive::month::MonthRecord;
use crate::archive::{States, Tallies, tally_file};
use crate::cli::archived::refusal;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::report::{Made, Prepared};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, terminal};
use crate::output::{Package, Replace, recover};
use crate::pipeline;
use crate::words::{Bilingual, Lang};
use archive::Month;
use compared::Manner;
use counted::Counted;
use key::KeyFile;
use log::{Log, Step};
use project::Project;
use publish::{Archived, Published};

pub use arguments::{Arguments, LogFormat};
pub use lock::lock;

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
        let asked = (self.period.as_str(), self.run_every);
        let (periods, rule) = project::periods(&config, asked, lang)?;
        let is_one = periods.len() == 1;
        for period in periods {
            let project = Project::new(config.clone(), (period, rule), (quiet, lang))?;
            let (text, facts) = (summary::plan(&project, lang), summary::plan_facts(&project));
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

fn month(arguments: &Arguments, project: &Project, log: Log) -> Result<Exit, Failure> {
    let lang = log.lang;
    let _lock = if arguments.dry_run { None } else { Some(lock(&project.archive, lang)?) };
    if !arguments.dry_run {
        // A month that lies aside since a run was killed is published all the same.
        recover(&project.archive.month_folder(&project.slug));
    }
    // Not told when the month is in the archive and cannot get to its readers.
    Package::refuse_target(&project.report_folder, Replace::Force)
        .map_err(|error| messages::output(&error, lang))?;
    let key = KeyFile::read(&project.key, &project.shown_folders(), lang)?;
    let (kept, lost) = lost::kept(project, arguments, lang)?;
    let settings = record::settings(&project.options);
    let prepared = Prepared::new(&project.report, lang)?.in_language(project.lang);
    let counted = counted::counted(project, (&prepared, key.key.as_ref()), arguments, log)?;
    let Counted { made, states, chain, beginning_accepted, beside } = match counted {
        Ok(counted) => counted,
        Err(exit) => return Ok(exit),
    };
    let key = office_key(key, project, arguments.dry_run, log)?;
    let tallies = pipeline::tallies_of(&made.plan, &made.study)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let mut record = MonthRecord { chain, beginning_accepted, ..record::of(project, &made) };
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
    let counts_kept = kept.as_ref().map(|kept| kept.tallies(lang)).transpose()?;
    let archived = kept.as_ref().zip(counts_kept.as_ref());
    let archived = archived.map(|(kept, tallies)| Archived { kept, tallies });
    let stands =
        |archived: &Archived<'_>| publish::stands(*archived, (&record, &tallies), arguments);
    if let Some(Archived { kept, .. }) = archived.filter(stands) {
        headline();
        log.say(Step::Archive, &summary::unchanged(project, lang), json!({ "changed": false }));
        stale::tell_own(&project.archive, (&project.slug, &kept.record), log);
        return if arguments.dry_run {
            Ok(Exit::Fine)
        } else {
            hand_on(project, (&kept.record, &tallies), log)
        };
    }
    if let Some(lost) = &lost {
        lost.enter((project, arguments), (&mut record, &tallies), log)?;
    }
    let (report, packed) = rayon::join(
        || -> Result<_, Failure> {
            let mut report = prepared.maker(&made).package(project.report.each.is_some())?;
            let langs = (project.lang, lang);
            let compared = compared::compared(project, Manner::of(&made), &tallies, langs)?;
            report.extend(compared.files);
            report.extend(beside.as_ref().map(|beside| beside.file(project.lang)));
            Ok((report, compared.stands_on, compared.refused))
        },
        || packed_states(states, &made, &key),
    );
    let ((report, stands_on, refused), (states, packed)) = (report?, packed?);
    for error in &refused {
        let text = format!("{:#}", refusal(error, lang).error);
        log.warn(Step::Compare, &text, json!({ "chain": "not_compared" }));
    }
    record.stands_on = stands_on;
    record.counts_sha256 = Some(tally_file::counts_sha256(&tallies));
    let files = json!({ "files": report.len() });
    log.detail(Step::Report, &summary::made(report.len(), lang), files);
    headline();
    let new = Month {
        record: &record,
        tallies: &tallies,
        states: &states,
        packed: &packed,
        report: &report,
    };
    let aside = matches!(lost, Some(lost::Lost::Damaged(_)));
    let published = publish::publish(project, &new, (archived, &key), (arguments, aside), log)?;
    match published {
        Published::Done(record) => {
            stale::tell(&project.archive, &project.slug, log);
            hand_on(project, (&record, &tallies), log)
        }
        Published::Dry => Ok(Exit::Fine),
    }
}

/// What comes after the archive.
fn hand_on(
    project: &Project,
    (record, tallies): (&MonthRecord, &Tallies),
    log: Log,
) -> Result<Exit, Failure> {
    register::remember(&project.archive, &project.slug, (record, tallies), log.lang)?;
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
    let (key, is_new) = file.or_new(lang)?;
    if is_new {
        log.say(Step::Archive, &key::made(&path, lang), json!({ "key": path }));
        if project.archive.has_hidden_states() {
            log.say(Step::Archive, summary::key_lost(lang), json!({}));
        }
    }
    Ok(key)
}

/// The states of dossiers as they are archived, made before where there was a key for them.
fn packed_states(
    states: Option<States>,
    made: &Made,
    key: &OfficeKey,
) -> Result<(States, Vec<u8>), Failure> {
    let states = states.map_or_else(|| counted::states_of(made, key), Ok)?;
    let packed = states_file::compressed(&states)?;
    Ok((states, packed))
}
