//! Arguments of what an office hands in: `report`, `score`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::common::{CountArgs, DataArgs, EachArg, OutputArgs, TalkArgs};
use crate::index::IndexLevel;
use crate::render::formats::FORMATS;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required_unless_present = "print_template")]
    pub paths: Vec<String>,
    /// Files to write, comma-separated: `docx`, `xlsx`, `html`, `md`, `csv`, `json`; default: all
    #[arg(long = "format", value_name = "LIST", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)),
          hide_possible_values = true)]
    pub formats: Vec<String>,
    /// Folder to write, or the file if one format is asked for, or `-`; default:
    /// `bao-cao-PERIOD`
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace a report that is there
    #[arg(long)]
    pub force: bool,
    /// Add official forms, comma-separated: a name such as `06a`, or a TOML file
    #[arg(long = "form", value_name = "FORM", value_delimiter = ',')]
    pub forms: Vec<String>,
    /// In which column of a form a count stands: `returned=8`; may be repeated
    #[arg(long = "placement", value_name = "COUNT=COLUMN", requires = "forms")]
    pub placements: Vec<String>,
    /// Add the annex of indicators of the monthly reform report
    #[arg(long, value_enum)]
    pub annex: Option<AnnexArg>,
    /// Besides the whole, a package for each unit
    #[arg(long, value_enum)]
    pub each: Option<EachArg>,
    /// Text of the Word report, with places for figures; `--print-template` prints one to begin with
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Print the built-in text, to begin one of your own with
    #[arg(long)]
    pub print_template: bool,
    /// TOML file with names of the agency, place, signer and recipients
    #[arg(long, value_name = "FILE")]
    pub letterhead: Option<PathBuf>,
    #[command(flatten)]
    pub scored: ScoredArgs,
    /// Hold satisfaction against this share: `90%`; met, missed or inconclusive by the interval
    #[arg(long, value_name = "SHARE")]
    pub satisfaction_target: Option<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub talk: TalkArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnexArg {
    Cchc,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH",
          required_unless_present_any = ["declared", "list_indices", "print_index"])]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub scored: ScoredArgs,
    /// Show the card of this unit instead of the whole
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Put groups together as this view of the index does, such as `five`
    #[arg(long, value_name = "VIEW")]
    pub view: Option<String>,
    /// What the score would be: `xa-minh-khai.on_time_rate=+2pp`, `3.3=60%`, `2.1=+4`; may be
    /// repeated
    #[arg(long = "what-if", value_name = "CHANGE", allow_hyphen_values = true)]
    pub what_if: Vec<String>,
    /// List the built-in indices
    #[arg(long)]
    pub list_indices: bool,
    /// Print a built-in index, to begin one of your own with
    #[arg(long, value_name = "NAME")]
    pub print_index: Option<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// By what, and with what beside the dossiers, is scored.
#[derive(Debug, Args)]
pub struct ScoredArgs {
    /// Built-in index or TOML file, see `cchc score --list-indices`
    #[arg(long, value_name = "NAME|FILE")]
    pub index: Option<String>,
    /// File of declared inputs: unit, period, criterion, value, evidence; may be repeated
    #[arg(long, value_name = "FILE")]
    pub declared: Vec<String>,
    /// Feedback log (phản ánh, kiến nghị); may be repeated
    #[arg(long, value_name = "FILE")]
    pub feedback_log: Vec<String>,
    /// Log of ratings by dossier; may be repeated
    #[arg(long, value_name = "FILE")]
    pub ratings_log: Vec<String>,
    /// Catalogue of procedures; may be repeated
    #[arg(long, value_name = "FILE")]
    pub procedures: Vec<String>,
    /// Level that the whole of the data stands at; default: the one of the index
    #[arg(long, value_name = "LEVEL",
          value_parser = PossibleValuesParser::new(IndexLevel::ALL.map(IndexLevel::name)))]
    pub level: Option<String>,
    /// Score a period that the index is not for, and say so
    #[arg(long)]
    pub outside_validity: bool,
}
