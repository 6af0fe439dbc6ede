//! Rows whose id occurs more than once, in the order of their dossiers and of reading.
//!
//! Most ids occur once. Each id sets one bit of a table; only rows whose bit was set twice (true
//! repeats, and the few that share a bit by chance) are sorted and compared by their full id.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSlice, ParallelSliceMut};

use super::columns::Columns;
use super::files::Files;
use super::no_day::NO_DAY;
use crate::read::Position;

/// Bits of the table per row: one row in sixteen shares its bit by chance.
pub const BITS_PER_ROW: usize = 16;

/// A row that may be told again: full id, place in reading order, place in memory.
pub type Candidate = (u128, Position, u32, u32);

/// A row with its days, as far as telling rows of one dossier apart asks for them.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Place in its segment.
    pub place: usize,
    pub position: Position,
    pub received: i32,
    pub due: i32,
    pub closed: i32,
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
        Self { place: row, position, received, due, closed }
    }
}

/// Rows whose id may occur twice, by id and reading order.
#[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 rows fit into memory")]
pub fn candidates(segments: &[Columns], files: &Files) -> Vec<Candidate> {
    let rows: usize = segments.iter().map(Columns::len).sum();
    let words = (rows * BITS_PER_ROW / 64).next_power_of_two();
    let table = || (0..words).map(|_| AtomicU64::new(0)).collect::<Vec<AtomicU64>>();
    let (seen, repeated) = (table(), table());
    let place = |id: u128| {
        let low = id as u64;
        ((low >> 6) as usize & (words - 1), 1_u64 << (low & 63))
    };
    segments.par_iter().for_each(|columns| {
        for id in &columns.id {
            let (word, bit) = place(*id);
            // Which of two rows comes first does not matter, so no order is needed.
            if seen[word].fetch_or(bit, Ordering::Relaxed) & bit != 0 {
                repeated[word].fetch_or(bit, Ordering::Relaxed);
            }
        }
    });
    let of_segment = |(number, columns): (usize, &Columns)| {
        let rows = columns.id.iter().zip(&columns.position).enumerate();
        let may_repeat = rows.filter(|(_, (id, position))| {
            let (word, bit) = place(**id);
            repeated[word].load(Ordering::Relaxed) & bit != 0 && takes_part(**position, files)
        });
        may_repeat
            .map(|(row, (id, position))| (*id, *position, number as u32, row as u32))
            .collect::<Vec<Candidate>>()
    };
    let numbered: Vec<(usize, &Columns)> = segments.iter().enumerate().collect();
    let mut candidates: Vec<Candidate> =
        numbered.par_iter().flat_map_iter(|segment| of_segment(*segment)).collect();
    candidates.par_sort_unstable();
    candidates
}

/// Rows of one dossier, each with the next, in the order of their dossiers and of reading. They lie
/// scattered in memory, so looking them up is worth several threads.
pub fn told_again(
    segments: &[Columns],
    candidates: &[Candidate],
) -> Vec<([Candidate; 2], Row, Row)> {
    let told_again = |pair: &[Candidate]| match *pair {
        [earlier, later] if earlier.0 == later.0 => {
            Some(([earlier, later], Row::new(segments, earlier), Row::new(segments, later)))
        }
        _ => None,
    };
    candidates.par_windows(2).filter_map(told_again).collect()
}

pub fn takes_part(position: Position, files: &Files) -> bool {
    files.failures.is_empty() || files.is_counted(position.file())
}
