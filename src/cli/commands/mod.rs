//! One file per command: arguments → plan → answer.

mod answering;
mod archived;
mod calendar;
mod cell;
mod check;
mod compare;
mod config;
mod counting;
mod dossier_file;
mod explain;
mod feedback;
mod indicators;
mod help;
mod init;
mod init_paths;
mod inspect;
mod kept_tally;
mod list;
mod merge;
mod overview;
mod publish;
mod rekey;
mod report;
mod roster_of;
mod run;
mod run_facts;
mod schema;
mod score;
mod series;
mod shell;
mod small_logs;
mod stats;
mod tables;
mod tally;
mod telling;
mod verify;
mod words;
mod times;

use super::args::{Cli, Command};
use super::config::Settings;
use super::failure::{Exit, Failure};
use crate::words::Lang;

pub(super) use answering::{exit, exit_of, rendered};
pub(super) use counting::{
    By, CountedInput, Parts, Watch, count, dimensions, note_passed_over, refuse_changed,
};
pub(super) use telling::{tell_facts, tell_failed_files, tell_files, tell_ledger, tell_ledgers};

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
        Some(Command::Words(arguments)) => {
            words::run(arguments.kind.as_deref(), &arguments.output, lang)
        }
        Some(Command::Help(arguments)) => help::run(&arguments, lang),
        Some(Command::Completions(arguments)) => shell::completions(arguments.shell, lang),
        Some(Command::Man(arguments)) => shell::manual(arguments.command.as_deref(), lang),
    }
}
