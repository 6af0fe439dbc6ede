//! What `cchc score` takes.

use clap::Args;

use crate::cli::arguments::{CountArgs, DataArgs, OutputArgs};
use crate::cli::choice::choice;
use crate::index::IndexLevel;

#[derive(Debug, Args)]
pub struct Arguments {
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
          value_parser = choice(IndexLevel::ALL, IndexLevel::name))]
    pub level: Option<IndexLevel>,
    /// Score a period that the index is not for, and say so
    #[arg(long)]
    pub outside_validity: bool,
}
