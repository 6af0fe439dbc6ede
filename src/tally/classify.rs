//! What each dossier is to each step of the period: the rules of the outer contract, section 3, as
//! three streams of events.
//!
//! A dossier is received once, closed at most once, and open over a run of steps. Each event becomes
//! one 64-bit key (group, steps, kind); polars counts equal keys, so millions of dossiers become a
//! few thousand distinct events before anything is added up.

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, PolarsResult, Series};

use crate::domain::{CanonicalValue, Channel, Flag, Rating, Status, Step};
use crate::normalise::{NO_DAY, Timing};

/// Packs small numbers into one key, each below its radix.
#[derive(Debug, Clone, Copy)]
pub struct Radix<const N: usize>(pub [u64; N]);

impl<const N: usize> Radix<N> {
    /// Whether every key fits.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.0
            .iter()
            .try_fold(1_u64, |product, radix| product.checked_mul(*radix))
            .is_some()
    }

    #[inline]
    const fn pack(&self, digits: [u64; N]) -> u64 {
        let mut key = 0;
        let mut place = 0;
        while place < N {
            // Whether it fits is checked before anything is counted; see `fits`.
            key = u64::wrapping_add(u64::wrapping_mul(key, self.0[place]), digits[place]);
            place += 1;
        }
        key
    }

    fn unpack(&self, mut key: u64) -> [u64; N] {
        let mut digits = [0; N];
        for (digit, radix) in digits.iter_mut().zip(&self.0).rev() {
            *digit = key % radix;
            key /= radix;
        }
        digits
    }

    /// Distinct keys with how often they occur. The order is not fixed; sums do not need one.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count(&self, keys: Vec<u64>) -> PolarsResult<Vec<([u64; N], u64)>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let column = Series::new("event".into(), keys).into_column();
        let frame = DataFrame::new_infer_height(vec![column])?;
        let groups = frame.group_by(["event"])?;
        let keys = groups.keys();
        let Some(events) = keys.first() else {
            return Ok(Vec::new());
        };
        let events = events.as_materialized_series().u64()?;
        let sizes = groups.get_groups().group_count();
        let counted = events.iter().flatten().zip(sizes.iter().flatten());
        Ok(counted
            .map(|(key, size)| (self.unpack(key), u64::from(size)))
            .collect())
    }
}

/// The dossier columns the rules read, and the group of each dossier.
pub struct Facts<'a> {
    pub received: &'a [i32],
    pub due: &'a [i32],
    pub closed: &'a [i32],
    pub timing: &'a [u32],
    pub status: &'a [u32],
    pub channel: &'a [u32],
    pub rating: &'a [u32],
    pub digitised: &'a [u32],
    /// Dense group number; [`NO_GROUP`] for dossiers that a filter leaves out.
    pub group: Vec<u32>,
}

/// Marks a dossier that is not counted.
pub const NO_GROUP: u32 = u32::MAX;

/// The steps of a period as day numbers. The steps follow each other without a gap, and the last
/// ends on the as-of day.
pub struct Steps {
    first: i32,
    last: i32,
    /// Step of each day from `first` to `last`.
    step_of_day: Vec<u32>,
    last_days: Vec<i32>,
}

impl Steps {
    #[must_use]
    pub fn new(steps: &[Step]) -> Self {
        let mut step_of_day = Vec::new();
        for (number, step) in (0_u32..).zip(steps) {
            let days = step.period.from.0..=step.period.to.0;
            step_of_day.extend(days.map(|_| number));
        }
        Self {
            first: steps.first().map_or(0, |step| step.period.from.0),
            last: steps.last().map_or(-1, |step| step.period.to.0),
            step_of_day,
            last_days: steps.iter().map(|step| step.period.to.0).collect(),
        }
    }

    #[must_use]
    pub const fn len(&self) -> u64 {
        self.last_days.len() as u64
    }

    /// The step of a day within the period.
    #[inline]
    fn at(&self, day: i32) -> Option<u64> {
        let place = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.step_of_day.get(place).map(|step| u64::from(*step))
    }

    /// The first step on whose last day something due on `due` is overdue (due < that day).
    #[inline]
    fn overdue_from(&self, due: i32) -> u64 {
        if due < self.first {
            return 0;
        }
        match self.at(due) {
            None => self.len(),
            Some(step) => {
                let ends_on_due = usize::try_from(step)
                    .ok()
                    .and_then(|step| self.last_days.get(step))
                    .is_some_and(|last| *last == due);
                step + u64::from(ends_on_due)
            }
        }
    }
}

/// Kind of a received event: the code of a channel, or carried in from before the period.
pub const CARRIED_IN: u64 = 5;

