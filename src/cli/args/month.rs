//! Arguments of the commands that keep counts: `tally`, `merge`, `run`, `verify`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::common::{CountArgs, DataArgs, DefinitionArg, OutputArgs, TalkArgs};
use crate::archive::KEPT_DIMENSIONS;
use crate::domain::{Dimension, Span};

#[derive(Debug, Args)]
pub struct TallyArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Write the tallies to a file; an old file stays until the new one is complete
    #[arg(long = "output", value_name = "FILE")]
    pub tally_file: Option<PathBuf>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub talk: TalkArgs,
}

#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Files of tallies, or folders with a `tally.json`
    #[arg(value_name = "TALLY", required = true)]
    pub tallies: Vec<PathBuf>,
    /// Write the sum to a file of tallies, which can be merged again
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Show how long dossiers took, in place of the counts
    #[arg(long, conflicts_with = "kept")]
    pub times: bool,
    /// What the table is broken down by
    #[arg(long = "by", value_name = "FIELD", default_value = "unit",
          value_parser = PossibleValuesParser::new(KEPT_DIMENSIONS.map(Dimension::name)))]
    pub kept: String,
    /// Which on-time rate
    #[arg(long, value_enum, default_value_t = DefinitionArg::Resolved)]
    pub definition: DefinitionArg,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// The period of the run: `2024-06`, `2024-Q2`, `last-month`
    #[arg(long, value_name = "PERIOD", default_value = "last-month")]
    pub period: String,
    /// Run each month or quarter of the period on its own, in order, up to the first that cannot be published
    #[arg(long = "every", value_enum, value_name = "STEP")]
    pub run_every: Option<RunEveryArg>,
    /// Publish a published month anew, for this reason
    #[arg(long, value_name = "REASON")]
    pub restate: Option<String>,
    /// Count nothing; make the comparisons of archived months anew whose other months were restated
    /// since: of this period (repeatable), or of all that are out of date
    #[arg(long, value_name = "PERIOD", num_args = 0.., conflicts_with_all = ["restate", "period"])]
    pub refresh: Option<Vec<String>>,
    /// Publish although units have no data up to the as-of day; the report names them
    #[arg(long)]
    pub accept_missing: bool,
    /// Publish although dossiers that the period before left open are in no export any more, or exports of the
    /// year to date lack what the year before left open; the archive keeps that it was accepted
    #[arg(long)]
    pub accept_lost: bool,
    /// Do everything but write; name the files and what would become of them
    #[arg(long)]
    pub dry_run: bool,
    /// Talk as sentences, or as a JSON object a line
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    #[command(flatten)]
    pub talk: TalkArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RunEveryArg {
    Month,
    Quarter,
}

impl From<RunEveryArg> for Span {
    fn from(every: RunEveryArg) -> Self {
        match every {
            RunEveryArg::Month => Self::Month,
            RunEveryArg::Quarter => Self::Quarter,
        }
    }
}

impl RunArgs {
    /// The periods whose comparisons are to be made anew; none for all.
    pub fn refresh_periods(&self) -> Vec<String> {
        self.refresh.clone().unwrap_or_default()
    }
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Periods that are archived, such as `2024-06`; left out: all
    #[arg(value_name = "PERIOD")]
    pub periods: Vec<String>,
    /// Hide the ids of dossiers in the archive by the key of the office: months without a key, and months
    /// of another key whose inputs are still there
    #[arg(long)]
    pub rekey: bool,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}
