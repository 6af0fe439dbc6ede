//! Two counts of one period → what moved, by how much, and why.
//!
//! In: tallies and states of the month as it was published and as it comes out now. Out: [`ChangedCount`] counts
//! by unit, and the [`Cause`]s with what each added to the counts. Must not know: files, texts.

use std::collections::{BTreeMap, BTreeSet};

use super::states::{State, States};
use super::tallies::Tallies;
use crate::domain::Dimension;
use crate::tally::{Case, Count, CountSet, Cube, Row, Steps, Tally, TimeFrame, order_of_rows};

/// A count of a unit that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCount {
    /// Nothing for dossiers that name no unit.
    pub unit: Option<String>,
    pub count: Count,
    pub before: u64,
    pub after: u64,
}

/// Why a dossier counts otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// A row that was not there: handed in late.
    Added,
    /// A row that is no longer there.
    Gone,
    /// Another received day.
    ReceivedMoved,
    /// A finish entered, moved or taken back.
    FinishMoved,
    /// Another due date.
    DueMoved,
    /// Another unit answers for it.
    UnitMoved,
    /// Status, channel, rating or result flag.
    OtherFacts,
}

impl CauseKind {
    pub const ALL: [Self; 7] = [
        Self::Added,
        Self::Gone,
        Self::ReceivedMoved,
        Self::FinishMoved,
        Self::DueMoved,
        Self::UnitMoved,
        Self::OtherFacts,
    ];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::ReceivedMoved => "received_moved",
            Self::FinishMoved => "finish_moved",
            Self::DueMoved => "due_moved",
            Self::UnitMoved => "unit_moved",
            Self::OtherFacts => "other_facts",
        }
    }
}

/// All dossiers that changed for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    pub kind: CauseKind,
    pub dossiers: u64,
    /// What they added to each count of the whole; counts that stay are left out. The effects of all
    /// causes add up to the change.
    pub effects: BTreeMap<Count, i64>,
}

/// Every count of every unit that moved, in the order of units and counts.
pub fn changed_counts(before: &Tallies, after: &Tallies) -> Vec<ChangedCount> {
    let by_unit = |tallies: &Tallies| -> BTreeMap<Option<String>, Tally> {
        let by: &[Dimension] = &[Dimension::Unit];
        let cube = tallies.cube(by).or_else(|| tallies.cube(&[]));
        let rows = cube.map(|cube| cube.rows).unwrap_or_default();
        rows.into_iter().map(|row| (row.group.into_iter().next().flatten(), row.tally)).collect()
    };
    let (before, after) = (by_unit(before), by_unit(after));
    let units: BTreeSet<&Option<String>> = before.keys().chain(after.keys()).collect();
    let mut units: Vec<&Option<String>> = units.into_iter().collect();
    units.sort_by(|left, right| {
        order_of_rows(std::slice::from_ref(*left), std::slice::from_ref(*right))
    });
    let mut moved = Vec::new();
    for unit in units {
        let of = |tallies: &BTreeMap<Option<String>, Tally>| {
            tallies.get(unit).copied().unwrap_or_default()
        };
        let (old, new) = (of(&before), of(&after));
        let differs = Count::STANDARD.into_iter().filter(|count| old[*count] != new[*count]);
        moved.extend(differs.map(|count| ChangedCount {
            unit: unit.clone(),
            count,
            before: old[count],
            after: new[count],
        }));
    }
    moved
}

/// Whether everything that was recorded comes out again: what older versions did not count is no difference.
pub fn is_same(recorded: &Tallies, now: &Tallies) -> bool {
    let is_same_cube = |cube: &Cube| {
        let Some(again) = now.cube(&cube.by) else { return false };
        if cube.evidence == again.evidence {
            return cube.rows == again.rows && cube.total == again.total;
        }
        let pairs = cube.rows.iter().zip(&again.rows);
        let is_same_row = |(left, right): (&Row, &Row)| {
            let mut counts = Count::STANDARD.into_iter();
            left.group == right.group && counts.all(|count| left.tally[count] == right.tally[count])
        };
        cube.rows.len() == again.rows.len() && pairs.into_iter().all(is_same_row)
    };
    let is_same_time = recorded.times.is_none() || recorded.times == now.times;
    // A newer version may break down by more, and figures that were not there are no others.
    is_same_time && recorded.cubes.values().all(is_same_cube)
}

/// Why the counts moved, dossier by dossier. A dossier with several changes stands under the first of
/// them in the order of [`CauseKind::ALL`].
pub fn causes(before: &States, after: &States, frame: &TimeFrame) -> Vec<Cause> {
    let steps = Steps::new(&frame.steps(&[]));
    let mut causes: BTreeMap<CauseKind, Cause> = BTreeMap::new();
    let digests: BTreeSet<&u64> = before.dossiers.keys().chain(after.dossiers.keys()).collect();
    for digest in digests {
        let (old, new) = (before.dossiers.get(digest), after.dossiers.get(digest));
        let found =
            |state: Option<&State>| state.and_then(|state| Case::of(&state.dossier(), &steps));
        let (case_before, case_now) = (found(old), found(new));
        // What stands outside the period before and now moves none of its counts.
        let is_of_period = case_before.is_some() || case_now.is_some();
        let Some(kind) = kind(old, new).filter(|_| is_of_period) else { continue };
        let cause = causes.entry(kind).or_insert_with(|| Cause {
            kind,
            dossiers: 0,
            effects: BTreeMap::new(),
        });
        cause.dossiers += 1;
        let counts =
            |case: Option<Case>| case.map_or_else(CountSet::default, |case| case.counts(0, &steps));
        let (old, new) = (counts(case_before), counts(case_now));
        for count in Count::STANDARD {
            let change = i64::from(new.contains(count)) - i64::from(old.contains(count));
            if change != 0 {
                *cause.effects.entry(count).or_default() += change;
            }
        }
    }
    let mut causes: Vec<Cause> = causes.into_values().collect();
    for cause in &mut causes {
        cause.effects.retain(|_, change| *change != 0);
    }
    causes
}

fn kind(old: Option<&State>, new: Option<&State>) -> Option<CauseKind> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => return Some(CauseKind::Added),
        (Some(_), None) => return Some(CauseKind::Gone),
        (Some(old), Some(new)) => (old, new),
    };
    if old == new {
        None
    } else if old.received != new.received {
        Some(CauseKind::ReceivedMoved)
    } else if old.closed != new.closed {
        Some(CauseKind::FinishMoved)
    } else if old.due != new.due {
        Some(CauseKind::DueMoved)
    } else if old.unit != new.unit {
        Some(CauseKind::UnitMoved)
    } else {
        Some(CauseKind::OtherFacts)
    }
}
