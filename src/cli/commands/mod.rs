//! One file per command: arguments → plan → answer.

mod archived;
mod calendar;
mod cell;
mod check;
mod compare;
mod config;
mod dossier_file;
mod explain;
mod feedback;
mod indicators;
mod init;
mod inspect;
mod list;
mod merge;
mod overview;
mod publish;
mod rekey;
mod report;
mod run;
mod schema;
mod score;
mod series;
mod shell;
mod small_logs;
mod stats;
mod tables;
mod tally;
mod verify;
mod times;

use super::args::{Cli, Command, Format, OutputArgs, TalkArgs};
use serde::Serialize;

use super::config::{Config, Environment};
use super::failure::{Exit, Failure};
use super::plan::Input;
use super::progress::Progress;
use super::{messages, plan, terminal};
use crate::domain::{Day, Dimension};
use crate::findings::{Finding, FindingCode, Findings, Ledger, Severity};
use crate::normalise::Loaded;
use crate::pipeline::{self, PipelineError, Plan};
use crate::read::{Discovery, Opener};
use crate::render::{self, number::phrase};
use crate::report::{Document, Lang, Outcome, Phrase, check::ledger_facts, pick};
use crate::tally::TimeFrame;

/// What holds besides the command line, for commands that ask about it themselves.
pub struct Settings<'a> {
    pub config: &'a Config,
    pub environment: &'a Environment,
}

/// Runs the command that was asked for.
///
/// # Errors
/// When there is no answer to give.
pub fn run(cli: Cli, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
    match cli.command {
        None => overview::run(&cli.overview, lang),
        Some(Command::Stats(arguments)) => stats::run(&arguments, lang),
        Some(Command::Times(arguments)) => times::run(&arguments, lang),
        Some(Command::Inspect(arguments)) => inspect::run(&arguments, lang),
        Some(Command::Check(arguments)) => check::run(&arguments, lang),
        Some(Command::Report(arguments)) => report::run(&arguments, lang),
        Some(Command::Compare(arguments)) => compare::run(&arguments, lang),
        Some(Command::Series(arguments)) => series::run(&arguments, lang),
        Some(Command::Score(arguments)) => score::run(&arguments, lang),
        Some(Command::Targets(arguments)) => small_logs::targets(&arguments, lang),
        Some(Command::Ranks(arguments)) => small_logs::ranks(&arguments, lang),
        Some(Command::List(arguments)) => list::run(&arguments, lang),
        Some(Command::Init(arguments)) => init::run(&arguments, lang),
        Some(Command::Run(arguments)) => run::run(&arguments, settings, lang),
        Some(Command::Verify(arguments)) if arguments.rekey => {
            rekey::run(&arguments, settings, lang)
        }
        Some(Command::Verify(arguments)) => verify::run(&arguments, settings, lang),
        Some(Command::Tally(arguments)) => tally::run(&arguments, lang),
        Some(Command::Merge(arguments)) => merge::run(&arguments, lang),
        Some(Command::Config(arguments)) => config::run(&arguments, settings, lang),
        Some(Command::Calendar(arguments)) => calendar::run(&arguments, lang),
        Some(Command::Schema(arguments)) => schema::run(arguments.name.as_deref(), lang),
        Some(Command::Explain(arguments)) => explain::run(&arguments, lang),
        Some(Command::Indicators(arguments)) => indicators::run(&arguments, lang),
        Some(Command::Completions(arguments)) => shell::completions(arguments.shell, lang),
        Some(Command::Man(arguments)) => shell::manual(arguments.command.as_deref(), lang),
    }
}

/// The dimensions of `--by`, each once.
fn dimensions(names: &[String]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for dimension in names.iter().filter_map(|name| Dimension::from_name(name)) {
        if !dimensions.contains(&dimension) {
            dimensions.push(dimension);
        }
    }
    dimensions
}

/// What a count is broken down by.
enum By {
    /// Refused when no export has it.
    Asked(Vec<Dimension>),
    /// Left out when no export has it.
    IfThere(Dimension),
}

/// What a count brought.
enum Counted {
    Dossiers(Box<(Outcome, Plan)>),
    /// No dossier, but tables of counts.
    Tables(Box<Loaded>),
}

