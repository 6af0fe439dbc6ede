//! A table of figures → an HTML table that prints, sorts and reads aloud.
//!
//! In: a [`Section`] of the report. Out: markup; every figure as text, with its exact value beside it
//! for sorting where the text does not say it. Must not know: the page around it.

use super::links::UnitLinks;
use super::markup::Markup;
use crate::answers::publication::{Report, Section};
use crate::answers::{Cell, Column, ColumnKind, Table};
use crate::domain::exact::to_float;
use crate::render::number;

/// So many columns fit on an upright page in letters of the usual size, and so many in smaller ones.
const MOST_UPRIGHT: [usize; 2] = [9, 13];
/// A table of no more lines is not broken between two printed pages.
const MOST_UNBROKEN: usize = 15;

/// What a reader wants of a wide table of dossiers, in this order; the other columns follow.
const FIRST: [&str; 6] =
    ["received", "resolved", "late", "closing_overdue", "on_time_rate", "online_rate"];

/// The places of the columns as they are shown, and how many of them are shown at first.
fn reading_order(columns: &[Column]) -> (Vec<usize>, usize) {
    let place = |key: &&str| columns.iter().position(|column| column.key == *key);
    let first: Vec<usize> = FIRST.iter().filter_map(place).collect();
    let all: Vec<usize> = (0..columns.len()).collect();
    if columns.len() <= MOST_UPRIGHT[0] || first.len() < FIRST.len() - 1 {
        return (all, columns.len());
    }
    let texts = all.iter().copied().filter(|place| columns[*place].is_text());
    let mut order: Vec<usize> = texts.chain(first).collect();
    let shown = order.len();
    order.extend(all.into_iter().filter(|place| !order.contains(place)).collect::<Vec<_>>());
    (order, shown)
}

/// The table of a section, with its caption and its notes.
pub fn table(report: &Report, section: &Section, id: &str) -> Markup {
    let table = &section.table;
    let (caption, notes) = (format!("{id}-c"), format!("{id}-n"));
    let mut markup = Markup::default();
    let class = if table.body().len() > MOST_UNBROKEN { "sc" } else { "sc sh" };
    markup.open(
        "div",
        &[("class", class), ("role", "region"), ("aria-labelledby", &caption), ("tabindex", "0")],
    );
    let (mut order, mut shown) = reading_order(&table.columns);
    // A column that people are to fill in is for paper and workbooks.
    let all = order.len();
    order.retain(|place| !is_to_fill_in(table, *place));
    shown -= all - order.len();
    let class = if shown < order.len() { "st fw" } else { "st" };
    let mut attributes = vec![("id", id), ("class", class)];
    if section.notes().next().is_some() {
        attributes.push(("aria-describedby", &notes));
    }
    markup.open("table", &attributes);
    let title = format!("{} – {}", section.title, report.period.name);
    markup.element("caption", &[("id", &caption)], &title);
    head(table, (&order, shown), &mut markup);
    // A short code before the name tells the lines apart, and is not what they are called.
    let is_name = |column: &Column| column.kind == ColumnKind::Text;
    let called = table.columns.iter().position(|column| is_name(column) && column.key == "name");
    let names = called.or_else(|| table.columns.iter().position(is_name));
    let links = UnitLinks::new(report);
    markup.open("tbody", &[]);
    for line in table.body() {
        row((report, section, &links), names, (&order, shown), line, &mut markup);
    }
    markup.close("tbody");
    if let Some(total) = table.total() {
        markup.open("tfoot", &[]);
        row((report, section, &links), names, (&order, shown), total, &mut markup);
        markup.close("tfoot");
    }
    markup.close("table").close("div");
    if section.notes().next().is_some() {
        markup.open("ul", &[("class", "nt"), ("id", &notes)]);
        for note in section.notes() {
            markup.element("li", &[], &number::phrase(report.lang, note));
        }
        markup.close("ul");
    }
    markup
}

/// Whether a column has room and nothing in it.
fn is_to_fill_in(table: &Table, place: usize) -> bool {
    let has_room = table.columns.get(place).is_some_and(|column| column.width.is_some());
    has_room && table.lines().all(|line| line.get(place) == Some(&Cell::Empty))
}

/// How a section is laid out so that its table fits: upright, smaller, or across.
pub const fn layout(section: &Section) -> &'static str {
    let columns = section.table.columns.len();
    if columns <= MOST_UPRIGHT[0] {
        ""
    } else if columns <= MOST_UPRIGHT[1] {
        "md"
    } else {
        "wd"
    }
}

fn head(table: &Table, (order, shown): (&[usize], usize), markup: &mut Markup) {
    markup.open("thead", &[]).open("tr", &[]);
    for (position, place) in order.iter().enumerate() {
        let column = &table.columns[*place];
        let attributes: &[_] = if column.is_text() {
            &[("scope", "col"), ("class", "t")]
        } else if position >= shown {
            &[("scope", "col"), ("class", "mo")]
        } else {
            &[("scope", "col")]
        };
        markup.element("th", attributes, &column.name);
    }
    markup.close("tr").close("thead");
}

