//! The archive on disk: a folder per period, each a package with a manifest of its own.
//!
//! | file | holds |
//! | --- | --- |
//! | `run.json` | what was read and how, what came out, every restatement |
//! | `tally.json` | the counts, to compare and to add up |
//! | `dossiers.csv.gz` | the state of each dossier by the keyed hash of its id, to tell why a figure moved |
//! | `bao-cao/…` | the report as it was sent |
//! | `settings/…` | profile, roster and the like, as the month was counted with them |
//! | `restated/N/…` | the first three as they were before restatement N |
//! | `refreshed/N/…` | the comparison as it was before it was made anew for the Nth time |

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::counts_file::{self, Damage, RUN_FILE, TALLY_FILE};
use super::error::ArchiveError;
use super::setting_copies;
use super::states_file::{
    PSEUDONYMOUS, Pseudonymisation, STATES_FILE, add, checked, id_hiding, states,
};
use crate::archive::Tallies;
use crate::archive::key::KeyId;
use crate::archive::month::MonthRecord;
use crate::archive::tally_file;
use crate::archive::{IdHiding, States};
use crate::output::{Committed, OutputError, Package, PackageState, Replace, state_of};

/// The folder of the report in the folder of a month.
pub const REPORT_FOLDER: &str = "bao-cao";
/// What the name of a period begins with that is being removed.
const REMOVED: &str = ".removed-";
const RESTATED_FOLDER: &str = "restated";
/// What a month was before its comparison was made anew lies here, by number.
pub const REFRESHED_FOLDER: &str = "refreshed";
/// The files of the comparison, in the report.
pub const COMPARISON_FILES: [&str; 2] = ["so-sanh.json", "so-sanh.md"];

/// The folder that keeps the months.
#[derive(Debug)]
pub struct Archive {
    pub folder: PathBuf,
    /// Months that were asked for and cannot be read, and whether they were told.
    damaged: Mutex<BTreeMap<String, (Damage, bool)>>,
}

/// One month of the archive. Its tallies and states are read when they are asked for: they take room that the
/// count of the dossiers needs.
#[derive(Debug)]
pub struct ArchivedMonth {
    pub record: MonthRecord,
    /// Whether no file of it is missing.
    pub is_whole: bool,
    /// What was kept of the month before each restatement, by path.
    earlier: BTreeMap<String, Vec<u8>>,
    folder: PathBuf,
}

/// One month as it is to be kept.
pub struct NewMonth<'a> {
    pub record: &'a MonthRecord,
    pub tallies: &'a Tallies,
    pub states: &'a States,
    /// The same, packed.
    pub packed: &'a [u8],
    /// Files of the report, by path.
    pub report: &'a [(String, Vec<u8>)],
}

