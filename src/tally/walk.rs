//! The evidence of all dossiers, for several groupings in one walk: what a dossier adds is found once.
//!
//! In: segments of dossiers with their groups, the steps of a period. Out: the evidence added to the
//! tallies of each grouping. Must not know: names, rates.

use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, ParallelIterator, ParallelSlice};

use super::case::Case;
use super::cases::Cases;
use super::count::Count;
use super::dossier::Dossier;
use super::evidence::Judge;
use super::group_tally::Tally;
use super::grouping::{Grouping, Groups};
use super::steps::Steps;
use crate::dossiers::Segment;

/// A grouping with its tallies, one per group and step, groups outermost.
pub struct GroupedTallies<'a> {
    pub grouping: Arc<Grouping<'a>>,
    pub tallies: Vec<Tally>,
}

/// One number per count of the evidence.
type Sums = [u64; Count::EVIDENCE];

/// Adds the evidence of every dossier.
pub fn add_evidence(
    segments: &[Segment<'_>],
    sets: &mut [GroupedTallies<'_>],
    (cases, steps): (&Cases, &Steps),
    judge: &Judge<'_>,
) {
    // One part per thread, for each part has tallies of its own.
    let length = segments.len().div_ceil(rayon::current_num_threads()).max(1);
    let wanted: Vec<(&Grouping<'_>, usize)> =
        sets.iter().map(|set| (&*set.grouping, set.tallies.len())).collect();
    let parts = segments.par_chunks(length).enumerate().map(|(part, segments)| {
        let mut tallies: Vec<Vec<Sums>> =
            wanted.iter().map(|(_, size)| vec![[0; Count::EVIDENCE]; *size]).collect();
        let mut adds = Vec::new();
        for (number, segment) in (part * length..).zip(segments) {
            let groups: Vec<Option<Groups<'_>>> =
                wanted.iter().map(|(grouping, _)| grouping.of_segment(number)).collect();
            let rows = 0..segment.received.len();
            for row in rows.filter(|row| cases.is_case(number, *row)) {
                walk((segment, row), (&groups, steps, judge), &mut adds, &mut tallies);
            }
        }
        tallies
    });
    for part in parts.collect::<Vec<_>>() {
        for (set, tallies) in sets.iter_mut().zip(part) {
            for (tally, sums) in set.tallies.iter_mut().zip(&tallies) {
                let counts = Count::ALL.into_iter().filter(|count| count.is_evidence());
                counts.zip(sums).for_each(|(count, more)| tally[count] += more);
            }
        }
    }
}

/// One dossier; `adds` is room that is used again.
fn walk(
    (segment, row): (&Segment<'_>, usize),
    (groups, steps, judge): (&[Option<Groups<'_>>], &Steps, &Judge<'_>),
    adds: &mut Vec<(Count, u64)>,
    tallies: &mut [Vec<Sums>],
) {
    let Some(dossier) = Dossier::new(segment, row) else { return };
    let Some(case) = Case::of(&dossier, steps) else { return };
    for step in case.steps(steps.count()) {
        let Some(last_day) = steps.last_day(step) else { continue };
        adds.clear();
        let counts = case.counts(step, steps);
        judge.each_count(&dossier, counts, last_day, |count, number| {
            adds.push((count, number));
        });
        for (groups, tallies) in groups.iter().zip(&mut *tallies) {
            let Some(group) = groups.and_then(|groups| groups.of(row)) else { continue };
            let at = group as usize * steps.count() as usize + step as usize;
            let Some(sums) = tallies.get_mut(at) else { continue };
            for (count, number) in &*adds {
                let sum = count.place_in_evidence().and_then(|place| sums.get_mut(place));
                if let Some(sum) = sum {
                    *sum += number;
                }
            }
        }
    }
}
