//! Where the columns of marks stand in one file.
//!
//! In: a [`Mapping`]. Out: columns. Must not know: cells.

use super::marks::Mark;
use crate::columns::Mapping;
use crate::domain::CanonicalField;

/// The columns of one file that marks are read from.
#[derive(Debug, Clone)]
pub struct MarkPlan {
    pub marks: [Option<usize>; Mark::ALL.len()],
    pub result_digitised: Option<usize>,
    pub service_level: Option<usize>,
    pub requests: Option<usize>,
    pub requested_at: Option<usize>,
    pub done_at: Option<usize>,
    pub statutory_days: Option<usize>,
    pub committed_days: Option<usize>,
}

impl MarkPlan {
    pub fn new(mapping: &Mapping) -> Self {
        Self {
            marks: Mark::ALL.map(|mark| mapping.column(mark.field())),
            result_digitised: mapping.column(CanonicalField::ResultDigitised),
            service_level: mapping.column(CanonicalField::ServiceLevel),
            requests: mapping.column(CanonicalField::SupplementRequests),
            requested_at: mapping.column(CanonicalField::SupplementRequestedAt),
            done_at: mapping.column(CanonicalField::SupplementDoneAt),
            statutory_days: mapping.column(CanonicalField::StatutoryDays),
            committed_days: mapping.column(CanonicalField::CommittedDays),
        }
    }

    /// Whether the file has any column besides the times told.
    #[inline]
    pub fn tells_marks(&self) -> bool {
        let others = [
            self.result_digitised,
            self.service_level,
            self.requests,
            self.requested_at,
            self.done_at,
        ];
        self.marks.iter().chain(&others).any(Option::is_some)
    }
}
