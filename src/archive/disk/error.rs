//! Why an archive cannot be read or written. What there was stands as it was.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use super::counts_file::{self, Damage};
use crate::output::OutputError;

/// A refusal of an archive.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The record of a month cannot be read.
    #[error("cannot read the archived month `{}`: {why}", .path.display())]
    Month { path: PathBuf, why: String },
    /// The counts of a month, or of a file of tallies, cannot be read.
    #[error("cannot read the tallies `{}`", counts_file::file(.path).display())]
    Counts { path: PathBuf, damage: Damage },
    #[error("cannot read the list of published periods `{}`: {why}", .path.display())]
    Register { path: PathBuf, why: String },
    /// The key lies where others get to see it.
    #[error("the key file `{}` lies in `{}`, which others get to see", .path.display(), .folder.display())]
    KeyInView { path: PathBuf, folder: PathBuf },
    #[error("the key file `{}` cannot be used: {why}", .path.display())]
    Key { path: PathBuf, why: String },
    /// A new key cannot be written.
    #[error(transparent)]
    KeyNotWritten(OutputError),
    #[error("another `cchc run` is at work on this archive")]
    Locked,
    /// What was just made for the archive cannot be read back.
    #[error(
        "the month cannot be read back, so nothing was written (a bug of the program: please report it): `{file}`: {why}"
    )]
    NotReadBack { file: &'static str, why: String },
    /// What never happens to what this program made.
    #[error("{0}")]
    Bug(String),
}

impl ArchiveError {
    /// The disk refused.
    pub fn failed(path: &Path, source: std::io::Error) -> Self {
        Self::Output(OutputError::failed(path, source))
    }

    pub fn bug(error: impl Display) -> Self {
        Self::Bug(format!("{error:#}"))
    }
}
