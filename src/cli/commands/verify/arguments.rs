//! What `cchc verify` takes.

use clap::Args;

use crate::cli::arguments::OutputArgs;

#[derive(Debug, Args)]
pub struct Arguments {
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
