//! Which other period.

use crate::domain::{Day, Period, PeriodRule, REORGANISATION, Span};
use crate::tally::TimeFrame;

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// The month, quarter, half-year or year before; as many days directly before.
    Previous,
    /// The same period a year ago.
    LastYear,
    /// The year to the end of the period, with the same span of the year before.
    YearToDate,
    Period(Period),
    /// What was counted in another run, whatever its period.
    Run,
}

impl With {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::LastYear => "last_year",
            Self::YearToDate => "year_to_date",
            Self::Period(_) => "period",
            Self::Run => "run",
        }
    }

    /// The later and the earlier period; nothing where there is no such period, and for another run. A period that is still
    /// running is compared with as many days of the other one.
    pub fn frames(self, frame: &TimeFrame) -> Option<(TimeFrame, TimeFrame)> {
        let rule = frame.rule;
        let later = match self {
            Self::YearToDate => frame.period.year_to_date(rule)?,
            Self::Previous | Self::LastYear | Self::Period(_) | Self::Run => frame.period,
        };
        let earlier = match self {
            Self::Previous => later.previous(rule)?,
            Self::LastYear | Self::YearToDate => later.last_year(rule)?,
            Self::Period(period) => period,
            Self::Run => return None,
        };
        let later = TimeFrame { period: later, ..frame.clone() };
        let as_of = self.as_of(&later, earlier);
        Some((later, TimeFrame { period: earlier, as_of, rule }))
    }

    /// The same day of the year before, as it stands in the calendar; else the same day of the period,
    /// counted from its first.
    fn as_of(self, later: &TimeFrame, earlier: Period) -> Day {
        if later.as_of == later.period.to {
            return earlier.to;
        }
        let day = match self {
            Self::LastYear | Self::YearToDate => later.as_of.year_before(),
            Self::Previous | Self::Period(_) | Self::Run => {
                Some(Day(earlier.from.0 + later.as_of.0 - later.period.from.0))
            }
        };
        day.map_or(earlier.to, |day| day.clamp(earlier.from, earlier.to))
    }
}

/// The months before a period whose rates set its limits, by one rule: those on its side of the
/// reorganisation, for nobody works on as before when the communes are others.
pub fn months_before(period: Period, months: i32, rule: PeriodRule) -> Option<TimeFrame> {
    let before = period.months_before(months, rule)?;
    let months = before.steps(Span::Month, rule);
    let first = months.iter().find(|month| !is_across(month.period, period))?;
    let period = Period { from: first.period.from, ..before };
    Some(TimeFrame { period, as_of: period.to, rule })
}

/// Whether the reorganisation takes away some of the months that would set the limits of a period.
pub fn is_cut_by_reorganisation(period: Period, months: i32, rule: PeriodRule) -> bool {
    let before = period.months_before(months, rule);
    before.is_some_and(|before| period.to >= REORGANISATION && before.from < REORGANISATION)
}

/// Whether the reorganisation lies between two periods; the one it falls in is of its later side.
pub fn is_across(earlier: Period, later: Period) -> bool {
    earlier.to < REORGANISATION && later.to >= REORGANISATION
}

#[cfg(test)]
mod tests {
    use super::{With, is_cut_by_reorganisation, months_before};
    use crate::domain::{Day, Period, PeriodRule, PeriodSpan};
    use crate::tally::TimeFrame;

    #[test]
    fn a_running_period_ends_on_the_same_day_a_year_before() {
        let day = |text| Day::parse(text).expect("a day");
        for (with, period, as_of, expected) in [
            (With::YearToDate, "2024-06", "2024-06-11", "2023-06-11"),
            (With::LastYear, "2024-06", "2024-06-11", "2023-06-11"),
            (With::YearToDate, "2025-06", "2025-06-11", "2024-06-11"),
            (With::YearToDate, "2024-Q1", "2024-02-29", "2023-02-28"),
            (With::LastYear, "2024-Q1", "2024-03-01", "2023-03-01"),
            (With::YearToDate, "2024-06", "2024-06-30", "2023-06-30"),
            (With::LastYear, "2024-02", "2024-02-29", "2023-02-28"),
            (With::Previous, "2024-05", "2024-05-11", "2024-04-11"),
            (With::Previous, "2024-03", "2024-03-30", "2024-02-29"),
        ] {
            let rule = PeriodRule::Calendar;
            let span = Period::parse(period, rule, Day(0)).expect("a period");
            let seen = (span.from, span.to);
            let frame = TimeFrame::new(PeriodSpan::Fixed(span), Some(day(as_of)), seen, rule);
            let frames = with.frames(&frame.expect("a frame"));
            let (_, earlier) = frames.expect("a period before");
            assert_eq!(earlier.as_of, day(expected), "{with:?} {period} {as_of}");
        }
    }

    #[test]
    fn no_limits_across_the_reorganisation() {
        for (period, rule, from, is_cut) in [
            ("2025-06", PeriodRule::Calendar, Some("2024-06-01"), false),
            ("2025-07", PeriodRule::Calendar, None, true),
            ("2025-08", PeriodRule::Calendar, Some("2025-07-01"), true),
            ("2026-03", PeriodRule::Calendar, Some("2025-07-01"), true),
            ("2026-07", PeriodRule::Calendar, Some("2025-07-01"), false),
            // The month that it falls in is of its later side.
            ("2025-07", PeriodRule::Decree, None, true),
            ("2025-08", PeriodRule::Decree, Some("2025-06-15"), true),
            ("2026-09", PeriodRule::Decree, Some("2025-08-15"), false),
        ] {
            let span = Period::parse(period, rule, Day(0)).expect("a period");
            let before = months_before(span, 12, rule).map(|frame| frame.period.from.to_string());
            assert_eq!(before.as_deref(), from, "{period}");
            assert_eq!(is_cut_by_reorganisation(span, 12, rule), is_cut, "{period}");
        }
    }
}
