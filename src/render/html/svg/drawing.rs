//! What the kinds of charts share: the drawing, what is drawn, and how much a figure weighs.

use crate::answers::Cell;
use crate::answers::publication::{Chart, Section, Series};
use crate::render::html::markup::{Markup, clean};
use crate::render::number;
use crate::words::Lang;

/// Every drawing is so wide; the page scales it.
pub const WIDTH: f64 = 960.0;
/// More lines than this are not drawn: they would not fit on a printed page.
pub const MOST_LINES: usize = 60;

/// A drawing, and what is to be said beside it.
pub struct Drawing {
    pub height: f64,
    pub body: Markup,
    /// Class and name of what the colours mean.
    pub legend: Vec<(&'static str, String)>,
    /// What the drawing leaves out, where its axis begins.
    pub remarks: Vec<String>,
}

/// A chart with the table that it is a picture of.
pub struct View<'a> {
    pub lang: Lang,
    pub suppress_below: u64,
    pub section: &'a Section,
    pub chart: &'a Chart,
    pub classes: Vec<&'static str>,
}

impl<'a> View<'a> {
    /// The lines that are drawn at most, and none beyond the table.
    pub fn lines(&self) -> Vec<&'a [Cell]> {
        let lines = self.section.table.body().skip(self.chart.first_line);
        lines.take(self.chart.lines).collect()
    }

    pub fn label(&self, line: &[Cell]) -> String {
        line.get(self.chart.label).map_or_else(String::new, |figure| self.text(figure))
    }

    pub fn text(&self, figure: &Cell) -> String {
        clean(&number::cell(self.lang, figure, self.suppress_below))
    }

    /// Every series with its class and its figure in a line.
    pub fn series(
        &self,
        line: &'a [Cell],
    ) -> impl Iterator<Item = (&'static str, &'a Series, &'a Cell)> {
        let series = self.classes.iter().copied().zip(&self.chart.series);
        series
            .map(|(class, series)| (class, series, line.get(series.column).unwrap_or(&Cell::Empty)))
    }

    pub fn legend(&self) -> Vec<(&'static str, String)> {
        let names = self.chart.series.iter().map(|series| series.name.clone());
        self.classes.iter().copied().zip(names).collect()
    }

    /// Says which lines are drawn when not all are.
    pub fn left_out(&self, drawn: usize, is_both_ends: bool) -> Option<String> {
        let all = self.lines().len();
        let [drawn, all, rest] = [drawn, all, all.checked_sub(drawn)?]
            .map(|lines| number::count(self.lang, lines as u64));
        if drawn == all {
            return None;
        }
        let which = if is_both_ends {
            self.lang.of("dòng đầu và cuối", "lines of both ends")
        } else {
            self.lang.of("dòng đầu", "first lines")
        };
        Some(match self.lang {
            Lang::Vi => format!(
                "Chỉ vẽ {drawn} {which} trong {all} dòng; {rest} dòng còn lại xem trong bảng."
            ),
            Lang::En => format!(
                "Only {drawn} {which} of {all} are drawn; the other {rest} stand in the table."
            ),
        })
    }
}

/// What a figure weighs in a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weight {
    Share(f64),
    Amount(u64),
    Missing,
}

pub fn weight(figure: &Cell) -> Weight {
    match figure {
        Cell::Rate(Ok(ratio)) => Weight::Share(ratio.value()),
        Cell::Count(count) => Weight::Amount(*count),
        _ => Weight::Missing,
    }
}
