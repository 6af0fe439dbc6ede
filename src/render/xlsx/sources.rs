//! Every input with its fingerprint and its rows: the last sheet.
//!
//! In: the provenance of a report. Out: a sheet, and where its sums stand. Must not know: the figures.

use rust_xlsxwriter::{
    Formula, IgnoreError, Table, TableColumn, TableFunction, TableStyle, Worksheet, XlsxError,
    quote_sheet_name, row_col_to_cell,
};

use super::cell_formats::{CellFormats, Kind, body, total};
use super::formula;
use super::page::{Page, number, rows};
use crate::answers::publication::{InputFile, Provenance};
use crate::render::spreadsheet::{cell_text, lines};
use crate::words::Lang;

const WIDTHS: [u16; 9] = [7, 42, 36, 15, 12, 12, 12, 12, 12];
/// Title and an empty row stand above.
const HEAD_ROW: u32 = 2;
const FIRST_COUNT: u16 = 3;
const COUNTS: usize = 6;

/// Bytes, then rows read, counted, superseded, excluded, rejected.
const fn counts(input: &InputFile) -> [u64; COUNTS] {
    [
        input.bytes,
        input.rows_read,
        input.rows_counted,
        input.rows_superseded,
        input.rows_excluded,
        input.rows_rejected,
    ]
}

fn sums(inputs: &[InputFile]) -> [u64; COUNTS] {
    let mut sums = [0; COUNTS];
    for input in inputs {
        for (sum, count) in sums.iter_mut().zip(counts(input)) {
            *sum += count;
        }
    }
    sums
}

/// The bytes of all inputs, for the cover: a reference to the sum on this sheet.
pub fn bytes(name: &str, inputs: &[InputFile]) -> Result<Formula, XlsxError> {
    let result = sums(inputs)[0].to_string();
    let cell = row_col_to_cell(HEAD_ROW + 1 + rows(inputs.len())?, FIRST_COUNT);
    Ok(Formula::new(format!("={}!{cell}", quote_sheet_name(name))).set_result(result))
}

fn heads(lang: Lang) -> [&'static str; 9] {
    [
        lang.of("STT", "No."),
        lang.of("Tệp", "File"),
        "SHA-256",
        lang.of("Kích thước (byte)", "Size (bytes)"),
        lang.label("account", "read"),
        lang.label("account", "counted"),
        lang.label("account", "superseded"),
        lang.label("account", "excluded"),
        lang.label("account", "rejected"),
    ]
}

/// The sums below the columns of counts.
fn sum_formulas(inputs: &[InputFile], total_row: u32) -> Vec<Formula> {
    let down = |(column, sum): (u16, u64)| {
        let cells = (HEAD_ROW + 1..total_row).map(|row| (row, column));
        formula::sum(&cells.collect::<Vec<_>>(), sum)
    };
    (FIRST_COUNT..).zip(sums(inputs)).map(down).collect()
}

fn table(looks: &CellFormats, lang: Lang, formulas: &[Formula]) -> Table {
    let columns = (0_u16..).zip(heads(lang)).map(|(place, head)| {
        let column = TableColumn::new().set_header(head).set_header_format(&looks.head);
        let count = place.checked_sub(FIRST_COUNT).map(usize::from);
        match count.and_then(|count| formulas.get(count)) {
            Some(formula) => column.set_total_function(TableFunction::Custom(formula.clone())),
            None if place == 1 => column.set_total_label(lang.of("Tổng số", "Total")),
            None => column,
        }
    });
    Table::new()
        .set_name("bang_nguon")
        .set_style(TableStyle::None)
        .set_total_row(true)
        .set_columns(&columns.collect::<Vec<_>>())
}

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    lang: Lang,
    provenance: &Provenance,
) -> Result<(), XlsxError> {
    let inputs = &provenance.inputs;
    let total_row = HEAD_ROW + 1 + rows(inputs.len())?;
    let mut page = Page::new(worksheet, name, &WIDTHS, looks, lang)?;
    page.paragraph(lang.of("Nguồn dữ liệu", "Sources"), &looks.title)?;
    page.row = HEAD_ROW;
    page.fit_lines(2)?;
    if inputs.is_empty() {
        return page.paragraph(lang.of("Không có tệp nào.", "No files."), &looks.paragraph);
    }
    let formulas = sum_formulas(inputs, total_row);
    let table = table(looks, lang, &formulas);
    let last = page.last_column;
    page.worksheet.add_table(HEAD_ROW, 0, total_row, last, &table)?;
    for (place, input) in (1..).zip(inputs) {
        page.row += 1;
        write_input(&mut page, place, input)?;
    }
    page.row += 1;
    write_total(&mut page, &formulas)?;
    page.row += 1;
    let rule = lang.of(
        "Dòng đã đọc = được tính + có bản mới hơn + không tính + bị loại vì lỗi.",
        "Rows read = counted + superseded + excluded + rejected.",
    );
    page.paragraph(rule, &looks.note)?;
    page.worksheet.ignore_error_range(
        HEAD_ROW + 1,
        1,
        total_row,
        2,
        IgnoreError::NumberStoredAsText,
    )?;
    page.worksheet.set_freeze_panes(HEAD_ROW + 1, 2)?;
    page.set_up_print(Some((HEAD_ROW, HEAD_ROW)))
}

fn write_input(page: &mut Page<'_>, place: u32, input: &InputFile) -> Result<(), XlsxError> {
    let (text, count) = (body(Kind::Text), body(Kind::Count));
    // A fingerprint has 64 letters.
    page.fit_lines(lines(&input.name, WIDTHS[1]).max(2))?;
    let middle = body(Kind::Number);
    page.worksheet.write_number_with_format(page.row, 0, place, &middle)?;
    page.spread(1, 1, &input.name, &text)?;
    let unread = page.lang.of("(không đọc lại được)", "(could not be read again)");
    let fingerprint = input.sha256.as_deref().unwrap_or(unread);
    page.worksheet.write_string_with_format(page.row, 2, cell_text(fingerprint), &text)?;
    for (column, value) in (FIRST_COUNT..).zip(counts(input)) {
        page.worksheet.write_number_with_format(page.row, column, number(value), &count)?;
    }
    Ok(())
}

fn write_total(page: &mut Page<'_>, formulas: &[Formula]) -> Result<(), XlsxError> {
    let (text, count) = (total(body(Kind::Text)), total(body(Kind::Count)));
    page.spread(0, 0, "", &text)?;
    page.spread(1, 1, page.lang.of("Tổng số", "Total"), &text)?;
    page.spread(2, 2, "", &text)?;
    for (column, formula) in (FIRST_COUNT..).zip(formulas) {
        page.worksheet.write_formula_with_format(page.row, column, formula.clone(), &count)?;
    }
    Ok(())
}
