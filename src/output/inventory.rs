//! What stands where a package is to go: nothing, an earlier package of ours, or something that must not
//! be removed.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use super::Strangers;
use super::manifest::{MANIFEST_FILE, Manifest, ManifestFile};

/// What a folder holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FolderState {
    /// No folder, or an empty one.
    Nothing,
    /// An earlier package and nothing else.
    Package {
        manifest: Vec<u8>,
        /// No file is missing.
        is_whole: bool,
    },
    /// Something that the manifest does not list; everything, where there is no manifest.
    Strange(Strangers),
    /// Listed, and changed since.
    Edited(Strangers),
}

/// Looks at a folder and reads every file of a package in it.
pub(super) fn look(folder: &Path) -> io::Result<FolderState> {
    let (text, manifest) = match read_manifest(folder) {
        Ok(read) => read,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => {
            return Ok(FolderState::Nothing);
        }
        Err(error) => return Err(error),
    };
    let strange = strangers(folder, &manifest)?;
    if strange.count > 0 {
        return Ok(FolderState::Strange(strange));
    }
    let Some(text) = text else { return Ok(FolderState::Nothing) };
    let states = manifest.files.par_iter().map(|file| state(folder, file));
    let states: Vec<State> = states.collect::<io::Result<_>>()?;
    let mut edited = Strangers::default();
    for (file, state) in manifest.files.iter().zip(&states) {
        if *state == State::Edited {
            edited.push(file.path.clone());
        }
    }
    if edited.count > 0 {
        return Ok(FolderState::Edited(edited));
    }
    Ok(FolderState::Package { manifest: text, is_whole: !states.contains(&State::Missing) })
}

/// What became of a package since it was put in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageState {
    /// No folder, or an empty one.
    Absent,
    /// Every file is as it was written, and nothing else is there.
    Whole,
    /// Files are missing; the others are as they were written.
    Incomplete,
    /// Files that the manifest does not list.
    Strange(Strangers),
    /// Files that were changed after they had been written.
    Edited(Strangers),
}

/// Compares a package with its manifest, file by file.
///
/// # Errors
/// When a file cannot be read.
pub fn state_of(folder: &Path) -> io::Result<PackageState> {
    Ok(match look(folder)? {
        FolderState::Nothing => PackageState::Absent,
        FolderState::Package { is_whole: true, .. } => PackageState::Whole,
        FolderState::Package { is_whole: false, .. } => PackageState::Incomplete,
        FolderState::Strange(strangers) => PackageState::Strange(strangers),
        FolderState::Edited(strangers) => PackageState::Edited(strangers),
    })
}

/// What became of a file that a manifest lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    AsWritten,
    Edited,
    Missing,
}

fn state(folder: &Path, file: &ManifestFile) -> io::Result<State> {
    match std::fs::read(folder.join(&file.path)) {
        Ok(content) if file.is_of(&content) => Ok(State::AsWritten),
        Ok(_) => Ok(State::Edited),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::Missing),
        Err(error) => Err(error),
    }
}

/// What came into the folder of a package since it was looked at, by name only.
pub(super) fn newcomers(folder: &Path) -> io::Result<Strangers> {
    let (_, manifest) = read_manifest(folder)?;
    strangers(folder, &manifest)
}

/// The manifest with its text; an empty one where there is none of ours.
fn read_manifest(folder: &Path) -> io::Result<(Option<Vec<u8>>, Manifest)> {
    let nothing =
        Manifest { schema: String::new(), files: Vec::new(), report: serde_json::Value::Null };
    let path = folder.join(MANIFEST_FILE);
    // A link or a pipe of that name is none of ours, and reading it might never end.
    if !std::fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_file()) {
        return Ok((None, nothing));
    }
    let text = std::fs::read(&path)?;
    Ok(match Manifest::parse(&text) {
        Some(manifest) => (Some(text), manifest),
        None => (None, nothing),
    })
}

