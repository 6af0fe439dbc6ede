//! Working days, because offices receive, promise and finish on working days.
//!
//! In: calendar dates. Out: a list of working days whose positions are used as day numbers, so
//! that "five working days later" is a plain addition.

use anyhow::{Context, Result};
use chrono::{Datelike, NaiveDate, Weekday};

/// Public holidays that fall on Monday to Friday, with their substitutes: (year, month, day).
/// Made-up Saturdays are left out: the samples do without them.
const HOLIDAYS: &[(i32, u32, u32)] = &[
    (2022, 1, 3),
    (2022, 1, 31),
    (2022, 2, 1),
    (2022, 2, 2),
    (2022, 2, 3),
    (2022, 2, 4),
    (2022, 4, 11),
    (2022, 5, 2),
    (2022, 5, 3),
    (2022, 9, 1),
    (2022, 9, 2),
    (2023, 1, 2),
    (2023, 1, 20),
    (2023, 1, 23),
    (2023, 1, 24),
    (2023, 1, 25),
    (2023, 1, 26),
    (2023, 5, 1),
    (2023, 5, 2),
    (2023, 5, 3),
    (2023, 9, 1),
    (2023, 9, 4),
    (2024, 1, 1),
    (2024, 2, 8),
    (2024, 2, 9),
    (2024, 2, 12),
    (2024, 2, 13),
    (2024, 2, 14),
    (2024, 4, 18),
    (2024, 4, 29),
    (2024, 4, 30),
    (2024, 5, 1),
    (2024, 9, 2),
    (2024, 9, 3),
    (2025, 1, 1),
    (2025, 1, 27),
    (2025, 1, 28),
    (2025, 1, 29),
    (2025, 1, 30),
    (2025, 1, 31),
    (2025, 4, 7),
    (2025, 4, 30),
    (2025, 5, 1),
    (2025, 5, 2),
];

/// A calendar date, or an error that names the numbers.
pub fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .with_context(|| format!("no such day: {year}-{month}-{day}"))
}

/// Working days in order; a day's position is its number.
pub struct WorkingDays {
    days: Vec<NaiveDate>,
}

impl WorkingDays {
    /// From November 2021, so that dossiers carried into 2022 have a day, to June 2025, so that
    /// the longest promise made in December 2024 has one too.
    pub fn new() -> Result<Self> {
        let end = date(2025, 6, 30)?;
        let days = date(2021, 11, 1)?
            .iter_days()
            .take_while(|day| *day <= end)
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .filter(|day| !HOLIDAYS.contains(&(day.year(), day.month(), day.day())))
            .collect();
        Ok(Self { days })
    }

    /// How many days there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// The date of a day number.
    pub fn at(&self, number: usize) -> Result<NaiveDate> {
        let day = self.days.get(number).copied();
        day.with_context(|| format!("day number {number} is outside the calendar"))
    }

    /// The number of the first working day on or after `day`.
    pub fn first_from(&self, day: NaiveDate) -> usize {
        self.days.partition_point(|other| *other < day)
    }

    /// The number of the last working day on or before `day`.
    pub fn last_until(&self, day: NaiveDate) -> usize {
        self.days.partition_point(|other| *other <= day).saturating_sub(1)
    }
}
