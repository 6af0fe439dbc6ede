//! The commands on small logs: `cchc targets`, `cchc ranks`.

use std::path::Path;

use serde::Serialize;

use super::super::args::OutputArgs;
use super::super::args::{RanksArgs, SmallLogArgs, TargetsArgs};
use super::super::failure::{Exit, Failure};
use super::super::{empty_messages, messages, plan, terminal};
use super::{
    exit_of, note_passed_over, refuse_changed, rendered, tell_facts, tell_failed_files,
    tell_ledgers,
};
use crate::answers::Document;
use crate::answers::check::row_facts;
use crate::answers::ranks::{Ranks, RanksRequest};
use crate::answers::targets::Targets;
use crate::columns::{LogKind, LogProfile, RANKINGS, TARGETS};
use crate::indicators::ranks::contradictions;
use crate::read::{Opener, Source};
use crate::records::{Log, LogResult, rankings, targets};
use crate::words::Lang;

/// The function that reads one kind of log.
type Read<T> = fn(&Opener, &[Source], Option<&LogProfile>) -> LogResult<T>;

/// Runs `cchc targets`.
///
/// # Errors
/// When no target can be read or the answer cannot be written.
pub fn targets(arguments: &TargetsArgs, lang: Lang) -> Result<Exit, Failure> {
    let log = read(&arguments.log, &TARGETS, targets::read, lang)?;
    let targets = Targets::new(&log);
    let document = || targets.document(lang);
    answer(&log, &arguments.log, lang, document, &targets.record(lang), || targets.flat())
}

/// Runs `cchc ranks`.
///
/// # Errors
/// When no result can be read or the answer cannot be written.
pub fn ranks(arguments: &RanksArgs, lang: Lang) -> Result<Exit, Failure> {
    let mut log = read(&arguments.log, &RANKINGS, rankings::read, lang)?;
    for finding in contradictions(&log) {
        log.findings.push(finding);
    }
    let request =
        RanksRequest { across_sets: arguments.across_sets, decline_years: arguments.decline_years };
    let ranks = Ranks::new(&log, request);
    let document = || ranks.document(lang);
    answer(&log, &arguments.log, lang, document, &ranks.record(lang), || ranks.flat())
}

/// Reads a log; nothing in it that counts ends the run.
fn read<T>(
    arguments: &SmallLogArgs,
    kind: &'static LogKind,
    read: Read<T>,
    lang: Lang,
) -> Result<Log<T>, Failure> {
    let profile = arguments.profile.as_deref().map(|path| profile(path, kind, lang));
    let profile = profile.transpose()?;
    let encoding = profile.as_ref().and_then(|profile| profile.encoding);
    let found = plan::find(&arguments.paths, encoding, lang)?;
    let log = read(&found.opener, &found.discovery.sources, profile.as_ref());
    let mut log = log.map_err(|error| Failure::new(Exit::Input, error))?;
    refuse_changed(&found.opener, lang)?;
    note_passed_over(&mut log.findings, &found.discovery);
    if log.records.is_empty() {
        tell_failed_files(&log.findings, lang);
        return Err(empty_messages::nothing_in_log(kind, &log.findings, lang));
    }
    Ok(log)
}

fn profile(path: &Path, kind: &'static LogKind, lang: Lang) -> Result<LogProfile, Failure> {
    let (name, text) = plan::profile_text(path, lang)?;
    LogProfile::of_kind(kind, &name, &text).map_err(|error| messages::profile(&error, lang))
}

/// Writes the answer, then tells on standard error what it stands on.
fn answer<T>(
    log: &Log<T>,
    arguments: &SmallLogArgs,
    lang: Lang,
    document: impl FnOnce() -> Document,
    record: &impl Serialize,
    flat: impl FnOnce() -> (Vec<String>, Vec<Vec<String>>),
) -> Result<Exit, Failure> {
    let output: &OutputArgs = &arguments.output;
    let answer = rendered(output, lang, document, record, flat)?;
    terminal::deliver(&answer, output, lang)?;
    tell_failed_files(&log.findings, lang);
    if output.talk.verbose {
        tell_ledgers(&log.ledger_by_file, lang);
    }
    if !output.talk.quiet {
        tell_facts(&row_facts(lang, &log.ledger, log.failed_files), lang);
    }
    let threshold = plan::threshold(arguments.fail_on);
    Ok(exit_of(log.failed_files, &log.findings, threshold))
}
