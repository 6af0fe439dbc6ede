//! The languages of the program, and a text in both of them.
//!
//! In and out: texts. Must not know: what they are about.

mod lang;

pub use lang::{Bilingual, Lang, pick};
