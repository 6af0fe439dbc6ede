//! Arguments of the commands that count dossiers and show tables: the overview, `stats`, `times`,
//! `list`, `compare`, `series`.

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::common::{CountArgs, DataArgs, DossierLogArgs, EachArg, OutputArgs, dimension_parser};
use crate::answers::listing::ListState;
use crate::answers::stats::SortKey;
use crate::domain::Dimension;
use crate::indicators::{Figure, INDICATORS};

#[derive(Debug, Args)]
pub struct OverviewArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// What the table is broken down by, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = dimension_parser())]
    pub by: Vec<String>,
    /// Figures to show instead of the usual ones, comma-separated: counts and indicators by their names in
    /// `cchc indicators`
    #[arg(long, value_name = "FIGURE", value_delimiter = ',', hide_possible_values = true,
          value_parser = PossibleValuesParser::new(Figure::names().collect::<Vec<_>>()))]
    pub columns: Vec<String>,
    /// Order of the rows: `group`, a count or a rate
    #[arg(long, value_name = "KEY", default_value = "group",
          value_parser = PossibleValuesParser::new(SortKey::names().collect::<Vec<_>>()),
          hide_possible_values = true)]
    pub sort: String,
    /// Largest first
    #[arg(long)]
    pub descending: bool,
    /// Only the first N rows; the total keeps all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub top: Option<u32>,
    #[command(flatten)]
    pub log: DossierLogArgs,
}

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
    pub log: DossierLogArgs,
}

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
    pub log: DossierLogArgs,
}

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// With what, comma-separated: `previous`, `last-year`, `ytd` (year to date), or a period
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "previous")]
    pub with: Vec<String>,
    /// What the lines are, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = PossibleValuesParser::new(
              Dimension::ALL.into_iter().filter(|by| !by.is_time()).map(Dimension::name)))]
    pub by: Vec<String>,
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

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// Archives of months, files of tallies, or dossier logs
    #[arg(id = "months", value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Which rates and means, comma-separated
    #[arg(long = "indicator", value_name = "ID", value_delimiter = ',',
          default_value = "on_time_rate,online_rate,overdue_open_rate,satisfied_share",
          value_parser = PossibleValuesParser::new(INDICATORS.map(|indicator| indicator.id)),
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
