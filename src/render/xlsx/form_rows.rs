//! The rows of an official form → cells: sums as formulas, headings over their whole row, places for
//! people left open.
//!
//! In: the rows of a [`FilledForm`] and where they begin. Out: cells. Must not know: what stands above.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, XlsxError};

use super::cell_formats::{COUNT, RATE, plain};
use super::formula;
use super::page::{Page, number};
use crate::answers::publication::FilledForm;
use crate::answers::{Cell, RowKind, TableRow};
use crate::render::number as text_of;
use crate::render::palette;
use crate::render::spreadsheet::lines;

/// Writes all rows.
pub fn write(page: &mut Page<'_>, form: &FilledForm, widths: &[u16]) -> Result<(), XlsxError> {
    let first_row = page.row;
    for (place, row) in form.table.rows.iter().enumerate() {
        fit_row(page, row, widths)?;
        write_row(page, form, first_row, place, row)?;
        page.row += 1;
    }
    Ok(())
}

/// Makes the row as high as its texts.
fn fit_row(page: &mut Page<'_>, row: &TableRow, widths: &[u16]) -> Result<(), XlsxError> {
    if row.kind == RowKind::Block && heading(row).is_some() {
        return Ok(());
    }
    let texts = row.cells.iter().zip(widths).filter_map(|(cell, width)| match cell {
        Cell::Text(text) => Some(lines(text, *width)),
        _ => None,
    });
    page.fit_lines(texts.max().unwrap_or(1))
}

fn write_row(
    page: &mut Page<'_>,
    form: &FilledForm,
    first_row: u32,
    place: usize,
    row: &TableRow,
) -> Result<(), XlsxError> {
    let look = RowLook { kind: row.kind };
    let heading = heading(row).filter(|_| row.kind == RowKind::Block);
    for (column, cell) in row.cells.iter().enumerate() {
        let sheet_column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
        if let (Some(name), Cell::Text(text)) = (heading, cell)
            && name == column
        {
            // Nothing stands behind the name, so it has the whole width.
            return page.spread(sheet_column, page.last_column, text, &look.text(false));
        }
        if let Cell::Count(count) = cell {
            let parts = sum_cells(form, first_row, (place, column));
            write_count(page, sheet_column, *count, parts, &look)?;
        } else {
            let is_number = form.table.columns.get(column).is_some_and(|facts| !facts.is_text());
            write_cell(page, sheet_column, cell, is_number, &look)?;
        }
    }
    Ok(())
}

/// A count, as a sum where the form says so.
fn write_count(
    page: &mut Page<'_>,
    column: u16,
    count: u64,
    parts: Option<Vec<(u32, u16)>>,
    look: &RowLook,
) -> Result<(), XlsxError> {
    let format = look.number(COUNT);
    match parts {
        Some(cells) => {
            let formula = formula::sum(&cells, count);
            page.worksheet.write_formula_with_format(page.row, column, formula, &format)?
        }
        None => {
            page.worksheet.write_number_with_format(page.row, column, number(count), &format)?
        }
    };
    Ok(())
}

fn write_cell(
    page: &mut Page<'_>,
    column: u16,
    cell: &Cell,
    is_number: bool,
    look: &RowLook,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            // Numbers of rows stand in the middle.
            let is_short = text.chars().count() <= 3;
            page.spread(column, column, text, &look.text(is_number || is_short))
        }
        Cell::Rate(Ok(ratio)) => {
            let (value, format) = (ratio.value(), look.number(RATE));
            page.worksheet.write_number_with_format(page.row, column, value, &format)?;
            Ok(())
        }
        Cell::Open => page.spread(column, column, text_of::OPEN, &look.open()),
        Cell::Empty | Cell::Count(_) => {
            page.worksheet.write_blank(page.row, column, &look.text(false))?;
            Ok(())
        }
        other => page.spread(column, column, &text_of::cell(page.lang, other, 0), &look.text(true)),
    }
}

/// The cells whose sum a cell is: those of its row first, else those of its column.
fn sum_cells(
    form: &FilledForm,
    first_row: u32,
    (row, column): (usize, usize),
) -> Option<Vec<(u32, u16)>> {
    let across = &form.table.columns.get(column)?.sum_of;
    let down = &form.table.rows.get(row)?.sum_of;
    let parts: Vec<(usize, usize)> = if across.is_empty() {
        down.iter().map(|other| (*other, column)).collect()
    } else {
        across.iter().map(|other| (row, *other)).collect()
    };
    let is_count = |(row, column): &(usize, usize)| {
        let cell = form.table.rows.get(*row).and_then(|row| row.cells.get(*column));
        matches!(cell, Some(Cell::Count(_)))
    };
    if parts.is_empty() || !parts.iter().all(is_count) {
        return None;
    }
    let on_sheet = |(row, column): (usize, usize)| {
        Some((first_row.checked_add(u32::try_from(row).ok()?)?, u16::try_from(column).ok()?))
    };
    parts.into_iter().map(on_sheet).collect()
}

/// The last text of a row that has nothing behind it but empty cells.
fn heading(row: &TableRow) -> Option<usize> {
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(text) if !text.is_empty());
    let name = row.cells.iter().rposition(is_text)?;
    let behind = row.cells.get(name + 1..)?;
    (!behind.is_empty() && behind.iter().all(|cell| *cell == Cell::Empty)).then_some(name)
}

/// How the cells of a row look.
struct RowLook {
    kind: RowKind,
}

impl RowLook {
    fn base(&self) -> Format {
        let format = border(plain()).set_align(FormatAlign::VerticalCenter);
        match self.kind {
            RowKind::Block => format.set_bold().set_background_color(palette::TOTAL),
            RowKind::Total => format.set_bold(),
            RowKind::Body => format,
        }
    }

    fn text(&self, is_centred: bool) -> Format {
        let align = if is_centred { FormatAlign::Center } else { FormatAlign::Left };
        let format = self.base().set_num_format("@").set_text_wrap().set_align(align);
        if is_centred { format } else { format.set_indent(1) }
    }

    fn number(&self, format: &str) -> Format {
        self.base().set_num_format(format).set_align(FormatAlign::Right)
    }

    fn open(&self) -> Format {
        self.base().set_align(FormatAlign::Center).set_background_color(palette::OPEN)
    }
}

/// Forms have black lines.
pub fn border(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}
