//! A folder of files as one thing: put in place as a whole, or not at all.
//!
//! In: a target, and the bytes of each file. Out: the folder, with a manifest of everything in it.
//! Replaced is only what an earlier run wrote and nobody has touched since.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use super::exchange::Target;
use super::failpoint::{Step, reached};
use super::inventory::{FolderState, look, newcomers};
use super::litter::Litter;
use super::manifest::{MANIFEST_FILE, MANIFEST_SCHEMA, Manifest, ManifestFile};
use super::names::Names;
use super::staging::{Access, Parents, Staging, key, parent, sync_folder};
use super::swap::NEW;
use super::turn::Turn;
use super::{Committed, OutputError, Replace, stale};

/// A package in the making. Dropped without a commit it leaves nothing behind.
#[derive(Debug)]
pub struct Package {
    target: Target,
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
        let target = Target::new(named)?;
        let real = &target.real;
        let parents = Parents::make(parent(real), litter).map_err(failed)?;
        stale::clear(real, &key(real));
        {
            let _turn = Turn::take(parent(real));
            refuse(named, real, replace)?;
        }
        let staging = Staging::make(parent(real), &key(real), litter).map_err(failed)?;
        staging.make_folder(NEW).map_err(failed)?;
        Ok(Self {
            target,
            replace,
            names: Names::default(),
            files: BTreeMap::new(),
            litter: litter.clone(),
            staging,
            parents,
        })
    }

    /// Whether a package could be put there now: told before anything is written elsewhere.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn refuse_target(named: &Path, replace: Replace) -> Result<(), OutputError> {
        let target = Target::new(named)?;
        let there = target.real.ancestors().skip(1).find(|folder| folder.exists());
        if there.is_some_and(|there| !there.is_dir()) {
            return Err(target.failed(io::ErrorKind::NotADirectory.into()));
        }
        stale::clear(&target.real, &key(&target.real));
        let _turn = Turn::take(parent(&target.real));
        refuse(named, &target.real, replace).map(drop)
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
        self.take_name(path)?;
        let failed = |source| OutputError::failed(&self.target.named.join(path), source);
        let staged = format!("{NEW}/{path}");
        let written = self.staging.write_by(&staged, access, |file| file.write_all(content));
        self.staging.wrote(written.map_err(failed)?);
        self.files.insert(path.to_owned(), ManifestFile::new(path, content));
        Ok(())
    }

    /// Writes many files side by side.
    ///
    /// # Errors
    /// As for [`Self::add`]; of several that fail the first is told.
    pub fn add_all(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), OutputError> {
        files.iter().try_for_each(|(path, _)| self.take_name(path))?;
        let (target, staging) = (&self.target.named, &self.staging);
        let write = |(path, content): &(String, Vec<u8>)| {
            let staged = format!("{NEW}/{path}");
            let written = staging.write_by(&staged, Access::Usual, |file| file.write_all(content));
            let written =
                written.map_err(|source| OutputError::failed(&target.join(path), source))?;
            Ok((written, ManifestFile::new(path, content)))
        };
        let written: Vec<Result<_, OutputError>> = files.par_iter().map(write).collect();
        for (written, (path, _)) in written.into_iter().zip(files) {
            let (written, file) = written?;
            self.staging.wrote(written);
            self.files.insert(path.clone(), file);
        }
        Ok(())
    }

    /// Takes the name of a file, and makes the folders that it lies in.
    fn take_name(&mut self, path: &str) -> Result<(), OutputError> {
        let folders = self.names.take(path).map_err(|fault| OutputError::BadName {
            path: self.target.named.clone(),
            name: path.to_owned(),
            fault,
        })?;
        let failed = |source| OutputError::failed(&self.target.named.join(path), source);
        for folder in folders {
            self.staging.make_folder(&format!("{NEW}/{folder}")).map_err(failed)?;
        }
        Ok(())
    }

    /// Reads every file that was added as the disk has it, before anything is put in place.
    ///
    /// # Errors
    /// When the disk gives back other bytes than were written, or none.
    pub fn read_back(&self) -> Result<(), OutputError> {
        self.files.par_iter().try_for_each(|(path, file)| {
            let read = std::fs::read(self.staging.path(&format!("{NEW}/{path}")));
            let is_same = read.map(|bytes| file.is_of(&bytes));
            let checked = is_same.and_then(|is_same| {
                if is_same { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
            });
            checked.map_err(|source| OutputError::failed(&self.target.named.join(path), source))
        })
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
        // From looking to replacing, one run after the other.
        let _turn = Turn::take(parent(&self.target.real));
        if let Ok(facts) = std::fs::metadata(&self.target.real) {
            // Whoever could read or write in the folder can do so again.
            let _as_far_as_it_goes = std::fs::set_permissions(&new, facts.permissions());
        }
        sync_folder(&new);
        let committed = match refuse(&self.target.named, &self.target.real, self.replace)? {
            FolderState::Package { manifest, is_whole: true } if manifest == text.as_bytes() => {
                Committed::Unchanged
            }
            FolderState::Package { .. } => self.replace_old()?,
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
        self.target.place(&self.staging)?;
        self.parents.keep(&mut list);
        let _done = reached(Step::InPlace);
        Ok(Committed::Written)
    }

    fn replace_old(&mut self) -> Result<Committed, OutputError> {
        // Somebody may have saved a file there since it was looked at.
        let path = self.target.named.clone();
        let look = |gone: &Path| match newcomers(gone) {
            Ok(strangers) if strangers.count == 0 => Ok(()),
            Ok(strangers) => Err(OutputError::NotOurs { path, strangers }),
            Err(source) => Err(OutputError::Failed { path, source }),
        };
        self.target.replace(&mut self.staging, &self.litter, look)?;
        Ok(Committed::Replaced)
    }

    fn failed(&self, source: io::Error) -> OutputError {
        self.target.failed(source)
    }
}

/// What stands at the target, unless it must stay.
fn refuse(named: &Path, target: &Path, replace: Replace) -> Result<FolderState, OutputError> {
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
        (FolderState::Nothing, _) => Ok(FolderState::Nothing),
        (_, Replace::Never) => Err(OutputError::FolderExists { path }),
        (FolderState::Strange(strangers), _) => Err(OutputError::NotOurs { path, strangers }),
        (FolderState::Edited(strangers), _) => Err(OutputError::Edited { path, strangers }),
        (found @ FolderState::Package { .. }, _) => Ok(found),
    }
}

#[cfg(test)]
mod tests;
