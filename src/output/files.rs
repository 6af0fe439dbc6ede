//! Single files: written beside their targets, renamed when complete.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::litter::Litter;
use super::staging::{Access, Staging, keep_to_owner, key, parent, sync_folder};
use super::{Committed, OutputError, Replace, stale, swap};

/// Replaces a file as a whole. What is a link is written where it leads.
///
/// # Errors
/// When the folder or the disk refuses.
pub fn write_file(path: &Path, content: impl AsRef<[u8]>) -> Result<(), OutputError> {
    write_new_file(path, content, Replace::Force).map(|_| ())
}

/// Writes a file that must not be there, or replaces it as a whole where that is allowed.
///
/// # Errors
/// When there is such a file and it must stay, or when the folder or the disk refuses.
pub fn write_new_file(
    path: &Path,
    content: impl AsRef<[u8]>,
    replace: Replace,
) -> Result<Committed, OutputError> {
    write_within(Litter::of_process(), path, content.as_ref(), (replace, Access::Usual))
}

/// The same for a file that nobody but its owner may read.
///
/// # Errors
/// As for [`write_new_file`].
pub fn write_private_file(
    path: &Path,
    content: impl AsRef<[u8]>,
    replace: Replace,
) -> Result<Committed, OutputError> {
    write_within(Litter::of_process(), path, content.as_ref(), (replace, Access::Owner))
}

fn write_within(
    litter: &Litter,
    path: &Path,
    content: &[u8],
    (replace, access): (Replace, Access),
) -> Result<Committed, OutputError> {
    let failed = |source| OutputError::failed(path, source);
    if is_device(path) {
        return std::fs::write(path, content).map(|()| Committed::Written).map_err(failed);
    }
    refuse_folder(path)?;
    let is_there = std::fs::symlink_metadata(path).is_ok();
    let taken = || OutputError::FileExists { path: path.to_owned() };
    if is_there && replace == Replace::Never {
        return Err(taken());
    }
    let target = behind_link(path.to_owned());
    stale::clear(&target, &key(&target));
    if is_there && is_file_of(&target, content) {
        if access == Access::Owner {
            keep_to_owner(&target);
        }
        return Ok(Committed::Unchanged);
    }
    let mut staging = Staging::make(parent(&target), &key(&target), litter).map_err(failed)?;
    let written = staging.write_by("0", access, |file| file.write_all(content)).map_err(failed)?;
    staging.wrote(written);
    match put_in_place(&staging, &target, litter, replace) {
        Ok(()) if is_there => Ok(Committed::Replaced),
        Ok(()) => Ok(Committed::Written),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
        Err(error) => Err(failed(error)),
    }
}

/// Replaces a file as a whole with what `content` writes, however much that is: nothing of it is held. Nobody
/// but its owner may read it.
///
/// # Errors
/// When the folder or the disk refuses, or `content` does.
pub fn write_private_file_by(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), OutputError> {
    let failed = |source| OutputError::failed(path, source);
    if is_device(path) {
        let mut file = File::options().write(true).open(path).map_err(failed)?;
        return content(&mut file).map_err(failed);
    }
    refuse_folder(path)?;
    let litter = Litter::of_process();
    let target = behind_link(path.to_owned());
    stale::clear(&target, &key(&target));
    let mut staging = Staging::make(parent(&target), &key(&target), litter).map_err(failed)?;
    let written = staging.write_by("0", Access::Owner, |file| content(file)).map_err(failed)?;
    staging.wrote(written);
    put_in_place(&staging, &target, litter, Replace::Force).map_err(failed)
}

/// A pipe or device cannot be replaced, only written to.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir())
}

/// Brings the one staged file to the disk, and into its place.
fn put_in_place(
    staging: &Staging,
    target: &Path,
    litter: &Litter,
    replace: Replace,
) -> io::Result<()> {
    staging.sync()?;
    let _list = litter.hold();
    let renamed = match replace {
        Replace::Never => swap::rename_new(&staging.path("0"), target),
        Replace::Force => std::fs::rename(staging.path("0"), target),
    };
    sync_folder(parent(target));
    renamed
}

fn refuse_folder(path: &Path) -> Result<(), OutputError> {
    if path.is_dir() {
        return Err(OutputError::failed(path, io::ErrorKind::IsADirectory.into()));
    }
    Ok(())
}

