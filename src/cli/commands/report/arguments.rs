//! What `cchc report` takes.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::cli::arguments::{CountArgs, DataArgs, EachArg, TalkArgs};
use crate::cli::commands::score::ScoredArgs;
use crate::render::formats::FORMATS;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required_unless_present = "print_template")]
    pub paths: Vec<String>,
    /// Files to write, comma-separated: `docx`, `xlsx`, `html`, `md`, `csv`, `json`; default: all
    #[arg(long = "format", value_name = "LIST", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)),
          hide_possible_values = true)]
    pub formats: Vec<String>,
    /// Folder to write, or one file if the name ends like one (`thang-6.docx`), or `-`; default:
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
    /// Table of targets with the plans that the main figures are held against, as `cchc targets` reads it
    #[arg(long, value_name = "FILE")]
    pub targets: Option<PathBuf>,
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
