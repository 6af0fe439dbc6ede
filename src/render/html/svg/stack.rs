//! Counts stacked to the whole of each line; the counts themselves are shown when one points at them.

use super::drawing::{Drawing, MOST_LINES, View};
use super::rows::{self, RIGHT, Rows, along, base};
use super::shapes::{Anchor, amount, rect, text, titled, width};
use crate::answers::Cell;
use crate::domain::Ratio;
use crate::render::html::markup::Markup;
use crate::render::number;

/// A part of a line, as far as it is known.
struct Part<'a> {
    class: &'static str,
    name: &'a str,
    count: u64,
}

pub fn draw(view: &View) -> Drawing {
    let mut lines = view.lines();
    lines.truncate(MOST_LINES);
    let mut body = Markup::default();
    let rows = Rows::new(lines.len());
    rows.grid(&mut body, rows::quarters());
    let head = view.lang.of("Tổng", "Total");
    text(&mut body, (RIGHT + 26.0, rows::TOP - 10.0), Anchor::Start, "m", head);
    for (row, line) in lines.iter().enumerate() {
        bar(view, (rows, rows.middle(row)), line, &mut body);
    }
    Drawing {
        height: rows.height(),
        body,
        legend: view.legend(),
        remarks: view.left_out(lines.len(), false).into_iter().collect(),
    }
}

fn bar(view: &View, (rows, middle): (Rows, f64), line: &[Cell], body: &mut Markup) {
    let name = view.label(line);
    rows::name(body, middle, &name);
    let mut parts = Vec::new();
    for (class, series, figure) in view.series(line) {
        match figure {
            Cell::Count(count) => parts.push(Part { class, name: &series.name, count: *count }),
            // A whole with an unknown part has no shares.
            other => return view.nothing(body, middle, other),
        }
    }
    let total: u64 = parts.iter().map(|part| part.count).sum();
    let mut before = 0;
    for part in &parts {
        let Some(share) = Ratio::new(part.count, total) else { continue };
        let [start, end] =
            [before, before + part.count].map(|count| along(amount(count) / amount(total)));
        before += part.count;
        if part.count > 0 {
            segment(view, (rows, middle), &name, part, share, (start, end), body);
        }
    }
    if total == 0 {
        text(body, (along(0.0) + 8.0, base(middle)), Anchor::Start, "m", number::NO_VALUE);
    }
    text(body, (RIGHT + 26.0, base(middle)), Anchor::Start, "n", &number::count(view.lang, total));
}

fn segment(
    view: &View,
    (rows, middle): (Rows, f64),
    name: &str,
    part: &Part,
    share: Ratio,
    (start, end): (f64, f64),
    body: &mut Markup,
) {
    let count = number::count(view.lang, part.count);
    let percent = number::percent(view.lang, share);
    titled(body, &format!("{name} – {}: {count} ({percent})", part.name));
    // A gap of one pixel keeps neighbours apart; a sliver stays visible.
    let long = (end - start - 1.0).max(0.6);
    rect(body, part.class, rows.bar(middle, (start, long)));
    if width(&percent) + 8.0 < long {
        let ink = format!("{}-i", part.class);
        text(body, (f64::midpoint(start, end), base(middle)), Anchor::Middle, &ink, &percent);
    }
    body.close("g");
}
