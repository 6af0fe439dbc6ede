//! Every file of an archived month as it lies on the disk, to be put back as a whole with some of them changed.

use std::collections::BTreeMap;
use std::path::Path;

use super::states_file::add;
use crate::cli::failure::Failure;
use crate::cli::messages;
use crate::output::{Committed, MANIFEST_FILE, Manifest, OutputError, Package, Replace};
use crate::words::Lang;

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
    pub fn read(folder: &Path, lang: Lang) -> Result<Self, Failure> {
        let read = |path: &Path| {
            let refuse = |error| messages::output(&OutputError::failed(path, error), lang);
            std::fs::read(path).map_err(refuse)
        };
        let manifest = Manifest::parse(&read(&folder.join(MANIFEST_FILE))?);
        let (listed, report) =
            manifest.map(|manifest| (manifest.files, manifest.report)).unwrap_or_default();
        let there = listed.into_iter().filter(|file| folder.join(&file.path).exists());
        let files = there.map(|file| Ok((file.path.clone(), read(&folder.join(&file.path))?)));
        Ok(Self { files: files.collect::<Result<_, Failure>>()?, report })
    }

    /// Puts the files in place of the month, as a whole.
    ///
    /// # Errors
    /// When the disk refuses, or gives back other bytes; the month is as it was.
    pub fn put(self, folder: &Path, lang: Lang) -> Result<Committed, Failure> {
        let refuse = |error: OutputError| messages::output(&error, lang);
        let mut package = Package::begin(folder, Replace::Force).map_err(refuse)?;
        for (path, bytes) in &self.files {
            add(&mut package, path, bytes).map_err(refuse)?;
        }
        package.read_back().map_err(refuse)?;
        package.commit(self.report).map_err(refuse)
    }
}