/// Where a link leads; a link that leads nowhere is taken for a file.
fn behind_link(path: PathBuf) -> PathBuf {
    let is_link = std::fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_symlink());
    let real = if is_link { path.canonicalize().ok() } else { None };
    real.unwrap_or(path)
}

/// Whether a file says the very same; only one of the same length is read.
pub(super) fn is_file_of(path: &Path, content: &[u8]) -> bool {
    std::fs::metadata(path).is_ok_and(|facts| facts.len() == content.len() as u64)
        && std::fs::read(path).is_ok_and(|old| old == content)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use super::super::failpoint::{Step, with_hook};
    use super::super::staging::Access;
    use super::{Litter, OutputError, Replace, write_file, write_within};
    use crate::output::Committed;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).expect("readable")
    }

    fn write(path: &Path, text: &str, replace: Replace) -> Result<Committed, OutputError> {
        write_within(&Litter::default(), path, text.as_bytes(), (replace, Access::Usual))
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_survives_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.csv");
        write_file(&path, "old").expect("written");
        write_file(&path, "new").expect("written");
        assert_eq!(read(&path), "new");
        assert!(write_file(&folder.path().join("missing/report.csv"), "x").is_err());
        let full = |step| match step {
            Step::FileWritten => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        };
        let error = with_hook(full, || write_file(&path, "newer")).expect_err("full");
        assert!(
            matches!(&error, OutputError::Failed { path: named, source }
                if *named == path && source.kind() == io::ErrorKind::StorageFull),
            "{error:?}"
        );
        assert_eq!(read(&path), "new");
        assert_eq!(names(folder.path()), ["report.csv"]);
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.xlsx");
        // With and without a rename that refuses to replace.
        for is_known in [true, false] {
            let hook = move |step| match step {
                Step::Exchanging if !is_known => Err(io::ErrorKind::Unsupported.into()),
                _ => Ok(()),
            };
            let written = with_hook(hook, || write(&path, "old", Replace::Never));
            assert_eq!(written.expect("free"), Committed::Written);
            let error = write(&path, "new", Replace::Never).expect_err("taken");
            assert!(matches!(error, OutputError::FileExists { .. }), "{error:?}");
            assert_eq!(read(&path), "old");
            assert_eq!(write(&path, "new", Replace::Force).expect("forced"), Committed::Replaced);
            assert_eq!(write(&path, "new", Replace::Force).expect("forced"), Committed::Unchanged);
            // Somebody is faster between the look and the rename.
            std::fs::remove_file(&path).expect("removed");
            let faster = path.clone();
            let hook = move |step| match step {
                Step::FileWritten => std::fs::write(&faster, "theirs"),
                Step::Exchanging if !is_known => Err(io::ErrorKind::Unsupported.into()),
                _ => Ok(()),
            };
            let error = with_hook(hook, || write(&path, "ours", Replace::Never));
            assert!(matches!(error, Err(OutputError::FileExists { .. })), "{error:?}");
            assert_eq!(read(&path), "theirs");
            assert_eq!(names(folder.path()), ["report.xlsx"]);
            std::fs::remove_file(&path).expect("removed");
        }
        let error = write(folder.path(), "x", Replace::Force).expect_err("a folder");
        assert!(matches!(&error, OutputError::Failed { source, .. }
                if source.kind() == io::ErrorKind::IsADirectory));
    }

    #[test]
    fn names_as_long_as_the_system_allows_are_written_and_longer_ones_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x".repeat(255));
        write_file(&path, "x").expect("written");
        let error = write_file(&folder.path().join("x".repeat(256)), "x").expect_err("too long");
        assert!(
            matches!(&error, OutputError::Failed { source, .. }
                if source.kind() == io::ErrorKind::InvalidFilename),
            "{error:?}"
        );
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_new_files_are_as_readable_as_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let [real, link, other] = ["real", "link", "other"].map(|name| folder.path().join(name));
        std::fs::write(&other, "x").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        assert!(write(&link, "new", Replace::Never).is_err(), "a link that leads nowhere is there");
        std::fs::write(&real, "old").expect("written");
        write_file(&link, "new").expect("written");
        assert!(link.is_symlink());
        assert_eq!(read(&real), "new");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode(&real), mode(&other));
    }
}
