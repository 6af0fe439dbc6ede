//! Ids that differ in case or a final dot only: perhaps one dossier, perhaps two, and for the office to
//! say. They stay two.
//!
//! In: the ids that could be meant (those with small letters, letters beyond ASCII or a final dot) and
//! all rows. Out: where two of them meet, and how many pairs there are. Plain ids cost nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::columns::Columns;
use super::files::Files;
use crate::columns::Id;
use crate::read::Position;

/// One id that another may nearly equal, as 64 bits of its digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearId {
    /// Without regard to case and a final dot.
    near: u64,
    exact: u64,
    position: Position,
}

/// The lower half of a digest.
#[expect(clippy::cast_possible_truncation, reason = "the upper half is left out on purpose")]
const fn lower(digest: u128) -> u64 {
    digest as u64
}

impl NearId {
    /// `exact` is the digest of the id.
    #[cold]
    pub fn new(id: &Id<'_>, exact: u128, position: Position) -> Self {
        Self { near: lower(id.near_digest()), exact: lower(exact), position }
    }
}

/// Where ids nearly meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearMeeting {
    /// The first two rows, in reading order.
    pub places: [Position; 2],
    pub pairs: u64,
}

/// Looks for ids that nearly equal others.
pub fn near_meeting(
    mut odd: Vec<NearId>,
    segments: &[Columns],
    files: &Files,
) -> Option<NearMeeting> {
    odd.retain(|id| files.is_counted(id.position.file()));
    if odd.is_empty() {
        return None;
    }
    let wanted: HashSet<u64> = odd.iter().map(|id| id.near).collect();
    // An id in capitals is its own near id.
    let plain: Vec<NearId> = segments
        .par_iter()
        .flat_map_iter(|columns| {
            let rows = columns.id.iter().zip(&columns.position);
            rows.filter_map(|(id, position)| {
                let id = lower(*id);
                (wanted.contains(&id) && files.is_counted(position.file())).then_some(NearId {
                    near: id,
                    exact: id,
                    position: *position,
                })
            })
        })
        .collect();
    odd.extend(plain);
    odd.sort_unstable();
    let mut pairs = 0;
    let mut first: Option<[Position; 2]> = None;
    for group in odd.chunk_by(|left, right| left.near == right.near) {
        let mut places: BTreeMap<u64, Position> = BTreeMap::new();
        for id in group {
            let place = places.entry(id.exact).or_insert(id.position);
            *place = id.position.min(*place);
        }
        let ids = places.len() as u64;
        let places: BTreeSet<Position> = places.into_values().collect();
        let mut places = places.into_iter();
        if let (Some(one), Some(other)) = (places.next(), places.next()) {
            pairs += ids * (ids - 1) / 2;
            first = Some(first.map_or([one, other], |first| first.min([one, other])));
        }
    }
    first.map(|places| NearMeeting { places, pairs })
}
