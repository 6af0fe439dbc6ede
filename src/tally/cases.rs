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
use super::radix::{KeyCount, Radix, Table};
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
    /// The aspects of each case by their numbers; in the place of one that it has not, how many there are.
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
            Some(segment.count(groups, of_row))
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
        let mut sides: Vec<[u32; SIDES]> = cases.into_iter().map(&mut sides_of).collect();
        for (place, aspects) in aspects.iter().enumerate() {
            let none = sides.iter_mut().map(|sides| &mut sides[place]).filter(|n| **n == NO_ASPECT);
            none.for_each(|number| *number = aspects.len() as u32);
        }
        Self { of_row, sides, aspects }
    }

    /// Side by side.
    fn count(
        &self,
        groups: u64,
        groups_of: Groups<'_>,
    ) -> Result<[AspectCounts<'_>; SIDES], PolarsError> {
        let radices = self.aspects.each_ref().map(|all| Radix([groups, all.len() as u64 + 1]));
        let counted = match radices.map(|radix| radix.table(self.of_row.len())) {
            // All sides in one walk.
            [Some(came_in), Some(open), Some(closed)] => {
                let mut tables = [came_in, open, closed];
                self.each_row(groups_of, |sides, group| {
                    let sides = tables.iter_mut().zip(sides);
                    sides.for_each(|(table, aspect)| table.add([group.into(), (*aspect).into()]));
                });
                tables.map(Table::counted)
            }
            tables => {
                let mut counted = [const { Vec::new() }; SIDES];
                for (side, table) in tables.into_iter().enumerate() {
                    counted[side] = self.count_side(side, groups_of, (radices[side], table))?;
                }
                counted
            }
        };
        let mut counted = counted.into_iter();
        Ok(self
            .aspects
            .each_ref()
            .map(|aspects| AspectCounts { aspects, counted: counted.next().unwrap_or_default() }))
    }

    /// One side: in its table where there is one, otherwise by polars.
    fn count_side(
        &self,
        side: usize,
        groups_of: Groups<'_>,
        (radix, table): (Radix<2>, Option<Table<2>>),
    ) -> Result<Vec<KeyCount<2>>, PolarsError> {
        if let Some(mut table) = table {
            let add = |sides: &[u32; SIDES], group: u32| {
                table.add([group.into(), sides[side].into()]);
            };
            self.each_row(groups_of, add);
            return Ok(table.counted());
        }
        let mut keys = Vec::new();
        self.each_row(groups_of, |sides, group| {
            if (sides[side] as usize) < self.aspects[side].len() {
                keys.push(radix.pack([group.into(), sides[side].into()]));
            }
        });
        radix.count_in_groups(keys)
    }

    /// Names the aspects and the group of every dossier that is a case, and that no filter leaves out.
    fn each_row(&self, groups_of: Groups<'_>, mut see: impl FnMut(&[u32; SIDES], u32)) {
        // "No case" is behind the last number.
        let sides = |case: &u32| self.sides.get(*case as usize);
        match groups_of {
            Groups::Codes(codes) => {
                for (case, group) in self.of_row.iter().zip(codes) {
                    if let Some(sides) = sides(case) {
                        see(sides, *group);
                    }
                }
            }
            Groups::Combined(groups) => {
                for (row, case) in self.of_row.iter().enumerate() {
                    if let Some(sides) = sides(case)
                        && let Some(group) = groups.of(row)
                    {
                        see(sides, group);
                    }
                }
            }
        }
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
