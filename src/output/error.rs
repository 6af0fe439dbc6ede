//! Why something was not written. What stood there before still stands.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file or package that was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder or the disk refuses; the kind of the source says how.
    #[error("cannot write `{}`: {source}", .path.display())]
    Failed { path: PathBuf, source: io::Error },
    #[error("the folder `{}` exists and is not empty", .path.display())]
    FolderExists { path: PathBuf },
    #[error("the file `{}` exists", .path.display())]
    FileExists { path: PathBuf },
    #[error("`{}` is no folder", .path.display())]
    NotAFolder { path: PathBuf },
    /// A folder that is not, or not only, an earlier report.
    #[error("the folder `{}` holds what no earlier run wrote: {strangers}", .path.display())]
    NotOurs { path: PathBuf, strangers: Strangers },
    /// An earlier report that somebody worked in.
    #[error("files in `{}` were changed after they had been written: {strangers}", .path.display())]
    Edited { path: PathBuf, strangers: Strangers },
    /// A folder that is changed in part, in which somebody else wrote at the same time.
    #[error("somebody wrote in `{}` at the same time: {strangers}", .path.display())]
    Meanwhile { path: PathBuf, strangers: Strangers },
    /// Replaced, the folder would be gone below the feet of whoever stands in it.
    #[error("`{}` is, or holds, the folder the program was started in", .path.display())]
    WorkingFolder { path: PathBuf },
    #[error("`{name}` cannot be the name of a file in `{}`: {fault}", .path.display())]
    BadName { path: PathBuf, name: String, fault: NameFault },
    /// Neither the new report could be put in place nor the old one put back.
    #[error("cannot write `{}`: {source}; the old report is in `{}`", .path.display(), .kept.display())]
    Stranded { path: PathBuf, kept: PathBuf, source: io::Error },
}

impl OutputError {
    /// The folder or the disk refused.
    pub fn failed(path: &Path, source: io::Error) -> Self {
        Self::Failed { path: path.to_owned(), source }
    }
}

/// Files that stand in the way: the first few, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strangers {
    pub first: Vec<String>,
    pub count: usize,
}

impl Strangers {
    /// More are only counted.
    const NAMED: usize = 5;

    pub(super) fn push(&mut self, name: String) {
        self.count += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(name);
        }
    }

    /// How many are not named.
    pub fn unnamed(&self) -> usize {
        self.count - self.first.len()
    }
}

impl fmt::Display for Strangers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`", self.first.join("`, `"))?;
        match self.unnamed() {
            0 => Ok(()),
            more => write!(formatter, " and {more} more"),
        }
    }
}

/// Why a name is none for a file of a package: packages travel between systems, so the rules of all of
/// them hold everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    #[error("a part of it is empty")]
    Empty,
    #[error("it leads out of the folder")]
    Outside,
    #[error("some system forbids the character {0:?}")]
    Character(char),
    #[error("it ends in a dot or a space")]
    Ending,
    #[error("it is a device of Windows, or kept for the manifest")]
    Reserved,
    #[error("it is too long")]
    TooLong,
    #[error("another file or folder has it, perhaps in other letter case")]
    Taken,
}