impl Archive {
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, damaged: Mutex::new(BTreeMap::new()) }
    }

    pub fn month_folder(&self, slug: &str) -> PathBuf {
        self.folder.join(slug)
    }

    /// The month of this name, if there is one. It has to be as it was written.
    ///
    /// # Errors
    /// When it was changed by hand, or cannot be read.
    pub fn month(&self, slug: &str) -> Result<Option<ArchivedMonth>, ArchiveError> {
        let folder = self.month_folder(slug);
        let state = state_of(&folder).map_err(|source| ArchiveError::failed(&folder, source))?;
        let is_whole = state == PackageState::Whole;
        match state {
            PackageState::Absent => return Ok(None),
            PackageState::Whole | PackageState::Incomplete => {}
            PackageState::Strange(strangers) => {
                return Err(OutputError::NotOurs { path: folder, strangers }.into());
            }
            PackageState::Edited(strangers) => {
                return Err(OutputError::Edited { path: folder, strangers }.into());
            }
        }
        Ok(Some(ArchivedMonth { is_whole, ..ArchivedMonth::read(&folder)? }))
    }

    /// The counts of a period; nothing when there are none that can be read. Those that are there and
    /// cannot be are remembered: see [`Self::each_damaged`].
    pub fn tallies(&self, slug: &str) -> Option<Tallies> {
        let folder = self.month_folder(slug);
        match counts_file::read(&folder) {
            Ok(tallies) => Some(tallies),
            Err(damage) => {
                self.remember(slug, &folder, damage);
                None
            }
        }
    }

    /// What a period says of its run; nothing when there is none that can be read, as for its counts.
    pub fn record(&self, slug: &str) -> Option<MonthRecord> {
        let folder = self.month_folder(slug);
        let bytes = std::fs::read(folder.join(RUN_FILE)).map_err(|error| error.to_string());
        let record =
            bytes.and_then(|bytes| MonthRecord::parse(&bytes).map_err(|error| error.to_string()));
        match record {
            Ok(record) => Some(record),
            Err(why) => {
                self.remember(slug, &folder, Damage::Record(why));
                None
            }
        }
    }

    /// A period with its counts, as far as both can be read; as for its counts.
    pub fn usable(&self, slug: &str) -> Option<(ArchivedMonth, Tallies)> {
        let tallies = self.tallies(slug)?;
        self.record(slug)?;
        Some((ArchivedMonth::read(&self.month_folder(slug)).ok()?, tallies))
    }

    /// The states of the dossiers of a period; nothing when there are none that can be read, as for its counts.
    pub fn states(&self, slug: &str) -> Option<States> {
        let folder = self.month_folder(slug);
        let states = states(&folder.join(STATES_FILE));
        if states.is_none() && folder.join(STATES_FILE).is_file() {
            self.remember(slug, &folder, Damage::States);
        }
        states
    }

    fn remember(&self, slug: &str, folder: &Path, damage: Damage) {
        if counts_file::is_month(folder) {
            let mut damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
            damaged.entry(slug.to_owned()).or_insert((damage, false));
        }
    }

    /// Tells of the months that were asked for so far and cannot be read, each once.
    pub fn each_damaged(&self, tell: impl Fn(&str, &Damage)) {
        let mut damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        for (slug, (damage, is_told)) in damaged.iter_mut().filter(|(_, (_, is_told))| !is_told) {
            tell(slug, damage);
            *is_told = true;
        }
    }

    /// Removes a period: first out of sight in one step, then file by file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, slug: &str) -> io::Result<()> {
        let removed = self.folder.join(format!("{REMOVED}{slug}"));
        std::fs::rename(self.month_folder(slug), &removed)?;
        std::fs::remove_dir_all(removed)
    }

    /// Removes what a removal left that was interrupted.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sweep(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(REMOVED) {
                std::fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    /// Every period, by the name of its folder.
    pub fn slugs(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let is_hidden =
            |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        let is_month =
            |entry: &std::fs::DirEntry| !is_hidden(entry) && counts_file::is_month(&entry.path());
        let names = entries.filter(is_month);
        let mut names: Vec<String> =
            names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Whether any month has states that a key hides.
    pub fn has_hidden_states(&self) -> bool {
        let path = |slug: &String| self.month_folder(slug).join(STATES_FILE);
        let is_hidden = |slug| id_hiding(&path(slug)).is_some_and(|hidden| hidden != IdHiding::Not);
        self.slugs().iter().any(is_hidden)
    }

    /// Puts a month in place of what was kept of it.
    ///
    /// # Errors
    /// When the disk refuses; what was kept is as it was.
    pub fn put(
        &self,
        slug: &str,
        month: &NewMonth<'_>,
        before: Option<&ArchivedMonth>,
    ) -> Result<Committed, ArchiveError> {
        let files = files(month, before)?;
        // Neither waits for the other.
        let states = || states_can_be_read(month.packed);
        let (texts, states) = rayon::join(|| can_be_read(&files), states);
        texts.and(states)?;
        let folder = self.month_folder(slug);
        let mut package = Package::begin(&folder, Replace::Force)?;
        for (path, bytes) in &files {
            add(&mut package, path, bytes)?;
        }
        let period = &month.record.period;
        let report = serde_json::json!({
            "program": month.record.program, "period": period, "dossiers": PSEUDONYMOUS,
        });
        // What the disk gives back is what can be read, before the old month makes way for it.
        package.read_back()?;
        Ok(package.commit(report)?)
    }
}

/// Reads what is to be archived as every later command will: what this version writes and could not
/// read is a bug, found before the month is in place.
fn can_be_read(files: &BTreeMap<String, Vec<u8>>) -> Result<(), ArchiveError> {
    let fail = |file: &'static str, why: String| ArchiveError::NotReadBack { file, why };
    let text = |name: &str| files.get(name).map(Vec::as_slice).unwrap_or_default();
    let other = || "another text".to_owned();
    let record = MonthRecord::parse(text(RUN_FILE)).and_then(|record| record.text());
    let record = record.map_err(|error| fail(RUN_FILE, error.to_string()))?;
    if record.as_bytes() != text(RUN_FILE) {
        return Err(fail(RUN_FILE, other()));
    }
    let tallies =
        tally_file::read(text(TALLY_FILE)).map_err(|error| fail(TALLY_FILE, error.to_string()))?;
    let again = tally_file::write(&tallies).map_err(|error| fail(TALLY_FILE, error.to_string()))?;
    if again.as_bytes() != text(TALLY_FILE) {
        return Err(fail(TALLY_FILE, other()));
    }
    Ok(())
}

