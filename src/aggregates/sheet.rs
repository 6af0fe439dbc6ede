//! A source → the rows of a small file, and whether they are a table of counts.

use std::io::Read;

use super::header::{Header, find_header};
use super::table::{AggregateTable, Column};
use crate::domain::PeriodRule;
use crate::findings::{Finding, FindingCode};
use crate::read::{Dialect, FileFailure, OpenExport, Opener, Records, Source};

/// A table of counts has a row per unit or procedure: larger files are something else.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Between the cells of a sheet that was no text to begin with.
const CELL_END: u8 = 0x1F;

/// Whether the beginning of a source is the header of a table of counts.
pub fn is_aggregate(opener: &Opener, source: &Source) -> bool {
    let open = opener.open(source).ok().filter(|open| open.size <= LARGEST);
    open.is_some_and(|open| best_reading(&open.head).is_some())
}

/// Reads a table of counts.
///
/// # Errors
/// When the source cannot be read or is no table of counts.
pub fn read_table(
    opener: &Opener,
    source: &Source,
    rule: PeriodRule,
) -> Result<AggregateTable, FileFailure> {
    let OpenExport { mut head, rest, notes, .. } = opener.open(source)?;
    rest.take(LARGEST).read_to_end(&mut head)?;
    let (rows, header) = best_reading(&head)
        .ok_or_else(|| FileFailure::new(FindingCode::HeaderNotFound, source.name()))?;
    let first = header.row + header.rows;
    let mut table = AggregateTable::new(source.name(), &rows, header, rule);
    for (column, formulas) in notes.formulas() {
        let is_it = |other: &&Column| u32::try_from(other.place) == Ok(column);
        let named = table.columns.iter().find(is_it).map(|named| named.label.clone());
        let told = formulas.without_value(column, first as u64, false).zip(named);
        table.reading.extend(told.map(|(value, label)| Finding {
            file: table.file.clone(),
            row: None,
            column: Some(label),
            value: Some(value),
            code: FindingCode::FormulaWithoutValue,
        }));
    }
    Ok(table)
}

/// No form has nearly so many columns; a line of delimiters may have millions.
const WIDEST: usize = 1_024;

/// The rows cut at the delimiter that makes the best header of them.
fn best_reading(text: &[u8]) -> Option<(Vec<Vec<String>>, Header)> {
    let delimiters =
        if text.contains(&CELL_END) { vec![CELL_END] } else { Dialect::DELIMITERS.into() };
    let readings = delimiters.into_iter().filter_map(|delimiter| {
        let rows = rows(text, Dialect::new(delimiter));
        find_header(&rows).map(|header| (rows, header))
    });
    // The first of equals: commas are tried before rarer marks.
    readings.reduce(|best, other| if other.1.score() > best.1.score() { other } else { best })
}

fn rows(text: &[u8], dialect: Dialect) -> Vec<Vec<String>> {
    let mut records = Records::new(text, dialect);
    let mut rows = Vec::new();
    while let Some(record) = records.advance() {
        let cells = record
            .cells()
            .take(WIDEST)
            .map(|cell| String::from_utf8_lossy(&cell).trim().to_owned());
        rows.push(cells.collect());
    }
    rows
}
