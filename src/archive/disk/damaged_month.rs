//! A month that cannot be read, moved out of the way of the one that is published in its place. Nothing of it is lost.

use std::io;
use std::path::{Path, PathBuf};

use super::error::ArchiveError;

/// What the name of such a month begins with, in the archive.
const DAMAGED: &str = ".damaged-";

/// A damaged month, out of the way.
#[derive(Debug)]
pub struct DamagedMonth {
    /// Where it lies now.
    pub folder: PathBuf,
    month: PathBuf,
}

impl DamagedMonth {
    /// Moves the folder of a month; nothing where there is none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_aside(month: &Path) -> Result<Option<Self>, ArchiveError> {
        let (Some(archive), Some(slug)) = (month.parent(), month.file_name()) else {
            return Ok(None);
        };
        if !month.exists() {
            return Ok(None);
        }
        let folder =
            |number: u32| archive.join(format!("{DAMAGED}{}-{number}", slug.to_string_lossy()));
        let mut number = 1;
        while folder(number).exists() {
            number += 1;
        }
        let folder = folder(number);
        std::fs::rename(month, &folder).map_err(|source| ArchiveError::failed(&folder, source))?;
        Ok(Some(Self { folder, month: month.to_path_buf() }))
    }

    /// Puts it back, when nothing came in its place.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_back(&self) -> io::Result<()> {
        std::fs::rename(&self.folder, &self.month)
    }
}
