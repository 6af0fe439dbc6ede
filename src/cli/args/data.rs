//! Arguments of the commands on the data themselves: `inspect`, `check`, `explain`.

use std::path::PathBuf;

use clap::Args;

use super::common::{CountArgs, DataArgs, OutputArgs, RuleArg};

#[derive(Debug, Args)]
pub struct InspectArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Write a profile for these files, to review; a file that is there is never overwritten
    #[arg(long, value_name = "FILE")]
    pub write_profile: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
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
    #[arg(long, value_enum, default_value_t = RuleArg::Calendar)]
    pub period_rule: RuleArg,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
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
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}
