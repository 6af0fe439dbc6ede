//! Events → tallies by group and step.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use polars::prelude::PolarsError;

use super::classify::{
    CARRIED_IN, Facts, NO_GROUP, PAUSED, RETURNED, Radix, Steps, UNDATED, closed_events,
    open_events, received_events,
};
use super::count::{Count, IdentityError, Tally};
use super::request::{CubeRequest, Filter};
use crate::domain::{CanonicalValue, Channel, Dimension, Flag, Rating, Step, vietnamese_order};
use crate::normalise::{Dossiers, DossiersError, Group, Timing};

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
    let by: Vec<Dimension> = request
        .by
        .iter()
        .copied()
        .filter(|by| !by.is_time())
        .collect();
    let (group_of_row, names) = groups(dossiers, &by, &request.filters)?;
    let facts = Facts {
        received: dossiers.received()?,
        due: dossiers.due()?,
        closed: dossiers.closed()?,
        timing: dossiers.timing()?,
        status: dossiers.group_codes(Dimension::Status)?,
        channel: dossiers.group_codes(Dimension::Channel)?,
        rating: dossiers.group_codes(Dimension::Rating)?,
        digitised: dossiers.digitised()?,
        group: group_of_row,
    };
    let steps = request.frame.steps(&request.by);
    let tallies = tallies(&facts, &steps, names.len())?;
    let total = if steps.len() == 1 {
        let mut total = Tally::default();
        tallies.iter().for_each(|tally| total += tally);
        total
    } else {
        whole(facts, request)?
    };
    let mut rows = Vec::with_capacity(tallies.len());
    for (group, name) in names.iter().enumerate() {
        for (number, step) in steps.iter().enumerate() {
            let tally = tallies
                .get(group * steps.len() + number)
                .copied()
                .unwrap_or_default();
            tally.check()?;
            rows.push(Row {
                group: labels(request, &by, name, step),
                tally,
            });
        }
    }
    total.check()?;
    if steps.len() == 1 {
        // Groups that exist in the data but have nothing in the period would only be noise.
        rows.retain(|row| !row.tally.is_empty() || request.by.is_empty());
    } else {
        drop_silent_groups(&mut rows, steps.len());
    }
    rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
    Ok(Cube {
        by: request.by.clone(),
        rows,
        total,
    })
}

impl Cube {
    /// A cube without dossiers: the identity of [`Cube::merge`].
    #[must_use]
    pub const fn empty(by: Vec<Dimension>) -> Self {
        Self {
            by,
            rows: Vec::new(),
            total: Tally::ZERO,
        }
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
            group: places
                .iter()
                .map(|place| row.group.get(*place).cloned().flatten())
                .collect(),
            tally: row.tally,
        };
        let rows = joined(self.rows.iter().map(shorten).collect());
        Some(Self {
            by: by.to_vec(),
            rows,
            total: self.total,
        })
    }
}

/// Rows in order, those of one group added up.
fn joined(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
    rows.dedup_by(|later, earlier| {
        let is_same = later.group == earlier.group;
        if is_same {
            earlier.tally += &later.tally;
        }
        is_same
    });
    rows
}

/// By the names from left to right in Vietnamese order, nameless groups last.
fn order_of_rows(left: &[Option<String>], right: &[Option<String>]) -> Ordering {
    let order = |(left, right): (&Option<String>, &Option<String>)| match (left, right) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    };
    left.iter()
        .zip(right)
        .map(order)
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Leaves out groups that are empty in every step; a group that is not keeps all its steps.
fn drop_silent_groups(rows: &mut Vec<Row>, steps: usize) {
    let is_alive: Vec<bool> = rows
        .chunks(steps)
        .map(|rows| rows.iter().any(|row| !row.tally.is_empty()))
        .collect();
    let mut place = 0;
    rows.retain(|_| {
        let alive = is_alive.get(place / steps).copied().unwrap_or(true);
        place += 1;
        alive
    });
}

