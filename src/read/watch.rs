//! What each file was when it was first opened, and whether it still is: size, time of change and the place
//! on the disk. A file that another program writes, replaces or removes meanwhile is none to count from.
//!
//! In: paths that are opened. Out: handles whose bytes are counted, and summed where that is asked for; the
//! files that changed. Must not know: what is in them, what becomes of a run.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::fingerprint::hexadecimal;

/// What a file is, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileState {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Device and number on it; nothing where the system tells none.
    place: Option<(u64, u64)>,
}

impl FileState {
    fn of(facts: &Metadata) -> Self {
        Self { bytes: facts.len(), modified: facts.modified().ok(), place: place(facts) }
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "not every system tells")]
fn place(facts: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn place(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// The file behind standard input, if it is one: its state is asked before and after it is copied.
#[derive(Debug, PartialEq, Eq)]
pub struct InputState(Option<FileState>);

impl InputState {
    pub fn now() -> Self {
        Self(file_of_input().filter(Metadata::is_file).map(|facts| FileState::of(&facts)))
    }
}

#[cfg(unix)]
fn file_of_input() -> Option<Metadata> {
    use std::os::fd::AsFd;
    let handle = io::stdin().as_fd().try_clone_to_owned().ok()?;
    File::from(handle).metadata().ok()
}

#[cfg(not(unix))]
const fn file_of_input() -> Option<Metadata> {
    None
}

/// The error of opening a file that is not what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedWhileRead;

impl fmt::Display for ChangedWhileRead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the file changed while it was read")
    }
}

impl std::error::Error for ChangedWhileRead {}

impl ChangedWhileRead {
    /// Whether this is why something could not be read.
    pub fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Self>)
    }
}

/// One file, from the first time it was opened.
#[derive(Debug)]
struct Watched {
    first: FileState,
    is_changed: bool,
    /// Length and SHA-256 of the bytes that were read from the beginning to the end.
    sum: Option<(u64, String)>,
}

/// Every file that was opened.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    files: Arc<Mutex<BTreeMap<PathBuf, Watched>>>,
}

impl Watch {
    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Watched>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a file, which has to be what it was when it was opened before.
    ///
    /// # Errors
    /// When it cannot be opened, or is another one now.
    pub fn open(&self, path: &Path) -> io::Result<File> {
        let file = File::open(path)?;
        let now = FileState::of(&file.metadata()?);
        let mut files = self.files();
        let fresh = || Watched { first: now, is_changed: false, sum: None };
        let known = files.entry(path.to_owned()).or_insert_with(fresh);
        if known.first != now {
            known.is_changed = true;
            return Err(io::Error::other(ChangedWhileRead));
        }
        Ok(file)
    }

    /// The sum of what was read of a file; nothing unless it was read to its end.
    pub fn sum(&self, path: &Path) -> Option<(u64, String)> {
        self.files().get(path).and_then(|known| known.sum.clone())
    }

    /// Says what a file summed up to; two readings that differ are a change that size and time hide.
    fn summed(&self, path: &Path, sum: (u64, String)) {
        if let Some(known) = self.files().get_mut(path) {
            known.is_changed |= known.sum.as_ref().is_some_and(|before| *before != sum);
            known.sum = Some(sum);
        }
    }

    /// The files that are no longer what they were, in the order of their paths.
    pub fn changed(&self) -> Vec<PathBuf> {
        let mut files = self.files();
        for (path, known) in files.iter_mut() {
            let now = std::fs::metadata(path).ok().map(|facts| FileState::of(&facts));
            known.is_changed |= now != Some(known.first);
        }
        let changed = files.iter().filter(|(_, known)| known.is_changed);
        changed.map(|(path, _)| path.clone()).collect()
    }
}

/// A file on disk whose bytes are counted, for the progress bar.
#[derive(Debug)]
pub struct WatchedFile {
    file: File,
    bytes: Arc<AtomicU64>,
    /// Nothing unless its sum is wanted, and no longer once it is read out of order.
    sum: Option<Box<Summing>>,
}

#[derive(Debug)]
struct Summing {
    watch: Watch,
    path: PathBuf,
    hasher: Sha256,
    bytes: u64,
}

impl WatchedFile {
    pub const fn new(file: File, bytes: Arc<AtomicU64>) -> Self {
        Self { file, bytes, sum: None }
    }

