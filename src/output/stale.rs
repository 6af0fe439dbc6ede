//! What a run that was killed left beside a target: an old report that was moved aside goes back, the
//! rest is removed. The staging folder of a run that lives is left alone.

use std::fs::OpenOptions;
use std::path::Path;

use super::litter::{LOCK, remove_staging};
use super::staging::{is_staging, key, parent};
use super::swap::{NEW, OLD};

/// Clears what runs with the same key left in the folder of `target`. What cannot be cleared stays for
/// another time: it stands in nobody's way.
pub(super) fn clear(target: &Path, key: &str) {
    let Ok(entries) = std::fs::read_dir(parent(target)) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_str().is_some_and(|name| is_staging(name, key)) {
            clear_folder(&entry.path(), target);
        }
    }
}

/// Puts back, or removes, what killed runs left of a package, before anybody looks at what stands there:
/// on a disk that knows no exchange the old one may lie aside.
pub fn recover(named: &Path) {
    let target = named.canonicalize().unwrap_or_else(|_| named.to_path_buf());
    clear(&target, &key(&target));
}

fn clear_folder(folder: &Path, target: &Path) {
    let Ok(lock) = OpenOptions::new().read(true).write(true).open(folder.join(LOCK)) else {
        // Without a lock there is nothing in it. A living run that is about to lock it notices.
        let _not_empty = std::fs::remove_dir(folder);
        return;
    };
    if lock.try_lock().is_err() {
        return;
    }
    let (old, new) = (folder.join(OLD), folder.join(NEW));
    if old.exists() {
        match std::fs::symlink_metadata(target) {
            Ok(_) if new.exists() => {
                // Neither report was put in place, and what stands there is somebody else's.
                return;
            }
            Ok(_) => {}
            Err(_) => {
                if std::fs::rename(&old, target).is_err() {
                    return;
                }
            }
        }
    }
    let _next_time = remove_staging(folder);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::clear;
    use crate::output::litter::Litter;
    use crate::output::staging::{Staging, key};

    fn stale(folder: &Path, files: &[&str]) {
        std::fs::create_dir_all(folder).expect("made");
        for file in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, *file).expect("written");
        }
    }

    fn listing(folder: &Path) -> Vec<String> {
        let names = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<String> =
            names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn stale_folders_of_the_target_go_and_no_others() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("t");
        stale(&home.path().join(".cchc-t-AAAAAA.tmp"), &["lock", "new/x"]);
        stale(&home.path().join(".cchc-t-BBBBBB.tmp"), &[]);
        stale(&home.path().join(".cchc-t-CCCCCC.tmp"), &["no-lock"]);
        stale(&home.path().join(".cchc-other-AAAAAA.tmp"), &["lock", "new/x"]);
        let mut live = Staging::make(home.path(), &key(&target), &Litter::default()).expect("made");
        live.write("x", b"x").expect("written");
        clear(&target, &key(&target));
        let names = listing(home.path());
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(names.contains(&".cchc-other-AAAAAA.tmp".to_owned()));
        assert!(names.contains(&".cchc-t-CCCCCC.tmp".to_owned()), "not one of ours");
        assert!(live.path("x").exists(), "a living run keeps its files");
    }

    #[test]
    fn an_old_report_that_was_moved_aside_goes_back() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("t");
        let staging = home.path().join(".cchc-t-AAAAAA.tmp");
        stale(&staging, &["lock", "old/x", "new/y"]);
        clear(&target, "t");
        assert_eq!(listing(&target), ["x"]);
        assert_eq!(listing(home.path()), ["t"]);
        // Both there, and the place taken by somebody else: nothing is removed.
        stale(&staging, &["lock", "old/z", "new/y"]);
        clear(&target, "t");
        assert_eq!(listing(&staging), ["lock", "new", "old"]);
        // The new one was put in place: the old one has had its day.
        std::fs::remove_dir_all(staging.join("new")).expect("removed");
        clear(&target, "t");
        assert_eq!(listing(home.path()), ["t"]);
        assert_eq!(listing(&target), ["x"]);
    }
}
