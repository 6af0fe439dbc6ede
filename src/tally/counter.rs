//! Dossiers counted by one request after the other: what several requests share is made once.
//!
//! In: [`Dossiers`] and [`CubeRequest`]s. Out: [`Cube`]s. Must not know: rates, languages, files.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::cases::{AspectCounts, Cases};
use super::count::Count;
use super::cube::{Cube, CubeError, EvidenceScope, Row, labels, sort_rows};
use super::evidence::Judge;
use super::group_tally::Tally;
use super::grouping::Grouping;
use super::request::{CubeRequest, Filter, TimeFrame};
use super::sets;
use super::steps::Steps;
use super::walk::{GroupedTallies, add_evidence};
use crate::domain::{Dimension, Step};
use crate::dossiers::{Dossiers, Segment};

/// Counts the dossiers by one request.
///
/// # Errors
/// As for [`Counter::tally`].
pub fn tally(dossiers: &Dossiers, request: &CubeRequest) -> Result<Cube, CubeError> {
    Counter::new(dossiers)?.tally(request)
}

/// What is grouped: by what, which of the dossiers, and the steps that have to do with them.
type GroupingKey = (Vec<Dimension>, Vec<Filter>, Vec<Step>);

/// Dossiers that are being counted.
pub struct Counter<'a> {
    dossiers: &'a Dossiers,
    segments: Vec<Segment<'a>>,
    /// The cases of the steps asked for lately: one number per dossier.
    cases: Recent<Vec<Step>, Cases, 2>,
    /// The days of the steps asked for lately: how far each source reaches is found out once.
    days: Recent<Vec<Step>, Steps, 4>,
    /// The groups asked for lately; of the dossiers that these steps have to do with.
    groupings: Recent<GroupingKey, Grouping<'a>, 3>,
}

impl<'a> Counter<'a> {
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn new(dossiers: &'a Dossiers) -> Result<Self, CubeError> {
        let segments = dossiers.segments()?;
        Ok(Self {
            dossiers,
            segments,
            cases: Recent::default(),
            days: Recent::default(),
            groupings: Recent::default(),
        })
    }

    /// Counts the dossiers.
    ///
    /// # Errors
    /// When there are more groups than can be numbered, or the counts contradict themselves (a bug).
    pub fn tally(&self, request: &CubeRequest) -> Result<Cube, CubeError> {
        self.cube(request, None)
    }

    /// Counts the dossiers, and the evidence of marks and working days.
    ///
    /// # Errors
    /// As for [`Counter::tally`].
    pub fn tally_with_evidence(
        &self,
        request: &CubeRequest,
        judge: &Judge<'_>,
    ) -> Result<Cube, CubeError> {
        self.cube(request, Some(judge))
    }

    fn cube(&self, request: &CubeRequest, judge: Option<&Judge<'_>>) -> Result<Cube, CubeError> {
        let steps = request.frame.steps(&request.by);
        let mut grouped = [self.grouped(request, &steps)?];
        if let Some(judge) = judge {
            let (cases, days) = (self.cases(&steps)?, self.days(&steps)?);
            add_evidence(&self.segments, &mut grouped, (&cases, &days), judge);
        }
        let [grouped] = grouped;
        let evidence = if judge.is_some() { EvidenceScope::ALL } else { EvidenceScope::NONE };
        let mut cube = cube(request, &grouped, &steps, evidence)?;
        if let (Some(judge), true) = (judge, steps.len() > 1) {
            // Most of the evidence is of dossiers in scope, and one may be in the scope of many steps.
            let whole = CubeRequest { by: Vec::new(), ..request.clone() };
            let whole = self.cube(&whole, Some(judge))?.total;
            for count in Count::ALL.into_iter().filter(|count| count.is_evidence()) {
                cube.total[count] = whole[count];
            }
        }
        Ok(cube)
    }

