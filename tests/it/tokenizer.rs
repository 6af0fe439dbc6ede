//! The tokenizer against the `csv` crate, and the cutting of a stream into chunks against reading
//! it in one piece.

use std::io::{self, Read};

use cchc::read::{Chunk, ChunkReader, Dialect, Records, last_record_end};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::properties::property;

type Rows = Vec<Vec<Vec<u8>>>;

/// What the tokenizer makes of `data`, and whether it ended inside quotation marks.
fn rows(data: &[u8], dialect: Dialect) -> (Rows, bool) {
    let mut records = Records::new(data, dialect);
    let mut rows = Vec::new();
    while let Some(record) = records.advance() {
        rows.push(record.cells().map(std::borrow::Cow::into_owned).collect());
    }
    (rows, records.is_unterminated())
}

/// What the `csv` crate makes of it, cells trimmed as ours are.
fn rows_of_csv_crate(data: &[u8], dialect: Dialect) -> Rows {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quote(dialect.quote)
        .double_quote(true)
        .from_reader(data);
    let records = reader.byte_records().map(|record| record.expect("bytes in memory"));
    records.map(|record| record.iter().map(|cell| cell.trim_ascii().to_vec()).collect()).collect()
}

/// Leaves out what an empty line is to us and not to the `csv` crate: a record of one empty cell.
fn without_blank_lines(mut rows: Rows) -> Rows {
    rows.retain(|row| row.as_slice() != [b""]);
    rows
}

/// One piece of an awkward file.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let structure = [",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", "\"\n", "\",\"", ";\""];
    let text = [" ", "a", "0012", "Quỳnh Mỹ", "Đã giải quyết", "05/06/2024", "\u{a0}", "🏛"];
    prop_oneof![
        8 => select(structure.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        4 => select(text.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        // Longer than a block, so that quotation marks and line ends fall on every place of one.
        1 => (1_usize..150).prop_map(|length| vec![b'x'; length]),
    ]
}

/// A file of such pieces. The `csv` crate takes a byte-order mark off; here the reader has done so
/// before, so there is none.
fn data() -> impl Strategy<Value = Vec<u8>> {
    let has_no_mark = |data: &Vec<u8>| !data.starts_with("\u{feff}".as_bytes());
    vec(piece(), 0..60).prop_map(|pieces| pieces.concat()).prop_filter("a mark", has_no_mark)
}

/// Any delimiter of a real system.
fn dialect() -> impl Strategy<Value = Dialect> {
    select(Dialect::DELIMITERS.to_vec()).prop_map(Dialect::new)
}

#[test]
fn records_are_those_of_the_csv_crate() {
    property(4_000, &(data(), dialect()), |(data, dialect)| {
        let (ours, _) = rows(&data, dialect);
        let theirs = rows_of_csv_crate(&data, dialect);
        prop_assert_eq!(without_blank_lines(ours), without_blank_lines(theirs));
        Ok(())
    });
}

#[test]
fn without_quotation_marks_every_line_is_a_record() {
    property(1_000, &(data(), dialect()), |(mut data, dialect)| {
        data.retain(|byte| *byte != dialect.quote);
        let text = String::from_utf8_lossy(&data).replace("\r\n", "\n").replace('\r', "\n");
        let mut lines: Vec<&str> = text.split('\n').collect();
        if lines.last().is_some_and(|last| last.is_empty()) {
            // What follows the last line end is no line.
            lines.pop();
        }
        let (ours, is_unterminated) = rows(&data, dialect);
        prop_assert!(!is_unterminated);
        prop_assert_eq!(ours.len(), lines.len());
        for (row, line) in ours.iter().zip(lines) {
            let cells: Vec<String> =
                row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            let whole = |cell: &str| String::from_utf8_lossy(cell.as_bytes().trim_ascii()).into();
            let expected: Vec<String> =
                line.split(char::from(dialect.delimiter)).map(whole).collect();
            prop_assert_eq!(cells, expected);
        }
        Ok(())
    });
}

#[test]
fn arbitrary_bytes_and_every_delimiter_of_a_profile_are_read_without_a_panic() {
    // A profile takes any ASCII character but letters, digits, quotation marks and line ends.
    let is_allowed = |byte: &u8| !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte);
    let delimiters: Vec<u8> = (0..128).filter(is_allowed).collect();
    let bytes = prop_oneof![vec(any::<u8>(), 0..200), data()];
    property(4_000, &(bytes, select(delimiters)), |(data, delimiter)| {
        let dialect = Dialect::new(delimiter);
        let (ours, _) = rows(&data, dialect);
        prop_assert_eq!(ours.is_empty(), data.is_empty());
        let cells = ours.iter().flatten().map(Vec::len).sum::<usize>();
        prop_assert!(cells <= data.len(), "no byte is made up");
        prop_assert!(last_record_end(&data, dialect).is_none_or(|end| end <= data.len()));
        Ok(())
    });
}

