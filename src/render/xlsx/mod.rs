//! A published report → a workbook (XLSX) for people who go on calculating: one sheet per section with
//! a table that can be filtered, rates and sums that are formulas, charts over those tables, official
//! forms, and where everything comes from.
//!
//! In: a [`Report`]. Out: bytes; the same report gives the same. Must not know: how a figure came
//! about. Every text is written as a text, whatever it begins with.

mod asides;
mod axis;
mod body;
mod brief;
mod chart;
mod columns;
mod cover;
mod form;
mod form_rows;
mod formula;
mod cell_formats;
mod names;
mod notes;
mod page;
mod pictures;
mod section;
mod shades;
mod signatures;
mod sources;
mod summary;
#[cfg(test)]
mod tests;

use self::cell_formats::{CellFormats, plain};
use self::names::SheetNames;
pub use self::names::free as free_name;
use self::page::{COLUMN_PIXELS, ROW_PIXELS};
use super::rendering::{RenderError, RenderOptions};
use super::spreadsheet::cell_text;
use crate::answers::publication::Report;
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Writes the workbook of a report.
///
/// # Errors
/// When a table has more lines than a sheet holds, or the report was not checked before.
pub fn write(report: &Report, _options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    workbook(report).map_err(|error| RenderError::Format { format: "xlsx", why: error.to_string() })
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    workbook.set_default_format(&plain(), ROW_PIXELS, COLUMN_PIXELS)?;
    let looks = CellFormats::new();
    let names = SheetNames::new(report);
    if let Some(name) = &names.brief {
        brief::write(workbook.add_worksheet(), name, &looks, report)?;
    }
    cover::write(workbook.add_worksheet(), &names, &looks, report)?;
    summary::write(workbook.add_worksheet(), &names.summary, &looks, report)?;
    for (name, section) in names.sections.iter().zip(&report.sections) {
        section::write(workbook.add_worksheet(), name, &looks, report, section)?;
    }
    for (name, form) in names.forms.iter().zip(&report.forms) {
        form::write(workbook.add_worksheet(), name, &looks, report, form)?;
    }
    notes::write(workbook.add_worksheet(), &names.notes, &looks, report)?;
    let provenance = &report.provenance;
    sources::write(workbook.add_worksheet(), &names.sources, &looks, report.lang, provenance)?;
    workbook.save_to_buffer()
}

/// Title, subject and agency. The day is that of the figures: the same report gives the same bytes.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let date = report.period.as_of.date();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let day = u16::try_from(date.year())
        .ok()
        .and_then(|year| ExcelDateTime::from_ymd(year, part(date.month()), part(date.day())).ok());
    let day = match day {
        Some(day) => day,
        // Before Excel's calendar begins, or behind its end.
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    let agency = report.letterhead.agency.as_deref().unwrap_or_default();
    Ok(DocProperties::new()
        .set_title(cell_text(&format!("{} – {}", report.title, report.subject.name)))
        .set_subject(cell_text(&format!("{}, {}", report.period.name, report.period.line)))
        .set_author(cell_text(&report.provenance.program))
        .set_company(cell_text(agency))
        .set_creation_datetime(&day))
}