    /// Counts by several sets of dimensions, none of time among them: the finest are counted, all others
    /// rolled up; the evidence of all, if there is a judge of it, in one walk. In the order of the sets.
    ///
    /// # Errors
    /// As for [`Counter::tally`].
    pub fn tally_sets(
        &self,
        frame: &TimeFrame,
        filters: &[Filter],
        wanted: &[Vec<Dimension>],
        judge: Option<&Judge<'_>>,
    ) -> Result<Vec<Cube>, CubeError> {
        let steps = frame.steps(&[]);
        let counted = sets::sets_to_count(wanted);
        let requests: Vec<CubeRequest> = counted
            .iter()
            .map(|by| CubeRequest {
                frame: frame.clone(),
                by: by.clone(),
                filters: filters.to_vec(),
            })
            .collect();
        let mut cubes: Vec<Cube> = if let Some(judge) = judge {
            let grouped = requests.iter().map(|request| self.grouped(request, &steps));
            let mut grouped = grouped.collect::<Result<Vec<_>, _>>()?;
            let (cases, days) = (self.cases(&steps)?, self.days(&steps)?);
            add_evidence(&self.segments, &mut grouped, (&cases, &days), judge);
            let each = requests.iter().zip(&grouped);
            each.map(|(request, grouped)| cube(request, grouped, &steps, EvidenceScope::ALL))
                .collect::<Result<_, _>>()?
        } else {
            requests.iter().map(|request| self.cube(request, None)).collect::<Result<_, _>>()?
        };
        let rolled_up = |by: &Vec<Dimension>| {
            let source = sets::source(&counted, by).and_then(|source| cubes.get(source))?;
            if source.by == *by { None } else { source.roll_up(by) }
        };
        let rolled_up: Vec<Option<Cube>> = wanted.iter().map(rolled_up).collect();
        // Those that were counted are large, and are not copied but for who wants one twice.
        let whole = |(place, (by, cube)): (usize, (&Vec<Dimension>, Option<Cube>))| {
            cube.or_else(|| {
                let counted = cubes.iter_mut().find(|cube| cube.by == *by)?;
                if wanted.iter().skip(place + 1).any(|later| later == by) {
                    return Some(counted.clone());
                }
                Some(std::mem::replace(counted, Cube::empty(Vec::new())))
            })
        };
        Ok(wanted.iter().zip(rolled_up).enumerate().filter_map(whole).collect())
    }

    /// The days of steps, as far as the sources tell of them.
    ///
    /// # Errors
    /// None of its own.
    pub fn days(&self, steps: &[Step]) -> Result<Arc<Steps>, CubeError> {
        let sources = self.dossiers.sources();
        self.days.get_or(&steps.to_vec(), || Ok(Steps::told_by(steps, sources)))
    }

    fn grouped(
        &self,
        request: &CubeRequest,
        steps: &[Step],
    ) -> Result<GroupedTallies<'a>, CubeError> {
        let by: Vec<Dimension> = request.by.iter().copied().filter(|by| !by.is_time()).collect();
        let cases = self.cases(steps)?;
        let grouping = self.groupings.get_or(
            &(by.clone(), request.filters.clone(), steps.to_vec()),
            || {
                let counted = |segment, row| cases.is_case(segment, row);
                Grouping::new(self.dossiers, &self.segments, (&by, &request.filters), counted)
            },
        )?;
        let tallies = tallies(&cases, &grouping, &*self.days(steps)?)?;
        Ok(GroupedTallies { grouping, tallies })
    }

    fn cases(&self, steps: &[Step]) -> Result<Arc<Cases>, CubeError> {
        let days = self.days(steps)?;
        self.cases.get_or(&steps.to_vec(), || Ok(Cases::new(&self.segments, &days)))
    }

    /// Whether a period has to do with each dossier, or it stands near the period, segment by segment.
    ///
    /// # Errors
    /// Never: what finds cases finds them all.
    pub fn in_or_near_scope(&self, frame: &TimeFrame) -> Result<Vec<Vec<bool>>, CubeError> {
        let steps = frame.steps(&[]);
        let cases = self.cases(&steps)?;
        let days = Steps::new(&steps);
        let of_segment = |(number, segment): (usize, &Segment<'_>)| {
            let ends = segment.received.par_iter().zip(segment.closed).enumerate();
            ends.map(|(row, (received, closed))| {
                cases.is_case(number, row) || days.is_near(*received, *closed)
            })
            .collect()
        };
        Ok(self.segments.iter().enumerate().map(of_segment).collect())
    }

    /// The dossiers, in the segments in which they lie.
    #[must_use]
    pub fn segments(&self) -> &[Segment<'a>] {
        &self.segments
    }

    /// The group of every dossier, whether a period has to do with it or not.
    ///
    /// # Errors
    /// When the combinations cannot be numbered.
    pub fn grouping(
        &self,
        by: &[Dimension],
        filters: &[Filter],
    ) -> Result<Arc<Grouping<'a>>, CubeError> {
        let make = || Grouping::new(self.dossiers, &self.segments, (by, filters), |_, _| true);
        self.groupings.get_or(&(by.to_vec(), filters.to_vec(), Vec::new()), make)
    }
}

