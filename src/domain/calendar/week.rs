//! Which weekdays are worked, and how many days are worked up to any day.
//!
//! In: a weekly pattern, and the days that differ from it. Out: counts in constant time. Must not
//! know: why a day differs.

use std::collections::BTreeMap;

use chrono::Weekday;

use crate::domain::Day;

/// The weekdays that offices work, whatever the holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// From Monday.
    worked: [bool; DAYS],
}

const DAYS: usize = 7;
const DAYS_OF_WEEK: i64 = 7;
/// 1970-01-01 was a Thursday, three days after a Monday.
const MONDAY_TO_EPOCH: i64 = 3;

impl Default for Week {
    /// Monday to Friday.
    fn default() -> Self {
        Self { worked: [true, true, true, true, true, false, false] }
    }
}

impl Week {
    /// The same week with a day more.
    #[must_use]
    pub const fn with(mut self, weekday: Weekday) -> Self {
        self.worked[weekday.num_days_from_monday() as usize] = true;
        self
    }

    pub const fn is_worked(self, weekday: Weekday) -> bool {
        self.worked[weekday.num_days_from_monday() as usize]
    }

    pub fn works_on(self, day: Day) -> bool {
        let (_, place) = place(day);
        self.worked[place]
    }

    /// Days worked up to a day, which counts itself; from Monday, 1969-12-29.
    fn until(self, day: Day) -> i64 {
        let (weeks, place) = place(day);
        let count = |days: &[bool]| days.iter().map(|worked| i64::from(*worked)).sum::<i64>();
        weeks * count(&self.worked) + count(&self.worked[..=place])
    }
}

/// The week of a day, and its place in it.
fn place(day: Day) -> (i64, usize) {
    let days = i64::from(day.0) + MONDAY_TO_EPOCH;
    let place = usize::try_from(days.rem_euclid(DAYS_OF_WEEK)).unwrap_or_default();
    (days.div_euclid(DAYS_OF_WEEK), place)
}

/// Days worked up to each day: a table from the first day that differs from the week to the last one,
/// and the week alone outside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedDays {
    week: Week,
    first: i32,
    until: Vec<i64>,
    /// By how much the days behind the table differ from the week.
    shift: i64,
}

impl WorkedDays {
    /// Whether each day that differs from the week is worked.
    pub fn new(week: Week, exceptions: &BTreeMap<Day, bool>) -> Self {
        let mut days = Self { week, first: 0, until: Vec::new(), shift: 0 };
        let ends = exceptions.first_key_value().zip(exceptions.last_key_value());
        let Some(((first, _), (last, _))) = ends else { return days };
        days.first = first.0;
        let mut count = week.until(first.previous());
        for day in (first.0..=last.0).map(Day) {
            let is_worked = exceptions.get(&day).copied().unwrap_or_else(|| week.works_on(day));
            count += i64::from(is_worked);
            days.until.push(count);
        }
        days.shift = count - week.until(*last);
        days
    }

    /// Days worked up to a day, which counts itself.
    #[inline]
    fn until(&self, day: Day) -> i64 {
        let place = i64::from(day.0) - i64::from(self.first);
        match usize::try_from(place) {
            Err(_) => self.week.until(day),
            Ok(place) => match self.until.get(place) {
                Some(count) => *count,
                None => self.week.until(day) + self.shift,
            },
        }
    }

    /// Days worked after one day up to another, which counts itself; none when they are exchanged.
    #[inline]
    pub fn between(&self, from: Day, to: Day) -> u32 {
        u32::try_from(self.until(to) - self.until(from)).unwrap_or(0)
    }

    pub fn is_worked(&self, day: Day) -> bool {
        self.between(day.previous(), day) > 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{Datelike, Weekday};

    use super::{Week, WorkedDays};
    use crate::domain::Day;

    #[test]
    fn weekends_are_those_of_the_calendar() {
        let (week, saturdays) = (Week::default(), Week::default().with(Weekday::Sat));
        for number in -1_000..20_000 {
            let weekday = Day(number).date().weekday();
            let is_weekend = matches!(weekday, Weekday::Sat | Weekday::Sun);
            assert_eq!(week.works_on(Day(number)), !is_weekend);
            assert_eq!(saturdays.works_on(Day(number)), weekday != Weekday::Sun);
            assert_eq!(week.is_worked(weekday), !is_weekend);
        }
    }

    #[test]
    fn counts_are_those_of_single_days_inside_the_table_and_outside() {
        // A Monday off, a worked Saturday a week later.
        let exceptions = BTreeMap::from([(Day(4), false), (Day(16), true)]);
        for week in [Week::default(), Week::default().with(Weekday::Sat)] {
            let days = WorkedDays::new(week, &exceptions);
            let is_worked =
                |day: Day| exceptions.get(&day).copied().unwrap_or_else(|| week.works_on(day));
            for from in -40..40 {
                let mut count = 0;
                for to in from..60 {
                    assert_eq!(days.between(Day(from), Day(to)), count, "{from}..{to}");
                    assert_eq!(days.is_worked(Day(to)), is_worked(Day(to)));
                    count += u32::from(is_worked(Day(to + 1)));
                }
                assert_eq!(days.between(Day(from), Day(from - 1)), 0);
            }
        }
        let plain = WorkedDays::new(Week::default(), &BTreeMap::new());
        assert_eq!(plain.between(Day(-3), Day(4)), 5);
        assert!(!plain.is_worked(Day(i32::MAX)) || plain.between(Day(0), Day(i32::MAX)) > 0);
    }
}
