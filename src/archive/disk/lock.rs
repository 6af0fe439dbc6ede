//! One run at a time over one archive.

use std::fs::{File, TryLockError};

use super::error::ArchiveError;
use super::folder::Archive;

const LOCK_FILE: &str = ".cchc.lock";

/// Keeps a second run out while the first is at work; the system lets go of it, however that ends.
///
/// # Errors
/// When another run is at work, or the archive cannot be written.
pub fn lock(archive: &Archive) -> Result<File, ArchiveError> {
    let path = archive.folder.join(LOCK_FILE);
    let refuse = |source| ArchiveError::failed(&path, source);
    std::fs::create_dir_all(&archive.folder).map_err(refuse)?;
    let file = File::options().create(true).append(true).open(&path).map_err(refuse)?;
    match file.try_lock() {
        // Where locks are not known, packages still replace each other as wholes.
        Ok(()) => Ok(file),
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
            Ok(file)
        }
        Err(TryLockError::Error(source)) => Err(refuse(source)),
        Err(TryLockError::WouldBlock) => Err(ArchiveError::Locked),
    }
}
