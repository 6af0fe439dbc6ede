//! The archived months of a longer period added up, beside the same days counted from the logs of today.
//!
//! In: what was counted, the archive. Out: both sums, and month by month why they differ. Must not know: how a
//! month is counted or published.

use std::collections::BTreeMap;

use super::CountedMonth;
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::archive::month::CauseOfMove;
use crate::archive::restatement::{Cause, causes};
use crate::domain::{Dimension, Span};
use crate::tally::{Count, Cube, Tally};

/// What happened in a month, which adds up over months.
pub const FLOWS: [Count; 6] =
    [Count::Received, Count::Resolved, Count::Early, Count::OnTime, Count::Late, Count::Returned];

/// Both sums.
pub struct MonthSums {
    /// The months of the period that are archived.
    pub months: Vec<SummedMonth>,
    /// How many months the period has.
    pub of_months: usize,
    pub archived: Tally,
    pub counted: Tally,
}

/// A month as it was published, and as it comes out now.
pub struct SummedMonth {
    pub name: String,
    pub archived: Tally,
    pub counted: Tally,
    /// Empty where nothing differs, or its dossiers cannot be compared one by one.
    pub causes: Vec<CauseOfMove>,
}

impl SummedMonth {
    pub fn differs(&self) -> bool {
        FLOWS.into_iter().any(|flow| self.archived[flow] != self.counted[flow])
    }
}

impl MonthSums {
    pub fn differing(&self) -> impl Iterator<Item = &SummedMonth> {
        self.months.iter().filter(|month| month.differs())
    }
}

/// Both sums for a period of several months; nothing where none of them is archived.
pub fn month_sums(
    counted: &CountedMonth<'_>,
    (key, states): (Option<&OfficeKey>, Option<&States>),
) -> Option<MonthSums> {
    let rule = counted.rule();
    let steps = counted.period().steps(Span::Month, rule);
    if steps.len() < 2 {
        return None;
    }
    let now = by_month(counted.trend);
    let mut sums = MonthSums {
        months: Vec::new(),
        of_months: steps.len(),
        archived: Tally::ZERO,
        counted: Tally::ZERO,
    };
    for step in steps {
        let slug = step.period.slug(rule);
        let Some(archived_month) = counted.archive.month(&slug).ok().flatten() else { continue };
        let Ok(tallies) = archived_month.tallies() else { continue };
        if tallies.frame.period != step.period || tallies.frame.as_of != step.period.to {
            continue;
        }
        let (archived, again) = (tallies.total(), now.get(&slug).copied().unwrap_or(Tally::ZERO));
        sums.archived += &archived;
        sums.counted += &again;
        let mut month = SummedMonth { name: slug, archived, counted: again, causes: Vec::new() };
        if month.differs() {
            let old = key.and_then(|key| archived_month.states()?.with_key(key));
            let causes = old.zip(states).map(|(old, now)| causes(&old, now, &tallies.frame));
            let causes = causes.iter().flatten().map(of_flows);
            month.causes = causes.filter(|cause| !cause.effects.is_empty()).collect();
        }
        sums.months.push(month);
    }
    (!sums.months.is_empty()).then_some(sums)
}

/// A cause with what it does to flows: what became of ratings, say, is not to be had from it.
fn of_flows(cause: &Cause) -> CauseOfMove {
    let mut cause = CauseOfMove::from(cause);
    cause.effects.retain(|name, _| FLOWS.iter().any(|flow| flow.name() == name));
    cause
}

/// What the logs of today tell of each month.
fn by_month(trend: &Cube) -> BTreeMap<String, Tally> {
    let mut months: BTreeMap<String, Tally> = BTreeMap::new();
    let trend = trend.roll_up(&[Dimension::Month]);
    for row in trend.map(|cube| cube.rows).unwrap_or_default() {
        if let Some(Some(month)) = row.group.last() {
            *months.entry(month.clone()).or_default() += &row.tally;
        }
    }
    months
}
