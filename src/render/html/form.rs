//! An official form → its table, with the spans of its header.
//!
//! In: a [`FilledForm`]. Out: markup of the table, and style rules for its columns. Must not know:
//! the page around it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::markup::Markup;
use crate::answers::publication::{FilledForm, HeaderCell, Report};
use crate::answers::{Cell, Column, RowKind, TableRow};
use crate::render::number;

pub fn table(report: &Report, form: &FilledForm, caption: &str) -> Markup {
    let mut markup = Markup::default();
    markup.open(
        "div",
        &[("class", "sc"), ("role", "region"), ("aria-label", &form.number), ("tabindex", "0")],
    );
    markup.open("table", &[("class", "of"), ("aria-labelledby", caption)]);
    markup.open("colgroup", &[]);
    for column in &form.table.columns {
        markup.empty("col", &[("class", &format!("w{}", width(column)))]);
    }
    markup.close("colgroup");
    head(form, &mut markup);
    markup.open("tbody", &[]);
    let names = name_column(form);
    for row in &form.table.rows {
        body_row(report, form, names, row, &mut markup);
    }
    markup.close("tbody").close("table").close("div");
    markup
}

/// The header, row by row from the left: the order in which HTML lays spans out.
fn head(form: &FilledForm, markup: &mut Markup) {
    markup.open("thead", &[]);
    for row in 0..form.header_rows {
        let mut cells: Vec<&HeaderCell> =
            form.header.iter().filter(|cell| cell.row == row).collect();
        cells.sort_by_key(|cell| cell.column);
        markup.open("tr", &[]);
        for cell in cells {
            let (across, down) = (cell.column_span.to_string(), cell.row_span.to_string());
            let mut attributes = Vec::new();
            if cell.column_span > 1 {
                attributes.push(("scope", "colgroup"));
                attributes.push(("colspan", across.as_str()));
            } else {
                attributes.push(("scope", "col"));
            }
            if cell.row_span > 1 {
                attributes.push(("rowspan", down.as_str()));
            }
            markup.element("th", &attributes, &cell.text);
        }
        markup.close("tr");
    }
    markup.close("thead");
}

/// The column that names the rows: the last one before the numbers begin.
fn name_column(form: &FilledForm) -> Option<usize> {
    form.table.columns.iter().position(|column| !column.is_text())?.checked_sub(1)
}

fn body_row(
    report: &Report,
    form: &FilledForm,
    names: Option<usize>,
    row: &TableRow,
    markup: &mut Markup,
) {
    match row.kind {
        RowKind::Block => markup.open("tr", &[("class", "bl")]),
        RowKind::Total => markup.open("tr", &[("class", "to")]),
        RowKind::Body => markup.open("tr", &[]),
    };
    for (place, (cell, column)) in row.cells.iter().zip(&form.table.columns).enumerate() {
        let text = number::cell(report.lang, cell, report.suppress_below);
        if Some(place) == names {
            markup.element("th", &[("scope", "row")], &text);
        } else if *cell == Cell::Open {
            markup.element("td", &[("class", "op")], &text);
        } else if !column.is_text() {
            markup.element("td", &[], &text);
        } else {
            markup.element("td", &[("class", "t")], &text);
        }
    }
    markup.close("tr");
}

/// A rule for each width of a column.
pub fn style(report: &Report) -> String {
    let columns = report.forms.iter().flat_map(|form| &form.table.columns);
    let widths: BTreeSet<u16> = columns.map(width).collect();
    widths.iter().fold(String::new(), |mut style, width| {
        // Writing to a string cannot fail.
        let _ = writeln!(style, ".w{width}{{width:{width}ch}}");
        style
    })
}

/// In letters; so many where the form does not say.
fn width(column: &Column) -> u16 {
    const USUAL: u16 = 12;
    column.width.unwrap_or(USUAL)
}
