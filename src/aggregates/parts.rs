//! Where in a sheet tables of counts begin and end: one below the other, or side by side.
//!
//! In: the rows of a sheet. Out: [`Part`]s: titles, head and body of each table. Must not know: what the figures
//! say.

use std::ops::Range;

use super::header::{Header, find_header};
use super::period::names_period;
use super::row_cells::{HeadRows, has_figures, is_signature};
use super::titles::unit_of_titles;

/// One table: the rows of its titles, its head, and the rows below it.
#[derive(Debug)]
pub struct Part {
    pub titles: Range<usize>,
    pub header: Header,
    /// The cell over its columns that names their period, where several stand side by side.
    pub across: Option<String>,
    pub body: Range<usize>,
}

/// The tables of a sheet, from top to bottom. A head that is repeated below titles which name a unit or a period
/// begins a table; repeated without, it is the top of another page. Another head begins a table in any case.
pub fn parts(rows: &[Vec<String>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    while let Some(header) = find_header(rows.get(from..).unwrap_or(&[])) {
        let header = Header { row: header.row + from, ..header };
        let end = header.row + header.rows;
        let same = next_titles(rows, &header, end);
        let until = same.as_ref().map_or(rows.len(), |next| next.start);
        let next = other_titles(rows, &header, end..until).or(same);
        let until = next.as_ref().map_or(rows.len(), |next| next.start);
        let titles = from..header.row;
        let of_period =
            |(across, header)| Part { titles: titles.clone(), header, across, body: end..until };
        parts.extend(header.by_period().into_iter().map(of_period));
        let Some(next) = next else { break };
        from = next.start;
    }
    parts
}

/// The titles of a table with another head within these rows, up to that.
fn other_titles(
    rows: &[Vec<String>],
    header: &Header,
    within: Range<usize>,
) -> Option<Range<usize>> {
    let head = HeadRows::new(rows.get(header.row..within.start)?);
    let mut from = within.start;
    loop {
        let other = find_header(rows.get(from..within.end)?)?;
        let at = other.row + from;
        if rows.get(at).is_some_and(|row| head.has(row)) {
            from = at + other.rows;
            continue;
        }
        let columns = header.figures();
        return Some(titles_above(rows, &head, &columns, within.start..at));
    }
}

/// The rows without figures right above a head, none of them a signature.
fn titles_above(
    rows: &[Vec<String>],
    head: &HeadRows,
    columns: &[usize],
    within: Range<usize>,
) -> Range<usize> {
    let at = within.end;
    let above = within.rev().take_while(|above| {
        let row = rows.get(*above).map_or(&[][..], Vec::as_slice);
        !has_figures(row, columns) && !is_signature(row) && !head.has(row)
    });
    above.last().unwrap_or(at)..at
}

/// The titles of the next table with the same head, up to that.
fn next_titles(rows: &[Vec<String>], header: &Header, end: usize) -> Option<Range<usize>> {
    let head = HeadRows::new(rows.get(header.row..end)?);
    let columns = header.figures();
    let repeated = (end..rows.len()).filter(|at| rows.get(*at).is_some_and(|row| head.begins(row)));
    let mut titles = repeated.map(|at| titles_above(rows, &head, &columns, end..at));
    titles.find(|titles| {
        let rows = rows.get(titles.clone()).unwrap_or(&[]);
        let texts = || rows.iter().flatten().map(String::as_str).filter(|text| !text.is_empty());
        unit_of_titles(texts()).is_some() || texts().any(names_period)
    })
}
