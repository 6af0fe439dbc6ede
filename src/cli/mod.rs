//! The command line: arguments → plan → run → output and exit code.
//!
//! The only stage that knows clap, the terminal, the environment and the clock. Data go to standard
//! output, talk goes to standard error.

mod args;
mod commands;
mod compare_args;
mod failure;
mod help;
mod log_args;
mod interrupt;
mod messages;
mod month_args;
mod output_messages;
mod plan;
mod profile_messages;
mod progress;
mod score_args;
mod series_args;
mod terminal;

use std::ffi::OsString;

use clap::FromArgMatches;
use clap::error::ErrorKind;

pub use args::Cli;
pub use failure::{Exit, Failure};
pub use help::command;

use crate::report::Lang;

/// Runs one command line and returns the exit code (outer contract, section 5).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = terminal::language(&arguments);
    let parsed = command(lang)
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    interrupt::install();
    match commands::run(cli, lang) {
        Ok(exit) => exit as u8,
        Err(failure) => {
            terminal::complain(&failure, lang);
            failure.exit as u8
        }
    }
}

/// Help and version are answers, not errors; a closed pipe is fine in any case.
fn refuse(error: &clap::Error) -> u8 {
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let _closed_pipe = error.print();
    if is_answer { Exit::Fine as u8 } else { Exit::Usage as u8 }
}

/// The language that messages are in when nothing else is known.
pub const DEFAULT_LANG: Lang = Lang::Vi;
