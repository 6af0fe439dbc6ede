//! What a period is called, and which other periods it is compared with.

use chrono::{Datelike, Weekday};

use super::{Month, Period, PeriodRule};
use crate::domain::day::Day;

/// What people call a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodShape {
    Month {
        year: i32,
        month: u32,
    },
    Quarter {
        year: i32,
        quarter: u32,
    },
    FirstHalf {
        year: i32,
    },
    SecondHalf {
        year: i32,
    },
    NineMonths {
        year: i32,
    },
    Year {
        year: i32,
    },
    /// Whole months without a name of their own.
    Months,
    Days,
}

impl Period {
    /// The first and last month, if the period is made of whole ones.
    fn whole_months(self, rule: PeriodRule) -> Option<(Month, Month)> {
        let (first, last) = (Month::of(self.from, rule), Month::of(self.to, rule));
        let is_whole =
            first.first_day(rule) == Some(self.from) && last.last_day(rule) == Some(self.to);
        is_whole.then_some((first, last))
    }

    fn of_months(first: Month, last: Month, rule: PeriodRule) -> Option<Self> {
        Self::new(first.first_day(rule)?, last.last_day(rule)?)
    }

    /// What the period is called.
    pub fn shape(self, rule: PeriodRule) -> PeriodShape {
        let Some((first, last)) = self.whole_months(rule) else { return PeriodShape::Days };
        let year = first.year();
        if year != last.year() {
            return PeriodShape::Months;
        }
        match (first.number(), last.number()) {
            (month, same) if month == same => PeriodShape::Month { year, month },
            (1, 6) => PeriodShape::FirstHalf { year },
            (7, 12) => PeriodShape::SecondHalf { year },
            (1, 9) => PeriodShape::NineMonths { year },
            (1, 12) => PeriodShape::Year { year },
            (from, to) if to == from + 2 && to.is_multiple_of(3) => {
                PeriodShape::Quarter { year, quarter: first.quarter() }
            }
            _ => PeriodShape::Months,
        }
    }

    /// What `--period` would take, as the name of a folder.
    pub fn slug(self, rule: PeriodRule) -> String {
        match self.shape(rule) {
            PeriodShape::Month { year, month } => format!("{year:04}-{month:02}"),
            PeriodShape::Quarter { year, quarter } => format!("{year:04}-Q{quarter}"),
            PeriodShape::FirstHalf { year } => format!("{year:04}-H1"),
            PeriodShape::SecondHalf { year } => format!("{year:04}-H2"),
            PeriodShape::NineMonths { year } => format!("{year:04}-9M"),
            PeriodShape::Year { year } => format!("{year:04}"),
            PeriodShape::Months | PeriodShape::Days => format!("{}_{}", self.from, self.to),
        }
    }

    /// The period that reports compare with first: the month, quarter, half-year or year before.
    /// Nothing for other lengths: nine months have no nine months before them in a year's report.
    pub fn before(self, rule: PeriodRule) -> Option<Self> {
        let (first, last) = self.whole_months(rule)?;
        let months = last.0 - first.0 + 1;
        if ![1, 2, 3, 4, 6, 12].contains(&months) {
            return None;
        }
        Self::of_months(Month(first.0 - months), Month(first.0 - 1), rule)
    }

    /// The same months a year before; nothing unless the period is made of whole months.
    pub fn year_before(self, rule: PeriodRule) -> Option<Self> {
        let (first, last) = self.whole_months(rule)?;
        Self::of_months(Month(first.0 - 12), Month(last.0 - 12), rule)
    }

    /// What `previous` means: the period before by its name, or as many days directly before.
    pub fn previous(self, rule: PeriodRule) -> Option<Self> {
        if self.shape(rule) != PeriodShape::Days {
            return self.before(rule);
        }
        let days = self.to.0 - self.from.0 + 1;
        Self::new(Day(self.from.0.checked_sub(days)?), self.from.previous())
    }

    /// The same months a year before, or the same days of the calendar.
    pub fn last_year(self, rule: PeriodRule) -> Option<Self> {
        self.year_before(rule)
            .or_else(|| Self::new(self.from.year_before()?, self.to.year_before()?))
    }

    /// From the beginning of the reporting year to the end of the period: from 1 January, or from
    /// 15 December by the decree's rule.
    pub fn year_to_date(self, rule: PeriodRule) -> Option<Self> {
        let year = Month::of(self.to, rule).year();
        Self::new(Month(year * 12).first_day(rule)?, self.to)
    }

    /// So many whole months before the month in which the period begins.
    pub fn months_before(self, months: i32, rule: PeriodRule) -> Option<Self> {
        let first = Month::of(self.from, rule);
        Self::of_months(Month(first.0 - months), Month(first.0 - 1), rule)
    }

