//! Definitions, sources, what is unconfirmed, and how to read the workbook: a sheet of sentences.
//!
//! In: the notes of a report. Out: a sheet. Must not know: figures.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell_formats::{CellFormats, Kind, body};
use super::page::Page;
use crate::answers::publication::{ChartKind, Report};
use crate::render::number;
use crate::words::Lang;

const WIDTHS: [u16; 2] = [30, 98];

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    report: &Report,
) -> Result<(), XlsxError> {
    let lang = report.lang;
    let mut page = Page::new(worksheet, name, &WIDTHS, looks, lang)?;
    page.paragraph(lang.of("Ghi chú", "Notes"), &looks.title)?;
    let notes =
        report.notes.iter().map(|note| (note.subject.clone(), number::phrase(lang, &note.text)));
    let definitions =
        lang.of("Định nghĩa, nguồn, nội dung chưa xác nhận", "Definitions and sources");
    write_block(&mut page, definitions, notes.collect())?;
    let marks = lang.of("Dấu hiệu trong bảng", "Marks in the tables");
    write_block(&mut page, marks, explained_marks(report))?;
    let of_forms =
        lang.of("Ghi chú lập biểu (không ban hành)", "Working notes of the forms (not issued)");
    write_block(&mut page, of_forms, form_notes(report))?;
    let reading = lang.of("Cách đọc sổ số liệu", "How to read this workbook");
    write_block(&mut page, reading, reading_rules(report))?;
    page.set_up_print(None)
}

fn write_block(
    page: &mut Page<'_>,
    heading: &str,
    rows: Vec<(String, String)>,
) -> Result<(), XlsxError> {
    if rows.is_empty() {
        return Ok(());
    }
    page.skip(1);
    page.paragraph(heading, &page.looks.heading)?;
    let text = body(Kind::Text);
    for (subject, sentence) in rows {
        page.spread(0, 0, &subject, &page.looks.label)?;
        page.spread(1, 1, &sentence, &text)?;
        let lines = |text: &str, width| crate::render::spreadsheet::lines(text, width);
        page.fit_lines(lines(&subject, WIDTHS[0]).max(lines(&sentence, WIDTHS[1])))?;
        page.row += 1;
    }
    Ok(())
}

/// Every mark once, with the tables that have it.
fn explained_marks(report: &Report) -> Vec<(String, String)> {
    let mut marks: Vec<(String, String)> = Vec::new();
    for section in &report.sections {
        for note in section.notes() {
            let sentence = number::phrase(report.lang, note);
            match marks.iter_mut().find(|(_, known)| *known == sentence) {
                Some((sheets, _)) => {
                    sheets.push_str(", ");
                    sheets.push_str(&section.sheet);
                }
                None => marks.push((section.sheet.clone(), sentence)),
            }
        }
    }
    marks
}

/// How each form was filled.
fn form_notes(report: &Report) -> Vec<(String, String)> {
    let notes = report.forms.iter().flat_map(|form| {
        form.table.notes.iter().map(|note| (form.number.clone(), number::phrase(report.lang, note)))
    });
    notes.collect()
}

fn reading_rules(report: &Report) -> Vec<(String, String)> {
    let lang = report.lang;
    let mut rules = vec![
        rule(
            lang,
            ("Tỷ lệ", "Rates"),
            "Ô tỷ lệ là công thức tính từ các ô số lượng cùng dòng khi bảng có đủ các ô đó; nếu không thì là giá trị. Làm tròn hai chữ số thập phân khi hiển thị, giá trị trong ô không làm tròn.",
            "A rate is a formula over the counts of its row where the table has them, else a value. It is rounded to two decimals where it is shown; the cell is not rounded.",
        ),
        rule(
            lang,
            ("Dòng tổng", "Totals"),
            "Dòng tổng là số liệu đã báo cáo của cả bảng và không đổi khi lọc. Tỷ lệ của dòng tổng tính từ số lượng của dòng tổng, không phải trung bình các tỷ lệ.",
            "The total is the reported figure of the whole table, and no filter changes it. Its rates come from its counts; they are no averages of rates.",
        ),
        rule(
            lang,
            ("Lọc, sắp xếp", "Filters"),
            "Dùng nút ở tiêu đề cột để lọc, sắp xếp. Biểu đồ vẽ từ các ô của bảng nên thay đổi theo.",
            "Filter and sort with the buttons of the heads. Charts draw the cells of their table, so they follow.",
        ),
    ];
    let kinds = || report.sections.iter().flat_map(|section| &section.charts);
    if kinds().any(|chart| chart.kind == ChartKind::Ranking) {
        rules.push(rule(
            lang,
            ("Biểu đồ xếp hạng", "Ranking charts"),
            "Trục tỷ lệ có thể không bắt đầu từ 0% để thấy chênh lệch; điểm bắt đầu ghi ở tên trục. Vạch ngang là khoảng tin cậy: hai đơn vị có khoảng trùng nhau nhiều thì chưa thể coi là khác nhau.",
            "The axis may not begin at 0% so that differences can be seen; its title says where it begins. Whiskers are confidence intervals: units whose intervals overlap widely cannot be told apart.",
        ));
    }
    if !report.forms.is_empty() {
        rules.push(rule(
            lang,
            ("Biểu mẫu", "Forms"),
            "Ô tổng trong biểu là công thức cộng. Ô “……” là nội dung phần mềm không có số liệu, đơn vị tự điền.",
            "Sums in forms are formulas. A cell with “……” is for people to fill: no data tell it.",
        ));
    }
    rules
}

fn rule(
    lang: Lang,
    (vi_subject, en_subject): (&'static str, &'static str),
    vi: &'static str,
    en: &'static str,
) -> (String, String) {
    (lang.of(vi_subject, en_subject).to_owned(), lang.of(vi, en).to_owned())
}
