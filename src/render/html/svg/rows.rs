//! What charts with one row per line share: which lines are drawn, their names, the gridlines.

use super::shapes::{Anchor, line, place, shorten, text, titled};
use super::{MOST_LINES, View, WIDTH};
use crate::render::html::markup::Markup;
use crate::render::number;
use crate::report::Lang;
use crate::report::publication::Figure;

/// Where names end and bars begin.
pub const LEFT: f64 = 290.0;
/// Where bars end and their figures begin.
pub const RIGHT: f64 = WIDTH - 170.0;
/// Above the first row: the texts of the gridlines.
pub const TOP: f64 = 26.0;
pub const ROW: f64 = 26.0;
pub const BAR: f64 = 18.0;

/// One row of a drawing.
pub enum Row<'a> {
    Line(&'a [Figure]),
    /// So many lines are not drawn here.
    Gap(usize),
}

/// The first and the last lines, with a gap between them when there are too many.
pub fn both_ends(lines: &[Vec<Figure>]) -> Vec<Row<'_>> {
    if lines.len() <= MOST_LINES {
        return lines.iter().map(|line| Row::Line(line)).collect();
    }
    let half = MOST_LINES / 2;
    let left_out = lines.len() - 2 * half;
    let first = lines.iter().take(half).map(|line| Row::Line(line));
    let last = lines.iter().skip(half + left_out).map(|line| Row::Line(line));
    first.chain([Row::Gap(left_out)]).chain(last).collect()
}

/// The height of a drawing of so many rows.
pub fn height(rows: usize) -> f64 {
    place(rows).mul_add(ROW, TOP) + 6.0
}

/// The middle of a row.
pub fn middle(row: usize) -> f64 {
    place(row).mul_add(ROW, TOP + ROW / 2.0)
}

/// The base line of a text in a row.
pub fn base(row: usize) -> f64 {
    middle(row) + 4.5
}

/// The name of a row before its bar: whole when one points at it.
pub fn name(markup: &mut Markup, row: usize, name: &str) {
    let short = shorten(name, LEFT - 16.0);
    let at = (LEFT - 8.0, base(row));
    if short == name {
        text(markup, at, Anchor::End, "", name);
    } else {
        text(titled(markup, name), at, Anchor::End, "", &short);
        markup.close("g");
    }
}

/// Stands for lines that are not drawn.
pub fn gap(markup: &mut Markup, row: usize, lines: usize, lang: Lang) {
    let lines = number::count(lang, lines as u64);
    let words = match lang {
        Lang::Vi => format!("⋮ {lines} dòng không vẽ"),
        Lang::En => format!("⋮ {lines} lines not drawn"),
    };
    text(markup, (LEFT + 8.0, base(row)), Anchor::Start, "m", &words);
}

/// Gridlines at places between 0 and 1, each with its text above.
pub fn grid<'a>(markup: &mut Markup, rows: usize, marks: impl Iterator<Item = (f64, &'a str)>) {
    let bottom = place(rows).mul_add(ROW, TOP);
    for (share, words) in marks {
        let x = along(share);
        line(markup, "g", (x, TOP - 4.0), (x, bottom));
        text(markup, (x, TOP - 10.0), Anchor::Middle, "m", words);
    }
}

/// The whole of a line in quarters.
pub fn quarters() -> impl Iterator<Item = (f64, &'static str)> {
    [(0.0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%")].into_iter()
}

/// How far to the right a share stands.
pub fn along(share: f64) -> f64 {
    share.clamp(0.0, 1.0).mul_add(RIGHT - LEFT, LEFT)
}

impl View<'_> {
    /// Where a line has nothing to draw: what the table says there.
    pub(super) fn nothing(&self, markup: &mut Markup, row: usize, figure: &Figure) {
        text(markup, (LEFT + 8.0, base(row)), Anchor::Start, "m", &self.text(figure));
    }
}