#[test]
fn a_cut_at_the_last_record_end_changes_no_record() {
    let cut = any::<prop::sample::Index>();
    property(4_000, &(data(), cut, dialect()), |(data, cut, dialect)| {
        let read = &data[..cut.index(data.len() + 1)];
        let Some(end) = last_record_end(read, dialect) else {
            return Ok(());
        };
        let (mut first, is_first_open) = rows(&data[..end], dialect);
        let (rest, is_rest_open) = rows(&data[end..], dialect);
        first.extend(rest);
        prop_assert!(!is_first_open, "a record ends where the cut is");
        prop_assert_eq!((first, is_rest_open), rows(&data, dialect));
        Ok(())
    });
}

/// Where the last record ends that a line end closes, found by reading every record.
fn last_end_by_reading(data: &[u8], dialect: Dialect) -> Option<usize> {
    let mut records = Records::new(data, dialect);
    let mut ends = Vec::new();
    while records.advance().is_some() {
        ends.push(records.offset());
    }
    let is_closed = |end: &usize| {
        let last = data[end - 1];
        // At the very end a CR may be half of a CRLF.
        last == b'\n' || (last == b'\r' && *end < data.len())
    };
    if records.is_unterminated() {
        ends.pop();
    }
    ends.into_iter().rfind(is_closed)
}

#[test]
fn the_last_record_end_is_the_last_one_there_is() {
    property(4_000, &(data(), dialect()), |(data, dialect)| {
        let expected = last_end_by_reading(&data, dialect);
        prop_assert_eq!(last_record_end(&data, dialect), expected);
        Ok(())
    });
}

/// Gives its bytes in pieces of the sizes asked for, again and again, and is interrupted between.
struct TinyPieces {
    data: Vec<u8>,
    place: usize,
    sizes: Vec<usize>,
    reads: usize,
}

impl Read for TinyPieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        if self.reads.is_multiple_of(7) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let rest = &self.data[self.place..];
        let size = self.sizes[self.reads % self.sizes.len()];
        let length = size.min(buffer.len()).min(rest.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.place += length;
        Ok(length)
    }
}

/// Reads `data` through a chunk reader that already holds its first `head` bytes, and checks the
/// numbers of the chunks on the way.
fn chunked(
    data: &[u8],
    head: usize,
    sizes: Vec<usize>,
    dialect: Dialect,
) -> Result<(Rows, u32), TestCaseError> {
    const BODY_STARTS_AT: u64 = 1_000;
    let (head, rest) = data.split_at(head);
    let tail = TinyPieces { data: rest.to_vec(), place: 0, sizes, reads: 0 };
    let mut reader = ChunkReader::new(Box::new(tail), dialect, head.to_vec(), BODY_STARTS_AT);
    let mut chunk = Chunk::default();
    let (mut all, mut chunks, mut offset) = (Vec::new(), 0, BODY_STARTS_AT);
    while reader.fill(&mut chunk).expect("a readable stream") {
        prop_assert_eq!((chunk.index, chunk.offset), (chunks, offset));
        chunks += 1;
        offset += chunk.data().len() as u64;
        all.extend(rows(chunk.data(), dialect).0);
    }
    prop_assert_eq!(offset - BODY_STARTS_AT, data.len() as u64, "no byte is lost");
    Ok((all, chunks))
}

#[test]
fn a_stream_in_tiny_pieces_gives_the_same_records() {
    let sizes = vec(1_usize..40, 1..6);
    let head = any::<prop::sample::Index>();
    property(1_000, &(data(), head, sizes, dialect()), |(data, head, sizes, dialect)| {
        let (chunked, _) = chunked(&data, head.index(data.len() + 1), sizes, dialect)?;
        prop_assert_eq!(chunked, rows(&data, dialect).0);
        Ok(())
    });
}

#[test]
fn a_stream_of_several_chunks_gives_the_same_records() {
    let sizes = vec(1_usize..9_000, 1..6);
    let head = any::<prop::sample::Index>();
    // Whole records, so that the file does not end up inside one long quotation.
    let closed = |data: &Vec<u8>| !rows(&[data.as_slice(), b"\n"].concat(), Dialect::new(b';')).1;
    let data = data().prop_filter("an open quotation mark", closed);
    property(12, &(data, head, sizes), |(data, head, sizes)| {
        let dialect = Dialect::new(b';');
        let long_cell =
            [b"a;\"".to_vec(), "dòng\r\n".as_bytes().repeat(300_000), b"\"\r\n".to_vec()].concat();
        let line = [data, b"\r\n".to_vec()].concat();
        let many = line.repeat(700_000 / line.len() + 1);
        let whole = [many.clone(), long_cell, many].concat();
        // The head that layout and encoding were found by is shorter than a chunk.
        let head = head.index(256 * 1024);
        let (chunked, chunks) = chunked(&whole, head, sizes, dialect)?;
        prop_assert!(chunks > 1, "{chunks}");
        prop_assert_eq!(chunked == rows(&whole, dialect).0, true, "the records differ");
        Ok(())
    });
}
