//! Rows of a sheet → UTF-8 text with one record per row, for the same way that CSV goes.
//!
//! In: rows in rising order, as a workbook or a page gives them. Out: a stream whose n-th record is
//! the n-th row that a spreadsheet shows. Must not know: where the header stands, what a cell means.
//!
//! A sheet has no ragged rows: every record has at least the width of the widest of the first rows.
//! Cells right of that have no header, unless a further table begins below.
//!
//! A cell merged over rows holds for all of them, from the row on where the body is said to begin:
//! above it cells are merged for looks, and the header is read as it stands.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use super::limits::{AbsurdExpansion, COLUMNS, ROW_TEXT, ROWS};
use super::notes::{SheetNotes, Spans};
use super::row::Filler;
pub use super::row::Row;

/// Separates the cells; no cell holds it.
pub const DELIMITER: u8 = 0x1F;
/// The width is taken from so many rows, which is more than a header search looks at.
const WIDTH_ROWS: usize = 200;
/// So much text is made at a time.
const BLOCK: usize = 64 * 1024;

/// Gives the rows of a sheet, one after the other.
pub trait RowSource: Send {
    /// Fills `row` with the next row that may hold something; `false` at the end.
    ///
    /// # Errors
    /// When the sheet is broken or absurd.
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool>;

    /// The merged cells that a sheet tells of behind its rows only; asked at the end.
    ///
    /// # Errors
    /// As [`RowSource::next_row`].
    fn late_spans(&mut self) -> io::Result<Spans> {
        Ok(Spans::default())
    }

    /// Columns that are not shown, from 0, where a sheet tells of them above its rows.
    fn hidden_columns(&self) -> &[Range<u32>] {
        &[]
    }
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
    notes: Arc<SheetNotes>,
    filler: Filler,
}

impl SheetText {
    /// `notes` takes what the rows bring besides their text, and says where the body begins.
    pub fn new(rows: Box<dyn RowSource>, notes: Arc<SheetNotes>) -> Self {
        Self {
            rows,
            row: Row::default(),
            first: Vec::new(),
            width: None,
            next_number: 0,
            out: Vec::new(),
            from: 0,
            has_ended: false,
            notes,
            filler: Filler::default(),
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
                let mut row = std::mem::take(&mut self.row);
                self.write(&mut row, width)?;
                self.row = row;
            } else {
                self.end()?;
            }
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.has_ended = true;
        if self.notes.fill().is_none_or(|fill| fill.spans.is_none()) {
            let spans = self.rows.late_spans()?;
            if !spans.is_empty() {
                self.notes.tell_late(spans);
            }
        }
        Ok(())
    }

    fn find_width(&mut self) -> io::Result<u32> {
        let mut held = 0;
        while self.first.len() < WIDTH_ROWS && held < ROW_TEXT {
            let mut row = Row::default();
            if !self.rows.next_row(&mut row)? {
                self.end()?;
                break;
            }
            held += row.text.len();
            self.first.push(row);
        }
        let width = self.first.iter().map(Row::width).max().unwrap_or(0);
        self.width = Some(width);
        let hidden = self.rows.hidden_columns();
        let hidden = (0..width).filter(|at| hidden.iter().any(|range| range.contains(at)));
        self.notes.tell_hidden_columns(hidden.count() as u64);
        for mut row in std::mem::take(&mut self.first) {
            self.write(&mut row, width)?;
        }
        Ok(width)
    }

