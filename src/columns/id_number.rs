//! An id that a spreadsheet took for a number → the id again, where all its digits are there.
//!
//! In: a text. Out: whether it is such a number, and its digits. Must not know: guards, spaces, blanks.
//!
//! `19899345.0` and `1.9899345E+07` are written with all their digits. `4.01E+12` is not: whatever
//! stood behind the 401 is lost, and many dossiers would share one id. A code such as `12E5`, with
//! neither a decimal mark nor a sign, is a code.

/// A first look that costs next to nothing, since every id gets it: numbers that were made by a
/// program end in `.0`, or have one digit before the mark or exponent.
#[inline]
pub fn looks_like_number(cell: &[u8]) -> bool {
    matches!(cell, [_, b'.' | b',' | b'E' | b'e', ..] | [.., b'.' | b',', b'0'])
}

/// A number with a fraction or an exponent.
struct Parts<'a> {
    digits: &'a [u8],
    fraction: &'a [u8],
    exponent: Option<&'a [u8]>,
}

fn parts(cell: &[u8]) -> Option<Parts<'_>> {
    let (number, exponent) = match cell.iter().position(|byte| matches!(byte, b'E' | b'e')) {
        Some(at) => (&cell[..at], Some(&cell[at + 1..])),
        None => (cell, None),
    };
    let mark = number.iter().position(|byte| matches!(byte, b'.' | b','));
    let (digits, fraction) = match mark {
        Some(at) => (&number[..at], &number[at + 1..]),
        None => (number, &[][..]),
    };
    let is_sign = |byte: &u8| matches!(byte, b'+' | b'-');
    let has_sign = exponent.is_some_and(|exponent| exponent.first().is_some_and(is_sign));
    let is_shaped = match exponent {
        Some(_) => mark.is_some() || has_sign,
        None => fraction == b"0",
    };
    let exponent = exponent.map(|exponent| &exponent[usize::from(has_sign)..]);
    let are_digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let is_number = is_shaped
        && !digits.is_empty()
        && are_digits(digits)
        && are_digits(fraction)
        && (mark.is_none() || !fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && are_digits(exponent));
    is_number.then_some(Parts { digits, fraction, exponent })
}

/// Whether a spreadsheet or program wrote the id as a number with a fraction or an exponent.
pub fn is_number(cell: &[u8]) -> bool {
    parts(cell).is_some()
}

/// The id with all its digits, where they are all there.
pub fn restored(cell: &[u8]) -> Option<Vec<u8>> {
    let Parts { digits, fraction, exponent } = parts(cell)?;
    let Some(exponent) = exponent else {
        return Some(digits.to_vec());
    };
    let exponent: usize = std::str::from_utf8(exponent).ok()?.parse().ok()?;
    let is_negative = cell.contains(&b'-');
    // As many digits behind the mark as the exponent moves it: none is missing, none is left over.
    let is_whole = exponent == fraction.len() && !is_negative;
    is_whole.then(|| [digits, fraction].concat())
}

#[cfg(test)]
mod tests {
    use super::{is_number, looks_like_number, restored};

    #[test]
    fn numbers_with_all_digits_are_restored() {
        for (number, id) in [
            ("19899345.0", "19899345"),
            ("19899345,0", "19899345"),
            ("1.9899345E+07", "19899345"),
            ("1,9899345e7", "19899345"),
            ("4.01E+02", "401"),
            ("4E+0", "4"),
        ] {
            assert!(looks_like_number(number.as_bytes()), "{number}");
            assert_eq!(restored(number.as_bytes()), Some(id.into()), "{number}");
        }
    }

    #[test]
    fn numbers_that_lost_digits_are_not() {
        for number in ["4.01E+12", "4,01E+12", "4E+12", "4.01234567890123E+17", "4.01E-2", "1.25E1"]
        {
            assert!(looks_like_number(number.as_bytes()), "{number}");
            assert!(is_number(number.as_bytes()), "{number}");
            assert_eq!(restored(number.as_bytes()), None, "{number}");
        }
    }

    #[test]
    fn codes_stay_codes() {
        for code in [
            "12E5",
            "1E5",
            "000.00.00.H54-240605-0001",
            "1.2.0",
            "A.0",
            ".0",
            "4.01E+",
            "4.E+5",
            "12.50",
            "4.01",
            "H-1",
            "",
            "0",
            "1.9899345E+7x",
            "2024.10",
        ] {
            assert!(!is_number(code.as_bytes()), "{code}");
        }
    }
}
