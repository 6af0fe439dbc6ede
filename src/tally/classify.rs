//! What each dossier is to each step of the period: the rules of the outer contract, section 3, as
//! three streams of events.
//!
//! A dossier is received once, closed at most once, and open over a run of steps. Each event becomes
//! one 64-bit key (group, steps, kind); equal keys are counted, so millions of dossiers become a few
//! thousand distinct events before anything is added up.

use std::ops::Range;

use polars::prelude::{DataFrame, IntoColumn, PolarsResult, UInt64Chunked};

use crate::domain::{CanonicalValue, Day, Flag, Rating, Status, Step};
use crate::normalise::{NO_DAY, Segment, Timing, Traits};

/// Packs small numbers into one key, each below its radix.
#[derive(Debug, Clone, Copy)]
pub struct Radix<const N: usize>(pub [u64; N]);

/// A distinct event and how often it occurs.
pub type Counted<const N: usize> = ([u64; N], u64);

impl<const N: usize> Radix<N> {
    /// How many keys there can be; nothing when they do not fit 64 bits.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.0.iter().try_fold(1_u64, |product, radix| product.checked_mul(*radix))
    }

    #[inline]
    const fn pack(&self, digits: [u64; N]) -> u64 {
        let mut key = 0;
        let mut place = 0;
        while place < N {
            // Whether it fits is checked before anything is counted; see `size`.
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

    /// Distinct keys with how often they occur, in no fixed order; sums do not need one. Where the
    /// possible keys are few for so many rows, a table by key is the fastest count; otherwise polars
    /// groups them.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count(
        &self,
        rows: usize,
        keys: impl Iterator<Item = u64>,
    ) -> PolarsResult<Vec<Counted<N>>> {
        let size = self.size().and_then(|size| usize::try_from(size).ok());
        match size.filter(|size| *size <= rows / 2) {
            Some(size) => Ok(self.count_in_table(size, keys)),
            None => self.count_in_groups(keys.collect()),
        }
    }

    fn count_in_table(&self, size: usize, keys: impl Iterator<Item = u64>) -> Vec<Counted<N>> {
        let mut table = vec![0_u32; size];
        for key in keys {
            // Keys lie below the size by construction.
            table[usize::try_from(key).unwrap_or(usize::MAX)] += 1;
        }
        let occurring = (0_u64..).zip(table).filter(|(_, count)| *count > 0);
        occurring.map(|(key, count)| (self.unpack(key), u64::from(count))).collect()
    }

    fn count_in_groups(&self, keys: Vec<u64>) -> PolarsResult<Vec<Counted<N>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let column = UInt64Chunked::from_vec("event".into(), keys).into_column();
        let frame = DataFrame::new_infer_height(vec![column])?;
        let groups = frame.group_by(["event"])?;
        let keys = groups.keys();
        let Some(events) = keys.first() else {
            return Ok(Vec::new());
        };
        let events = events.as_materialized_series().u64()?;
        let sizes = groups.get_groups().group_count();
        let counted = events.iter().flatten().zip(sizes.iter().flatten());
        Ok(counted.map(|(key, size)| (self.unpack(key), u64::from(size))).collect())
    }
}

