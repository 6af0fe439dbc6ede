//! The flow of tallies: one reading of the data, counted by everything that the archive keeps.
//!
//! In: a checked [`Plan`]. Out: [`TalliesOutcome`]. Must not know: where tallies are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::study::{breakdowns, with};
use super::{PipelineError, Plan, Prepared, filters, is_there, prepare};
use crate::archive::{Counting, KEPT_DIMENSIONS, PROGRAM, Tallies};
use crate::domain::{Day, Dimension, DimensionKind};
use crate::dossiers::Loaded;
use crate::office::study::Study;
use crate::read::{Fingerprint, fingerprints};
use crate::tally::times::{TimesCube, times};
use crate::tally::{Counter, Cube, CubeRequest, TimeFrame};

/// Tallies, and what they were counted from.
#[derive(Debug)]
pub struct TalliesOutcome {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    pub tallies: Tallies,
}

/// Loads once and counts by everything that the archive keeps.
///
/// # Errors
/// As for [`run`](super::run); breakdowns that no export has are left out.
pub fn tallies(plan: &Plan) -> Result<TalliesOutcome, PipelineError> {
    let mut request = plan.load.clone();
    let kept = kept_breakdowns();
    let text = kept.iter().flatten().copied();
    let text = text.filter(|dimension| matches!(dimension.kind(), DimensionKind::Text(_)));
    request.dimensions = text.chain(plan.dimensions()).collect();
    request.dimensions.sort_unstable();
    request.dimensions.dedup();
    request.keep_evidence();
    // Files are summed from the bytes that are counted.
    request.opener.is_summing = true;
    let prepared = prepare(plan, &request)?;
    let judge = prepared.judge(plan);
    let cubes = breakdowns(&prepared, &prepared.counter()?, &kept, Some(&judge))?;
    let total = cubes.values().next().map(|cube: &Cube| cube.total).unwrap_or_default();
    prepared.refuse_if_empty(&total)?;
    let inputs = fingerprints(&request.opener, &request.sources);
    let Prepared { loaded, seen, frame, .. } = prepared;
    let times = measured(plan, &loaded, &frame)?;
    let tallies = of(plan, &loaded, &frame, &inputs, (cubes, times));
    Ok(TalliesOutcome { loaded, frame, days_seen: seen, tallies })
}

/// The tallies of what a report was made from, whose load kept marks: the same counts, without reading
/// again.
///
/// # Errors
/// When a column is lost: a bug.
pub fn tallies_of(plan: &Plan, study: &Study) -> Result<Tallies, PipelineError> {
    let unit: &[Dimension] = if study.has_units { &[Dimension::Unit] } else { &[] };
    let wanted: BTreeSet<Vec<Dimension>> =
        kept_breakdowns().iter().map(|by| with(unit, by)).collect();
    let cubes = study.cubes.iter().filter(|(by, _)| wanted.contains(*by));
    let cubes = cubes.map(|(by, cube)| (by.clone(), cube.clone())).collect();
    let times = measured(plan, &study.loaded, &study.frame)?;
    Ok(of(plan, &study.loaded, &study.frame, &study.inputs, (cubes, times)))
}

/// How long dossiers took, by unit where the exports name units.
fn measured(plan: &Plan, loaded: &Loaded, frame: &TimeFrame) -> Result<TimesCube, PipelineError> {
    let unit = is_there(loaded, Dimension::Unit).then_some(Dimension::Unit);
    let request = CubeRequest {
        frame: frame.clone(),
        by: unit.into_iter().collect(),
        filters: filters(plan, loaded)?,
    };
    let counter = Counter::new(&loaded.dossiers)?;
    Ok(times(&counter, &request, plan.load.grain, &loaded.calendar)?)
}

/// What the archive breaks dossiers down by; the unit stands before each where the exports name units.
pub fn kept_breakdowns() -> Vec<Vec<Dimension>> {
    KEPT_DIMENSIONS.into_iter().map(|dimension| vec![dimension]).collect()
}

fn of(
    plan: &Plan,
    loaded: &Loaded,
    frame: &TimeFrame,
    inputs: &[Fingerprint],
    counted: (BTreeMap<Vec<Dimension>, Cube>, TimesCube),
) -> Tallies {
    let mut filters = plan.filters.clone();
    filters.sort();
    let counting = Counting {
        program: PROGRAM.to_owned(),
        grain: plan.load.grain,
        policy: plan.load.policy,
        units: loaded.units,
        filters,
        calendar: loaded.calendar.edition().to_owned(),
        local_calendar: loaded.calendar.local().map(str::to_owned),
        suppress_below: if plan.suppress_below > 1 { plan.suppress_below } else { 0 },
    };
    // A catalogue of procedures is no log of dossiers: many places may use the same.
    let is_log = |input: &&Fingerprint| {
        input.sources.iter().any(|source| loaded.source_names.contains(source))
    };
    let inputs: Vec<Fingerprint> = inputs.iter().filter(is_log).cloned().collect();
    let fields = loaded.fields.clone();
    let ledger = loaded.ledger.clone();
    Tallies::new((frame.clone(), counting), fields, (&inputs, ledger), counted, &loaded.dossiers)
}
