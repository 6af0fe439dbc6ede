//! Working days of state agencies: weekends, public holidays, days off by a swap, worked Saturdays.
//!
//! In: `data/calendar/vietnam.csv`, compiled in, each day with its source and how sure that is. Out:
//! whether a day is worked. Only verified days count: a proposal is no day off, and no future year is
//! guessed. A year without its holidays is judged by the weekends alone, and says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::Datelike;

use super::day::Day;

/// What makes a day differ from its place in the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A public holiday, or the day that compensates one.
    Holiday,
    /// A weekday that is off because a Saturday is worked for it.
    SwappedDayOff,
    /// That Saturday.
    MakeupWorkday,
}

/// How sure a day of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    Verified,
    /// By law, but the notice of the year was not seen.
    Likely,
    /// Proposed or guessed.
    Unconfirmed,
}

/// One day of the calendar's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    pub day: Day,
    pub kind: DayKind,
    pub confidence: Confidence,
    pub name: String,
    pub source: String,
}

/// A line that is no day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the calendar is no day: `{text}`")]
pub struct CalendarError {
    pub line: usize,
    pub text: String,
}

/// The days off and the days worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingCalendar {
    edition: String,
    days: Vec<CalendarDay>,
    /// Verified days only.
    kinds: BTreeMap<Day, DayKind>,
    /// Years whose holidays are all verified.
    years: BTreeSet<i32>,
}

#[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
static BUILT_IN: LazyLock<WorkingCalendar> = LazyLock::new(|| {
    let text = include_str!("../../data/calendar/vietnam.csv");
    WorkingCalendar::parse(text).expect("the built-in calendar holds days")
});

const EDITION: &str = "# edition: ";
const HEADER: &str = "date,kind,confidence,name_vi,source";

impl WorkingCalendar {
    /// The calendar that is compiled in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads lines of date, kind, confidence, name and source; `#` begins a remark.
    ///
    /// # Errors
    /// When a line is no day.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        for (number, line) in text.lines().enumerate() {
            if let Some(edition) = line.strip_prefix(EDITION) {
                edition.clone_into(&mut calendar.edition);
            }
            if line.is_empty() || line.starts_with('#') || line == HEADER {
                continue;
            }
            let day = read_day(line)
                .ok_or_else(|| CalendarError { line: number + 1, text: line.to_owned() })?;
            calendar.days.push(day);
        }
        let is_verified = |day: &&CalendarDay| day.confidence == Confidence::Verified;
        let days = &calendar.days;
        calendar.kinds = days.iter().filter(is_verified).map(|day| (day.day, day.kind)).collect();
        let holidays = || days.iter().filter(|day| day.kind == DayKind::Holiday);
        let year = |day: &CalendarDay| day.day.date().year();
        calendar.years = holidays().map(year).collect();
        for unsure in holidays().filter(|day| !is_verified(day)) {
            calendar.years.remove(&year(unsure));
        }
        Ok(calendar)
    }

    /// Which edition of the data this is.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// Every day of the data, the unsure ones too.
    #[must_use]
    pub fn days(&self) -> &[CalendarDay] {
        &self.days
    }

    /// Years whose public holidays are all known.
    #[must_use]
    pub const fn years(&self) -> &BTreeSet<i32> {
        &self.years
    }

    /// Whether offices work on the day.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        match self.kinds.get(&day) {
            Some(DayKind::Holiday | DayKind::SwappedDayOff) => false,
            Some(DayKind::MakeupWorkday) => true,
            None => !is_weekend(day),
        }
    }

    /// Working days after one day up to another, which counts itself: the day a dossier is accepted
    /// is not counted (Civil Code, article 147; from memory). None when the days are exchanged.
    #[must_use]
    pub fn working_days_after(&self, from: Day, to: Day) -> u32 {
        let days = (from.0.saturating_add(1)..=to.0).filter(|day| self.is_working(Day(*day)));
        u32::try_from(days.count()).unwrap_or(u32::MAX)
    }

    /// The last working day before a day.
    #[must_use]
    pub fn previous_working(&self, day: Day) -> Day {
        let mut before = day.previous();
        while !self.is_working(before) {
            before = before.previous();
        }
        before
    }

    /// The first working day after a day.
    #[must_use]
    pub fn next_working(&self, day: Day) -> Day {
        let mut after = day.next();
        while !self.is_working(after) {
            after = after.next();
        }
        after
    }
}

/// Saturday or Sunday; 1970-01-01 was a Thursday.
const fn is_weekend(day: Day) -> bool {
    (day.0 + 3).rem_euclid(7) >= 5
}

