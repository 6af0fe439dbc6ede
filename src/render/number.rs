//! The only place that rounds: figures, sentences and changes as text, with the marks of those on few dossiers
//! and of those without a value.
//!
//! In: figures of reports. Out: text. Must not know: tables, files.
//! Vietnamese text writes `1.234` and `98,94%`, English text `1,234` and `98.94%`.

mod changes;
mod rounding;

use crate::answers::publication::Headline;
use crate::answers::{Cell, POINT_DECIMALS, Phrase, Piece, SMALL_GROUP, severity_name, unit_name};
use crate::domain::{Absence, Ratio};
use crate::indicators::{Measure, Quantity};
use crate::words::Lang;

pub use crate::words::count;
pub use changes::{
    change, count_change, effect, effect_direction, mean_change, mean_direction, points,
    points_apart, points_direction, points_value,
};
pub use rounding::{decimal, interval, percent, percent_of};

/// What stands where there is no value.
pub const NO_VALUE: &str = "–";

/// What stands where only people know.
pub const OPEN: &str = "……";

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

/// A rate as a table shows it: marked when it stands on few dossiers, a dash when there is none.
pub fn rate(lang: Lang, measure: Measure) -> String {
    match measure {
        Ok(ratio) if ratio.denominator() < SMALL_GROUP => format!("{} *", percent(lang, ratio)),
        Ok(ratio) => percent(lang, ratio),
        Err(_) => NO_VALUE.to_owned(),
    }
}

/// What stands where a figure is missing: a dash, or `<10` for one that is not published; a dash for it too
/// where the limit is 0.
pub fn missing(absence: Absence, suppress_below: u64) -> String {
    match absence {
        Absence::TooFew if suppress_below > 0 => format!("<{suppress_below}"),
        Absence::NoDossiers
        | Absence::NotInExport
        | Absence::TwoScales
        | Absence::NotCounted
        | Absence::NotCovered
        | Absence::LaterState
        | Absence::NotUnderstood
        | Absence::TooFew => NO_VALUE.to_owned(),
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

/// A cell as text, without what only a picture can show.
pub fn cell(lang: Lang, cell: &Cell, suppress_below: u64) -> String {
    match cell {
        Cell::Empty | Cell::Bar(..) => String::new(),
        Cell::Text(text) | Cell::Judged { text, .. } => text.clone(),
        Cell::Phrase(words) => phrase(lang, words),
        Cell::Count(number) => count(lang, *number),
        Cell::Rate(Ok(ratio)) => rate(lang, Ok(*ratio)),
        Cell::Parts(measure) => parts(lang, *measure),
        Cell::Share(value) => percent_of(lang, value),
        Cell::Number { value, decimals } => decimal(lang, value, *decimals),
        Cell::Change { value, decimals } => change(lang, value, *decimals),
        Cell::Interval(Ok(bounds)) => interval(lang, *bounds),
        Cell::CountChange { now, before } => count_change(lang, *now, *before),
        Cell::PointChange { now, before } => points(lang, *now, *before),
        Cell::Rate(Err(absence)) | Cell::Interval(Err(absence)) | Cell::Missing(absence) => {
            missing(*absence, suppress_below)
        }
        Cell::Effect(share) => effect(lang, share),
        Cell::Mean { mean, quantity } => self::mean(lang, *mean, *quantity),
        Cell::MeanChange { difference, quantity } => mean_change(lang, difference, *quantity),
        Cell::Open => OPEN.to_owned(),
        Cell::Severity(severity) => severity_name(lang, *severity).to_owned(),
    }
}

/// A mean with its unit: `5,25 ngày`.
pub fn mean(lang: Lang, mean: Ratio, quantity: Quantity) -> String {
    let number = decimal(lang, &mean.into(), POINT_DECIMALS);
    format!("{number} {}", unit_name(lang, quantity))
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
    use super::{bar, cell, missing, parts, rate};
    use crate::answers::Cell;
    use crate::domain::{Absence, Ratio};
    use crate::indicators::Quantity;
    use crate::words::Lang;

    fn ratio(numerator: u64, denominator: u64) -> Ratio {
        Ratio::new(numerator, denominator).expect("a denominator")
    }

    #[test]
    fn few_dossiers_are_marked_and_none_are_a_dash() {
        assert_eq!(rate(Lang::Vi, Ok(ratio(29, 29))), "100,00% *");
        assert_eq!(rate(Lang::Vi, Ok(ratio(30, 30))), "100,00%");
        assert_eq!(rate(Lang::Vi, Err(Absence::NoDossiers)), "–");
        assert_eq!(parts(Lang::Vi, Ok(ratio(1_200, 3_400))), "1.200/3.400");
    }

    #[test]
    fn marks_and_means_by_hand() {
        assert_eq!(missing(Absence::TooFew, 10), "<10");
        assert_eq!(missing(Absence::NotInExport, 10), "–");
        let mean = |quantity| Cell::Mean { mean: ratio(21, 4), quantity };
        assert_eq!(cell(Lang::Vi, &mean(Quantity::Days), 0), "5,25 ngày");
        assert_eq!(cell(Lang::En, &mean(Quantity::Points), 0), "5.25 points");
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
