//! A record of a small log, and where it stands.

use std::sync::Arc;

use super::file_rows::FileRows;
use crate::columns::{Cells, LogKind};
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// A record of a small log.
pub trait LogRecord: Sized {
    fn kind() -> &'static LogKind;

    /// Takes a row apart.
    ///
    /// # Errors
    /// The reason why the row is left out; its finding is made by then.
    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection>;

    /// Reads a table of this kind that is no log: nothing where the source is one, or holds none.
    fn read_table(_opener: &Opener, _source: &Source) -> Option<FileRows<Self>> {
        None
    }

    /// Of rows that tell one thing the one of the highest rank counts, of equal ranks the last.
    fn rank(&self) -> i64 {
        0
    }
}

/// A record and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedRecord<T> {
    pub file: Arc<str>,
    /// As a spreadsheet numbers it, from 1.
    pub row: u64,
    pub record: T,
}