fn states_can_be_read(packed: &[u8]) -> Result<(), ArchiveError> {
    let fail =
        |error: io::Error| ArchiveError::NotReadBack { file: STATES_FILE, why: error.to_string() };
    checked(packed).map(|_| ()).map_err(fail)
}

/// The files of a month, in the order of their paths.
///
/// # Errors
/// Never for what this program made.
pub fn files(
    month: &NewMonth<'_>,
    before: Option<&ArchivedMonth>,
) -> Result<BTreeMap<String, Vec<u8>>, ArchiveError> {
    let bug = |error: serde_json::Error| ArchiveError::bug(error);
    let mut files = BTreeMap::new();
    if let Some(before) = before {
        files.clone_from(&before.earlier);
        if month.record.restatements.len() > before.record.restatements.len() {
            let number = month.record.restatements.len();
            for name in [RUN_FILE, TALLY_FILE, STATES_FILE] {
                if let Ok(bytes) = std::fs::read(before.folder.join(name)) {
                    files.insert(format!("{RESTATED_FOLDER}/{number}/{name}"), bytes);
                }
            }
        }
    }
    files.insert(RUN_FILE.to_owned(), month.record.text().map_err(bug)?.into_bytes());
    let tallies = tally_file::write(month.tallies).map_err(bug)?;
    files.insert(TALLY_FILE.to_owned(), tallies.into_bytes());
    files.insert(STATES_FILE.to_owned(), month.packed.to_vec());
    files.extend(month.record.settings.iter().filter_map(setting_copies::copy));
    for (path, bytes) in month.report {
        files.insert(format!("{REPORT_FOLDER}/{path}"), bytes.clone());
    }
    Ok(files)
}

impl ArchivedMonth {
    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads the folder of a month.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(folder: &Path) -> Result<Self, ArchiveError> {
        let path = folder.join(RUN_FILE);
        let fail = |error: &dyn std::fmt::Display| ArchiveError::Month {
            path: path.clone(),
            why: error.to_string(),
        };
        let bytes = std::fs::read(&path).map_err(|error| fail(&error))?;
        let record = MonthRecord::parse(&bytes).map_err(|error| fail(&error))?;
        let (earlier, folder) = (earlier(folder), folder.to_owned());
        Ok(Self { record, is_whole: true, earlier, folder })
    }

    /// Its counts.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tallies(&self) -> Result<Tallies, ArchiveError> {
        let path = || self.folder.clone();
        counts_file::read(&self.folder)
            .map_err(|damage| ArchiveError::Counts { path: path(), damage })
    }

    /// The states of its dossiers. Nothing when the file is missing or was written otherwise.
    pub fn states(&self) -> Option<States> {
        states(&self.folder.join(STATES_FILE))
    }

    /// What its states tell whoever has this key; every line of them is read, and none is kept.
    pub fn states_for(&self, key: Option<&KeyId>) -> Pseudonymisation {
        let file = std::fs::File::open(self.folder.join(STATES_FILE));
        Pseudonymisation::of(file.and_then(checked).ok().as_ref(), key)
    }
}

/// Everything below `restated` and `refreshed`.
fn earlier(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut add = |path: String| {
        if let Ok(bytes) = std::fs::read(folder.join(&path)) {
            files.insert(path, bytes);
        }
    };
    for number in numbers(&folder.join(RESTATED_FOLDER)) {
        for name in [RUN_FILE, TALLY_FILE, STATES_FILE] {
            add(format!("{RESTATED_FOLDER}/{number}/{name}"));
        }
    }
    for number in numbers(&folder.join(REFRESHED_FOLDER)) {
        for name in COMPARISON_FILES {
            add(format!("{REFRESHED_FOLDER}/{number}/{name}"));
        }
    }
    files
}

/// Folders called 1, 2, … without a gap.
fn numbers(folder: &Path) -> impl Iterator<Item = usize> {
    let folder = folder.to_path_buf();
    (1..).take_while(move |number| folder.join(number.to_string()).is_dir())
}
