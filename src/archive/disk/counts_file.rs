//! The counts of a month on disk, as they were written, or why nobody may use them.
//!
//! In: a file of tallies, or the folder of an archived month. Out: [`Tallies`], or their [`Damage`]. Must not know: what the counts are wanted for.

use std::io;
use std::path::{Path, PathBuf};

use crate::archive::Tallies;
use crate::archive::tally_file::{self, TallyFileError};
use crate::output::{MANIFEST_FILE, Manifest};

/// The file of tallies in the folder of an archived month.
pub const TALLY_FILE: &str = "tally.json";
/// What an archived month says of its run.
pub const RUN_FILE: &str = "run.json";

/// Why counts that were archived cannot be used.
#[derive(Debug)]
pub enum Damage {
    /// The folder of the month has no counts.
    Missing,
    /// The system does not give the file.
    Unreadable(io::Error),
    /// It is not the text that was written: cut off, edited, or taken from elsewhere.
    Changed,
    /// As it was written, or nobody knows, and no counts of this program, or of a later version of it.
    Content(TallyFileError),
    /// What the month says of its run cannot be read.
    Record(String),
    /// The states of its dossiers cannot be read.
    States,
    /// It was published, and nothing of it is in the archive.
    Vanished,
}

/// Reads the counts; the manifest of a month has to know them.
///
/// # Errors
/// When they are missing, damaged, or of another program.
pub fn read(path: &Path) -> Result<Tallies, Damage> {
    let file = file(path);
    let bytes = std::fs::read(&file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Damage::Missing,
        _ => Damage::Unreadable(error),
    })?;
    if !is_as_written(&file, &bytes) {
        return Err(Damage::Changed);
    }
    tally_file::read(&bytes).map_err(Damage::Content)
}

/// The file that a path stands for.
pub fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(TALLY_FILE) } else { path.to_path_buf() }
}

/// Whether a folder is that of an archived month, whatever it has lost.
pub fn is_month(folder: &Path) -> bool {
    let is_listed = || {
        let manifest = std::fs::read(folder.join(MANIFEST_FILE)).ok();
        let manifest = manifest.as_deref().and_then(Manifest::parse);
        manifest.is_some_and(|manifest| manifest.files.iter().any(|file| file.path == TALLY_FILE))
    };
    [RUN_FILE, TALLY_FILE].iter().any(|name| folder.join(name).is_file()) || is_listed()
}

/// The folder of the month that a file of tallies belongs to, if it does.
fn month(file: &Path) -> Option<&Path> {
    let folder = file.parent()?;
    (file.file_name()? == TALLY_FILE && folder.join(MANIFEST_FILE).is_file()).then_some(folder)
}

/// Whether a manifest beside the file lists these bytes. Files that were handed in alone have none.
fn is_as_written(file: &Path, bytes: &[u8]) -> bool {
    let manifest = month(file).and_then(|folder| std::fs::read(folder.join(MANIFEST_FILE)).ok());
    let Some(manifest) = manifest.as_deref().and_then(Manifest::parse) else { return true };
    let listed = manifest.files.iter().find(|listed| listed.path == TALLY_FILE);
    listed.is_none_or(|listed| listed.is_of(bytes))
}

/// The name of the month that a path belongs to.
pub fn period(path: &Path) -> Option<String> {
    // The folder of a month that vanished is still its name.
    let is_gone = !path.exists() && path.file_name().is_some_and(|name| name == TALLY_FILE);
    let folder = if path.is_dir() {
        path
    } else if is_gone {
        path.parent()?
    } else {
        month(path)?
    };
    let folder = std::path::absolute(folder).ok()?;
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}
