//! Reporting periods: calendar ones, and the 15th-to-14th ones of periodic administrative reports.
//!
//! In: the text of `--period`, a rule, and (for `last-month`) today's day as an argument.
//! Out: a [`Period`] of two inclusive days, and its months or quarters.
//!
//! Source of the 15th-to-14th rule: decision 01/2023/QĐ-UBND of Khánh Hòa (month, quarter, six
//! months, nine months, year), which follows decree 09/2019/NĐ-CP; seen in a secondary source.

mod shape;

use super::day::Day;
use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt;

/// Which days belong to "June".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodRule {
    /// First to last day of the month.
    #[default]
    Calendar,
    /// 15th of the month before to 14th of the month.
    Decree,
}

impl PeriodRule {
    pub const ALL: [Self; 2] = [Self::Calendar, Self::Decree];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Decree => "decree",
        }
    }
}

pub use shape::PeriodShape;

/// First and last day, both inclusive; `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Period {
    /// `None` when the last day lies before the first.
    pub fn new(from: Day, to: Day) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A month of a reporting year, counted from year 0 so that months add and compare as integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Month(i32);

impl Month {
    fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        (1..=9999).contains(&year).then(|| Self(year * 12 + month - 1))
    }

    /// The month a day is reported in.
    fn of(day: Day, rule: PeriodRule) -> Self {
        let date = day.date();
        let zero_based = i32::try_from(date.month0()).unwrap_or(0);
        let month = date.year() * 12 + zero_based;
        match rule {
            PeriodRule::Decree if date.day() >= DECREE_FIRST_DAY => Self(month + 1),
            PeriodRule::Decree | PeriodRule::Calendar => Self(month),
        }
    }

    fn first_day(self, rule: PeriodRule) -> Option<Day> {
        match rule {
            PeriodRule::Calendar => Day::from_ymd(self.year(), self.number(), 1),
            PeriodRule::Decree => {
                let before = Self(self.0 - 1);
                Day::from_ymd(before.year(), before.number(), DECREE_FIRST_DAY)
            }
        }
    }

    fn last_day(self, rule: PeriodRule) -> Option<Day> {
        Self(self.0 + 1).first_day(rule).map(Day::previous)
    }

    const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    const fn number(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    const fn quarter(self) -> u32 {
        (self.number() - 1) / 3 + 1
    }
}

/// The first day of a decree month, in the month before.
const DECREE_FIRST_DAY: u32 = 15;

/// What `--period` asked for, before the data are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodSpan {
    /// First received day to the last day seen.
    Everything,
    Fixed(Period),
}

/// Why a `--period` could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    #[error(
        "`{0}` is not a period: write `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-05..2024-03-20` or `last-month`"
    )]
    Unreadable(String),
    #[error("the period `{0}` ends before it begins")]
    Reversed(String),
}

impl Period {
    /// Reads the text of `--period`. `today` serves `last-month` only.
    ///
    /// # Errors
    /// When the text is none of the forms of the contract, or its days are in the wrong order.
    pub fn parse(text: &str, rule: PeriodRule, today: Day) -> Result<Self, PeriodError> {
        let unreadable = || PeriodError::Unreadable(text.to_owned());
        if let Some((from, to)) = text.split_once("..") {
            let first = || named_months(from).and_then(|(first, _)| first.first_day(rule));
            let last = || named_months(to).and_then(|(_, last)| last.last_day(rule));
            let days = Day::parse(from).zip(Day::parse(to));
            let (from, to) = days.or_else(|| first().zip(last())).ok_or_else(unreadable)?;
            return Self::new(from, to).ok_or_else(|| PeriodError::Reversed(text.to_owned()));
        }
        let (first, last) = if text == "last-month" {
            // The month before the one today belongs to, by the same rule as everything else.
            let previous = Month(Month::of(today, rule).0 - 1);
            (previous, previous)
        } else {
            named_months(text).ok_or_else(unreadable)?
        };
        let from = first.first_day(rule).ok_or_else(unreadable)?;
        let to = last.last_day(rule).ok_or_else(unreadable)?;
        Self::new(from, to).ok_or_else(|| PeriodError::Reversed(text.to_owned()))
    }
}

/// First and last month of `2024`, `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`.
fn named_months(text: &str) -> Option<(Month, Month)> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let span = |first, last| Some((Month::new(year, first)?, Month::new(year, last)?));
    match part {
        None => span(1, 12),
        Some("H1" | "h1") => span(1, 6),
        Some("H2" | "h2") => span(7, 12),
        Some("9M" | "9m") => span(1, 9),
        Some(part) => {
            if let Some(quarter) = part.strip_prefix(['Q', 'q']) {
                let quarter: u32 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
                span(quarter * 3 - 2, quarter * 3)
            } else {
                let month = (part.len() == 2).then(|| part.parse().ok())??;
                span(month, month)
            }
        }
    }
}

