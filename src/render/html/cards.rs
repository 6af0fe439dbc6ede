//! The first figures, each with its changes in an arrow, in words and in a verdict.

use minijinja::{Value, context};

use crate::answers::publication::{Against, Change, Headline, Report};
use crate::answers::stats::small_group_note;
use crate::answers::{Cell, absence_short};
use crate::indicators::Sense;
use crate::render::number;
use crate::words::Lang;

/// Where a figure went, after rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
    Level,
}

pub fn values(report: &Report) -> Vec<Value> {
    report.headlines.iter().map(|headline| card(report, headline)).collect()
}

fn card(report: &Report, headline: &Headline) -> Value {
    let changes: Vec<Value> = headline
        .changes
        .iter()
        .map(|change| change_value(report, headline.sense, change))
        .collect();
    context! {
        label => number::label(report.lang, headline),
        figure => number::cell(report.lang, &headline.figure, report.suppress_below),
        remark => remark(report.lang, &headline.figure),
        changes => changes,
    }
}

/// Explains the mark of a figure, if it has one.
fn remark(lang: Lang, figure: &Cell) -> String {
    match figure.absence() {
        Some(absence) => sentence(absence_short(lang, absence)),
        None if figure.is_small() => small_group_note(lang),
        None => String::new(),
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn change_value(report: &Report, sense: Sense, change: &Change) -> Value {
    let lang = report.lang;
    let figure = number::cell(lang, &change.figure, report.suppress_below);
    let direction = direction(&figure);
    let is_good = is_good(sense, direction);
    let before = number::cell(lang, &change.before, report.suppress_below);
    let other = match change.against {
        Against::Previous => lang.of("so với kỳ trước", "against the period before"),
        Against::LastYear => lang.of("so với cùng kỳ năm trước", "against a year ago"),
    };
    context! {
        arrow => match direction {
            Direction::Up => "▲",
            Direction::Down => "▼",
            Direction::Level => "■",
        },
        direction => match direction {
            Direction::Up => lang.of("tăng", "up"),
            Direction::Down => lang.of("giảm", "down"),
            Direction::Level => lang.of("không đổi", "unchanged"),
        },
        class => match is_good {
            Some(true) => "gd",
            Some(false) => "bd",
            None => "",
        },
        verdict => match is_good {
            Some(true) => lang.of("tốt hơn", "better"),
            Some(false) => lang.of("kém hơn", "worse"),
            None => "",
        },
        figure => figure,
        against => format!("{other} ({}: {before})", change.period_name),
    }
}

/// By the sign of the text: a change that rounds to nothing is none.
fn direction(figure: &str) -> Direction {
    match figure.chars().next() {
        Some('+') => Direction::Up,
        Some('−') => Direction::Down,
        _ => Direction::Level,
    }
}

const fn is_good(sense: Sense, direction: Direction) -> Option<bool> {
    match (sense, direction) {
        (Sense::Neutral, _) | (_, Direction::Level) => None,
        (Sense::HigherIsBetter, Direction::Up) | (Sense::LowerIsBetter, Direction::Down) => {
            Some(true)
        }
        (Sense::HigherIsBetter, Direction::Down) | (Sense::LowerIsBetter, Direction::Up) => {
            Some(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, direction, is_good};
    use crate::domain::Ratio;
    use crate::indicators::Sense;
    use crate::render::number;
    use crate::words::Lang;

    #[test]
    fn directions_follow_the_text() {
        let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
        let text = |now, before| number::points(Lang::Vi, now, before);
        assert_eq!(direction(&text(ratio(2, 3), ratio(1, 3))), Direction::Up);
        assert_eq!(direction(&text(ratio(1, 3), ratio(2, 3))), Direction::Down);
        assert_eq!(direction(&text(ratio(99_999, 100_000), ratio(1, 1))), Direction::Level);
        assert_eq!(direction(&number::count_change(Lang::En, 7, 9)), Direction::Down);
        assert_eq!(direction("–"), Direction::Level);
    }

    #[test]
    fn fewer_late_ones_are_good() {
        assert_eq!(is_good(Sense::LowerIsBetter, Direction::Down), Some(true));
        assert_eq!(is_good(Sense::HigherIsBetter, Direction::Down), Some(false));
        assert_eq!(is_good(Sense::Neutral, Direction::Up), None);
        assert_eq!(is_good(Sense::LowerIsBetter, Direction::Level), None);
    }
}