    /// Sums what is read, on the thread that reads it.
    pub fn summing(mut self, watch: &Watch, path: &Path) -> Self {
        let (watch, path) = (watch.clone(), path.to_owned());
        self.sum = Some(Box::new(Summing { watch, path, hasher: Sha256::new(), bytes: 0 }));
        self
    }
}

impl Read for WatchedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        if read > 0 {
            if let Some(sum) = &mut self.sum {
                sum.hasher.update(buffer.get(..read).unwrap_or_default());
                sum.bytes += read as u64;
            }
        } else if !buffer.is_empty()
            && let Some(sum) = self.sum.take()
        {
            let Summing { watch, path, hasher, bytes } = *sum;
            watch.summed(&path, (bytes, hexadecimal(&hasher.finalize())));
        }
        Ok(read)
    }
}

impl Seek for WatchedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.sum = None;
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{Read, Seek, SeekFrom};
    use std::path::Path;
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};

    use super::{ChangedWhileRead, Watch, WatchedFile};

    fn write(path: &Path, text: &str) {
        std::fs::write(path, text).expect("written");
    }

    /// A file that was opened once.
    fn opened(text: &str) -> (tempfile::TempDir, std::path::PathBuf, Watch) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.csv");
        write(&path, text);
        let old = SystemTime::now() - Duration::from_hours(1);
        File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(old))
            .expect("set");
        let watch = Watch::default();
        watch.open(&path).expect("opened");
        assert!(watch.changed().is_empty());
        watch.open(&path).expect("opened again");
        (folder, path, watch)
    }

    #[test]
    fn another_size_time_or_place_is_another_file() {
        type Change = fn(&Path);
        let changes: [(&str, Change); 4] = [
            ("longer", |path| write(path, "abcd")),
            ("written again", |path| write(path, "abc")),
            ("replaced, with its time", |path| {
                let time = path.metadata().and_then(|facts| facts.modified()).expect("a time");
                let new = path.with_extension("new");
                write(&new, "abd");
                let file = File::options().append(true).open(&new).expect("opened");
                file.set_modified(time).expect("set");
                std::fs::rename(&new, path).expect("renamed");
            }),
            ("gone", |path| std::fs::remove_file(path).expect("removed")),
        ];
        for (name, change) in changes {
            let (_folder, path, watch) = opened("abc");
            change(&path);
            if let Err(error) = watch.open(&path) {
                assert!(name == "gone" || ChangedWhileRead::is_in(&error), "{name}: {error}");
            } else {
                panic!("{name}");
            }
            assert_eq!(watch.changed(), std::slice::from_ref(&path), "{name}");
            // Put back or not: what was read is not what was there.
            assert_eq!(watch.changed(), [path], "{name}");
        }
    }

    #[test]
    fn what_is_read_to_its_end_has_the_sum_of_its_bytes() {
        let (_folder, path, watch) = opened("abc");
        let counted = || WatchedFile::new(watch.open(&path).expect("opened"), Arc::default());
        let mut text = String::new();
        let mut part = counted().summing(&watch, &path);
        part.read_exact(&mut [0; 2]).expect("read");
        drop(part);
        assert_eq!(watch.sum(&path), None, "not to its end");
        let mut moved = counted().summing(&watch, &path);
        moved.seek(SeekFrom::Start(1)).expect("moved");
        moved.read_to_string(&mut text).expect("read");
        assert_eq!(watch.sum(&path), None, "not from its beginning");
        counted().summing(&watch, &path).read_to_string(&mut text).expect("read");
        let (bytes, sum) = watch.sum(&path).expect("summed");
        // FIPS 180-4, appendix B.1.
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(bytes, 3);
    }

    #[test]
    fn two_readings_that_differ_are_a_change_that_size_and_time_hide() {
        let (_folder, path, watch) = opened("abc");
        let time = path.metadata().and_then(|facts| facts.modified()).expect("a time");
        let mut text = String::new();
        for content in ["abc", "abd"] {
            let mut file = File::options().write(true).open(&path).expect("opened");
            std::io::Write::write_all(&mut file, content.as_bytes()).expect("written");
            file.set_modified(time).expect("set");
            drop(file);
            let counted = WatchedFile::new(watch.open(&path).expect("the same"), Arc::default());
            counted.summing(&watch, &path).read_to_string(&mut text).expect("read");
        }
        assert_eq!(watch.changed(), [path]);
    }
}
