//! What can be typed of lists. Texts in Vietnamese stand in [`super::help`].

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::args::{CountArgs, DataArgs, OutputArgs};
use crate::report::listing::ListState;

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Dossiers of this state; `rejected` and `superseded` are rows, whatever the period
    #[arg(long, value_name = "STATE", default_value = "overdue", conflicts_with = "figure",
          value_parser = PossibleValuesParser::new(ListState::ALL.map(ListState::name)))]
    pub state: String,
    /// Dossiers behind a count or an indicator: `late_rate`
    #[arg(long, value_name = "FIGURE")]
    pub figure: Option<String>,
    /// With `--state due`: due within so many working days; default 5
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub within: Option<u32>,
    /// Only dossiers of this unit; the same as `--where unit=NAME`
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}
