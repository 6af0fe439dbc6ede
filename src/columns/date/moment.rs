//! A moment as a cell says it: a day, perhaps with a time of day and its zone.
//!
//! In: day, seconds, zone. Out: the moment. Must not know: how it was written.

use crate::domain::Day;

/// A moment as written: a day, and a time of day when the cell has one.
///
/// Day and time share one number so that a moment travels in a register: taken apart into two
/// fields, writing it here and reading it there cost a quarter of the time spent on dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(u64);

/// Stands for "no time of day".
pub const NO_TIME: u32 = u32::MAX;

impl Moment {
    /// `second` counts from midnight.
    #[inline(always)]
    pub const fn new(day: Day, second: Option<u32>) -> Self {
        let second = match second {
            Some(second) => second,
            None => NO_TIME,
        };
        Self((day.0.cast_unsigned() as u64) << 32 | second as u64)
    }

    #[inline(always)]
    pub const fn day(self) -> Day {
        Day(((self.0 >> 32) as u32).cast_signed())
    }

    /// Seconds since midnight; nothing when the cell has a date only.
    #[inline(always)]
    pub const fn second(self) -> Option<u32> {
        match self.second_or_none() {
            NO_TIME => None,
            second => Some(second),
        }
    }

    /// The same, or [`NO_TIME`].
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the time")]
    pub const fn second_or_none(self) -> u32 {
        self.0 as u32
    }
}

impl Moment {
    /// So many seconds later; a day without a time stays as it is.
    #[must_use]
    pub fn later_by(self, seconds: i32) -> Self {
        const SECONDS_PER_DAY: i64 = 86_400;
        let Some(second) = self.second() else { return self };
        let moved = i64::from(second) + i64::from(seconds);
        let days = i32::try_from(moved.div_euclid(SECONDS_PER_DAY)).unwrap_or_default();
        let second = u32::try_from(moved.rem_euclid(SECONDS_PER_DAY)).ok();
        Self::new(Day(self.day().0.saturating_add(days)), second)
    }
}

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCell {
    Blank,
    At(Moment),
    Bad,
}

/// Seconds by which Vietnamese time is ahead of UTC.
pub const VIETNAMESE_TIME: i32 = 7 * 3_600;

/// What a cell says of the zone of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    None,
    Utc,
    /// Another one, which is read over: a day counts as it is written.
    Other,
}

/// A moment as written, and its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZonedMoment {
    pub moment: Moment,
    pub zone: Zone,
}

impl ZonedMoment {
    /// Without a zone.
    pub const fn bare(moment: Moment) -> Self {
        Self { moment, zone: Zone::None }
    }
}
