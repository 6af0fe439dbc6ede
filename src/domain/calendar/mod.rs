//! Working days of state agencies: weekends, public holidays, days off by a swap, worked Saturdays,
//! and what a place decides for itself.
//!
//! In: `data/calendar/vietnam.csv`, compiled in, each day with its source and how sure that is, and
//! the days of a place, if it has a file. Out: whether a day is worked, and how many days are. Only
//! verified days count: a proposal is no day off, and no future year is guessed. A year without its
//! holidays is judged by the weekends alone, and says so. Must not know: how a place's file is written.

mod day;
mod cross_check;
mod data;
mod law;
mod week;

use super::day::Day;
use chrono::Datelike;
pub use cross_check::{CalendarIssue, cross_check};
pub use data::CalendarError;
pub use day::{CalendarDay, Confidence, DayKind};
pub use law::{LawfulHoliday, lawful_holidays};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
pub use week::Week;
use week::WorkedDays;

/// What a place decides for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalCalendar {
    /// Who decided, and when: `Sở Nội vụ tỉnh X, 2026-09`.
    pub edition: String,
    pub week: Week,
    /// In the order of the days, each day once.
    pub days: Vec<CalendarDay>,
}

/// The days off and the days worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCalendar {
    edition: String,
    /// Edition of the days of a place.
    local: Option<String>,
    week: Week,
    /// In the order of the days; on one day the line of the country first.
    days: Vec<CalendarDay>,
    worked: WorkedDays,
    /// Years whose holidays are all verified.
    years: BTreeSet<i32>,
}

#[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
static BUILT_IN: LazyLock<WorkingCalendar> = LazyLock::new(|| {
    let text = include_str!("../../../data/calendar/vietnam.csv");
    WorkingCalendar::parse(text).expect("the built-in calendar holds days")
});

impl Default for WorkingCalendar {
    /// The calendar that is compiled in.
    fn default() -> Self {
        Self::built_in().clone()
    }
}

impl WorkingCalendar {
    /// The calendar that is compiled in.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads lines of date, kind, confidence, name and source; `#` begins a remark.
    ///
    /// # Errors
    /// When a line is no day.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let (edition, days) = data::parse(text)?;
        Ok(Self::new(edition, None, Week::default(), days))
    }

    /// The same calendar with what a place decides: its lines beat those of the country, and its
    /// week does not, so that a public holiday on a Saturday stays off where Saturdays are worked.
    #[must_use]
    pub fn with_local(&self, local: &LocalCalendar) -> Self {
        let days = self.days.iter().chain(&local.days).cloned().collect();
        Self::new(self.edition.clone(), Some(local.edition.clone()), local.week, days)
    }

    fn new(edition: String, local: Option<String>, week: Week, mut days: Vec<CalendarDay>) -> Self {
        days.sort_by_key(|day| (day.day, day.kind.is_local()));
        // The line of a place follows that of the country, and stays.
        let exceptions: BTreeMap<Day, bool> = days
            .iter()
            .filter(|day| day.counts())
            .map(|day| (day.day, day.kind.is_worked()))
            .collect();
        let worked = WorkedDays::new(week, &exceptions);
        let holidays = || days.iter().filter(|day| day.kind == DayKind::Holiday);
        let year = |day: &CalendarDay| day.day.date().year();
        let mut years: BTreeSet<i32> = holidays().map(year).collect();
        for unsure in holidays().filter(|day| !day.counts()) {
            years.remove(&year(unsure));
        }
        Self { edition, local, week, days, worked, years }
    }

    /// Which edition of the data this is.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// Which edition of the days of a place, if there are any.
    pub fn local(&self) -> Option<&str> {
        self.local.as_deref()
    }

    /// The weekdays that are worked.
    pub const fn week(&self) -> Week {
        self.week
    }

    /// Every day of the data, the unsure ones too.
    pub fn days(&self) -> &[CalendarDay] {
        &self.days
    }

    /// Years whose public holidays are all known.
    pub const fn years(&self) -> &BTreeSet<i32> {
        &self.years
    }

    /// Whether offices work on the day.
    pub fn is_working(&self, day: Day) -> bool {
        self.worked.is_worked(day)
    }

    /// Working days after one day up to another, which counts itself: the day a dossier is accepted
    /// is not counted (Civil Code, article 147; from memory). None when the days are exchanged.
    #[inline]
    pub fn working_days_after(&self, from: Day, to: Day) -> u32 {
        self.worked.between(from, to)
    }

    /// The day on which so many working days after a day are over; the day itself after none.
    pub fn after_working_days(&self, from: Day, days: u32) -> Day {
        let mut day = from;
        loop {
            // Each step is worked at most whole, so the last one ends on the day looked for.
            let missing = days.saturating_sub(self.working_days_after(from, day));
            let next = Day(day.0.saturating_add_unsigned(missing));
            if next == day {
                return day;
            }
            day = next;
        }
    }

    /// The last working day before a day.
    pub fn previous_working(&self, day: Day) -> Day {
        let mut before = day.previous();
        while !self.is_working(before) {
            before = before.previous();
        }
        before
    }

    /// The first working day after a day.
    pub fn next_working(&self, day: Day) -> Day {
        self.after_working_days(day, 1)
    }

    /// The line that decides about a day, if one does: that of the place before that of the country.
    pub fn line(&self, day: Day) -> Option<&CalendarDay> {
        self.days.iter().rev().find(|line| line.day == day && line.counts())
    }
}

#[cfg(test)]
mod tests;
