//! Shares of one whole: a bar per line on a common scale, with its count and its share in words.

use super::drawing::{Drawing, MOST_LINES, View};
use super::rows::{self, RIGHT, Rows, along, base};
use super::shapes::{Anchor, amount, rect, text, titled};
use crate::answers::Cell;
use crate::answers::publication::Series;
use crate::domain::Ratio;
use crate::render::html::markup::Markup;
use crate::render::number;

pub fn draw(view: &View) -> Drawing {
    let lines = view.lines();
    let drawn = lines.len().min(MOST_LINES);
    let is_one = view.chart.series.len() == 1;
    let mut body = Markup::default();
    let rows = Rows::new(drawn * view.chart.series.len());
    rows.grid(&mut body, rows::quarters());
    let mut row = 0;
    for line in lines.iter().take(drawn) {
        for (class, series, figure) in view.series(line) {
            let middle = rows.middle(row);
            let label = view.label(line);
            let name = if is_one { label } else { format!("{label} – {}", series.name) };
            rows::name(&mut body, middle, &name);
            match figure {
                Cell::Count(count) => {
                    let counts = (*count, whole(&lines, series));
                    bar(view, (rows, middle), class, &name, counts, &mut body);
                }
                other => view.nothing(&mut body, middle, other),
            }
            row += 1;
        }
    }
    let legend = if is_one { Vec::new() } else { view.legend() };
    let remarks = view.left_out(drawn, false).into_iter().collect();
    Drawing { height: rows.height(), body, legend, remarks }
}

/// What the bars of a series are shares of; nothing when one of them is not known.
fn whole(lines: &[&[Cell]], series: &Series) -> Option<u64> {
    let count = |line: &&[Cell]| match line.get(series.column) {
        Some(Cell::Count(count)) => Some(*count),
        _ => None,
    };
    lines.iter().map(count).sum()
}

fn bar(
    view: &View,
    (rows, middle): (Rows, f64),
    class: &str,
    name: &str,
    (count, whole): (u64, Option<u64>),
    body: &mut Markup,
) {
    let words = number::count(view.lang, count);
    let Some(share) = whole.and_then(|whole| Ratio::new(count, whole)) else {
        text(body, (RIGHT + 12.0, base(middle)), Anchor::Start, "n", &words);
        return;
    };
    let percent = number::percent(view.lang, share);
    titled(body, &format!("{name}: {words} ({percent})"));
    let (start, end) = (along(0.0), along(amount(count) / amount(share.denominator())));
    let long = if count == 0 { 0.0 } else { (end - start).max(1.0) };
    rect(body, class, rows.bar(middle, (start, long)));
    let words = format!("{percent} ({words})");
    text(body, (RIGHT + 12.0, base(middle)), Anchor::Start, "n", &words);
    body.close("g");
}
