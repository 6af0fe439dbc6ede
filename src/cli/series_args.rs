//! What can be typed behind `series`. Texts in Vietnamese stand in [`super::help`].

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::args::{CountArgs, DataArgs, EachArg, OutputArgs};
use crate::indicators::STANDARD_RATES;

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// Archives of months, files of tallies, or dossier logs
    #[arg(id = "months", value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Which rates, comma-separated
    #[arg(long = "indicator", value_name = "ID", value_delimiter = ',',
          default_value = "on_time_rate,online_rate,overdue_open_rate,satisfied_share",
          value_parser = PossibleValuesParser::new(STANDARD_RATES.map(|indicator| indicator.id)),
          hide_possible_values = true)]
    pub series_indicators: Vec<String>,
    /// Length of a step; months add up if they follow each other
    #[arg(long, value_enum, default_value_t = EveryArg::Month)]
    pub every: EveryArg,
    /// Besides the whole, a line for each unit
    #[arg(long = "by", value_enum)]
    pub lines: Option<EachArg>,
    /// Let calendar months and months from the 15th to the 14th stand in one series, marked
    #[arg(long)]
    pub allow_mixed: bool,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EveryArg {
    Month,
    Quarter,
    Year,
}
