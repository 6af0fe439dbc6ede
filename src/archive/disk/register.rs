//! The register of published periods, a file of the archive: what was published stays published when its month
//! is removed.
//!
//! In: months that are published or removed. Out: [`Register`], on the disk. Must not know: what follows from it.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::counts_file::is_month;
use super::error::ArchiveError;
use super::folder::Archive;
use crate::archive::Tallies;
use crate::archive::month::MonthRecord;
use crate::archive::published::{PublishedPeriod, REGISTER_FILE, Register};
use crate::output::write_file;

fn path(archive: &Archive) -> PathBuf {
    archive.folder.join(REGISTER_FILE)
}

/// Reads the register; an empty one where there is none.
///
/// # Errors
/// When it cannot be read.
pub fn read(archive: &Archive) -> Result<Register, ArchiveError> {
    let path = path(archive);
    let fail = |why: String| ArchiveError::Register { path: path.clone(), why };
    match std::fs::read(&path) {
        Ok(text) => Register::parse(&text).map_err(|error| fail(error.to_string())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Register::default())
        }
        Err(error) => Err(fail(error.to_string())),
    }
}

fn write(archive: &Archive, register: &Register) -> Result<(), ArchiveError> {
    let text = register.text().map_err(ArchiveError::bug)?;
    Ok(write_file(&path(archive), text)?)
}

/// Remembers that a month is published as it stands in the archive.
///
/// # Errors
/// When the register cannot be read or written.
pub fn remember(
    archive: &Archive,
    slug: &str,
    (record, tallies): (&MonthRecord, &Tallies),
) -> Result<(), ArchiveError> {
    let mut register = read(archive)?;
    let published = PublishedPeriod::new(record, tallies).map_err(ArchiveError::bug)?;
    if register.periods.get(slug) == Some(&published) {
        return Ok(());
    }
    register.periods.insert(slug.to_owned(), published);
    write(archive, &register)
}

/// Remembers that a month is removed, before it is. What cannot be read is removed without its figures.
///
/// # Errors
/// When the register cannot be read or written.
pub fn forget_month(archive: &Archive, slug: &str) -> Result<(), ArchiveError> {
    let mut register = read(archive)?;
    let kept = archive.record(slug).zip(archive.tallies(slug));
    let is_new = !register.periods.contains_key(slug);
    if let Some((record, tallies)) = kept.as_ref().filter(|_| is_new) {
        let published = PublishedPeriod::new(record, tallies).map_err(ArchiveError::bug)?;
        register.periods.insert(slug.to_owned(), published);
    }
    if let Some(published) = register.periods.get_mut(slug) {
        published.remove(kept.as_ref().map(|(_, tallies)| tallies));
    }
    write(archive, &register)
}

/// Whether a month was published and is gone, though nothing removed it.
pub fn has_vanished(archive: &Archive, slug: &str) -> bool {
    let register = read(archive).unwrap_or_default();
    let published = register.periods.get(slug);
    published.is_some_and(|published| !published.is_removed)
        && !is_month(&archive.month_folder(slug))
}
