//! Numbers written out, each rounded once: counts with thousands, shares in percent, exact numbers half away
//! from zero.
//!
//! In: integers, ratios, exact numbers. Out: text. Must not know: figures, marks, tables.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use crate::domain::Ratio;
use crate::indicators::Interval;
use crate::words::{Lang, count};

/// A share in percent, rounded half-up to two decimals from its integers.
pub fn percent(lang: Lang, ratio: Ratio) -> String {
    let numerator = u128::from(ratio.numerator());
    let denominator = u128::from(ratio.denominator());
    // Hundredths of a percent: n/d × 10,000, plus one half, cut.
    let hundredths = (numerator * 20_000 + denominator) / (denominator * 2);
    format!("{}{}{:02}%", hundredths / 100, lang.of(",", "."), hundredths % 100)
}

/// Both bounds of an interval in percent: `94,92–97,85%`.
pub fn interval(lang: Lang, interval: Interval) -> String {
    let [low, high] = [interval.low, interval.high].map(hundredths_of_percent);
    let text = |hundredths: u64| {
        format!("{}{}{:02}", hundredths / 100, lang.of(",", "."), hundredths % 100)
    };
    format!("{}–{}%", text(low), text(high))
}

/// A bound between 0 and 1 in hundredths of a percent, rounded half-up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
fn hundredths_of_percent(bound: f64) -> u64 {
    (bound.clamp(0.0, 1.0) * 10_000.0 + 0.5).floor() as u64
}

/// An exact number, rounded half away from zero to so many decimals, with thousands.
pub fn decimal(lang: Lang, value: &BigRational, decimals: u32) -> String {
    Rounded::new(value, decimals).text(lang, decimals)
}

/// An exact share in percent, rounded half-up to two decimals.
pub fn percent_of(lang: Lang, share: &BigRational) -> String {
    format!("{}%", Rounded::new(share, PERCENT + 2).text(lang, 2))
}

/// A share of 1 has its mark so many places further right in percent.
pub const PERCENT: u32 = 2;

/// An exact number cut behind some decimal place, half away from zero.
pub struct Rounded {
    is_negative: bool,
    is_nothing: bool,
    /// Without sign and mark.
    digits: String,
}

impl Rounded {
    /// Parts of a change have denominators of forty digits, not in lowest terms: one division says
    /// where they lie, and nothing is reduced.
    pub fn new(value: &BigRational, places: u32) -> Self {
        let (above, below) = (value.numer().magnitude(), value.denom().magnitude());
        let is_negative = value.is_negative();
        if let Some(number) = rounded_small(above, below, places) {
            return Self { is_negative, is_nothing: number == 0, digits: number.to_string() };
        }
        let number = (above * (BigUint::from(10_u8).pow(places) * 2_u8) + below) / (below * 2_u8);
        let is_nothing = number == BigUint::ZERO;
        Self { is_negative, is_nothing, digits: number.to_string() }
    }

    fn text(&self, lang: Lang, decimals: u32) -> String {
        let decimals = usize::try_from(decimals).unwrap_or(0);
        let digits = format!("{:0>width$}", self.digits, width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| count(lang, whole));
        let mark = if decimals > 0 { lang.of(",", ".") } else { "" };
        let sign = if self.is_negative && !self.is_nothing { "−" } else { "" };
        format!("{sign}{whole}{mark}{fraction}")
    }

    pub const fn direction(&self) -> Ordering {
        match (self.is_nothing, self.is_negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        }
    }

    pub fn gain(&self, lang: Lang, decimals: u32) -> String {
        let is_gain = !self.is_negative && !self.is_nothing;
        format!("{}{}", if is_gain { "+" } else { "" }, self.text(lang, decimals))
    }
}

