//! The languages of the program, and a text in both of them.
//!
//! In: files of texts under `data/`. Out: texts. Must not know: what they are about.

mod data;
mod labels;
mod lang;

pub use data::{Sections, parse};
pub use labels::LABELS;
pub use lang::{Bilingual, Lang, pick};