/// A length of time that a table can be broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    Month,
    Quarter,
}

impl Span {
    pub const ALL: [Self; 2] = [Self::Month, Self::Quarter];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }
}

/// One step of a broken-down period: its days, and the names of its month and quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub period: Period,
    /// `2024-06`; only when the steps are months.
    pub month: Option<String>,
    /// `2024-Q2`.
    pub quarter: String,
}

impl Step {
    /// The whole period as one step, for tables that have no time in them.
    pub const fn whole(period: Period) -> Self {
        Self { period, month: None, quarter: String::new() }
    }
}

impl Period {
    /// The months or quarters of the period in order, the first and last cut to its days.
    pub fn steps(self, span: Span, rule: PeriodRule) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut from = self.from;
        loop {
            let month = Month::of(from, rule);
            let last = match span {
                Span::Month => month,
                Span::Quarter => Month(month.0 + 2 - month.0.rem_euclid(3)),
            };
            // Days outside the calendar chrono knows cannot occur: readers bound the year.
            let to = last.last_day(rule).map_or(self.to, |day| day.min(self.to));
            steps.push(Step {
                period: Self { from, to },
                month: (span == Span::Month)
                    .then(|| format!("{:04}-{:02}", month.year(), month.number())),
                quarter: format!("{:04}-Q{}", month.year(), month.quarter()),
            });
            if to >= self.to {
                return steps;
            }
            from = to.next();
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}..{}", self.from, self.to)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Period, PeriodRule, Span};

    fn read(text: &str, rule: PeriodRule) -> String {
        let today = Day::from_ymd(2024, 3, 14).expect("a day of 2024");
        Period::parse(text, rule, today).map_or_else(|error| error.to_string(), |p| p.to_string())
    }

    #[test]
    fn every_named_period_by_both_rules() {
        for (text, calendar, decree) in [
            ("2024-06", "2024-06-01..2024-06-30", "2024-05-15..2024-06-14"),
            ("2024-01", "2024-01-01..2024-01-31", "2023-12-15..2024-01-14"),
            ("2024-Q2", "2024-04-01..2024-06-30", "2024-03-15..2024-06-14"),
            ("2024-H1", "2024-01-01..2024-06-30", "2023-12-15..2024-06-14"),
            ("2024-9M", "2024-01-01..2024-09-30", "2023-12-15..2024-09-14"),
            ("2024", "2024-01-01..2024-12-31", "2023-12-15..2024-12-14"),
            ("2024-03..2024-05", "2024-03-01..2024-05-31", "2024-02-15..2024-05-14"),
            ("2023-Q4..2024-01", "2023-10-01..2024-01-31", "2023-09-15..2024-01-14"),
            ("last-month", "2024-02-01..2024-02-29", "2024-01-15..2024-02-14"),
        ] {
            assert_eq!(read(text, PeriodRule::Calendar), calendar, "{text}");
            assert_eq!(read(text, PeriodRule::Decree), decree, "{text}");
        }
        assert_eq!(
            read("2024-01-05..2024-03-20", PeriodRule::Decree),
            "2024-01-05..2024-03-20",
            "explicit days are taken as they are"
        );
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in [
            "",
            "24-06",
            "2024-13",
            "2024-Q5",
            "2024-6",
            "2024-06-01",
            "0000",
            "abc",
            "2024-01..2024-02-29",
        ] {
            assert!(read(text, PeriodRule::Calendar).contains("is not a period"), "{text}");
        }
        for text in ["2024-02-01..2024-01-01", "2024-03..2024-02"] {
            assert!(read(text, PeriodRule::Calendar).contains("before it begins"));
        }
    }

    #[test]
    fn months_cover_the_period_without_gap_or_overlap() {
        for rule in [PeriodRule::Calendar, PeriodRule::Decree] {
            for span in [Span::Month, Span::Quarter] {
                let whole = Period {
                    from: Day::from_ymd(2023, 11, 20).expect("a day"),
                    to: Day::from_ymd(2024, 5, 14).expect("a day"),
                };
                let steps = whole.steps(span, rule);
                assert_eq!(steps.first().map(|step| step.period.from), Some(whole.from));
                assert_eq!(steps.last().map(|step| step.period.to), Some(whole.to));
                for pair in steps.windows(2) {
                    assert_eq!(pair[0].period.to.next(), pair[1].period.from);
                }
            }
        }
    }

    #[test]
    fn a_decree_month_is_named_by_the_month_it_ends_in() {
        let whole = Period {
            from: Day::from_ymd(2023, 12, 14).expect("a day"),
            to: Day::from_ymd(2024, 1, 15).expect("a day"),
        };
        let names: Vec<_> = whole
            .steps(Span::Month, PeriodRule::Decree)
            .into_iter()
            .filter_map(|s| s.month)
            .collect();
        assert_eq!(names, ["2023-12", "2024-01", "2024-02"]);
    }
}