/// Counts, with a progress bar, and tells on standard error what was read and what could not be.
fn count(
    input: Input,
    count: &super::args::CountArgs,
    by: By,
    output: &OutputArgs,
    lang: Lang,
) -> Result<Counted, Failure> {
    let (by, by_is_optional) = match by {
        By::Asked(by) => (by, false),
        By::IfThere(by) => (vec![by], true),
    };
    let Input { load, discovery, size } = input;
    let plan = Plan { by_is_optional, ..plan::plan(load, count, by, lang)? };
    let watch = Watch { size, discovery: &discovery, talk: &output.talk, lang };
    let outcome = watch.run(&plan, pipeline::run, |outcome: &mut Outcome| Parts {
        loaded: &mut outcome.loaded,
        frame: &outcome.frame,
        days_seen: outcome.days_seen,
    })?;
    Ok(match outcome {
        Watched::Done(outcome) => Counted::Dossiers(Box::new((*outcome, plan))),
        Watched::Tables(loaded) => Counted::Tables(loaded),
    })
}

/// What a count brought, whatever it counted.
enum Watched<T> {
    Done(Box<T>),
    /// No dossier, but tables of counts.
    Tables(Box<Loaded>),
}

/// What of a count is told about.
struct Parts<'a> {
    loaded: &'a mut Loaded,
    frame: &'a TimeFrame,
    days_seen: (Day, Day),
}

/// A count that somebody may watch.
struct Watch<'a> {
    /// Bytes on disk.
    size: u64,
    discovery: &'a Discovery,
    talk: &'a TalkArgs,
    lang: Lang,
}

impl Watch<'_> {
    /// Runs a count with a progress bar, and tells what was read and what could not be.
    fn run<T>(
        &self,
        plan: &Plan,
        count: impl FnOnce(&Plan) -> Result<T, PipelineError>,
        parts: impl Fn(&mut T) -> Parts<'_>,
    ) -> Result<Watched<T>, Failure> {
        let lang = self.lang;
        let watched = terminal::is_watched() && !self.talk.quiet;
        let bytes_read = plan.load.opener.bytes_read.clone();
        let progress = Progress::start(bytes_read, self.size, watched);
        let result = count(plan);
        drop(progress);
        refuse_changed(&plan.load.opener, lang)?;
        let mut counted = match result {
            Ok(counted) => counted,
            Err(PipelineError::NothingCountable(mut loaded))
                if loaded.ledger.files == 0 && !loaded.tables.is_empty() =>
            {
                note_passed_over(&mut loaded.findings, self.discovery);
                return Ok(Watched::Tables(loaded));
            }
            Err(error) => {
                if let PipelineError::NothingCountable(loaded) = &error {
                    tell_failed_files(&loaded.findings, lang);
                }
                return Err(messages::pipeline(error, lang));
            }
        };
        let told = parts(&mut counted);
        if is_outside_data(told.frame, told.days_seen) {
            return Err(messages::period_outside_data(told.frame, told.days_seen, lang));
        }
        note_passed_over(&mut told.loaded.findings, self.discovery);
        tell_failed_files(&told.loaded.findings, lang);
        if self.talk.verbose {
            tell_files(told.loaded, lang);
        }
        Ok(Watched::Done(Box::new(counted)))
    }
}

/// Ends a command whose inputs changed while it read them: before anything is shown or written.
fn refuse_changed(opener: &Opener, lang: Lang) -> Result<(), Failure> {
    let changed = opener.changed();
    if changed.is_empty() { Ok(()) } else { Err(messages::changed(&changed, lang)) }
}

/// Whether the data say nothing about the period: behind their end, everything left open would look
/// overdue, and a script that runs on stale files would send that.
fn is_outside_data(frame: &TimeFrame, (first, last): (Day, Day)) -> bool {
    frame.period.from > last || frame.period.to < first
}

/// An answer in the format asked for. Only what the format needs is made.
fn rendered(
    output: &OutputArgs,
    lang: Lang,
    document: impl FnOnce() -> Document,
    record: &impl Serialize,
    flat: impl FnOnce() -> (Vec<String>, Vec<Vec<String>>),
) -> Result<String, Failure> {
    let bug = |error: anyhow::Error| Failure::new(Exit::Output, error);
    Ok(match output.format {
        Format::Table => render::terminal::write(&document(), lang, terminal::look(output)),
        Format::Md => render::markdown::write(&document(), lang),
        Format::Json => render::json::write(record).map_err(|error| bug(error.into()))?,
        Format::Csv => {
            let (head, rows) = flat();
            render::csv::write(&head, &rows).map_err(|error| bug(error.into()))?
        }
    })
}

