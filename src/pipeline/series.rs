//! The flow of a series from dossier logs: one reading of the data, counted month by month.
//!
//! In: a checked [`Plan`]. Out: the months as [`Point`]s. Must not know: how they are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{PipelineError, Plan, Prepared, is_there, prepare};
use crate::domain::{Day, Dimension, Step};
use crate::dossiers::Loaded;
use crate::read::{Fingerprint, fingerprints};
use crate::series::{CountedStep, Point, StepLength, longer_steps, points_of_log};
use crate::tally::TimeFrame;

/// The months of a log.
#[derive(Debug)]
pub struct Monthly {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    pub points: Vec<Point>,
    /// The longer steps as wholes, where the figures asked for do not add up over months.
    pub wholes: Vec<CountedStep>,
    pub inputs: Vec<Fingerprint>,
}

/// Loads once and counts every month of the period, by unit where the exports name units. `counted_whole`:
/// steps that are counted as wholes, too.
///
/// # Errors
/// As for [`run`](super::run).
pub fn monthly(plan: &Plan, counted_whole: Option<StepLength>) -> Result<Monthly, PipelineError> {
    let mut request = plan.load.clone();
    request.dimensions = plan.dimensions();
    request.dimensions.push(Dimension::Unit);
    request.dimensions.sort_unstable();
    request.dimensions.dedup();
    // Files are summed from the bytes that are counted.
    request.opener.is_summing = true;
    let prepared = prepare(plan, &request)?;
    let has_units = is_there(&prepared.loaded, Dimension::Unit);
    let unit = has_units.then_some(Dimension::Unit);
    let by = unit.into_iter().chain([Dimension::Month]).collect();
    let judge = plan.load.keep_marks.then(|| prepared.judge(plan));
    let counter = prepared.counter()?;
    let cube = prepared.judged(&counter, &prepared.frame, by, judge.as_ref())?;
    prepared.refuse_if_empty(&cube.total)?;
    let covered = prepared.covered_months()?;
    let mut points =
        points_of_log(&cube, &frames(&prepared.frame), &covered, &prepared.loaded.fields);
    let told: BTreeSet<&String> =
        cube.rows.iter().filter_map(|row| row.group.first()?.as_ref()).collect();
    for point in points.iter_mut().filter(|_| has_units) {
        // Of those left out by a filter nothing is asked.
        let silent = prepared.loaded.silent_units_in(point.frame.period)?.into_iter();
        point.silent = silent.filter(|unit| told.contains(unit)).collect();
    }
    // Months of a log that make no steps are refused when the series is made.
    let steps = counted_whole.and_then(|every| longer_steps(&points, every).ok());
    let mut wholes = Vec::new();
    for frame in steps.into_iter().flatten() {
        let by = unit.into_iter().collect();
        let cube = prepared.judged(&counter, &frame, by, judge.as_ref())?;
        wholes.push(CountedStep { period: frame.period, cube });
    }
    drop(counter);
    let inputs = fingerprints(&request.opener, &request.sources);
    let Prepared { loaded, seen, frame, .. } = prepared;
    Ok(Monthly { loaded, frame, days_seen: seen, points, wholes, inputs })
}

/// The days of each month of the frame, the last cut to its as-of day.
fn frames(frame: &TimeFrame) -> BTreeMap<String, TimeFrame> {
    let steps = frame.steps(&[Dimension::Month]);
    let of_step = |step: Step| {
        let period = step.period;
        Some((step.month?, TimeFrame { period, as_of: period.to, rule: frame.rule }))
    };
    steps.into_iter().filter_map(of_step).collect()
}
