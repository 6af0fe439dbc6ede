//! Dossiers that lie together in memory, as slices of their columns.
//!
//! In: the columns of one part of the frame. Out: [`Segment`]. Must not know: polars, groups.

use std::collections::BTreeMap;

use crate::domain::Dimension;
use crate::dossiers::Traits;

/// Rows that lie together in memory: slices of equal length.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    /// Days received.
    pub received: &'a [i32],
    /// Days due; [`NO_DAY`](crate::domain::NO_DAY) where there is none.
    pub due: &'a [i32],
    /// Days closed; [`NO_DAY`](crate::domain::NO_DAY) while open.
    pub closed: &'a [i32],
    /// Packed [`Traits`](crate::dossiers::Traits).
    pub traits: &'a [u32],
    /// Whether every answer was given on five levels, whatever the traits say.
    pub all_on_five: bool,
    /// Nothing unless the load kept them.
    pub traces: Option<TraceSegment<'a>>,
    /// Number of the source; nothing where there is but one, or the load did not keep them.
    pub sources: Option<&'a [u32]>,
    /// Nothing unless the load kept them and the log says anything.
    pub marks: Option<MarkSegment<'a>>,
    /// Both halves of the hash of each id; nothing unless the load kept them.
    pub digests: Option<(&'a [u32], &'a [u32])>,
    /// The unit of each dossier, by the numbers of [`Sources`](crate::dossiers::Sources); nothing where all have one
    /// source.
    pub units: Option<&'a [u32]>,
    pub(super) keys: BTreeMap<Dimension, &'a [u32]>,
}

/// What only the integrity signals ask for: slices as long as those of their segment.
#[derive(Debug, Clone, Copy)]
pub struct TraceSegment<'a> {
    /// Seconds since midnight; [`NO_TIME`](crate::columns::NO_TIME) where the cell has no time of day.
    pub received_second: &'a [u32],
    pub due_second: &'a [u32],
    pub closed_second: &'a [u32],
    /// Codes of [`DueHistory`](crate::dossiers::DueHistory).
    pub due_history: &'a [u32],
    /// Number of the source.
    pub file: &'a [u32],
    /// Row as a spreadsheet numbers it.
    pub row: &'a [u32],
    /// Both numbers of a packed [`DossierCode`](crate::dossiers::DossierCode).
    pub code: [&'a [u32]; 2],
}

/// What only the evidence asks for: slices as long as those of their segment, or empty where no dossier of
/// the log says anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct MarkSegment<'a> {
    /// Packed [`Marks`](crate::dossiers::Marks).
    pub marks: &'a [u32],
    /// Working days; [`NO_TERM`](crate::dossiers::NO_TERM) where the log does not say.
    pub statutory_days: &'a [u32],
    pub committed_days: &'a [u32],
    /// Days; [`NO_DAY`](crate::domain::NO_DAY) where there is none.
    pub supplement_requested: &'a [i32],
    pub supplement_done: &'a [i32],
    pub complained_on: &'a [i32],
    pub rated_on: &'a [i32],
}

impl<'a> Segment<'a> {
    /// The hash of the id of a dossier, where the load kept them.
    pub fn digest(&self, row: usize) -> Option<u64> {
        let (high, low) = self.digests?;
        Some(u64::from(*high.get(row)?) << 32 | u64::from(*low.get(row)?))
    }

    /// The traits of a dossier.
    pub fn traits_of(&self, row: usize) -> Option<Traits> {
        self.traits.get(row).map(|traits| Traits(traits | self.marked_answers().0))
    }

    /// What the traits of every dossier have besides their own.
    pub const fn marked_answers(&self) -> Traits {
        if self.all_on_five { Traits(0).on_five() } else { Traits(0) }
    }

    /// The group codes of a text dimension.
    pub fn keys(&self, dimension: Dimension) -> Option<&'a [u32]> {
        self.keys.get(&dimension).copied()
    }
}
