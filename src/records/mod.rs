//! Records of the logs beside the dossier log: ratings, feedback, the catalogue of procedures, declared
//! figures, targets and rankings.
//!
//! In: sources and, if there is one, a profile of that log. Out: a [`Log`] of typed records that know
//! their file and row, with findings, the account of every row and the fingerprints of the files.
//! Must not know: what a record is counted for, how anything is printed; how headings and cells are read, which
//! `columns` does for every kind. Personal columns are never loaded.

mod account;
pub mod declared;
pub mod feedback;
mod file;
mod file_rows;
mod known_file;
mod known_log;
mod log;
pub mod procedures;
mod ranking_headings;
mod ranking_words;
pub mod rankings;
pub mod ratings;
mod record;
pub mod targets;
mod wide_rankings;

pub use account::LogAccount;
pub use known_file::{
    KnownColumn, KnownFile, known_file, named_field, nearly_other_log, other_log,
};
pub use known_log::{KnownLog, known_log};
pub use log::{Log, LogResult, read_log};
pub use record::{LogRecord, PlacedRecord};
