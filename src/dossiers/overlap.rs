//! Files that tell of the same dossiers → which of two is the newer, and whether they agree.
//!
//! In: rows of one dossier in the order in which they supersede each other. Out: a [`FileOverlap`] per two
//! files. Must not know: how that order was found, findings.

use std::collections::BTreeMap;

use rayon::prelude::{ParallelIterator, ParallelSlice};

use super::coverage::FileCoverage;
use super::repeated_rows::{Row, ToldAgain};
use crate::domain::NO_DAY;
use crate::read::FileId;

/// How two files that tell of the same dossiers stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same dossiers, each with the same days and state.
    Identical,
    /// What the older says, the newer says too, or tells how it went on.
    LaterState,
    /// A dossier is finished in the older and open in the newer, or was received or finished on another
    /// day.
    Contradiction,
}

/// Two files that tell of the same dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOverlap {
    /// The file whose rows count.
    pub newer: FileCoverage,
    pub older: FileCoverage,
    /// Dossiers whose row of the older file the newer one replaces.
    pub dossiers: u64,
    /// Those of them that are open by the older file.
    pub open: u64,
    /// Those of them about which the files contradict each other.
    pub contradicting: u64,
    pub relation: Relation,
}

impl FileOverlap {
    /// Whether the newer file stands behind the older one by its path, too.
    pub const fn is_by_paths(&self) -> bool {
        self.older.source < self.newer.source
    }

    /// What makes the one the newer: days until which they are covered, then finished dossiers where the
    /// days are the same.
    pub fn reason(&self) -> String {
        let day = |told: &FileCoverage| {
            told.covered_until().map_or_else(|| "–".to_owned(), |day| day.to_string())
        };
        let (newer, older) = (day(&self.newer), day(&self.older));
        if newer != older {
            return format!("{newer} > {older}");
        }
        let sign = if self.newer.finished == self.older.finished { '=' } else { '>' };
        format!("{newer} = {older}, ✓ {} {sign} {}", self.newer.finished, self.older.finished)
    }
}

/// How many dossiers of one file another replaces.
#[derive(Debug, Clone, Copy, Default)]
struct Meeting {
    dossiers: u64,
    open: u64,
    equal: u64,
    contradicting: u64,
}

impl Meeting {
    fn see(&mut self, older: &Row, newer: &Row) {
        self.dossiers += 1;
        self.open += u64::from(older.closed == NO_DAY);
        self.equal += u64::from(older.says_the_same(newer));
        self.contradicting += u64::from(contradict(older, newer));
    }

    fn add(&mut self, other: Self) {
        self.dossiers += other.dossiers;
        self.open += other.open;
        self.equal += other.equal;
        self.contradicting += other.contradicting;
    }
}

/// A due day is prolonged and a state goes on; a receipt and a finish happened on their day or did not.
const fn contradict(older: &Row, newer: &Row) -> bool {
    older.received != newer.received || (older.closed != NO_DAY && older.closed != newer.closed)
}

type Meetings = BTreeMap<(FileId, FileId), Meeting>;

/// Every two files of which one replaces rows of the other. `pairs`: rows of one id that follow each
/// other, all of one id together; `is_chain`: whether the rows of an id are stages of one dossier.
pub fn overlaps(
    pairs: &[ToldAgain],
    coverage: &BTreeMap<FileId, FileCoverage>,
    is_chain: impl Fn(u128) -> bool + Sync,
) -> Vec<FileOverlap> {
    let see = |mut met: Meetings, of_id: &[ToldAgain]| {
        if of_id.first().is_some_and(|(rows, ..)| !is_chain(rows[0].0)) {
            see_dossier(&mut met, of_id);
        }
        met
    };
    let join = |mut one: Meetings, other: Meetings| {
        for (files, meeting) in other {
            one.entry(files).or_default().add(meeting);
        }
        one
    };
    let met = pairs
        .par_chunk_by(|one, other| one.0[0].0 == other.0[0].0)
        .fold(Meetings::new, see)
        .reduce(Meetings::new, join);
    met.into_iter().filter_map(|(files, meeting)| overlap(files, meeting, coverage)).collect()
}

/// What each file says last of a dossier, against what the next file says last.
fn see_dossier(met: &mut Meetings, of_id: &[ToldAgain]) {
    let mut see = |older: &Row, newer: &Row| {
        let files = (older.position.file(), newer.position.file());
        if files.0 != files.1 {
            met.entry(files).or_default().see(older, newer);
        }
    };
    // Most are told by two rows: nothing has to be put together.
    if let [(_, older, newer)] = of_id {
        return see(older, newer);
    }
    let first = of_id.first().map(|(_, earlier, _)| earlier);
    let rows: Vec<&Row> = first.into_iter().chain(of_id.iter().map(|(.., row)| row)).collect();
    let of_files = rows.chunk_by(|one, other| one.position.file() == other.position.file());
    let last: Vec<&Row> = of_files.filter_map(|rows| rows.last().copied()).collect();
    last.windows(2).for_each(|pair| see(pair[0], pair[1]));
}

fn overlap(
    (older, newer): (FileId, FileId),
    meeting: Meeting,
    coverage: &BTreeMap<FileId, FileCoverage>,
) -> Option<FileOverlap> {
    let (newer, older) = (coverage.get(&newer)?.clone(), coverage.get(&older)?.clone());
    let Meeting { dossiers, open, equal, contradicting } = meeting;
    let has_no_other = |told: &FileCoverage| told.dossiers == dossiers;
    let relation = if contradicting > 0 {
        Relation::Contradiction
    } else if equal == dossiers && has_no_other(&newer) && has_no_other(&older) {
        Relation::Identical
    } else {
        Relation::LaterState
    };
    Some(FileOverlap { newer, older, dossiers, open, contradicting, relation })
}
