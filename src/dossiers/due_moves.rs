//! Whether a due day that moved between two rows did so in the period asked about.
//!
//! In: two rows of a dossier, and how far their files tell. Out: yes or no. Must not know: which of two rows
//! is the later.

use std::collections::BTreeMap;

use super::coverage::FileCoverage;
use super::repeated_rows::Row;
use crate::domain::NO_DAY;
use crate::domain::{Day, Period};
use crate::read::FileId;

/// An export made on the first or second of a month tells of these days, too.
const DAYS_OF_EXPORT: i32 = 2;

/// The period asked about, and how far files tell.
pub struct DueMoves<'a> {
    /// Without one, everything is asked about.
    pub period: Option<Period>,
    pub coverage: &'a BTreeMap<FileId, FileCoverage>,
}

impl DueMoves<'_> {
    /// A move is told once, in the period of the newer file, while the dossier is one of that period. Of two
    /// rows whose files tell until one day it is not known when it was moved.
    pub fn is_of_period(&self, earlier: &Row, later: &Row) -> bool {
        let Some(period) = self.period else { return true };
        let is_there = later.received <= period.to.0
            && (later.closed == NO_DAY || later.closed >= period.from.0);
        let until = |row: &Row| self.coverage.get(&row.position.file())?.covered_until();
        let between = until(earlier).zip(until(later)).filter(|(before, after)| before < after);
        is_there && between.is_none_or(|between| period.contains(seen_on(between)))
    }
}

/// The day on which a move between two exports is seen: the last of which the newer one tells, but for the
/// days on which it was made.
fn seen_on((before, after): (Day, Day)) -> Day {
    Day((before.0 + 1).max(after.0 - DAYS_OF_EXPORT))
}

#[cfg(test)]
mod tests {
    use super::seen_on;
    use crate::domain::Day;

    #[test]
    fn a_move_is_of_the_month_that_the_newer_export_is_for() {
        let day = |text: &str| Day::parse(text).expect("a day");
        for (before, after, month) in [
            ("2024-05-31", "2024-06-30", "2024-06"),
            ("2024-05-26", "2024-06-26", "2024-06"),
            // Made on the first and second of the month after.
            ("2024-05-31", "2024-07-01", "2024-06"),
            ("2024-06-01", "2024-07-02", "2024-06"),
            ("2024-05-02", "2024-06-02", "2024-05"),
            // Nothing was sent for May.
            ("2024-04-30", "2024-06-30", "2024-06"),
            // Two exports of one week.
            ("2024-06-29", "2024-06-30", "2024-06"),
            ("2024-06-30", "2024-07-01", "2024-07"),
        ] {
            let seen = seen_on((day(before), day(after))).to_string();
            assert_eq!(seen.get(..7), Some(month), "{before} {after}");
        }
    }
}
