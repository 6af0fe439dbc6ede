//! What `cchc check` takes.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::{DataArgs, OutputArgs, PathArgs};
use crate::cli::choice::choice;
use crate::domain::PeriodRule;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// Write every rejected row with its reason as CSV, mapped columns only
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Write a workbook per unit with its rows to mend; the next run says what was fixed
    #[arg(long, value_name = "DIR")]
    pub feedback: Option<PathBuf>,
    /// Compare tables of counts with this dossier log, cell by cell; may be repeated
    #[arg(long, value_name = "LOG")]
    pub against: Vec<String>,
    /// Period of the comparison; default: the one that the table names
    #[arg(long, value_name = "PERIOD", requires = "against")]
    pub period: Option<String>,
    /// Calendar months, or the 15th to the 14th
    #[arg(long, value_parser = choice(PeriodRule::ALL, PeriodRule::name),
          default_value = PeriodRule::Calendar.name())]
    pub period_rule: PeriodRule,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}
