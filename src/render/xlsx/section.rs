//! A section of the report → its sheet: what it is about, a table that can be filtered, the notes that
//! explain its marks, and its charts.
//!
//! In: a [`Section`]. Out: a sheet. Must not know: the other sheets.

use rust_xlsxwriter::{
    Formula, IgnoreError, Table as ExcelTable, TableColumn, TableFunction, TableStyle, Worksheet,
    XlsxError,
};

use super::asides::Asides;
use super::body::Body;
use super::cell_formats::CellFormats;
use super::chart::{Source, draw};
use super::columns::Plan;
use super::names;
use super::page::{Page, rows};
use super::pictures;
use super::shades::shade;
use crate::answers::map::COMMUNES;
use crate::answers::publication::{Report, Section};
use crate::answers::{Cell, ColumnKind, Table};
use crate::render::number;
use crate::render::spreadsheet::{alt_text, cell_text, lines};

/// A chart stands so many pixels below the edge of its row: its own edge must not be on the page before.
const OFFSET: u32 = 6;

/// Writes the sheet of a section.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    report: &Report,
    section: &Section,
) -> Result<(), XlsxError> {
    rows(section.table.body().len())?;
    let plan = Plan::new(report.lang, &section.table, report.suppress_below);
    let mut page = Page::new(worksheet, name, &plan.widths, looks, report.lang)?;
    page.paragraph(&section.title, &looks.title)?;
    let period = &report.period;
    let about = format!("{} – {}, {}", report.subject.name, period.name, period.line);
    page.paragraph(&about, &looks.subtitle)?;
    if !section.lead.is_empty() {
        page.paragraph(&section.lead, &looks.paragraph)?;
    }
    page.skip(1);
    let head_row = page.row;
    write_table(&mut page, &plan, section)?;
    let shades = shade(page.worksheet, &plan, section, head_row + 1)?;
    let notes = section.table.notes.iter().map(|note| number::phrase(report.lang, note));
    for note in notes.chain(shades) {
        page.paragraph(&note, &looks.note)?;
    }
    draw_charts(&mut page, &plan, section, head_row)?;
    if section.id == COMMUNES {
        let breaks = pictures::write(report, &mut page)?;
        page.worksheet.set_page_breaks(&breaks)?;
    }
    page.worksheet.set_freeze_panes(head_row + 1, plan.frozen())?;
    page.set_up_print(Some((head_row, head_row)))
}

/// The head, the lines and the total, as a table of Excel.
fn write_table(page: &mut Page<'_>, plan: &Plan<'_>, section: &Section) -> Result<(), XlsxError> {
    let head_row = page.row;
    let table = &section.table;
    let tallest =
        (0..).zip(&plan.heads).max_by_key(|(place, head)| lines(head, plan.head_width(*place)));
    if let Some((place, head)) = tallest {
        page.fit(head, plan.head_width(place))?;
    }
    if table.body().len() == 0 {
        return write_empty(page, plan);
    }
    let body = Body::new(plan, head_row + 1);
    let total_row = head_row + 1 + rows(table.body().len())?;
    let last_row = if table.total().is_some() { total_row } else { total_row - 1 };
    let formulas = total_formulas(&body, table, total_row);
    let excel_table = excel_table(page.looks, plan, section, &formulas);
    page.worksheet.add_table(head_row, 0, last_row, plan.last(), &excel_table)?;
    page.row += 1;
    for line in table.body() {
        fit_line(page, plan, line)?;
        body.write_line(page.worksheet, page.row, line)?;
        page.row += 1;
    }
    if let Some(total) = table.total() {
        fit_line(page, plan, total)?;
        body.write_total(page.worksheet, page.row, total)?;
        page.row += 1;
    }
    ignore_warnings(page, plan, head_row + 1, last_row)
}

/// A table of Excel has a line at least; without one there is a sentence.
fn write_empty(page: &mut Page<'_>, plan: &Plan<'_>) -> Result<(), XlsxError> {
    for (place, head) in (0..).zip(&plan.heads) {
        page.spread(place, place, head, &page.looks.head)?;
    }
    page.row += 1;
    let nothing = page.lang.of("Không có dòng nào.", "No lines.");
    page.paragraph(nothing, &page.looks.paragraph)?;
    let body = Body::new(plan, page.row);
    if let Some(total) = plan.table.total() {
        body.write_total(page.worksheet, page.row, total)?;
        page.row += 1;
    }
    Ok(())
}

