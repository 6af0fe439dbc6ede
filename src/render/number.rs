//! The only place that rounds: counts with thousands, percentages half-up to two decimals.
//!
//! Vietnamese text writes `1.234` and `98,94%`, English text `1,234` and `98.94%`.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use crate::domain::{Absence, Ratio};
use crate::indicators::{Interval, Measure};
use crate::report::publication::{Figure, Headline};
use crate::report::{Lang, POINT_DECIMALS, Phrase, Piece, SMALL_GROUP, severity_name};

/// What stands where there is no value.
pub const NO_VALUE: &str = "–";

/// A count with thousands separators.
pub fn count(lang: Lang, count: u64) -> String {
    let digits = count.to_string();
    let separator = lang.of(".", ",");
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// A sentence with its counts written out.
pub fn phrase(lang: Lang, phrase: &Phrase) -> String {
    phrase
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Count(number) => count(lang, *number),
            Piece::Points(points) => decimal(lang, points, POINT_DECIMALS),
            Piece::Change(points) => change(lang, points, POINT_DECIMALS),
            Piece::Share(value) => percent_of(lang, value),
        })
        .collect()
}

/// A share in percent, rounded half-up to two decimals from its integers.
pub fn percent(lang: Lang, ratio: Ratio) -> String {
    let numerator = u128::from(ratio.numerator());
    let denominator = u128::from(ratio.denominator());
    // Hundredths of a percent: n/d × 10,000, plus one half, cut.
    let hundredths = (numerator * 20_000 + denominator) / (denominator * 2);
    format!("{}{}{:02}%", hundredths / 100, lang.of(",", "."), hundredths % 100)
}

/// A rate as a table shows it: marked when it stands on few dossiers, a dash when there is none.
pub fn rate(lang: Lang, measure: Measure) -> String {
    match measure {
        Ok(ratio) if ratio.denominator() < SMALL_GROUP => format!("{} *", percent(lang, ratio)),
        Ok(ratio) => percent(lang, ratio),
        Err(_) => NO_VALUE.to_owned(),
    }
}

/// What stands where a figure is missing: a dash, or `<10` for one that is not published.
pub fn missing(absence: Absence, suppress_below: u64) -> String {
    match absence {
        Absence::NoDossiers
        | Absence::NotInExport
        | Absence::TwoScales
        | Absence::NotCounted
        | Absence::NotCovered
        | Absence::LaterState => NO_VALUE.to_owned(),
        Absence::TooFew => format!("<{suppress_below}"),
    }
}

/// The name of a headline, with what its share rests on: `Tỷ lệ hài lòng (trên 10,20% hồ sơ, 3/29 đơn vị)`.
pub fn label(lang: Lang, headline: &Headline) -> String {
    let share =
        headline.base.and_then(|base| Some((base, Ratio::new(base.dossiers, base.of_dossiers)?)));
    let Some((base, share)) = share else { return headline.label.clone() };
    let units = base.units.map(|(units, of_units)| {
        let (units, of_units) = (count(lang, units), count(lang, of_units));
        format!(", {units}/{of_units} {}", lang.of("đơn vị", "units"))
    });
    let on = lang.of("trên", "on");
    let dossiers = lang.of("hồ sơ", "of dossiers");
    let share = percent(lang, share);
    format!("{} ({on} {share} {dossiers}{})", headline.label, units.unwrap_or_default())
}

