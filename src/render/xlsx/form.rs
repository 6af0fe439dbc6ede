//! An official form → its sheet, laid out as the form and not as we like: number and legal base, title,
//! head block, header cells with their spans, body, signatures.
//!
//! In: a [`FilledForm`]. Out: a sheet. Must not know: which form it is.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::cell_formats::{CellFormats, plain};
use super::form_rows::{self, border};
use super::page::Page;
use super::signatures;
use crate::answers::publication::{FilledForm, HeaderCell, Report};
use crate::render::form_foot::FormFoot;
use crate::render::spreadsheet::{cell_text, lines};

/// Letters that A4 across holds at full size, and how far a form may grow to that, in tenths.
const PAPER: u16 = 122;
const MOST_GROWTH: u16 = 15;
/// Letters of a column of which the form does not say how wide it is.
const USUAL: u16 = 12;

/// Writes the sheet of a form.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    report: &Report,
    form: &FilledForm,
) -> Result<(), XlsxError> {
    super::page::rows(form.table.rows.len())?;
    let widths = widths(form);
    let mut page = Page::new(worksheet, name, &widths, looks, report.lang)?;
    page.worksheet.set_screen_gridlines(false).set_print_center_horizontally(true);
    write_top(&mut page, form, &widths)?;
    let head_row = page.row;
    write_header(&mut page, form, &widths)?;
    let first_row = page.row;
    form_rows::write(&mut page, form, &widths)?;
    let foot = FormFoot::new(report);
    page.paragraph(&foot.source, &looks.note)?;
    page.skip(1);
    signatures::write(&mut page, &foot, middle(&widths))?;
    let header_rows = u32::try_from(form.header_rows).unwrap_or(0);
    if header_rows == 0 {
        return page.set_up_print(None);
    }
    page.worksheet.set_freeze_panes(first_row, 0)?;
    page.set_up_print(Some((head_row, head_row + header_rows - 1)))
}

/// The columns as wide as the form says; a narrow form grows to the width of the paper.
fn widths(form: &FilledForm) -> Vec<u16> {
    let widths: Vec<u16> = form
        .table
        .columns
        .iter()
        .map(|column| column.width.unwrap_or(USUAL).clamp(4, 80))
        .collect();
    let sum: u16 = widths.iter().fold(0, |sum, width| sum.saturating_add(*width));
    if sum >= PAPER || sum == 0 {
        return widths;
    }
    let factor = (PAPER * 10 / sum).min(MOST_GROWTH);
    widths.into_iter().map(|width| width * factor / 10).collect()
}

/// The last column of the left half: where the halves differ least.
fn middle(widths: &[u16]) -> u16 {
    let whole: u32 = widths.iter().map(|width| u32::from(*width)).sum();
    let mut left = 0;
    let differences = widths.iter().map(|width| {
        left += u32::from(*width);
        (left * 2).abs_diff(whole)
    });
    let best = (0_u16..).zip(differences).min_by_key(|(_, difference)| *difference);
    best.map_or(0, |(place, _)| place)
}

/// Number left, legal base right, the title over the whole width, then the head block.
fn write_top(page: &mut Page<'_>, form: &FilledForm, widths: &[u16]) -> Result<(), XlsxError> {
    let looks = page.looks;
    let (middle, last) = (middle(widths), page.last_column);
    if middle < last {
        page.spread(0, middle, &form.number, &looks.subtitle)?;
        let right = plain().set_italic().set_align(FormatAlign::Right).set_text_wrap();
        page.spread(middle + 1, last, &form.legal_base, &right)?;
        let of =
            |columns: &[u16]| columns.iter().fold(0_u16, |sum, width| sum.saturating_add(*width));
        let (left, right) = widths.split_at(usize::from(middle) + 1);
        let halves = [(&form.number, of(left)), (&form.legal_base, of(right))];
        if let Some((text, width)) =
            halves.into_iter().max_by_key(|(text, width)| lines(text, *width))
        {
            page.fit(text, width)?;
        }
        page.row += 1;
    } else {
        page.paragraph(&form.number, &looks.subtitle)?;
        page.paragraph(&form.legal_base, &looks.centred_italic)?;
    }
    page.skip(1);
    for line in &form.title {
        page.paragraph(line, &looks.centred_bold)?;
    }
    for (label, value) in &form.head {
        let value = if value.trim().is_empty() { "…………………………" } else { value };
        page.paragraph(&format!("{label}: {value}"), &looks.centred)?;
    }
    page.skip(1);
    Ok(())
}

/// The header cells with exactly their spans.
fn write_header(page: &mut Page<'_>, form: &FilledForm, widths: &[u16]) -> Result<(), XlsxError> {
    let format = border(plain())
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    for cell in &form.header {
        write_header_cell(page, cell, &format)?;
    }
    for row in 0..form.header_rows {
        // A cell that goes down needs its lines in all its rows together; one row more is enough then.
        let of_cell = |cell: &HeaderCell| {
            let columns = widths.iter().skip(cell.column).take(cell.column_span);
            let width = columns.fold(0_u16, |sum, width| sum.saturating_add(*width));
            lines(&cell.text, width).div_ceil(cell.row_span.max(1))
        };
        let cells = form
            .header
            .iter()
            .filter(|cell| (cell.row..cell.row + cell.row_span.max(1)).contains(&row));
        page.fit_lines(cells.map(of_cell).max().unwrap_or(1))?;
        page.row += 1;
    }
    Ok(())
}

fn write_header_cell(
    page: &mut Page<'_>,
    cell: &HeaderCell,
    format: &Format,
) -> Result<(), XlsxError> {
    let limit = |_| XlsxError::RowColumnLimitError;
    let row = page.row + u32::try_from(cell.row).map_err(limit)?;
    let column = u16::try_from(cell.column).map_err(limit)?;
    let last_row = row + u32::try_from(cell.row_span.saturating_sub(1)).map_err(limit)?;
    let last_column = column + u16::try_from(cell.column_span.saturating_sub(1)).map_err(limit)?;
    let text = cell_text(&cell.text);
    if (row, column) == (last_row, last_column) {
        page.worksheet.write_string_with_format(row, column, text, format)?;
    } else {
        page.worksheet.merge_range(row, column, last_row, last_column, &text, format)?;
    }
    Ok(())
}
