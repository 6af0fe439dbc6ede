//! A folder of files as one thing: put in place as a whole, or not at all.
//!
//! In: a target, and the bytes of each file. Out: the folder, with a manifest of everything in it.
//! Replaced is only what an earlier run wrote and nobody has touched since.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::failpoint::{Step, reached};
use super::inventory::{Found, look, newcomers};
use super::litter::Litter;
use super::manifest::{MANIFEST_FILE, MANIFEST_SCHEMA, Manifest, ManifestFile};
use super::names::Names;
use super::staging::{Parents, Staging, key, parent, sync_folder};
use super::swap::{self, NEW, OLD, SwapError};
use super::{Committed, OutputError, Replace, stale};

/// A package in the making. Dropped without a commit it leaves nothing behind.
#[derive(Debug)]
pub struct Package {
    /// As the user named it, for messages.
    named: PathBuf,
    /// Where it goes: behind links.
    target: PathBuf,
    replace: Replace,
    names: Names,
    files: BTreeMap<String, ManifestFile>,
    litter: Litter,
    // Dropped in this order.
    staging: Staging,
    parents: Parents,
}

impl Package {
    /// Looks at the target, makes its missing parents, and begins to write beside it.
    ///
    /// # Errors
    /// When something stands there that must stay, or when the folder or the disk refuses.
    pub fn begin(target: &Path, replace: Replace) -> Result<Self, OutputError> {
        Self::begin_within(Litter::of_process(), target, replace)
    }

    fn begin_within(litter: &Litter, named: &Path, replace: Replace) -> Result<Self, OutputError> {
        let failed = |source| OutputError::failed(named, source);
        let target = real_target(named)?;
        let parents = Parents::make(parent(&target), litter).map_err(failed)?;
        stale::clear(&target, &key(&target));
        refuse(named, &target, replace)?;
        let staging = Staging::make(parent(&target), &key(&target), litter).map_err(failed)?;
        staging.make_folder(NEW).map_err(failed)?;
        Ok(Self {
            named: named.to_owned(),
            target,
            replace,
            names: Names::default(),
            files: BTreeMap::new(),
            litter: litter.clone(),
            staging,
            parents,
        })
    }

    /// Writes one file. `path` leads into the package, with `/`; its folders are made.
    ///
    /// # Errors
    /// When the path leads elsewhere, is no name on some system or is taken, or when the disk refuses.
    pub fn add(&mut self, path: &str, content: &[u8]) -> Result<(), OutputError> {
        let folders = self.names.take(path).map_err(|fault| OutputError::BadName {
            path: self.named.clone(),
            name: path.to_owned(),
            fault,
        })?;
        let failed = |source| OutputError::failed(&self.named.join(path), source);
        for folder in folders {
            self.staging.make_folder(&format!("{NEW}/{folder}")).map_err(failed)?;
        }
        self.staging.write(&format!("{NEW}/{path}"), content).map_err(failed)?;
        self.files.insert(path.to_owned(), ManifestFile::new(path, content));
        Ok(())
    }

    /// Writes the manifest and puts the package in place. `report` is what it says of its origin.
    ///
    /// # Errors
    /// When something has come to stand there that must stay, or when the disk refuses. Then everything
    /// is as it was before, but for [`OutputError::Stranded`].
    pub fn commit(mut self, report: Value) -> Result<Committed, OutputError> {
        let text = self.write_manifest(report).map_err(|source| self.failed(source))?;
        for folder in self.names.folders() {
            sync_folder(&self.staging.path(&format!("{NEW}/{folder}")));
        }
        let new = self.staging.path(NEW);
        if let Ok(facts) = std::fs::metadata(&self.target) {
            // Whoever could read or write in the folder can do so again.
            let _as_far_as_it_goes = std::fs::set_permissions(&new, facts.permissions());
        }
        sync_folder(&new);
        let committed = match refuse(&self.named, &self.target, self.replace)? {
            Found::Package { manifest, is_whole: true } if manifest == text.as_bytes() => {
                Committed::Unchanged
            }
            Found::Package { .. } => self.replace_old()?,
            _ => self.place()?,
        };
        let Self { staging, .. } = self;
        drop(staging);
        let _done = reached(Step::OldRemoved);
        Ok(committed)
    }

    fn write_manifest(&mut self, report: Value) -> io::Result<String> {
        let files = std::mem::take(&mut self.files).into_values().collect();
        let manifest = Manifest { schema: MANIFEST_SCHEMA.to_owned(), files, report };
        let text = manifest.text()?;
        self.staging.write(&format!("{NEW}/{MANIFEST_FILE}"), text.as_bytes())?;
        reached(Step::ManifestWritten)?;
        Ok(text)
    }

