//! A folder for the one that stands at a target; put back when somebody wrote in the old one meanwhile.

use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::litter::Litter;
use super::staging::{Staging, parent, sync_folder};
use super::swap::{self, NEW, OLD, SwapError};

/// A target, as the user named it and as it is.
#[derive(Debug)]
pub(super) struct Target {
    /// As the user named it, for messages.
    pub named: PathBuf,
    /// Where it goes: behind links.
    pub real: PathBuf,
}

impl Target {
    /// The folder behind links. Refuses what is no folder, and the one the program stands in.
    pub(super) fn new(named: &Path) -> Result<Self, OutputError> {
        Ok(Self { named: named.to_owned(), real: real_target(named)? })
    }

    /// The folder or the disk refused.
    pub(super) fn failed(&self, source: io::Error) -> OutputError {
        OutputError::failed(&self.named, source)
    }

    /// Puts what is staged where nothing stands, or an empty folder.
    pub(super) fn place(&self, staging: &Staging) -> Result<(), OutputError> {
        swap::place(&staging.path(NEW), &self.real).map_err(|source| {
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
        sync_folder(parent(&self.real));
        Ok(())
    }

    /// Puts what is staged in place of what stands there. `look` is shown the old folder where nobody finds it
    /// any more; with what it refuses, everything goes back.
    pub(super) fn replace(
        &self,
        staging: &mut Staging,
        litter: &Litter,
        look: impl FnOnce(&Path) -> Result<(), OutputError>,
    ) -> Result<(), OutputError> {
        let mut list = litter.hold();
        let (new, old) = (staging.path(NEW), staging.path(OLD));
        let gone = match swap::replace(&self.real, &new, &old) {
            Ok(gone) => gone,
            Err(SwapError::Refused(source)) => return Err(self.failed(source)),
            Err(SwapError::Stranded(source)) => {
                staging.abandon(&mut list);
                return Err(OutputError::Stranded { path: self.named.clone(), kept: old, source });
            }
        };
        let Err(error) = look(gone) else {
            sync_folder(parent(&self.real));
            return Ok(());
        };
        let free = if gone == new { &old } else { &new };
        match swap::replace(&self.real, gone, free) {
            Ok(_) => Err(error),
            Err(SwapError::Refused(source) | SwapError::Stranded(source)) => {
                let kept = gone.to_owned();
                staging.abandon_for_good(&mut list);
                Err(OutputError::Stranded { path: self.named.clone(), kept, source })
            }
        }
    }
}

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
