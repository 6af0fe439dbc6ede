//! A log of any size and dirtiness.
//!
//! In: options. Out: one file, or a folder of files whose rows follow each other in time.
//!
//! stream (which dossier comes next) → row (its cells) → dirt (what is wrong with them) → sink
//! (bytes and files). With `--dirt 0 --repeat 0` every row is good and stands for its own dossier.

mod dirt;
mod offices;
mod row;
mod sink;
mod stream;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::calendar::WorkingDays;
use crate::random::Random;
use offices::Offices;
use row::{Days, Row};
use sink::Sink;
use stream::Stream;

/// What the log is to be like.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
pub struct Options {
    /// File to write; with more than one file, the folder for `thang-1.csv`, `thang-2.csv` …
    #[arg(long)]
    output: PathBuf,
    /// Rows in all files together.
    #[arg(long)]
    rows: usize,
    /// Number of files.
    #[arg(long, default_value_t = 1)]
    files: usize,
    /// Another seed gives another log.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of resolving units.
    #[arg(long, default_value_t = 300)]
    units: usize,
    /// Number of procedures.
    #[arg(long, default_value_t = 400)]
    procedures: usize,
    /// Share of rows with something wrong or odd, such as 0.02.
    #[arg(long, default_value = "0.02", value_parser = per_million)]
    dirt: usize,
    /// Share of rows that tell a later state of a dossier seen before.
    #[arg(long, default_value = "0.03", value_parser = per_million)]
    repeat: usize,
    /// Between cells.
    #[arg(long, value_enum, default_value = ",")]
    delimiter: Delimiter,
    /// Write gzip; with one file the name is yours to choose.
    #[arg(long)]
    gzip: bool,
    /// Write UTF-16LE with a byte order mark instead of UTF-8.
    #[arg(long)]
    utf16: bool,
    /// Write a byte order mark.
    #[arg(long)]
    bom: bool,
    /// Title lines and a number row above, total row and signature block below.
    #[arg(long)]
    titles: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Delimiter {
    #[value(name = ",")]
    Comma,
    #[value(name = ";")]
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }
}

/// A share such as "0.02" in millionths, read without floating point so that it is exact.
fn per_million(text: &str) -> Result<usize, String> {
    let wrong = || format!("'{text}' is not a share between 0 and 1");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: usize = if whole.is_empty() { Ok(0) } else { whole.parse() }.map_err(|_| wrong())?;
    let digits = format!("{fraction:0<6}");
    let millionths: usize = digits.get(..6).unwrap_or("").parse().map_err(|_| wrong())?;
    let all_digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let share = whole.saturating_mul(1_000_000).saturating_add(millionths);
    if all_digits && share <= 1_000_000 { Ok(share) } else { Err(wrong()) }
}

/// Writes the log.
pub fn write(options: &Options) -> Result<()> {
    ensure!(options.files > 0 && options.units > 0 && options.procedures > 0, "nothing to write");
    let calendar = WorkingDays::new()?;
    let offices = Offices::new(options.units, options.procedures);
    let days = Days::new(&calendar)?;
    let mut stream = Stream::new(options, &calendar)?;
    // Dirt has its own stream of chance: more dirt leaves the dossiers as they are.
    let mut random = Random::new(options.seed ^ 0x6469_7274);
    let mut row = Row::new();
    for file in 0..options.files {
        let mut sink = Sink::open(options, file)?;
        let rows = share(options.rows, options.files, file);
        for number in 1..=rows {
            let (case, again) = stream.next(&offices);
            row.fill(number, &case, &offices, &days).context("a row without its office")?;
            if random.chance(options.dirt) {
                dirt::spoil(&mut row, &case, again, &days, &mut random);
            }
            sink.row(&row)?;
        }
        sink.close(rows)?;
    }
    Ok(())
}

/// Rows of one file: equal shares, the first files take what is left over.
fn share(rows: usize, files: usize, file: usize) -> usize {
    rows / files + usize::from(file < rows % files)
}
