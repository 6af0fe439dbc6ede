//! One run at a time over one archive.

use std::fs::{File, TryLockError};

use super::archive::Archive;
use crate::cli::failure::{Exit, Failure};
use crate::cli::messages;
use crate::output::OutputError;
use crate::words::Lang;

const LOCK_FILE: &str = ".cchc.lock";

/// Keeps a second run out while the first is at work; the system lets go of it, however that ends.
///
/// # Errors
/// When another run is at work, or the archive cannot be written.
pub fn lock(archive: &Archive, lang: Lang) -> Result<File, Failure> {
    let path = archive.folder.join(LOCK_FILE);
    let refuse = |source| messages::output(&OutputError::failed(&path, source), lang);
    std::fs::create_dir_all(&archive.folder).map_err(refuse)?;
    let file = File::options().create(true).append(true).open(&path).map_err(refuse)?;
    match file.try_lock() {
        // Where locks are not known, packages still replace each other as wholes.
        Ok(()) => Ok(file),
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
            Ok(file)
        }
        Err(TryLockError::Error(source)) => Err(refuse(source)),
        Err(TryLockError::WouldBlock) => {
            let what = lang.of(
                "một lượt `cchc run` khác đang làm việc với kho lưu trữ này",
                "another `cchc run` is at work on this archive",
            );
            Err(Failure::message(Exit::Output, what).hint(
                lang.of("chờ lượt kia xong rồi chạy lại", "wait for it to end, then run again"),
            ))
        }
    }
}
