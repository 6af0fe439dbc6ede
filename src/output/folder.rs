//! A folder in which people work: some of its files are replaced, added or removed in one step, and everything
//! else in it stays as it is.
//!
//! In: a folder, and what is to change. Out: the folder, changed as a whole or not at all. What stays is linked
//! into the new folder, not copied, where the disk knows links; the files are for their owner only.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::exchange::Target;
use super::failpoint::{Step, reached};
use super::files::is_file_of;
use super::litter::Litter;
use super::staging::{Access, Parents, Staging, keep_to_owner, key, parent, sync_folder};
use super::swap::NEW;
use super::turn::Turn;
use super::{Committed, OutputError, Strangers, stale};

/// Changes to a folder. Dropped without a commit they leave nothing behind.
#[derive(Debug)]
pub struct FolderUpdate {
    target: Target,
    /// What stood there when the work began.
    before: BTreeMap<PathBuf, Entry>,
    written: BTreeSet<String>,
    removed: BTreeSet<String>,
    litter: Litter,
    // Dropped in this order.
    staging: Staging,
    parents: Parents,
}

/// What an entry of the folder is, without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    kind: Kind,
    bytes: u64,
    modified: Option<SystemTime>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    Link,
}

impl FolderUpdate {
    /// Looks at the folder, which need not be there, and begins to write beside it.
    ///
    /// # Errors
    /// When it is no folder, or the disk refuses.
    pub fn begin(folder: &Path) -> Result<Self, OutputError> {
        Self::begin_within(Litter::of_process(), folder)
    }

    fn begin_within(litter: &Litter, folder: &Path) -> Result<Self, OutputError> {
        let target = Target::new(folder)?;
        let parents = Parents::make(parent(&target.real), litter).map_err(|e| target.failed(e))?;
        stale::clear(&target.real, &key(&target.real));
        // Earlier versions staged inside of the folder.
        stale::clear(&target.real.join("x"), "");
        let before = {
            let _turn = Turn::take(parent(&target.real));
            entries(&target.real).map_err(|error| target.failed(error))?
        };
        let staging = Staging::make(parent(&target.real), &key(&target.real), litter);
        let staging = staging.map_err(|error| target.failed(error))?;
        staging.make_folder(NEW).map_err(|error| target.failed(error))?;
        Ok(Self {
            target,
            before,
            written: BTreeSet::new(),
            removed: BTreeSet::new(),
            litter: litter.clone(),
            staging,
            parents,
        })
    }

    /// Puts a file in place of the one of its name, if any. The name is one of ours: no path.
    ///
    /// # Errors
    /// When a folder has the name, or the disk refuses.
    pub fn write(&mut self, name: &str, content: &[u8]) -> Result<(), OutputError> {
        let path = self.target.real.join(name);
        let failed = |source| OutputError::failed(&self.target.named.join(name), source);
        if path.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let staged = format!("{NEW}/{name}");
        let written = self.staging.write_by(&staged, Access::Owner, |file| file.write_all(content));
        self.staging.wrote(written.map_err(failed)?);
        self.written.insert(name.to_owned());
        Ok(())
    }