/// Everything below a folder that a manifest does not account for; of a strange folder only its name.
fn strangers(folder: &Path, manifest: &Manifest) -> io::Result<Strangers> {
    let is_ours = !manifest.schema.is_empty();
    let mut files: BTreeSet<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let folders: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| file.match_indices('/').filter_map(|(end, _)| file.get(..end)))
        .collect();
    if is_ours {
        files.insert(MANIFEST_FILE);
    }
    let mut strangers = Strangers::default();
    let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_missing(&error) => break,
            Err(error) => return Err(error.into()),
        };
        let name = name_in(folder, &entry);
        let kind = entry.file_type();
        let is_listed = if kind.is_dir() {
            folders.contains(name.as_str())
        } else {
            // A link is none of ours, whatever its name.
            kind.is_file() && files.contains(name.as_str())
        };
        if !is_listed && kind.is_dir() {
            strangers.push(name + "/");
            entries.skip_current_dir();
        } else if !is_listed {
            strangers.push(name);
        }
    }
    Ok(strangers)
}

fn is_missing(error: &walkdir::Error) -> bool {
    error.depth() == 0
        && error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// The path of something in a folder, with `/`.
fn name_in(folder: &Path, entry: &DirEntry) -> String {
    let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::manifest::{MANIFEST_FILE, MANIFEST_SCHEMA, Manifest, ManifestFile};
    use super::{FolderState, look, newcomers};

    /// A package with two files.
    fn package(folder: &Path) {
        std::fs::create_dir_all(folder.join("xa-a")).expect("made");
        let mut files = Vec::new();
        for path in ["a.csv", "xa-a/b.csv"] {
            std::fs::write(folder.join(path), path).expect("written");
            files.push(ManifestFile::new(path, path.as_bytes()));
        }
        let schema = MANIFEST_SCHEMA.to_owned();
        let manifest = Manifest { schema, files, report: serde_json::Value::Null };
        std::fs::write(folder.join(MANIFEST_FILE), manifest.text().expect("JSON"))
            .expect("written");
    }

    fn strange(found: FolderState) -> Vec<String> {
        match found {
            FolderState::Strange(strangers) => strangers.first,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_place_and_a_package_are_told_apart_from_the_rest() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("t");
        assert_eq!(look(&folder).expect("looked"), FolderState::Nothing);
        std::fs::create_dir(&folder).expect("made");
        assert_eq!(look(&folder).expect("looked"), FolderState::Nothing);
        package(&folder);
        assert!(matches!(
            look(&folder).expect("looked"),
            FolderState::Package { is_whole: true, .. }
        ));
        std::fs::remove_file(folder.join("xa-a/b.csv")).expect("removed");
        assert!(matches!(
            look(&folder).expect("looked"),
            FolderState::Package { is_whole: false, .. }
        ));
        std::fs::write(folder.join("a.csv"), "A.csv").expect("written");
        let found = look(&folder).expect("looked");
        assert!(matches!(found, FolderState::Edited(edited) if edited.first == ["a.csv"]));
    }

    #[test]
    fn what_no_manifest_lists_is_strange() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path();
        package(folder);
        std::fs::create_dir_all(folder.join("cu/sau")).expect("made");
        std::fs::write(folder.join("cu/sau/x"), "x").expect("written");
        std::fs::write(folder.join("~$a.docx"), "x").expect("written");
        std::fs::write(folder.join("xa-a/ghi-chu.txt"), "x").expect("written");
        assert_eq!(newcomers(folder).expect("looked").count, 3);
        assert_eq!(strange(look(folder).expect("looked")), ["cu/", "xa-a/ghi-chu.txt", "~$a.docx"]);
        for manifest in ["{}", "", r#"{"schema": "cchc/package/2", "files": []}"#] {
            std::fs::write(folder.join(MANIFEST_FILE), manifest).expect("written");
            let names = strange(look(folder).expect("looked"));
            assert_eq!(names, ["a.csv", "cu/", MANIFEST_FILE, "xa-a/", "~$a.docx"], "{manifest}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_file_of_ours() {
        let home = tempfile::tempdir().expect("a folder");
        let (folder, real) = (home.path().join("t"), home.path().join("real.csv"));
        package(&folder);
        std::fs::rename(folder.join("a.csv"), &real).expect("moved");
        std::os::unix::fs::symlink(&real, folder.join("a.csv")).expect("linked");
        assert_eq!(strange(look(&folder).expect("looked")), ["a.csv"]);
    }
}
