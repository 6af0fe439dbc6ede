//! When a dossier was finished, against when it was due.
//!
//! In: two moments. Out: a [`Timing`]. Must not know: rows, states.

use super::columns::Timing;
use super::load_request::Grain;
use crate::columns::Moment;

/// Early, on time or late, by day or by moment. Where either side has no time of day there is no
/// moment to compare, and the days decide.
#[inline]
pub fn timing(finished: Option<Moment>, due: Option<Moment>, grain: Grain) -> Timing {
    let Some(finished) = finished else {
        return Timing::Open;
    };
    let Some(due) = due else {
        return Timing::Undated;
    };
    let by_moment = match (grain, finished.second(), due.second()) {
        (Grain::Time, Some(finished), Some(due)) => finished.cmp(&due),
        _ => std::cmp::Ordering::Equal,
    };
    match finished.day().cmp(&due.day()).then(by_moment) {
        std::cmp::Ordering::Less => Timing::Early,
        std::cmp::Ordering::Equal => Timing::OnTime,
        std::cmp::Ordering::Greater => Timing::Late,
    }
}
