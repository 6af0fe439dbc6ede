//! The page for leaders: the first sheet, in a report that has one.
//!
//! In: the brief of a report. Out: a sheet. Must not know: how its figures came about.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell_formats::{CellFormats, Kind, body};
use super::page::Page;
use super::summary::write_figure;
use crate::answers::Cell;
use crate::answers::publication::Report;
use crate::render::number as text_of;
use crate::render::palette::Verdict;

/// Name, plan, reached, before, in words.
const WIDTHS: [u16; 5] = [38, 16, 14, 14, 44];

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    report: &Report,
) -> Result<(), XlsxError> {
    let (lang, brief) = (report.lang, &report.brief);
    let (places, table) = brief.shown();
    // Sentences go over the whole page, whatever the table has.
    let left_out = (0..WIDTHS.len()).filter(|place| !places.contains(place));
    let shown = places.iter().copied().chain(left_out);
    let widths: Vec<u16> = shown.filter_map(|place| WIDTHS.get(place).copied()).collect();
    let mut page = Page::new(worksheet, name, &widths, looks, lang)?;
    page.paragraph(lang.of("Tóm tắt phục vụ lãnh đạo", "In brief"), &looks.title)?;
    let period = &report.period;
    let about = format!("{} – {}, {}", report.subject.name, period.name, period.line);
    page.paragraph(&about, &looks.subtitle)?;
    page.skip(1);
    for sentence in &brief.sentences {
        page.paragraph(&format!("• {}", text_of::phrase(lang, sentence)), &looks.paragraph)?;
    }
    page.skip(1);
    let head_row = page.row;
    for (place, column) in (0_u16..).zip(&table.columns) {
        page.worksheet.write_string_with_format(head_row, place, &column.name, &looks.head)?;
    }
    page.row += 1;
    for line in table.lines() {
        for (place, cell) in (0_u16..).zip(line) {
            write_cell(&mut page, (place, &widths), cell, report.suppress_below)?;
        }
        page.row += 1;
    }
    page.set_up_print(None)
}

fn write_cell(
    page: &mut Page<'_>,
    (column, widths): (u16, &[u16]),
    cell: &Cell,
    suppress_below: u64,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Count(_) | Cell::Rate(Ok(_)) => {
            write_figure(page, column, cell, suppress_below, &body)?;
        }
        other => {
            let format = match other {
                Cell::Judged { is_good, .. } => {
                    body(Kind::Text).set_font_color(Verdict::of(*is_good).color())
                }
                Cell::Text(_) if column == 0 => page.looks.label.clone(),
                Cell::Empty => body(Kind::Text),
                _ => body(Kind::Missing),
            };
            let text = text_of::cell(page.lang, other, suppress_below);
            page.spread(column, column, &text, &format)?;
            let width = widths.get(usize::from(column)).copied().unwrap_or(WIDTHS[0]);
            page.fit(&text, width)?;
        }
    }
    Ok(())
}
