//! A series → what people and machines are told: lines with their breaks, a chart, records.
//!
//! In: a [`Series`]. Out: a [`Document`], sections and a published report, records. Must not know: file
//! formats, how a number is rounded.

mod document;
mod record;
mod sections;
mod words;

pub use document::document;
pub use record::{SeriesDocument, flat, record};
pub use sections::{publication, sections};
