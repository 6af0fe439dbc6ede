//! Cells → whole numbers and exact decimals: `1.234`, `1 234`, `85,80`, `98,6 %`.
//!
//! A count has no fraction, so a mark between three digits stands before thousands. A decimal with
//! one such mark can be read in two ways; where its bound does not decide, it is refused.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    NoNumber,
    /// Thousands or a fraction.
    InDoubt,
}

/// A number as it was written, exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// `98,6 %` is 0.986.
    pub value: BigRational,
    /// Whether `%` stands behind it.
    pub is_percent: bool,
    /// Digits behind the mark, as written.
    pub decimals: u32,
}

/// Digits in groups, and the marks between them.
struct Shape {
    groups: Vec<String>,
    marks: Vec<char>,
    is_negative: bool,
    is_percent: bool,
}

/// No index gives a whole, or a part of one, more points.
pub const MOST_POINTS: u64 = 1_000;
/// Longer numbers count nothing.
const MOST_DIGITS: usize = 24;
/// More than that is no count of anything, and less can be added up without a thought.
const LARGEST: u64 = 1_000_000_000_000;

impl Shape {
    fn parse(text: &str) -> Option<Self> {
        // An apostrophe in front keeps a spreadsheet from taking text for a number.
        let text = text.trim().trim_start_matches('\'').trim();
        let (text, is_percent) =
            text.strip_suffix('%').map_or((text, false), |rest| (rest.trim_end(), true));
        let unsigned = text.strip_prefix(['-', '−']);
        let is_negative = unsigned.is_some();
        let mut groups = vec![String::new()];
        let mut marks = Vec::new();
        for character in unsigned.unwrap_or(text).chars() {
            match character {
                '0'..='9' => groups.last_mut()?.push(character),
                '.' | ',' => marks.push(character),
                ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{2007}' => marks.push(' '),
                _ => return None,
            }
            if marks.len() == groups.len() {
                groups.push(String::new());
            }
        }
        let digits: usize = groups.iter().map(String::len).sum();
        let is_whole = groups.iter().all(|group| !group.is_empty()) && digits <= MOST_DIGITS;
        is_whole.then_some(Self { groups, marks, is_negative, is_percent })
    }

    /// Whether the first `groups` are a number in thousands: 1 to 3 digits, then always 3.
    fn is_in_thousands(&self, groups: usize) -> bool {
        let first = self
            .groups
            .first()
            .is_some_and(|first| groups == 1 || (first.len() <= 3 && !first.starts_with('0')));
        first && self.groups.iter().take(groups).skip(1).all(|group| group.len() == 3)
    }

    /// Whether the marks before the last are of one kind, and not the last one's.
    fn has_fraction(&self) -> bool {
        let Some((last, before)) = self.marks.split_last() else { return false };
        let is_point = matches!(last, '.' | ',');
        is_point
            && before.iter().all(|mark| Some(mark) == before.first() && mark != last)
            && self.is_in_thousands(self.groups.len() - 1)
    }

    /// Whether all marks stand between thousands.
    fn is_thousands(&self) -> bool {
        self.marks.iter().all(|mark| Some(mark) == self.marks.first())
            && self.is_in_thousands(self.groups.len())
    }

    fn number(&self, decimals: usize) -> Option<BigRational> {
        let digits: BigInt = self.groups.concat().parse().ok()?;
        let scale = BigInt::from(10).pow(u32::try_from(decimals).ok()?);
        let number = BigRational::new(digits, scale);
        Some(if self.is_negative { -number } else { number })
    }
}

/// A whole number from 0 up. `12.0`, as workbooks write 12, is one.
///
/// # Errors
/// When the cell holds none.
pub fn count(text: &str) -> Result<u64, NumberFault> {
    let shape = Shape::parse(text).ok_or(NumberFault::NoNumber)?;
    let is_zeros = |group: &String| group.bytes().all(|byte| byte == b'0');
    let digits = if shape.is_thousands() {
        shape.groups.concat()
    } else if shape.has_fraction() && shape.groups.last().is_some_and(is_zeros) {
        shape.groups[..shape.groups.len() - 1].concat()
    } else {
        return Err(NumberFault::NoNumber);
    };
    if shape.is_negative || shape.is_percent {
        return Err(NumberFault::NoNumber);
    }
    let count = digits.parse().ok().filter(|count| *count <= LARGEST);
    count.ok_or(NumberFault::NoNumber)
}