    /// Takes a file away. Whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        self.removed.insert(name.to_owned());
        self.before.contains_key(Path::new(name))
    }

    /// Puts the changed folder in place.
    ///
    /// # Errors
    /// When somebody wrote in the folder meanwhile, or the disk refuses. Then it is as it was.
    pub fn commit(mut self) -> Result<Committed, OutputError> {
        let _turn = Turn::take(parent(&self.target.real));
        let is_there = self.target.real.is_dir();
        if is_there && self.is_as_wanted() {
            self.written.iter().for_each(|name| keep_to_owner(&self.target.real.join(name)));
            return Ok(Committed::Unchanged);
        }
        newer(&self.target, &self.before, &self.target.real)?;
        self.carry_over().map_err(|error| self.target.failed(error))?;
        self.staging.sync().map_err(|error| self.target.failed(error))?;
        let new = self.staging.path(NEW);
        match std::fs::metadata(&self.target.real) {
            // Whoever could read or write in the folder can do so again.
            Ok(facts) => {
                let _as_far_as_it_goes = std::fs::set_permissions(&new, facts.permissions());
            }
            Err(_) => keep_to_owner(&new),
        }
        sync_folder(&new);
        if is_there {
            let (target, before) = (&self.target, &self.before);
            let look = |gone: &Path| newer(target, before, gone);
            self.target.replace(&mut self.staging, &self.litter, look)?;
        } else {
            let mut list = self.litter.hold();
            self.target.place(&self.staging)?;
            self.parents.keep(&mut list);
        }
        let Self { staging, .. } = self;
        drop(staging);
        let _done = reached(Step::OldRemoved);
        Ok(if is_there { Committed::Replaced } else { Committed::Written })
    }

    /// Whether the folder says already what it is to say, whoever wrote it.
    fn is_as_wanted(&self) -> bool {
        let is_written = |name: &String| {
            let content = std::fs::read(self.staging.path(&format!("{NEW}/{name}")));
            content.is_ok_and(|content| is_file_of(&self.target.real.join(name), &content))
        };
        self.removed.iter().all(|name| !self.target.real.join(name).exists())
            && self.written.iter().all(is_written)
    }

    /// Links everything that stays into the new folder.
    fn carry_over(&self) -> io::Result<()> {
        let own = |path: &Path| {
            path.to_str()
                .is_some_and(|name| self.written.contains(name) || self.removed.contains(name))
        };
        let new = self.staging.path(NEW);
        for (path, entry) in self.before.iter().filter(|(path, _)| !own(path)) {
            let (from, to) = (self.target.real.join(path), new.join(path));
            // Made under the list, so that a sweep finds the folder at rest.
            let _list = self.litter.hold();
            match entry.kind {
                Kind::Folder => {
                    std::fs::create_dir(&to)?;
                    std::fs::set_permissions(&to, std::fs::metadata(&from)?.permissions())?;
                }
                Kind::Link => link_again(&from, &to)?,
                Kind::File => {
                    if std::fs::hard_link(&from, &to).is_err() {
                        std::fs::copy(&from, &to)?;
                        keep_time(&to, entry.modified);
                    }
                }
            }
        }
        Ok(())
    }
}

/// What came or changed in a folder since it was looked at.
fn newer(
    target: &Target,
    before: &BTreeMap<PathBuf, Entry>,
    folder: &Path,
) -> Result<(), OutputError> {
    let mut strangers = Strangers::default();
    for (path, now) in entries(folder).map_err(|error| target.failed(error))? {
        if before.get(&path) != Some(&now) {
            strangers.push(path.display().to_string());
        }
    }
    if strangers.count == 0 {
        return Ok(());
    }
    Err(OutputError::Meanwhile { path: target.named.clone(), strangers })
}

/// Everything in a folder, folders before what is in them; nothing where there is none.
fn entries(folder: &Path) -> io::Result<BTreeMap<PathBuf, Entry>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let walked = WalkDir::new(folder).min_depth(1).into_iter();
    walked
        .map(|entry| entry.map_err(io::Error::from).and_then(|it| described(folder, &it)))
        .collect()
}

fn described(folder: &Path, entry: &DirEntry) -> io::Result<(PathBuf, Entry)> {
    let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
    let facts = entry.metadata()?;
    let kind = match entry.file_type() {
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_symlink() => Kind::Link,
        kind if kind.is_file() => Kind::File,
        _ => return Err(io::Error::new(io::ErrorKind::Unsupported, path.display().to_string())),
    };
    // What a folder holds is looked at by itself.
    let is_folder = kind == Kind::Folder;
    let modified = if is_folder { None } else { facts.modified().ok() };
    Ok((path, Entry { kind, bytes: if is_folder { 0 } else { facts.len() }, modified }))
}

fn keep_time(path: &Path, modified: Option<SystemTime>) {
    let Some(modified) = modified else { return };
    let opened = std::fs::File::options().append(true).open(path);
    let _as_far_as_it_goes = opened.and_then(|file| file.set_modified(modified));
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(std::fs::read_link(from)?, to)
}

#[cfg(windows)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(std::fs::read_link(from)?, to)
}

#[cfg(test)]
mod tests;
