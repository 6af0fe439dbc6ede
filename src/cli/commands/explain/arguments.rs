//! What `cchc explain` takes.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::{CountArgs, DataArgs, OutputArgs};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A finding (`C0103`, `bad_date`), or a figure: `late_rate`, `received`; left out: all codes
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    /// Dossier logs: with a figure, for its number and the dossiers behind it
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Count only dossiers of this unit; the same as `--where unit=NAME`
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// Write every dossier behind the figure to a `.csv` or `.xlsx` file
    #[arg(long, value_name = "FILE")]
    pub dossiers: Option<PathBuf>,
    /// Workbook of a report, whose cell `--cell` is explained
    #[arg(long, value_name = "FILE", requires = "cell")]
    pub report: Option<PathBuf>,
    /// Cell of the report, with its sheet: `Units!F7`
    #[arg(long, value_name = "SHEET!CELL", requires = "report")]
    pub cell: Option<String>,
    /// Form of your own that the cell stands in: the TOML file the report was made with
    #[arg(long, value_name = "FILE", requires = "cell")]
    pub form: Option<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}
