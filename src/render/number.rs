//! The only place that rounds: counts with thousands, percentages half-up to two decimals.
//!
//! Vietnamese text writes `1.234` and `98,94%`, English text `1,234` and `98.94%`.

use crate::domain::{Absence, Ratio};
use crate::indicators::Measure;
use crate::report::{Lang, Phrase, Piece, SMALL_GROUP};

/// What stands where there is no value.
pub const NO_VALUE: &str = "–";

/// A count with thousands separators.
#[must_use]
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
#[must_use]
pub fn phrase(lang: Lang, phrase: &Phrase) -> String {
    phrase
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Count(number) => count(lang, *number),
        })
        .collect()
}

/// A share in percent, rounded half-up to two decimals from its integers.
#[must_use]
pub fn percent(lang: Lang, ratio: Ratio) -> String {
    let numerator = u128::from(ratio.numerator());
    let denominator = u128::from(ratio.denominator());
    // Hundredths of a percent: n/d × 10,000, plus one half, cut.
    let hundredths = (numerator * 20_000 + denominator) / (denominator * 2);
    format!("{}{}{:02}%", hundredths / 100, lang.of(",", "."), hundredths % 100)
}

/// A rate as a table shows it: marked when it stands on few dossiers, a dash when there is none.
#[must_use]
pub fn rate(lang: Lang, measure: Measure) -> String {
    match measure {
        Ok(ratio) if ratio.denominator() < SMALL_GROUP => format!("{} *", percent(lang, ratio)),
        Ok(ratio) => percent(lang, ratio),
        Err(Absence::NoDossiers | Absence::NotInExport | Absence::TooFew) => NO_VALUE.to_owned(),
    }
}

/// Numerator over denominator.
#[must_use]
pub fn parts(lang: Lang, measure: Measure) -> String {
    measure.map_or_else(
        |_| NO_VALUE.to_owned(),
        |ratio| format!("{}/{}", count(lang, ratio.numerator()), count(lang, ratio.denominator())),
    )
}

/// A bar of at most `width` cells, in eighths.
#[must_use]
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
    use super::{bar, count, parts, percent, rate};
    use crate::domain::{Absence, Ratio};
    use crate::report::Lang;

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
    fn only_a_full_share_fills_the_bar() {
        assert_eq!(bar(Ok(ratio(1, 1)), 4), "████");
        assert_eq!(bar(Ok(ratio(9_999, 10_000)), 4), "███▉");
        assert_eq!(bar(Ok(ratio(0, 10)), 4), "");
        assert_eq!(bar(Ok(ratio(1, 2)), 4), "██");
        assert_eq!(bar(Err(Absence::NoDossiers), 4), "");
    }
}
