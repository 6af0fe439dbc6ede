//! The first figures, each with its changes in an arrow, in words and in a verdict.

use minijinja::{Value, context};

use super::markup::Markup;
use super::svg::{amount, dot, path, place, step_to};
use crate::answers::publication::{Against, Change, Evaluation, Headline, Report};
use crate::answers::stats::small_group_note;
use crate::answers::{Cell, absence_short};
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
    let changes: Vec<Value> =
        headline.changes.iter().map(|change| change_value(report, change)).collect();
    context! {
        label => number::label(report.lang, headline),
        figure => number::cell(report.lang, &headline.figure, report.suppress_below),
        remark => remark(report.lang, &headline.figure),
        changes => changes,
        spark => spark(report, headline).map(Markup::into_value),
        link => link(report, headline),
    }
}

/// The table that tells of the figure unit by unit, or else month by month.
fn link(report: &Report, headline: &Headline) -> Option<String> {
    let has = |id: &&str| {
        let section = report.sections.iter().find(|section| section.id == *id);
        let columns = section.map(|section| section.table.columns.as_slice()).unwrap_or_default();
        columns.iter().any(|column| column.key == headline.key)
    };
    ["units", "months", "channels"].iter().find(|id| has(id)).map(|id| format!("#t-{id}"))
}

/// The figure over the months of the report, from its lowest to its highest.
fn spark(report: &Report, headline: &Headline) -> Option<Markup> {
    /// Fewer points are no line.
    const LEAST: usize = 3;
    let months = report.sections.iter().find(|section| section.id == "months")?;
    let column = months.table.columns.iter().position(|column| column.key == headline.key)?;
    let value = |line: &[Cell]| match line.get(column)? {
        Cell::Count(count) => Some(amount(*count)),
        Cell::Rate(Ok(ratio)) => Some(ratio.value()),
        _ => None,
    };
    let values: Vec<f64> = months.table.body().filter_map(value).collect();
    if values.len() < LEAST || values.len() < months.table.body().len() {
        return None;
    }
    let (low, high) = values
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
    let height =
        |value: f64| if high > low { 24.0 - 20.0 * (value - low) / (high - low) } else { 14.0 };
    let step = 112.0 / place(values.len() - 1);
    let points =
        values.iter().enumerate().map(|(at, value)| (4.0 + step * place(at), height(*value)));
    let points: Vec<(f64, f64)> = points.collect();
    let course: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(at, point)| step_to(if at == 0 { 'M' } else { 'L' }, *point))
        .collect();
    let mut markup = Markup::default();
    markup.open("svg", &[("class", "sp"), ("viewBox", "0 0 120 28"), ("aria-hidden", "true")]);
    path(&mut markup, "", &course.concat());
    if let Some(last) = points.last() {
        path(&mut markup, "", &dot(*last));
    }
    markup.close("svg");
    Some(markup)
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

fn change_value(report: &Report, change: &Change) -> Value {
    let lang = report.lang;
    let figure = number::cell(lang, &change.figure, report.suppress_below);
    let direction = direction(&figure);
    let before = number::cell(lang, &change.before, report.suppress_below);
    let other = match change.against {
        Against::Previous => lang.of("so với kỳ trước", "against the period before"),
        Against::LastYear => lang.of("so với cùng kỳ năm trước", "against a year ago"),
    };
    // What rounds to no change is neither better nor worse.
    let evaluation =
        if direction == Direction::Level { Evaluation::Neither } else { change.evaluation };
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
        class => match evaluation {
            Evaluation::Better => "gd",
            Evaluation::Worse => "bd",
            Evaluation::Ordinary | Evaluation::Unknown | Evaluation::Neither => "",
        },
        verdict => match evaluation {
            Evaluation::Neither => "",
            other => other.words(lang),
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

#[cfg(test)]
mod tests {
    use super::{Direction, direction};
    use crate::domain::Ratio;
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
}