/// The same in the numbers of the machine; nothing where they are too small for it.
fn rounded_small(above: &BigUint, below: &BigUint, places: u32) -> Option<u128> {
    let (above, below) = (above.to_u128()?, below.to_u128()?);
    let scale = 10_u128.checked_pow(places)?.checked_mul(2)?;
    Some(above.checked_mul(scale)?.checked_add(below)? / below.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use num_bigint::{BigInt, BigUint};
    use num_rational::BigRational;
    use num_traits::Signed;
    use proptest::prelude::*;

    use super::{Rounded, count, decimal, interval, percent, percent_of};
    use crate::domain::Ratio;
    use crate::indicators::Interval;
    use crate::words::Lang;

    /// As the definition says it, in lowest terms at every step.
    fn rounded_slowly(value: &BigRational, places: u32) -> BigInt {
        let scaled = value.abs() * BigRational::from_integer(BigInt::from(10).pow(places));
        (scaled + BigRational::new(BigInt::from(1), BigInt::from(2))).floor().to_integer()
    }

    proptest! {
        /// Small numbers and large ones, in lowest terms or not, are rounded as the definition says.
        #[test]
        fn one_division_rounds_as_fractions_do(
            above in any::<i64>(),
            below in 1_u64..,
            factor in 1_u64..,
            width in 0_u32..5,
            places in 0_u32..7,
        ) {
            let factor = BigInt::from(BigUint::from(factor).pow(width));
            for above in [BigInt::from(above), BigInt::from(above % 1_000), -BigInt::from(below)] {
                let value = BigRational::new_raw(&above * &factor, BigInt::from(below) * &factor);
                let rounded = Rounded::new(&value, places);
                let expected = rounded_slowly(&value.reduced(), places);
                prop_assert_eq!(&rounded.digits, &expected.to_string());
                prop_assert_eq!(rounded.is_nothing, expected == BigInt::ZERO);
                prop_assert_eq!(rounded.is_negative, value.is_negative());
            }
        }
    }

    fn ratio(numerator: u64, denominator: u64) -> Ratio {
        Ratio::new(numerator, denominator).expect("a denominator")
    }

    #[test]
    fn counts_have_thousands() {
        for (number, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_234, "1.234", "1,234"),
            (1_234_567, "1.234.567", "1,234,567"),
        ] {
            assert_eq!(count(Lang::Vi, number), vi);
            assert_eq!(count(Lang::En, number), en);
        }
    }

    #[test]
    fn percentages_round_half_up() {
        for (numerator, denominator, vi) in [
            (4_947, 5_000, "98,94%"),
            (1, 8, "12,50%"),
            (1, 3, "33,33%"),
            (2, 3, "66,67%"),
            // 0,125 % and 0,005 %: exactly half, so up.
            (1, 800, "0,13%"),
            (1, 20_000, "0,01%"),
            (1, 20_001, "0,00%"),
            (99_999, 100_000, "100,00%"),
            (0, 7, "0,00%"),
        ] {
            assert_eq!(percent(Lang::Vi, ratio(numerator, denominator)), vi);
        }
        assert_eq!(percent(Lang::En, ratio(4_947, 5_000)), "98.94%");
    }

    #[test]
    fn exact_numbers_round_half_away_from_zero() {
        let number = |numerator: i64, denominator: i64| {
            BigRational::new(numerator.into(), denominator.into())
        };
        for (value, decimals, vi) in [
            (number(8_580, 100), 2, "85,80"),
            (number(1, 8), 2, "0,13"),
            (number(-1, 8), 2, "−0,13"),
            (number(-1, 1_000), 2, "0,00"),
            (number(2_465, 1), 0, "2.465"),
            (number(12_345_675, 100), 1, "123.456,8"),
        ] {
            assert_eq!(decimal(Lang::Vi, &value, decimals), vi);
        }
        assert_eq!(decimal(Lang::En, &number(2_465, 1), 0), "2,465");
        assert_eq!(percent_of(Lang::Vi, &number(2_465, 2_500)), "98,60%");
        assert_eq!(percent_of(Lang::En, &number(7, 20)), "35.00%");
    }

    #[test]
    fn intervals_are_in_percent() {
        assert_eq!(interval(Lang::Vi, Interval { low: 0.888_2, high: 1.0 }), "88,82–100,00%");
    }
}
