//! A chart of the report → a figure: a drawing (SVG), what it shows in words, and where its figures
//! stand.
//!
//! In: a [`Chart`] and the [`Table`](crate::report::publication::Table) it is a picture
//! of. Out: markup. Must not know: where on the page it goes.

mod drawing;
mod axis;
mod heat;
mod mix;
mod ranking;
mod rows;
mod shapes;
mod stack;
mod trend;

use super::colours;
use super::markup::Markup;
use crate::answers::publication::{Chart, ChartKind, Report, Section};
use crate::render::number;
pub use axis::step_to;
use drawing::{View, WIDTH};
use shapes::px;
pub use shapes::{amount, dot, path, place};

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
    let headline = chart.headline.as_ref().map(|headline| number::phrase(lang, headline));
    markup.element("h3", &[], headline.as_ref().unwrap_or(&chart.title)).open("p", &[]);
    if chart.headline.is_some() {
        markup.text(&chart.title).text(". ");
    }
    markup.text(&chart.description).text(" ");
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