    /// The last month that is over on a day, as far as desks are open: a Saturday and Sunday at its end
    /// may be missing.
    pub fn last_full_month(last: Day, rule: PeriodRule) -> Option<Self> {
        let is_weekend = |day: Day| matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun);
        let mut next = last.next();
        while is_weekend(next) {
            next = next.next();
        }
        // The first working day that the data do not reach lies in the first month that is not over.
        let over = Month(Month::of(next, rule).0 - 1);
        Self::of_months(over, over, rule)
    }

    /// The months up to the end of the period, at least so many, the earlier ones whole.
    #[must_use]
    pub fn with_months_before(self, months: i32, rule: PeriodRule) -> Self {
        let first = Month(Month::of(self.to, rule).0 - months + 1).first_day(rule);
        Self { from: first.map_or(self.from, |first| first.min(self.from)), to: self.to }
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, PeriodRule, PeriodShape};
    use crate::domain::Day;

    #[test]
    fn periods_know_their_names_and_those_they_are_compared_with() {
        use PeriodShape as Shape;

        for (text, shape, before, year_before) in [
            ("2024-03", Shape::Month { year: 2024, month: 3 }, "2024-02", "2023-03"),
            ("2024-01", Shape::Month { year: 2024, month: 1 }, "2023-12", "2023-01"),
            ("2024-Q1", Shape::Quarter { year: 2024, quarter: 1 }, "2023-Q4", "2023-Q1"),
            ("2024-H1", Shape::FirstHalf { year: 2024 }, "2023-H2", "2023-H1"),
            ("2024-H2", Shape::SecondHalf { year: 2024 }, "2024-H1", "2023-H2"),
            ("2024-9M", Shape::NineMonths { year: 2024 }, "", "2023-9M"),
            ("2024", Shape::Year { year: 2024 }, "2023", "2023"),
        ] {
            for rule in [PeriodRule::Calendar, PeriodRule::Decree] {
                let today = Day(0);
                let parse = |text| Period::parse(text, rule, today).expect("a period");
                let period = parse(text);
                assert_eq!(period.shape(rule), shape, "{text}");
                assert_eq!(period.before(rule), (!before.is_empty()).then(|| parse(before)));
                assert_eq!(period.year_before(rule), Some(parse(year_before)), "{text}");
            }
        }
        let today = Day(0);
        let days = Period::parse("2024-01-05..2024-03-20", PeriodRule::Calendar, today);
        let days = days.expect("a period");
        assert_eq!(days.shape(PeriodRule::Calendar), Shape::Days);
        assert_eq!(days.before(PeriodRule::Calendar), None);
        let year = days.with_months_before(12, PeriodRule::Calendar);
        assert_eq!(year.to_string(), "2023-04-01..2024-03-20");
        assert_eq!(days.with_months_before(1, PeriodRule::Calendar), days);
    }

    #[test]
    fn what_a_period_is_compared_with() {
        let today = Day(0);
        let (calendar, decree) = (PeriodRule::Calendar, PeriodRule::Decree);
        let parse = |text, rule| Period::parse(text, rule, today).expect("a period");
        let week = parse("2024-06-10..2024-06-16", calendar);
        let text = |period: Option<Period>| period.expect("a period").to_string();
        assert_eq!(text(week.previous(calendar)), "2024-06-03..2024-06-09");
        assert_eq!(text(week.last_year(calendar)), "2023-06-10..2023-06-16");
        assert_eq!(parse("2024-9M", calendar).previous(calendar), None);
        let may = parse("2024-05", calendar);
        assert_eq!(text(may.year_to_date(calendar)), "2024-01-01..2024-05-31");
        assert_eq!(text(may.months_before(12, calendar)), "2023-05-01..2024-04-30");
        let may = parse("2024-05", decree);
        assert_eq!(text(may.year_to_date(decree)), "2023-12-15..2024-05-14");
        let ytd = may.year_to_date(decree).expect("a period");
        assert_eq!(text(ytd.last_year(decree)), "2022-12-15..2023-05-14");
    }

    #[test]
    fn a_month_is_over_when_only_a_weekend_is_left() {
        let day = |text| Day::parse(text).expect("a day");
        for (last, calendar, decree) in [
            // 30 June 2024 is a Sunday, 14 June a Friday.
            ("2024-06-30", "2024-06", "2024-06"),
            ("2024-06-28", "2024-06", "2024-06"),
            ("2024-06-27", "2024-05", "2024-06"),
            ("2024-06-14", "2024-05", "2024-06"),
            ("2024-06-13", "2024-05", "2024-05"),
        ] {
            for (rule, text) in [(PeriodRule::Calendar, calendar), (PeriodRule::Decree, decree)] {
                let month = Period::parse(text, rule, Day(0)).expect("a period");
                assert_eq!(Period::last_full_month(day(last), rule), Some(month), "{last}");
            }
        }
    }
}
