//! How sure a statement of this program is: a spelling, a formula, the part of a form.
//!
//! In: a name of a data file. Out: a [`Confidence`]. Must not know: what the statement is. What a calendar
//! says of its days, and an index of its criteria, is weighed on scales of their own.

use serde::Deserialize;

/// Where a statement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in a named source, if only in an extract or a program of others.
    Seen,
    /// Recalled; likely, unconfirmed.
    Memory,
    /// This program's own proposal: there is no source to be sure of.
    Own,
}

impl Confidence {
    /// The name in data files, JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Memory => "memory",
            Self::Own => "own",
        }
    }
}
