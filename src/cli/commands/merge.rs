//! `cchc merge`: tallies of several places or months added up, no dossier moved.

use std::path::Path;

use super::super::args::MergeArgs;
use super::super::failure::{Exit, Failure};
use super::super::{messages, terminal};
use super::{kept_tally, rendered, tell_facts};
use crate::answers::check::ledger_facts;
use crate::answers::provenance::CalendarRecord;
use crate::answers::stats::{Counts, Selection, Stats};
use crate::answers::times::{Measured, TimesOptions, TimesReport};
use crate::answers::{Block, nameless};
use crate::archive::join::{JoinError, Joined, Part, join};
use crate::archive::{Tallies, tally_file};
use crate::domain::Dimension;
use crate::output::write_file;
use crate::tally::{Count, Row};
use crate::words::Lang;

/// Open dossiers that fall due within so many working days are counted.
const DUE_WITHIN: u32 = 5;
/// Shared units that are named; more are only counted.
const SHARED_TOLD: usize = 5;
/// Units without data up to the end that are named.
const UNCOVERED_TOLD: usize = 10;

/// Runs the command.
///
/// # Errors
/// When a file is none of tallies, they do not add up, or the answer cannot be written.
pub fn run(arguments: &MergeArgs, lang: Lang) -> Result<Exit, Failure> {
    let parts = arguments.tallies.iter().map(|path| read(path, lang));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let Joined { tallies, shared_units } = join(parts).map_err(|error| refusal(&error, lang))?;
    let answer = if arguments.times {
        times(&tallies, arguments, lang)?
    } else {
        counts(&tallies, arguments, lang)?
    };
    let output = &arguments.output;
    if let Some(path) = &arguments.save {
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

/// The counts, as `cchc stats` shows them.
fn counts(tallies: &Tallies, arguments: &MergeArgs, lang: Lang) -> Result<String, Failure> {
    let by = Dimension::from_name(&arguments.kept).unwrap_or(Dimension::Unit);
    let cube = tallies.cube(&[by]).ok_or_else(|| no_breakdown(by, lang))?;
    let Tallies { frame, fields, ledger, counting, .. } = tallies;
    let calendar = calendar(tallies);
    let counts = Counts { frame, cube: &cube, fields, ledger, calendar };
    let definition = arguments.definition.into();
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
fn times(tallies: &Tallies, arguments: &MergeArgs, lang: Lang) -> Result<String, Failure> {
    let Tallies { frame, fields, ledger, counting, times, .. } = tallies;
    let Some(cube) = times else {
        let what = lang.of(
            "có tệp số đếm không có thời gian giải quyết",
            "a file of tallies holds no processing times",
        );
        return Err(Failure::message(Exit::Input, what));
    };
    let calendar = calendar(tallies);
    let measured = Measured { cube, frame, fields, ledger, calendar, outcome: None };
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

/// Reads one file of tallies, or the one in the folder of an archived month.
///
/// # Errors
/// When there is no such file, or it contradicts itself.
pub fn read(path: &Path, lang: Lang) -> Result<Part, Failure> {
    let tallies =
        kept_tally::read(path).map_err(|damage| kept_tally::refusal(path, &damage, lang))?;
    Ok(Part { label: kept_tally::file(path).display().to_string(), tallies })
}

/// No tallies have this breakdown.
pub fn no_breakdown(by: Dimension, lang: Lang) -> Failure {
    let name = by.name();
    Failure::message(
        Exit::Input,
        match lang {
            Lang::Vi => format!("không tệp nào có số đếm theo `{name}`"),
            Lang::En => format!("no file has counts by `{name}`"),
        },
    )
}

/// Why tallies do not add, in the user's language.
pub fn refusal(error: &JoinError, lang: Lang) -> Failure {
    let text = match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Vi, JoinError::Nothing) => "không có gì để cộng".to_owned(),
        (Lang::Vi, JoinError::Counting { left, right, what }) => {
            format!("`{left}` và `{right}` đếm theo hai cách khác nhau: {what}")
        }
        (Lang::Vi, JoinError::SameSource { left, right, file }) => {
            format!("`{left}` và `{right}` cùng đếm tệp `{file}`")
        }
        (Lang::Vi, JoinError::Overlap { left, right }) => {
            format!("kỳ của `{left}` và `{right}` chồng lên nhau")
        }
        (Lang::Vi, JoinError::Gap { left, right }) => {
            format!("giữa kỳ của `{left}` và `{right}` thiếu ngày")
        }
        (Lang::Vi, JoinError::AsOf { left, right }) => {
            format!("`{left}` và `{right}` chốt vào hai ngày khác nhau")
        }
        (Lang::Vi, JoinError::Carried { left, right, group, closing, opening }) => format!(
            "hồ sơ `{left}` chuyển sang không phải là hồ sơ `{right}` nhận từ kỳ trước: {group}: {closing} và {opening}"
        ),
    };
    let failure = Failure::message(Exit::Input, text);
    match error {
        JoinError::SameSource { .. } => failure.hint(lang.of(
            "bỏ một trong hai tệp: hồ sơ chỉ được tính một lần",
            "leave one of the two out: a dossier counts once",
        )),
        JoinError::Counting { .. } => failure.hint(lang.of(
            "đếm lại một trong hai với cùng tùy chọn bằng `cchc tally`",
            "count one of them again with the same options by `cchc tally`",
        )),
        JoinError::Carried { .. } => failure.hint(lang.of(
            "dữ liệu hai tháng không nối nhau; hãy đếm cả hai tháng từ dữ liệu hồ sơ bằng `cchc tally`, hoặc xem từng tháng bằng `cchc series`",
            "the two months do not chain; count both from their logs by `cchc tally`, or see them month by month by `cchc series`",
        )),
        _ => failure,
    }
}
