//! A document or record → text of one format.
//!
//! In: a [`Document`](crate::answers::Document), a [`Report`](crate::answers::publication::Report) or a serialisable
//! record. Out: text or bytes.
//! Must not know: where it goes, how a figure came about. No arithmetic beyond layout and rounding.

pub mod answer_workbook;
pub mod csv;
pub mod docx;
mod form_foot;
pub mod formats;
pub mod rendering;
pub mod html;
pub mod inert;
pub mod json;
pub mod machine;
pub mod map;
pub mod markdown;
pub mod narrative;
pub mod number;
pub mod palette;
pub mod profile;
pub mod report_markdown;
mod spreadsheet;
pub mod terminal;
pub mod workbook;
pub mod xlsx;
