//! What is kept of the times of one group in one period, and how it adds.

use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::histogram::Histogram;

/// The same spans of time in working days and in calendar days; the first day is not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spans {
    pub working: Histogram,
    pub calendar: Histogram,
}

impl Spans {
    /// How many spans there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.calendar.count()
    }
}

/// Working days used, and allowed: sums over resolved dossiers with a time told. Completed waits for
/// papers are not used time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermUse {
    pub dossiers: u64,
    pub used: u64,
    pub allowed: u64,
}

/// Due dates of the export against due dates recomputed from a time told. Advice only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recomputed {
    pub equal: u64,
    /// Calendar days by which the due date of the export lies before the recomputed one.
    pub earlier: Histogram,
    /// By which it lies behind.
    pub later: Histogram,
}

impl Recomputed {
    /// How many due dates were recomputed.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.equal + self.earlier.count() + self.later.count()
    }
}

/// What is odd about the due dates of dossiers received in the period. Advice only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DueAdvice {
    /// With a due date.
    pub dated: u64,
    /// Of these, due on a day when nobody works.
    pub on_day_off: u64,
    pub statutory: Recomputed,
    pub committed: Recomputed,
}

/// The times of one group in one period. Those of disjoint groups add; `Default` is the identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// From receipt to finish, of dossiers resolved in the period.
    pub processing: Spans,
    /// From the due day to the finish, of those resolved late.
    pub lateness: Spans,
    pub statutory: TermUse,
    pub committed: TermUse,
    /// From receipt to the as-of day, of dossiers open then, paused ones too.
    pub age: Spans,
    /// Working days from the as-of day to the due day, of open dossiers that are neither paused nor
    /// overdue; 0 is due today, or on days off that follow.
    pub due_ahead: Histogram,
    pub advice: DueAdvice,
}

impl Times {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The times of a period from those of its steps: what is open is open at the end of the last.
    #[must_use]
    pub fn over_time<'a>(steps: impl Iterator<Item = Option<&'a Self>>) -> Self {
        let mut whole = Self::default();
        for times in steps {
            (whole.age, whole.due_ahead) = <(Spans, Histogram)>::default();
            if let Some(times) = times {
                whole += times;
            }
        }
        whole
    }

    /// Whether every span is there in both kinds of days.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let spans = [&self.processing, &self.lateness, &self.age];
        let agree = |spans: &&Spans| spans.working.count() == spans.calendar.count();
        spans.iter().all(agree)
            && self.lateness.count() <= self.processing.count()
            && self.due_ahead.count() <= self.age.count()
            && self.advice.on_day_off <= self.advice.dated
            && self.advice.statutory.count() <= self.advice.dated
            && self.advice.committed.count() <= self.advice.dated
    }
}

impl AddAssign<&Self> for Spans {
    fn add_assign(&mut self, other: &Self) {
        self.working += &other.working;
        self.calendar += &other.calendar;
    }
}

impl AddAssign<&Self> for TermUse {
    fn add_assign(&mut self, other: &Self) {
        self.dossiers += other.dossiers;
        self.used += other.used;
        self.allowed += other.allowed;
    }
}

impl AddAssign<&Self> for Recomputed {
    fn add_assign(&mut self, other: &Self) {
        self.equal += other.equal;
        self.earlier += &other.earlier;
        self.later += &other.later;
    }
}

impl AddAssign<&Self> for DueAdvice {
    fn add_assign(&mut self, other: &Self) {
        self.dated += other.dated;
        self.on_day_off += other.on_day_off;
        self.statutory += &other.statutory;
        self.committed += &other.committed;
    }
}

impl AddAssign<&Self> for Times {
    fn add_assign(&mut self, other: &Self) {
        self.processing += &other.processing;
        self.lateness += &other.lateness;
        self.statutory += &other.statutory;
        self.committed += &other.committed;
        self.age += &other.age;
        self.due_ahead += &other.due_ahead;
        self.advice += &other.advice;
    }
}
