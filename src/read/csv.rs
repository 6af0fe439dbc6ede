//! Delimited text → records, one block of 64 bytes at a time.
//!
//! In: bytes that end at a record end (or at the end of the file). Out: borrowed cells.
//! Must not know: encodings, headers, meaning.
//!
//! Quoting follows the `csv` crate, which a property test compares with: a quotation mark opens only
//! at the start of a cell, two of them inside mean one, and a record ends at LF, CR or CRLF. Unlike
//! that crate an empty line is a record here, with one empty cell, so that row numbers stay those
//! that a spreadsheet shows. Structural bytes are found 64 at a time, which is what makes a
//! gigabyte a matter of a second (see `benches/`).

use std::borrow::Cow;

use super::structural::{CellEnd, Dialect, Structurals};

/// One record, borrowed from its chunk.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    data: &'a [u8],
    start: usize,
    ends: &'a [CellEnd],
    quote: u8,
}

impl<'a> Record<'a> {
    /// How many cells there are; an empty line has one.
    #[inline]
    pub const fn width(&self) -> usize {
        self.ends.len()
    }

    /// The text of a cell without surrounding ASCII white space; nothing for a missing cell.
    #[inline]
    pub fn cell(&self, column: usize) -> Cow<'a, [u8]> {
        let Some(end) = self.ends.get(column) else {
            return Cow::Borrowed(&[]);
        };
        let start = match column {
            0 => self.start,
            _ => self.ends[column - 1].position() + 1,
        };
        let bytes = &self.data[start..end.position()];
        if end.is_plain() {
            Cow::Borrowed(bytes.trim_ascii())
        } else {
            self.quoted_cell(bytes, end.is_escaped())
        }
    }

    /// `bytes` begin with the opening mark, or with spaces before it; those of a plain quoted cell end
    /// with the closing one.
    fn quoted_cell(&self, bytes: &'a [u8], is_escaped: bool) -> Cow<'a, [u8]> {
        let bytes =
            if bytes.first() == Some(&self.quote) { bytes } else { bytes.trim_ascii_start() };
        let inside = bytes.get(1..).unwrap_or(&[]);
        if is_escaped {
            Cow::Owned(unescape(inside, self.quote).trim_ascii().to_vec())
        } else {
            Cow::Borrowed(inside.get(..inside.len() - 1).unwrap_or(&[]).trim_ascii())
        }
    }

    /// Whether no quotation mark opens the cell.
    pub fn is_plain(&self, column: usize) -> bool {
        self.ends.get(column).is_none_or(|end| end.is_plain())
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = Cow<'a, [u8]>> + '_ {
        (0..self.width()).map(|column| self.cell(column))
    }

    /// Whether nothing stands in any cell.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.is_empty())
    }
}

/// The text of `"…"` with doubled marks, and of `"…" tail`: what a spreadsheet shows for it.
fn unescape(bytes: &[u8], quote: u8) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut inside = true;
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if inside && byte == quote {
            if rest.first() == Some(&quote) {
                text.push(quote);
                rest = &rest[1..];
            } else {
                inside = false;
            }
        } else {
            text.push(byte);
        }
    }
    text
}

/// Walks over the records of a chunk.
pub struct Records<'a> {
    data: &'a [u8],
    dialect: Dialect,
    structurals: Structurals<'a>,
    start: usize,
    ends: Vec<CellEnd>,
    unterminated: bool,
}

impl<'a> Records<'a> {
    /// `data` begins at a record start; chunks are far below 1 GiB.
    pub fn new(data: &'a [u8], dialect: Dialect) -> Self {
        Self {
            data,
            dialect,
            structurals: Structurals::new(data, dialect),
            start: 0,
            ends: Vec::with_capacity(32),
            unterminated: false,
        }
    }

    /// Where the next record starts.
    pub const fn offset(&self) -> usize {
        self.start
    }

    /// Whether the last record ran into the end of the data inside quotation marks.
    pub const fn is_unterminated(&self) -> bool {
        self.unterminated
    }

