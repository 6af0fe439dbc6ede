//! What a tally of a log says of a column of a printed table.
//!
//! What the table has no column for stands where form II.06a puts it: returned dossiers and those
//! without a due date among the ones on time, paused ones among those still in term, and what came by
//! post with the counter.

use super::measure::Measure as M;
use super::table::AggregateTable;
use crate::domain::CanonicalField;
use crate::normalise::Loaded;
use crate::tally::{Count as C, Tally};

/// The count under a column; nothing when a log cannot tell.
pub fn log_count(
    table: &AggregateTable,
    loaded: &Loaded,
    tally: &Tally,
    measure: M,
) -> Option<u64> {
    let has_any = |columns: &[M]| columns.iter().any(|column| table.has(*column));
    let waiting = [M::Paused, M::Supplement, M::FinancialObligation];
    let has_waiting = has_any(&waiting);
    let returned_elsewhere = has_any(&[M::Returned, M::Withdrawn, M::ReturnedOrWithdrawn]);
    let returned = if returned_elsewhere { 0 } else { tally[C::Returned] };
    let paused = if has_waiting { 0 } else { tally[C::ClosingPaused] };
    let has_channel = loaded.fields.contains(&CanonicalField::Channel);
    let has_due = loaded.fields.contains(&CanonicalField::DueAt);
    let on_time = tally.sum(&[C::OnTime, C::Undated]) + returned;
    let channel = |counts: &[C]| has_channel.then(|| tally.sum(counts));
    let timed = |count: u64| has_due.then_some(count);
    match measure {
        M::ToResolve => Some(tally.sum(&[C::Opening, C::Received])),
        M::Carried => Some(tally[C::Opening]),
        M::Received => Some(tally[C::Received]),
        M::ReceivedOnline => channel(&[C::ReceivedOnline]),
        M::ReceivedInPerson if table.has(M::ReceivedPostal) => channel(&[C::ReceivedInPerson]),
        // Without a column of its own, what comes by post is handed in at the counter.
        M::ReceivedInPerson | M::ReceivedInPersonOrPostal => {
            channel(&[C::ReceivedInPerson, C::ReceivedPostal])
        }
        M::ReceivedPostal => channel(&[C::ReceivedPostal]),
        M::ReceivedOther => channel(&[C::ReceivedOther]),
        M::Resolved => Some(tally[C::Resolved] + returned),
        M::Early => timed(tally[C::Early]),
        M::OnTime => timed(on_time),
        M::EarlyOrOnTime => timed(tally[C::Early] + on_time),
        M::Late => timed(tally[C::Late]),
        M::Pending => Some(tally[C::Closing] - tally[C::ClosingPaused] + paused),
        M::PendingWithin => timed(tally.sum(&[C::ClosingWithin, C::ClosingUndated]) + paused),
        M::PendingOverdue => timed(tally[C::ClosingOverdue]),
        M::LateTotal => timed(tally.sum(&[C::Late, C::ClosingOverdue])),
        M::Paused | M::Supplement => {
            let is_only = waiting.iter().filter(|column| table.has(**column)).count() == 1;
            is_only.then(|| tally[C::ClosingPaused])
        }
        M::ReturnedOrWithdrawn => Some(tally[C::Returned]),
        M::ClosingStock => Some(tally[C::Closing]),
        _ => None,
    }
}
