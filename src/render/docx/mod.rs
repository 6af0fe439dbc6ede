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

use super::narrative::narrative;
use super::rendering::{RenderError, RenderOptions};
use crate::answers::publication::Report;

/// Writes the document.
///
/// # Errors
/// When the user's template is wrong, or the document cannot be put together.
pub fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let blocks = narrative(report, options.template.as_deref())?;
    let brief = brief::part(report).into_iter();
    let parts = brief.chain(body::lay_out(report, &blocks)).collect();
    package::pack(report, page::document(report.lang, parts))
        .map_err(|why| RenderError::Format { format: "docx", why })
}
