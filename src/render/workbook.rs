//! Sheets → a workbook (XLSX) as offices print it: Times New Roman, A4 across, the header on every page.
//!
//! Every text is written as a text and its cell is of the format "text", so that a cell that begins
//! like a formula stays what it is even after it was edited. The same sheets give the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::spreadsheet::{FONT, LARGE, SIZE, cell_text, height, lines, set_up_print};
use super::{number, palette};
use crate::answers::feedback::Sheet;
use crate::answers::{Cell, Column, Table};
use crate::words::Lang;

/// The looks of a workbook.
struct Looks {
    heading: Format,
    unit: Format,
    line: Format,
    head: Format,
    text: Format,
    count: Format,
}

impl Looks {
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
    let looks = Looks::new();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, lang, &looks)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    lang: Lang,
    looks: &Looks,
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
    for cells in sheet.table.lines() {
        row += 1;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => worksheet.write_blank(row, column, &looks.text)?,
                Cell::Count(count) => {
                    let count = u32::try_from(*count).unwrap_or(u32::MAX);
                    worksheet.write_number_with_format(row, column, count, &looks.count)?
                }
                other => {
                    let text = number::cell(lang, other, 0);
                    worksheet.write_string_with_format(
                        row,
                        column,
                        cell_text(&text),
                        &looks.text,
                    )?
                }
            };
        }
    }
    set_heights(worksheet, &sheet.table, lang, head_row)?;
    worksheet.autofilter(head_row, 0, row, last_column)?;
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
    looks: &Looks,
) -> Result<(), XlsxError> {
    let width: usize = sheet.table.columns.iter().map(|column| usize::from(width(column))).sum();
    for (row, line) in (0..).zip(&sheet.title) {
        let format = match row {
            0 => &looks.heading,
            1 => &looks.unit,
            _ => &looks.line,
        };
        worksheet.merge_range(row, 0, row, last_column, &cell_text(line), format)?;
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        worksheet.set_row_height(row, height(lines(line, width)))?;
    }
    Ok(())
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