/// One tally per group and step, groups outermost.
fn tallies(cases: &Cases, grouping: &Grouping<'_>, days: &Steps) -> Result<Vec<Tally>, CubeError> {
    let steps = days.count() as usize;
    let size = grouping.names.len().checked_mul(steps).ok_or(CubeError::TooManyGroups)?;
    let parts = cases.count(grouping)?;
    let add = |mut tallies: Vec<Tally>, part: &AspectCounts<'_>| {
        for (group, aspect, dossiers) in part.iter() {
            let first = group as usize * steps;
            for step in aspect.steps().filter(|step| *step < days.count()) {
                if let Some(tally) = tallies.get_mut(first + step as usize) {
                    aspect.each_count(step, days, |count| tally[count] += dossiers);
                }
            }
        }
        tallies
    };
    let zero = || vec![Tally::default(); size];
    if size > MOST_TWICE {
        return Ok(parts.iter().fold(zero(), add));
    }
    let sum = |mut left: Vec<Tally>, right: Vec<Tally>| {
        left.iter_mut().zip(&right).for_each(|(sum, more)| *sum += more);
        left
    };
    Ok(parts.par_iter().fold(zero, add).reduce(zero, sum))
}

/// The groups with their names, those of steps among them.
fn cube(
    request: &CubeRequest,
    grouped: &GroupedTallies<'_>,
    steps: &[Step],
    evidence: EvidenceScope,
) -> Result<Cube, CubeError> {
    let by: Vec<Dimension> = request.by.iter().copied().filter(|by| !by.is_time()).collect();
    let mut total = Tally::default();
    let mut rows = Vec::with_capacity(grouped.tallies.len());
    for (name, tallies) in grouped.grouping.names.iter().zip(grouped.tallies.chunks(steps.len())) {
        // Groups that exist in the data but have nothing in the period would only be noise.
        if tallies.iter().all(Tally::is_empty) && !request.by.is_empty() {
            continue;
        }
        total += &Tally::over_time(tallies);
        for (step, tally) in steps.iter().zip(tallies) {
            tally.check()?;
            rows.push(Row { group: labels(request, &by, name, step), tally: *tally });
        }
    }
    total.check()?;
    sort_rows(&mut rows);
    Ok(Cube { by: request.by.clone(), rows, total, evidence })
}

/// More tallies than these are not held once per thread.
const MOST_TWICE: usize = 10_000;

/// The last few things of a kind that were made, the latest first. Cases take as many numbers as there are
/// dossiers, so no more are kept than a table and the next have in common.
struct Recent<K, V, const MOST: usize> {
    latest: RefCell<VecDeque<(K, Arc<V>)>>,
}

impl<K, V, const MOST: usize> Default for Recent<K, V, MOST> {
    fn default() -> Self {
        Self { latest: RefCell::default() }
    }
}

impl<K: PartialEq + Clone, V, const MOST: usize> Recent<K, V, MOST> {
    fn get_or<E>(&self, key: &K, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        let mut latest = self.latest.borrow_mut();
        let known = latest.iter().position(|(known, _)| known == key);
        let first = if let Some(known) = known.and_then(|place| latest.remove(place)) {
            known
        } else {
            // What is made next needs the room.
            latest.truncate(MOST - 1);
            (key.clone(), Arc::new(make()?))
        };
        let value = Arc::clone(&first.1);
        latest.push_front(first);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn the_last_few_are_made_once() {
        let recent = Recent::<u32, u32, 2>::default();
        let mut made = Vec::new();
        for key in [1, 2, 1, 2, 3, 2, 1] {
            let value = recent.get_or(&key, || {
                made.push(key);
                Ok::<_, ()>(10 * key)
            });
            assert_eq!(value.as_deref(), Ok(&(10 * key)));
        }
        assert_eq!(made, [1, 2, 3, 1]);
        assert_eq!(recent.get_or(&7, || Err("no")).err(), Some("no"));
    }
}
