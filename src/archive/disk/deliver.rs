//! What leaves the archive: reports for their readers, and months that are not kept any longer.

use std::path::Path;

use serde_json::json;

use super::error::ArchiveError;
use super::folder::{Archive, REPORT_FOLDER};
use super::register;
use crate::archive::month::MonthRecord;
use crate::output::{Committed, MANIFEST_FILE, Manifest, Package, PackageState, Replace, state_of};

impl Archive {
    /// Puts the report of a month where its readers look for it.
    ///
    /// # Errors
    /// When something else stands there, or the disk refuses.
    pub fn deliver(
        &self,
        slug: &str,
        record: &MonthRecord,
        target: &Path,
    ) -> Result<Committed, ArchiveError> {
        let source = self.month_folder(slug);
        let read =
            |path: &Path| std::fs::read(path).map_err(|error| ArchiveError::failed(path, error));
        let manifest = Manifest::parse(&read(&source.join(MANIFEST_FILE))?);
        let files = manifest.map(|manifest| manifest.files).unwrap_or_default();
        let mut package = Package::begin(target, Replace::Force)?;
        let prefix = format!("{REPORT_FOLDER}/");
        for file in &files {
            if let Some(name) = file.path.strip_prefix(&prefix) {
                package.add(name, &read(&source.join(&file.path))?)?;
            }
        }
        let inputs = record.inputs.iter();
        let inputs: Vec<_> =
            inputs.map(|input| json!({ "file": input.file, "sha256": input.sha256 })).collect();
        let facts = json!({ "program": record.program, "period": record.period, "inputs": inputs });
        Ok(package.commit(facts)?)
    }

    /// Removes the oldest months beyond so many; a month that somebody worked in stays, and so does the one of this
    /// name. `tell` hears of each.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn retain(&self, months: u32, own: &str, tell: impl Fn(&str)) -> Result<(), ArchiveError> {
        let failed = |error| ArchiveError::failed(&self.folder, error);
        self.sweep().map_err(failed)?;
        let slugs: Vec<String> = self.slugs().into_iter().filter(|slug| is_month(slug)).collect();
        let surplus = slugs.len().saturating_sub(usize::try_from(months).unwrap_or(usize::MAX));
        for slug in slugs.iter().take(surplus).filter(|slug| *slug != own) {
            let state = state_of(&self.month_folder(slug)).map_err(failed)?;
            if matches!(state, PackageState::Whole | PackageState::Incomplete) {
                register::forget_month(self, slug)?;
                self.remove(slug).map_err(failed)?;
                tell(slug);
            }
        }
        Ok(())
    }
}

/// `2024-06`
fn is_month(slug: &str) -> bool {
    let is_digit = |place: usize, letter: char| {
        (place == 4) == (letter == '-') && (place == 4 || letter.is_ascii_digit())
    };
    slug.len() == 7 && slug.char_indices().all(|(place, letter)| is_digit(place, letter))
}
