//! What to count: period, as-of day, groups, filters.

use crate::domain::{Day, Dimension, DimensionKind, Period, PeriodRule, PeriodSpan, Span, Step};

/// The days that a count is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeFrame {
    /// Both days inclusive.
    pub period: Period,
    /// What is open, and overdue, is judged on this day; never after the period.
    pub as_of: Day,
    pub rule: PeriodRule,
}

/// Days that do not go together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeFrameError {
    #[error(
        "the as-of day {as_of} lies after the period, which ends on {to}: dossiers closed between the two would be neither closed nor open; end the period on the as-of day"
    )]
    AsOfAfterPeriod { as_of: Day, to: Day },
    #[error("the as-of day {as_of} lies before the period, which begins on {from}")]
    AsOfBeforePeriod { as_of: Day, from: Day },
}

impl TimeFrame {
    /// From what was asked and the days seen in the data (outer contract, section 3). Without a
    /// period everything counts, up to the as-of day if there is one.
    ///
    /// # Errors
    /// When the as-of day lies outside the period.
    pub fn new(
        span: PeriodSpan,
        as_of: Option<Day>,
        seen: (Day, Day),
        rule: PeriodRule,
    ) -> Result<Self, TimeFrameError> {
        let period = match span {
            PeriodSpan::Fixed(period) => period,
            PeriodSpan::Everything => {
                let to = as_of.unwrap_or(seen.1);
                Period::new(seen.0, to)
                    .ok_or(TimeFrameError::AsOfBeforePeriod { as_of: to, from: seen.0 })?
            }
        };
        let as_of = as_of.unwrap_or(period.to);
        if as_of > period.to {
            return Err(TimeFrameError::AsOfAfterPeriod { as_of, to: period.to });
        }
        if as_of < period.from {
            return Err(TimeFrameError::AsOfBeforePeriod { as_of, from: period.from });
        }
        Ok(Self { period, as_of, rule })
    }

    /// The steps that the groups break the period into; days after the as-of day are out of scope.
    #[must_use]
    pub fn steps(&self, by: &[Dimension]) -> Vec<Step> {
        let spans = by.iter().filter_map(|dimension| match dimension.kind() {
            DimensionKind::Time(span) => Some(span),
            DimensionKind::Text(_) | DimensionKind::Value => None,
        });
        let in_scope = Period { from: self.period.from, to: self.as_of };
        // Months nest in quarters, so the shorter span serves both.
        spans
            .min_by_key(|span| *span != Span::Month)
            .map_or_else(|| vec![Step::whole(in_scope)], |span| in_scope.steps(span, self.rule))
    }
}

/// Keeps dossiers whose group is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub dimension: Dimension,
    /// Folded names; any of them will do.
    pub keys: Vec<String>,
}

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CubeRequest {
    pub frame: TimeFrame,
    /// In the order of the output's columns.
    pub by: Vec<Dimension>,
    /// All of them have to hold.
    pub filters: Vec<Filter>,
}

#[cfg(test)]
mod tests {
    use super::{TimeFrame, TimeFrameError};
    use crate::domain::{Day, Dimension, Period, PeriodRule, PeriodSpan};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn without_a_period_everything_up_to_the_as_of_day_counts() {
        let seen = (day("2024-01-03"), day("2024-05-20"));
        let rule = PeriodRule::Calendar;
        let frame = TimeFrame::new(PeriodSpan::Everything, None, seen, rule).expect("a frame");
        assert_eq!((frame.period.from, frame.period.to, frame.as_of), (seen.0, seen.1, seen.1));
        let as_of = Some(day("2024-03-31"));
        let frame = TimeFrame::new(PeriodSpan::Everything, as_of, seen, rule).expect("a frame");
        assert_eq!(frame.period.to, day("2024-03-31"));
        assert_eq!(frame.steps(&[Dimension::Unit]).len(), 1);
        assert_eq!(frame.steps(&[Dimension::Quarter, Dimension::Month]).len(), 3);
        assert_eq!(frame.steps(&[Dimension::Quarter]).len(), 1);
    }

    #[test]
    fn an_as_of_day_outside_the_period_is_refused() {
        let period = Period::new(day("2024-01-01"), day("2024-03-31")).expect("a period");
        let seen = (period.from, period.to);
        let frame = |as_of: &str| {
            let span = PeriodSpan::Fixed(period);
            TimeFrame::new(span, Some(day(as_of)), seen, PeriodRule::Calendar)
        };
        assert!(matches!(frame("2024-04-01"), Err(TimeFrameError::AsOfAfterPeriod { .. })));
        assert!(matches!(frame("2023-12-31"), Err(TimeFrameError::AsOfBeforePeriod { .. })));
        assert!(frame("2024-02-10").is_ok());
    }
}
