//! The page for leaders → the first part of the page: sentences, then the main figures beside their plans.

use minijinja::{Value, context};

use super::markup::Markup;
use crate::answers::Cell;
use crate::answers::publication::Report;
use crate::render::number;

/// Sentences and table; nothing in reports that have none.
pub fn value(report: &Report) -> Option<Value> {
    let brief = &report.brief;
    (!brief.is_empty()).then(|| {
        let sentences = brief.sentences.iter().map(|one| number::phrase(report.lang, one));
        context! {
            sentences => sentences.collect::<Vec<_>>(),
            table => table(report).into_value(),
        }
    })
}

fn table(report: &Report) -> Markup {
    let (_, table) = report.brief.shown();
    let mut markup = Markup::default();
    markup.open("table", &[("class", "bt")]).open("thead", &[]).open("tr", &[]);
    for column in &table.columns {
        let class = if column.is_text() { "t" } else { "" };
        markup.element("th", &[("scope", "col"), ("class", class)], &column.name);
    }
    markup.close("tr").close("thead").open("tbody", &[]);
    for line in table.lines() {
        markup.open("tr", &[]);
        for (place, (column, cell)) in table.columns.iter().zip(line).enumerate() {
            let text = number::cell(report.lang, cell, report.suppress_below);
            let class = match cell {
                Cell::Judged { is_good: Some(true), .. } => "gd",
                Cell::Judged { is_good: Some(false), .. } => "bd",
                _ if column.is_text() => "t",
                _ => "n",
            };
            let element = if place == 0 { "th" } else { "td" };
            let scope =
                if place == 0 { ("scope", "row") } else { ("data-h", column.name.as_str()) };
            markup.element(element, &[("class", class), scope], &text);
        }
        markup.close("tr");
    }
    markup.close("tbody").close("table");
    markup
}
