//! The steps of a period as day numbers.
//!
//! In: the steps that follow each other, and the sources of units. Out: the step of a day, what a day is to
//! the ends of steps, and whether a source tells of them. Must not know: dossiers.

use std::ops::Range;

use crate::domain::NO_DAY;
use crate::domain::{Day, Step};
use crate::dossiers::{Reach, Sources, UnitSource, Unreported, is_later};

/// What is near: a month. Days that are corrected move farther but rarely, and each month more is one more in
/// the archive.
const NEAR_DAYS: i32 = 31;

/// The steps of a period as day numbers. The steps follow each other without a gap, and the last
/// ends on the as-of day.
pub struct Steps {
    first: i32,
    last: i32,
    /// Step of each day from `first` to `last`.
    step_of_day: Vec<u32>,
    last_days: Vec<i32>,
    reaches: Reaches,
}

/// Which steps the sources of units tell of. Sources that tell of the same steps share a number; those that
/// tell of all have 0.
#[derive(Debug, Clone, Default)]
struct Reaches {
    /// By number of the unit; empty where all sources tell of all steps.
    of_unit: Vec<u16>,
    /// By number from 1, by step.
    told: Vec<Vec<StepCoverage>>,
}

impl Reaches {
    /// The number of what a source tells.
    fn number(&mut self, told: Vec<StepCoverage>) -> u16 {
        if told.iter().all(|told| *told == StepCoverage::Whole) {
            return 0;
        }
        let known = self.told.iter().position(|other| *other == told);
        let place = known.unwrap_or_else(|| {
            self.told.push(told);
            self.told.len() - 1
        });
        u16::try_from(place + 1).unwrap_or(u16::MAX)
    }
}

/// What a source tells of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepCoverage {
    /// Of its last day.
    Whole,
    /// Of its last day, but the rows tell how dossiers stand on a later one.
    Later,
    /// Of some days: what was open when the source ended may be open or not.
    Partial,
    /// Of nothing: the source ended before.
    Absent,
}

impl StepCoverage {
    /// Whether what is open at the end of the step is known to be.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Whole | Self::Later)
    }
}

impl Steps {
    #[must_use]
    pub fn new(steps: &[Step]) -> Self {
        let mut step_of_day = Vec::new();
        for (number, step) in (0_u32..).zip(steps) {
            let days = step.period.from.0..=step.period.to.0;
            step_of_day.extend(days.map(|_| number));
        }
        Self {
            first: steps.first().map_or(0, |step| step.period.from.0),
            last: steps.last().map_or(-1, |step| step.period.to.0),
            step_of_day,
            last_days: steps.iter().map(|step| step.period.to.0).collect(),
            reaches: Reaches::default(),
        }
    }

    /// The same steps, as far as the sources of dossiers tell of them.
    #[must_use]
    pub fn told_by(steps: &[Step], sources: &Sources) -> Self {
        let days = Self::new(steps);
        let of_source = |source: &UnitSource| -> Vec<StepCoverage> {
            let at = |step: &Step| match sources.reach(source, step.period.to) {
                Reach::Covered if sources.is_of_later(source, step.period.to) => {
                    StepCoverage::Later
                }
                Reach::Covered | Reach::QuietSince(_) => StepCoverage::Whole,
                Reach::Until(Some(day)) if day >= step.period.from => StepCoverage::Partial,
                Reach::Until(_) => StepCoverage::Absent,
            };
            steps.iter().map(at).collect()
        };
        let of_sources: Vec<Vec<StepCoverage>> = sources.sources.iter().map(of_source).collect();
        let whole = || vec![StepCoverage::Whole; steps.len()];
        let own = |source: &u32| of_sources.get(*source as usize).cloned().unwrap_or_else(whole);
        // They were open when they were last told, so they stand in what is carried on.
        let unreported = |unreported: &Unreported| {
            let of_steps = steps.iter().zip(own(&unreported.source));
            let at = |(step, told): (&Step, StepCoverage)| match told {
                StepCoverage::Whole | StepCoverage::Later if step.period.to >= unreported.from => {
                    StepCoverage::Partial
                }
                // No newer file has told another state.
                StepCoverage::Later if !is_later(unreported.until, step.period.to) => {
                    StepCoverage::Whole
                }
                told => told,
            };
            of_steps.map(at).collect::<Vec<StepCoverage>>()
        };
        let mut reaches = Reaches::default();
        let all =
            sources.numbers().iter().map(own).chain(sources.unreported().iter().map(unreported));
        let of_unit = all.map(|told| reaches.number(told)).collect();
        if reaches.told.is_empty() {
            return days;
        }
        Self { reaches: Reaches { of_unit, ..reaches }, ..days }
    }

