//! A chart of the report → a figure: a drawing (SVG), what it shows in words, and where its figures
//! stand.
//!
//! In: a [`Chart`] and the [`FigureTable`](crate::report::publication::FigureTable) it is a picture
//! of. Out: markup. Must not know: where on the page it goes.

mod axis;
mod heat;
mod mix;
mod ranking;
mod rows;
mod shapes;
mod stack;
mod trend;

use super::colours;
use super::markup::{Markup, clean};
use crate::render::number;
use crate::report::Lang;
use crate::report::publication::{Chart, ChartKind, Figure, Report, Section, Series};

use shapes::px;

/// Every drawing is so wide; the page scales it.
const WIDTH: f64 = 960.0;
/// More lines than this are not drawn: they would not fit on a printed page.
const MOST_LINES: usize = 60;

/// A drawing, and what is to be said beside it.
struct Drawing {
    height: f64,
    body: Markup,
    /// Class and name of what the colours mean.
    legend: Vec<(&'static str, String)>,
    /// What the drawing leaves out, where its axis begins.
    remarks: Vec<String>,
}

/// A chart with the table that it is a picture of.
struct View<'a> {
    lang: Lang,
    suppress_below: u64,
    section: &'a Section,
    chart: &'a Chart,
    classes: Vec<&'static str>,
}

/// How a chart names its table and itself.
pub struct Ids {
    pub figure: String,
    pub table: String,
}

/// The figure of a chart.
pub fn figure(report: &Report, section: &Section, chart: &Chart, ids: &Ids) -> Markup {
    let lang = report.lang;
    let classes = colours::classes(&chart.series);
    let view = View { lang, suppress_below: report.suppress_below, section, chart, classes };
    let drawing = match chart.kind {
        ChartKind::Trend => trend::draw(&view),
        ChartKind::Ranking => ranking::draw(&view),
        ChartKind::Stack => stack::draw(&view),
        ChartKind::Mix => mix::draw(&view),
        ChartKind::Heat => heat::draw(&view),
    };
    let (title, description) = (format!("{}-t", ids.figure), format!("{}-d", ids.figure));
    let mut markup = Markup::default();
    markup.open("figure", &[("id", &ids.figure)]).open("figcaption", &[]);
    markup.element("h3", &[], &chart.title).open("p", &[]).text(&chart.description).text(" ");
    for remark in &drawing.remarks {
        markup.text(remark).text(" ");
    }
    let data = lang.of("Số liệu ở bảng", "Figures in the table");
    markup.element("a", &[("href", &format!("#{}", ids.table))], data).text(".").close("p");
    markup.append(&legend(&drawing.legend)).close("figcaption");
    markup.open(
        "div",
        &[("class", "sc"), ("role", "group"), ("aria-labelledby", &title), ("tabindex", "0")],
    );
    let size = format!("0 0 {} {}", px(WIDTH), px(drawing.height));
    markup.open(
        "svg",
        &[
            ("viewBox", &size),
            ("role", "img"),
            ("aria-labelledby", &title),
            ("aria-describedby", &format!("{description} {}-c", ids.table)),
        ],
    );
    markup.element("title", &[("id", &title)], &chart.title);
    markup.element("desc", &[("id", &description)], &chart.description);
    markup.append(&drawing.body).close("svg").close("div").close("figure");
    markup
}

fn legend(entries: &[(&'static str, String)]) -> Markup {
    let mut markup = Markup::default();
    if entries.is_empty() {
        return markup;
    }
    markup.open("ul", &[("class", "lg")]);
    for (class, name) in entries {
        markup.open("li", &[]).element("i", &[("class", &format!("k {class}"))], "");
        markup.text(name).close("li");
    }
    markup.close("ul");
    markup
}

impl<'a> View<'a> {
    /// The lines that are drawn at most, and none beyond the table.
    fn lines(&self) -> &'a [Vec<Figure>] {
        let lines = &self.section.table.lines;
        let start = self.chart.first_line.min(lines.len());
        let end = (start + self.chart.lines).min(lines.len());
        lines.get(start..end).unwrap_or_default()
    }

    fn label(&self, line: &[Figure]) -> String {
        line.get(self.chart.label).map_or_else(String::new, |figure| self.text(figure))
    }

    fn text(&self, figure: &Figure) -> String {
        clean(&number::figure(self.lang, figure, self.suppress_below))
    }

    /// Every series with its class and its figure in a line.
    fn series(
        &self,
        line: &'a [Figure],
    ) -> impl Iterator<Item = (&'static str, &'a Series, &'a Figure)> {
        let series = self.classes.iter().copied().zip(&self.chart.series);
        series.map(|(class, series)| {
            (class, series, line.get(series.column).unwrap_or(&Figure::Empty))
        })
    }

    fn legend(&self) -> Vec<(&'static str, String)> {
        let names = self.chart.series.iter().map(|series| series.name.clone());
        self.classes.iter().copied().zip(names).collect()
    }

    /// Says which lines are drawn when not all are.
    fn left_out(&self, drawn: usize, is_both_ends: bool) -> Option<String> {
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
enum Weight {
    Share(f64),
    Amount(u64),
    Missing,
}

fn weight(figure: &Figure) -> Weight {
    match figure {
        Figure::Rate(Ok(ratio)) => Weight::Share(ratio.value()),
        Figure::Count(count) => Weight::Amount(*count),
        _ => Weight::Missing,
    }
}
