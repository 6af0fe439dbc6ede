//! Why a file cannot be read.

use crate::findings::FindingCode;
use crate::read::container::{AbsurdExpansion, Damage, refused_by_system};
use crate::read::watch::ChangedWhileRead;

/// Why a file cannot be counted at all. It becomes one finding of its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFailure {
    pub code: FindingCode,
    /// Chunk and row of the chunk, where the trouble is in the body of the table.
    pub place: Option<(u32, u32)>,
    /// What was met: the system's words, a byte offset, the rows that look most like a header.
    pub value: String,
    /// Whether nothing in it looks like a table of dossiers: as a sheet beside others it is a cover
    /// or a summary, and no failure.
    pub has_no_table: bool,
}

impl FileFailure {
    pub fn new(code: FindingCode, value: impl Into<String>) -> Self {
        let has_no_table = matches!(
            code,
            FindingCode::EmptyFile
                | FindingCode::HeaderNotFound
                | FindingCode::UnclearTable
                | FindingCode::LogColumnMissing
        );
        Self { code, place: None, value: value.into(), has_no_table }
    }

    /// Says that nothing in it looks like a table of dossiers.
    #[must_use]
    pub const fn without_table(mut self, has_no_table: bool) -> Self {
        self.has_no_table = has_no_table;
        self
    }

    /// Adds what else is known, behind what was met.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.value = format!("{} · {reason}", self.value);
        self
    }

    #[must_use]
    pub const fn at(mut self, chunk: u32, row: u32) -> Self {
        self.place = Some((chunk, row));
        self
    }
}

impl From<std::io::Error> for FileFailure {
    /// What a reader met is told as its kind; the words of the system and of libraries are not.
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        if let Some(damage) = Damage::of(&error) {
            return damage.clone().into();
        }
        if AbsurdExpansion::is_in(&error) {
            return Self::new(FindingCode::AbsurdExpansion, error.to_string());
        }
        if ChangedWhileRead::is_in(&error) {
            return Self::new(FindingCode::ChangedWhileRead, error.to_string());
        }
        match error.kind() {
            kind if error.raw_os_error().is_some() => {
                Self::new(FindingCode::UnreadableFile, refused_by_system(kind))
            }
            // The translator reports what it cannot decode, with the offset in its text.
            Kind::InvalidData => Self::new(FindingCode::UndecodableBytes, error.to_string()),
            Kind::UnexpectedEof => Self::new(FindingCode::CutOffFile, "…"),
            Kind::InvalidInput => Self::new(FindingCode::DamagedFile, "…"),
            kind => Self::new(FindingCode::UnreadableFile, refused_by_system(kind)),
        }
    }
}

impl From<Damage> for FileFailure {
    fn from(damage: Damage) -> Self {
        Self::new(damage.code, damage.part)
    }
}
