//! Rows of a sheet → UTF-8 text with one record per row, for the same way that CSV goes.
//!
//! In: rows in rising order, as a workbook or a page gives them. Out: a stream whose n-th record is
//! the n-th row that a spreadsheet shows. Must not know: where the header stands, what a cell means.
//!
//! A sheet has no ragged rows: every record has the width of the widest of the first rows. Cells
//! right of that have no header and are left out.
//!
//! A cell merged over rows holds for all of them, from the row on where the body is said to begin:
//! above it cells are merged for looks, and the header is read as it stands.

use std::collections::HashSet;
use std::io::{self, Read};
use std::sync::Arc;

use super::limits::{AbsurdExpansion, COLUMNS, ROW_TEXT, ROWS};
use super::notes::{FillDown, SheetNotes, Spans, Stored};

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
    /// Columns of cells that are merged over rows, and the last of these rows.
    down: Vec<(u32, u32)>,
    /// Whether no cell of a row above reaches down to it.
    starts_group: bool,
    /// Columns of formulas, and what is stored beside them.
    formulas: Vec<(u32, Stored)>,
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
    pub fn has_formula(&mut self, column: u32, stored: Stored) {
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

    fn cell(&self, column: u32) -> Option<&str> {
        let place = self.cells.iter().position(|(other, _)| *other == column)?;
        let start = if place == 0 { 0 } else { self.cells.get(place - 1)?.1 };
        self.text.get(start..self.cells.get(place)?.1)
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

    /// The merged cells that a sheet tells of behind its rows only; asked at the end.
    ///
    /// # Errors
    /// As [`RowSource::next_row`].
    fn late_spans(&mut self) -> io::Result<Spans> {
        Ok(Spans::default())
    }
}

/// Cells of rows above that hold for the row being written.
#[derive(Debug, Default)]
struct Filler {
    /// Column, last row, text; one per column.
    reaching: Vec<(u32, u32, String)>,
    /// How many of the spans told beforehand lie above.
    passed: usize,
}

impl Filler {
    /// Gives a row what reaches into it, and keeps what it says for the rows below.
    fn fill(&mut self, row: &mut Row, fill: &FillDown) -> io::Result<()> {
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
    #[must_use]
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
            self.filler.reaching.clear();
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
            if place >= width {
                break;
            }
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
