//! Sheets → a workbook (XLSX) as offices print it: Times New Roman, A4 across, the header on every page.
//!
//! Every text is written as a text and its cell is of the format "text", so that a cell that begins
//! like a formula stays what it is even after it was edited. The same sheets give the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::spreadsheet::{DAY, FONT, LARGE, SIZE, cell_text, height, lines, serial, set_up_print};
use super::{number, palette};
use crate::answers::feedback::Sheet;
use crate::answers::{Cell, Column, ColumnKind, RowKind, Table};
use crate::domain::exact::to_float;
use crate::words::Lang;

/// The looks of a workbook.
struct SheetFormats {
    heading: Format,
    unit: Format,
    line: Format,
    head: Format,
    text: Format,
    count: Format,
    /// Numbers of answers, which stand at the right.
    whole: Format,
    decimal: Format,
    share: Format,
    day: Format,
    /// Texts among numbers.
    beside: Format,
    total: Format,
}

impl SheetFormats {
    fn new() -> Self {
        let plain = || Format::new().set_font_name(FONT).set_font_size(SIZE);
        let cell =
            || plain().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
        Self {
            heading: plain().set_font_size(LARGE + 1.0).set_bold().set_align(FormatAlign::Center),
            unit: plain().set_font_size(LARGE).set_bold().set_align(FormatAlign::Center),
            line: plain()
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            head: plain()
                .set_bold()
                .set_border(FormatBorder::Thin)
                .set_background_color(palette::HEAD)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell().set_align(FormatAlign::Left).set_num_format("@"),
            count: cell().set_align(FormatAlign::Center).set_num_format("0"),
            whole: cell().set_align(FormatAlign::Right).set_num_format("#,##0"),
            decimal: cell().set_align(FormatAlign::Right).set_num_format("#,##0.00"),
            share: cell().set_align(FormatAlign::Right).set_num_format("0.00%"),
            day: cell().set_align(FormatAlign::Center).set_num_format(DAY),
            beside: cell().set_align(FormatAlign::Right).set_num_format("@"),
            total: Format::new().set_bold(),
        }
    }
}

impl SheetFormats {
    /// The number of a cell, where it is one, and how the cell looks.
    fn of(&self, column: &Column, cell: &Cell) -> (Option<f64>, &Format) {
        let whole = if column.kind == ColumnKind::Number { &self.whole } else { &self.count };
        match cell {
            Cell::Count(count) => (Some(count_value(*count)), whole),
            Cell::Day(day) => (serial(*day), &self.day),
            Cell::Rate(Ok(ratio)) => (Some(ratio.value()), &self.share),
            Cell::Share(share) => (Some(to_float(share)), &self.share),
            Cell::Number { value, decimals } | Cell::Change { value, decimals } => {
                let format = if *decimals == 0 { &self.whole } else { &self.decimal };
                (Some(to_float(value)), format)
            }
            // A dash or `k/n` among numbers stands where they stand.
            _ if column.kind == ColumnKind::Number => (None, &self.beside),
            _ => (None, &self.text),
        }
    }
}

/// Writes a workbook.
///
/// # Errors
/// When a sheet is too large or its name is not allowed.
pub fn write(lang: Lang, title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed moment: the same rows give the same bytes.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(title).set_author("cchc");
    workbook.set_properties(&properties.set_creation_datetime(&moment));
    let looks = SheetFormats::new();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, lang, &looks)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    lang: Lang,
    looks: &SheetFormats,
) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    let Table { columns, .. } = &sheet.table;
    let last_column = u16::try_from(columns.len().max(1) - 1).unwrap_or(u16::MAX);
    for (column, head) in (0..).zip(columns) {
        worksheet.set_column_width(column, f64::from(width(head)))?;
    }
    write_title(worksheet, sheet, last_column, looks)?;
    let head_row = u32::try_from(sheet.title.len()).unwrap_or(0) + 1;
    for (column, head) in (0..).zip(columns) {
        worksheet.write_string_with_format(head_row, column, &head.name, &looks.head)?;
    }
    let mut row = head_row;
    for line in &sheet.table.rows {
        row += 1;
        let is_total = line.kind != RowKind::Body;
        for ((place, head), cell) in (0..).zip(columns).zip(&line.cells) {
            let (value, format) = looks.of(head, cell);
            let format = if is_total { format.clone().merge(&looks.total) } else { format.clone() };
            match (value, cell) {
                (Some(value), _) => {
                    worksheet.write_number_with_format(row, place, value, &format)?
                }
                (None, Cell::Empty) => worksheet.write_blank(row, place, &format)?,
                (None, other) => {
                    let text = cell_text(&number::cell(lang, other, 0));
                    worksheet.write_string_with_format(row, place, text, &format)?
                }
            };
        }
    }
    let last = row;
    for note in &sheet.table.notes {
        row += 1;
        let text = number::phrase(lang, note);
        write_across(worksheet, (row, last_column), &text, &looks.line, whole_width(columns))?;
    }
    set_heights(worksheet, &sheet.table, lang, head_row)?;
    worksheet.autofilter(head_row, 0, last, last_column)?;
    worksheet.set_freeze_panes(head_row + 1, 0)?;
    set_up_print(worksheet, Some((head_row, head_row)), lang.of("Trang", "Page"))
}

