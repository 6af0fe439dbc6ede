//! A folder of files as one thing: put in place as a whole, or not at all.
//!
//! In: a target, and the bytes of each file. Out: the folder, with a manifest of everything in it.
//! Replaced is only what an earlier run wrote and nobody has touched since.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::failpoint::{Step, reached};
use super::inventory::{Found, look, newcomers};
use super::litter::Litter;
use super::manifest::{MANIFEST_FILE, MANIFEST_SCHEMA, Manifest, ManifestFile};
use super::names::Names;
use super::staging::{Access, Parents, Staging, key, parent, sync_folder};
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
        self.add_for(path, content, Access::Usual)
    }

    /// The same for a file that nobody but its owner may read.
    ///
    /// # Errors
    /// As for [`Self::add`].
    pub fn add_private(&mut self, path: &str, content: &[u8]) -> Result<(), OutputError> {
        self.add_for(path, content, Access::Owner)
    }

    fn add_for(&mut self, path: &str, content: &[u8], access: Access) -> Result<(), OutputError> {
        let folders = self.names.take(path).map_err(|fault| OutputError::BadName {
            path: self.named.clone(),
            name: path.to_owned(),
            fault,
        })?;
        let failed = |source| OutputError::failed(&self.named.join(path), source);
        for folder in folders {
            self.staging.make_folder(&format!("{NEW}/{folder}")).map_err(failed)?;
        }
        let staged = format!("{NEW}/{path}");
        let written = self.staging.write_by(&staged, access, |file| file.write_all(content));
        written.map_err(failed)?;
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
        self.staging.sync().map_err(|source| self.failed(source))?;
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
mod tests;
