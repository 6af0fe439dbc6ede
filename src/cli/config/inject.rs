//! What files and variables say becomes the default of options.
//!
//! In: the arguments and a [`Config`]. Out: what clap reads from them. clap does not count a default as
//! typed, so one that needs or excludes another option troubles nobody.

use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::{Config, Origin, SettingValue};

/// Parses a command line over the settings of the office.
///
/// # Errors
/// When the command line is wrong, or asks for help.
pub fn parse(
    command: Command,
    arguments: impl IntoIterator<Item = OsString>,
    config: &Config,
) -> Result<ArgMatches, clap::Error> {
    with_defaults(command, config).try_get_matches_from(arguments)
}

fn with_defaults(command: Command, config: &Config) -> Command {
    let is_said =
        |chosen: &&SettingValue| chosen.origin != Origin::BuiltIn && !chosen.values.is_empty();
    let said: Vec<&SettingValue> = config.chosen().iter().filter(is_said).collect();
    below(command, &said)
}

fn below(mut command: Command, said: &[&SettingValue]) -> Command {
    for chosen in said {
        if let Some(option) =
            chosen.setting.option.filter(|_| chosen.setting.is_option_of(&command))
        {
            let values = chosen.values.clone();
            command = command.mut_arg(option.id, |argument| argument.default_values(values));
        }
    }
    command.mut_subcommands(|subcommand| below(subcommand, said))
}

/// Whether an option stands on the command line itself.
pub fn is_typed(matches: &ArgMatches, id: &str) -> bool {
    matches.value_source(id) == Some(ValueSource::CommandLine)
}
