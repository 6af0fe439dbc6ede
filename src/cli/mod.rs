//! The command line: arguments → plan → run → output and exit code.
//!
//! The only stage that knows clap, the terminal, the environment and the clock. Data go to standard
//! output, talk goes to standard error.

mod args;
mod clock;
mod commands;
mod config;
mod empty_messages;
mod failure;
mod guide;
mod help;
mod interrupt;
mod messages;
mod output_messages;
mod plan;
mod profile_messages;
mod progress;
mod system_messages;
mod terminal;
mod tolerance;

use crate::words::Lang;
pub use args::Cli;
use args::Command;
use clap::error::ErrorKind;
pub use config::{Chosen, Config, Environment, Origin};
use config::{Settings, lang_of};
pub use failure::{Exit, Failure};
pub use help::command;
use std::ffi::OsString;

/// Runs one command line and returns the exit code (outer contract, section 5).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Environment::of_process();
    let asked = terminal::values_of("--config", &arguments).next();
    let (config, wrong) = match Config::load(asked, &environment) {
        Ok(config) => (config, Vec::new()),
        Err(errors) => (Config::built_in(), errors),
    };
    // A wrong file has no say, but its variable may have one.
    let said = config.lang().or_else(|| environment.variable("CCHC_LANG").and_then(lang_of));
    let lang = terminal::language(&arguments, said);
    let (cli, matches) = match config::parse(arguments, &config, lang) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error),
    };
    interrupt::install();
    if !wrong.is_empty() && is_about_settings_or_data(&cli) {
        let failure = messages::settings(&wrong, lang);
        terminal::complain(&failure, lang);
        return failure.exit as u8;
    }
    let config = config.below(&matches);
    tell_files(&config, config::leaf(&matches), lang);
    let settings = Settings { config: &config, environment: &environment };
    match commands::run(cli, &settings, lang) {
        Ok(exit) => exit as u8,
        Err(failure) => {
            terminal::complain(&failure, lang);
            failure.exit as u8
        }
    }
}

/// Whether a command stands on the settings; help for people and programs does not, nor what writes
/// them.
const fn is_about_settings_or_data(cli: &Cli) -> bool {
    !matches!(
        cli.command,
        Some(
            Command::Init(_)
                | Command::Schema(_)
                | Command::Words(_)
                | Command::Help(_)
                | Command::Completions(_)
                | Command::Man(_)
        )
    )
}

/// One line per settings file, for `--verbose`.
fn tell_files(config: &Config, matches: &clap::ArgMatches, lang: Lang) {
    let is_verbose = matches.ids().any(|id| id == "verbose") && matches.get_flag("verbose");
    for path in config.files().iter().filter(|_| is_verbose) {
        let what = lang.of("cấu hình", "settings");
        terminal::say(&format!("{what}: {}", path.display()));
    }
}

/// Help and version are answers, not errors; a closed pipe is fine in any case.
fn refuse(error: &clap::Error) -> u8 {
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let _closed_pipe = error.print();
    if is_answer { Exit::Fine as u8 } else { Exit::Usage as u8 }
}
