//! What becomes of a package and of what stood in its place.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::super::failpoint::{Step, with_hook};
use super::super::manifest::Manifest;
use super::{Committed, Litter, NEW, OutputError, Package, Replace};

/// A folder that is gone when the test ends, and a litter of its own.
struct Home(tempfile::TempDir, Litter);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"), Litter::default())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn begin(&self, name: &str, replace: Replace) -> Result<Package, OutputError> {
        Package::begin_within(&self.1, &self.path(name), replace)
    }

    /// A package of two files that say `text`.
    fn write(&self, name: &str, text: &str, replace: Replace) -> Result<Committed, OutputError> {
        let mut package = self.begin(name, replace)?;
        package.add("bao-cao.md", text.as_bytes())?;
        package.add("xa-a/so-lieu.csv", text.as_bytes())?;
        package.commit(json!({"period": "2024-06"}))
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("readable")
    }

    #[track_caller]
    fn assert_holds(&self, names: &[&str]) {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder").flatten();
        let mut found: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        found.sort();
        assert_eq!(found, names);
        assert!(self.1.hold().is_empty(), "{:?}", self.1);
    }
}

fn fails_at(step: Step, kind: io::ErrorKind) -> impl FnMut(Step) -> io::Result<()> {
    move |reached| if reached == step { Err(kind.into()) } else { Ok(()) }
}

#[test]
fn a_package_has_every_file_and_a_manifest_of_them() {
    let home = Home::new();
    let committed = home.write("cron/2024-06", "x", Replace::Never).expect("written");
    assert_eq!(committed, Committed::Written);
    let text = home.read("cron/2024-06/manifest.json");
    let manifest = Manifest::parse(text.as_bytes()).expect("a manifest");
    let paths: Vec<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["bao-cao.md", "xa-a/so-lieu.csv"]);
    assert_eq!(manifest.report, json!({"period": "2024-06"}));
    assert_eq!(home.read("cron/2024-06/xa-a/so-lieu.csv"), "x");
    home.assert_holds(&["cron"]);
}

/// The disk gives back other bytes than were written, fewer, or none: nothing is put in place.
#[test]
fn what_the_disk_does_not_give_back_is_not_put_in_place() {
    type Damage = fn(&Path);
    let damages: [Damage; 3] = [
        |file| std::fs::write(file, "nex").expect("written"),
        |file| std::fs::write(file, "ne").expect("written"),
        |file| std::fs::remove_file(file).expect("removed"),
    ];
    for damage in damages {
        for name in ["bao-cao.md", "xa-a/so-lieu.csv"] {
            let home = Home::new();
            home.write("t", "old", Replace::Never).expect("written");
            let mut package = home.begin("t", Replace::Force).expect("begun");
            package.add("bao-cao.md", b"new").expect("written");
            package.add("xa-a/so-lieu.csv", b"new").expect("written");
            package.read_back().expect("as it was written");
            damage(&package.staging.path(&format!("{NEW}/{name}")));
            let error = package.read_back().expect_err("damaged");
            assert!(error.to_string().contains(name), "{error}");
            drop(package);
            assert_eq!(home.read("t/bao-cao.md"), "old");
            home.assert_holds(&["t"]);
        }
    }
}

#[test]
fn an_earlier_package_gives_way_to_force_only() {
    for is_exchange_known in [true, false] {
        let home = Home::new();
        home.write("t", "old", Replace::Never).expect("written");
        let error = home.write("t", "new", Replace::Never).expect_err("there");
        assert!(matches!(error, OutputError::FolderExists { .. }), "{error:?}");
        assert_eq!(home.read("t/bao-cao.md"), "old");
        let kind = io::ErrorKind::Unsupported;
        let step = if is_exchange_known { Step::OldAside } else { Step::Exchanging };
        let replaced = with_hook(fails_at(step, kind), || home.write("t", "new", Replace::Force));
        assert_eq!(replaced.expect("forced"), Committed::Replaced);
        assert_eq!(home.read("t/xa-a/so-lieu.csv"), "new");
        home.assert_holds(&["t"]);
    }
}

