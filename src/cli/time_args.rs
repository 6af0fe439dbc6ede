//! Arguments of the commands on days: the working calendar.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::OutputArgs;

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// What to do: `show` (days off and worked Saturdays), `days` (between two days), `check`
    #[arg(value_name = "ACTION", value_enum, default_value_t = CalendarAction::Show,
          hide_possible_values = true)]
    pub action: CalendarAction,
    /// With `show`: a year. With `days`: FROM and TO, or FROM and `+N` working days
    #[arg(value_name = "VALUE")]
    pub values: Vec<String>,
    /// TOML file with days off and days worked of a place, beside the calendar of the country
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarAction {
    Show,
    Days,
    Check,
}
