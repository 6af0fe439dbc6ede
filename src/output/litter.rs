//! What has to go when a run is stopped: the list of folders that this process has made and not yet put
//! in place. It knows no signals; the command line hears them and sweeps.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// The file in a staging folder that the process that works there has locked.
pub(super) const LOCK: &str = "lock";

/// Folders of unfinished work. Clones share one list.
///
/// Whoever makes a file in a staging folder, or renames out of one, holds the list meanwhile, so a sweep
/// never comes between: it waits for a swap to end, and nothing is made or renamed after it.
#[derive(Debug, Clone, Default)]
pub struct Litter(Arc<Mutex<List>>);

/// The list while somebody holds it.
#[derive(Debug, Default)]
pub(super) struct List {
    /// In the order in which they were made.
    folders: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    kind: Kind,
}

/// What a folder was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Removed with everything in it.
    Staging,
    /// A missing parent of a target, removed only when nothing stands in it.
    Parent,
}

/// The litter is gone. As long as this lives, whoever wants to stage or rename waits.
#[must_use = "dropped before the process ends, the work goes on"]
#[derive(Debug)]
pub struct Swept<'a> {
    _list: MutexGuard<'a, List>,
}

impl Litter {
    /// The list of this process, used by everything that is not told of another one.
    pub fn of_process() -> &'static Self {
        static LITTER: LazyLock<Litter> = LazyLock::new(Litter::default);
        &LITTER
    }

    /// Removes everything on the list, and keeps others from making more.
    pub fn sweep(&self) -> Swept<'_> {
        let mut list = self.hold();
        while let Some(folder) = list.folders.pop() {
            // What cannot be removed now is stale for the next run.
            let _next_run = match folder.kind {
                Kind::Staging => remove_staging(&folder.path),
                Kind::Parent => std::fs::remove_dir(&folder.path),
            };
        }
        Swept { _list: list }
    }

    /// The list is whole even if a thread died while it held it: each change is one push or removal.
    pub(super) fn hold(&self) -> MutexGuard<'_, List> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    pub(super) fn add(&mut self, path: &Path, kind: Kind) {
        self.folders.push(Folder { path: path.to_owned(), kind });
    }

    /// The folder is no litter any more.
    pub(super) fn forget(&mut self, path: &Path) {
        self.folders.retain(|folder| folder.path != path);
    }

    pub(super) fn knows(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| folder.path == path)
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }
}

/// Removes a staging folder, its lock last: one that has files and no lock would be left alone for good.
pub(super) fn remove_staging(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)?.flatten().filter(|entry| entry.file_name() != LOCK) {
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    std::fs::remove_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Litter};

    #[test]
    fn a_sweep_removes_staging_with_its_content_and_parents_only_when_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let litter = Litter::default();
        for name in ["parent", "parent/.staging", "used"] {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).expect("made");
            std::fs::write(folder.path().join("used/file"), "x").ok();
            let kind = if name.ends_with("staging") { Kind::Staging } else { Kind::Parent };
            litter.hold().add(&path, kind);
        }
        std::fs::write(folder.path().join("parent/.staging/file"), "x").expect("written");
        drop(litter.sweep());
        assert!(!folder.path().join("parent").exists());
        assert!(folder.path().join("used/file").exists(), "somebody else's file");
        assert!(litter.hold().is_empty());
    }

    #[test]
    fn nothing_is_held_by_others_while_a_sweep_lasts() {
        let litter = Litter::default();
        let swept = litter.sweep();
        assert!(litter.0.try_lock().is_err());
        drop(swept);
        assert!(litter.0.try_lock().is_ok());
    }
}
