//! Dossiers as columns of small integers, as one thread builds them.

use crate::read::Position;

/// Stands for "no day" in a column of days.
pub const NO_DAY: i32 = i32::MIN;

/// Finish against due day (or moment), of a dossier that has a finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// Not finished.
    Open,
    Early,
    OnTime,
    Late,
    /// Finished, and no due date.
    Undated,
}

impl Timing {
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Early,
        Self::OnTime,
        Self::Late,
        Self::Undated,
    ];

    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// One accepted row, before later rows of the same dossier are known.
#[derive(Debug, Clone, Copy)]
pub struct RowFacts {
    /// A 128-bit hash of the dossier id: two ids of ten million share one with odds of 1 to 10^24.
    pub id: u128,
    pub position: Position,
    pub received: i32,
    pub due: i32,
    /// The day it counts as closed; never before the received day.
    pub closed: i32,
    pub timing: u8,
    pub status: u8,
    pub channel: u8,
    pub rating: u8,
    pub digitised: u8,
}

/// The group codes of a row, one column per requested dimension.
pub type Keys = Vec<Vec<u32>>;

/// Accepted rows, one vector per column.
#[derive(Debug, Default)]
pub struct Columns {
    pub id: Vec<u128>,
    pub position: Vec<Position>,
    pub received: Vec<i32>,
    pub due: Vec<i32>,
    pub closed: Vec<i32>,
    pub timing: Vec<u8>,
    pub status: Vec<u8>,
    pub channel: Vec<u8>,
    pub rating: Vec<u8>,
    pub digitised: Vec<u8>,
    pub keys: Keys,
}

impl Columns {
    #[must_use]
    pub fn new(dimensions: usize) -> Self {
        Self {
            keys: vec![Vec::new(); dimensions],
            ..Self::default()
        }
    }

    #[must_use]
    pub const fn len(&self) -> usize {
        self.id.len()
    }

    #[inline]
    pub fn push(&mut self, row: &RowFacts) {
        self.id.push(row.id);
        self.position.push(row.position);
        self.received.push(row.received);
        self.due.push(row.due);
        self.closed.push(row.closed);
        self.timing.push(row.timing);
        self.status.push(row.status);
        self.channel.push(row.channel);
        self.rating.push(row.rating);
        self.digitised.push(row.digitised);
    }

    /// Takes over the rows of another thread, freeing its columns one by one.
    pub fn append(&mut self, mut other: Self) {
        fn take<T>(all: &mut Vec<T>, more: &mut Vec<T>) {
            if all.is_empty() {
                *all = std::mem::take(more);
            } else {
                all.append(more);
                *more = Vec::new();
            }
        }
        take(&mut self.id, &mut other.id);
        take(&mut self.position, &mut other.position);
        take(&mut self.received, &mut other.received);
        take(&mut self.due, &mut other.due);
        take(&mut self.closed, &mut other.closed);
        take(&mut self.timing, &mut other.timing);
        take(&mut self.status, &mut other.status);
        take(&mut self.channel, &mut other.channel);
        take(&mut self.rating, &mut other.rating);
        take(&mut self.digitised, &mut other.digitised);
        for (keys, more) in self.keys.iter_mut().zip(&mut other.keys) {
            take(keys, more);
        }
    }

    /// Drops every row whose mark is false, and the columns that only tell rows apart.
    pub fn retain(&mut self, kept: &[bool]) {
        fn keep<T: Copy>(column: &mut Vec<T>, kept: &[bool]) {
            let mut marks = kept.iter().copied();
            column.retain(|_| marks.next().unwrap_or(false));
        }
        self.id = Vec::new();
        self.position = Vec::new();
        keep(&mut self.received, kept);
        keep(&mut self.due, kept);
        keep(&mut self.closed, kept);
        keep(&mut self.timing, kept);
        keep(&mut self.status, kept);
        keep(&mut self.channel, kept);
        keep(&mut self.rating, kept);
        keep(&mut self.digitised, kept);
        for keys in &mut self.keys {
            keep(keys, kept);
        }
    }
}