    /// Where nothing stands, or an empty folder.
    fn place(&mut self) -> Result<Committed, OutputError> {
        let mut list = self.litter.hold();
        swap::place(&self.staging.path(NEW), &self.target).map_err(|source| {
            let path = self.named.clone();
            match source.kind() {
                // Somebody was faster.
                io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
                    OutputError::FolderExists { path }
                }
                io::ErrorKind::NotADirectory => OutputError::NotAFolder { path },
                _ => OutputError::Failed { path, source },
            }
        })?;
        sync_folder(parent(&self.target));
        self.parents.keep(&mut list);
        let _done = reached(Step::InPlace);
        Ok(Committed::Written)
    }

    fn replace_old(&mut self) -> Result<Committed, OutputError> {
        let mut list = self.litter.hold();
        let (new, old) = (self.staging.path(NEW), self.staging.path(OLD));
        let gone = match swap::replace(&self.target, &new, &old) {
            Ok(gone) => gone,
            Err(SwapError::Refused(source)) => return Err(self.failed(source)),
            Err(SwapError::Stranded(source)) => {
                self.staging.abandon(&mut list);
                return Err(OutputError::Stranded { path: self.named.clone(), kept: old, source });
            }
        };
        // Somebody may have saved a file there since it was looked at. Now nobody finds it any more.
        let path = self.named.clone();
        let error = match newcomers(gone) {
            Ok(strangers) if strangers.count == 0 => {
                sync_folder(parent(&self.target));
                return Ok(Committed::Replaced);
            }
            Ok(strangers) => OutputError::NotOurs { path, strangers },
            Err(source) => OutputError::Failed { path, source },
        };
        let free = if gone == new { &old } else { &new };
        match swap::replace(&self.target, gone, free) {
            Ok(_) => Err(error),
            Err(SwapError::Refused(source) | SwapError::Stranded(source)) => {
                let kept = gone.to_owned();
                self.staging.abandon_for_good(&mut list);
                Err(OutputError::Stranded { path: self.named.clone(), kept, source })
            }
        }
    }

    fn failed(&self, source: io::Error) -> OutputError {
        OutputError::failed(&self.named, source)
    }
}

/// The folder behind links. Refuses what is no folder, and the one the program stands in.
fn real_target(named: &Path) -> Result<PathBuf, OutputError> {
    let failed = |source| OutputError::failed(named, source);
    if std::fs::symlink_metadata(named).is_err() {
        return match named.file_name() {
            Some(_) => Ok(named.to_owned()),
            None => Err(failed(io::ErrorKind::NotFound.into())),
        };
    }
    if !named.is_dir() {
        return Err(OutputError::NotAFolder { path: named.to_owned() });
    }
    let target = named.canonicalize().map_err(failed)?;
    let here = Path::new(".").canonicalize();
    if target.parent().is_none() || here.is_ok_and(|here| here.starts_with(&target)) {
        return Err(OutputError::WorkingFolder { path: named.to_owned() });
    }
    Ok(target)
}

/// What stands at the target, unless it must stay.
fn refuse(named: &Path, target: &Path, replace: Replace) -> Result<Found, OutputError> {
    let path = named.to_owned();
    if target.exists() && !target.is_dir() {
        return Err(OutputError::NotAFolder { path });
    }
    if replace == Replace::Never
        && target.read_dir().is_ok_and(|mut entries| entries.next().is_some())
    {
        // Said before all of it is read.
        return Err(OutputError::FolderExists { path });
    }
    match (look(target).map_err(|source| OutputError::failed(named, source))?, replace) {
        (Found::Nothing, _) => Ok(Found::Nothing),
        (_, Replace::Never) => Err(OutputError::FolderExists { path }),
        (Found::Strange(strangers), _) => Err(OutputError::NotOurs { path, strangers }),
        (Found::Edited(strangers), _) => Err(OutputError::Edited { path, strangers }),
        (found @ Found::Package { .. }, _) => Ok(found),
    }
}

#[cfg(test)]
mod tests {
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
        fn write(
            &self,
            name: &str,
            text: &str,
            replace: Replace,
        ) -> Result<Committed, OutputError> {
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
            let replaced =
                with_hook(fails_at(step, kind), || home.write("t", "new", Replace::Force));
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
}