    fn write(&mut self, row: &mut Row, width: u32) -> io::Result<()> {
        for (column, stored) in &row.formulas {
            self.notes.note_formula(row.number, *column, *stored);
        }
        if row.starts_group {
            self.filler.end_all();
        }
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
            self.notes.count_hidden();
        }
        for (_, last) in &row.down {
            self.notes.note_reach(*last);
        }
        if let Some(fill) = self.notes.fill().filter(|fill| row.number >= fill.first_row) {
            self.filler.fill(row, fill)?;
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

    use super::{Row, RowSource, SheetText};
    use crate::read::container::notes::{FillDown, SheetNotes, Spans};

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
        let notes = Arc::<SheetNotes>::default();
        let mut text = String::new();
        let mut sheet = SheetText::new(Box::new(Rows(rows)), Arc::clone(&notes));
        sheet.read_to_string(&mut text).expect("a sheet");
        let expected = "TITLE,,\n\n\"a \"\"b\"\"\",,c\n\n,\"x\ny z\",\n".replace(',', "\u{1f}");
        assert_eq!(text, expected);
        assert_eq!(notes.hidden_rows(), 1);
    }

    /// Rows with the columns of their merged cells and how many rows below these cover.
    struct Merged(Vec<(Cells, Vec<(u32, u32)>)>, u32);

    impl RowSource for Merged {
        fn next_row(&mut self, row: &mut Row) -> std::io::Result<bool> {
            if self.0.is_empty() {
                return Ok(false);
            }
            let (cells, merged) = self.0.remove(0);
            row.start(self.1, false);
            self.1 += 1;
            for (column, text) in cells {
                row.text().push_str(text);
                row.end_cell(column)?;
            }
            for (column, below) in merged {
                row.reach_down(column, below);
            }
            Ok(true)
        }
    }

    fn filled(rows: Vec<(Cells, Vec<(u32, u32)>)>, fill: FillDown) -> String {
        let notes = Arc::<SheetNotes>::default();
        notes.fill_down(fill);
        let mut text = String::new();
        let mut sheet = SheetText::new(Box::new(Merged(rows, 0)), notes);
        sheet.read_to_string(&mut text).expect("a sheet");
        text.replace('\u{1f}', ",")
    }

    #[test]
    fn a_cell_merged_over_rows_of_the_body_holds_for_those_that_say_something() {
        let rows = vec![
            // The header, the second row of which has two cells of its own.
            (vec![(0, "No"), (1, "Unit"), (2, "Days")], vec![(0, 1), (1, 1)]),
            (vec![(2, "From"), (3, "To")], vec![]),
            (vec![(0, "1"), (1, "A"), (2, "x")], vec![(1, 3)]),
            (vec![(0, "2"), (1, "own")], vec![]),
            (vec![], vec![]),
            (vec![(0, "3"), (3, "y")], vec![]),
            (vec![(0, "4")], vec![]),
            // The header again.
            (vec![(0, "No"), (1, "Unit"), (2, "Days")], vec![(0, 1), (1, 1)]),
            (vec![(2, "From"), (3, "To")], vec![]),
        ];
        let headings = ["No", "Unit", "Days", "From", "To"].map(str::to_owned).into();
        let fill = FillDown { first_row: 2, headings, spans: None };
        let expected = "No,Unit,Days,\n,,From,To\n1,A,x,\n2,own,,\n\n3,A,,y\n4,,,\n\
                        No,Unit,Days,\n,,From,To\n";
        assert_eq!(filled(rows, fill), expected);
    }

    #[test]
    fn merged_cells_told_beforehand() {
        let rows = ["a", "b", "c", "d"].map(|text| (vec![(0, text)], vec![]));
        let mut rows: Vec<_> = rows.into();
        rows[1].0.push((1, "U"));
        let mut spans = Spans::default();
        for span in [(1, 1, 2), (0, 0, 3), (3, 1, 9)] {
            spans.push(span).expect("few");
        }
        let spans = Some(Arc::new(spans.sorted()));
        let fill = FillDown { first_row: 1, spans, ..FillDown::default() };
        assert_eq!(filled(rows, fill), "a,\nb,U\nc,U\nd,\n");
    }

    #[test]
    fn a_row_beyond_the_last_of_excel_is_refused() {
        let rows = vec![(4_000_000_000, false, vec![(0, "a")])];
        let mut sheet = SheetText::new(Box::new(Rows(rows)), Arc::default());
        assert!(sheet.read_to_string(&mut String::new()).is_err());
    }
}
