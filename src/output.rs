//! Bytes → files: written beside its target, renamed when complete. An old file survives a failed run.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

/// A file that could not be written; what stood there before still stands.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`: {source}", .path.display())]
pub struct OutputError {
    pub path: PathBuf,
    pub source: std::io::Error,
}

/// Replaces a file as a whole.
///
/// # Errors
/// When the folder or the disk refuses.
pub fn write_file(path: &Path, content: impl AsRef<[u8]>) -> Result<(), OutputError> {
    let failed = |source| OutputError { path: path.to_owned(), source };
    if std::fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir()) {
        // A pipe or device cannot be replaced, only written to.
        return std::fs::write(path, content).map_err(failed);
    }
    let staged = stage(path, content.as_ref())?;
    staged.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes beside the target; the file goes when it is dropped without being renamed.
fn stage(path: &Path, content: &[u8]) -> Result<NamedTempFile, OutputError> {
    let failed = |source| OutputError { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cchc-").suffix(".tmp");
    #[cfg(unix)]
    {
        // Readable by whoever may read other new files, and not by the owner alone.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(content).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(file)
}

/// Several files that belong together: all are written beside their targets before the first is
/// renamed, so that a full disk leaves the old ones as they were.
#[derive(Debug, Default)]
pub struct Batch {
    staged: Vec<(PathBuf, TempPath)>,
}

impl Batch {
    /// Writes one file beside its target.
    ///
    /// # Errors
    /// When the folder or the disk refuses.
    pub fn add(&mut self, path: PathBuf, content: &[u8]) -> Result<(), OutputError> {
        if path.is_dir() {
            let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(OutputError { path, source });
        }
        // Closed, or a province of units would need as many open files.
        let staged = stage(&path, content)?.into_temp_path();
        self.staged.push((path, staged));
        Ok(())
    }

    /// Renames all, in the order in which they were added.
    ///
    /// # Errors
    /// When a target cannot be replaced; those before it are.
    pub fn commit(self) -> Result<(), OutputError> {
        for (path, staged) in self.staged {
            staged
                .persist(&path)
                .map_err(|error| OutputError { path: path.clone(), source: error.error })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::write_file;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_survives_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.csv");
        write_file(&path, "old").expect("written");
        write_file(&path, "new").expect("written");
        assert_eq!(std::fs::read_to_string(&path).expect("readable"), "new");
        assert!(write_file(&folder.path().join("missing/report.csv"), "x").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }
}
