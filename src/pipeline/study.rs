//! The flow of a report: one reading of the data, counted by everything that a report has a table for.
//!
//! In: a checked [`Plan`], and what the forms are broken down by. Out: a [`Study`]. Must not know: how
//! anything is shown, command lines, the clock.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator,
};

use super::answers::{has_ratings, rated_layouts};
use super::other_logs::OtherLogs;
use super::scoring::{dimensions as asked_dimensions, prepare_marks};
use super::unit_lists::{prepare_lists, unit_lists};
use super::{PipelineError, Plan, Prepared, is_there, prepare};
use crate::answers::publication::Against;
use crate::comparison::{LIMIT_MONTHS, TREND_MONTHS, far_fewer_received, months_before};
use crate::domain::{Dimension, DimensionKind};
use crate::index::{Answers, Ask};
use crate::office::study::{ComparedCube, OfBoth, Study};
use crate::read::fingerprints;
use crate::tally::{Counter, Cube, Judge, Tally, TimeFrame, rating_scales};

/// What every report breaks dossiers down by, besides what its forms ask for.
const BREAKDOWNS: [&[Dimension]; 6] = [
    &[],
    &[Dimension::District],
    &[Dimension::Province],
    &[Dimension::Procedure],
    &[Dimension::Field],
    &[Dimension::Channel],
];
/// What the change against another period is taken apart over.
const PARTS: [Dimension; 2] = [Dimension::Procedure, Dimension::Channel];

/// Loads once and counts by everything that a report shows, and by what its forms ask for; `asks` are
/// the questions of an index.
///
/// # Errors
/// As for [`run`](super::run); breakdowns that no export has are left out.
pub fn study(
    plan: &Plan,
    forms: &[Vec<Dimension>],
    asks: &[Ask],
    logs: &OtherLogs,
) -> Result<Study, PipelineError> {
    let breakdowns = BREAKDOWNS.into_iter().map(<[Dimension]>::to_vec).chain(forms.iter().cloned());
    let breakdowns: Vec<Vec<Dimension>> = breakdowns.collect();
    let wanted = breakdowns.iter().flatten().chain(&[Dimension::Unit]).copied();
    let mut request = plan.load.clone();
    let text = wanted.filter(|dimension| matches!(dimension.kind(), DimensionKind::Text(_)));
    let of_index = if asks.is_empty() { BTreeSet::new() } else { asked_dimensions(asks) };
    let text: BTreeSet<Dimension> = text.chain(plan.dimensions()).chain(of_index).collect();
    request.dimensions = text.into_iter().collect();
    prepare_marks(&mut request, asks, logs);
    let has_lists = request.list_findings.is_some();
    if has_lists {
        prepare_lists(&mut request);
    }
    // Files are summed from the bytes that are counted.
    request.opener.is_summing = true;
    let prepared = prepare(plan, &request)?;
    let (answers, units_at_levels) =
        if asks.is_empty() { Default::default() } else { prepared.answers(plan, asks, logs)? };
    let lists = if has_lists {
        let counter = prepared.counter()?;
        Some(unit_lists(plan, &request, (&prepared, &counter), logs)?)
    } else {
        None
    };
    let study = counted(plan, prepared, &breakdowns)?;
    let inputs = fingerprints(&request.opener, &request.sources);
    let inputs = inputs.into_iter().chain(logs.inputs().cloned()).collect();
    let other_ledgers = logs.ledgers().cloned().collect();
    Ok(Study { inputs, other_ledgers, answers, units_at_levels, lists, ..study })
}

/// The cubes of these breakdowns, as far as the exports can tell them; where they name units, the unit
/// stands before each. With the evidence, where there is a judge of it.
pub(super) fn breakdowns(
    prepared: &Prepared,
    counter: &Counter<'_>,
    breakdowns: &[Vec<Dimension>],
    judge: Option<&Judge<'_>>,
) -> Result<BTreeMap<Vec<Dimension>, Cube>, PipelineError> {
    let unit = unit_first(prepared);
    let is_possible =
        |by: &Vec<Dimension>| by.iter().all(|dimension| is_there(&prepared.loaded, *dimension));
    let wanted: BTreeSet<Vec<Dimension>> =
        breakdowns.iter().map(|by| with(unit, by)).filter(is_possible).collect();
    let wanted: Vec<Vec<Dimension>> = wanted.into_iter().collect();
    let cubes = counter.tally_sets(&prepared.frame, &prepared.filters, &wanted, judge)?;
    Ok(wanted.into_iter().zip(cubes).collect())
}

/// The unit, where the exports name units.
fn unit_first(prepared: &Prepared) -> &'static [Dimension] {
    if is_there(&prepared.loaded, Dimension::Unit) { &[Dimension::Unit] } else { &[] }
}

pub(super) fn with(unit: &[Dimension], by: &[Dimension]) -> Vec<Dimension> {
    let rest = by.iter().filter(|dimension| **dimension != Dimension::Unit);
    unit.iter().chain(rest).copied().collect()
}

