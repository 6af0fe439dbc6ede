//! Months, and the days on which an office works.
//!
//! In: `data/calendar`. Out: working days, counted forward. Must not know: dossiers.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

const DAYS_OFF: &str = include_str!("../../../data/calendar/vietnam.csv");

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub year: i32,
    pub month: u32,
}

impl Month {
    pub const fn new(year: i32, month: u32) -> Self {
        Self { year, month }
    }

    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    pub const fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    pub const fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }

    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    pub fn last(self) -> NaiveDate {
        self.next().first() - Days::new(1)
    }

    pub fn has(self, day: NaiveDate) -> bool {
        (self.first()..=self.last()).contains(&day)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.year, self.month)
    }
}

/// Weekdays without the days off that are confirmed.
pub struct WorkingDays {
    off: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    pub fn new() -> Self {
        let off = DAYS_OFF.lines().filter_map(|line| {
            let mut cells = line.split(',');
            let day = cells.next()?.parse().ok()?;
            let is_off = matches!(cells.next()?, "holiday" | "swapped_day_off");
            (is_off && cells.next()? == "verified").then_some(day)
        });
        Self { off: off.collect() }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.off.contains(&day)
    }

    /// The working days of a month.
    pub fn of(&self, month: Month) -> Vec<NaiveDate> {
        let days = month.first().iter_days().take_while(|day| month.has(*day));
        days.filter(|day| self.is_working(*day)).collect()
    }

    /// So many working days behind a day.
    pub fn after(&self, day: NaiveDate, count: usize) -> NaiveDate {
        let mut later = day.iter_days().skip(1).filter(|day| self.is_working(*day));
        count.checked_sub(1).and_then(|skipped| later.nth(skipped)).unwrap_or(day)
    }
}
