//! What `cchc compare` takes.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::arguments::{DossierLogArgs, PathArgs};
use crate::cli::choice::choice;
use crate::domain::Dimension;
use crate::indicators::INDICATORS;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// With what, comma-separated: `previous`, `last-year`, `ytd` (year to date), or a period
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "previous")]
    pub with: Vec<String>,
    /// What the lines are, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = choice(Dimension::ALL.into_iter().filter(|by| !by.is_time()), Dimension::name))]
    pub by: Vec<Dimension>,
    /// Rates and means told line by line and procedure by procedure, comma-separated
    #[arg(long = "indicator", value_name = "ID", value_delimiter = ',', default_value = "on_time_rate",
          value_parser = PossibleValuesParser::new(INDICATORS.map(|indicator| indicator.id)),
          hide_possible_values = true)]
    pub indicators: Vec<String>,
    /// Name so many procedures that moved a rate most
    #[arg(long = "top", value_name = "N", default_value_t = 5,
          value_parser = clap::value_parser!(u32).range(1..))]
    pub procedures_named: u32,
    #[command(flatten)]
    pub log: DossierLogArgs,
}