    /// Moves to the next record; nothing at the end.
    #[inline]
    pub fn advance(&mut self) -> Option<Record<'_>> {
        let record_start = self.start;
        if record_start >= self.data.len() {
            return None;
        }
        self.ends.clear();
        loop {
            let Some(position) = self.structurals.cells_until_special(&mut self.ends) else {
                self.end_of_data(0);
                break;
            };
            if self.data[position] != self.dialect.quote {
                self.end_record(position, 0);
                break;
            }
            let cell_start = self.ends.last().map_or(record_start, |end| end.position() + 1);
            let opens = self.dialect.opens(self.data, cell_start, position);
            if opens && !self.quoted(position) {
                break;
            }
        }
        Some(Record {
            data: self.data,
            start: record_start,
            ends: &self.ends,
            quote: self.dialect.quote,
        })
    }

    /// Reads a quoted cell that opens at `open`, up to and with the delimiter or line end after it.
    /// False when that ends the record.
    fn quoted(&mut self, open: usize) -> bool {
        let mut form = CellEnd::QUOTED;
        let mut close = None;
        while let Some(position) = self.structurals.next() {
            let byte = self.data[position];
            match close {
                None if byte == self.dialect.quote => {
                    if self.data.get(position + 1) == Some(&self.dialect.quote) {
                        self.structurals.next();
                        form = CellEnd::ESCAPED;
                    } else {
                        close = Some(position);
                    }
                }
                None => {}
                Some(_) if byte == self.dialect.quote => {}
                Some(close) => {
                    if position != close + 1 {
                        form = CellEnd::ESCAPED;
                    }
                    if byte != self.dialect.delimiter {
                        self.end_record(position, form);
                        return false;
                    }
                    self.ends.push(CellEnd::new(position, form));
                    return true;
                }
            }
        }
        self.unterminated = close.is_none();
        let is_plain = close.is_some_and(|close| close + 1 == self.data.len() && close > open);
        self.end_of_data(if is_plain { form } else { CellEnd::ESCAPED });
        false
    }

    #[inline]
    fn end_record(&mut self, position: usize, form: u32) {
        self.ends.push(CellEnd::new(position, form));
        let is_pair = self.data[position] == b'\r' && self.data.get(position + 1) == Some(&b'\n');
        if is_pair {
            self.structurals.next();
        }
        self.start = position + 1 + usize::from(is_pair);
    }

    fn end_of_data(&mut self, form: u32) {
        self.ends.push(CellEnd::new(self.data.len(), form));
        self.start = self.data.len();
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Records};

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text.as_bytes(), Dialect::new(b','));
        let mut rows = Vec::new();
        while let Some(record) = records.advance() {
            rows.push(
                record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned()).collect(),
            );
        }
        rows
    }

    #[test]
    fn cells_of_every_form() {
        assert_eq!(rows("a,b\nc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(rows("a,b\r\n\r\nc,d\r\n"), vec![vec!["a", "b"], vec![""], vec!["c", "d"]]);
        assert_eq!(rows("\"a,1\",\"b\n2\"\nc,d"), [["a,1", "b\n2"], ["c", "d"]]);
        assert_eq!(rows("\"say \"\"hi\"\"\",x"), [["say \"hi\"", "x"]]);
        assert_eq!(rows("5\" pipe,x\ny,z"), [["5\" pipe", "x"], ["y", "z"]]);
        assert_eq!(rows("\"a\" tail,x"), [["a tail", "x"]]);
        assert_eq!(rows("a,,\n,,\n"), [["a", "", ""], ["", "", ""]]);
        assert_eq!(rows("\"\",\"\"\n"), [["", ""]]);
        assert_eq!(rows("a\rb\rc"), [["a"], ["b"], ["c"]]);
    }

    #[test]
    fn spaces_before_a_quotation_mark_are_skipped_where_the_file_writes_them() {
        let dialect = Dialect { skips_spaces: true, ..Dialect::new(b',') };
        let mut records =
            Records::new(b"a, \"b, \"\"c\"\"\" , d\n  \"x\", 5\" pipe, \"\"", dialect);
        let mut rows = Vec::new();
        while let Some(record) = records.advance() {
            let cells = record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned());
            rows.push(cells.collect::<Vec<_>>());
        }
        assert_eq!(rows, [["a", "b, \"c\"", "d"], ["x", "5\" pipe", ""]]);
    }

    #[test]
    fn an_open_quote_is_noticed() {
        let mut records = Records::new(b"a,b\n\"open,c\nd,e\n", Dialect::new(b','));
        assert_eq!(records.advance().map(|record| record.width()), Some(2));
        assert!(!records.is_unterminated());
        assert!(records.advance().is_some());
        assert!(records.is_unterminated());
        assert!(records.advance().is_none());
    }
}
