//! Columns whose heading nothing knows, in a file that lacks a due date, a finish or a status → what they
//! hold: dates on or after the receipt, words of a status.
//!
//! In: the first dossiers. Out: counts per column. Must not know: other files, what is made of it.

use std::collections::BTreeMap;

use super::date::{DateCell, DateEvidence, DateReader};
use super::mapping::{ColumnUse, Mapping};
use super::row::is_blank_word;
use super::values::ValueMap;
use crate::domain::{CanonicalField, Day, Status};
use crate::read::Record;

/// What one column holds in the first dossiers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnmappedColumn {
    pub column: usize,
    pub filled: u64,
    pub blank: u64,
    /// Cells that are dates, and those of them that are no earlier than the receipt.
    pub dates: u64,
    pub after_receipt: u64,
    /// Cells that are words of a status.
    pub statuses: u64,
    /// Dossiers whose status says whether they are closed, and those of which a cell of this column is
    /// filled if they are and blank if they are not.
    pub judged: u64,
    pub agreeing: u64,
    /// Dossiers of which it tells a date beside the day of hand-over, and those of which it is no later.
    pub beside_return: u64,
    pub until_return: u64,
    /// By the place of another such column: how many dates are later than there.
    later_than: BTreeMap<usize, u64>,
}

impl UnmappedColumn {
    /// Whether it holds nothing but dates, of so many rows at least.
    pub const fn is_of_dates(&self, fewest: u64) -> bool {
        self.filled >= fewest && self.dates * 10 >= self.filled * 9
    }

    /// Whether these dates may be those of a due day or a finish: neither lies before the receipt.
    pub const fn may_follow_receipt(&self) -> bool {
        self.after_receipt * 10 >= self.dates * 8
    }

    /// Whether it holds nothing but words of a status.
    pub const fn is_of_statuses(&self, fewest: u64) -> bool {
        self.filled >= fewest && self.statuses * 10 >= self.filled * 9
    }

    /// How much its blanks are those of a finish, from 0 to 1: filled where the status says closed. Without
    /// a status a finish has some blanks.
    pub fn is_filled_like_a_finish(&self) -> f64 {
        if self.judged > 0 {
            return share(self.agreeing, self.judged);
        }
        if self.blank > 0 { 1.0 } else { 0.5 }
    }

    /// Whether it is filled where the status says closed, and never behind the hand-over.
    pub const fn is_surely_the_finish(&self) -> bool {
        self.beside_return > 0
            && self.until_return * 10 >= self.beside_return * 9
            && self.agreeing * 10 >= self.judged * 9
    }

    /// How much its dates are later than those of another column: 1 if all are, -1 if none is.
    pub fn is_later_than(&self, other: &Self) -> f64 {
        let later = self.later_than.get(&other.column).copied().unwrap_or(0);
        let earlier = other.later_than.get(&self.column).copied().unwrap_or(0);
        share(later, later + earlier) - share(earlier, later + earlier)
    }

    /// How much it is filled like a due date, from 0 to 1: nearly every dossier has one.
    pub fn is_filled_like_a_due_date(&self) -> f64 {
        share(self.filled, self.filled + self.blank)
    }
}

#[expect(clippy::cast_precision_loss, reason = "some hundred rows")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The columns of one file that nothing knows; none where nothing is missing.
pub struct UnmappedColumns {
    pub columns: Vec<UnmappedColumn>,
    status: Option<usize>,
    returned: Option<usize>,
    words: ValueMap<'static>,
}

impl UnmappedColumns {
    pub fn new(mapping: &Mapping) -> Self {
        let has = |field| mapping.column(field).is_some();
        // A hand-over day tells a finish, but may tell it of some dossiers only.
        let is_complete = has(CanonicalField::DueAt)
            && has(CanonicalField::FinishedAt)
            && has(CanonicalField::Status);
        let uses = mapping.uses.iter().enumerate();
        let unknown = uses.filter(|(_, (_, column_use))| *column_use == ColumnUse::Unknown);
        let of_column = |(column, _)| UnmappedColumn { column, ..UnmappedColumn::default() };
        Self {
            columns: if is_complete { Vec::new() } else { unknown.map(of_column).collect() },
            status: mapping.column(CanonicalField::Status),
            returned: mapping.column(CanonicalField::ReturnedAt),
            words: ValueMap::of_dictionary("status"),
        }
    }

    /// Takes in a dossier.
    pub fn add(&mut self, record: &Record<'_>, received: Day, reader: DateReader<'_>) {
        if self.columns.is_empty() {
            return;
        }
        let status =
            |column| self.words.value::<Status>(&String::from_utf8_lossy(&record.cell(column)));
        let is_closed = match self.status.and_then(status) {
            None | Some(Status::Unknown) => None,
            Some(status) => Some(matches!(status, Status::Resolved | Status::Returned)),
        };
        let day = |column| {
            let read = reader.read(&record.cell(column), &mut DateEvidence::default());
            if let DateCell::At(moment) = read { Some(moment.day()) } else { None }
        };
        let returned = self.returned.and_then(day);
        let mut days: Vec<(usize, Day)> = Vec::new();
        for column in &mut self.columns {
            let cell = record.cell(column.column);
            let is_filled = !cell.is_empty() && !is_blank_word(&cell);
            column.judged += u64::from(is_closed.is_some());
            column.agreeing += u64::from(is_closed == Some(is_filled));
            if !is_filled {
                column.blank += 1;
                continue;
            }
            column.filled += 1;
            // A bare number may be a date, and an amount of money.
            let is_number =
                cell.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
            if let Some(day) = day(column.column).filter(|_| !is_number) {
                column.dates += 1;
                column.after_receipt += u64::from(day >= received);
                column.beside_return += u64::from(returned.is_some());
                column.until_return += u64::from(returned.is_some_and(|returned| day <= returned));
                days.push((column.column, day));
            }
            let is_status = self.words.value::<Status>(&String::from_utf8_lossy(&cell)).is_some();
            column.statuses += u64::from(is_status);
        }
        for column in &mut self.columns {
            let own = days.iter().find(|(place, _)| *place == column.column);
            let Some((_, own)) = own else { continue };
            for (other, _) in days.iter().filter(|(_, day)| own > day) {
                *column.later_than.entry(*other).or_default() += 1;
            }
        }
    }
}
