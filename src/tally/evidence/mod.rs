//! Dossiers with their marks → what can be said of digitisation, payment, supplements, apologies and
//! the 766 index, by group.
//!
//! In: dossiers whose load kept marks, and a [`CubeRequest`]. Out: one [`Evidence`] per group and the
//! whole. Must not know: rates, languages. Without marks only what dates and channel tell is counted.

mod count;
mod rules;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::counter::Counter;
use super::cube::{CubeError, order_of_rows};
use super::dossier::Dossier;
use super::grouping::NO_GROUP;
use super::request::CubeRequest;
use crate::domain::{Dimension, WorkingCalendar};
use crate::normalise::Grain;

pub use count::{Contribution, Evidence, EvidenceCount};
pub use rules::Judge;

/// The evidence of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// One name per dimension, in their order; nothing where the group has none.
    pub group: Vec<Option<String>>,
    pub evidence: Evidence,
}

/// The evidence by group, in their order, and of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceTable {
    pub by: Vec<Dimension>,
    pub rows: Vec<EvidenceRow>,
    pub total: Evidence,
}

/// Counts the evidence of the whole period; dimensions of time are left out.
///
/// Times of day decide with `grain` where the load kept traces, too; working days are those of the
/// `calendar`.
///
/// # Errors
/// When the groups cannot be numbered or a column is lost: a bug.
pub fn evidence(
    counter: &Counter<'_>,
    request: &CubeRequest,
    grain: Grain,
    calendar: &WorkingCalendar,
) -> Result<EvidenceTable, CubeError> {
    let by: Vec<Dimension> = request.by.iter().copied().filter(|by| !by.is_time()).collect();
    let grouping = counter.grouping(&by, &request.filters)?;
    let judge = Judge { frame: &request.frame, grain, calendar };
    let empty = || vec![Evidence::default(); grouping.names.len()];
    let with_groups: Vec<_> = counter.segments().iter().zip(&grouping.of_row).collect();
    let parts = with_groups.par_iter().map(|(segment, groups)| {
        let mut part = empty();
        for (row, group) in groups.iter().enumerate().filter(|(_, group)| **group != NO_GROUP) {
            let evidence = usize::try_from(*group).ok().and_then(|group| part.get_mut(group));
            if let (Some(evidence), Some(dossier)) = (evidence, Dossier::new(segment, row)) {
                evidence.count(&judge.contribution(&dossier));
            }
        }
        part
    });
    let added = parts.reduce(empty, |mut left, right| {
        for (sum, more) in left.iter_mut().zip(&right) {
            *sum += more;
        }
        left
    });
    let mut total = Evidence::default();
    let mut rows = Vec::new();
    for (group, evidence) in grouping.names.iter().cloned().zip(added) {
        total += &evidence;
        if !evidence.is_empty() {
            rows.push(EvidenceRow { group, evidence });
        }
    }
    rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
    Ok(EvidenceTable { by, rows, total })
}
