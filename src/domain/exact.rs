//! Exact fractions: points, rates and thresholds. They are compared as they are written and rounded
//! only when somebody looks at them.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{FromPrimitive, ToPrimitive};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use super::ratio::Ratio;

/// A fraction of whole numbers of any size.
pub type Exact = BigRational;

/// A whole number.
pub fn whole(number: u64) -> Exact {
    Exact::from_integer(BigInt::from(number))
}

/// One over another; `None` when there is nothing to divide by.
pub fn fraction(numerator: u64, denominator: u64) -> Option<Exact> {
    Ratio::new(numerator, denominator).map(Exact::from)
}

/// A share of 1 in percentage points.
pub fn in_points(share: &Exact) -> Exact {
    share * whole(100)
}

impl From<Ratio> for Exact {
    fn from(ratio: Ratio) -> Self {
        Self::new(BigInt::from(ratio.numerator()), BigInt::from(ratio.denominator()))
    }
}

/// The number that a decimal text writes, with a point or a comma: `98,6`, `-0.35`, `7`.
pub fn decimal(text: &str) -> Option<Exact> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (before, after) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !are_digits(before) || !are_digits(after) {
        return None;
    }
    let number: BigInt = format!("{before}{after}").parse().ok()?;
    let scale = BigInt::from(10_u8).pow(u32::try_from(after.len()).ok()?);
    let value = Exact::new(number, scale);
    Some(if is_negative { -value } else { value })
}

/// A share above nothing and up to the whole: `90%` or `0,9`.
pub fn share(text: &str) -> Option<Exact> {
    let percent = text.trim().strip_suffix('%');
    let share = match percent {
        Some(percent) => decimal(percent).map(|value| value / whole(100)),
        None => decimal(text),
    };
    share.filter(|share| *share > Exact::default() && *share <= whole(1))
}

/// The nearest number a machine calculates with.
pub fn to_float(value: &Exact) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// The nearest whole number above, or the number itself; `None` below zero and where it is too large.
pub fn ceiling(value: &Exact) -> Option<u64> {
    value.ceil().to_integer().to_u64()
}

/// A number in a settings file, exactly as it is written there: `0.8` is eight tenths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenNumber(pub Exact);

impl<'de> Deserialize<'de> for WrittenNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = WrittenNumber;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<WrittenNumber, E> {
        Exact::from_i64(value).map(WrittenNumber).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<WrittenNumber, E> {
        Ok(WrittenNumber(whole(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<WrittenNumber, E> {
        // The shortest text that means this number is the one that was written.
        decimal(&value.to_string())
            .map(WrittenNumber)
            .ok_or_else(|| E::custom(format!("not a usual number: {value}")))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<WrittenNumber, E> {
        decimal(value)
            .map(WrittenNumber)
            .ok_or_else(|| E::custom(format!("not a number: `{value}`")))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Exact, WrittenNumber, ceiling, decimal, fraction, whole};

    #[derive(Deserialize)]
    struct File {
        number: WrittenNumber,
    }

    fn written(text: &str) -> Option<Exact> {
        toml::from_str::<File>(&format!("number = {text}")).ok().map(|file| file.number.0)
    }

    #[test]
    fn a_decimal_is_what_it_says() {
        assert_eq!(decimal("98,6"), fraction(986, 10));
        assert_eq!(decimal(" 0.10"), fraction(1, 10));
        assert_eq!(decimal("-0.35").map(|value| -value), fraction(35, 100));
        assert_eq!(decimal("7"), Some(whole(7)));
        for text in ["", ".", ",5", "1e3", "1.2.3", "7 %", "--1", "NaN"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_of_a_file_is_the_decimal_that_was_written() {
        assert_eq!(written("0.1"), fraction(1, 10));
        assert_eq!(written("0.015"), fraction(15, 1000));
        assert_eq!(written("9.5"), fraction(95, 10));
        assert_eq!(written("2"), Some(whole(2)));
        assert_eq!(written("\"0,95\""), fraction(95, 100));
        assert_eq!(written("nan"), None);
        assert_eq!(written("true"), None);
    }

    #[test]
    fn ceilings_are_exact() {
        assert_eq!(ceiling(&whole(3)), Some(3));
        assert_eq!(fraction(7, 2).as_ref().and_then(ceiling), Some(4));
        assert_eq!(decimal("-1").as_ref().and_then(ceiling), None);
    }
}
