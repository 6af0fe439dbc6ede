//! A count that somebody may watch: progress, what was read and what could not be.
//!
//! In: the input and a plan. Out: what the count brought. Must not know which command asks.

use crate::answers::Outcome;
use crate::cli::arguments::{CountArgs, OutputArgs, TalkArgs};
use crate::cli::failure::Failure;
use crate::cli::plan::Input;
use crate::cli::progress::Progress;
use crate::cli::telling::{tell_failed_files, tell_files};
use crate::cli::{empty_messages, messages, plan, terminal};
use crate::domain::{Day, Dimension};
use crate::dossiers::Loaded;
use crate::findings::{Finding, FindingCode, Findings};
use crate::pipeline::{self, PipelineError, Plan};
use crate::read::{Discovery, Opener};
use crate::tally::TimeFrame;
use crate::words::Lang;

/// The dimensions of `--by`, each once.
pub fn dimensions(asked: &[Dimension]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for dimension in asked.iter().copied() {
        if !dimensions.contains(&dimension) {
            dimensions.push(dimension);
        }
    }
    dimensions
}

/// What a count is broken down by.
pub enum Breakdown {
    /// Refused when no export has it.
    Required(Vec<Dimension>),
    /// Left out when no export has it.
    Optional(Dimension),
}

/// What a count brought.
pub enum CountedInput<T> {
    Dossiers(Box<T>),
    /// No dossier, but tables of counts.
    Tables(Box<Loaded>),
}

/// Counts, with a progress bar, and tells on standard error what was read and what could not be.
pub fn count(
    input: Input,
    count: &CountArgs,
    by: Breakdown,
    output: &OutputArgs,
    lang: Lang,
) -> Result<CountedInput<(Outcome, Plan)>, Failure> {
    let (by, by_is_optional) = match by {
        Breakdown::Required(by) => (by, false),
        Breakdown::Optional(by) => (vec![by], true),
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
        CountedInput::Dossiers(outcome) => CountedInput::Dossiers(Box::new((*outcome, plan))),
        CountedInput::Tables(loaded) => CountedInput::Tables(loaded),
    })
}

/// What of a count is told about.
pub struct Parts<'a> {
    pub loaded: &'a mut Loaded,
    pub frame: &'a TimeFrame,
    pub days_seen: (Day, Day),
}

/// A count that somebody may watch.
pub struct Watch<'a> {
    /// Bytes on disk.
    pub size: u64,
    pub discovery: &'a Discovery,
    pub talk: &'a TalkArgs,
    pub lang: Lang,
}

impl Watch<'_> {
    /// Runs a count with a progress bar, and tells what was read and what could not be.
    pub fn run<T>(
        &self,
        plan: &Plan,
        count: impl FnOnce(&Plan) -> Result<T, PipelineError>,
        parts: impl Fn(&mut T) -> Parts<'_>,
    ) -> Result<CountedInput<T>, Failure> {
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
                return Ok(CountedInput::Tables(loaded));
            }
            Err(error) => {
                if let PipelineError::NothingCountable(loaded) = &error {
                    tell_failed_files(&loaded.findings, lang);
                }
                return Err(messages::pipeline(error, lang));
            }
        };
        let told = parts(&mut counted);
        if is_outside_data(told.frame, told.loaded.covered_days(told.days_seen)) {
            return Err(empty_messages::period_outside_data(told.frame, told.days_seen, lang));
        }
        note_passed_over(&mut told.loaded.findings, self.discovery);
        tell_failed_files(&told.loaded.findings, lang);
        if self.talk.verbose {
            tell_files(told.loaded, lang);
        }
        Ok(CountedInput::Dossiers(Box::new(counted)))
    }
}

/// Ends a command whose inputs changed while it read them: before anything is shown or written.
pub fn refuse_changed(opener: &Opener, lang: Lang) -> Result<(), Failure> {
    let changed = opener.changed();
    if changed.is_empty() { Ok(()) } else { Err(messages::changed(&changed, lang)) }
}

/// Whether the data say nothing about the period: behind their end, everything left open would look
/// overdue, and a script that runs on stale files would send that.
fn is_outside_data(frame: &TimeFrame, (first, last): (Day, Day)) -> bool {
    frame.period.from > last || frame.period.to < first
}

/// Files of folders and archives that are no kind of export, and links that lead to none.
pub fn note_passed_over(findings: &mut Findings, discovery: &Discovery) {
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