/// Every row as high as the cell with most lines.
fn set_heights(
    worksheet: &mut Worksheet,
    table: &Table,
    lang: Lang,
    head_row: u32,
) -> Result<(), XlsxError> {
    let heads = table.columns.iter().map(|column| lines(&column.name, width(column)));
    worksheet.set_row_height(head_row, height(heads.max().unwrap_or(1)))?;
    for (row, cells) in (head_row + 1..).zip(table.lines()) {
        let of_cell = |(cell, column): (&Cell, &Column)| match cell {
            Cell::Text(text) => lines(text, width(column)),
            Cell::Empty | Cell::Count(_) => 1,
            other => lines(&number::cell(lang, other, 0), width(column)),
        };
        let most = cells.iter().zip(&table.columns).map(of_cell).max().unwrap_or(1);
        worksheet.set_row_height(row, height(most))?;
    }
    Ok(())
}

/// Dossiers are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
const fn count_value(count: u64) -> f64 {
    count as f64
}

/// In letters; so many where the table does not say.
fn width(column: &Column) -> u16 {
    const USUAL: u16 = 16;
    column.width.unwrap_or(USUAL)
}

/// Title lines over the whole width, as high as their text needs.
fn write_title(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    last_column: u16,
    looks: &SheetFormats,
) -> Result<(), XlsxError> {
    let width = whole_width(&sheet.table.columns);
    for (row, line) in (0..).zip(&sheet.title) {
        let format = match row {
            0 => &looks.heading,
            1 => &looks.unit,
            _ => &looks.line,
        };
        write_across(worksheet, (row, last_column), line, format, width)?;
    }
    Ok(())
}

/// A line over the whole width, as high as its text needs.
fn write_across(
    worksheet: &mut Worksheet,
    (row, last_column): (u32, u16),
    text: &str,
    format: &Format,
    width: u16,
) -> Result<(), XlsxError> {
    if last_column > 0 {
        worksheet.merge_range(row, 0, row, last_column, &cell_text(text), format)?;
    } else {
        worksheet.write_string_with_format(row, 0, cell_text(text), format)?;
    }
    worksheet.set_row_height(row, height(lines(text, width)))?;
    Ok(())
}

/// Letters that all columns hold together.
fn whole_width(columns: &[Column]) -> u16 {
    columns.iter().fold(0, |sum: u16, column| sum.saturating_add(width(column)))
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::answers::feedback::Sheet;
    use crate::answers::{Cell, Column, ColumnKind, Table};
    use crate::words::Lang;

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let column = Column::new("code", "Mã", ColumnKind::Text).wide(12);
        let line = vec![Cell::Text("=1+1".to_owned()), Cell::Count(3)];
        let sheet = Sheet {
            name: "Cần sửa".to_owned(),
            title: vec!["Tiêu đề".to_owned()],
            table: Table::new(vec![column.clone(), column], vec![line], None),
        };
        let bytes =
            || write(Lang::Vi, "Tiêu đề", std::slice::from_ref(&sheet)).expect("a workbook");
        assert_eq!(bytes(), bytes());
    }
}
