//! Where a chunk can be cut so that no record is torn.

use super::structural::Dialect;

/// Where the last complete record of `data` ends (behind its line end), if any does.
///
/// The same rule of quoting as [`Records`], but only quotation marks and the line ends between
/// quoted cells are looked at, at memory speed: this runs while other threads wait for a chunk.
pub fn last_record_end(data: &[u8], dialect: Dialect) -> Option<usize> {
    let is_boundary = |byte: u8| byte == dialect.delimiter || byte == b'\n' || byte == b'\r';
    let mut end = None;
    let mut gap_start = 0;
    let mut from = 0;
    loop {
        let found = data.get(from..).and_then(|rest| memchr::memchr(dialect.quote, rest));
        let open = found.map(|found| from + found);
        if let Some(open) = open {
            let before = data.get(..open).unwrap_or(&[]);
            let skipped =
                if dialect.skips_spaces { without_spaces(before, dialect) } else { before };
            if skipped.last().is_some_and(|byte| !is_boundary(*byte)) {
                from = open + 1;
                continue;
            }
        }
        end = last_line_end(data, gap_start, open.unwrap_or(data.len())).or(end);
        let Some(close) = open.and_then(|open| closing_quote(data, open, dialect.quote)) else {
            return end;
        };
        gap_start = close + 1;
        from = gap_start;
    }
}

fn without_spaces(bytes: &[u8], dialect: Dialect) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !dialect.is_space(*byte)).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or(&[])
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
    use super::last_record_end;
    use crate::read::Dialect;

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
        let spaced = Dialect { skips_spaces: true, ..Dialect::new(b',') };
        assert_eq!(last_record_end(b"a, \"b\nc\" ,x\nd", spaced), Some(12));
        assert_eq!(last_record_end(b"a, \"b\nc,x\nd", spaced), None);
    }
}
