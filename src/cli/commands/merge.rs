//! `cchc merge`: tallies of several places or months added up, no dossier moved.

use std::path::PathBuf;

use clap::Args;

use crate::answers::check::ledger_facts;
use crate::answers::provenance::CalendarRecord;
use crate::answers::stats::{Counts, Selection, Stats};
use crate::answers::times::{TimesInput, TimesOptions, TimesReport};
use crate::answers::{Block, nameless};
use crate::archive::join::{JoinedTallies, join};
use crate::archive::{KEPT_DIMENSIONS, Tallies, tally_file};
use crate::cli::answering::rendered;
use crate::cli::archived::{no_breakdown, read, refusal};
use crate::cli::arguments::OutputArgs;
use crate::cli::choice::choice;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_facts;
use crate::cli::{messages, terminal};
use crate::domain::Dimension;
use crate::indicators::Definition;
use crate::output::write_file;
use crate::tally::{Count, Row};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
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
          value_parser = choice(KEPT_DIMENSIONS, Dimension::name))]
    pub kept: Dimension,
    /// Which on-time rate
    #[arg(long, value_parser = choice(Definition::ALL, Definition::name),
          default_value = Definition::Resolved.name())]
    pub definition: Definition,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Open dossiers that fall due within so many working days are counted.
const DUE_WITHIN: u32 = 5;
/// Shared units that are named; more are only counted.
const SHARED_TOLD: usize = 5;
/// Units without data up to the end that are named.
const UNCOVERED_TOLD: usize = 10;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "gộp",
        about: Bilingual {
            vi: "Cộng số đếm của nhiều nơi hoặc nhiều tháng",
            en: "Tallies of several places or months added up",
        },
        examples: &[
            Example::new(
                "cchc merge luu-tru/2024-05 so-dem.json",
                "cộng hai tháng",
                "two months added up",
            ),
            Example::new(
                "cchc merge luu-tru/2024-05 so-dem.json --times",
                "thời gian giải quyết",
                "how long dossiers took",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let parts = self.tallies.iter().map(|path| read(path, lang));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        let JoinedTallies { tallies, shared_units } =
            join(parts).map_err(|error| refusal(&error, lang))?;
        let answer =
            if self.times { times(&tallies, self, lang)? } else { counts(&tallies, self, lang)? };
        let output = &self.output;
        if let Some(path) = &self.save {
            let text =
                tally_file::write(&tallies).map_err(|error| Failure::new(Exit::Output, error))?;
            write_file(path, &text).map_err(|error| messages::output(&error, lang))?;
            if !output.talk.quiet {
                let written = lang.of("Đã ghi", "Written");
                terminal::say(&format!("{written}: {}", path.display()));
            }
        }
        terminal::deliver(&answer, output, lang)?;
        if !output.talk.quiet {
            for shared in shared_units.iter().take(SHARED_TOLD) {
                let (unit, parts) = (&shared.unit, shared.parts.join(", "));
                terminal::say(&match lang {
                    Lang::Vi => format!("lưu ý: {unit} có hồ sơ trong nhiều tệp: {parts}"),
                    Lang::En => format!("note: {unit} has dossiers in several files: {parts}"),
                });
            }
            let more = shared_units.len().saturating_sub(SHARED_TOLD);
            if more > 0 {
                terminal::say(&match lang {
                    Lang::Vi => format!("… và {more} đơn vị khác như vậy"),
                    Lang::En => format!("… and {more} more units like that"),
                });
            }
            tell_facts(&ledger_facts(lang, &tallies.ledger, 0), lang);
        }
        Ok(Exit::Fine)
    }
}

/// The counts, as `cchc stats` shows them.
fn counts(tallies: &Tallies, arguments: &Arguments, lang: Lang) -> Result<Vec<u8>, Failure> {
    let by = arguments.kept;
    let cube = tallies.cube(&[by]).ok_or_else(|| no_breakdown(by, lang))?;
    let Tallies { frame, fields, ledger, counting, .. } = tallies;
    let calendar = calendar(tallies);
    let counts = Counts { frame, cube: &cube, fields, ledger, calendar };
    let definition = arguments.definition;
    let stats = Stats::of(counts, definition, counting.grain, Selection::default());
    let document = || {
        let mut document = stats.document(lang);
        let uncovered = uncovered(tallies, lang).map(|text| Block::Paragraph(text.into()));
        document.blocks.splice(0..0, uncovered);
        document
    };
    rendered(&arguments.output, lang, document, &stats.record(), || stats.flat())
}

/// Which units have open dossiers of which nothing is known at the end of the period.
fn uncovered(tallies: &Tallies, lang: Lang) -> Option<String> {
    let is_uncovered =
        |row: &&Row| row.tally.sum(&[Count::ClosingUncovered, Count::NotCovered]) > 0;
    let rows = tallies.cube(&[Dimension::Unit])?.rows;
    let names: Vec<&str> = rows
        .iter()
        .filter(is_uncovered)
        .map(|row| row.group.first().and_then(Option::as_deref).unwrap_or_else(|| nameless(lang)))
        .collect();
    let shown = names.iter().take(UNCOVERED_TOLD).copied().collect::<Vec<_>>().join("; ");
    let (all, more) = (names.len(), names.len().saturating_sub(UNCOVERED_TOLD));
    let more = match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::Vi) => format!(" và {more} đơn vị khác"),
        (more, Lang::En) => format!(" and {more} more"),
    };
    (all > 0).then(|| match lang {
        Lang::Vi => format!(
            "Chưa có dữ liệu đến ngày chốt: {all} đơn vị ({shown}{more}). Hồ sơ chưa xong của các đơn vị này không xếp còn hạn hay quá hạn."
        ),
        Lang::En => format!(
            "No data up to the as-of day of {all} units ({shown}{more}). Their open dossiers are neither in term nor overdue."
        ),
    })
}

/// How long dossiers took, as `cchc times` shows it.
fn times(tallies: &Tallies, arguments: &Arguments, lang: Lang) -> Result<Vec<u8>, Failure> {
    let Tallies { frame, fields, ledger, counting, times, .. } = tallies;
    let Some(cube) = times else {
        let what = lang.of(
            "có tệp số đếm không có thời gian giải quyết",
            "a file of tallies holds no processing times",
        );
        return Err(Failure::message(Exit::Input, what));
    };
    let calendar = calendar(tallies);
    let measured = TimesInput { cube, frame, fields, ledger, calendar, outcome: None };
    let asked = TimesOptions {
        grain: counting.grain,
        due_within: DUE_WITHIN,
        distribution: true,
        advice: false,
    };
    let report = TimesReport::new(measured, asked);
    rendered(&arguments.output, lang, || report.document(lang), &report.record(), || report.flat())
}

fn calendar(tallies: &Tallies) -> CalendarRecord<'_> {
    let counting = &tallies.counting;
    CalendarRecord { edition: &counting.calendar, local: counting.local_calendar.as_deref() }
}
