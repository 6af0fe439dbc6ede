//! A small office lived through for months, with the truth beside its exports.
//!
//! In: options. Out: a folder with the exports of one style, and `su-that.csv`, what every month was.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::life::days::Month;
use crate::life::export::{Content, Style};
use crate::life::{Life, Plan};

/// What the office is like.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
pub struct Options {
    /// Folder to write into: `xuat/` and `su-that.csv`.
    #[arg(long)]
    output: PathBuf,
    /// Another seed gives another life.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What the export of a month holds.
    #[arg(long, value_enum, default_value = "carried-and-received")]
    style: Held,
    /// All exports in one folder instead of one for each month.
    #[arg(long)]
    flat: bool,
    /// A line above the headings names the days of the export.
    #[arg(long)]
    titles: bool,
    /// A column of unit codes.
    #[arg(long)]
    codes: bool,
    #[arg(long, default_value_t = 2)]
    departments: usize,
    /// Communes since 1 July 2025; before, each was two to four.
    #[arg(long, default_value_t = 3)]
    communes: usize,
    /// Dossiers that each of them receives a month, on average.
    #[arg(long, default_value_t = 24)]
    monthly: usize,
    /// Months from January 2025 on.
    #[arg(long, default_value_t = 24)]
    months: usize,
    /// The first department sends nothing for this month, and both months in the next: `2025-05`.
    #[arg(long, value_parser = month)]
    silent: Option<Month>,
    /// One dossier in fifty is entered weeks after its receipt.
    #[arg(long)]
    late_rows: bool,
    /// One dossier in thirty gets another due day.
    #[arg(long)]
    moved_due: bool,
    /// From this month on another system writes the exports: `2026-03`.
    #[arg(long, value_parser = month)]
    system: Option<Month>,
    /// The other system gives its codes to what was open, too.
    #[arg(long)]
    recodes: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Held {
    CarriedAndReceived,
    Full,
    Received,
    YearToDate,
}

fn month(text: &str) -> Result<Month, String> {
    let parts = text.split_once('-').map(|(year, month)| (year.parse(), month.parse()));
    match parts {
        Some((Ok(year), Ok(month @ 1..=12))) => Ok(Month::new(year, month)),
        _ => Err(format!("'{text}' is no month such as 2025-05")),
    }
}

/// Lives through the months and writes all of it.
pub fn write(options: &Options) -> Result<()> {
    let life = Life::new(Plan {
        departments: options.departments,
        communes: options.communes,
        monthly: options.monthly,
        months: options.months,
        silent: options.silent.map(|month| (0, month)),
        entered_late: if options.late_rows { 20_000 } else { 0 },
        due_moved: if options.moved_due { 33_000 } else { 0 },
        system: options.system,
        recodes: options.recodes,
        ..Plan::quiet(options.seed)
    });
    let style = Style {
        content: match options.style {
            Held::CarriedAndReceived => Content::CarriedAndReceived,
            Held::Full => Content::Full,
            Held::Received => Content::Received,
            Held::YearToDate => Content::YearToDate,
        },
        is_flat: options.flat,
        has_titles: options.titles,
        has_codes: options.codes,
    };
    for month in life.plan.months() {
        life.export(style, month, &options.output.join("xuat"))
            .with_context(|| format!("cannot write the exports of {month}"))?;
    }
    let target = options.output.join("su-that.csv");
    std::fs::write(&target, life.truth_table())
        .with_context(|| format!("cannot write {}", target.display()))
}
