//! One row of a sheet: its cells as one text, and what is told of them besides.
//!
//! In: texts and columns in any order, and values of merged cells above. Out: cells in rising order of
//! columns. Must not know: how a row is written.

use std::collections::HashSet;
use std::io;

use super::limits::{AbsurdExpansion, ROW_TEXT};
use super::notes::{FillDown, StoredResult};

/// One row of a sheet; blank cells are not kept.
#[derive(Debug, Default)]
pub struct Row {
    /// From 0.
    pub number: u32,
    pub is_hidden: bool,
    pub(super) text: String,
    /// Column and end of the text of each cell.
    pub(super) cells: Vec<(u32, usize)>,
    /// Columns of cells that are merged over rows, and the last of these rows.
    pub(super) down: Vec<(u32, u32)>,
    /// Whether no cell of a row above reaches down to it.
    pub(super) starts_group: bool,
    /// Columns of formulas, and what is stored beside them.
    pub(super) formulas: Vec<(u32, StoredResult)>,
}

impl Row {
    /// Starts over.
    pub fn start(&mut self, number: u32, is_hidden: bool) {
        self.number = number;
        self.is_hidden = is_hidden;
        self.text.clear();
        self.cells.clear();
        self.down.clear();
        self.starts_group = false;
        self.formulas.clear();
    }

    /// Says that the cell of a column is merged over this row and so many below it.
    pub fn reach_down(&mut self, column: u32, rows_below: u32) {
        if rows_below > 0 {
            self.down.push((column, self.number.saturating_add(rows_below)));
        }
    }

    /// Says that merged cells of rows above end before this row.
    pub const fn start_group(&mut self) {
        self.starts_group = true;
    }

    /// Says that a formula stands in a column, and what is stored beside it.
    pub fn has_formula(&mut self, column: u32, stored: StoredResult) {
        self.formulas.push((column, stored));
    }

    /// Where the text of the next cell is appended, before [`Row::end_cell`].
    pub const fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Gives the text appended since the last cell its column.
    ///
    /// # Errors
    /// When the row has become absurdly long.
    pub fn end_cell(&mut self, column: u32) -> io::Result<()> {
        let start = self.cells.last().map_or(0, |(_, end)| *end);
        if self.text.len() > ROW_TEXT {
            let (found, most) = (self.text.len() as u64, ROW_TEXT as u64);
            return Err(AbsurdExpansion::of_count("row, byte", found, most).into());
        }
        if self.text[start..].trim().is_empty() {
            self.text.truncate(start);
        } else {
            self.cells.push((column, self.text.len()));
        }
        Ok(())
    }

    pub(super) fn cell(&self, column: u32) -> Option<&str> {
        let place = self.cells.iter().position(|(other, _)| *other == column)?;
        let start = if place == 0 { 0 } else { self.cells.get(place - 1)?.1 };
        self.text.get(start..self.cells.get(place)?.1)
    }

    pub(super) fn width(&self) -> u32 {
        self.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0)
    }

    /// Columns and texts in rising order of columns.
    pub(super) fn sorted(&self) -> Vec<(u32, &str)> {
        let starts = std::iter::once(0).chain(self.cells.iter().map(|(_, end)| *end));
        let cells = self.cells.iter().zip(starts);
        let mut cells: Vec<(u32, &str)> =
            cells.map(|((column, end), start)| (*column, &self.text[start..*end])).collect();
        if !cells.is_sorted_by_key(|(column, _)| *column) {
            cells.sort_by_key(|(column, _)| *column);
        }
        cells
    }
}

/// Cells of rows above that hold for the row being written.
#[derive(Debug, Default)]
pub struct Filler {
    /// Column, last row, text; one per column.
    reaching: Vec<(u32, u32, String)>,
    /// How many of the spans told beforehand lie above.
    passed: usize,
}

impl Filler {
    /// Gives a row what reaches into it, and keeps what it says for the rows below.
    pub fn fill(&mut self, row: &mut Row, fill: &FillDown) -> io::Result<()> {
        let number = row.number;
        self.reaching.retain(|(_, last, _)| *last >= number);
        if !self.reaching.is_empty() {
            let own: HashSet<u32> = row.cells.iter().map(|(column, _)| *column).collect();
            for (column, _, text) in &self.reaching {
                if !own.contains(column) {
                    row.text.push_str(text);
                    row.end_cell(*column)?;
                }
            }
        }
        let spans = fill.spans.as_deref();
        let told = spans.map_or(&[][..], |spans| spans.from(self.passed));
        let reached = told.iter().take_while(|(top, ..)| *top <= number);
        self.passed += reached.clone().count();
        let here = reached.filter(|(top, ..)| *top == number);
        let here = here.map(|(_, column, last)| (*column, *last));
        for (column, last) in row.down.iter().copied().chain(here) {
            let Some(text) = row.cell(column).filter(|text| !fill.headings.contains(text.trim()))
            else {
                continue;
            };
            let text = text.to_owned();
            self.reaching.retain(|(other, ..)| *other != column);
            self.reaching.push((column, last, text));
        }
        Ok(())
    }

    /// No cell of a row above reaches any further.
    pub fn end_all(&mut self) {
        self.reaching.clear();
    }
}
