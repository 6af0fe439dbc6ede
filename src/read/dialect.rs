//! The head of a text file → what separates its cells: a sign it declares, spaces before quotation
//! marks, or a sign that nobody uses without saying so.
//!
//! In: the head as UTF-8. Out: delimiters and [`Dialect`]s. Must not know: headers, meaning.

use super::csv::Records;
use super::structural::Dialect;

/// The delimiter that the first line declares for Excel: `sep=;`, `"sep=^"`.
pub fn declared_delimiter(head: &[u8]) -> Option<u8> {
    let end = memchr::memchr2(b'\n', b'\r', head)?;
    let line = head.get(..end)?.trim_ascii_end();
    let inside = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\""));
    let (name, sign) = inside.unwrap_or(line).split_at_checked(SEP.len())?;
    if !name.eq_ignore_ascii_case(SEP) {
        return None;
    }
    match sign {
        // The end of the line was taken for white space.
        [] => (head.get(end.checked_sub(1)?) == Some(&b'\t')).then_some(b'\t'),
        b"\\t" => Some(b'\t'),
        [sign, rest @ ..] => {
            let is_sign = sign.is_ascii() && !sign.is_ascii_alphanumeric() && *sign != b'"';
            // Saved again, the line has as many cells as the table.
            // A single byte stands for a wide sign, see [`super::wide_sign`].
            (is_sign && rest.iter().all(|other| other == sign)).then_some(*sign)
        }
    }
}

const SEP: &[u8] = b"sep=";

/// A declared sign that is no single byte: `sep=¦`, `sep=§`.
pub fn declared_wide_sign(head: &[u8]) -> Option<char> {
    let end = memchr::memchr2(b'\n', b'\r', head)?;
    let line = std::str::from_utf8(head.get(..end)?).ok()?.trim_matches('"');
    let (name, sign) = line.split_at_checked(SEP.len())?;
    let mut signs = sign.chars();
    let sign = signs.next()?;
    let is_sign = !sign.is_ascii() && !sign.is_alphanumeric() && signs.all(|other| other == sign);
    (name.as_bytes().eq_ignore_ascii_case(SEP) && is_sign).then_some(sign)
}

/// How a file with this delimiter is read.
pub fn dialect_of(head: &[u8], delimiter: u8) -> Dialect {
    let plain = Dialect::new(delimiter);
    let spaced = Dialect { skips_spaces: true, ..plain };
    // Hardly any file holds a quotation mark behind a space.
    let is_there = |text: &[u8]| memchr::memmem::find(head, text).is_some();
    let may_be = is_there(b" \"") || (delimiter != b'\t' && is_there(b"\t\""));
    let fits = || rows_of_one_width(head, spaced) >= rows_of_one_width(head, plain);
    if may_be && has_quotes_behind_spaces(head, plain) && fits() { spaced } else { plain }
}

/// So many rows tell how a file is written.
const SAMPLE_ROWS: usize = 1_000;

fn has_quotes_behind_spaces(head: &[u8], plain: Dialect) -> bool {
    let mut records = Records::new(head, plain);
    for _ in 0..SAMPLE_ROWS {
        let Some(record) = records.advance() else { return false };
        // White space around a cell is no part of it, so a mark in front stood behind some.
        let is_late =
            |column| record.is_plain(column) && record.cell(column).first() == Some(&b'"');
        if (0..record.width()).any(is_late) {
            return true;
        }
    }
    false
}

/// How many of the first rows have the commonest width.
fn rows_of_one_width(head: &[u8], dialect: Dialect) -> usize {
    let mut records = Records::new(head, dialect);
    let mut widths: Vec<usize> = Vec::new();
    for _ in 0..SAMPLE_ROWS {
        let Some(width) = records.advance().map(|record| record.width()) else { break };
        widths.push(width);
    }
    widths.sort_unstable();
    widths.chunk_by(|left, right| left == right).map(<[usize]>::len).max().unwrap_or(0)
}

/// Signs that separate cells in files whose maker says so somewhere else.
pub const UNUSUAL_DELIMITERS: [u8; 12] =
    [b'^', b'~', b'#', b'!', b'*', b'&', b'%', b'$', b'@', b'\\', 0x1E, 0x01];

#[cfg(test)]
mod tests {
    use super::{declared_delimiter, dialect_of};

    #[test]
    fn a_first_line_declares_the_delimiter() {
        for (head, delimiter) in [
            ("sep=^\na^b\n", Some(b'^')),
            ("sep=|\r\na|b\r\n", Some(b'|')),
            ("\"sep=;\"\na;b\n", Some(b';')),
            ("SEP=,,,\na,b\n", Some(b',')),
            ("sep=\t\na\tb\n", Some(b'\t')),
            ("sep=\\t\na\tb\n", Some(b'\t')),
            ("sep=a\nb\n", None),
            ("sep=\na,b\n", None),
            ("STT;Mã hồ sơ\n", None),
            ("sep=;", None),
        ] {
            assert_eq!(declared_delimiter(head.as_bytes()), delimiter, "{head:?}");
        }
    }

    #[test]
    fn spaces_before_quotation_marks() {
        let skips = |head: &str| dialect_of(head.as_bytes(), b',').skips_spaces;
        assert!(skips("a, b, c\n1, \"x, y\", 2\n"));
        assert!(skips("\"a\", \"b\"\n\"1\", \"2\"\n"));
        assert!(!skips("a,b,c\n1,say \"x\",2\n"));
        assert!(!skips("a,b,c\n1,\"say \"\"x\"\"\",2\n"));
        // Inches, not quotation.
        assert!(!skips("a,b\n1, \"2\nx,y\nz,\"1\n"));
    }
}
