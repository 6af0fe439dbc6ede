//! Rows of dossiers that are told more than once, looked up where they lie.
//!
//! In: columns, and the places of such rows in order. Out: each row with the next of its dossier. Must not
//! know: which of two is the later, what becomes of it.

use rayon::prelude::{ParallelIterator, ParallelSlice};

use super::columns::Columns;
use crate::domain::NO_DAY;
use crate::read::Position;

/// A row that may be told again: full id, place in reading order, place in memory.
pub type Candidate = (u128, Position, u32, u32);

/// Two rows of one dossier, the newer replacing the older.
pub type ToldAgain = ([Candidate; 2], Row, Row);

/// Rows of one dossier, each with the next, in the order in which they replace each other. They lie
/// scattered in memory, so looking them up is worth several threads.
pub fn told_again(segments: &[Columns], candidates: &[Candidate]) -> Vec<ToldAgain> {
    let told_again = |pair: &[Candidate]| match *pair {
        [earlier, later] if earlier.0 == later.0 => {
            Some(([earlier, later], Row::new(segments, earlier), Row::new(segments, later)))
        }
        _ => None,
    };
    candidates.par_windows(2).filter_map(told_again).collect()
}

/// One row, looked up.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Place in its segment.
    pub place: usize,
    pub position: Position,
    pub received: i32,
    pub due: i32,
    pub closed: i32,
    pub traits: u32,
}

impl Row {
    pub fn new(segments: &[Columns], (_, position, segment, row): Candidate) -> Self {
        let row = row as usize;
        let columns = segments.get(segment as usize);
        let day = |days: fn(&Columns) -> &[i32]| {
            columns.and_then(|columns| days(columns).get(row)).copied().unwrap_or(NO_DAY)
        };
        let received = day(|columns| &columns.received);
        let (due, closed) = (day(|columns| &columns.due), day(|columns| &columns.closed));
        let traits = columns.and_then(|columns| columns.traits.get(row)).copied();
        let traits = traits.unwrap_or_default();
        Self { place: row, position, received, due, closed, traits }
    }

    /// Whether days, status, channel and rating are the same.
    pub const fn says_the_same(&self, other: &Self) -> bool {
        self.received == other.received
            && self.due == other.due
            && self.closed == other.closed
            && self.traits == other.traits
    }
}