fn total_formulas(body: &Body<'_>, table: &Table, row: u32) -> Vec<Option<Formula>> {
    let total = table.total().unwrap_or(&[]);
    (0..table.columns.len()).map(|column| body.total_formula(row, column, total)).collect()
}

/// The table, with what its row of totals says of itself.
fn excel_table(
    looks: &CellFormats,
    plan: &Plan<'_>,
    section: &Section,
    formulas: &[Option<Formula>],
) -> ExcelTable {
    let mut columns: Vec<TableColumn> = plan
        .heads
        .iter()
        .map(|head| TableColumn::new().set_header(head).set_header_format(&looks.head))
        .collect();
    let total = section.table.total().unwrap_or(&[]);
    for (column, figure) in total.iter().enumerate() {
        let Some(slot) = columns.get_mut(usize::from(plan.place(column))) else { continue };
        let facts = std::mem::take(slot);
        *slot = match (figure, formulas.get(column)) {
            (Cell::Text(label), _) if !label.contains("_x") => {
                facts.set_total_label(cell_text(label))
            }
            (_, Some(Some(formula))) => {
                facts.set_total_function(TableFunction::Custom(formula.clone()))
            }
            _ => facts,
        };
    }
    ExcelTable::new()
        .set_name(names::table(section.id))
        // The cells have looks of their own: programs without styles of tables show the same.
        .set_style(TableStyle::None)
        .set_total_row(section.table.total().is_some())
        .set_alt_text_title(alt_text(&section.title))
        .set_alt_text(alt_text(&section.lead))
        .set_columns(&columns)
}

/// The row as high as its longest text.
fn fit_line(page: &mut Page<'_>, plan: &Plan<'_>, line: &[Cell]) -> Result<(), XlsxError> {
    let texts = line.iter().enumerate().filter_map(|(column, figure)| match figure {
        Cell::Text(text) => Some((text, plan.width(plan.place(column)))),
        _ => None,
    });
    match texts.max_by_key(|(text, width)| lines(text, *width)) {
        Some((text, width)) => page.fit(text, width),
        None => Ok(()),
    }
}

/// Excel warns of codes written as texts, and of sums that leave neighbours out: both are meant.
fn ignore_warnings(
    page: &mut Page<'_>,
    plan: &Plan<'_>,
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
    for (column, facts) in plan.table.columns.iter().enumerate() {
        let error = match facts.kind {
            ColumnKind::Text => IgnoreError::NumberStoredAsText,
            ColumnKind::Rate { .. } => IgnoreError::FormulaOmitsCells,
            _ => continue,
        };
        let place = plan.place(column);
        page.worksheet.ignore_error_range(first, place, last, place, error)?;
    }
    Ok(())
}

/// The charts below the table, none of them across the end of a page if it fits on one.
fn draw_charts(
    page: &mut Page<'_>,
    plan: &Plan<'_>,
    section: &Section,
    head_row: u32,
) -> Result<(), XlsxError> {
    let mut asides = Asides::new(page, head_row);
    let sheet = page.worksheet.name();
    let mut breaks = Vec::new();
    page.skip(1);
    for chart in &section.charts {
        if section.table.body().len() == 0 {
            break;
        }
        let source = Source::new((&sheet, page), plan, head_row, chart);
        for (mut drawing, height) in draw(&source, page, &mut asides)? {
            if page.breaks_before(height + OFFSET) {
                breaks.push(page.row);
            }
            drawing.set_width(page.pixels().saturating_sub(OFFSET)).set_height(height);
            page.worksheet.insert_chart_with_offset(page.row, 0, &drawing, 2, OFFSET)?;
            page.skip_pixels(height + OFFSET);
            page.skip(1);
        }
    }
    if !breaks.is_empty() {
        page.worksheet.set_page_breaks(&breaks)?;
    }
    if !asides.is_empty() {
        page.worksheet.set_print_area(0, 0, page.row, page.last_column)?;
    }
    Ok(())
}