fn row(
    (report, section, links): (&Report, &Section, &UnitLinks<'_>),
    names: Option<usize>,
    (order, shown): (&[usize], usize),
    line: &[Cell],
    markup: &mut Markup,
) {
    let columns = &section.table.columns;
    let anchor = links.anchor(section, line);
    let attributes: Vec<_> = anchor.iter().map(|anchor| ("id", anchor.as_str())).collect();
    markup.open("tr", &attributes);
    for (position, place) in order.iter().copied().enumerate() {
        let (Some(column), Some(figure)) = (columns.get(place), line.get(place)) else { continue };
        let text = number::cell(report.lang, figure, report.suppress_below);
        let key = sort_key(figure).filter(|key| *key != text);
        let mut attributes = Vec::new();
        let tag = if Some(place) == names {
            attributes.push(("scope", "row"));
            "th"
        } else {
            if column.is_text() {
                attributes.push(("class", class_of(figure)));
            } else if position >= shown {
                attributes.push(("class", "mo"));
            }
            "td"
        };
        if let Some(key) = &key {
            attributes.push(("data-s", key));
        }
        let address = column.is_text().then(|| links.address(section, figure)).flatten();
        match address {
            Some(address) => {
                let leads_to = [("href", address.as_str())];
                markup.open(tag, &attributes).element("a", &leads_to, &text).close(tag);
            }
            None => {
                markup.element(tag, &attributes, &text);
            }
        }
    }
    markup.close("tr");
}

fn class_of(figure: &Cell) -> &'static str {
    if matches!(figure, Cell::Day(_)) {
        return "t dy";
    }
    match sort_key(figure).as_deref() {
        Some("2") => "t s2",
        Some("3") => "t s3",
        _ => "t",
    }
}

/// The exact value, as a number or as numerator over denominator; empty for what has none. A text is
/// its own key.
fn sort_key(figure: &Cell) -> Option<String> {
    let difference = |now: u64, before: u64| i128::from(now) - i128::from(before);
    Some(match figure {
        Cell::Text(_) | Cell::Phrase(_) | Cell::Judged { .. } | Cell::Open => return None,
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.0.to_string(),
        Cell::Month(month) => month.replace('-', ""),
        Cell::Rate(Ok(ratio))
        | Cell::Parts(Ok(ratio))
        | Cell::Bar(Ok(ratio), _)
        | Cell::Mean { mean: ratio, .. } => {
            format!("{}/{}", ratio.numerator(), ratio.denominator())
        }
        Cell::Interval(Ok(interval)) => interval.low.to_string(),
        Cell::CountChange { now, before } => difference(*now, *before).to_string(),
        Cell::PointChange { now, before } => {
            let [a, b, c, d] =
                [now.numerator(), now.denominator(), before.numerator(), before.denominator()]
                    .map(i128::from);
            format!("{}/{}", a * d - c * b, b * d)
        }
        // Exact effects may have thousands of digits.
        Cell::Effect(share) | Cell::MeanChange { difference: share, .. } => {
            to_float(share).to_string()
        }
        Cell::Number { value, .. } | Cell::Share(value) | Cell::Change { value, .. } => {
            format!("{}/{}", value.numer(), value.denom())
        }
        Cell::Severity(severity) => (*severity as u8).to_string(),
        Cell::Empty
        | Cell::Missing(_)
        | Cell::Rate(Err(_))
        | Cell::Parts(Err(_))
        | Cell::Bar(Err(_), _)
        | Cell::Interval(Err(_)) => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::{reading_order, sort_key};
    use crate::answers::{Cell, Column, ColumnKind};
    use crate::domain::{Absence, Ratio};
    use crate::findings::Severity;
    use crate::indicators::Interval;

    #[test]
    fn a_wide_table_begins_with_what_is_read_first() {
        let column = |key: &str| Column::new(key, key, ColumnKind::Count { adds: true });
        let keys = "opening received online_rate resolved early on_time late closing closing_overdue on_time_rate";
        let unit = Column::new("unit", "unit", ColumnKind::Text);
        let columns: Vec<Column> = [unit].into_iter().chain(keys.split(' ').map(column)).collect();
        let (order, shown) = reading_order(&columns);
        let read: Vec<&str> = order.iter().map(|place| columns[*place].key.as_str()).collect();
        let (first, rest) = read.split_at(shown);
        assert_eq!(first[0], "unit");
        assert_eq!(first[1..], super::FIRST);
        assert_eq!(rest, ["opening", "early", "on_time", "closing"]);
        assert_eq!(reading_order(&columns[..5]), ((0..5).collect(), 5));
    }

    #[test]
    fn keys_are_exact_and_missing_figures_have_none() {
        let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
        for (figure, key) in [
            (Cell::Count(1_733), Some("1733")),
            (Cell::Rate(Ok(ratio(1, 3))), Some("1/3")),
            (Cell::Rate(Err(Absence::NoDossiers)), Some("")),
            (Cell::Missing(Absence::TooFew), Some("")),
            (Cell::Interval(Ok(Interval { low: 0.25, high: 0.5 })), Some("0.25")),
            (Cell::CountChange { now: 3, before: 10 }, Some("-7")),
            (Cell::PointChange { now: ratio(1, 2), before: ratio(2, 3) }, Some("-1/6")),
            (Cell::Severity(Severity::Critical), Some("3")),
            (Cell::Text("a".to_owned()), None),
            (Cell::Empty, Some("")),
        ] {
            assert_eq!(sort_key(&figure).as_deref(), key, "{figure:?}");
        }
    }
}
