//! One bar per line, as long as its rate, with its interval. The order is that of the table; of a long
//! one both ends are drawn.

use super::axis::Axis;
use super::rows::{self, RIGHT, Row, Rows, along, base};
use super::shapes::{Anchor, amount, line, rect, text, titled};
use super::{Drawing, View, Weight, weight};
use crate::render::html::markup::Markup;
use crate::report::Lang;
use crate::report::publication::Figure;

pub fn draw(view: &View) -> Drawing {
    let contents = rows::both_ends(view.lines());
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
    if let Some(series) = view.chart.series.get(1) {
        remarks.push(match view.lang {
            Lang::Vi => format!("Vạch ngang: {}.", series.name),
            Lang::En => format!("Whiskers: {}.", series.name),
        });
    }
    Drawing { height: rows.height(), body, legend: Vec::new(), remarks }
}

/// From nothing to the longest bar: bars that begin elsewhere would lie.
fn scale(view: &View) -> Axis {
    let weights =
        || view.lines().iter().filter_map(|line| Some(weight(view.series(line).next()?.2)));
    let shares = weights().filter_map(|weight| match weight {
        Weight::Share(share) => Some(share),
        _ => None,
    });
    let counts = weights().filter_map(|weight| match weight {
        Weight::Amount(count) => Some(count),
        _ => None,
    });
    match counts.max() {
        Some(highest) => Axis::of_counts(view.lang, highest),
        None => Axis::of_shares(view.lang, 0.0, shares.fold(1.0, f64::max)),
    }
}

fn bar(
    view: &View,
    axis: &Axis,
    (rows, middle): (Rows, f64),
    figures: &[Figure],
    body: &mut Markup,
) {
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
        Figure::Interval(Ok(interval)) => Some((*interval, view.text(figure))),
        _ => None,
    });
    let shown = view.text(figure);
    let title = match &interval {
        Some((_, bounds)) => format!("{name}: {shown} ({bounds})"),
        None => format!("{name}: {shown}"),
    };
    titled(body, &title);
    let start = along(0.0);
    rect(body, class, rows.bar(middle, (start, along(axis.share(value)) - start)));
    if let Some((interval, _)) = interval {
        let [low, high] = [interval.low, interval.high].map(|bound| along(axis.share(bound)));
        let y = middle;
        // A halo of paper under the whisker keeps it apart from its bar.
        for class in ["halo", "iv-l"] {
            line(body, class, (low, y), (high, y));
            line(body, class, (low, y - 4.0), (low, y + 4.0));
            line(body, class, (high, y - 4.0), (high, y + 4.0));
        }
    }
    text(body, (RIGHT + 12.0, base(middle)), Anchor::Start, "n", &shown);
    body.close("g");
}