/// Counts what was loaded by each of these, as far as the exports can tell them.
/// The files themselves are not looked at here.
fn counted(
    plan: &Plan,
    prepared: Prepared,
    wanted: &[Vec<Dimension>],
) -> Result<Study, PipelineError> {
    let unit = unit_first(&prepared);
    let counter = prepared.counter()?;
    let judge = plan.load.keep_marks.then(|| prepared.judge(plan));
    let cubes = breakdowns(&prepared, &counter, wanted, judge.as_ref())?;
    let total = cubes.values().next().map_or(Tally::ZERO, |cube: &Cube| cube.total);
    prepared.refuse_if_empty(&total)?;
    // The annex sets levels beside those of the period before.
    let by_level = wanted.iter().any(|by| by.contains(&Dimension::Level))
        && is_there(&prepared.loaded, Dimension::Level);
    let level: &[Dimension] = if by_level { &[Dimension::Level] } else { &[] };
    let covered = prepared.covered_months()?;
    let compared = compared(&prepared, &counter, &with(unit, level), (judge.as_ref(), &covered))?;
    let frame = &prepared.frame;
    let before = months_before(frame.period, LIMIT_MONTHS, frame.rule);
    let before = before.filter(|_| !compared.is_empty());
    let of_month =
        |frame: TimeFrame| prepared.tally(&counter, &frame, with(unit, &[Dimension::Month]));
    let months_before =
        before.map(of_month).transpose()?.and_then(|cube| cube.only_months(&covered));
    let period = frame.period.with_months_before(TREND_MONTHS, frame.rule);
    let trend_frame = TimeFrame { period, ..frame.clone() };
    let trend = prepared.tally(&counter, &trend_frame, with(unit, &[Dimension::Month]))?;
    let loaded = &prepared.loaded;
    let ratings = if has_ratings(loaded) {
        rating_scales(&counter, &rated_layouts(loaded), frame, &prepared.filters)?
    } else {
        Vec::new()
    };
    // What becomes of dossiers is archived, and how long they took is measured, for those of the period and near it.
    let in_scope = plan.load.keep_digests.then(|| counter.in_or_near_scope(frame)).transpose()?;
    let far_digests = in_scope.as_ref().map(|kept| far_digests(&counter, kept)).unwrap_or_default();
    drop(counter);
    let Prepared { mut loaded, seen, frame, .. } = prepared;
    for finding in far_fewer_received(&trend, &trend_frame, &loaded.calendar) {
        loaded.findings.push(finding);
    }
    match in_scope {
        Some(in_scope) => loaded.dossiers.retain(&in_scope)?,
        None => loaded.dossiers.forget_rows(),
    }
    let inputs = Vec::new();
    Ok(Study {
        loaded,
        frame,
        days_seen: seen,
        cubes,
        compared,
        months_before,
        trend,
        covered,
        ratings,
        inputs,
        has_units: !unit.is_empty(),
        other_ledgers: Vec::new(),
        answers: Answers::default(),
        units_at_levels: Vec::new(),
        assessment: None,
        lists: None,
        far_digests,
    })
}

/// Digests of the dossiers that are not kept: a later look can tell that they are not lost.
fn far_digests(counter: &Counter<'_>, kept: &[Vec<bool>]) -> Vec<u64> {
    let mut digests = Vec::new();
    for (segment, kept) in counter.segments().iter().zip(kept) {
        let rows = kept.par_iter().enumerate().filter(|(_, is_kept)| !**is_kept);
        digests.par_extend(rows.filter_map(|(row, _)| segment.digest(row)));
    }
    digests
}

/// The periods that a report is compared with, as far as the data reach back and the period is over:
/// half a month against a whole one would look like a fall.
fn compared(
    prepared: &Prepared,
    counter: &Counter<'_>,
    by: &[Dimension],
    (judge, covered): (Option<&Judge<'_>>, &BTreeSet<String>),
) -> Result<Vec<ComparedCube>, PipelineError> {
    let TimeFrame { period, as_of, rule } = prepared.frame;
    let mut compared = Vec::new();
    if as_of != period.to || prepared.seen.1 < period.from {
        return Ok(compared);
    }
    let others =
        [(Against::Previous, period.before(rule)), (Against::LastYear, period.year_before(rule))];
    for (against, other) in others {
        let Some(other) = other.filter(|other| other.from >= prepared.seen.0) else { continue };
        if compared.iter().any(|known: &ComparedCube| known.frame.period == other) {
            continue;
        }
        let frame = TimeFrame { period: other, as_of: other.to, rule };
        if is_covered(&frame, covered) {
            let units = prepared.covered_in([&prepared.frame, &frame]);
            if !units.any {
                continue;
            }
            let of_units = |frame: &TimeFrame| {
                let cube = units.judged(counter, frame, (by.to_vec(), judge))?;
                let parts = PARTS.into_iter().filter(|part| is_there(&prepared.loaded, *part));
                let parts = parts.map(|part| {
                    let unit = by.iter().copied().filter(|by| *by == Dimension::Unit);
                    let by = unit.chain([part]).collect();
                    units.judged(counter, frame, (by, None))
                });
                Ok::<_, PipelineError>((cube, parts.collect::<Result<Vec<Cube>, _>>()?))
            };
            let (cube, parts) = of_units(&frame)?;
            let of_both = if units.left_out.is_empty() {
                None
            } else {
                let (cube, parts) = of_units(&prepared.frame)?;
                Some(OfBoth { cube, parts, not_covered: units.left_out.clone() })
            };
            compared.push(ComparedCube { against, frame, cube, parts, of_both });
        }
    }
    Ok(compared)
}

/// Whether the inputs cover every month of another period.
pub(super) fn is_covered(frame: &TimeFrame, covered: &BTreeSet<String>) -> bool {
    let mut months = frame.steps(&[Dimension::Month]).into_iter();
    months.all(|step| step.month.is_some_and(|month| covered.contains(&month)))
}
