//! All dossiers → their cases, and how many of a case stand in each group.
//!
//! In: segments of dossiers, the steps of a period, a grouping. Out: numbers of (group, case). Must not
//! know: which counts a case stands in, the names of groups.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;
use polars::prelude::PolarsError;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::case::Case;
use super::grouping::{Grouping, NO_GROUP};
use super::radix::Radix;
use super::steps::Steps;
use crate::normalise::{Segment, Traits};

/// The cases of dossiers that lie together.
pub struct CasesOfSegment {
    /// Number of the case of each dossier; [`NO_CASE`] where a period has nothing to do with it.
    of_row: Vec<u32>,
    /// By number, in the order in which they were met.
    cases: Vec<Case>,
}

/// Marks a dossier that is out of scope.
const NO_CASE: u32 = u32::MAX;

/// The cases of all dossiers.
pub struct Cases {
    segments: Vec<CasesOfSegment>,
}

/// How many dossiers of a segment are of a case, by group.
pub struct CountedCases<'a> {
    cases: &'a [Case],
    counted: Vec<([u64; 2], u64)>,
}

impl CountedCases<'_> {
    /// Group, case, and how many; in no fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Case, u64)> {
        self.counted.iter().filter_map(|([group, case], dossiers)| {
            let case = self.cases.get(usize::try_from(*case).ok()?)?;
            Some((u32::try_from(*group).ok()?, *case, *dossiers))
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

    /// Counts dossiers by group and case, segment by segment.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count(&self, grouping: &Grouping<'_>) -> Result<Vec<CountedCases<'_>>, PolarsError> {
        let groups = grouping.names.len().max(1) as u64;
        let parts = self.segments.par_iter().zip(&grouping.of_row).map(|(segment, of_row)| {
            let radix = Radix([groups, segment.cases.len().max(1) as u64]);
            let rows = of_row.iter().zip(&segment.of_row);
            let keys = rows.filter(|(group, case)| **group != NO_GROUP && **case != NO_CASE);
            let keys = keys.map(|(group, case)| radix.pack([(*group).into(), (*case).into()]));
            let counted = radix.count(of_row.len(), keys)?;
            Ok(CountedCases { cases: &segment.cases, counted })
        });
        parts.collect()
    }
}

impl CasesOfSegment {
    #[expect(clippy::cast_possible_truncation, reason = "fewer cases than dossiers")]
    fn new(segment: &Segment<'_>, steps: &Steps) -> Self {
        let mut numbers: HashMap<Case, u32, BuildHasherDefault<CaseHasher>> = HashMap::default();
        let mut cases = Vec::new();
        let Segment { received, due, closed, traits, .. } = segment;
        let rows = received.iter().zip(*due).zip(*closed).zip(*traits);
        let number = |(((received, due), closed), traits): (((&i32, &i32), &i32), &u32)| {
            let Some(case) = Case::new(*received, *due, *closed, Traits(*traits), steps) else {
                return NO_CASE;
            };
            *numbers.entry(case).or_insert_with(|| {
                cases.push(case);
                cases.len() as u32 - 1
            })
        };
        let of_row = rows.map(number).collect();
        Self { of_row, cases }
    }
}

/// Mixes the few small numbers of a case: a case is looked up for every dossier.
#[derive(Default)]
struct CaseHasher(u64);

/// Odd, with its bits well spread: 2^64 over the golden ratio.
const MIXER: u64 = 0x9E37_79B9_7F4A_7C15;

impl CaseHasher {
    #[inline]
    const fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(MIXER);
    }
}

impl Hasher for CaseHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.add(number.into());
    }

    #[inline]
    fn write_isize(&mut self, number: isize) {
        self.add(number.cast_unsigned() as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
