//! Columns without which a count says nothing.
//!
//! In: a count. Out: its [`Need`]s. Must not know: which exports there are.

use super::definition::Definition;
use super::description::Need;
use super::indicator::{CHANNEL, DUE, FINISH, Indicator};
use super::registry::INDICATORS;
use crate::domain::CanonicalField as F;
use crate::tally::Count;

/// What has to be read for a count to be one: without it there is no value instead of 0. A count of the
/// evidence needs what the first indicator needs that is made of it.
#[must_use]
pub fn needs_of(count: Count) -> &'static [Need] {
    match count {
        Count::Received | Count::ReceivedUnknown => &[],
        Count::ReceivedOnline
        | Count::ReceivedInPerson
        | Count::ReceivedPostal
        | Count::ReceivedOther => &[CHANNEL],
        Count::Opening
        | Count::Resolved
        | Count::Undated
        | Count::Returned
        | Count::Closing
        | Count::ClosingUndated
        | Count::ClosingPaused
        | Count::ClosingUncovered
        | Count::PausedUnknown
        | Count::NotCovered
        | Count::ResolvedWithin1
        | Count::ResolvedWithin5
        | Count::ResolvedWithin10
        | Count::ResolvedWithin20
        | Count::ResolvedWithin30 => &[FINISH],
        Count::Early
        | Count::OnTime
        | Count::Late
        | Count::ClosingWithin
        | Count::ClosingOverdue => &[FINISH, DUE],
        Count::Rated
        | Count::VerySatisfied
        | Count::Satisfied
        | Count::Neutral
        | Count::Dissatisfied
        | Count::VeryDissatisfied => &[Need::AnyOf(&[F::Rating])],
        Count::ResultMarked | Count::ResultDigitised => &[Need::AnyOf(&[F::ResultDigitised])],
        evidence => {
            let is_made_of = |indicator: &&Indicator| {
                indicator.terms(Definition::default()).counts().contains(&evidence)
            };
            INDICATORS.into_iter().find(is_made_of).map_or(&[], |indicator| indicator.needs)
        }
    }
}
