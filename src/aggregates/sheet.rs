//! A source → its tables of counts, or what it may be instead.
//!
//! In: sources. Out: [`AggregateTable`]s with what the workbook tells of their cells. Must not know: heads, rows,
//! figures.

use std::io::Read;

use super::cells::SheetCells;
use super::table::{AggregateTable, Column};
use super::unclear::unclear_head;
use crate::domain::PeriodRule;
use crate::findings::{Finding, FindingCode};
use crate::read::{Dialect, FileFailure, OpenExport, Opener, Records, Source};

/// A table of counts has a row per unit or procedure: larger files are something else.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Between the cells of a sheet that was no text to begin with.
const CELL_END: u8 = 0x1F;

/// What a source without the header of a log is, if it is a table of counts.
pub fn table_of_counts(opener: &Opener, source: &Source) -> Option<FileFailure> {
    let open = opener.open(source).ok().filter(|open| open.size <= LARGEST)?;
    best_reading(&open.head)?;
    Some(FileFailure::new(FindingCode::AggregateTable, "–"))
}

/// The same of a table of counts under names that nobody understands.
pub fn unclear_table(opener: &Opener, source: &Source) -> Option<FileFailure> {
    let open = opener.open(source).ok().filter(|open| open.size <= LARGEST)?;
    let columns = unclear_columns(&open.head)?;
    Some(FileFailure::new(FindingCode::UnclearTable, columns))
}

/// Reads the tables of counts of a source, in their order.
///
/// # Errors
/// When the source cannot be read or holds no table of counts.
pub fn read_tables(
    opener: &Opener,
    source: &Source,
    rule: PeriodRule,
) -> Result<Vec<AggregateTable>, FileFailure> {
    let OpenExport { mut head, rest, notes, .. } = opener.open(source)?;
    rest.take(LARGEST).read_to_end(&mut head)?;
    let Some(mut cells) = best_reading(&head) else {
        let columns = unclear_columns(&head).unwrap_or_else(|| source.name());
        return Err(FileFailure::new(FindingCode::UnclearTable, columns));
    };
    let formulas = notes.formulas();
    cells.mark_unsaved(&formulas);
    let is_hidden = matches!(source, Source::Sheet(inside) if inside.sheet.is_hidden);
    let hidden = notes.hidden(is_hidden);
    let mut tables = cells.tables(&source.name(), rule);
    let sheet = match source {
        Source::Sheet(inside) => Some(inside.sheet.name.as_str()),
        _ => None,
    };
    for table in &mut tables {
        table.name_by_sheet(sheet, rule);
        let finding =
            |column, value, code| Finding { file: source.name(), row: None, column, value, code };
        if !table.rows.iter().any(|row| row.kind.has_counts()) {
            let empty = finding(None, None, FindingCode::HeaderOnly);
            table.reading.push(empty);
        }
        let first = table.first_row;
        for (column, formulas) in &formulas {
            let is_it = |other: &&Column| u32::try_from(other.sheet_column) == Ok(*column);
            let named = table.columns.iter().find(is_it).map(|named| named.label.clone());
            let told = formulas.without_value(*column, first, false).zip(named);
            table.reading.extend(told.map(|(value, label)| {
                finding(Some(label), Some(value), FindingCode::FormulaWithoutValue)
            }));
        }
        let hidden = hidden.clone();
        table
            .reading
            .extend(hidden.map(|value| finding(None, Some(value), FindingCode::HiddenRows)));
    }
    Ok(tables)
}

/// No form has nearly so many columns; a line of delimiters may have millions.
const WIDEST: usize = 1_024;

/// The cells by the delimiter that makes the best header of them.
fn best_reading(text: &[u8]) -> Option<SheetCells> {
    let readings = delimiters(text).into_iter().filter_map(|delimiter| {
        let cells = SheetCells::new(rows(text, Dialect::new(delimiter)));
        cells.score().map(|score| (cells, score))
    });
    // The first of equals: commas are tried before rarer marks.
    let best = readings.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(cells, _)| cells)
}

/// The names over columns of figures that look like counts of dossiers.
fn unclear_columns(text: &[u8]) -> Option<String> {
    let mut delimiters = delimiters(text).into_iter();
    delimiters.find_map(|delimiter| unclear_head(&rows(text, Dialect::new(delimiter))))
}

fn delimiters(text: &[u8]) -> Vec<u8> {
    if text.contains(&CELL_END) { vec![CELL_END] } else { Dialect::DELIMITERS.into() }
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
    let is_rule = |row: &Vec<String>| row.iter().any(|cell| cell.starts_with("---"));
    if dialect.delimiter == MARKDOWN && rows.iter().any(is_rule) {
        rows.retain(|row| !is_rule(row));
        for cell in rows.iter_mut().flatten() {
            let bold = cell.strip_prefix("**").and_then(|cell| cell.strip_suffix("**"));
            *cell = bold.unwrap_or(cell).replace('\\', "");
        }
    }
    rows
}

/// What stands between the cells of Markdown, below a row of dashes.
const MARKDOWN: u8 = b'|';
