//! How far each file tells: until which day, and by how many finished dossiers.
//!
//! In: the days of the rows of a file, chunk by chunk, and its titles. Out: a [`FileCoverage`] per file,
//! and the order in which files supersede each other. Must not know: units, periods, figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::day_counts::DayCounts;
use super::day_set::DaySet;
use super::file_facts::FileFacts;
use crate::columns::titled_days;
use crate::domain::NO_DAY;
use crate::domain::{Day, Period};
use crate::read::{FileId, Position};

/// First and last of some days, and how many rows of a chunk have one.
struct DaysTold {
    first: i32,
    last: i32,
    days: u32,
}

impl DaysTold {
    /// One pass without a branch, which the compiler does for several rows at once: every row goes through it.
    fn of(days: &[i32]) -> Self {
        let nothing = Self { first: i32::MAX, last: NO_DAY, days: 0 };
        days.iter().fold(nothing, |told, day| {
            let is_told = *day != NO_DAY;
            Self {
                first: told.first.min(if is_told { *day } else { i32::MAX }),
                last: told.last.max(*day),
                days: told.days + u32::from(is_told),
            }
        })
    }

    fn ends(&self) -> Option<(i32, i32)> {
        (self.days > 0).then_some((self.first, self.last))
    }
}

/// What the days of some rows of one file say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// First and last received day.
    received: Option<(i32, i32)>,
    /// First and last day closed.
    closed: Option<(i32, i32)>,
    received_on: DayCounts,
    closed_on: DayCounts,
    dossiers: u64,
    finished: u64,
}

impl Reach {
    /// Of rows with these received and closed days.
    pub fn of(received: &[i32], closed: &[i32]) -> Self {
        let counts = |told: &DaysTold, days: &[i32]| {
            let mut counts = told.ends().map(|(first, last)| DayCounts::with_room(first, last));
            let room = counts.iter_mut();
            room.for_each(|counts| counts.insert_all(days));
            counts.unwrap_or_default()
        };
        let (of_receipts, of_ends) = (DaysTold::of(received), DaysTold::of(closed));
        Self {
            received: of_receipts.ends(),
            closed: of_ends.ends(),
            received_on: counts(&of_receipts, received),
            closed_on: counts(&of_ends, closed),
            dossiers: received.len() as u64,
            finished: u64::from(of_ends.days),
        }
    }

    pub fn add(&mut self, other: &Self) {
        let join = |own: Option<(i32, i32)>, more: Option<(i32, i32)>| match (own, more) {
            (Some(own), Some(more)) => Some((own.0.min(more.0), own.1.max(more.1))),
            (own, more) => own.or(more),
        };
        self.received = join(self.received, other.received);
        self.closed = join(self.closed, other.closed);
        self.received_on.add(&other.received_on);
        self.closed_on.add(&other.closed_on);
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
pub struct FileCoverage {
    /// Number of the source.
    pub source: u32,
    pub file: String,
    /// First and last received day; none where no row is a dossier.
    pub received: Option<Period>,
    /// First and last day closed.
    pub closed: Option<Period>,
    /// Days with a receipt, finish or return.
    pub active: DaySet,
    /// How many rows were received on each day, and closed.
    pub received_on: DayCounts,
    pub closed_on: DayCounts,
    /// The days that its titles name.
    pub titled: Option<Period>,
    /// Dossiers it tells of, whether or not they count.
    pub dossiers: u64,
    /// Those of them that it tells are finished.
    pub finished: u64,
}

impl FileCoverage {
    pub fn new(file: FileId, facts: &FileFacts, reach: Reach) -> Self {
        let titles = facts.layout.titles.iter();
        let period = |ends: Option<(i32, i32)>| {
            ends.map(|(from, to)| Period { from: Day(from), to: Day(to) })
        };
        let days = [&reach.received_on, &reach.closed_on];
        let active = days.into_iter().flat_map(DayCounts::iter).map(|(day, _)| day);
        let active = DaySet::of(&active.collect::<Vec<Day>>());
        Self {
            source: file.0,
            file: facts.name.clone(),
            received: period(reach.received),
            closed: period(reach.closed),
            active,
            received_on: reach.received_on,
            closed_on: reach.closed_on,
            titled: titles.filter_map(|title| titled_days(title)).max_by_key(|days| days.to),
            dossiers: reach.dossiers,
            finished: reach.finished,
        }
    }

    /// Dossiers that it tells are open.
    pub const fn open(&self) -> u64 {
        self.dossiers.saturating_sub(self.finished)
    }

    /// The last day of which the file says anything: behind it nothing is known by it.
    pub fn covered_until(&self) -> Option<Day> {
        let days = [self.received, self.closed, self.titled];
        days.into_iter().flatten().map(|days| days.to).max()
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
    pub fn new(coverage: &BTreeMap<FileId, FileCoverage>) -> Self {
        let mut files: Vec<(FileId, &FileCoverage)> =
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
) -> BTreeMap<FileId, FileCoverage> {
    let of_file = |(file, facts): (&FileId, &Arc<FileFacts>)| {
        let reach = reaches.get(file).cloned().unwrap_or_default();
        (*file, FileCoverage::new(*file, facts, reach))
    };
    facts.iter().map(of_file).collect()
}