/// Files of folders and archives that are no kind of export, and links that lead to none.
fn note_passed_over(findings: &mut Findings, discovery: &Discovery) {
    let lists = [
        (FindingCode::OtherFile, &discovery.passed_over),
        (FindingCode::BrokenLink, &discovery.broken_links),
    ];
    for (code, files) in lists {
        for file in files.iter().cloned() {
            findings.push(Finding { file, row: None, column: None, value: None, code });
        }
    }
}

/// More failed files than this are only counted.
const FAILED_FILES_TOLD: usize = 10;

/// Files that should count and do not are told whatever the command, even when quiet.
fn tell_failed_files(findings: &Findings, lang: Lang) {
    let failed: Vec<&Finding> =
        findings.iter().filter(|finding| finding.code.is_file_failure()).collect();
    for finding in failed.iter().take(FAILED_FILES_TOLD) {
        let value = finding.value.as_deref().unwrap_or_default();
        let row = finding.row.map_or_else(String::new, |row| match lang {
            Lang::Vi => format!(", dòng {row}"),
            Lang::En => format!(", row {row}"),
        });
        let code = finding.code;
        // A difference has several lines, and is the better for it.
        let (value, lines) = if value.contains('\n') {
            (String::new(), value.lines().collect::<Vec<_>>())
        } else {
            (format!(" ({value})"), Vec::new())
        };
        terminal::say(&format!(
            "{} {}: {}{row}: {}{value}",
            lang.of("lỗi", "error"),
            code.number(),
            finding.file,
            pick(lang, code.title()),
        ));
        for line in lines {
            terminal::say(&format!("    {line}"));
        }
        terminal::say(&format!("  → {}", pick(lang, code.repair())));
    }
    let more = failed.len().saturating_sub(FAILED_FILES_TOLD);
    if more > 0 {
        terminal::say(&match lang {
            Lang::Vi => format!("… và {more} tệp khác không đọc được; `cchc check` liệt kê đủ"),
            Lang::En => {
                format!("… and {more} more files that could not be read; `cchc check` lists them")
            }
        });
    }
}

/// One line per file, for `--verbose`.
fn tell_files(loaded: &Loaded, lang: Lang) {
    tell_ledgers(&loaded.ledger_by_file, lang);
}

/// The account of each file.
fn tell_ledgers(ledgers: &[(String, Ledger)], lang: Lang) {
    for (file, ledger) in ledgers {
        let [read, counted, superseded] = [ledger.read, ledger.counted, ledger.superseded];
        let (excluded, rejected) = (ledger.excluded_total(), ledger.rejected_total());
        terminal::say(&match lang {
            Lang::Vi => format!(
                "{file}: đọc {read} = tính {counted} + có bản mới hơn {superseded} + không tính {excluded} + loại {rejected}"
            ),
            Lang::En => format!(
                "{file}: read {read} = counted {counted} + superseded {superseded} + excluded {excluded} + rejected {rejected}"
            ),
        });
    }
}

/// One line on what the figures stand on: `46 files, 120 rows = 100 counted + …`.
fn tell_ledger(loaded: &Loaded, lang: Lang) {
    tell_facts(&ledger_facts(lang, &loaded.ledger, loaded.failed_files), lang);
}

/// The account of all rows on one line.
fn tell_facts(facts: &[(String, Phrase)], lang: Lang) {
    let text = |(name, value): &(String, Phrase)| format!("{name} {}", phrase(lang, value));
    let (whole, parts) = facts.split_at(facts.len().min(2));
    let whole: Vec<String> = whole.iter().map(text).collect();
    let parts: Vec<String> = parts.iter().map(text).collect();
    terminal::say(&format!("{} {}", whole.join(", "), parts.join(" ")));
}

/// The exit code of a run that gave its answer.
fn exit(loaded: &Loaded, threshold: Option<Severity>) -> Exit {
    exit_of(loaded.failed_files, &loaded.findings, threshold)
}

/// The exit code that files and findings ask for.
fn exit_of(failed_files: usize, findings: &Findings, threshold: Option<Severity>) -> Exit {
    if failed_files > 0 {
        // The answer lacks a file: a script must not take it for complete.
        return Exit::Input;
    }
    match (threshold, findings.worst()) {
        (Some(threshold), Some(worst)) if worst >= threshold => Exit::Findings,
        _ => Exit::Fine,
    }
}
