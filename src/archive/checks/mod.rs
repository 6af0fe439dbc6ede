//! A month that was just counted beside those that are archived: what it lacks, what it lost, what comes late.
//!
//! In: [`CountedMonth`], the key of the office. Out: findings, verdicts, what the record of the month says. Must not
//! know: what is said of it, how reports are made, how the archive is written.

mod beginning;
mod comparing;
mod continuity;
mod counted_month;
mod late;
mod lost_before;
mod missing;
mod month_sums;
mod publishing;
mod received;
mod tolerance;

use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::archive::month::RecordedChain;
use crate::findings::Finding;

pub use beginning::{UnitWithoutCarried, YearToDate};
pub use comparing::{
    ComparedPeriod, MonthComparisons, PublishedRate, compare_month, compared_periods,
};
pub use continuity::Continuity;
pub use counted_month::CountedMonth;
pub use late::LateMonth;
pub use missing::MissingUnits;
pub use month_sums::{FLOWS, MonthSums, SummedMonth, month_sums};
pub use publishing::{PublishedMonth, restatement_of_lost};
pub use received::far_fewer_than_archived;
pub use tolerance::Tolerance;

/// What a month lacks and how it follows on those before.
pub struct Checks {
    pub missing: MissingUnits,
    /// Nothing where the month before is not archived.
    pub continuity: Option<Continuity>,
    pub without_carried: Vec<UnitWithoutCarried>,
    pub year_to_date: Option<YearToDate>,
    /// Whether so many dossiers are lost that somebody has to accept it.
    pub is_lost: bool,
    /// Whether somebody did, and by it what the exports lack of before they begin.
    is_beginning_accepted: bool,
}

impl Checks {
    /// Sets a month beside the archive. `key` and `states`: as its ids are hidden, where there is a key.
    pub fn of(
        month: &CountedMonth<'_>,
        (key, states): (Option<&OfficeKey>, Option<&States>),
        (lost_dossiers, is_accepted): (&Tolerance, bool),
    ) -> Self {
        let missing = missing::missing_units(month.loaded);
        let continuity = continuity::continuity(month, (key, states), &missing.units);
        let without_carried = match continuity {
            Some(_) => Vec::new(),
            None => beginning::without_carried(month),
        };
        let is_lost = continuity.as_ref().is_some_and(|found| found.stops(lost_dossiers));
        // Where the run would stop, that is what is accepted: one unit's lost dossiers say nothing of a whole year.
        let is_beginning_accepted = is_accepted && !is_lost;
        let year_to_date = beginning::year_to_date(month, is_beginning_accepted);
        Self { missing, continuity, without_carried, year_to_date, is_lost, is_beginning_accepted }
    }

    /// What is to be said of it, unit by unit.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> =
            self.continuity.iter().flat_map(Continuity::findings).collect();
        found.extend(beginning::findings(&self.without_carried, None));
        if let Some(year) = self.year_to_date.as_ref().filter(|year| year.is_told()) {
            found.extend(beginning::findings(&year.units, Some(year.since)));
        }
        found
    }

    /// What the archive keeps of how the month follows on the one before.
    pub fn chain(&self, is_accepted: bool) -> Option<RecordedChain> {
        self.continuity.as_ref().map(|found| found.record(self.is_lost && is_accepted))
    }

    /// Whether the office knows that the exports lack what was open before they begin.
    pub fn is_beginning_accepted(&self) -> bool {
        match &self.year_to_date {
            Some(year) => year.is_first_year && year.is_known,
            None => self.is_beginning_accepted && !self.without_carried.is_empty(),
        }
    }
}