/// A number with or without a fraction. `bound`: no number of the field is larger, which tells
/// `85.125` points from 85,125.
///
/// # Errors
/// When the cell holds none, or one that can be read in two ways.
pub fn decimal(text: &str, bound: Option<u64>) -> Result<Decimal, NumberFault> {
    let shape = Shape::parse(text).ok_or(NumberFault::NoNumber)?;
    let fraction = shape.groups.last().map_or(0, String::len);
    let is_bounded =
        |limit: u64| shape.groups.concat().parse::<u64>().map_or(true, |number| number > limit);
    let is_fraction = match (shape.has_fraction(), shape.is_thousands()) {
        (true, true) if shape.is_percent || bound.is_some_and(is_bounded) => true,
        (true, true) => return Err(NumberFault::InDoubt),
        (true, false) => true,
        (false, true) => false,
        (false, false) => return Err(NumberFault::NoNumber),
    };
    let decimals = if is_fraction { fraction } else { 0 };
    let mut value = shape.number(decimals).ok_or(NumberFault::NoNumber)?;
    if shape.is_percent {
        value /= BigRational::from_integer(BigInt::from(100));
    }
    let decimals = u32::try_from(decimals).map_err(|_| NumberFault::NoNumber)?;
    Ok(Decimal { value, is_percent: shape.is_percent, decimals })
}

/// Points as written; `91,87%` is 91.87.
///
/// # Errors
/// When the cell holds none, or one that can be read in two ways.
pub fn points(text: &str) -> Result<Decimal, NumberFault> {
    let mut points = decimal(text, Some(MOST_POINTS))?;
    if points.is_percent {
        points.value *= BigRational::from_integer(BigInt::from(100));
        points.is_percent = false;
    }
    Ok(points)
}

/// An exact number as machines read it: `85.8`, `-2.37`; `1/3` where the decimals do not end.
pub fn plain_number(value: &BigRational) -> String {
    let mut scaled = value.abs();
    let mut decimals = 0_usize;
    let ten = BigRational::from_integer(BigInt::from(10));
    while !scaled.is_integer() && decimals < MOST_DIGITS {
        scaled *= &ten;
        decimals += 1;
    }
    if !scaled.is_integer() {
        return format!("{}/{}", value.numer(), value.denom());
    }
    let digits = scaled.to_integer().to_string();
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    let sign = if value.is_negative() && !value.is_zero() { "-" } else { "" };
    let mark = if decimals > 0 { "." } else { "" };
    format!("{sign}{whole}{mark}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::{NumberFault, count, decimal, plain_number};

    #[test]
    fn counts_have_thousands_and_no_fraction() {
        for (text, expected) in [
            ("0", Some(0)),
            ("2465", Some(2_465)),
            ("2.465", Some(2_465)),
            ("1,234,567", Some(1_234_567)),
            ("1 234", Some(1_234)),
            ("'12", Some(12)),
            ("12.0", Some(12)),
            ("1.5", None),
            ("-3", None),
            ("3%", None),
            ("1.23.456", None),
            ("0.123", None),
            ("", None),
            ("mười", None),
            ("1000000000000", Some(1_000_000_000_000)),
            ("1000000000001", None),
            ("1234567890123456789012345", None),
        ] {
            assert_eq!(count(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn decimals_are_exact_and_a_doubt_is_none() {
        for (text, bound, expected) in [
            ("85,80", None, Ok("85.8")),
            ("85.80", None, Ok("85.8")),
            ("98,6 %", None, Ok("0.986")),
            ("98,125%", None, Ok("0.98125")),
            ("-2,37", None, Ok("-2.37")),
            ("1.234,5", None, Ok("1234.5")),
            ("1,234,567", None, Ok("1234567")),
            ("1 234", None, Ok("1234")),
            ("0.993", None, Ok("0.993")),
            ("0,123", None, Ok("0.123")),
            ("2.465", None, Err(NumberFault::InDoubt)),
            ("85.125", Some(1_000), Ok("85.125")),
            ("40", None, Ok("40")),
            ("1,2,3", None, Err(NumberFault::NoNumber)),
            ("khoảng 5", None, Err(NumberFault::NoNumber)),
            ("%", None, Err(NumberFault::NoNumber)),
            (".5", None, Err(NumberFault::NoNumber)),
        ] {
            let read = decimal(text, bound).map(|number| plain_number(&number.value));
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
        assert_eq!(decimal("92,50", None).map(|number| number.decimals), Ok(2));
    }

    #[test]
    fn a_number_without_an_end_is_written_as_a_fraction() {
        let third = num_rational::BigRational::new(1.into(), 3.into());
        assert_eq!(plain_number(&third), "1/3");
        assert_eq!(plain_number(&-third), "-1/3");
    }
}
