//! Folders of unfinished work: made beside a target, locked while the process lives, listed as litter,
//! and removed when dropped.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use xxhash_rust::xxh3::xxh3_64;

use super::failpoint::{Step, reached};
use super::litter::{Kind, LOCK, List, Litter, remove_staging};

const PREFIX: &str = ".cchc-";
const SUFFIX: &str = ".tmp";
/// Letters and digits that make the name of each run its own.
const RANDOM: usize = 6;
/// A longer name is cut, or the staging name would be too long where the target's is not.
const LONGEST_KEY: usize = 80;
/// A run that clears stale folders may take a fresh one for stale before it is locked; so often anew.
const ATTEMPTS: usize = 20;

/// Who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whoever the system lets.
    Usual,
    /// Nobody but its owner: it tells of single dossiers.
    Owner,
}

impl Access {
    #[cfg(unix)]
    fn options(self) -> OpenOptions {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = OpenOptions::new();
        if self == Self::Owner {
            options.mode(0o600);
        }
        options
    }

    #[cfg(not(unix))]
    fn options(self) -> OpenOptions {
        OpenOptions::new()
    }
}

/// Takes the rights of others from a file or folder, as far as the system knows such rights.
pub(super) fn keep_to_owner(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(facts) = std::fs::metadata(path) else { return };
        let own = facts.permissions().mode() & 0o700;
        let _as_far_as_it_goes =
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(own));
    }
    #[cfg(not(unix))]
    let _no_such_rights = path;
}

/// A folder beside a target.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Kept open, for then it is locked.
    lock: Option<File>,
    /// What [`Staging::sync`] brings to the disk.
    written: Vec<PathBuf>,
    litter: Litter,
}

/// A file that was written and is not on the disk before [`Staging::wrote`] knows it.
#[must_use = "a file that nobody knows is not brought to the disk"]
#[derive(Debug)]
pub(super) struct StagedFile(PathBuf);

impl Staging {
    /// Makes and locks a folder in `parent`. Runs with the same key clear what the others left.
    pub(super) fn make(parent: &Path, key: &str, litter: &Litter) -> io::Result<Self> {
        for _ in 0..ATTEMPTS {
            let mut list = litter.hold();
            let folder = tempfile::Builder::new()
                .prefix(&format!("{PREFIX}{key}-"))
                .suffix(SUFFIX)
                .rand_bytes(RANDOM)
                .tempdir_in(parent)
                .map_err(without_path)?
                .keep();
            list.add(&folder, Kind::Staging);
            drop(list);
            // From here on it goes when it is dropped.
            let mut staging =
                Self { folder, lock: None, written: Vec::new(), litter: litter.clone() };
            reached(Step::StagingMade)?;
            if let Some(lock) = lock(&staging.folder)? {
                staging.lock = Some(lock);
                reached(Step::StagingLocked)?;
                return Ok(staging);
            }
        }
        Err(io::Error::from(io::ErrorKind::WouldBlock))
    }

    /// Where something in the folder lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Makes a folder in it.
    pub(super) fn make_folder(&self, name: &str) -> io::Result<()> {
        let _list = self.litter.hold();
        std::fs::create_dir(self.path(name))
    }

    /// Writes a file in it; it is on the disk after [`Staging::sync`].
    pub(super) fn write(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let written = self.write_by(name, Access::Usual, |file| file.write_all(content))?;
        self.wrote(written);
        Ok(())
    }

    /// Remembers a file that was written.
    pub(super) fn wrote(&mut self, StagedFile(path): StagedFile) {
        self.written.push(path);
    }

    /// The same with what writes the content, perhaps beside others that write.
    pub(super) fn write_by(
        &self,
        name: &str,
        access: Access,
        content: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<StagedFile> {
        let path = self.path(name);
        // Made under the list, so that a sweep finds the folder at rest; what is open it may remove.
        let list = self.litter.hold();
        let mut file = access.options().write(true).create_new(true).open(&path)?;
        drop(list);
        let written = content(&mut file).and_then(|()| reached(Step::FileWritten));
        if written.is_err() {
            drop(file);
            // Half a file must not get into a package; if it stays, it goes with the folder.
            let _with_the_folder = std::fs::remove_file(&path);
        }
        written.map(|()| StagedFile(path))
    }

    /// Brings every file to the disk, for a rename may get there before what it renames. Together and at
    /// the end: one by one, thousands of files took fifty times as long.
    pub(super) fn sync(&self) -> io::Result<()> {
        reached(Step::Syncing)?;
        self.written.par_iter().try_for_each(|path| {
            // Windows brings to the disk only what may be written.
            OpenOptions::new().write(true).open(path)?.sync_all()
        })
    }

    /// Leaves the folder where it is, for the next run to put the old report back.
    pub(super) fn abandon(&mut self, list: &mut List) {
        list.forget(&self.folder);
        self.lock = None;
    }

    /// Leaves the folder where it is, for somebody to look at: without a lock no run touches it.
    pub(super) fn abandon_for_good(&mut self, list: &mut List) {
        self.abandon(list);
        let _no_run_comes = std::fs::remove_file(self.path(LOCK));
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let mut list = self.litter.hold();
        if !list.knows(&self.folder) {
            return;
        }
        // What cannot be removed now is stale for the next run.
        let _next_run = remove_staging(&self.folder);
        list.forget(&self.folder);
    }
}

/// The error of the system alone: `tempfile` adds the random name, which says nothing to anybody.
fn without_path(error: io::Error) -> io::Error {
    let cause = error.get_ref().and_then(|error| error.source()?.downcast_ref::<io::Error>());
    let code = cause.and_then(io::Error::raw_os_error);
    code.map_or(error, io::Error::from_raw_os_error)
}

/// Locks a folder of ours; none when another run took it for stale before it was locked.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    let file = match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Where the file system knows no locks nobody can take the folder for stale, either.
    let _unlocked = file.lock();
    Ok(path.try_exists()?.then_some(file))
}