/// A figure of a published report, as text.
pub fn figure(lang: Lang, figure: &Figure, suppress_below: u64) -> String {
    match figure {
        Figure::Empty => String::new(),
        Figure::Text(text) => text.clone(),
        Figure::Count(number) => count(lang, *number),
        Figure::Rate(Ok(ratio)) => rate(lang, Ok(*ratio)),
        Figure::Interval(Ok(bounds)) => interval(lang, *bounds),
        Figure::CountChange { now, before } => count_change(lang, *now, *before),
        Figure::PointChange { now, before } => points(lang, *now, *before),
        Figure::Rate(Err(absence)) | Figure::Interval(Err(absence)) | Figure::Missing(absence) => {
            missing(*absence, suppress_below)
        }
        Figure::Effect(share) => effect(lang, share),
        Figure::Points(points) => decimal(lang, points, POINT_DECIMALS),
        Figure::Share(value) => percent_of(lang, value),
        Figure::Severity(severity) => severity_name(lang, *severity).to_owned(),
    }
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

/// A change between two shares in percentage points, from their integers, half away from zero:
/// `+0,62 điểm %`, `−1,20 điểm %`, `0,00 điểm %`.
pub fn points(lang: Lang, now: Ratio, before: Ratio) -> String {
    let (direction, hundredths) = hundredths_of_points(now, before);
    let sign = match direction {
        Ordering::Greater => "+",
        Ordering::Less => "−",
        Ordering::Equal => "",
    };
    let unit = lang.of("điểm %", "pp");
    format!("{sign}{}{}{:02} {unit}", hundredths / 100, lang.of(",", "."), hundredths % 100)
}

/// A part of such a change, a share of 1: `−0,90 điểm %`.
pub fn effect(lang: Lang, share: &BigRational) -> String {
    let unit = lang.of("điểm %", "pp");
    format!("{} {unit}", Rounded::new(share, PERCENT + 2).gain(lang, 2))
}

/// Where a part of a change goes that is shown as [`effect`] shows it.
pub fn effect_direction(share: &BigRational) -> Ordering {
    let Rounded { is_negative, is_nothing, .. } = Rounded::new(share, PERCENT + 2);
    match (is_nothing, is_negative) {
        (true, _) => Ordering::Equal,
        (false, true) => Ordering::Less,
        (false, false) => Ordering::Greater,
    }
}

/// The same change as a number that is not rounded, for cells that are numbers.
pub fn points_value(now: Ratio, before: Ratio) -> f64 {
    (now.value() - before.value()) * 100.0
}

/// Where a change goes that is shown as [`points`] shows it: one that rounds to nothing is none.
pub fn points_direction(now: Ratio, before: Ratio) -> Ordering {
    hundredths_of_points(now, before).0
}

/// How far two shares lie apart in percentage points, for sentences that have a word for the
/// direction: `0,62`; nothing where that rounds to nothing.
pub fn points_apart(lang: Lang, now: Ratio, before: Ratio) -> Option<String> {
    let (_, hundredths) = hundredths_of_points(now, before);
    let text = format!("{}{}{:02}", hundredths / 100, lang.of(",", "."), hundredths % 100);
    (hundredths > 0).then_some(text)
}

/// The rounded change without its sign, and the sign.
fn hundredths_of_points(now: Ratio, before: Ratio) -> (Ordering, u128) {
    let [a, b, c, d] =
        [now.numerator(), now.denominator(), before.numerator(), before.denominator()]
            .map(u128::from);
    // Counts are far below 2^53, so the products stay below 2^128.
    let (left, right, whole) = (a * d, c * b, b * d);
    let hundredths = (left.abs_diff(right) * 20_000 + whole) / (whole * 2);
    let direction = if hundredths == 0 { Ordering::Equal } else { left.cmp(&right) };
    (direction, hundredths)
}

/// A change of a count, with its share of the count before: `+133 (+8,31%)`.
pub fn count_change(lang: Lang, now: u64, before: u64) -> String {
    let difference = now.abs_diff(before);
    let sign = sign(now > before, now < before, difference == 0);
    let plain = format!("{sign}{}", count(lang, difference));
    match Ratio::new(difference, before) {
        Some(ratio) => format!("{plain} ({sign}{})", percent(lang, ratio)),
        None => plain,
    }
}

const fn sign(is_more: bool, is_less: bool, is_nothing: bool) -> &'static str {
    match (is_nothing, is_more, is_less) {
        (false, true, _) => "+",
        (false, _, true) => "−",
        _ => "",
    }
}

/// An exact number, rounded half away from zero to so many decimals, with thousands.
pub fn decimal(lang: Lang, value: &BigRational, decimals: u32) -> String {
    Rounded::new(value, decimals).text(lang, decimals)
}

/// A gain or a loss: `+2,37`, `−0,18`, `0,00`.
pub fn change(lang: Lang, value: &BigRational, decimals: u32) -> String {
    Rounded::new(value, decimals).gain(lang, decimals)
}

/// An exact share in percent, rounded half-up to two decimals.
pub fn percent_of(lang: Lang, share: &BigRational) -> String {
    format!("{}%", Rounded::new(share, PERCENT + 2).text(lang, 2))
}

/// A share of 1 has its mark so many places further right in percent.
const PERCENT: u32 = 2;

/// An exact number cut behind some decimal place, half away from zero.
struct Rounded {
    is_negative: bool,
    is_nothing: bool,
    /// Without sign and mark.
    digits: String,
}

