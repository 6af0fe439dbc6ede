//! How far each file tells: until which day, and by how many finished dossiers.
//!
//! In: the days of the rows of a file, chunk by chunk, and its titles. Out: a [`SourceCoverage`] per file,
//! and the order in which files supersede each other. Must not know: units, periods, figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file_facts::FileFacts;
use super::fold::fold;
use super::no_day::NO_DAY;
use super::titled_days::titled_days;
use crate::domain::{Day, Period};
use crate::read::{FileId, Position};

/// What the days of some rows of one file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    first: i32,
    last: i32,
    dossiers: u64,
    finished: u64,
}

impl Default for Reach {
    fn default() -> Self {
        Self { first: i32::MAX, last: NO_DAY, dossiers: 0, finished: 0 }
    }
}

impl Reach {
    /// Of rows with these received and closed days.
    pub fn of(received: &[i32], closed: &[i32]) -> Self {
        // "No day" is the smallest number, so it is the last day of nothing.
        let last = |days: &[i32]| days.iter().copied().max().unwrap_or(NO_DAY);
        Self {
            first: received.iter().copied().min().unwrap_or(i32::MAX),
            last: last(received).max(last(closed)),
            dossiers: received.len() as u64,
            finished: closed.iter().filter(|day| **day != NO_DAY).count() as u64,
        }
    }

    pub fn add(&mut self, other: Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.dossiers += other.dossiers;
        self.finished += other.finished;
    }

    /// A row that a later one of the same file replaces is no dossier of its own, nor a finished one.
    pub fn drop_row(&mut self, is_finished: bool) {
        self.dossiers = self.dossiers.saturating_sub(1);
        self.finished = self.finished.saturating_sub(u64::from(is_finished));
    }
}

/// How far one file tells. What it calls itself has no part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCoverage {
    /// Number of the source.
    pub source: u32,
    pub file: String,
    /// First received day, and last day with a receipt, finish or return; none where no row is a dossier.
    pub days: Option<(Day, Day)>,
    /// The days that its titles name.
    pub titled: Option<Period>,
    /// Dossiers it tells of, whether or not they count.
    pub dossiers: u64,
    /// Those of them that it tells are finished.
    pub finished: u64,
}

impl SourceCoverage {
    pub fn new(file: FileId, facts: &FileFacts, reach: Reach) -> Self {
        let titles = facts.layout.titles.iter();
        Self {
            source: file.0,
            file: facts.name.clone(),
            days: (reach.first <= reach.last).then_some((Day(reach.first), Day(reach.last))),
            titled: titles.filter_map(|title| titled_days(&fold(title))).max_by_key(|days| days.to),
            dossiers: reach.dossiers,
            finished: reach.finished,
        }
    }

    /// The last day of which the file says anything: behind it nothing is known by it.
    pub fn covered_until(&self) -> Option<Day> {
        let told = self.days.map(|(_, last)| last);
        told.max(self.titled.map(|days| days.to))
    }
}

/// The order in which files supersede each other: by what they tell, and by their paths where that
/// leaves it open.
#[derive(Debug, Clone, Default)]
pub struct FileOrder {
    /// By number of the source.
    ranks: Vec<u32>,
    is_by_paths: bool,
}

impl FileOrder {
    pub fn new(coverage: &BTreeMap<FileId, SourceCoverage>) -> Self {
        let mut files: Vec<(FileId, &SourceCoverage)> =
            coverage.iter().map(|(file, told)| (*file, told)).collect();
        files.sort_by_key(|(file, told)| (told.covered_until(), told.finished, *file));
        let is_by_paths = files.is_sorted_by_key(|(file, _)| *file);
        let most = files.iter().map(|(file, _)| file.0 as usize + 1).max().unwrap_or(0);
        let mut ranks = vec![0; most];
        for (rank, (file, _)) in (0_u32..).zip(files) {
            if let Some(slot) = ranks.get_mut(file.0 as usize) {
                *slot = rank;
            }
        }
        Self { ranks, is_by_paths }
    }

    /// Whether it is the order of the paths.
    pub const fn is_by_paths(&self) -> bool {
        self.is_by_paths
    }

    /// What rows are ordered by: file by file, then as they stand.
    #[inline]
    pub fn key(&self, position: Position) -> (u32, Position) {
        (self.ranks.get(position.file().0 as usize).copied().unwrap_or(0), position)
    }
}

/// Puts the reach of every file that counts to what is known of it.
pub fn coverage(
    facts: &BTreeMap<FileId, Arc<FileFacts>>,
    reaches: &BTreeMap<FileId, Reach>,
) -> BTreeMap<FileId, SourceCoverage> {
    let of_file = |(file, facts): (&FileId, &Arc<FileFacts>)| {
        let reach = reaches.get(file).copied().unwrap_or_default();
        (*file, SourceCoverage::new(*file, facts, reach))
    };
    facts.iter().map(of_file).collect()
}
