//! The sheets of one XLSX workbook, cell by cell: for a workbook that this program wrote itself and
//! is asked about.
//!
//! In: a path. Out: [`Grid`]s. Must not know: what the cells mean. Exports go another way, in a
//! stream.

use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};

/// What stands in a cell; a formula by its last value.
#[derive(Debug, Clone, PartialEq)]
pub enum GridCell {
    Empty,
    Text(String),
    Number(f64),
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    pub name: String,
    rows: Vec<Vec<GridCell>>,
}

/// A workbook that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("no XLSX workbook, or a damaged one")]
pub struct GridError;

impl Grid {
    /// A sheet of these rows.
    pub const fn new(name: String, rows: Vec<Vec<GridCell>>) -> Self {
        Self { name, rows }
    }

    /// A cell, row and column from 0.
    pub fn cell(&self, row: usize, column: usize) -> &GridCell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&GridCell::Empty)
    }

    /// The text of a cell, trimmed; blank when it is a number or nothing.
    pub fn text(&self, row: usize, column: usize) -> &str {
        match self.cell(row, column) {
            GridCell::Text(text) => text.trim(),
            GridCell::Empty | GridCell::Number(_) => "",
        }
    }

    /// How many rows there are.
    pub const fn height(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[GridCell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// All texts, row by row.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().flatten().filter_map(|cell| match cell {
            GridCell::Text(text) => Some(text.as_str()),
            GridCell::Empty | GridCell::Number(_) => None,
        })
    }
}

/// Reads every sheet.
///
/// # Errors
/// When the file is no workbook.
pub fn read_grids(path: &Path) -> Result<Vec<Grid>, GridError> {
    // What the library says of it helps nobody.
    let wrong = |_: calamine::XlsxError| GridError;
    let mut book: Xlsx<_> = open_workbook(path).map_err(wrong)?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(wrong)?;
        // A range begins at its first filled cell; a reference counts from A1.
        let (top, left) = range.start().unwrap_or_default();
        let blank = |count: u32| usize::try_from(count).unwrap_or_default();
        let mut rows = vec![Vec::new(); blank(top)];
        for cells in range.rows() {
            let mut row = vec![GridCell::Empty; blank(left)];
            row.extend(cells.iter().map(cell));
            rows.push(row);
        }
        grids.push(Grid::new(name, rows));
    }
    Ok(grids)
}

fn cell(data: &Data) -> GridCell {
    match data {
        Data::Empty => GridCell::Empty,
        Data::String(text) => GridCell::Text(text.clone()),
        other => other.as_f64().map_or_else(
            || other.as_string().map_or(GridCell::Empty, GridCell::Text),
            GridCell::Number,
        ),
    }
}
