//! Events → tallies by group and step.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use polars::prelude::PolarsError;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::classify::{
    CARRIED_IN, Counted, Facts, PAUSED, RETURNED, Steps, UNDATED, closed_events, closed_radix,
    open_events, open_radix, received_events, received_radix,
};
use super::count::{Count, IdentityError, Tally};
use super::grouping::Grouping;
use super::request::CubeRequest;
use crate::domain::{CanonicalValue, Channel, Dimension, Flag, Rating, Step, vietnamese_order};
use crate::normalise::{Dossiers, DossiersError, Segment, Timing};

/// One group in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One name per dimension, in their order; nothing where the group has none.
    pub group: Vec<Option<String>>,
    pub tally: Tally,
}

/// Tallies in the order of their groups, and the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    pub by: Vec<Dimension>,
    pub rows: Vec<Row>,
    /// The whole period, counted on its own: with a breakdown by month it is not the sum of the
    /// rows, since a dossier open over three months stands in each.
    pub total: Tally,
}

/// Why nothing could be counted.
#[derive(Debug, thiserror::Error)]
pub enum CubeError {
    #[error("the events cannot be grouped: {0}; please report this bug")]
    Frame(#[from] PolarsError),
    #[error(transparent)]
    Dossiers(#[from] DossiersError),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error("too many groups: ask for fewer columns under --by")]
    TooManyGroups,
}

/// Counts the dossiers.
///
/// # Errors
/// When there are more groups than can be numbered, or the counts contradict themselves (a bug).
pub fn tally(dossiers: &Dossiers, request: &CubeRequest) -> Result<Cube, CubeError> {
    let by: Vec<Dimension> = request.by.iter().copied().filter(|by| !by.is_time()).collect();
    let segments = dossiers.segments()?;
    let grouping = Grouping::new(dossiers, &segments, &by, &request.filters)?;
    let steps = request.frame.steps(&request.by);
    let tallies = tallies(&segments, &grouping, &steps)?;
    let mut total = Tally::default();
    let mut rows = Vec::new();
    for (name, tallies) in grouping.names.iter().zip(tallies.chunks(steps.len())) {
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
    Ok(Cube { by: request.by.clone(), rows, total })
}

impl Cube {
    /// A cube without dossiers: the identity of [`Cube::merge`].
    #[must_use]
    pub const fn empty(by: Vec<Dimension>) -> Self {
        Self { by, rows: Vec::new(), total: Tally::ZERO }
    }

    /// Adds the tallies of dossiers counted elsewhere. Associative and commutative.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.total += &other.total;
        self.rows = joined(self.rows);
        self
    }

    /// The same tallies by fewer dimensions; nothing if a time dimension would be dropped, since
    /// what is open at the end of two months may be the same dossier.
    #[must_use]
    pub fn roll_up(&self, by: &[Dimension]) -> Option<Self> {
        let dropped = self.by.iter().filter(|dimension| !by.contains(dimension));
        if dropped.clone().any(|dimension| dimension.is_time()) {
            return None;
        }
        let places: Option<Vec<usize>> = by
            .iter()
            .map(|dimension| self.by.iter().position(|other| other == dimension))
            .collect();
        let places = places?;
        let shorten = |row: &Row| Row {
            group: places.iter().map(|place| row.group.get(*place).cloned().flatten()).collect(),
            tally: row.tally,
        };
        let rows = joined(self.rows.iter().map(shorten).collect());
        Some(Self { by: by.to_vec(), rows, total: self.total })
    }
}

/// Rows in order, those of one group added up.
fn joined(mut rows: Vec<Row>) -> Vec<Row> {
    sort_rows(&mut rows);
    rows.dedup_by(|later, earlier| {
        let is_same = later.group == earlier.group;
        if is_same {
            earlier.tally += &later.tally;
        }
        is_same
    });
    rows
}

/// Sorts as [`order_of_rows`] says, but looks at every name once: units by procedures repeat theirs
/// thousands of times.
fn sort_rows(rows: &mut Vec<Row>) {
    let columns = rows.first().map_or(0, |row| row.group.len());
    let mut keys: Vec<Vec<usize>> = vec![Vec::with_capacity(columns); rows.len()];
    for column in 0..columns {
        let name = |row: &Row| row.group.get(column).cloned().flatten();
        let names: HashSet<Option<String>> = rows.iter().map(name).collect();
        let mut names: Vec<Option<String>> = names.into_iter().collect();
        names.sort_by(|left, right| {
            order_of_rows(std::slice::from_ref(left), std::slice::from_ref(right))
        });
        let ranks: HashMap<&Option<String>, usize> = names.iter().zip(0..).collect();
        for (row, key) in rows.iter().zip(&mut keys) {
            let rank = row.group.get(column).and_then(|name| ranks.get(name));
            key.push(rank.copied().unwrap_or_default());
        }
    }
    let mut keyed: Vec<(Vec<usize>, Row)> = keys.into_iter().zip(rows.drain(..)).collect();
    keyed.sort_by(|(left, _), (right, _)| left.cmp(right));
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// By the names from left to right in Vietnamese order, nameless groups last.
pub fn order_of_rows(left: &[Option<String>], right: &[Option<String>]) -> Ordering {
    let order = |(left, right): (&Option<String>, &Option<String>)| match (left, right) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    };
    left.iter().zip(right).map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The names of one row, in the order of the request.
pub fn labels(
    request: &CubeRequest,
    by: &[Dimension],
    names: &[Option<String>],
    step: &Step,
) -> Vec<Option<String>> {
    request
        .by
        .iter()
        .map(|dimension| match dimension {
            Dimension::Month => step.month.clone(),
            Dimension::Quarter => Some(step.quarter.clone()),
            text => {
                let place = by.iter().position(|other| other == text)?;
                names.get(place)?.clone()
            }
        })
        .collect()
}

/// Adds up the three streams of events; one tally per group and step, groups outermost.
fn tallies(
    segments: &[Segment<'_>],
    grouping: &Grouping<'_>,
    steps: &[Step],
) -> Result<Vec<Tally>, CubeError> {
    let days = Steps::new(steps);
    let groups = grouping.names.len().max(1) as u64;
    let (received, closed, open) =
        (received_radix(&days, groups), closed_radix(&days, groups), open_radix(&days, groups));
    if received.size().and(closed.size()).and(open.size()).is_none() {
        return Err(CubeError::TooManyGroups);
    }
    let mut tallies = Tallies::new(grouping.names.len(), steps.len());
    let with_groups: Vec<_> = segments.iter().zip(&grouping.of_row).collect();
    let counted = with_groups.par_iter().map(|(segment, group)| {
        let facts = Facts { segment, group };
        let rows = group.len();
        Ok((
            received.count(rows, received_events(&facts, &days, received))?,
            closed.count(rows, closed_events(&facts, &days, closed))?,
            open.count(rows, open_events(&facts, &days, open))?,
        ))
    });
    for (received, closed, open) in counted.collect::<Result<Vec<_>, PolarsError>>()? {
        for event in received {
            tallies.add_received(event);
        }
        for event in closed {
            tallies.add_closed(event);
        }
        for event in open {
            tallies.add_open(event);
        }
    }
    Ok(tallies.all)
}

/// One tally per group and step, groups outermost.
struct Tallies {
    all: Vec<Tally>,
    steps: u64,
}

impl Tallies {
    fn new(groups: usize, steps: usize) -> Self {
        Self { all: vec![Tally::default(); groups * steps], steps: steps as u64 }
    }

    fn at(&mut self, group: u64, step: u64) -> Option<&mut Tally> {
        let place = usize::try_from(group * self.steps + step).ok()?;
        self.all.get_mut(place)
    }

    fn add_received(&mut self, ([group, step, kind], dossiers): Counted<3>) {
        let Some(tally) = self.at(group, step) else {
            return;
        };
        if kind == CARRIED_IN {
            tally[Count::Opening] += dossiers;
            return;
        }
        let channel = u8::try_from(kind).map_or(Channel::UNKNOWN, Channel::from_code);
        tally[Count::Received] += dossiers;
        tally[match channel {
            Channel::Online => Count::ReceivedOnline,
            Channel::InPerson => Count::ReceivedInPerson,
            Channel::Postal => Count::ReceivedPostal,
            Channel::Other => Count::ReceivedOther,
            Channel::Unknown => Count::ReceivedUnknown,
        }] += dossiers;
    }

    fn add_closed(&mut self, ([group, step, kind, rating, flag], dossiers): Counted<5>) {
        let Some(tally) = self.at(group, step) else {
            return;
        };
        if kind == RETURNED {
            tally[Count::Returned] += dossiers;
            return;
        }
        let timing = Timing::ALL.into_iter().find(|timing| u64::from(timing.code()) == kind);
        let outcome = match timing {
            Some(Timing::Early) => Count::Early,
            Some(Timing::OnTime) => Count::OnTime,
            Some(Timing::Late) => Count::Late,
            // A closed dossier is never `Open`; the identities would tell.
            Some(Timing::Undated | Timing::Open) | None => Count::Undated,
        };
        tally[Count::Resolved] += dossiers;
        tally[outcome] += dossiers;
        if flag != u64::from(Flag::Unknown.code()) {
            tally[Count::ResultMarked] += dossiers;
        }
        if flag == u64::from(Flag::Yes.code()) {
            tally[Count::ResultDigitised] += dossiers;
        }
        let answer = match u8::try_from(rating).map_or(Rating::UNKNOWN, Rating::from_code) {
            Rating::Unknown => return,
            Rating::VerySatisfied => Count::VerySatisfied,
            Rating::Satisfied => Count::Satisfied,
            Rating::Neutral => Count::Neutral,
            Rating::Dissatisfied => Count::Dissatisfied,
            Rating::VeryDissatisfied => Count::VeryDissatisfied,
        };
        tally[Count::Rated] += dossiers;
        tally[answer] += dossiers;
    }

    fn add_open(&mut self, ([group, from, until, class], dossiers): Counted<4>) {
        let steps = self.steps;
        for step in from..until {
            if let Some(tally) = self.at(group, step) {
                tally[Count::Closing] += dossiers;
                tally[closing_class(class, step, steps)] += dossiers;
            }
            // What is open at the end of a step opens the next.
            if step + 1 < steps
                && let Some(next) = self.at(group, step + 1)
            {
                next[Count::Opening] += dossiers;
            }
        }
    }
}

fn closing_class(class: u64, step: u64, steps: u64) -> Count {
    if class == steps + PAUSED {
        Count::ClosingPaused
    } else if class == steps + UNDATED {
        Count::ClosingUndated
    } else if step >= class {
        Count::ClosingOverdue
    } else {
        Count::ClosingWithin
    }
}
