//! The languages of the program, and a text in both of them.
//!
//! In: files of texts under `data/`. Out: texts. Must not know: what they are about.

mod data;
mod figures;
mod labels;
mod lang;
mod listing;
mod number;

pub use data::{Sections, parse};
pub use figures::{CountWords, FIGURES, FIGURES_FILE, Statement, share_name};
pub use labels::{FILES, LABELS};
pub use lang::{Bilingual, Lang, lower_first, pick};
pub use listing::{Entry, entries, paragraphs, spellings};
pub use number::count;
