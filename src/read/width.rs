//! How many cells a row of the body has.
//!
//! In: the head of a body. Out: the usual width of its rows, up to a further header.

use std::cmp::Reverse;

use super::csv::Records;
use super::head_rows::text;
use super::header::HeaderCell;
use super::structural::Dialect;
use super::vocabulary::{HeaderVocabulary, distinct_meanings};

/// The usual width is taken from so many rows of the body.
const WIDTH_SAMPLE_ROWS: usize = 200;

/// The width most rows have, among widths that hold every named column. A system that ends each row
/// with a surplus delimiter is read right; a single row of another width stays ragged.
pub fn usual_width(
    body: &[u8],
    dialect: Dialect,
    header: &[HeaderCell],
    vocabulary: &dyn HeaderVocabulary,
) -> Option<usize> {
    let named = named(header).len();
    let mut records = Records::new(body, dialect);
    let mut rows: Vec<usize> = Vec::new();
    for _ in 0..WIDTH_SAMPLE_ROWS {
        let Some(width) = records.advance().map(|record| record.width()) else { break };
        rows.push(width);
    }
    let is_wide = |width: &usize| *width >= named.max(2);
    let first = rows.iter().find(|width| is_wide(width)).copied()?;
    if rows.iter().any(|width| is_wide(width) && *width != first) {
        // A further table may begin here.
        rows.truncate(rows_to_next_header(body, dialect, rows.len(), (header, vocabulary)));
    }
    let mut widths: Vec<(usize, usize)> = Vec::new();
    for width in rows.into_iter().filter(is_wide) {
        match widths.iter_mut().find(|(known, _)| *known == width) {
            Some((_, rows)) => *rows += 1,
            None => widths.push((width, 1)),
        }
    }
    // Ties go to the narrower row: the header's own width, as a rule.
    widths.sort_by_key(|(width, rows)| (Reverse(*rows), *width));
    widths.first().map(|(width, _)| *width)
}

/// A header up to its last name.
pub fn named(header: &[HeaderCell]) -> &[HeaderCell] {
    let end = header.iter().rposition(|cell| !cell.name.is_empty()).map_or(0, |at| at + 1);
    header.get(..end).unwrap_or(header)
}

/// How many of the first rows stand above another header.
fn rows_to_next_header(
    body: &[u8],
    dialect: Dialect,
    rows: usize,
    (header, vocabulary): (&[HeaderCell], &dyn HeaderVocabulary),
) -> usize {
    let mut records = Records::new(body, dialect);
    for row in 0..rows {
        let Some(record) = records.advance() else { return row };
        let cells = record.cells().map(|cell| HeaderCell { group: None, name: text(&cell) });
        let cells: Vec<HeaderCell> = cells.collect();
        if named(&cells) == named(header) {
            // The same header again, as pages repeat it, begins no other table.
            continue;
        }
        let meanings = distinct_meanings(&cells, vocabulary);
        let required = meanings.iter().filter(|meaning| meaning.is_required).count();
        if required > 0 && required == vocabulary.required() {
            return row;
        }
    }
    rows
}
