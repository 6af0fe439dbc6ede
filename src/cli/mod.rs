//! The command line: arguments → plan → run → output and exit code.
//!
//! The only stage that knows clap, the terminal, the environment and the clock. Data go to standard
//! output, talk goes to standard error.

mod clock;
mod answering;
mod archive_messages;
mod archived;
mod arguments;
mod choice;
mod command;
mod commands;
mod counting;
mod dossier_file;
mod office_key;
mod publish;
mod small_logs;
mod tables;
mod telling;
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
mod terminal;

use std::ffi::OsString;

use clap::error::ErrorKind;

use crate::domain::nearest;
use crate::words::Lang;
use commands::{COMMANDS, OVERVIEW};
use config::Settings;

pub use config::{Config, Environment, Origin, SettingValue};
pub use failure::{Exit, Failure};
pub use help::command;

/// Runs one command line and returns the exit code (outer contract, section 5).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Environment::of_process();
    let asked = terminal::values_of("--config", &arguments).next();
    let (config, wrong) = match Config::load(asked, &environment, command) {
        Ok(config) => (config, Vec::new()),
        Err(errors) => (Config::built_in(command), errors),
    };
    // A wrong file has no say, but its variable may have one.
    let said =
        config.lang().or_else(|| environment.variable("CCHC_LANG").and_then(Lang::from_name));
    let lang = terminal::language(&arguments, said);
    let matches = match config::parse(command(lang), arguments, &config) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error),
    };
    interrupt::install();
    let asked = matches.subcommand_name();
    let entry = COMMANDS.iter().find(|entry| Some(entry.name) == asked).unwrap_or(&OVERVIEW);
    if !wrong.is_empty() && entry.reads_settings {
        let failure = messages::settings(&wrong, lang);
        terminal::complain(&failure, lang);
        return failure.exit as u8;
    }
    let config = config.below(&matches);
    let matches = config::leaf(&matches);
    tell_files(&config, matches, lang);
    let settings = Settings { config: &config, environment: &environment };
    match (entry.run)(matches, &settings, lang) {
        Ok(exit) => exit as u8,
        Err(failure) => {
            let failure = with_command_meant(failure, lang);
            terminal::complain(&failure, lang);
            failure.exit as u8
        }
    }
}

/// One line per settings file, for `--verbose`.
fn tell_files(config: &Config, matches: &clap::ArgMatches, lang: Lang) {
    let is_verbose = matches.ids().any(|id| id == "verbose") && matches.get_flag("verbose");
    for path in config.files().iter().filter(|_| is_verbose) {
        let what = lang.of("cấu hình", "settings");
        terminal::say(&format!("{what}: {}", path.display()));
    }
}

/// A path that is none may be a command, mistyped.
fn with_command_meant(failure: Failure, lang: Lang) -> Failure {
    let Some(path) = &failure.no_such_path else { return failure };
    let root = command(lang);
    let commands = || root.get_subcommands();
    let names = commands().map(clap::Command::get_name);
    let near = nearest(path, names.chain(commands().flat_map(clap::Command::get_visible_aliases)));
    match (near, lang) {
        (None, _) => failure,
        (Some(command), Lang::Vi) => failure.hint(format!("có phải ý bạn là lệnh `{command}`?")),
        (Some(command), Lang::En) => failure.hint(format!("did you mean the command `{command}`?")),
    }
}

/// Help and version are answers, not errors; a closed pipe is fine in any case.
fn refuse(error: &clap::Error) -> u8 {
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let _closed_pipe = error.print();
    if is_answer { Exit::Fine as u8 } else { Exit::Usage as u8 }
}
