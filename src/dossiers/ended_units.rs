//! Units of before 1 July 2025 that have left nothing behind: nobody waits for their exports any more.
//!
//! In: loaded dossiers and a period. Out: the groups that have ended. Must not know: how far sources reach.

use super::loaded::Loaded;
use super::presence::busy_groups;
use super::table::DossiersError;
use crate::domain::{Day, Dimension, Period};
use crate::units::has_ended;

/// Groups of a dimension that had ended before a period and have no dossier in it, by number. What they left
/// open stands at the communes that followed, where an export tells it; where none does, they are waited for.
pub fn ended_groups(
    loaded: &Loaded,
    dimension: Dimension,
    (period, as_of): (Period, Day),
) -> Result<Vec<bool>, DossiersError> {
    let groups = loaded.dossiers.groups(dimension);
    let mut ended: Vec<bool> =
        groups.iter().map(|group| has_ended(&group.key, period.from)).collect();
    if ended.contains(&true) {
        let segments = loaded.dossiers.segments()?;
        let busy = busy_groups(&segments, dimension, groups.len(), (period, as_of));
        for (ended, busy) in ended.iter_mut().zip(busy) {
            *ended &= !busy;
        }
    }
    Ok(ended)
}
