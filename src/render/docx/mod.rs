//! Report → a Word document in the layout of Decree 30/2020/NĐ-CP: head, title, text with its tables,
//! recipients and signature, annexes.
//!
//! In: a [`Report`] and the template of its text. Out: the bytes of a `.docx`. The layout is from
//! memory of the decree's annex I, not checked against its text. Must not know: where figures come
//! from; the text comes from [`narrative`], the numbers from [`number`](super::number).

mod body;
mod brief;
mod columns;
mod foot;
mod forms;
mod grid;
mod head;
mod order;
mod package;
mod page;
mod pictures;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod working_notes;

use super::narrative::{NarrativeBlock, letter_template, narrative};
use super::rendering::{RenderError, RenderOptions};
use crate::answers::publication::{BRIEF, Letterhead, Report};

/// Writes the document.
///
/// # Errors
/// When the user's template is wrong, or the document cannot be put together.
pub fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let blocks = narrative(report, options.template.as_deref())?;
    // A text that has the table of that page has what it says.
    let is_told = |block: &NarrativeBlock| matches!(block, NarrativeBlock::Table { section } if section == BRIEF);
    let brief = brief::part(report).filter(|_| !blocks.iter().any(is_told));
    let parts = body::lay_out(report, &blocks, head::write);
    let parts = brief.into_iter().chain(parts).collect();
    package::pack(report, page::document(report.lang, parts))
        .map_err(|why| RenderError::Format { format: "docx", why })
}

/// Writes the letter that goes with the report.
///
/// # Errors
/// When the document cannot be put together.
pub fn write_letter(report: &Report) -> Result<Vec<u8>, RenderError> {
    let lang = report.lang;
    let blocks = narrative(report, Some(letter_template(lang)))?;
    let facts = &report.letterhead;
    let as_above = lang.of("Như trên", "As above");
    let others = facts.recipients.iter().filter(|name| !name.starts_with(as_above));
    let recipients: Vec<String> = match facts.recipients.as_slice() {
        [] => vec![as_above.to_owned(), lang.of("Lưu: VT", "File").to_owned()],
        _ => std::iter::once(as_above.to_owned()).chain(others.cloned()).collect(),
    };
    // The number of a report is not that of its letter.
    let letterhead = Letterhead {
        number: None,
        symbol: facts.letter_symbol.clone().or_else(|| Some("……".to_owned())),
        recipients,
        ..facts.clone()
    };
    let letter = Report { letterhead, ..report.clone() };
    let parts = body::lay_out(&letter, &blocks, head::write_letter);
    package::pack(&letter, page::document(lang, parts))
        .map_err(|why| RenderError::Format { format: "docx", why })
}
