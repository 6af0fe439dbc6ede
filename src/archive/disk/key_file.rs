//! The key of the office on disk: where it must not lie, reading it, and making it once.
//!
//! A key is never written over another one: what the archive hides could then not be found again.

use std::path::{Component, Path, PathBuf};

use super::error::ArchiveError;
use crate::archive::key::OfficeKey;
use crate::output::{OutputError, Replace, recover, write_private_file};

/// The key of a project: where it lies, and the key itself once it is there.
pub struct KeyFile {
    pub path: PathBuf,
    pub key: Option<OfficeKey>,
    /// Whether others than the owner can read it.
    pub is_open: bool,
}

impl KeyFile {
    /// Reads the key, if there is one.
    ///
    /// # Errors
    /// When it lies in one of these folders, which others get to see, or when the file is no key.
    pub fn read(path: &Path, in_view: &[&Path]) -> Result<Self, ArchiveError> {
        let real = real(path);
        if let Some(folder) = in_view.iter().find(|folder| real.starts_with(self::real(folder))) {
            let (path, folder) = (path.to_owned(), folder.to_path_buf());
            return Err(ArchiveError::KeyInView { path, folder });
        }
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { path: path.to_owned(), key: None, is_open: false });
            }
            Err(error) => return Err(unusable(path, &error)),
        };
        let key = OfficeKey::parse(&text).map_err(|error| unusable(path, &error))?;
        Ok(Self { path: path.to_owned(), key: Some(key), is_open: is_open(path) })
    }

    /// The key; a new one in its file where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn or_new(self) -> Result<(OfficeKey, bool), ArchiveError> {
        if let Some(key) = self.key {
            // What a run left that was killed once the key was in place.
            recover(&self.path);
            return Ok((key, false));
        }
        let path = &self.path;
        let key = OfficeKey::random().map_err(ArchiveError::bug)?;
        match write_private_file(path, key.text(), Replace::Never) {
            Ok(_) => Ok((key, true)),
            // Another run was faster: its key is the key.
            Err(OutputError::FileExists { .. }) => {
                let made = Self::read(path, &[])?;
                let gone = || unusable(path, &"?");
                made.key.map(|key| (key, false)).ok_or_else(gone)
            }
            Err(error) => Err(ArchiveError::KeyNotWritten(error)),
        }
    }
}

fn unusable(path: &Path, why: &dyn std::fmt::Display) -> ArchiveError {
    ArchiveError::Key { path: path.to_owned(), why: why.to_string() }
}

/// A path as far as it is there, without links and dots.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    for there in plain.ancestors() {
        if let (Ok(real), Ok(rest)) = (there.canonicalize(), plain.strip_prefix(there)) {
            // Joining nothing would add a separator.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    plain
}

/// Whether others than the owner can read a file.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|facts| facts.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
const fn is_open(_: &Path) -> bool {
    false
}
