//! Every file of an archived month as it lies on the disk, to be put back as a whole with some of them changed.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::ArchiveError;
use super::states_file::{STATES_FILE, add, compressed, unpacked};
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::output::{Committed, MANIFEST_FILE, Manifest, Package, Replace};

/// The files of a month.
pub struct MonthFiles {
    pub files: BTreeMap<String, Vec<u8>>,
    /// What its manifest says besides.
    pub report: serde_json::Value,
}

impl MonthFiles {
    /// Reads what the manifest lists.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub fn read(folder: &Path) -> Result<Self, ArchiveError> {
        let read =
            |path: &Path| std::fs::read(path).map_err(|error| ArchiveError::failed(path, error));
        let manifest = Manifest::parse(&read(&folder.join(MANIFEST_FILE))?);
        let (listed, report) =
            manifest.map(|manifest| (manifest.files, manifest.report)).unwrap_or_default();
        let there = listed.into_iter().filter(|file| folder.join(&file.path).exists());
        let files = there.map(|file| Ok((file.path.clone(), read(&folder.join(&file.path))?)));
        Ok(Self { files: files.collect::<Result<_, ArchiveError>>()?, report })
    }

    /// Puts the files in place of the month, as a whole.
    ///
    /// # Errors
    /// When the disk refuses, or gives back other bytes; the month is as it was.
    pub fn put(self, folder: &Path) -> Result<Committed, ArchiveError> {
        let mut package = Package::begin(folder, Replace::Force)?;
        for (path, bytes) in &self.files {
            add(&mut package, path, bytes)?;
        }
        package.read_back()?;
        Ok(package.commit(self.report)?)
    }

    /// Puts these states in place of those of the month, and hides those that are kept from before
    /// restatements. False when nothing of it changes.
    ///
    /// # Errors
    /// Never: states are packed in memory.
    pub fn hide_ids(&mut self, states: &States, key: &OfficeKey) -> Result<bool, ArchiveError> {
        let mut is_changed = false;
        for (path, bytes) in &mut self.files {
            let is_states = path.ends_with(STATES_FILE);
            let Some(known) = Some(&*bytes).filter(|_| is_states).and_then(|bytes| unpacked(bytes))
            else {
                continue;
            };
            let hidden = if path == STATES_FILE {
                states.clone()
            } else {
                known.clone().without_former_key(key)
            };
            if hidden != known {
                *bytes = compressed(&hidden)?;
                is_changed = true;
            }
        }
        Ok(is_changed)
    }
}