fn read_day(line: &str) -> Option<CalendarDay> {
    let mut cells = line.splitn(5, ',');
    let day = Day::parse(cells.next()?)?;
    let kind = match cells.next()? {
        "holiday" => DayKind::Holiday,
        "swapped_day_off" => DayKind::SwappedDayOff,
        "makeup_workday" => DayKind::MakeupWorkday,
        _ => return None,
    };
    let confidence = match cells.next()? {
        "verified" => Confidence::Verified,
        "likely" => Confidence::Likely,
        "unconfirmed" => Confidence::Unconfirmed,
        _ => return None,
    };
    let name = cells.next()?.to_owned();
    // Only the source holds commas, and then it stands in quotation marks.
    let source = cells.next()?.trim_matches('"').to_owned();
    Some(CalendarDay { day, kind, confidence, name, source })
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::{Confidence, DayKind, WorkingCalendar, is_weekend};
    use crate::domain::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn working_days_of_a_year_are_those_of_the_official_notices() {
        let calendar = WorkingCalendar::built_in();
        for (year, expected) in [
            (2019, 252),
            (2020, 252),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 250),
            (2026, 249),
        ] {
            assert!(calendar.years().contains(&year), "{year}");
            let first = Day::from_ymd(year, 1, 1).expect("a day").0;
            let next = Day::from_ymd(year + 1, 1, 1).expect("a day").0;
            let working = (first..next).filter(|day| calendar.is_working(Day(*day))).count();
            assert_eq!(working, expected, "{year}");
        }
        assert!(!calendar.years().contains(&2018) && !calendar.years().contains(&2027));
        assert_eq!(calendar.edition(), "2026-11");
    }

    #[test]
    fn only_verified_days_count() {
        let calendar = WorkingCalendar::built_in();
        for (text, is_working) in [
            // A worked Saturday, the Monday off for it, an ordinary Saturday.
            ("2024-05-04", true),
            ("2024-04-29", false),
            ("2024-05-11", false),
            // A proposal: the Monday is worked, the Saturday is not.
            ("2026-11-23", true),
            ("2026-11-28", false),
            ("2026-11-24", false),
            // A year without data: weekends alone.
            ("2010-09-02", true),
            ("2010-09-04", false),
        ] {
            assert_eq!(calendar.is_working(day(text)), is_working, "{text}");
        }
        let unsure = calendar.days().iter().filter(|day| day.confidence != Confidence::Verified);
        assert!(unsure.count() > 0);
        for day in calendar.days() {
            assert!(!day.name.is_empty() && !day.source.is_empty(), "{day:?}");
            if day.kind == DayKind::MakeupWorkday {
                assert_eq!(day.day.date().weekday(), Weekday::Sat, "{day:?}");
            }
        }
    }

    #[test]
    fn working_days_follow_each_other_over_holidays() {
        let calendar = WorkingCalendar::built_in();
        assert_eq!(calendar.next_working(day("2024-02-07")), day("2024-02-15"));
        assert_eq!(calendar.previous_working(day("2024-02-15")), day("2024-02-07"));
        assert_eq!(calendar.next_working(day("2024-05-03")), day("2024-05-04"));
    }

    #[test]
    fn working_days_between_two_days_leave_out_the_first() {
        let calendar = WorkingCalendar::built_in();
        for (from, to, expected) in [
            // Thursday to the Thursday after next: Friday, five days, four days.
            ("2024-06-06", "2024-06-20", 10),
            ("2024-06-07", "2024-06-10", 1),
            ("2024-06-08", "2024-06-09", 0),
            ("2024-06-10", "2024-06-10", 0),
            ("2024-06-11", "2024-06-10", 0),
            // Tết lies between.
            ("2024-02-07", "2024-02-15", 1),
        ] {
            assert_eq!(calendar.working_days_after(day(from), day(to)), expected, "{from}..{to}");
        }
    }

    #[test]
    fn weekends_are_those_of_the_calendar() {
        for number in -1_000..20_000 {
            let weekday = Day(number).date().weekday();
            let expected = matches!(weekday, Weekday::Sat | Weekday::Sun);
            assert_eq!(is_weekend(Day(number)), expected);
        }
    }

    #[test]
    fn a_line_that_is_no_day_is_refused() {
        for line in ["2024-02-30,holiday,verified,a,b", "2024-02-02,feast,verified,a,b", "x"] {
            let error = WorkingCalendar::parse(&format!("# remark\n{line}\n")).expect_err(line);
            assert_eq!(error.line, 2);
        }
    }
}