    /// Whether the sources of all units tell of the ends of all steps.
    #[must_use]
    pub const fn are_all_told(&self) -> bool {
        self.reaches.told.is_empty()
    }

    /// The number of the steps that the source of a unit tells of.
    #[must_use]
    #[inline]
    pub fn reach_of(&self, unit: u32) -> u16 {
        self.reaches.of_unit.get(unit as usize).copied().unwrap_or(0)
    }

    /// What a source with such a number tells of a step.
    #[must_use]
    pub fn coverage(&self, reach: u16, step: u32) -> StepCoverage {
        let told = usize::from(reach).checked_sub(1).and_then(|place| self.reaches.told.get(place));
        told.and_then(|told| told.get(step as usize)).copied().unwrap_or(StepCoverage::Whole)
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "fewer steps than days")]
    pub const fn count(&self) -> u32 {
        self.last_days.len() as u32
    }

    /// The step of a day within the period.
    #[must_use]
    #[inline]
    pub fn at(&self, day: i32) -> Option<u32> {
        let place = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.step_of_day.get(place).copied()
    }

    /// The steps at whose end a dossier is open; most have none: they close in the step they came in.
    #[must_use]
    #[inline]
    pub fn open_run(&self, received: i32, closed: i32) -> Range<u32> {
        if received > self.last {
            return 0..0;
        }
        let until = if closed == NO_DAY || closed > self.last {
            self.count()
        } else {
            self.at(closed).unwrap_or(0)
        };
        self.at(received).unwrap_or(0)..until
    }

    /// Whether something outside the steps was closed shortly before them, or received shortly behind.
    #[must_use]
    pub fn is_near(&self, received: i32, closed: i32) -> bool {
        let is_before = closed != NO_DAY && (self.first - NEAR_DAYS..self.first).contains(&closed);
        is_before || (self.last + 1..=self.last + NEAR_DAYS).contains(&received)
    }

    /// The days of all steps.
    #[must_use]
    pub const fn days(&self) -> (i32, i32) {
        (self.first, self.last)
    }

    /// The last day of a step.
    #[must_use]
    pub fn last_day(&self, step: u32) -> Option<Day> {
        let place = usize::try_from(step).ok()?;
        self.last_days.get(place).copied().map(Day)
    }

    /// The first step on whose last day something due on `due` is overdue (due < that day).
    #[must_use]
    #[inline]
    pub fn overdue_from(&self, due: i32) -> u32 {
        if due < self.first {
            return 0;
        }
        match self.at(due) {
            None => self.count(),
            Some(step) => {
                let ends_on_due = usize::try_from(step)
                    .ok()
                    .and_then(|step| self.last_days.get(step))
                    .is_some_and(|last| *last == due);
                step + u32::from(ends_on_due)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;
    use crate::domain::{Day, Period, PeriodRule, Span};

    #[test]
    fn overdue_begins_the_day_after_due() {
        let day = |text| Day::parse(text).expect("a day");
        let whole = Period { from: day("2024-01-10"), to: day("2024-03-15") };
        let steps = Steps::new(&whole.steps(Span::Month, PeriodRule::Calendar));
        for (due, expected) in [
            ("2023-05-01", 0),
            ("2024-01-30", 0),
            ("2024-01-31", 1),
            ("2024-02-01", 1),
            ("2024-02-29", 2),
            ("2024-03-14", 2),
            ("2024-03-15", 3),
            ("2025-01-01", 3),
        ] {
            assert_eq!(steps.overdue_from(day(due).0), expected, "{due}");
        }
    }
}
