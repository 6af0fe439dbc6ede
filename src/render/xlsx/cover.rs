//! The first sheet: whose report, about what and when, what the workbook holds, and where its figures
//! come from.
//!
//! In: a report and the names of its sheets. Out: a sheet. Must not know: tables.

use rust_xlsxwriter::{Url, Worksheet, XlsxError, quote_sheet_name};

use super::cell_formats::{COUNT, CellFormats, Kind, body};
use super::formula;
use super::names::SheetNames;
use super::page::{Page, number};
use super::sources;
use crate::answers::coverage::sentence;
use crate::answers::publication::{Letterhead, Report};
use crate::answers::{exclusion_name, rejection_name};
use crate::render::number as text_of;
use crate::render::spreadsheet::lines;
use crate::words::Lang;

/// Number, then a name, then four of equal width.
const WIDTHS: [u16; 6] = [8, 30, 22, 22, 22, 22];
const LAST: u16 = 5;
const MOST_ON_ONE_PAGE: u32 = 44;
/// What a name has, and what a text beside it.
const NAME_WIDTH: u16 = 38;
const TEXT_WIDTH: u16 = 88;

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    names: &SheetNames,
    looks: &CellFormats,
    report: &Report,
) -> Result<(), XlsxError> {
    let mut page = Page::new(worksheet, &names.cover, &WIDTHS, looks, report.lang)?;
    page.worksheet.set_screen_gridlines(false);
    write_head(&mut page, report)?;
    write_contents(&mut page, names, report)?;
    write_provenance(&mut page, report)?;
    write_ledger(&mut page, names, report)?;
    page.set_up_print(None)?;
    // A line or two more do not make a second page of a cover.
    if page.row <= MOST_ON_ONE_PAGE {
        page.worksheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// The agency left, then title, subject and period over the whole width.
fn write_head(page: &mut Page<'_>, report: &Report) -> Result<(), XlsxError> {
    let looks = page.looks;
    let letterhead = &report.letterhead;
    if let Some(parent) = &letterhead.parent_agency {
        page.spread(0, 2, parent, &looks.centred)?;
        page.row += 1;
    }
    let agency = letterhead.agency.as_deref().unwrap_or("………………………………");
    page.spread(0, 2, agency, &looks.centred_bold)?;
    page.row += 1;
    page.skip(1);
    // Capitals at this size are half as wide again as letters of a cell.
    let title = report.title.to_uppercase();
    page.spread(0, LAST, &title, &looks.cover_title)?;
    page.fit_lines(lines(&title, TEXT_WIDTH).max(2))?;
    page.row += 1;
    page.paragraph(&report.subject.name, &looks.centred_bold)?;
    let period = format!("{}, {}", report.period.name, report.period.line);
    page.paragraph(&period, &looks.centred_italic)?;
    if let Some(missing) = sentence(report.lang, &report.facts.not_covered) {
        page.paragraph(&missing, &looks.centred_bold)?;
    }
    if let Some(annex) = annex(report.lang, letterhead) {
        page.paragraph(&annex, &looks.centred_italic)?;
    }
    page.skip(1);
    Ok(())
}

/// The document that the workbook belongs to, when the office has one.
fn annex(lang: Lang, letterhead: &Letterhead) -> Option<String> {
    let symbol = letterhead.symbol.as_deref()?;
    let number = letterhead.number.as_deref().unwrap_or("……");
    let with = lang.of("Kèm theo Báo cáo số", "Annex to report no.");
    let of = lang.of("của", "of");
    let agency = letterhead.agency.as_deref().map(|agency| format!(" {of} {agency}"));
    Some(format!("({with} {number}/{symbol}{})", agency.unwrap_or_default()))
}

/// Every sheet with a link to it.
fn write_contents(
    page: &mut Page<'_>,
    names: &SheetNames,
    report: &Report,
) -> Result<(), XlsxError> {
    let lang = report.lang;
    page.paragraph(lang.of("Nội dung", "Contents"), &page.looks.heading)?;
    let heads =
        [lang.of("STT", "No."), lang.of("Trang tính", "Sheet"), lang.of("Nội dung", "What")];
    page.spread(0, 0, heads[0], &page.looks.head)?;
    page.spread(1, 1, heads[1], &page.looks.head)?;
    page.spread(2, LAST, heads[2], &page.looks.head)?;
    page.row += 1;
    let summary = lang.of("Chỉ tiêu chính và thay đổi", "Main figures and their changes");
    let notes = lang.of("Định nghĩa, dấu hiệu, cách đọc", "Definitions, marks, how to read");
    let inputs = lang.of("Các tệp đã đọc", "The files read");
    let sections = report.sections.iter().map(|section| section.title.as_str());
    let form_titles: Vec<String> = report
        .forms
        .iter()
        .map(|form| format!("{}: {}", form.number, form.title.join(" ")))
        .collect();
    let brief = lang.of("Tóm tắt phục vụ lãnh đạo", "In brief");
    let all = names.brief.iter().map(|name| (name, brief));
    let all = all
        .chain([(&names.summary, summary)])
        .chain(names.sections.iter().zip(sections))
        .chain(names.forms.iter().zip(form_titles.iter().map(String::as_str)))
        .chain([(&names.notes, notes), (&names.sources, inputs)]);
    for (place, (sheet, title)) in (1_u32..).zip(all) {
        let (middle, text) = (body(Kind::Number), body(Kind::Text));
        page.worksheet.write_number_with_format(page.row, 0, place, &middle)?;
        let link = Url::new(format!("internal:{}!A1", quote_sheet_name(sheet))).set_text(sheet);
        page.worksheet.write_url_with_format(page.row, 1, link, &page.looks.link)?;
        page.spread(2, LAST, title, &text)?;
        page.fit(title, TEXT_WIDTH)?;
        page.row += 1;
    }
    page.skip(1);
    Ok(())
}

/// Program, options and editions, one line each.
fn write_provenance(page: &mut Page<'_>, report: &Report) -> Result<(), XlsxError> {
    let lang = report.lang;
    let provenance = &report.provenance;
    let heading = lang.of("Cách lập số liệu", "How the figures were made");
    page.paragraph(heading, &page.looks.heading)?;
    write_fact(page, lang.of("Phần mềm", "Program"), &provenance.program)?;
    for (label, value) in provenance.options.iter().chain(&provenance.editions) {
        write_fact(page, label, value)?;
    }
    page.skip(1);
    Ok(())
}

fn write_fact(page: &mut Page<'_>, label: &str, value: &str) -> Result<(), XlsxError> {
    page.spread(0, 1, label, &page.looks.label)?;
    page.spread(2, LAST, value, &body(Kind::Text))?;
    page.fit_lines(lines(label, NAME_WIDTH).max(lines(value, TEXT_WIDTH)))?;
    page.row += 1;
    Ok(())
}

/// The account of rows, and the sum of the inputs.
fn write_ledger(page: &mut Page<'_>, names: &SheetNames, report: &Report) -> Result<(), XlsxError> {
    let lang = report.lang;
    let provenance = &report.provenance;
    let ledger = &provenance.ledger;
    page.paragraph(lang.of("Dữ liệu đã đọc", "Data read"), &page.looks.heading)?;
    page.spread(0, 1, lang.label("account", "read"), &page.looks.head)?;
    let parts = [
        (lang.label("account", "counted"), ledger.counted),
        (lang.label("account", "superseded"), ledger.superseded),
        (lang.label("account", "excluded"), ledger.excluded_total()),
        (lang.label("account", "rejected"), ledger.rejected_total()),
    ];
    let count = body(Kind::Number);
    for (column, (head, value)) in (2..).zip(parts) {
        page.spread(column, column, head, &page.looks.head)?;
        page.worksheet.write_number_with_format(page.row + 1, column, number(value), &count)?;
    }
    page.row += 1;
    let sum: Vec<(u32, u16)> = (2..=LAST).map(|column| (page.row, column)).collect();
    page.spread(0, 1, "", &count)?;
    let read = formula::sum(&sum, ledger.read);
    page.worksheet.write_formula_with_format(page.row, 0, read, &count)?;
    page.row += 1;
    let excluded = ledger.excluded.iter().map(|(why, rows)| (exclusion_name(lang, *why), *rows));
    let rejected = ledger.rejected.iter().map(|(why, rows)| (rejection_name(lang, *why), *rows));
    write_reasons(page, lang.label("account", "excluded"), excluded.collect())?;
    write_reasons(page, lang.label("account", "rejected"), rejected.collect())?;
    let files = provenance.inputs.len() as u64;
    write_fact(page, lang.of("Số tệp", "Files"), &text_of::count(lang, files))?;
    if !provenance.inputs.is_empty() {
        page.spread(
            0,
            1,
            lang.of("Tổng kích thước (byte)", "Size of all (bytes)"),
            &page.looks.label,
        )?;
        let left = body(Kind::Text).set_num_format(COUNT);
        page.spread(2, LAST, "", &left)?;
        let bytes = sources::bytes(&names.sources, &provenance.inputs)?;
        page.worksheet.write_formula_with_format(page.row, 2, bytes, &left)?;
        page.row += 1;
    }
    if provenance.failed_files > 0 {
        let failed =
            lang.of("Tệp không đọc được, không có trong số liệu", "Files that could not be read");
        let count = text_of::count(lang, provenance.failed_files as u64);
        page.paragraph(&format!("{failed}: {count}"), &page.looks.warning)?;
    }
    Ok(())
}

fn write_reasons(
    page: &mut Page<'_>,
    label: &str,
    reasons: Vec<(&str, u64)>,
) -> Result<(), XlsxError> {
    if reasons.is_empty() {
        return Ok(());
    }
    let lang = page.lang;
    let text = |(why, rows): (&str, u64)| format!("{why}: {}", text_of::count(lang, rows));
    let list: Vec<String> = reasons.into_iter().map(text).collect();
    write_fact(page, label, &list.join("; "))
}
