//! Changes between two figures, signed: of counts, of shares in percentage points, of means in their unit.
//!
//! In: both figures, or their exact difference. Out: text, or where it goes once it is rounded. Must not know:
//! tables, what the change is of.

use std::cmp::Ordering;

use num_rational::BigRational;

use super::rounding::{PERCENT, Rounded, percent};
use crate::answers::{POINT_DECIMALS, unit_of_change};
use crate::domain::Ratio;
use crate::indicators::Quantity;
use crate::words::{Lang, count};

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
    Rounded::new(share, PERCENT + 2).direction()
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

/// A gain or a loss: `+2,37`, `−0,18`, `0,00`.
pub fn change(lang: Lang, value: &BigRational, decimals: u32) -> String {
    Rounded::new(value, decimals).gain(lang, decimals)
}

/// A change of a mean, or a part of one: `−1,25 ngày`.
pub fn mean_change(lang: Lang, difference: &BigRational, quantity: Quantity) -> String {
    let number = change(lang, difference, POINT_DECIMALS);
    format!("{number} {}", unit_of_change(lang, quantity))
}

/// Where a change goes that is shown as [`mean_change`] shows it.
pub fn mean_direction(difference: &BigRational) -> Ordering {
    Rounded::new(difference, POINT_DECIMALS).direction()
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use num_rational::BigRational;

    use super::{
        change, count_change, effect, effect_direction, mean_change, mean_direction, points,
        points_apart, points_direction, points_value,
    };
    use crate::domain::Ratio;
    use crate::indicators::Quantity;
    use crate::words::Lang;

    fn ratio(numerator: u64, denominator: u64) -> Ratio {
        Ratio::new(numerator, denominator).expect("a denominator")
    }

    #[test]
    fn changes_by_hand() {
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
    }

    #[test]
    fn parts_of_changes_by_hand() {
        let number = |numerator: i64, denominator: i64| {
            BigRational::new(numerator.into(), denominator.into())
        };
        assert_eq!(change(Lang::Vi, &number(237, 100), 2), "+2,37");
        assert_eq!(change(Lang::Vi, &number(-4, 1), 0), "−4");
        assert_eq!(change(Lang::Vi, &number(1, 1_000), 2), "0,00");
        assert_eq!(effect(Lang::Vi, &number(-9, 1_000)), "−0,90 điểm %");
        assert_eq!(effect(Lang::En, &number(1, 300)), "+0.33 pp");
        assert_eq!(effect_direction(&number(-1, 100_000)), Ordering::Equal);
        assert_eq!(effect_direction(&number(-1, 20_000)), Ordering::Less);
        let days = |value: BigRational| mean_change(Lang::Vi, &value, Quantity::Days);
        assert_eq!(days(number(-5, 4)), "−1,25 ngày");
        assert_eq!(days(number(1, 1_000)), "0,00 ngày");
        assert_eq!(mean_change(Lang::En, &number(1, 8), Quantity::Points), "+0.13 points");
        assert_eq!(mean_direction(&number(-1, 1_000)), Ordering::Equal);
        assert_eq!(mean_direction(&number(-1, 100)), Ordering::Less);
    }
}
