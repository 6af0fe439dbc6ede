//! A report → one web page that needs nothing else: no network, no fonts, no script to be read.
//!
//! In: a checked [`Report`]. Out: the bytes of a page, the same for the same report. Must not know:
//! where it goes, how a figure came about. Everything the report says is text of anybody: it reaches
//! the page through [`markup`] only.

mod brief;
mod cards;
mod colours;
mod form;
mod links;
pub(super) mod markup;
mod page;
mod provenance;
mod svg;
mod table;
#[cfg(test)]
mod tests;

use super::rendering::{RenderError, RenderOptions};
use crate::answers::publication::Report;

/// Writes the page.
///
/// # Errors
/// When the built-in template fails: a bug of this program.
pub fn write(report: &Report, _options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    page::render(report)
        .map(String::into_bytes)
        .map_err(|error| RenderError::Format { format: "html", why: format!("{error:#}") })
}
