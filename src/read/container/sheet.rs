//! Rows of a sheet → UTF-8 text with one record per row, for the same way that CSV goes.
//!
//! In: rows in rising order, as a workbook or a page gives them. Out: a stream whose n-th record is
//! the n-th row that a spreadsheet shows. Must not know: where the header stands, what a cell means.
//!
//! A sheet has no ragged rows: every record has at least the width of the widest of the first rows.
//! Cells right of that have no header, unless a further table begins below.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::limits::{AbsurdExpansion, COLUMNS, ROW_TEXT, ROWS};

/// Separates the cells; no cell holds it.
pub const DELIMITER: u8 = 0x1F;
/// The width is taken from so many rows, which is more than a header search looks at.
const WIDTH_ROWS: usize = 200;
/// So much text is made at a time.
const BLOCK: usize = 64 * 1024;

/// One row of a sheet; blank cells are not kept.
#[derive(Debug, Default)]
pub struct Row {
    /// From 0.
    pub number: u32,
    pub is_hidden: bool,
    text: String,
    /// Column and end of the text of each cell.
    cells: Vec<(u32, usize)>,
}

impl Row {
    /// Starts over.
    pub fn start(&mut self, number: u32, is_hidden: bool) {
        self.number = number;
        self.is_hidden = is_hidden;
        self.text.clear();
        self.cells.clear();
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

    fn width(&self) -> u32 {
        self.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0)
    }

    /// Columns and texts in rising order of columns.
    fn sorted(&self) -> Vec<(u32, &str)> {
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

/// Gives the rows of a sheet, one after the other.
pub trait RowSource: Send {
    /// Fills `row` with the next row that may hold something; `false` at the end.
    ///
    /// # Errors
    /// When the sheet is broken or absurd.
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool>;
}

/// The stream.
pub struct SheetText {
    rows: Box<dyn RowSource>,
    row: Row,
    /// The first rows, until the width is known; then nothing.
    first: Vec<Row>,
    width: Option<u32>,
    next_number: u32,
    out: Vec<u8>,
    from: usize,
    has_ended: bool,
    hidden: Arc<AtomicU64>,
}

impl SheetText {
    /// `hidden` counts the hidden rows that hold something.
    #[must_use]
    pub fn new(rows: Box<dyn RowSource>, hidden: Arc<AtomicU64>) -> Self {
        Self {
            rows,
            row: Row::default(),
            first: Vec::new(),
            width: None,
            next_number: 0,
            out: Vec::new(),
            from: 0,
            has_ended: false,
            hidden,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.from = 0;
        let width = match self.width {
            Some(width) => width,
            None => self.find_width()?,
        };
        while self.out.len() < BLOCK && !self.has_ended {
            if self.rows.next_row(&mut self.row)? {
                let row = std::mem::take(&mut self.row);
                self.write(&row, width)?;
                self.row = row;
            } else {
                self.has_ended = true;
            }
        }
        Ok(())
    }

    fn find_width(&mut self) -> io::Result<u32> {
        let mut held = 0;
        while self.first.len() < WIDTH_ROWS && held < ROW_TEXT {
            let mut row = Row::default();
            if !self.rows.next_row(&mut row)? {
                self.has_ended = true;
                break;
            }
            held += row.text.len();
            self.first.push(row);
        }
        let width = self.first.iter().map(Row::width).max().unwrap_or(0);
        self.width = Some(width);
        for row in std::mem::take(&mut self.first) {
            self.write(&row, width)?;
        }
        Ok(width)
    }

    fn write(&mut self, row: &Row, width: u32) -> io::Result<()> {
        if row.cells.is_empty() {
            return Ok(());
        }
        if row.number >= ROWS {
            return Err(AbsurdExpansion::of_count("row", row.number.into(), ROWS.into()).into());
        }
        if row.width() > COLUMNS {
            let width = row.width().into();
            return Err(AbsurdExpansion::of_count("column", width, COLUMNS.into()).into());
        }
        if row.is_hidden {
            self.hidden.fetch_add(1, Ordering::Relaxed);
        }
        // Rows that the sheet does not mention, or that are blank.
        while self.next_number < row.number {
            self.out.push(b'\n');
            self.next_number += 1;
        }
        self.next_number += 1;
        let mut column = 0;
        for (place, text) in row.sorted() {
            while column < place {
                self.out.push(DELIMITER);
                column += 1;
            }
            push_cell(text, &mut self.out);
        }
        self.out.extend((column + 1..width).map(|_| DELIMITER));
        self.out.push(b'\n');
        Ok(())
    }
}

/// A cell, between quotation marks where it needs them.
fn push_cell(text: &str, out: &mut Vec<u8>) {
    let text = text.trim();
    let needs_marks = memchr::memchr3(b'"', b'\n', b'\r', text.as_bytes()).is_some();
    if needs_marks {
        out.push(b'"');
    }
    for byte in text.bytes() {
        match byte {
            // Neither can stand in a cell that somebody typed.
            DELIMITER | 0 => out.push(b' '),
            b'"' => out.extend(b"\"\""),
            byte => out.push(byte),
        }
    }
    if needs_marks {
        out.push(b'"');
    }
}

impl Read for SheetText {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.from == self.out.len() {
            if self.has_ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let length = buffer.len().min(self.out.len() - self.from);
        buffer[..length].copy_from_slice(&self.out[self.from..self.from + length]);
        self.from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::{Row, RowSource, SheetText};

    type Cells = Vec<(u32, &'static str)>;

    struct Rows(Vec<(u32, bool, Cells)>);

    impl RowSource for Rows {
        fn next_row(&mut self, row: &mut Row) -> std::io::Result<bool> {
            if self.0.is_empty() {
                return Ok(false);
            }
            let (number, is_hidden, cells) = self.0.remove(0);
            row.start(number, is_hidden);
            for (column, text) in cells {
                row.text().push_str(text);
                row.end_cell(column)?;
            }
            Ok(true)
        }
    }

    #[test]
    fn records_stand_in_the_rows_of_the_sheet_and_have_one_width() {
        let rows = vec![
            (0, false, vec![(0, "TITLE")]),
            (2, true, vec![(2, "c"), (0, "a \"b\"")]),
            (3, true, vec![(1, "  ")]),
            (4, false, vec![(1, "x\ny\u{1f}z")]),
            (9, true, vec![]),
        ];
        let hidden = Arc::new(AtomicU64::new(0));
        let mut text = String::new();
        let mut sheet = SheetText::new(Box::new(Rows(rows)), Arc::clone(&hidden));
        sheet.read_to_string(&mut text).expect("a sheet");
        let expected = "TITLE,,\n\n\"a \"\"b\"\"\",,c\n\n,\"x\ny z\",\n".replace(',', "\u{1f}");
        assert_eq!(text, expected);
        assert_eq!(hidden.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_row_beyond_the_last_of_excel_is_refused() {
        let rows = vec![(4_000_000_000, false, vec![(0, "a")])];
        let mut sheet = SheetText::new(Box::new(Rows(rows)), Arc::default());
        assert!(sheet.read_to_string(&mut String::new()).is_err());
    }
}
