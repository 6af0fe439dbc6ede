//! The flow of `cchc times`: one reading of the data, and how long its dossiers take.
//!
//! In: a checked [`Plan`]. Out: a [`TimesOutcome`]. Must not know: how it is shown.

use super::{PipelineError, Plan, Prepared, dimensions, prepare};
use crate::answers::times::TimesOutcome;
use crate::tally::times::times as measure;
use crate::tally::{Counter, CubeRequest};

/// Loads and measures times by the groups of the plan.
///
/// # Errors
/// As for [`run`](super::run).
pub fn times(plan: &Plan) -> Result<TimesOutcome, PipelineError> {
    let mut request = plan.load.clone();
    request.dimensions = plan.dimensions();
    request.keep_marks = true;
    let prepared = prepare(plan, &request)?;
    prepared.refuse_if_empty(&prepared.total(&prepared.frame)?)?;
    let by = dimensions(plan, &prepared.loaded);
    let Prepared { loaded, seen, frame, filters } = prepared;
    let asked = CubeRequest { frame, by, filters };
    let cube = measure(&Counter::new(&loaded.dossiers)?, &asked, request.grain, &loaded.calendar)?;
    Ok(TimesOutcome { loaded, frame: asked.frame, days_seen: seen, cube })
}