impl Rounded {
    /// Parts of a change have denominators of forty digits, not in lowest terms: one division says
    /// where they lie, and nothing is reduced.
    fn new(value: &BigRational, places: u32) -> Self {
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

    fn gain(&self, lang: Lang, decimals: u32) -> String {
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

/// Numerator over denominator.
pub fn parts(lang: Lang, measure: Measure) -> String {
    measure.map_or_else(
        |_| NO_VALUE.to_owned(),
        |ratio| format!("{}/{}", count(lang, ratio.numerator()), count(lang, ratio.denominator())),
    )
}

/// A bar of at most `width` cells, in eighths.
pub fn bar(measure: Measure, width: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let Ok(ratio) = measure else {
        return String::new();
    };
    let numerator = u128::from(ratio.numerator().min(ratio.denominator()));
    let denominator = u128::from(ratio.denominator());
    // Cut, not rounded: only a full share fills the bar.
    let eighths = numerator * u128::from(width) * 8 / denominator;
    let (full, rest) = (eighths / 8, eighths % 8);
    let full = "█".repeat(usize::try_from(full).unwrap_or(0));
    let part = usize::try_from(rest).ok().and_then(|rest| EIGHTHS.get(rest)).unwrap_or(&"");
    format!("{full}{part}")
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use num_bigint::{BigInt, BigUint};
    use num_rational::BigRational;
    use num_traits::Signed;
    use proptest::prelude::*;

    use super::{
        Rounded, bar, change, count, count_change, decimal, effect, effect_direction, interval,
        missing, parts, percent, percent_of, points, points_apart, points_direction, points_value,
        rate,
    };
    use crate::domain::{Absence, Ratio};
    use crate::indicators::Interval;
    use crate::report::Lang;

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
    fn few_dossiers_are_marked_and_none_are_a_dash() {
        assert_eq!(rate(Lang::Vi, Ok(ratio(29, 29))), "100,00% *");
        assert_eq!(rate(Lang::Vi, Ok(ratio(30, 30))), "100,00%");
        assert_eq!(rate(Lang::Vi, Err(Absence::NoDossiers)), "–");
        assert_eq!(parts(Lang::Vi, Ok(ratio(1_200, 3_400))), "1.200/3.400");
    }

    #[test]
    fn changes_and_intervals_by_hand() {
        let before = ratio(980, 1_000);
        // 1661/1698 = 97,820965…%
        assert_eq!(points(Lang::Vi, ratio(1_661, 1_698), before), "−0,18 điểm %");
        assert_eq!(points(Lang::En, ratio(99, 100), before), "+1.00 pp");
        assert_eq!(points(Lang::Vi, ratio(49, 50), before), "0,00 điểm %");
        assert_eq!(points_direction(ratio(1_661, 1_698), before), Ordering::Less);
        assert_eq!(points_direction(ratio(98, 100), before), Ordering::Equal);
        assert_eq!(points_direction(ratio(980_001, 1_000_000), before), Ordering::Equal);
        assert!((points_value(ratio(99, 100), before) - 1.0).abs() < 1e-9);
        assert_eq!(points_apart(Lang::Vi, ratio(1_661, 1_698), before).as_deref(), Some("0,18"));
        assert_eq!(points_apart(Lang::Vi, ratio(49, 50), before), None);
        assert_eq!(points_apart(Lang::En, ratio(49, 50), ratio(97_999, 100_000)), None);
        assert_eq!(count_change(Lang::Vi, 1_733, 1_600), "+133 (+8,31%)");
        assert_eq!(count_change(Lang::En, 1_200, 2_400), "−1,200 (−50.00%)");
        assert_eq!(count_change(Lang::Vi, 5, 0), "+5");
        assert_eq!(count_change(Lang::Vi, 5, 5), "0 (0,00%)");
        assert_eq!(interval(Lang::Vi, Interval { low: 0.888_2, high: 1.0 }), "88,82–100,00%");
        assert_eq!(missing(Absence::TooFew, 10), "<10");
        assert_eq!(missing(Absence::NotInExport, 10), "–");
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
        assert_eq!(change(Lang::Vi, &number(237, 100), 2), "+2,37");
        assert_eq!(change(Lang::Vi, &number(-4, 1), 0), "−4");
        assert_eq!(change(Lang::Vi, &number(1, 1_000), 2), "0,00");
        assert_eq!(effect(Lang::Vi, &number(-9, 1_000)), "−0,90 điểm %");
        assert_eq!(effect(Lang::En, &number(1, 300)), "+0.33 pp");
        assert_eq!(effect_direction(&number(-1, 100_000)), Ordering::Equal);
        assert_eq!(effect_direction(&number(-1, 20_000)), Ordering::Less);
        assert_eq!(percent_of(Lang::Vi, &number(2_465, 2_500)), "98,60%");
        assert_eq!(percent_of(Lang::En, &number(7, 20)), "35.00%");
    }

    #[test]
    fn only_a_full_share_fills_the_bar() {
        assert_eq!(bar(Ok(ratio(1, 1)), 4), "████");
        assert_eq!(bar(Ok(ratio(9_999, 10_000)), 4), "███▉");
        assert_eq!(bar(Ok(ratio(0, 10)), 4), "");
        assert_eq!(bar(Ok(ratio(1, 2)), 4), "██");
        assert_eq!(bar(Err(Absence::NoDossiers), 4), "");
    }
}
