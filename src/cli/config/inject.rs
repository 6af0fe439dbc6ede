//! What files and variables say becomes the default of options.
//!
//! In: the arguments and a [`Config`]. Out: the parsed command line. clap does not count a default as
//! typed, so one that needs or excludes another option troubles nobody.

use std::ffi::OsString;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, FromArgMatches};

use super::super::args::{Cli, Command as CliCommand, ReportArgs};
use super::super::help::command;
use super::{Chosen, Config, Origin, leaf};
use crate::words::Lang;

/// Parses a command line over the settings of the office.
///
/// # Errors
/// When the command line is wrong, or asks for help.
pub fn parse(
    arguments: Vec<OsString>,
    config: &Config,
    lang: Lang,
) -> Result<(Cli, ArgMatches), clap::Error> {
    let matches = with_defaults(command(lang), config).try_get_matches_from(arguments)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    settle(&mut cli, leaf(&matches));
    Ok((cli, matches))
}

fn with_defaults(command: Command, config: &Config) -> Command {
    let is_said = |chosen: &&Chosen| chosen.origin != Origin::BuiltIn && !chosen.values.is_empty();
    let said: Vec<&Chosen> = config.chosen().iter().filter(is_said).collect();
    below(command, &said)
}

fn below(mut command: Command, said: &[&Chosen]) -> Command {
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

/// Settings that make no sense beside what was typed are not meant.
fn settle(cli: &mut Cli, matches: &ArgMatches) {
    match &mut cli.command {
        // Without data there is nothing to filter.
        Some(CliCommand::Explain(explain))
            if explain.paths.is_empty()
                && explain.report.is_none()
                && !is_typed(matches, "filters") =>
        {
            explain.count.filters.clear();
        }
        Some(CliCommand::Report(report)) => settle_report(report, matches),
        _ => {}
    }
}

fn settle_report(report: &mut ReportArgs, matches: &ArgMatches) {
    // Columns are those of the forms that stand beside them.
    if is_typed(matches, "forms") && !is_typed(matches, "placements") {
        report.placements.clear();
    }
    // Who asks for one file does not want a folder of many.
    if is_typed(matches, "output") && !is_typed(matches, "each") && is_one_file(report) {
        report.each = None;
    }
}

fn is_one_file(report: &ReportArgs) -> bool {
    let Some(output) = report.output.as_deref() else { return false };
    let ending = output.extension().and_then(std::ffi::OsStr::to_str).map(str::to_lowercase);
    report.formats.len() == 1
        && (output == Path::new("-") || ending.as_ref() == report.formats.first())
}

fn is_typed(matches: &ArgMatches, id: &str) -> bool {
    matches.value_source(id) == Some(ValueSource::CommandLine)
}
