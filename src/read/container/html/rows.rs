//! The cells of tables, as a page gives them → rows of a grid: where each cell stands among those that
//! reach over rows and columns.
//!
//! In: cells, ends of rows and of parts of tables, text between tables. Out: rows, one by one. Must not
//! know: elements, styles.

use std::collections::VecDeque;
use std::io;

use super::super::notes::StoredResult;
use super::super::sheet::Row;

/// More is no table of a report; the standard allows no more columns either.
const MOST_COLUMNS_SPANNED: u32 = 1_000;
const MOST_ROWS_SPANNED: u32 = 65_534;

/// The rows of a page.
#[derive(Debug, Default)]
pub struct Rows {
    next_row: u32,
    row: Vec<ReadyCell>,
    starts_group: bool,
    next_column: u32,
    /// Cells of rows above that reach down: first column, column behind the last, rows left.
    spans: Vec<(u32, u32, u32)>,
    new_spans: Vec<(u32, u32, u32)>,
    ready: VecDeque<Ready>,
}

/// A row whose end was met.
#[derive(Debug, Default)]
struct Ready {
    number: u32,
    is_hidden: bool,
    /// Whether cells of rows above end before it.
    starts_group: bool,
    cells: Vec<ReadyCell>,
}

/// A cell whose end was met.
#[derive(Debug)]
pub struct ReadyCell {
    pub column: u32,
    pub text: String,
    /// How many rows below its own it spans.
    pub rows_below: u32,
    pub lacks_value: bool,
}

impl Rows {
    /// Text between tables is a row of one cell.
    pub fn push_loose(&mut self, text: String) {
        let cell = ReadyCell { column: 0, text, rows_below: 0, lacks_value: false };
        let number = self.next_row;
        self.ready.push_back(Ready { number, cells: vec![cell], ..Ready::default() });
        self.next_row = self.next_row.saturating_add(1);
    }

    /// A cell begins that spans columns and rows as written: its column, and how many rows below its own
    /// it spans.
    pub fn place(&mut self, columns: Option<u32>, rows: Option<u32>) -> (u32, u32) {
        let mut column = self.next_column;
        // Spans are few, and each moves the cell to the right.
        while let Some((_, behind, _)) =
            self.spans.iter().find(|(first, behind, _)| (*first..*behind).contains(&column))
        {
            column = *behind;
        }
        let columns = columns.unwrap_or(1).clamp(1, MOST_COLUMNS_SPANNED);
        self.next_column = column.saturating_add(columns);
        let rows = match rows {
            // To the end of its part of the table.
            Some(0) => MOST_ROWS_SPANNED,
            rows => rows.unwrap_or(1).min(MOST_ROWS_SPANNED),
        };
        if rows > 1 {
            self.new_spans.push((column, self.next_column, rows));
        }
        (column, rows - 1)
    }

    pub fn push(&mut self, cell: ReadyCell) {
        self.row.push(cell);
    }

    /// Whether no cell was opened since the last row ended.
    pub const fn is_ended(&self) -> bool {
        self.next_column == 0
    }

    pub fn end_row(&mut self, is_hidden: bool) {
        let cells = std::mem::take(&mut self.row);
        self.ready.push_back(Ready {
            number: self.next_row,
            is_hidden,
            starts_group: std::mem::take(&mut self.starts_group),
            cells,
        });
        self.next_row = self.next_row.saturating_add(1);
        self.next_column = 0;
        self.spans.append(&mut self.new_spans);
        for span in &mut self.spans {
            span.2 -= 1;
        }
        self.spans.retain(|(_, _, rows)| *rows > 0);
    }

    /// No cell reaches out of its part of the table.
    pub fn end_group(&mut self) {
        self.spans.clear();
        self.new_spans.clear();
        self.starts_group = true;
    }

    /// Gives the next row that is ready; whether there was one.
    pub fn give(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some(ready) = self.ready.pop_front() else { return Ok(false) };
        row.start(ready.number, ready.is_hidden);
        if ready.starts_group {
            row.start_group();
        }
        for cell in ready.cells {
            row.text().push_str(&cell.text);
            row.end_cell(cell.column)?;
            row.reach_down(cell.column, cell.rows_below);
            if cell.lacks_value {
                row.has_formula(cell.column, StoredResult::Nothing);
            }
        }
        Ok(true)
    }
}