/// The names of one row, in the order of the request.
fn labels(
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

/// The whole period as one group, for tables broken down by time.
fn whole(mut facts: Facts<'_>, request: &CubeRequest) -> Result<Tally, CubeError> {
    for group in facts.group.iter_mut().filter(|group| **group != NO_GROUP) {
        *group = 0;
    }
    let whole = request.frame.steps(&[]);
    Ok(tallies(&facts, &whole, 1)?
        .first()
        .copied()
        .unwrap_or_default())
}

/// Dense group numbers of all dossiers, and the names of each group, in the order of the output.
type Groups = (Vec<u32>, Vec<Vec<Option<String>>>);

#[expect(
    clippy::cast_possible_truncation,
    reason = "fewer groups than dossiers"
)]
fn groups(dossiers: &Dossiers, by: &[Dimension], filters: &[Filter]) -> Result<Groups, CubeError> {
    let lists: Vec<Vec<Group>> = by
        .iter()
        .map(|dimension| dossiers.groups(*dimension))
        .collect();
    let mut product = 1_u64;
    let mut combined = vec![0_u64; dossiers.len()];
    for (dimension, list) in by.iter().zip(&lists) {
        let size = list.len().max(1) as u64;
        product = product.checked_mul(size).ok_or(CubeError::TooManyGroups)?;
        for (combined, code) in combined.iter_mut().zip(dossiers.group_codes(*dimension)?) {
            *combined = *combined * size + u64::from(*code);
        }
    }
    let wanted = wanted(dossiers, filters)?;
    // Number the combinations that occur, in the order of the names.
    let mut occurring: BTreeMap<u64, u32> = BTreeMap::new();
    let mut last = None;
    for (place, code) in combined.iter().enumerate() {
        if last != Some(*code) && wanted.as_ref().is_none_or(|wanted| wanted[place]) {
            occurring.entry(*code).or_insert(0);
            last = Some(*code);
        }
    }
    if by.is_empty() {
        occurring.entry(0).or_insert(0);
    }
    for (number, slot) in occurring.values_mut().enumerate() {
        *slot = number as u32;
    }
    let number = |(place, code): (usize, &u64)| {
        let is_wanted = wanted.as_ref().is_none_or(|wanted| wanted[place]);
        if is_wanted {
            occurring.get(code).copied().unwrap_or(NO_GROUP)
        } else {
            NO_GROUP
        }
    };
    let group_of_row = combined.iter().enumerate().map(number).collect();
    let names = occurring
        .keys()
        .map(|code| names_of(*code, &lists))
        .collect();
    Ok((group_of_row, names))
}

fn names_of(mut code: u64, lists: &[Vec<Group>]) -> Vec<Option<String>> {
    let mut names: Vec<Option<String>> = lists
        .iter()
        .rev()
        .map(|list| {
            let size = list.len().max(1) as u64;
            let place = usize::try_from(code % size).ok();
            code /= size;
            place
                .and_then(|place| list.get(place))
                .and_then(|group| group.name.clone())
        })
        .collect();
    names.reverse();
    names
}

/// Which dossiers the filters keep; nothing when there are no filters.
fn wanted(dossiers: &Dossiers, filters: &[Filter]) -> Result<Option<Vec<bool>>, CubeError> {
    if filters.is_empty() {
        return Ok(None);
    }
    let mut wanted = vec![true; dossiers.len()];
    for filter in filters {
        let groups = dossiers.groups(filter.dimension);
        let matches: Vec<bool> = groups
            .iter()
            .map(|group| filter.keys.contains(&group.key))
            .collect();
        for (wanted, code) in wanted
            .iter_mut()
            .zip(dossiers.group_codes(filter.dimension)?)
        {
            *wanted &= matches.get(*code as usize).copied().unwrap_or(false);
        }
    }
    Ok(Some(wanted))
}

/// Adds up the three streams of events; one tally per group and step, groups outermost.
fn tallies(facts: &Facts<'_>, steps: &[Step], groups: usize) -> Result<Vec<Tally>, CubeError> {
    let days = Steps::new(steps);
    let mut tallies = vec![Tally::default(); groups * steps.len()];
    let groups = groups.max(1) as u64;
    let place =
        |group: u64, step: u64| usize::try_from(group * days.len() + step).unwrap_or(usize::MAX);
    for ([group, step, kind], dossiers) in counted(received_events(facts, &days, groups))? {
        if let Some(tally) = tallies.get_mut(place(group, step)) {
            add_received(tally, kind, dossiers);
        }
    }
    for ([group, step, kind, rating, flag], dossiers) in
        counted(closed_events(facts, &days, groups))?
    {
        if let Some(tally) = tallies.get_mut(place(group, step)) {
            add_closed(tally, [kind, rating, flag], dossiers);
        }
    }
    for ([group, from, until, class], dossiers) in counted(open_events(facts, &days, groups))? {
        for step in from..until {
            if let Some(tally) = tallies.get_mut(place(group, step)) {
                tally[Count::Closing] += dossiers;
                tally[closing_class(class, step, days.len())] += dossiers;
            }
            // What is open at the end of a step opens the next.
            if step + 1 < days.len()
                && let Some(next) = tallies.get_mut(place(group, step + 1))
            {
                next[Count::Opening] += dossiers;
            }
        }
    }
    Ok(tallies)
}

fn counted<const N: usize>(
    (radix, keys): (Radix<N>, Vec<u64>),
) -> Result<Vec<([u64; N], u64)>, CubeError> {
    if !radix.fits() {
        return Err(CubeError::TooManyGroups);
    }
    Ok(radix.count(keys)?)
}

fn add_received(tally: &mut Tally, kind: u64, dossiers: u64) {
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

fn add_closed(tally: &mut Tally, [kind, rating, flag]: [u64; 3], dossiers: u64) {
    if kind == RETURNED {
        tally[Count::Returned] += dossiers;
        return;
    }
    let timing = Timing::ALL
        .into_iter()
        .find(|timing| u64::from(timing.code()) == kind);
    let outcome = match timing {
        Some(Timing::Early) => Count::Early,
        Some(Timing::OnTime) => Count::OnTime,
        Some(Timing::Late) => Count::Late,
        // A closed dossier is never `Open`; the identities would tell.
        Some(Timing::Undated | Timing::Open) | None => Count::Undated,
    };
    tally[Count::Resolved] += dossiers;
    tally[outcome] += dossiers;
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
