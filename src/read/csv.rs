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

use wide::u8x16;

/// The two bytes that shape a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    pub quote: u8,
}

impl Dialect {
    /// The delimiters that one-stop systems and spreadsheets write.
    pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

    #[must_use]
    pub const fn new(delimiter: u8) -> Self {
        Self { delimiter, quote: b'"' }
    }
}

/// Where a cell ends: the position of its delimiter or line end, and in the two top bits how it has
/// to be read. It starts behind the end of the cell before it.
#[derive(Debug, Clone, Copy)]
struct CellEnd(u32);

impl CellEnd {
    /// The text stands between quotation marks.
    const QUOTED: u32 = 1 << 31;
    /// Inside are doubled quotation marks, or text follows the closing one.
    const ESCAPED: u32 = 1 << 30;

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "chunks are bounded far below 1 GiB")]
    const fn new(position: usize, form: u32) -> Self {
        Self(position as u32 | form)
    }

    #[inline]
    const fn position(self) -> usize {
        (self.0 & !(Self::QUOTED | Self::ESCAPED)) as usize
    }
}

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
    #[must_use]
    #[inline]
    pub const fn width(&self) -> usize {
        self.ends.len()
    }

    /// The text of a cell without surrounding ASCII white space; nothing for a missing cell.
    #[must_use]
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
        if end.0 & (CellEnd::QUOTED | CellEnd::ESCAPED) == 0 {
            Cow::Borrowed(bytes.trim_ascii())
        } else {
            self.quoted_cell(bytes, end.0 & CellEnd::ESCAPED != 0)
        }
    }

    /// `bytes` begin with the opening mark; those of a plain quoted cell end with the closing one.
    fn quoted_cell(&self, bytes: &'a [u8], is_escaped: bool) -> Cow<'a, [u8]> {
        let inside = bytes.get(1..).unwrap_or(&[]);
        if is_escaped {
            Cow::Owned(unescape(inside, self.quote).trim_ascii().to_vec())
        } else {
            Cow::Borrowed(inside.get(..inside.len() - 1).unwrap_or(&[]).trim_ascii())
        }
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = Cow<'a, [u8]>> + '_ {
        (0..self.width()).map(|column| self.cell(column))
    }

    /// Whether nothing stands in any cell.
    #[must_use]
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

/// Where structural bytes stand in the present block of 64: delimiters apart from the few bytes
/// that need a decision.
struct Structurals<'a> {
    data: &'a [u8],
    block: usize,
    /// One bit per delimiter still ahead.
    delimiters: u64,
    /// One bit per quotation mark or line end still ahead.
    specials: u64,
    delimiter: u8x16,
    quote: u8x16,
}

const BLOCK: usize = 64;
const LANE: usize = 16;

impl<'a> Structurals<'a> {
    fn new(data: &'a [u8], dialect: Dialect) -> Self {
        let mut structurals = Self {
            data,
            block: 0,
            delimiters: 0,
            specials: 0,
            delimiter: u8x16::splat(dialect.delimiter),
            quote: u8x16::splat(dialect.quote),
        };
        structurals.scan_block();
        structurals
    }

    #[inline]
    fn scan_block(&mut self) {
        if let Some(bytes) = self.data.get(self.block..).and_then(<[u8]>::first_chunk::<BLOCK>) {
            self.scan(bytes);
        } else {
            let mut padded = [0_u8; BLOCK];
            if let Some(tail) = self.data.get(self.block..) {
                padded[..tail.len()].copy_from_slice(tail);
            }
            self.scan(&padded);
        }
    }

    #[inline]
    fn scan(&mut self, bytes: &[u8; BLOCK]) {
        let (feed, carriage) = (u8x16::splat(b'\n'), u8x16::splat(b'\r'));
        (self.delimiters, self.specials) = (0, 0);
        for (lane, bytes) in bytes.as_chunks::<LANE>().0.iter().enumerate() {
            let lanes = u8x16::from(*bytes);
            let delimiters = lanes.simd_eq(self.delimiter);
            let specials =
                lanes.simd_eq(self.quote) | lanes.simd_eq(feed) | lanes.simd_eq(carriage);
            self.delimiters |= u64::from(delimiters.to_bitmask()) << (lane * LANE);
            self.specials |= u64::from(specials.to_bitmask()) << (lane * LANE);
        }
    }

    /// Moves to the next block; false at the end of the data.
    #[inline]
    fn advance(&mut self) -> bool {
        self.block += BLOCK;
        let is_there = self.block < self.data.len();
        if is_there {
            self.scan_block();
        } else {
            (self.delimiters, self.specials) = (0, 0);
        }
        is_there
    }

    /// Records the delimiters ahead of the next special byte as cell ends, and gives that byte's
    /// position; nothing at the end of the data.
    #[inline]
    fn cells_until_special(&mut self, ends: &mut Vec<CellEnd>) -> Option<usize> {
        loop {
            // All bits below the first special one; every bit when there is none.
            let before = (self.specials & self.specials.wrapping_neg()).wrapping_sub(1);
            let mut delimiters = self.delimiters & before;
            self.delimiters &= !before;
            while delimiters != 0 {
                let position = self.block + delimiters.trailing_zeros() as usize;
                ends.push(CellEnd::new(position, 0));
                delimiters &= delimiters - 1;
            }
            if self.specials != 0 {
                let position = self.block + self.specials.trailing_zeros() as usize;
                self.specials &= self.specials - 1;
                return Some(position);
            }
            if !self.advance() {
                return None;
            }
        }
    }

    /// The next structural byte of either kind.
    fn next(&mut self) -> Option<usize> {
        while self.delimiters | self.specials == 0 {
            if !self.advance() {
                return None;
            }
        }
        let both = self.delimiters | self.specials;
        let first = both & both.wrapping_neg();
        self.delimiters &= !first;
        self.specials &= !first;
        Some(self.block + first.trailing_zeros() as usize)
    }
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
    #[must_use]
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
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.start
    }

    /// Whether the last record ran into the end of the data inside quotation marks.
    #[must_use]
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
            if position == cell_start && !self.quoted(position) {
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

/// Where the last complete record of `data` ends (behind its line end), if any does.
///
/// The same rule of quoting as [`Records`], but only quotation marks and the line ends between
/// quoted cells are looked at, at memory speed: this runs while other threads wait for a chunk.
#[must_use]
pub fn last_record_end(data: &[u8], dialect: Dialect) -> Option<usize> {
    let is_boundary = |byte: u8| byte == dialect.delimiter || byte == b'\n' || byte == b'\r';
    let mut end = None;
    let mut gap_start = 0;
    let mut from = 0;
    loop {
        let found = data.get(from..).and_then(|rest| memchr::memchr(dialect.quote, rest));
        let open = found.map(|found| from + found);
        if let Some(open) = open
            && open > 0
            && !is_boundary(data[open - 1])
        {
            from = open + 1;
            continue;
        }
        end = last_line_end(data, gap_start, open.unwrap_or(data.len())).or(end);
        let Some(close) = open.and_then(|open| closing_quote(data, open, dialect.quote)) else {
            return end;
        };
        gap_start = close + 1;
        from = gap_start;
    }
}

fn closing_quote(data: &[u8], open: usize, quote: u8) -> Option<usize> {
    let mut from = open + 1;
    loop {
        let close = from + memchr::memchr(quote, data.get(from..)?)?;
        if data.get(close + 1) == Some(&quote) {
            from = close + 2;
        } else {
            return Some(close);
        }
    }
}

/// The end of the last line end in `data[from..to]`.
fn last_line_end(data: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut gap = data.get(from..to)?;
    if to == data.len() && gap.last() == Some(&b'\r') {
        // It may be half of a CRLF that the next read completes.
        gap = &gap[..gap.len() - 1];
    }
    memchr::memrchr2(b'\n', b'\r', gap).map(|position| from + position + 1)
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Records, last_record_end};

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
    fn an_open_quote_is_noticed() {
        let mut records = Records::new(b"a,b\n\"open,c\nd,e\n", Dialect::new(b','));
        assert_eq!(records.advance().map(|record| record.width()), Some(2));
        assert!(!records.is_unterminated());
        assert!(records.advance().is_some());
        assert!(records.is_unterminated());
        assert!(records.advance().is_none());
    }

    #[test]
    fn the_last_record_end_is_outside_quotes() {
        let end = |text: &str| last_record_end(text.as_bytes(), Dialect::new(b','));
        assert_eq!(end("a,b\nc,d"), Some(4));
        assert_eq!(end("a,b\n\"c\nd"), Some(4));
        assert_eq!(end("a,\"b\nc\"\nd"), Some(8));
        assert_eq!(end("a,\"b\nc\",d"), None);
        assert_eq!(end("a,\"b\nc\",\"x\ny\""), None);
        assert_eq!(end("x\na,\"b\nc\",\"x\ny\""), Some(2));
        assert_eq!(end("a,b\r\nc\r"), Some(5));
        assert_eq!(end("no end"), None);
    }
}