#[test]
fn the_very_same_package_is_left_alone() {
    let home = Home::new();
    home.write("t", "x", Replace::Force).expect("written");
    let age = |home: &Home| {
        let facts = std::fs::metadata(home.path("t/bao-cao.md")).expect("there");
        facts.modified().expect("known")
    };
    let before = age(&home);
    assert_eq!(home.write("t", "x", Replace::Force).expect("same"), Committed::Unchanged);
    assert_eq!(age(&home), before);
    std::fs::remove_file(home.path("t/bao-cao.md")).expect("removed");
    assert_eq!(home.write("t", "x", Replace::Force).expect("mended"), Committed::Replaced);
    assert_eq!(home.read("t/bao-cao.md"), "x");
    home.assert_holds(&["t"]);
}

#[test]
fn an_empty_folder_is_taken_and_keeps_its_permissions() {
    let home = Home::new();
    std::fs::create_dir(home.path("t")).expect("made");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let shared = std::fs::Permissions::from_mode(0o2775);
        std::fs::set_permissions(home.path("t"), shared).expect("set");
    }
    let before = std::fs::metadata(home.path("t")).expect("there").permissions();
    assert_eq!(home.write("t", "x", Replace::Never).expect("written"), Committed::Written);
    assert_eq!(std::fs::metadata(home.path("t")).expect("there").permissions(), before);
    home.assert_holds(&["t"]);
}

#[test]
fn what_somebody_else_wrote_or_changed_is_never_replaced() {
    let home = Home::new();
    home.write("t", "old", Replace::Never).expect("written");
    for number in 0..7 {
        std::fs::write(home.path(&format!("t/ghi-chu-{number}.txt")), "x").expect("written");
    }
    let error = home.write("t", "new", Replace::Force).expect_err("strange");
    assert!(
        matches!(&error, OutputError::NotOurs { strangers, .. } if strangers.count == 7
            && strangers.first.len() == 5 && strangers.first[0] == "ghi-chu-0.txt"),
        "{error:?}"
    );
    assert!(error.to_string().ends_with("`ghi-chu-4.txt` and 2 more"), "{error}");
    for number in 0..7 {
        std::fs::remove_file(home.path(&format!("t/ghi-chu-{number}.txt"))).expect("removed");
    }
    std::fs::write(home.path("t/bao-cao.md"), "by hand").expect("written");
    let error = home.write("t", "new", Replace::Force).expect_err("edited");
    assert!(matches!(&error, OutputError::Edited { strangers, .. }
        if strangers.first == ["bao-cao.md"]));
    assert_eq!(home.read("t/bao-cao.md"), "by hand");
    std::fs::write(home.path("file"), "x").expect("written");
    for name in ["file", "file/below"] {
        let error = home.write(name, "new", Replace::Force).expect_err("a file");
        assert!(matches!(error, OutputError::NotAFolder { .. } | OutputError::Failed { .. }));
    }
    home.assert_holds(&["file", "t"]);
}

