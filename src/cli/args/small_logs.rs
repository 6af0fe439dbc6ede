//! Arguments of the commands on logs beside the dossier log: `targets`, `ranks`.

use std::path::PathBuf;

use clap::Args;

use super::common::{FailOn, OutputArgs};

#[derive(Debug, Args)]
pub struct TargetsArgs {
    #[command(flatten)]
    pub log: SmallLogArgs,
}

#[derive(Debug, Args)]
pub struct RanksArgs {
    /// Compare results by different sets of criteria, too; each such change is marked
    #[arg(long)]
    pub across_sets: bool,
    /// Name the parts whose score fell so many times, year after year
    #[arg(long, value_name = "N", default_value_t = 3,
          value_parser = clap::value_parser!(u32).range(1..=100))]
    pub decline_years: u32,
    #[command(flatten)]
    pub log: SmallLogArgs,
}

/// A log beside the dossier log, and where the answer about it goes.
#[derive(Debug, Args)]
pub struct SmallLogArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Exit with 1 when there are findings this grave or graver
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "SEVERITY")]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub output: OutputArgs,
}
