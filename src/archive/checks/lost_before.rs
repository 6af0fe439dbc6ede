//! Dossiers that earlier months lost and that have not come back: what is lost once is missing in every month
//! behind it, until an export tells it again.
//!
//! In: the archived month before, what arrives now. Out: how many are missing still. Must not know: what is said
//! of it.

use std::collections::HashSet;

use super::late::MONTHS_BACK;
use crate::archive::chain::LateDossier;
use crate::archive::key::OfficeKey;
use crate::archive::{Archive, ArchivedMonth};
use crate::domain::Day;

/// How many are missing since before the month that was archived last, or since it.
pub fn lost_before(
    archive: &Archive,
    before: &ArchivedMonth,
    late: &[LateDossier],
    key: Option<&OfficeKey>,
) -> u64 {
    let Some(chain) = &before.record.chain else { return 0 };
    let lost = chain.whole.counts.lost + chain.lost_before;
    if lost == 0 || late.is_empty() {
        return lost;
    }
    let mut arriving: HashSet<u64> = late.iter().map(|dossier| dossier.hidden).collect();
    let (mut returned, mut slug) = (0, chain.before.clone());
    for _ in 0..MONTHS_BACK {
        let Some((month, _)) = archive.usable(&slug) else { break };
        if let Some(states) = key.and_then(|key| archive.states(&slug)?.with_key(key)) {
            let end = Day::parse(&month.record.period.to);
            let was_open = |hidden: &u64| {
                let state = states.dossiers.get(hidden);
                state.is_some_and(|state| state.closed.is_none_or(|closed| Some(closed) > end))
            };
            let known = arriving.len();
            arriving.retain(|hidden| !was_open(hidden));
            returned += (known - arriving.len()) as u64;
        }
        match &month.record.chain {
            Some(chain) if chain.whole.counts.lost + chain.lost_before > 0 => {
                slug.clone_from(&chain.before);
            }
            _ => break,
        }
    }
    lost.saturating_sub(returned)
}
