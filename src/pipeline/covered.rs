//! Units whose data reach to the end of two periods: only over these a change is one.
//!
//! In: loaded dossiers, two periods. Out: the filters that leave these units. Must not know: how anything is
//! compared or shown.

use super::{PipelineError, Prepared};
use crate::domain::Dimension;
use crate::dossiers::Sources;
use crate::tally::{Counter, Cube, CubeRequest, Filter, Judge, TimeFrame};

/// What is compared over two periods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CoveredUnits {
    pub filters: Vec<Filter>,
    /// The units that are left out.
    pub left_out: Vec<String>,
    /// Whether any unit is left.
    pub any: bool,
}

impl Prepared {
    /// The units that two periods can be compared over. Where no file names units, all dossiers are.
    pub(super) fn covered_in(&self, frames: [&TimeFrame; 2]) -> CoveredUnits {
        let filters = self.filters.clone();
        let sources = self.loaded.dossiers.sources();
        let Some(dimension) = sources.dimension else {
            return CoveredUnits { filters, left_out: Vec::new(), any: true };
        };
        let (mut keys, mut left_out) = (Vec::new(), Vec::new());
        for (group, number) in self.loaded.dossiers.groups(dimension).into_iter().zip(0..) {
            if frames.iter().all(|frame| is_covered(sources, number, frame)) {
                keys.push(group.key);
            } else {
                left_out.extend(group.name);
            }
        }
        if left_out.is_empty() {
            return CoveredUnits { filters, left_out, any: true };
        }
        let any = !keys.is_empty();
        let filters = filters.into_iter().chain([Filter { dimension, keys }]).collect();
        CoveredUnits { filters, left_out, any }
    }
}

impl CoveredUnits {
    /// The counts of these units, with the evidence where there is a judge of it.
    pub(super) fn judged(
        &self,
        counter: &Counter<'_>,
        frame: &TimeFrame,
        (by, judge): (Vec<Dimension>, Option<&Judge<'_>>),
    ) -> Result<Cube, PipelineError> {
        let request = CubeRequest { frame: frame.clone(), by, filters: self.filters.clone() };
        Ok(match judge {
            Some(judge) => counter.tally_with_evidence(&request, judge)?,
            None => counter.tally(&request)?,
        })
    }
}

/// Whether the source of a unit begins before the end of a period and reaches to it.
fn is_covered(sources: &Sources, unit: u32, frame: &TimeFrame) -> bool {
    sources.of_group(unit).is_none_or(|source| {
        sources.reach(source, frame.as_of).is_covered()
            && source.first_day().is_some_and(|first| first <= frame.as_of)
    })
}
