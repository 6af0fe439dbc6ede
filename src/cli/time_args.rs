//! Arguments of the commands on days: the working calendar, processing times.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{CountArgs, DataArgs, OutputArgs, dimension_parser};

#[derive(Debug, Args)]
pub struct TimesArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// What the table is broken down by, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = dimension_parser())]
    pub by: Vec<String>,
    /// Count open dossiers that fall due within N working days
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub due_within: u32,
    /// Add resolved dossiers by working days taken
    #[arg(long)]
    pub distribution: bool,
    /// Add due dates against those recomputed from statutory and committed times; advice only
    #[arg(long)]
    pub advice: bool,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// What to do: `show` (days off and worked Saturdays), `days` (between two days), `check`
    #[arg(id = "calendar_action", value_name = "ACTION", value_enum,
          default_value_t = CalendarAction::Show, hide_possible_values = true)]
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
