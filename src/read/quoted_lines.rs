//! Lines that are one quoted cell each → the rows they hold: `"1,""a, b"",x"` is the row `1,"a, b",x`.
//!
//! Excel writes such lines when a CSV file was opened with another delimiter and saved again.
//! In: text. Out: the same text with those lines unpacked, line by line. Must not know: headers.

use std::io::{self, BufRead, BufReader, Read};

use super::refilled::{Refill, Refilled};

/// A line that does not end within so many bytes is passed on as it is.
const LONGEST: usize = 1024 * 1024;
/// Surplus cells behind the quoted one, where the file was saved again.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Whether a head has such lines.
pub fn has_quoted_lines(head: &[u8]) -> bool {
    let lines = head.split(|byte| *byte == b'\n');
    lines.take(100).any(|line| inner_row(line).is_some())
}

/// The row that a line holds, if the whole line is one quoted cell with cells in it.
pub fn inner_row(line: &[u8]) -> Option<Vec<u8>> {
    let line = line.trim_ascii();
    let inside = line.strip_prefix(b"\"")?;
    let mut row = Vec::with_capacity(inside.len());
    let mut rest = inside;
    loop {
        let close = memchr::memchr(b'"', rest)?;
        row.extend_from_slice(rest.get(..close)?);
        rest = rest.get(close + 1..)?;
        match rest.strip_prefix(b"\"") {
            Some(behind) => {
                row.push(b'"');
                rest = behind;
            }
            None => break,
        }
    }
    let is_alone = rest.iter().all(|byte| DELIMITERS.contains(byte));
    (is_alone && holds_cells(&row)).then_some(row)
}

/// Whether a text can be a row of several cells.
pub fn holds_cells(text: &[u8]) -> bool {
    text.iter().any(|byte| DELIMITERS.contains(byte))
}

/// The text with its quoted lines unpacked.
pub fn unpacked_lines<R: Read>(text: R) -> impl Read {
    Refilled::new(QuotedLines { text: BufReader::new(text) })
}

struct QuotedLines<R: Read> {
    text: BufReader<R>,
}

impl<R: Read> Refill for QuotedLines<R> {
    fn refill(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        let has_ended = loop {
            let room = LONGEST.saturating_sub(line.len()) as u64;
            let read = self.text.by_ref().take(room).read_until(b'\n', line)?;
            let is_open = memchr::memchr_iter(b'"', line).count() % 2 == 1;
            if read == 0 || !is_open {
                break read == 0 && room > 0;
            }
        };
        if let Some(mut row) = inner_row(line) {
            let end = line.trim_ascii_end().len();
            row.extend_from_slice(line.get(end..).unwrap_or(&[]));
            *line = row;
        }
        Ok(!has_ended)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{has_quoted_lines, unpacked_lines};

    #[test]
    fn whole_lines_are_unpacked_and_others_stay() {
        let text = "TITLE\n\"a,b,c\"\r\n\"1,\"\"x, y\"\",2\"\n1,\"x, y\",2\n\"a\",\"b\"\n\"say \"\"hi\"\"\"\n\n\"p;q\";;\n\"3,\"\"two\nlines\"\"\"\n\"open,x";
        let mut read = String::new();
        unpacked_lines(text.as_bytes()).read_to_string(&mut read).expect("text");
        let expected = "TITLE\na,b,c\r\n1,\"x, y\",2\n1,\"x, y\",2\n\"a\",\"b\"\n\"say \"\"hi\"\"\"\n\np;q\n3,\"two\nlines\"\n\"open,x";
        assert_eq!(read, expected);
    }

    #[test]
    fn a_file_with_quoted_cells_has_no_such_lines() {
        assert!(has_quoted_lines(b"T\n\"a,b\"\n"));
        assert!(!has_quoted_lines(b"\"a\",\"b\"\n\"1\",\"2\"\n"));
        assert!(!has_quoted_lines(b"\"title\"\na,b\n"));
    }
}
