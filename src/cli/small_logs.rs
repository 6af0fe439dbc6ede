//! What the commands on small logs have in common: `cchc targets`, `cchc ranks`.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::answers::check::row_facts;
use crate::answers::{Document, FlatTable};
use crate::cli::answering::{exit_of, rendered};
use crate::cli::arguments::{FailOn, OutputArgs, PathArgs};
use crate::cli::choice::choice;
use crate::cli::counting::{note_passed_over, refuse_changed};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::{tell_facts, tell_failed_files, tell_ledgers};
use crate::cli::{empty_messages, messages, plan, terminal};
use crate::columns::{LogKind, LogProfile};
use crate::read::{Opener, Source};
use crate::records::{Log, LogResult};
use crate::words::Lang;

/// A log beside the dossier log, and where the answer about it goes.
#[derive(Debug, Args)]
pub struct SmallLogArgs {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Exit with 1 when there are findings this grave or graver
    #[arg(long, value_parser = choice(FailOn::all(), FailOn::name), default_value = FailOn::NEVER, value_name = "SEVERITY")]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The function that reads one kind of log.
type Read<T> = fn(&Opener, &[Source], Option<&LogProfile>) -> LogResult<T>;

/// Reads a log; nothing in it that counts ends the run.
pub fn read<T>(
    arguments: &SmallLogArgs,
    kind: &'static LogKind,
    read: Read<T>,
    lang: Lang,
) -> Result<Log<T>, Failure> {
    let profile = arguments.profile.as_deref().map(|path| profile(path, kind, lang));
    let profile = profile.transpose()?;
    let encoding = profile.as_ref().and_then(|profile| profile.encoding);
    let found = plan::find(&arguments.inputs.paths, encoding, lang)?;
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

/// Reads one file of a kind that a report needs besides its dossiers.
pub fn read_from<T>(
    path: &Path,
    kind: &'static LogKind,
    read: Read<T>,
    lang: Lang,
) -> Result<Log<T>, Failure> {
    let paths = [path.to_string_lossy().into_owned()];
    let found = plan::find(&paths, None, lang)?;
    let log = read(&found.opener, &found.discovery.sources, None);
    let log = log.map_err(|error| Failure::new(Exit::Input, error))?;
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
pub fn answer<T>(
    log: &Log<T>,
    arguments: &SmallLogArgs,
    lang: Lang,
    document: impl FnOnce() -> Document,
    record: &impl Serialize,
    flat: impl FnOnce() -> FlatTable,
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
    let threshold = arguments.fail_on.0;
    Ok(exit_of(log.failed_files, &log.findings, threshold))
}
