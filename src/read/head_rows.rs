//! The first rows of a file in one dialect, read as far as they are asked for.
//!
//! In: the head of a file. Out: its rows as texts. Must not know: which of them is a header.

use super::csv::Records;
use super::structural::Dialect;

/// The first rows of a file in one dialect, read as far as they are asked for.
pub struct HeadRows<'a> {
    pub dialect: Dialect,
    /// The head as far as its rows are whole.
    pub text: &'a [u8],
    records: Records<'a>,
    pub rows: Vec<Vec<String>>,
    /// Where each row ends.
    pub ends: Vec<usize>,
}

impl<'a> HeadRows<'a> {
    pub fn new(head: &'a [u8], dialect: Dialect) -> Self {
        let records = Records::new(head, dialect);
        Self { dialect, text: head, records, rows: Vec::new(), ends: Vec::new() }
    }

    /// Reads on until there is such a row; whether there is.
    pub fn reach(&mut self, row: usize) -> bool {
        while self.rows.len() <= row {
            let Some(record) = self.records.advance() else { return false };
            self.rows.push(record.cells().take(WIDEST_HEADER).map(|cell| text(&cell)).collect());
            self.ends.push(self.records.offset());
        }
        true
    }
}

/// A cell as text. Nearly all are UTF-8, which is told faster than it is mended.
pub fn text(cell: &[u8]) -> String {
    let mended = |_| String::from_utf8_lossy(cell).into_owned();
    std::str::from_utf8(cell).map_or_else(mended, str::to_owned)
}

/// As wide as a worksheet can be; what is wider is no header, and must not fill the memory.
const WIDEST_HEADER: usize = 16_384;
