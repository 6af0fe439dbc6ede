//! Which other period.

use crate::domain::{Day, Period, PeriodRule};
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
        let as_of = as_of(&later, earlier);
        Some((later, TimeFrame { period: earlier, as_of, rule }))
    }
}

fn as_of(later: &TimeFrame, earlier: Period) -> Day {
    if later.as_of == later.period.to {
        return earlier.to;
    }
    let days = later.as_of.0 - later.period.from.0;
    Day(earlier.from.0 + days).min(earlier.to)
}

/// The months before a period whose rates set its limits, by one rule.
pub fn months_before(period: Period, months: i32, rule: PeriodRule) -> Option<TimeFrame> {
    let period = period.months_before(months, rule)?;
    Some(TimeFrame { period, as_of: period.to, rule })
}
