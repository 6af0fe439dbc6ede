//! The small logs beside the dossier log: ratings, feedback, the catalogue of procedures, declared
//! figures, targets and rankings.
//!
//! In: sources and, if there is one, a profile of that log. Out: a [`Log`] of typed records that know
//! their file and row, with findings, the account of every row and the fingerprints of the files.
//! Must not know: what a record is counted for, how anything is printed. Personal columns are never
//! loaded.

pub mod cells;
mod columns;
pub mod declared;
mod dictionary;
pub mod feedback;
mod file;
mod log;
mod record;
mod number;
pub mod procedures;
pub mod rankings;
pub mod ratings;
mod schema;
pub mod targets;

use crate::columns::{LogProfile, ProfileError};
pub use log::{Log, LogResult};
pub use number::{Decimal, plain};
pub use record::{LogRecord, Placed};
pub use schema::{FieldKind, FieldRule, LogSchema};

/// Every small log.
pub const SCHEMAS: [&LogSchema; 6] = [
    &ratings::SCHEMA,
    &feedback::SCHEMA,
    &procedures::SCHEMA,
    &declared::SCHEMA,
    &targets::SCHEMA,
    &rankings::SCHEMA,
];

/// Reads and checks a profile of a small log. `file` is its name for messages.
///
/// # Errors
/// When the text is no TOML, it is about another log, or a key, field, value or format is unknown.
pub fn profile(schema: &LogSchema, file: &str, text: &str) -> Result<LogProfile, ProfileError> {
    schema.profile(file, text)
}
