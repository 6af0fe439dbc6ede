//! What charts with one row per line share: which lines are drawn, their names, the gridlines.

use super::drawing::{MOST_LINES, View, WIDTH};
use super::shapes::{Anchor, line, place, shorten, text, titled};
use crate::answers::Cell;
use crate::render::html::markup::Markup;
use crate::render::number;
use crate::words::Lang;

/// Where names end and bars begin.
pub const LEFT: f64 = 290.0;
/// Where bars end and their figures begin.
pub const RIGHT: f64 = WIDTH - 170.0;
/// Above the first row: the texts of the gridlines.
pub const TOP: f64 = 26.0;

/// More rows than this stand closer together.
const COMFORTABLE: usize = 40;

/// One row of a drawing.
pub enum Row<'a> {
    Line(&'a [Cell]),
    /// So many lines are not drawn here.
    Gap(usize),
}

/// The first and the last lines, with a gap between them when there are too many.
pub fn both_ends<'a>(lines: &[&'a [Cell]]) -> Vec<Row<'a>> {
    if lines.len() <= MOST_LINES {
        return lines.iter().map(|line| Row::Line(line)).collect();
    }
    let half = MOST_LINES / 2;
    let left_out = lines.len() - 2 * half;
    let first = lines.iter().take(half).map(|line| Row::Line(line));
    let last = lines.iter().skip(half + left_out).map(|line| Row::Line(line));
    first.chain([Row::Gap(left_out)]).chain(last).collect()
}

/// Where rows stand: closer together when there are many.
#[derive(Clone, Copy)]
pub struct Rows {
    count: usize,
    /// From one row to the next.
    pub step: f64,
}

impl Rows {
    pub const fn new(count: usize) -> Self {
        Self { count, step: if count > COMFORTABLE { 19.0 } else { 26.0 } }
    }

    /// The height of the drawing.
    pub fn height(self) -> f64 {
        self.bottom() + 6.0
    }

    fn bottom(self) -> f64 {
        place(self.count).mul_add(self.step, TOP)
    }

    /// The middle of a row.
    pub fn middle(self, row: usize) -> f64 {
        place(row).mul_add(self.step, TOP + self.step / 2.0)
    }

    /// A bar in the row with this middle.
    pub fn bar(self, middle: f64, (start, long): (f64, f64)) -> [f64; 4] {
        let high = self.step - 8.0;
        [start, middle - high / 2.0, long, high]
    }

    /// Gridlines at places between 0 and 1, each with its text above.
    pub fn grid<'a>(self, markup: &mut Markup, marks: impl Iterator<Item = (f64, &'a str)>) {
        for (share, words) in marks {
            let x = along(share);
            line(markup, "g", (x, TOP - 4.0), (x, self.bottom()));
            text(markup, (x, TOP - 10.0), Anchor::Middle, "m", words);
        }
    }
}

/// The base line of a text in the row with this middle.
pub const fn base(middle: f64) -> f64 {
    middle + 4.5
}

/// The name of a row before its bar: whole when one points at it.
pub fn name(markup: &mut Markup, middle: f64, name: &str) {
    let short = shorten(name, LEFT - 16.0);
    let at = (LEFT - 8.0, base(middle));
    if short == name {
        text(markup, at, Anchor::End, "", name);
    } else {
        text(titled(markup, name), at, Anchor::End, "", &short);
        markup.close("g");
    }
}

/// Stands for lines that are not drawn.
pub fn gap(markup: &mut Markup, middle: f64, lines: usize, lang: Lang) {
    let lines = number::count(lang, lines as u64);
    let words = match lang {
        Lang::Vi => format!("⋮ {lines} dòng không vẽ"),
        Lang::En => format!("⋮ {lines} lines not drawn"),
    };
    text(markup, (LEFT + 8.0, base(middle)), Anchor::Start, "m", &words);
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
    pub(super) fn nothing(&self, markup: &mut Markup, middle: f64, figure: &Cell) {
        text(markup, (LEFT + 8.0, base(middle)), Anchor::Start, "m", &self.text(figure));
    }
}
