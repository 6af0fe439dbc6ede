//! What every unit has to act on: its late and overdue dossiers, and its rows with findings.
//!
//! In: dossiers whose load kept their places and listed its findings. Out: [`UnitLists`]. Must not know: how they
//! are shown.

use std::collections::BTreeSet;

use super::figure::IdLimit;
use super::listing::{ListQuestion, TOLD_BY, rows_of};
use super::{OtherLogs, PipelineError, Plan, Prepared};
use crate::answers::feedback::{Run, compare};
use crate::dossiers::{LoadRequest, row_contexts};
use crate::office::study::UnitLists;
use crate::records::procedures::Procedure;
use crate::tally::{Count, Counter, Terms};

/// Asks a load for what the lists need.
pub(super) fn prepare_lists(request: &mut LoadRequest) {
    request.keep_traces = true;
    for dimension in TOLD_BY {
        if !request.dimensions.contains(&dimension) {
            request.dimensions.push(dimension);
        }
    }
}

/// The lists of all units; each looks at the files a second time.
pub(super) fn unit_lists(
    plan: &Plan,
    request: &LoadRequest,
    (prepared, counter): (&Prepared, &Counter<'_>),
    logs: &OtherLogs,
) -> Result<UnitLists, PipelineError> {
    let catalogue = logs.procedures.iter().flat_map(|log| &log.records);
    let catalogue: Vec<&Procedure> = catalogue.map(|placed| &placed.record).collect();
    let question = ListQuestion {
        terms: Terms::sum(&[Count::Late, Count::ClosingOverdue]),
        within: None,
        wanted: IdLimit::All,
        catalogue: &catalogue,
    };
    let dossiers = rows_of(plan, request, (prepared, counter), &question)?;
    let loaded = &prepared.loaded;
    let contexts = row_contexts(request, loaded, &BTreeSet::new());
    let run = Run { loaded, contexts: &contexts, days: Some(prepared.seen) };
    Ok(UnitLists { dossiers, findings: compare(&run, None).units })
}
