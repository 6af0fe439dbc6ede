//! Renames that put a report in place: a new folder for an old one, a file where none may be.
//!
//! Exchange and no-replace are system calls that not every system and file system has; each has a way
//! without it.

use std::io;
use std::path::Path;

use super::failpoint::{Step, reached};

/// In a staging folder: the report to put in place.
pub(super) const NEW: &str = "new";
/// In a staging folder: the report that gave way.
pub(super) const OLD: &str = "old";

/// Why the new report is not in place.
#[derive(Debug)]
pub(super) enum SwapError {
    /// Everything is as before.
    Refused(io::Error),
    /// The old report lies aside and could not be put back.
    Stranded(io::Error),
}

/// Puts the folder `new` in the place of `target`, and returns where what stood there lies now: at the
/// place of `new`, or `aside`. All on one file system.
pub(super) fn replace<'a>(
    target: &Path,
    new: &'a Path,
    aside: &'a Path,
) -> Result<&'a Path, SwapError> {
    if reached(Step::Exchanging).and_then(|()| exchange(target, new)).is_ok() {
        let _done = reached(Step::Exchanged);
        return Ok(new);
    }
    std::fs::rename(target, aside).map_err(SwapError::Refused)?;
    let placed = reached(Step::OldAside).and_then(|()| std::fs::rename(new, target));
    let Err(error) = placed else {
        let _done = reached(Step::InPlace);
        return Ok(aside);
    };
    match reached(Step::PuttingBack).and_then(|()| std::fs::rename(aside, target)) {
        Ok(()) => Err(SwapError::Refused(error)),
        Err(_) => Err(SwapError::Stranded(error)),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts a folder where nothing is, or an empty folder.
pub(super) fn place(new: &Path, target: &Path) -> io::Result<()> {
    // Elsewhere a rename replaces an empty folder by itself, and only an empty one.
    #[cfg(windows)]
    let _missing_or_full = std::fs::remove_dir(target);
    std::fs::rename(new, target)
}

/// Renames a file to a name that must not be taken.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let renamed = reached(Step::Exchanging).and_then(|()| rename_no_replace(from, to));
    match renamed {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            // Not known here: looked up first, with a moment between.
            if std::fs::symlink_metadata(to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            std::fs::rename(from, to)
        }
        renamed => renamed,
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_no_replace(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
