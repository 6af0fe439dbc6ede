//! What the dates of a column or file say of themselves, and the order of day and month that this proves.
//!
//! In: observations of single cells. Out: the order. Must not know: cells, columns, files.

use super::moment::{Moment, NO_TIME};
use super::short_years::{ShortOrder, ShortYears};

/// Which number of `05/06/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
    /// Day first in text, and day and month exchanged in the cells that a spreadsheet made dates:
    /// set up for another country, it took `05/06` for May and left `13/06` as text.
    Exchanged,
}

/// What the dates of a column, or of all columns of a file, say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateEvidence {
    /// Dates that can only be day first.
    pub day_first: u64,
    /// Dates that can only be month first.
    pub month_first: u64,
    /// Dates that could be either, and differ.
    pub either: u64,
    /// Dates with the year first whose day could be a month, and those whose day could not.
    pub low_typed: u64,
    pub high_typed: u64,
    /// Dates with years of two digits.
    pub short_years: ShortYears,
    /// Times of day without a zone, as written.
    pub times: Times,
    /// Moments in UTC that were converted.
    pub utc: u64,
    /// Cells that say "no date".
    pub no_date: u64,
}

/// First and last time of day, in seconds since midnight; [`NO_TIME`] is the last of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub first: u32,
    pub last: u32,
}

impl Default for Times {
    fn default() -> Self {
        Self { first: NO_TIME, last: 0 }
    }
}

impl Times {
    #[cold]
    #[inline(never)]
    fn widen(&mut self, second: u32) {
        self.first = self.first.min(second);
        self.last = self.last.max(second);
    }

    #[inline(always)]
    pub fn see(&mut self, moment: Moment) {
        let second = moment.second_or_none();
        // Hardly any cell widens the range; a branch that is never taken costs less than two writes.
        if second < self.first || second > self.last {
            self.widen(second);
        }
    }
}

/// With so many typed dates, days up to the 12th only are no chance: two days of five are.
const TYPED_PROOF: u64 = 20;

/// And so many dates left as text.
const TEXT_PROOF: u64 = 3;

impl DateEvidence {
    pub fn add(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.low_typed += other.low_typed;
        self.high_typed += other.high_typed;
        self.short_years.add(other.short_years);
        self.times.first = self.times.first.min(other.times.first);
        self.times.last = self.times.last.max(other.times.last);
        self.utc += other.utc;
        self.no_date += other.no_date;
    }

    /// The order of years of two digits that the evidence proves.
    pub fn short_order(&self) -> Option<ShortOrder> {
        self.short_years.order(self.day_first, self.month_first)
    }

    /// The order the evidence proves: month first only when nothing speaks for day first. In a
    /// workbook, every date up to the 12th typed and every later one left as text is proof that the
    /// spreadsheet exchanged day and month.
    pub const fn order(self, is_workbook: bool) -> DateOrder {
        let is_typed_low = self.low_typed >= TYPED_PROOF && self.high_typed == 0;
        let is_text_high =
            self.day_first >= TEXT_PROOF && self.either == 0 && self.month_first == 0;
        if is_workbook && is_typed_low && is_text_high {
            DateOrder::Exchanged
        } else if self.day_first == 0 && self.month_first > 0 {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        }
    }
}
