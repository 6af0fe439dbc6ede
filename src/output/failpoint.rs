//! The places between two steps of writing. A normal build passes them; a test can make a run fail there,
//! or die.

#[cfg(not(test))]
use std::io;

/// What has just been done or, for the renames, is about to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    ParentsMade,
    StagingMade,
    StagingLocked,
    FileWritten,
    ManifestWritten,
    Syncing,
    /// Failing here stands for a file system that knows no exchange.
    Exchanging,
    Exchanged,
    /// Failing here stands for a new report that cannot be put in place.
    OldAside,
    /// Failing here stands for an old report that cannot be put back.
    PuttingBack,
    InPlace,
    OldRemoved,
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
#[inline]
pub(super) fn reached(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use in_tests::{reached, with_hook};

#[cfg(test)]
mod in_tests {
    use std::cell::RefCell;
    use std::io;

    use super::Step;

    type Hook = Box<dyn FnMut(Step) -> io::Result<()>>;

    thread_local! {
        static HOOK: RefCell<Option<Hook>> = const { RefCell::new(None) };
    }

    pub fn reached(step: Step) -> io::Result<()> {
        HOOK.with_borrow_mut(|hook| hook.as_mut().map_or(Ok(()), |hook| hook(step)))
    }

    /// Runs with a hook that every step of this thread goes through.
    pub fn with_hook<T>(
        hook: impl FnMut(Step) -> io::Result<()> + 'static,
        run: impl FnOnce() -> T,
    ) -> T {
        HOOK.set(Some(Box::new(hook)));
        let result = run();
        HOOK.set(None);
        result
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io;
    use std::path::Path;
    use std::process::Command;

    use super::{Step, with_hook};
    use crate::output::{Package, Replace};

    type Tree = BTreeMap<String, String>;

    /// Every file below a folder; none when there is no folder.
    fn tree(folder: &Path) -> Option<Tree> {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::ok);
        let entries = entries.collect::<Option<Vec<_>>>()?;
        let files = entries.into_iter().filter(|entry| entry.file_type().is_file()).map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").display().to_string();
            (name, std::fs::read_to_string(entry.path()).expect("text"))
        });
        Some(files.collect())
    }

    fn write(target: &Path, text: &str) {
        let mut package = Package::begin(target, Replace::Force).expect("begun");
        package.add("a.csv", text.as_bytes()).expect("written");
        package.add(&format!("xa-a/{text}.csv"), text.as_bytes()).expect("written");
        package.commit(serde_json::Value::Null).expect("committed");
    }

    /// What [`write`] leaves.
    fn written(text: &str) -> Tree {
        let home = tempfile::tempdir().expect("a folder");
        write(&home.path().join("t"), text);
        tree(&home.path().join("t")).expect("a package")
    }

    /// Tells the first test below that it is the child: it writes a package and is killed at a step.
    const STEP: &str = "CCHC_TEST_STEP";

    fn child() {
        let variable = |name: &str| std::env::var(name).expect("set by the parent");
        let (step, target) = (variable(STEP), variable("CCHC_TEST_TARGET"));
        let is_exchange_known = variable("CCHC_TEST_EXCHANGE") == "true";
        let hook = move |reached: Step| {
            if format!("{reached:?}") == step {
                let id = std::process::id().to_string();
                Command::new("kill").args(["-9", &id]).status().expect("killed");
            }
            let is_known = reached != Step::Exchanging || is_exchange_known;
            if is_known { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
        };
        with_hook(hook, || write(Path::new(&target), "new"));
    }

    const CHILD: &str = "output::failpoint::tests::killed_at_any_step_the_target_is_the_whole_old_or_the_whole_new_package";

    /// Runs the child until it is killed.
    fn kill_at(step: Step, target: &Path, is_exchange_known: bool) {
        let child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", CHILD])
            .env(STEP, format!("{step:?}"))
            .env("CCHC_TEST_TARGET", target)
            .env("CCHC_TEST_EXCHANGE", is_exchange_known.to_string())
            .output()
            .expect("runs");
        assert_eq!(child.status.code(), None, "killed at {step:?}: {child:?}");
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn killed_at_any_step_the_target_is_the_whole_old_or_the_whole_new_package() {
        if std::env::var_os(STEP).is_some() {
            return child();
        }
        let (old, new) = (written("old"), written("new"));
        for (step, is_exchange_known, expected) in [
            (Step::ParentsMade, true, Some(&old)),
            (Step::StagingMade, true, Some(&old)),
            (Step::StagingLocked, true, Some(&old)),
            (Step::FileWritten, true, Some(&old)),
            (Step::ManifestWritten, true, Some(&old)),
            (Step::Syncing, true, Some(&old)),
            (Step::Exchanging, true, Some(&old)),
            (Step::Exchanged, true, Some(&new)),
            (Step::OldRemoved, true, Some(&new)),
            (Step::Exchanging, false, Some(&old)),
            (Step::OldAside, false, None),
            (Step::InPlace, false, Some(&new)),
            (Step::OldRemoved, false, Some(&new)),
        ] {
            let home = tempfile::tempdir().expect("a folder");
            let target = home.path().join("t");
            write(&target, "old");
            kill_at(step, &target, is_exchange_known);
            let case = format!("{step:?}, exchange known: {is_exchange_known}");
            assert_eq!(tree(&target).as_ref(), expected, "{case}");
            // The next run puts back and removes before it does anything else.
            drop(Package::begin(&target, Replace::Force).expect("begun"));
            assert_eq!(tree(&target).as_ref(), Some(expected.unwrap_or(&old)), "{case}");
            assert_eq!(names(home.path()), ["t"], "{case}");
            write(&target, "new");
            assert_eq!(tree(&target).as_ref(), Some(&new), "{case}");
        }
    }

    #[test]
    fn killed_at_any_step_there_is_no_package_or_the_whole_one() {
        let new = written("new");
        for (step, expected) in [
            (Step::ParentsMade, None),
            (Step::StagingMade, None),
            (Step::FileWritten, None),
            (Step::ManifestWritten, None),
            (Step::Syncing, None),
            (Step::InPlace, Some(&new)),
            (Step::OldRemoved, Some(&new)),
        ] {
            let home = tempfile::tempdir().expect("a folder");
            let target = home.path().join("a/b/t");
            kill_at(step, &target, true);
            assert_eq!(tree(&target).as_ref(), expected, "{step:?}");
            write(&target, "new");
            assert_eq!(tree(&target).as_ref(), Some(&new), "{step:?}");
            assert_eq!(names(&home.path().join("a/b")), ["t"], "{step:?}");
        }
    }
}
