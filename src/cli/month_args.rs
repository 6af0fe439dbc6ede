//! What can be typed after the commands that keep counts: `tally`, `merge`. Texts in Vietnamese stand in
//! [`super::help`].

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::args::{CountArgs, DataArgs, DefinitionArg, OutputArgs, TalkArgs};
use crate::archive::KEPT_DIMENSIONS;
use crate::domain::Dimension;

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
