//! All dossiers → their cases, and how many of each aspect of a case stand in each group.
//!
//! In: segments of dossiers, the steps of a period, a grouping. Out: numbers of (group, aspect). Must
//! not know: which counts an aspect stands in, the names of groups.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;
use polars::prelude::PolarsError;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::case::{Aspect, Case};
use super::grouping::{Grouping, Groups};
use super::radix::Radix;
use super::steps::Steps;
use crate::dossiers::{Segment, Traits};

/// The cases of all dossiers, segment by segment.
pub struct Cases {
    segments: Vec<CasesOfSegment>,
}

/// The cases of dossiers that lie together.
struct CasesOfSegment {
    /// Number of the case of each dossier; [`NO_CASE`] where the period has nothing to do with it.
    of_row: Vec<u32>,
    /// The aspects of each case by their numbers; [`NO_ASPECT`] in the place of one that it has not.
    sides: Vec<[u32; SIDES]>,
    /// By number, in the order in which they were met: those of each side.
    aspects: [Vec<Aspect>; SIDES],
}

/// Received, due and closed day, and traits.
type Days<'a> = (((&'a i32, &'a i32), &'a i32), &'a u32);

/// How it came in, how it waited, how it was closed.
const SIDES: usize = 3;
const NO_CASE: u32 = u32::MAX;
const NO_ASPECT: u32 = u32::MAX;

/// How many dossiers of a segment have an aspect, by group.
pub struct AspectCounts<'a> {
    aspects: &'a [Aspect],
    counted: Vec<([u64; 2], u64)>,
}

impl AspectCounts<'_> {
    /// Group, aspect, and how many; in no fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Aspect, u64)> {
        self.counted.iter().filter_map(|([group, aspect], dossiers)| {
            let aspect = self.aspects.get(usize::try_from(*aspect).ok()?)?;
            Some((u32::try_from(*group).ok()?, *aspect, *dossiers))
        })
    }
}

impl Cases {
    /// Finds the case of every dossier.
    #[must_use]
    pub fn new(segments: &[Segment<'_>], steps: &Steps) -> Self {
        let segments = segments.par_iter().map(|segment| CasesOfSegment::new(segment, steps));
        Self { segments: segments.collect() }
    }

    /// Whether the period has to do with a dossier.
    #[inline]
    pub fn is_case(&self, segment: usize, row: usize) -> bool {
        let of_row = self.segments.get(segment).map(|segment| &segment.of_row);
        of_row.and_then(|cases| cases.get(row)).is_some_and(|case| *case != NO_CASE)
    }

    /// Counts dossiers by group and aspect, segment by segment.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count(&self, grouping: &Grouping<'_>) -> Result<Vec<AspectCounts<'_>>, PolarsError> {
        let groups = grouping.names.len().max(1) as u64;
        let parts = self.segments.par_iter().enumerate().filter_map(|(number, segment)| {
            let of_row = grouping.of_segment(number)?;
            let side = |side: usize| segment.count(side, groups, of_row);
            Some((0..SIDES).map(side).collect::<Result<Vec<_>, PolarsError>>())
        });
        Ok(parts.collect::<Result<Vec<_>, PolarsError>>()?.into_iter().flatten().collect())
    }
}

impl CasesOfSegment {
    #[expect(clippy::cast_possible_truncation, reason = "fewer cases than dossiers")]
    fn new(segment: &Segment<'_>, steps: &Steps) -> Self {
        let mut numbers: HashMap<Case, u32, BuildHasherDefault<CaseHasher>> = HashMap::default();
        let mut cases = Vec::new();
        let Segment { received, due, closed, traits, .. } = segment;
        let answers = segment.marked_answers();
        let rows = received.iter().zip(*due).zip(*closed).zip(*traits);
        // Only where some source does not tell of everything does it matter whose dossier it is.
        let units = segment.units.filter(|_| !steps.are_all_told()).unwrap_or_default();
        let number = |(row, (((received, due), closed), traits)): (usize, Days<'_>)| {
            let unit = units.get(row).copied().unwrap_or(0);
            let case =
                Case::new(*received, *due, *closed, Traits(*traits | answers.0), unit, steps);
            let Some(case) = case else { return NO_CASE };
            *numbers.entry(case).or_insert_with(|| {
                cases.push(case);
                cases.len() as u32 - 1
            })
        };
        let of_row = rows.enumerate().map(number).collect();
        let mut aspects: [Vec<Aspect>; SIDES] = Default::default();
        let mut known: HashMap<Aspect, u32> = HashMap::new();
        let mut sides_of = |case: Case| {
            let mut sides = [NO_ASPECT; SIDES];
            for aspect in case.aspects(steps) {
                let side = match aspect {
                    Aspect::CarriedIn { .. } | Aspect::Received { .. } => 0,
                    Aspect::Open { .. } => 1,
                    Aspect::Closed { .. } => 2,
                };
                sides[side] = *known.entry(aspect).or_insert_with(|| {
                    aspects[side].push(aspect);
                    aspects[side].len() as u32 - 1
                });
            }
            sides
        };
        let sides = cases.into_iter().map(&mut sides_of).collect();
        Self { of_row, sides, aspects }
    }

    fn count(
        &self,
        side: usize,
        groups: u64,
        groups_of: Groups<'_>,
    ) -> Result<AspectCounts<'_>, PolarsError> {
        let aspects = &self.aspects[side];
        let radix = Radix([groups, aspects.len().max(1) as u64]);
        let numbers: Vec<u32> = self.sides.iter().map(|sides| sides[side]).collect();
        let keys = self.of_row.iter().enumerate().filter_map(|(row, case)| {
            // "No case" is behind the last number.
            let aspect = numbers.get(*case as usize).filter(|aspect| **aspect != NO_ASPECT)?;
            let group = groups_of.of(row)?;
            Some(radix.pack([group.into(), (*aspect).into()]))
        });
        Ok(AspectCounts { aspects, counted: radix.count(self.of_row.len(), keys)? })
    }
}

/// Mixes the one number of a case: a case is looked up for every dossier.
#[derive(Default)]
struct CaseHasher(u64);

impl Hasher for CaseHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        // Odd, with its bits well spread: 2^64 over the golden ratio. The table asks the highest bits
        // and the lowest, so the upper half comes down.
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
