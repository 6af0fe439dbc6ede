//! The cells of a sheet, cut into those of single tables: without blank columns, side by side, turned over.
//!
//! In: rows of cells. Out: tables. Must not know: files, what a name over a column means.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::{ColumnUse, name_key};
use super::header::{Header, find_header};
use super::numbers::UNSAVED;
use super::parts::{Part, parts};
use super::table::{AggregateTable, Origin};
use super::words::WORDS;
use crate::domain::PeriodRule;
use crate::read::Formulas;

/// The cells, and where they stand in the sheet.
#[derive(Debug, Clone)]
pub struct SheetCells {
    rows: Vec<Vec<String>>,
    /// Place of each column in the sheet.
    columns: Vec<usize>,
    /// Whether columns of the sheet are the rows here.
    is_turned: bool,
}

impl SheetCells {
    /// Columns in which nothing stands are left out: conversions of printed pages put them between all others.
    pub fn new(rows: Vec<Vec<String>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_filled = |column: &usize| {
            rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.trim().is_empty()))
        };
        let columns: Vec<usize> = (0..width).filter(is_filled).collect();
        let take = |row: Vec<String>| {
            columns.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
        };
        let rows = if columns.len() == width { rows } else { rows.into_iter().map(take).collect() };
        Self { rows, columns, is_turned: false }
    }

    /// How well a head is known; nothing where there is no table.
    pub fn score(&self) -> Option<(usize, bool, bool, std::cmp::Reverse<usize>)> {
        let pieces = self.side_by_side();
        let heads = pieces.iter().filter_map(|piece| find_header(&piece.rows));
        let turned = || self.turned().and_then(|turned| find_header(&turned.rows));
        heads.map(|head| head.score()).max().or_else(|| turned().map(|head| head.score()))
    }

    /// Marks cells of formulas without a value, which are blank.
    pub fn mark_unsaved(&mut self, formulas: &BTreeMap<u32, Formulas>) {
        for (column, formulas) in formulas {
            let place = usize::try_from(*column).unwrap_or(usize::MAX);
            let Some(place) = self.columns.iter().position(|other| *other == place) else {
                continue;
            };
            for row in formulas.rows_without_value() {
                let row = usize::try_from(row).ok().and_then(|row| self.rows.get_mut(row));
                let Some(row) = row else { continue };
                if row.len() <= place {
                    row.resize(place + 1, String::new());
                }
                UNSAVED.clone_into(&mut row[place]);
            }
        }
    }

    /// The tables, from left to right and from top to bottom.
    pub fn tables(&self, file: &str, rule: PeriodRule) -> Vec<AggregateTable> {
        let mut tables: Vec<AggregateTable> = Vec::new();
        for piece in self.side_by_side() {
            tables.extend(piece.of_piece(file, rule));
        }
        if tables.is_empty() {
            tables.extend(self.turned().into_iter().flat_map(|turned| turned.of_piece(file, rule)));
        }
        tables
    }

    fn of_piece(&self, file: &str, rule: PeriodRule) -> Vec<AggregateTable> {
        let table = |part: Part| {
            let origin = Origin { file, columns: &self.columns, is_turned: self.is_turned };
            AggregateTable::new(&origin, &self.rows, part, rule)
        };
        let mut tables: Vec<AggregateTable> = Vec::new();
        for part in parts(&self.rows) {
            let mut table = table(part);
            if let Some(earlier) = tables.last() {
                table.name_by_table(earlier);
            }
            tables.push(table);
        }
        tables
    }

    /// The pieces of a sheet in whose head the numbers of rows, or the names, begin anew. Titles that stand over
    /// the first piece only are those of all.
    fn side_by_side(&self) -> Vec<Self> {
        let starts = self.rows.iter().take(SEARCH_ROWS).find_map(|row| repeated_starts(row));
        let Some(starts) = starts else { return vec![self.clone()] };
        let width = self.columns.len();
        let ends = starts.iter().skip(1).copied().chain([width]);
        let pieces: Vec<Self> =
            starts.iter().copied().zip(ends).map(|(from, to)| self.columns_of(from..to)).collect();
        let are_tables = pieces.iter().all(|piece| find_header(&piece.rows).is_some());
        if are_tables { pieces } else { vec![self.clone()] }
    }

    fn columns_of(&self, range: Range<usize>) -> Self {
        let mut rows: Vec<Vec<String>> = self.rows.iter().map(|row| cut(row, &range)).collect();
        let head = find_header(&rows).map_or(0, |head| head.row);
        let is_blank = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
        // A title over all tables stands in its first cell alone.
        let has_own_titles = rows.iter().take(head).any(|row| !is_blank(row));
        if !has_own_titles {
            for (row, whole) in rows.iter_mut().zip(&self.rows).take(head) {
                let title = whole.iter().find(|cell| !cell.trim().is_empty()).cloned();
                if let (Some(cell), Some(title)) = (row.first_mut(), title) {
                    *cell = title;
                }
            }
        }
        let columns = self.columns.get(range).unwrap_or(&[]).to_vec();
        Self { rows, columns, is_turned: false }
    }

    /// Columns as rows: a table that has its units across and its counts below each other.
    fn turned(&self) -> Option<Self> {
        let is_filled = |cell: &&String| !cell.trim().is_empty();
        let head = self.rows.iter().position(|row| {
            let first = row.iter().find(is_filled).map(|cell| name_key(cell));
            let is_corner = |key: &String| {
                WORDS.corner.contains(key)
                    || matches!(ColumnUse::of_keys(&[], key), ColumnUse::RowNumber)
            };
            first.as_ref().is_some_and(is_corner) && row.iter().filter(is_filled).count() > 2
        })?;
        let (titles, body) = self.rows.split_at(head);
        let body: Vec<&Vec<String>> =
            body.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        let mut rows: Vec<Vec<String>> = titles.to_vec();
        for at in 0..self.columns.len() {
            let turned: Vec<String> = body.iter().map(|row| cell(row, at)).collect();
            // The numbers of the counts name nothing here.
            let corner = turned.first().map(|cell| name_key(cell)).unwrap_or_default();
            if matches!(ColumnUse::of_keys(&[], &corner), ColumnUse::RowNumber) {
                continue;
            }
            rows.push(turned);
        }
        let first = rows.get_mut(head)?;
        // What the counts stand under is what the units are called by.
        first.first_mut()?.replace_range(.., "Đơn vị");
        let columns = (0..first.len()).collect();
        let turned = Self { rows, columns, is_turned: true };
        let is_table = |head: &Header| head.row >= titles.len();
        find_header(&turned.rows).filter(is_table).map(|_| turned)
    }
}

/// A head stands within the first rows.
const SEARCH_ROWS: usize = 60;

fn cut(row: &[String], range: &Range<usize>) -> Vec<String> {
    range.clone().map(|at| row.get(at).cloned().unwrap_or_default()).collect()
}

/// Where the first name of a head stands again: the beginnings of tables side by side.
fn repeated_starts(row: &[String]) -> Option<Vec<usize>> {
    let key = |cell: &String| name_key(cell);
    let begins = |key: &str| {
        matches!(ColumnUse::of_keys(&[], key), ColumnUse::RowNumber | ColumnUse::Label(_))
    };
    let first = row.iter().map(key).find(|key| !key.is_empty()).filter(|key| begins(key))?;
    let places = row.iter().enumerate().filter(|(_, cell)| key(cell) == first);
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let is_apart = places.windows(2).all(|pair| matches!(pair, [one, other] if other - one > 2));
    (places.len() > 1 && is_apart).then_some(places)
}
