//! Where the inputs of a month are now: in their place, elsewhere with the same sum, or nowhere.
//!
//! In: the record of a month, the folders of the project. Out: [`Inputs`]. Files that came since are no inputs of the
//! month. Must not know: what is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::verdict::Remarks;
use crate::archive::disk::setting_copies;
use crate::archive::month::{LOGS_BY_OPTION, MonthRecord, RecordedFile};
use crate::read::{Opener, discover, fingerprint};

/// What a month is counted again from.
#[derive(Debug, Default)]
pub struct Inputs {
    /// As the record has them, or one by one where some were moved.
    pub paths: Vec<String>,
    /// With copies of the archive in the place of settings that are others now.
    pub options: BTreeMap<String, Vec<String>>,
    /// The files that are counted; nothing for all behind the paths.
    pub only: Option<BTreeSet<PathBuf>>,
    /// Inputs that are nowhere.
    pub gone: Vec<String>,
    /// Settings that are others now, of which the archive has no copy.
    pub unknown_settings: Vec<String>,
    pub remarks: Remarks,
}

/// A name that is no text is written with a sign in its place: only the count finds the file.
fn is_text(file: &RecordedFile) -> bool {
    !file.file.contains(char::REPLACEMENT_CHARACTER)
}

/// Finds the inputs of a month. `present` is what the project names as its inputs now.
pub fn find_inputs(record: &MonthRecord, month: &Path, present: &[String]) -> Inputs {
    let mut inputs = Inputs { paths: record.paths.clone(), ..settings(record, month) };
    let of_options: BTreeSet<&String> = record
        .options
        .iter()
        .filter(|(name, _)| LOGS_BY_OPTION.contains(&name.as_str()))
        .flat_map(|(_, values)| values)
        .collect();
    let logs: Vec<&RecordedFile> =
        record.inputs.iter().filter(|file| !of_options.contains(&file.file)).collect();
    let there = files_behind(&record.paths);
    let mut elsewhere = Elsewhere { candidates: None, places: [&record.paths, present] };
    let mut places = Vec::new();
    for file in logs.iter().filter(|file| is_text(file)) {
        if has_its_size(file) {
            places.push(file.file.clone());
        } else if let Some(now) = elsewhere.find(file) {
            inputs.remarks.moved_files.push([file.file.clone(), now.clone()]);
            places.push(now);
        } else {
            inputs.gone.push(file.file.clone());
        }
    }
    let known: BTreeSet<&str> = places.iter().map(String::as_str).collect();
    let is_all_text = logs.iter().all(|file| is_text(file));
    let new: Vec<&PathBuf> =
        there.iter().filter(|path| !known.contains(path.display().to_string().as_str())).collect();
    if !inputs.remarks.moved_files.is_empty() {
        inputs.paths = places;
    } else if is_all_text && !new.is_empty() {
        inputs.remarks.new_files = new.iter().map(|path| path.display().to_string()).collect();
        inputs.only = Some(places.iter().map(PathBuf::from).collect());
    }
    inputs
}

/// Files of the logs that paths stand for; none where they stand for nothing any more.
fn files_behind(paths: &[String]) -> BTreeSet<PathBuf> {
    let found = discover(paths).and_then(|discovery| {
        let mut opener = Opener::default();
        opener.keep_streams(&discovery.sources)?;
        opener.expand(discovery)
    });
    let sources = found.map(|discovery| discovery.sources).unwrap_or_default();
    sources.iter().filter_map(|source| source.path().map(Path::to_path_buf)).collect()
}

fn has_its_size(file: &RecordedFile) -> bool {
    let bytes = std::fs::metadata(&file.file).map(|facts| facts.len());
    bytes.ok() == file.sha256.as_ref().map(|_| file.bytes)
}

/// Files among which an input may be that is not in its place any more.
struct Elsewhere<'a> {
    /// Looked for when they are needed.
    candidates: Option<Vec<PathBuf>>,
    places: [&'a [String]; 2],
}

impl Elsewhere<'_> {
    /// A file with the sum of the one that is sought.
    fn find(&mut self, file: &RecordedFile) -> Option<String> {
        let sum = file.sha256.as_ref()?;
        let places = self.places;
        let candidates = self
            .candidates
            .get_or_insert_with(|| places.into_iter().flat_map(files_behind).collect());
        let has_size =
            |path: &&PathBuf| std::fs::metadata(path).is_ok_and(|facts| facts.len() == file.bytes);
        let mut of_size = candidates.iter().filter(has_size);
        let same = of_size.find(|path| fingerprint(path).sha256.as_ref() == Some(sum));
        same.map(|path| path.display().to_string())
    }
}

/// Settings of the month: as they are, from the archive, or unknown.
fn settings(record: &MonthRecord, month: &Path) -> Inputs {
    let mut inputs = Inputs { options: record.options.clone(), ..Inputs::default() };
    for setting in record.settings.iter().filter(|file| is_text(file)) {
        let is_as_it_was =
            |path: &Path| fingerprint(path).sha256 == setting.sha256 && setting.sha256.is_some();
        if is_as_it_was(Path::new(&setting.file)) {
            continue;
        }
        let copy = setting_copies::name(setting).map(|name| month.join(name));
        let Some(copy) = copy.filter(|copy| is_as_it_was(copy)) else {
            inputs.unknown_settings.push(setting.file.clone());
            continue;
        };
        for value in inputs.options.values_mut().flatten() {
            if *value == setting.file {
                *value = copy.display().to_string();
            }
        }
        inputs.remarks.changed_settings.push(setting.file.clone());
    }
    inputs
}
