//! One bar per line, as long as its rate, with its interval. The order is that of the table; of a long
//! one both ends are drawn.

use super::axis::Axis;
use super::drawing::{Drawing, View, Weight, weight};
use super::rows::{self, RIGHT, Row, Rows, along, base};
use super::shapes::{Anchor, amount, dot, line, path, rect, text, titled};
use crate::answers::Cell;
use crate::render::html::markup::Markup;
use crate::words::Lang;

/// Rates are all high when none is below.
const HIGH: f64 = 0.5;

pub fn draw(view: &View) -> Drawing {
    let contents = rows::both_ends(&view.lines());
    let rows = Rows::new(contents.len());
    let axis = scale(view);
    let mut body = Markup::default();
    let marks = axis.marks.iter().map(|(value, text)| (axis.share(*value), text.as_str()));
    rows.grid(&mut body, marks);
    for (row, content) in contents.iter().enumerate() {
        let middle = rows.middle(row);
        match content {
            Row::Line(line) => bar(view, &axis, (rows, middle), line, &mut body),
            Row::Gap(lines) => rows::gap(&mut body, middle, *lines, view.lang),
        }
    }
    let drawn = contents.iter().filter(|row| matches!(row, Row::Line(_))).count();
    let mut remarks: Vec<String> = view.left_out(drawn, true).into_iter().collect();
    if let Some(start) = axis.raised_start() {
        remarks.push(match view.lang {
            Lang::Vi => format!("Trục bắt đầu từ {start}, vì vậy vẽ điểm thay cho thanh."),
            Lang::En => format!("The axis starts at {start}, so points stand for the bars."),
        });
    }
    Drawing { height: rows.height(), body, legend: Vec::new(), remarks }
}

/// From nothing to the longest bar. Where all rates are high, bars from nothing would all look the
/// same, and bars from elsewhere would lie: then points are drawn on a scale that begins later.
fn scale(view: &View) -> Axis {
    let series = || view.lines().into_iter().flat_map(|line| view.series(line));
    let counts = series().filter_map(|(_, _, figure)| match figure {
        Cell::Count(count) => Some(*count),
        _ => None,
    });
    if let Some(highest) = counts.max() {
        return Axis::of_counts(view.lang, highest);
    }
    let ends = || {
        series().flat_map(|(_, _, figure)| match figure {
            Cell::Rate(Ok(ratio)) => vec![ratio.value()],
            Cell::Interval(Ok(interval)) => vec![interval.low, interval.high],
            _ => Vec::new(),
        })
    };
    let lowest = ends().reduce(f64::min).filter(|lowest| *lowest >= HIGH);
    let highest = ends().fold(0.0, f64::max);
    // Shares near to nothing are drawn as long as they can be read; others against the whole.
    let highest = if highest < HIGH { highest } else { highest.max(1.0) };
    Axis::of_shares(view.lang, lowest.unwrap_or(0.0), highest)
}

fn bar(view: &View, axis: &Axis, (rows, middle): (Rows, f64), figures: &[Cell], body: &mut Markup) {
    let name = view.label(figures);
    rows::name(body, middle, &name);
    let mut series = view.series(figures);
    let Some((class, _, figure)) = series.next() else { return };
    let value = match weight(figure) {
        Weight::Share(share) => share,
        Weight::Amount(count) => amount(count),
        Weight::Missing => return view.nothing(body, middle, figure),
    };
    let interval = series.find_map(|(_, _, figure)| match figure {
        Cell::Interval(Ok(interval)) => Some((*interval, view.text(figure))),
        _ => None,
    });
    let shown = view.text(figure);
    let title = match &interval {
        Some((_, bounds)) => format!("{name}: {shown} ({bounds})"),
        None => format!("{name}: {shown}"),
    };
    titled(body, &title);
    let (start, end) = (along(0.0), along(axis.share(value)));
    let is_bar = axis.raised_start().is_none();
    if is_bar {
        rect(body, class, rows.bar(middle, (start, end - start)));
    } else {
        line(body, "g", (start, middle), (RIGHT, middle));
    }
    if let Some((interval, _)) = interval {
        let ends = [interval.low, interval.high].map(|bound| along(axis.share(bound)));
        whisker(body, middle, ends);
    }
    if !is_bar {
        path(body, class, &dot((end, middle)));
    }
    text(body, (RIGHT + 12.0, base(middle)), Anchor::Start, "n", &shown);
    body.close("g");
}

/// From bound to bound, on a halo of paper that keeps it apart from its bar.
fn whisker(body: &mut Markup, middle: f64, [low, high]: [f64; 2]) {
    for class in ["halo", "iv-l"] {
        line(body, class, (low, middle), (high, middle));
        line(body, class, (low, middle - 4.0), (low, middle + 4.0));
        line(body, class, (high, middle - 4.0), (high, middle + 4.0));
    }
}
