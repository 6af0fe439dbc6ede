//! Sheets → a workbook (XLSX) as offices print it: Times New Roman, A4 across, the header on every page.
//!
//! Every text is written as a text and its cell is of the format "text", so that a cell that begins
//! like a formula stays what it is even after it was edited. The same sheets give the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::palette;
use super::spreadsheet::{FONT, LARGE, SIZE, cell_text, height, lines, set_up_print};
use crate::answers::feedback::{Sheet, SheetCell};

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
pub fn write(title: &str, page_word: &str, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed moment: the same rows give the same bytes.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(title).set_author("cchc");
    workbook.set_properties(&properties.set_creation_datetime(&moment));
    let looks = Looks::new();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, page_word, &looks)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    page_word: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    let last_column = u16::try_from(sheet.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    for (column, head) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(column, f64::from(head.width))?;
    }
    write_title(worksheet, sheet, last_column, looks)?;
    let head_row = u32::try_from(sheet.title.len()).unwrap_or(0) + 1;
    for (column, head) in (0..).zip(&sheet.columns) {
        worksheet.write_string_with_format(head_row, column, &head.name, &looks.head)?;
    }
    let mut row = head_row;
    for cells in &sheet.rows {
        row += 1;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                SheetCell::Empty => worksheet.write_blank(row, column, &looks.text)?,
                SheetCell::Text(text) => {
                    worksheet.write_string_with_format(row, column, cell_text(text), &looks.text)?
                }
                SheetCell::Count(count) => {
                    let count = u32::try_from(*count).unwrap_or(u32::MAX);
                    worksheet.write_number_with_format(row, column, count, &looks.count)?
                }
            };
        }
    }
    set_heights(worksheet, sheet, head_row)?;
    worksheet.autofilter(head_row, 0, row, last_column)?;
    worksheet.set_freeze_panes(head_row + 1, 0)?;
    set_up_print(worksheet, Some((head_row, head_row)), page_word)
}

/// Every row as high as the cell with most lines.
fn set_heights(worksheet: &mut Worksheet, sheet: &Sheet, head_row: u32) -> Result<(), XlsxError> {
    let heads = sheet.columns.iter().map(|column| lines(&column.name, column.width));
    worksheet.set_row_height(head_row, height(heads.max().unwrap_or(1)))?;
    for (row, cells) in (head_row + 1..).zip(&sheet.rows) {
        let of_cell = |(cell, width): (&SheetCell, u16)| match cell {
            SheetCell::Text(text) => lines(text, width),
            SheetCell::Empty | SheetCell::Count(_) => 1,
        };
        let widths = sheet.columns.iter().map(|column| column.width);
        let most = cells.iter().zip(widths).map(of_cell).max().unwrap_or(1);
        worksheet.set_row_height(row, height(most))?;
    }
    Ok(())
}

/// Title lines over the whole width, as high as their text needs.
fn write_title(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    last_column: u16,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let width: usize = sheet.columns.iter().map(|column| usize::from(column.width)).sum();
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
    use crate::answers::feedback::{Sheet, SheetCell, SheetColumn};

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let column = SheetColumn { name: "Mã".to_owned(), width: 12 };
        let sheet = Sheet {
            name: "Cần sửa".to_owned(),
            title: vec!["Tiêu đề".to_owned()],
            columns: vec![column.clone(), column],
            rows: vec![vec![SheetCell::Text("=1+1".to_owned()), SheetCell::Count(3)]],
        };
        let bytes = || write("Tiêu đề", "Trang", std::slice::from_ref(&sheet)).expect("a workbook");
        assert_eq!(bytes(), bytes());
    }
}