/// The part of a staging name that runs on the same target share.
pub(super) fn key(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    let text = name.to_string_lossy();
    if text.len() <= LONGEST_KEY && name.to_str().is_some() {
        return text.into_owned();
    }
    let end = text.floor_char_boundary(LONGEST_KEY.min(text.len()));
    let hash = xxh3_64(name.as_encoded_bytes());
    format!("{}~{hash:016x}", text.get(..end).unwrap_or_default())
}

/// Whether a name is one of a staging folder with this key.
pub(super) fn is_staging(name: &str, key: &str) -> bool {
    let rest = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    let random = rest.and_then(|rest| rest.strip_prefix(key)?.strip_prefix('-'));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// The missing parents of a target. Removed when dropped, if nothing stands in them, unless kept.
#[derive(Debug)]
pub(super) struct Parents {
    /// From the outermost on.
    made: Vec<PathBuf>,
    litter: Litter,
}

impl Parents {
    pub(super) fn make(folder: &Path, litter: &Litter) -> io::Result<Self> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        let mut parents = Self { made: Vec::new(), litter: litter.clone() };
        for folder in missing.into_iter().rev() {
            let mut list = litter.hold();
            match std::fs::create_dir(folder) {
                Ok(()) => {
                    list.add(folder, Kind::Parent);
                    parents.made.push(folder.to_owned());
                }
                // Another run was faster, or the path goes up again.
                Err(_) if folder.is_dir() => {}
                Err(error) => {
                    drop(list);
                    return Err(error);
                }
            }
        }
        reached(Step::ParentsMade)?;
        Ok(parents)
    }

    /// The target stands: its parents are no litter any more.
    pub(super) fn keep(&mut self, list: &mut List) {
        for folder in self.made.drain(..) {
            list.forget(&folder);
            if let Some(parent) = folder.parent() {
                sync_folder(parent);
            }
        }
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        let mut list = self.litter.hold();
        for folder in self.made.drain(..).rev() {
            // Not empty: another run has come to stand in it.
            let _not_empty = std::fs::remove_dir(&folder);
            list.forget(&folder);
        }
    }
}

/// Makes names in a folder last through a power cut, as far as the system lets us: some folders cannot
/// be opened, and Windows opens none.
pub(super) fn sync_folder(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let _as_far_as_it_goes = File::open(folder).and_then(|folder| folder.sync_all());
}

/// The folder that a path lies in.
pub(super) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Litter, Parents, Staging, is_staging, key, parent};

    #[test]
    fn the_staging_of_a_target_is_known_by_its_name() {
        for (name, target, is) in [
            (".cchc-a-Abc123.tmp", "x/a", true),
            (".cchc-a-b-Abc123.tmp", "x/a", false),
            (".cchc-a-b-Abc123.tmp", "a-b", true),
            (".cchc-a-Abc12.tmp", "a", false),
            (".cchc-a-Abc1/3.tmp", "a", false),
            (".cchc-a-Abc123.tmp.docx", "a", false),
            ("a", "a", false),
        ] {
            assert_eq!(is_staging(name, &key(Path::new(target))), is, "{name} {target}");
        }
        let long = "ệ".repeat(80);
        let [one, other] = ["1", "2"].map(|end| key(Path::new(&format!("{long}{end}"))));
        assert_ne!(one, other, "long names differ by their hash");
        assert!(one.len() < 100 && one.starts_with("ệệ"));
    }

    #[test]
    fn what_was_made_goes_when_it_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let litter = Litter::default();
        let target = folder.path().join("a/b/c/report");
        let parents = Parents::make(parent(&target), &litter).expect("made");
        let mut staging = Staging::make(parent(&target), &key(&target), &litter).expect("made");
        staging.make_folder("new").expect("made");
        staging.write("new/x", b"x").expect("written");
        assert!(staging.write("new/x", b"y").is_err(), "no file is written twice");
        drop(staging);
        assert_eq!(std::fs::read_dir(parent(&target)).expect("there").count(), 0);
        std::fs::write(folder.path().join("a/other"), "x").expect("written");
        drop(parents);
        assert!(!folder.path().join("a/b").exists());
        assert!(folder.path().join("a/other").exists());
        assert!(litter.hold().is_empty());
    }
}
