//! What becomes of a folder that people work in.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::super::failpoint::{Step, with_hook};
use super::{Committed, FolderUpdate, Litter, OutputError};

struct Home(tempfile::TempDir, Litter);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"), Litter::default())
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("phan-hoi")
    }

    fn begin(&self) -> FolderUpdate {
        FolderUpdate::begin_within(&self.1, &self.folder()).expect("begun")
    }

    /// Two files that say `text`; a third goes.
    fn update(&self, text: &str) -> Result<Committed, OutputError> {
        let mut update = self.begin();
        update.write("a.xlsx", text.as_bytes())?;
        update.write("feedback.json", text.as_bytes())?;
        update.remove("c.xlsx");
        update.commit()
    }

    fn assert_no_litter(&self) {
        assert_eq!(std::fs::read_dir(self.0.path()).expect("there").count(), 1);
        assert!(self.1.hold().is_empty());
    }
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let name = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    files.map(|entry| (name(entry.path()), read(entry.path()))).collect()
}

/// A folder with an old state, and what people keep in it.
fn used() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.folder().join("thư từ/cũ")).expect("made");
    for name in ["a.xlsx", "c.xlsx", "feedback.json", "ghi chú.txt", "thư từ/cũ/x.txt"] {
        std::fs::write(home.folder().join(name), "old").expect("written");
    }
    home
}

#[test]
fn files_change_in_one_step_and_everything_else_stays() {
    let home = used();
    #[cfg(unix)]
    std::os::unix::fs::symlink("ghi chú.txt", home.folder().join("liên kết")).expect("linked");
    assert_eq!(home.update("new").expect("written"), Committed::Replaced);
    let found = tree(&home.folder());
    let said = |name: &str| found.get(name).map(String::as_str);
    assert_eq!(
        (said("a.xlsx"), said("feedback.json"), said("c.xlsx")),
        (Some("new"), Some("new"), None)
    );
    assert_eq!((said("ghi chú.txt"), said("thư từ/cũ/x.txt")), (Some("old"), Some("old")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(said("liên kết"), Some("old"));
        let mode =
            |name: &str| home.folder().join(name).metadata().expect("there").permissions().mode();
        assert_eq!(mode("a.xlsx") & 0o777, 0o600);
        assert_ne!(mode("ghi chú.txt") & 0o044, 0, "not ours to close");
    }
    home.assert_no_litter();
}

#[test]
fn the_same_again_touches_nothing() {
    let home = Home::new();
    assert_eq!(home.update("x").expect("written"), Committed::Written);
    let times = || {
        let facts = ["", "a.xlsx"].map(|name| home.folder().join(name).metadata().expect("there"));
        facts.map(|facts| facts.modified().expect("a time"))
    };
    let before = times();
    assert_eq!(home.update("x").expect("written"), Committed::Unchanged);
    assert_eq!(before, times());
    home.assert_no_litter();
}

#[test]
fn what_fails_or_is_dropped_leaves_the_old_folder() {
    for step in [Step::FileWritten, Step::Syncing] {
        let home = used();
        let before = tree(&home.folder());
        let full = move |reached| {
            if reached == step { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        };
        let error = with_hook(full, || home.update("new")).expect_err("full");
        assert!(matches!(error, OutputError::Failed { .. }), "{error}");
        assert_eq!(tree(&home.folder()), before, "{step:?}");
        home.assert_no_litter();
    }
    let home = used();
    let before = tree(&home.folder());
    home.begin().write("a.xlsx", b"new").expect("written");
    assert_eq!(tree(&home.folder()), before);
    home.assert_no_litter();
    // No folder can be a file.
    std::fs::create_dir(home.folder().join("b.xlsx")).expect("made");
    assert!(home.begin().write("b.xlsx", b"new").is_err());
}

#[test]
fn without_an_exchange_the_folder_is_changed_by_renames() {
    let home = used();
    let unknown = |step| match step {
        Step::Exchanging => Err(io::ErrorKind::Unsupported.into()),
        _ => Ok(()),
    };
    assert_eq!(with_hook(unknown, || home.update("new")).expect("written"), Committed::Replaced);
    assert_eq!(tree(&home.folder())["a.xlsx"], "new");
    assert_eq!(tree(&home.folder())["ghi chú.txt"], "old");
    home.assert_no_litter();
}

#[test]
fn what_somebody_saves_meanwhile_is_not_lost() {
    // Before the turn, and between the last look and the exchange; with and without one.
    for is_late in [false, true] {
        for is_known in [true, false] {
            let home = used();
            let mut update = home.begin();
            update.write("a.xlsx", b"new").expect("written");
            let note = home.folder().join("a.xlsx");
            let save = move || std::fs::write(&note, "by hand").expect("saved");
            if !is_late {
                save();
            }
            let mut is_saved = !is_late;
            let hook = move |step| {
                if step == Step::Exchanging && !is_saved {
                    is_saved = true;
                    save();
                }
                match step {
                    Step::Exchanging if !is_known => Err(io::ErrorKind::Unsupported.into()),
                    _ => Ok(()),
                }
            };
            let error = with_hook(hook, || update.commit()).expect_err("saved meanwhile");
            assert!(
                matches!(error, OutputError::Meanwhile { .. }),
                "{is_late} {is_known}: {error}"
            );
            let found = tree(&home.folder());
            assert_eq!(found["a.xlsx"], "by hand", "{is_late} {is_known}");
            assert_eq!(found.len(), 5, "{found:?}");
            home.assert_no_litter();
        }
    }
}

#[test]
fn two_that_say_the_same_agree_and_others_do_not_overwrite_each_other() {
    let home = used();
    let (mut one, mut other, mut third) = (home.begin(), home.begin(), home.begin());
    one.write("a.xlsx", b"new").expect("written");
    other.write("a.xlsx", b"new").expect("written");
    third.write("a.xlsx", b"another").expect("written");
    assert_eq!(one.commit().expect("written"), Committed::Replaced);
    assert_eq!(other.commit().expect("the same"), Committed::Unchanged);
    let error = third.commit().expect_err("somebody was faster");
    assert!(matches!(error, OutputError::Meanwhile { .. }), "{error}");
    assert_eq!(tree(&home.folder())["a.xlsx"], "new");
    home.assert_no_litter();
}

#[test]
fn a_sweep_takes_what_is_staged_and_what_comes_later_fails() {
    let home = used();
    let before = tree(&home.folder());
    let mut update = home.begin();
    update.write("a.xlsx", b"new").expect("written");
    drop(home.1.sweep());
    home.assert_no_litter();
    assert!(update.write("b.xlsx", b"new").is_err());
    assert!(update.commit().is_err());
    assert_eq!(tree(&home.folder()), before);
    home.assert_no_litter();
}

#[test]
fn a_folder_that_a_killed_run_left_aside_is_put_back_first() {
    let home = used();
    let before = tree(&home.folder());
    let staging = home.0.path().join(".cchc-phan-hoi-AbCdEf.tmp");
    std::fs::create_dir_all(staging.join("new")).expect("made");
    std::fs::write(staging.join("lock"), "").expect("written");
    std::fs::rename(home.folder(), staging.join("old")).expect("moved");
    drop(home.begin());
    assert_eq!(tree(&home.folder()), before);
    home.assert_no_litter();
}