/// Dossiers that lie together, and the group of each.
pub struct Facts<'a> {
    pub segment: &'a Segment<'a>,
    /// Dense group number; [`NO_GROUP`] for dossiers that a filter leaves out.
    pub group: &'a [u32],
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
    #[must_use]
    #[inline]
    pub fn at(&self, day: i32) -> Option<u64> {
        let place = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.step_of_day.get(place).map(|step| u64::from(*step))
    }

    /// The steps at whose end a dossier is open; most have none: they close in the step they came in.
    #[must_use]
    #[inline]
    pub fn open_run(&self, received: i32, closed: i32) -> Range<u64> {
        if received > self.last {
            return 0..0;
        }
        let until = if closed == NO_DAY || closed > self.last {
            self.len()
        } else {
            self.at(closed).unwrap_or(0)
        };
        self.at(received).unwrap_or(0)..until
    }

    /// The last day of a step.
    #[must_use]
    pub fn last_day(&self, step: u64) -> Option<Day> {
        let place = usize::try_from(step).ok()?;
        self.last_days.get(place).copied().map(Day)
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
pub const fn received_radix(steps: &Steps, groups: u64) -> Radix<3> {
    Radix([groups, steps.len(), CARRIED_IN + 1])
}

/// The received events of some dossiers.
pub fn received_events(
    facts: &Facts<'_>,
    steps: &Steps,
    radix: Radix<3>,
) -> impl Iterator<Item = u64> {
    let Segment { received, closed, traits, .. } = facts.segment;
    let rows = facts.group.iter().zip(*received).zip(*closed).zip(*traits);
    rows.filter_map(move |(((group, received), closed), traits)| {
        if *group == NO_GROUP {
            return None;
        }
        let (step, kind) = match steps.at(*received) {
            Some(step) => (step, u64::from(Traits(*traits).channel())),
            None if *received < steps.first && (*closed == NO_DAY || *closed >= steps.first) => {
                (0, CARRIED_IN)
            }
            None => return None,
        };
        Some(radix.pack([u64::from(*group), step, kind]))
    })
}

/// Kind of a closed event that is no resolution.
pub const RETURNED: u64 = 0;

/// (group, step, timing code or [`RETURNED`], rating code, digitised code)
#[must_use]
pub const fn closed_radix(steps: &Steps, groups: u64) -> Radix<5> {
    Radix([
        groups,
        steps.len(),
        Timing::ALL.len() as u64,
        Rating::NAMED.len() as u64 + 1,
        Flag::NAMED.len() as u64 + 1,
    ])
}

/// The closed events of some dossiers.
pub fn closed_events(
    facts: &Facts<'_>,
    steps: &Steps,
    radix: Radix<5>,
) -> impl Iterator<Item = u64> {
    let returned = u32::from(Status::Returned.code());
    let Segment { closed, traits, .. } = facts.segment;
    facts.group.iter().zip(*closed).zip(*traits).filter_map(move |((group, closed), traits)| {
        if *group == NO_GROUP || *closed == NO_DAY {
            return None;
        }
        let step = steps.at(*closed)?;
        let (group, traits) = (u64::from(*group), Traits(*traits));
        if traits.status() == returned {
            return Some(radix.pack([group, step, RETURNED, 0, 0]));
        }
        let [timing, rating, digitised] =
            [traits.timing(), traits.rating(), traits.digitised()].map(u64::from);
        Some(radix.pack([group, step, timing, rating, digitised]))
    })
}

/// How an open dossier is classed, beside the step from which it is overdue.
pub const UNDATED: u64 = 1;
pub const PAUSED: u64 = 2;

/// (group, first step open at its end, first step no longer open, overdue from step | undated |
/// paused)
#[must_use]
pub const fn open_radix(steps: &Steps, groups: u64) -> Radix<4> {
    let count = steps.len();
    Radix([groups, count + 1, count + 1, count + 1 + PAUSED])
}

/// The open events of some dossiers.
pub fn open_events(facts: &Facts<'_>, steps: &Steps, radix: Radix<4>) -> impl Iterator<Item = u64> {
    let count = steps.len();
    let paused = u32::from(Status::Paused.code());
    let Segment { received, due, closed, traits, .. } = facts.segment;
    let rows = facts.group.iter().zip(*received).zip(*closed).zip(*due).zip(*traits);
    rows.filter_map(move |((((group, received), closed), due), traits)| {
        let Range { start: from, end: until } = steps.open_run(*received, *closed);
        if *group == NO_GROUP || from >= until {
            return None;
        }
        let class = match *due {
            _ if Traits(*traits).status() == paused => count + PAUSED,
            NO_DAY => count + UNDATED,
            due => steps.overdue_from(due),
        };
        Some(radix.pack([u64::from(*group), from, until, class]))
    })
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
        // Few rows for the possible keys: polars. As if they were many: a table.
        for rows in [keys.len(), 1_000] {
            let mut counted = radix.count(rows, keys.iter().copied()).expect("a frame");
            counted.sort_unstable();
            assert_eq!(counted, [([0, 0, 0], 1), ([1, 3, 0], 2), ([2, 6, 1], 3)]);
        }
        assert_eq!(Radix([u64::MAX, 2]).size(), None);
    }

    #[test]
    fn overdue_begins_the_day_after_due() {
        let day = |text| Day::parse(text).expect("a day");
        let whole = Period { from: day("2024-01-10"), to: day("2024-03-15") };
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
