//! Writes dossier logs that look like exports of one-stop systems.
//!
//! In: nothing but options; every random choice comes from a fixed seed, so the same options
//! give the same bytes. Out: either the ready sample folder (`thai-binh`) whose counts are
//! chosen to meet published figures, or a log of any size and dirtiness (`log`) for measuring
//! speed and for testing what happens to bad rows, or an office lived through month by month with
//! the truth beside its exports (`lived`). All dossiers are invented; no personal data is ever
//! written.

mod calendar;
#[allow(dead_code, reason = "a test uses more of it")]
mod life;
mod lived;
mod log;
mod output;
mod random;
mod sample;
mod words;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Writes sample exports of one-stop systems.
#[derive(Parser)]
#[command(name = "generate")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The sample exports of Thái Bình, with counts chosen to meet published figures.
    ThaiBinh {
        /// Folder to write into; made if missing.
        #[arg(long)]
        output: PathBuf,
    },
    /// A log of any size and dirtiness: one file, or a folder of files.
    Log(log::Options),
    /// A small office lived through for months, in one style of exporting, with the truth beside.
    Lived(lived::Options),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::ThaiBinh { output } => sample::write(&output),
        Command::Log(options) => log::write(&options),
        Command::Lived(options) => lived::write(&options),
    }
}