#[test]
fn a_file_saved_there_in_the_last_moment_is_found_again() {
    for is_exchange_known in [true, false] {
        let home = Home::new();
        home.write("t", "old", Replace::Never).expect("written");
        let late = home.path("t/ghi-chu.txt");
        let hook = move |step| match step {
            Step::Exchanging if !late.exists() => {
                std::fs::write(&late, "x").expect("written");
                if is_exchange_known { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
            }
            _ => Ok(()),
        };
        let error = with_hook(hook, || home.write("t", "new", Replace::Force));
        assert!(
            matches!(&error, Err(OutputError::NotOurs { strangers, .. })
                if strangers.first == ["ghi-chu.txt"]),
            "{error:?}"
        );
        assert_eq!(home.read("t/ghi-chu.txt"), "x");
        assert_eq!(home.read("t/bao-cao.md"), "old");
        home.assert_holds(&["t"]);
    }
}

#[test]
fn a_failure_at_any_step_leaves_the_old_report_and_no_litter() {
    let home = Home::new();
    home.write("t", "old", Replace::Never).expect("written");
    for step in [
        Step::ParentsMade,
        Step::StagingMade,
        Step::StagingLocked,
        Step::FileWritten,
        Step::ManifestWritten,
        Step::Syncing,
    ] {
        let full = || fails_at(step, io::ErrorKind::StorageFull);
        for name in ["t", "a/b/t"] {
            let error = with_hook(full(), || home.write(name, "new", Replace::Force));
            assert!(
                matches!(&error, Err(OutputError::Failed { source, .. })
                    if source.kind() == io::ErrorKind::StorageFull),
                "{step:?}: {error:?}"
            );
            assert_eq!(home.read("t/bao-cao.md"), "old", "{step:?}");
            home.assert_holds(&["t"]);
        }
    }
}

#[test]
fn without_exchange_a_failed_swap_is_undone_or_the_next_run_undoes_it() {
    let home = Home::new();
    home.write("t", "old", Replace::Never).expect("written");
    let hook = |steps: &'static [Step]| {
        move |reached| {
            let fails = steps.contains(&reached);
            if fails { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
        }
    };
    let steps = &[Step::Exchanging, Step::OldAside];
    let error = with_hook(hook(steps), || home.write("t", "new", Replace::Force));
    assert!(matches!(error, Err(OutputError::Failed { .. })), "{error:?}");
    assert_eq!(home.read("t/bao-cao.md"), "old");
    home.assert_holds(&["t"]);
    let steps = &[Step::Exchanging, Step::OldAside, Step::PuttingBack];
    let error = with_hook(hook(steps), || home.write("t", "new", Replace::Force));
    let Err(OutputError::Stranded { kept, .. }) = error else { panic!("{error:?}") };
    assert!(kept.join("bao-cao.md").exists());
    drop(home.1.sweep());
    assert!(kept.join("bao-cao.md").exists(), "a sweep leaves it");
    drop(home.begin("t", Replace::Force).expect("begun"));
    assert_eq!(home.read("t/bao-cao.md"), "old");
    home.assert_holds(&["t"]);
}

#[test]
fn names_that_lead_out_are_refused_and_nothing_is_written_outside() {
    let home = Home::new();
    let mut package = home.begin("t", Replace::Never).expect("begun");
    for name in ["../x", "/tmp/x", "manifest.json", "con.csv", ""] {
        let error = package.add(name, b"x").expect_err("refused");
        assert!(matches!(error, OutputError::BadName { .. }), "{name}: {error:?}");
    }
    package.add("a.csv", b"x").expect("written");
    package.add("A.csv", b"x").expect_err("taken");
    package.commit(json!(null)).expect("committed");
    home.assert_holds(&["t"]);
    assert_eq!(std::fs::read_dir(home.path("t")).expect("there").count(), 2);
}

#[test]
fn a_sweep_takes_the_staging_and_the_parents_made_for_it() {
    let home = Home::new();
    let mut package = home.begin("a/b/t", Replace::Never).expect("begun");
    package.add("xa-a/x.csv", b"x").expect("written");
    assert!(package.staging.path(NEW).join("xa-a/x.csv").exists());
    drop(home.1.sweep());
    home.assert_holds(&[]);
    assert!(package.add("y.csv", b"x").is_err());
    assert!(package.commit(json!(null)).is_err());
    home.assert_holds(&[]);
}

#[test]
fn the_folder_one_stands_in_is_refused() {
    for name in [".", "..", "/", "src/.."] {
        let error = Package::begin(Path::new(name), Replace::Force).expect_err("refused");
        assert!(matches!(error, OutputError::WorkingFolder { .. }), "{name}: {error:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_package_stays_one() {
    let home = Home::new();
    home.write("real/2024-06", "old", Replace::Never).expect("written");
    std::os::unix::fs::symlink(home.path("real/2024-06"), home.path("t")).expect("linked");
    let replaced = home.write("t", "new", Replace::Force).expect("forced");
    assert_eq!(replaced, Committed::Replaced);
    assert!(home.path("t").is_symlink());
    assert_eq!(home.read("real/2024-06/bao-cao.md"), "new");
    std::os::unix::fs::symlink(home.path("nowhere"), home.path("dangling")).expect("linked");
    let error = home.write("dangling", "new", Replace::Force).expect_err("refused");
    assert!(matches!(error, OutputError::NotAFolder { .. }), "{error:?}");
}