/// (group, step, channel code or [`CARRIED_IN`])
#[must_use]
pub fn received_events(facts: &Facts<'_>, steps: &Steps, groups: u64) -> (Radix<3>, Vec<u64>) {
    let radix = Radix([groups, steps.len(), CARRIED_IN + 1]);
    debug_assert!(
        Channel::NAMED
            .iter()
            .all(|channel| u64::from(channel.code()) < CARRIED_IN)
    );
    let rows = facts
        .group
        .iter()
        .zip(facts.received)
        .zip(facts.closed)
        .zip(facts.channel);
    let keys = rows.filter_map(|(((group, received), closed), channel)| {
        if *group == NO_GROUP {
            return None;
        }
        let (step, kind) = match steps.at(*received) {
            Some(step) => (step, u64::from(*channel)),
            None if *received < steps.first && (*closed == NO_DAY || *closed >= steps.first) => {
                (0, CARRIED_IN)
            }
            None => return None,
        };
        Some(radix.pack([u64::from(*group), step, kind]))
    });
    (radix, keys.collect())
}

/// Kind of a closed event that is no resolution.
pub const RETURNED: u64 = 0;

/// (group, step, timing code or [`RETURNED`], rating code, digitised code)
#[must_use]
pub fn closed_events(facts: &Facts<'_>, steps: &Steps, groups: u64) -> (Radix<5>, Vec<u64>) {
    let radix = Radix([
        groups,
        steps.len(),
        Timing::ALL.len() as u64,
        Rating::NAMED.len() as u64 + 1,
        Flag::NAMED.len() as u64 + 1,
    ]);
    let returned = u32::from(Status::Returned.code());
    let rows = facts.group.iter().zip(facts.closed).enumerate();
    let keys = rows.filter_map(|(row, (group, closed))| {
        if *group == NO_GROUP || *closed == NO_DAY {
            return None;
        }
        let step = steps.at(*closed)?;
        let group = u64::from(*group);
        if facts.status[row] == returned {
            return Some(radix.pack([group, step, RETURNED, 0, 0]));
        }
        let (timing, rating) = (u64::from(facts.timing[row]), u64::from(facts.rating[row]));
        Some(radix.pack([group, step, timing, rating, u64::from(facts.digitised[row])]))
    });
    (radix, keys.collect())
}

/// How an open dossier is classed, beside the step from which it is overdue.
pub const UNDATED: u64 = 1;
pub const PAUSED: u64 = 2;

/// (group, first step open at its end, first step no longer open, overdue from step | undated |
/// paused)
#[must_use]
pub fn open_events(facts: &Facts<'_>, steps: &Steps, groups: u64) -> (Radix<4>, Vec<u64>) {
    let count = steps.len();
    let radix = Radix([groups, count + 1, count + 1, count + 1 + PAUSED]);
    let paused = u32::from(Status::Paused.code());
    let rows = facts
        .group
        .iter()
        .zip(facts.received)
        .zip(facts.closed)
        .enumerate();
    let keys = rows.filter_map(|(row, ((group, received), closed))| {
        if *group == NO_GROUP || *received > steps.last {
            return None;
        }
        let from = steps.at(*received).unwrap_or(0);
        let until = if *closed == NO_DAY || *closed > steps.last {
            count
        } else {
            steps.at(*closed).unwrap_or(0)
        };
        if from >= until {
            return None;
        }
        let class = match facts.due[row] {
            _ if facts.status[row] == paused => count + PAUSED,
            NO_DAY => count + UNDATED,
            due => steps.overdue_from(due),
        };
        Some(radix.pack([u64::from(*group), from, until, class]))
    });
    (radix, keys.collect())
}

#[cfg(test)]
mod tests {
    use super::{Radix, Steps};
    use crate::domain::{Day, Period, PeriodRule, Span};

    #[test]
    fn keys_round_trip_and_are_counted() {
        let radix = Radix([3, 7, 2]);
        let mut keys = Vec::new();
        for (times, digits) in [(3, [2, 6, 1]), (1, [0, 0, 0]), (2, [1, 3, 0])] {
            keys.extend(std::iter::repeat_n(radix.pack(digits), times));
        }
        let mut counted = radix.count(keys).expect("a frame");
        counted.sort_unstable();
        assert_eq!(counted, [([0, 0, 0], 1), ([1, 3, 0], 2), ([2, 6, 1], 3)]);
        assert!(!Radix([u64::MAX, 2]).fits());
    }

    #[test]
    fn overdue_begins_the_day_after_due() {
        let day = |text| Day::parse(text).expect("a day");
        let whole = Period {
            from: day("2024-01-10"),
            to: day("2024-03-15"),
        };
        let steps = Steps::new(&whole.steps(Span::Month, PeriodRule::Calendar));
        for (due, expected) in [
            ("2023-05-01", 0),
            ("2024-01-30", 0),
            ("2024-01-31", 1),
            ("2024-02-01", 1),
            ("2024-02-29", 2),
            ("2024-03-14", 2),
            ("2024-03-15", 3),
            ("2025-01-01", 3),
        ] {
            assert_eq!(steps.overdue_from(day(due).0), expected, "{due}");
        }
    }
}
