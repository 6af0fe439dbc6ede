//! Dossiers → how long they take, by how long they are late, how old the open ones are, how their due
//! dates compare with the time told: histograms by group and step.
//!
//! In: dossiers, a [`CubeRequest`] and a working calendar; statutory and committed times where the
//! load kept marks. Out: a [`TimesCube`], whose parts add up to the count of the whole. Must not know:
//! percentiles that are shown, languages.

mod clock;
mod figures;
mod histogram;
mod record;

use super::counter::Counter;
use super::cube::{CubeError, labels, order_of_rows};
use super::dossier::Dossier;
use super::grouping::Groups;
use super::request::CubeRequest;
use crate::domain::{Dimension, WorkingCalendar};
use crate::dossiers::{Grain, Segment};
use clock::{Clock, YearsSeen};
pub use figures::{DueAdvice, Recomputed, Spans, TermUse, Times};
pub use histogram::Histogram;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
pub use record::{TimesCubeRecord, TimesRecordError, TimesRowRecord};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The times of one group in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesRow {
    /// One name per dimension, in their order; nothing where the group has none.
    pub group: Vec<Option<String>>,
    pub times: Times,
}

/// Times in the order of their groups, and of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TimesCubeRecord", into = "TimesCubeRecord")]
pub struct TimesCube {
    pub by: Vec<Dimension>,
    pub rows: Vec<TimesRow>,
    /// The whole period, counted on its own: a dossier open over three months stands in each.
    pub total: Times,
    /// Years of the days counted whose holidays the calendar does not fully know.
    pub years_by_weekends: BTreeSet<i32>,
}

impl TimesCube {
    /// Times of nothing: the identity of [`TimesCube::merge`].
    #[must_use]
    pub fn empty(by: Vec<Dimension>) -> Self {
        Self { by, rows: Vec::new(), total: Times::default(), years_by_weekends: BTreeSet::new() }
    }

    /// Adds the times of dossiers counted elsewhere, in the same period by the same dimensions.
    /// Associative and commutative.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
        self.rows.dedup_by(|later, earlier| {
            let is_same = later.group == earlier.group;
            if is_same {
                earlier.times += &later.times;
            }
            is_same
        });
        self.total += &other.total;
        self.years_by_weekends.extend(other.years_by_weekends);
        self
    }
}

/// Measures the times of the whole period, by step where a dimension of time is asked for. Whether a
/// dossier is late is what the load decided by its grain.
///
/// # Errors
/// When the groups cannot be numbered or a column is lost: a bug.
pub fn times(
    counter: &Counter<'_>,
    request: &CubeRequest,
    grain: Grain,
    calendar: &WorkingCalendar,
) -> Result<TimesCube, CubeError> {
    let by: Vec<Dimension> = request.by.iter().copied().filter(|by| !by.is_time()).collect();
    let grouping = counter.grouping(&by, &request.filters)?;
    let steps = request.frame.steps(&request.by);
    let numbered = counter.days(&steps)?;
    let clock = Clock { frame: &request.frame, grain, calendar, steps: &numbered };
    let size = grouping.names.len().checked_mul(steps.len()).ok_or(CubeError::TooManyGroups)?;
    let part = counter
        .segments()
        .par_iter()
        .enumerate()
        .filter_map(|(number, segment)| Some((segment, grouping.of_segment(number)?)))
        .map(|(segment, groups)| Part::count(&clock, segment, groups, size))
        .reduce_with(Part::add)
        .unwrap_or_else(|| Part::new(size));
    let mut total = Times::default();
    let mut rows = Vec::new();
    let known = calendar.years();
    let years_by_weekends = part.years.years.difference(known).copied().collect();
    let mut of_groups = part.times.into_iter();
    for name in &grouping.names {
        let of_group: Vec<Option<Box<Times>>> = of_groups.by_ref().take(steps.len()).collect();
        total += &Times::over_time(of_group.iter().map(Option::as_deref));
        for (step, times) in steps.iter().zip(of_group) {
            let Some(times) = times else { continue };
            rows.push(TimesRow { group: labels(request, &by, name, step), times: *times });
        }
    }
    rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
    Ok(TimesCube { by: request.by.clone(), rows, total, years_by_weekends })
}

/// What one segment brings: times by group and step, groups outermost.
struct Part {
    times: Vec<Option<Box<Times>>>,
    years: YearsSeen,
}

impl Part {
    fn new(size: usize) -> Self {
        Self {
            times: std::iter::repeat_with(|| None).take(size).collect(),
            years: YearsSeen::default(),
        }
    }

    fn count(clock: &Clock<'_>, segment: &Segment<'_>, groups: Groups<'_>, size: usize) -> Self {
        let mut part = Self::new(size);
        let steps = usize::try_from(clock.steps.count()).unwrap_or(usize::MAX);
        for row in 0..segment.received.len() {
            let Some(group) = groups.of(row) else { continue };
            let first = group as usize * steps;
            let times = part.times.get_mut(first..first + steps);
            if let (Some(times), Some(dossier)) = (times, Dossier::new(segment, row)) {
                clock.add(&dossier, times, &mut part.years);
            }
        }
        part
    }

    fn add(mut self, other: Self) -> Self {
        for (sum, more) in self.times.iter_mut().zip(other.times) {
            match (sum.as_mut(), more) {
                (Some(sum), Some(more)) => **sum += &*more,
                (None, Some(more)) => *sum = Some(more),
                (_, None) => {}
            }
        }
        self.years.years.extend(other.years.years);
        self
    }
}
