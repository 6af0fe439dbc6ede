//! What an office hands in: the report of a period with its official forms, of the whole or of one unit.
//!
//! In: a [`Study`](study::Study), the counts of a period by everything the report has a table for. Out: a checked
//! report, ready to be laid out. Must not know: file formats, where files go, the clock.

mod brief;
mod build;
pub mod forms;
mod levels;
mod maps;
mod notes;
mod peers;
mod request;
mod sections;
pub mod study;
mod totals;

pub use build::{build, input_files};
pub use request::BuildRequest;
