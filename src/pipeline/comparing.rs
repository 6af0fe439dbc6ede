//! The flow of a comparison: one reading of the data, counted for every period that is compared.
//!
//! In: a checked [`Plan`], which other periods, a [`Question`]. Out: a [`Comparing`]. Must not know:
//! how anything is shown.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::covered::CoveredUnits;
use super::study::is_covered;
use super::{PipelineError, Plan, Prepared, is_there, prepare_span};
use crate::comparison::{
    self, Comparison, LIMIT_MONTHS, MonthsBefore, Question, Side, With, is_cut_by_reorganisation,
    months_before,
};
use crate::domain::fold;
use crate::domain::{Day, Dimension, DimensionKind, Period, PeriodSpan, UnitsBasis};
use crate::dossiers::Loaded;
use crate::read::{Fingerprint, fingerprints};
use crate::tally::{Counter, Cube, Judge, TimeFrame};

/// What a comparison brought.
#[derive(Debug)]
pub struct Comparing {
    pub loaded: Loaded,
    /// The later period.
    pub frame: TimeFrame,
    /// The first received day and the last received or finish day in the data.
    pub days_seen: (Day, Day),
    pub comparisons: Vec<(With, Comparison)>,
    /// Other periods that were asked for and cannot be compared: there is none of that kind, or the
    /// data do not tell of every month of it.
    pub left_out: Vec<(With, Option<Period>)>,
    pub inputs: Vec<Fingerprint>,
}

/// Loads once and compares the period with each of the others. Without a period, the last full month
/// that the data see is compared.
///
/// # Errors
/// As for [`run`](super::run), and when the data tell of none of the other periods.
pub fn compare(
    plan: &Plan,
    others: &[With],
    question: &Question,
) -> Result<Comparing, PipelineError> {
    let mut request = plan.load.clone();
    let text = plan.dimensions().into_iter().chain([Dimension::Unit, Dimension::Procedure]);
    let text = text.filter(|dimension| matches!(dimension.kind(), DimensionKind::Text(_)));
    request.dimensions = text.collect::<BTreeSet<_>>().into_iter().collect();
    let span = |seen: (Day, Day)| match plan.span {
        PeriodSpan::Everything => {
            let month = Period::last_full_month(seen.1, plan.rule);
            month.map_or(PeriodSpan::Everything, PeriodSpan::Fixed)
        }
        fixed @ PeriodSpan::Fixed(_) => fixed,
    };
    // Files are summed from the bytes that are counted.
    request.opener.is_summing = true;
    let mut prepared = prepare_span(plan, &request, span)?;
    let frames = others.iter().filter_map(|with| with.frames(&prepared.frame));
    let frames: Vec<TimeFrame> = frames.flat_map(|(now, then)| [now, then]).collect();
    prepared.mark_answers_of(plan, &frames)?;
    let question = with_roster(plan, question);
    let counter = prepared.counter()?;
    let judge = plan.load.keep_marks.then(|| prepared.judge(plan));
    let by = (&counter, judge.as_ref());
    let covered = prepared.covered_months()?;
    let (mut sides, mut left_out) = (Vec::new(), Vec::new());
    // Most comparisons are of one later period.
    let mut known: Vec<Arc<Later>> = Vec::new();
    for with in others.iter().copied() {
        let frames = with.frames(&prepared.frame);
        let earlier = frames.as_ref().map(|(_, earlier)| earlier.period);
        match frames {
            Some((frame, earlier)) if is_covered(&earlier, &covered) => {
                let units = prepared.covered_in([&frame, &earlier]);
                let is_known =
                    |later: &&Arc<Later>| later.side.frame == frame && later.units == units;
                let later = match known.iter().find(is_known) {
                    Some(later) => Arc::clone(later),
                    None => Arc::new(prepared.later(by, &frame, (&question, &units), &covered)?),
                };
                known.push(Arc::clone(&later));
                sides.push((with, later, prepared.side(by, &earlier, (&question.by, &units))?));
            }
            _ => left_out.push((with, earlier)),
        }
    }
    if sides.is_empty() {
        let (first, last) = prepared.seen;
        return Err(PipelineError::NothingToCompare { first, last, others: left_out });
    }
    drop(counter);
    let compared = sides.par_iter().map(|(with, later, earlier)| {
        let Later { side, months, .. } = &**later;
        let months = months.as_ref().map(|(groups, units)| MonthsBefore {
            groups,
            units: units.as_ref().unwrap_or(groups),
        });
        let comparison = comparison::compare(side, earlier, months, &question);
        let may_be_rebased = plan.load.units == UnitsBasis::AsWritten;
        (*with, Comparison { may_be_rebased, ..comparison })
    });
    let comparisons = compared.collect();
    let inputs = fingerprints(&request.opener, &request.sources);
    let Prepared { loaded, seen, frame, .. } = prepared;
    Ok(Comparing { loaded, frame, days_seen: seen, comparisons, left_out, inputs })
}

fn with_roster(plan: &Plan, question: &Question) -> Question {
    let names = plan.load.roster.iter().map(|entry| fold(&entry.name));
    Question { expected: names.collect(), ..question.clone() }
}

/// The later period, and the months before it.
struct Later {
    side: Side<'static>,
    /// By the groups; by unit where that is another breakdown.
    months: Option<(Cube, Option<Cube>)>,
    units: CoveredUnits,
}

/// What counts, and what judges the evidence where that is asked for.
type CounterAndJudge<'a, 'd> = (&'a Counter<'d>, Option<&'a Judge<'d>>);

impl Prepared {
    fn later(
        &self,
        counted_by: CounterAndJudge<'_, '_>,
        frame: &TimeFrame,
        (question, units): (&Question, &CoveredUnits),
        covered: &BTreeSet<String>,
    ) -> Result<Later, PipelineError> {
        let by = &question.by;
        let side = self.side(counted_by, frame, (by, units))?;
        let (counter, judge) = counted_by;
        self.refuse_if_empty(side.total())?;
        let before = months_before(frame.period, LIMIT_MONTHS, frame.rule);
        let kept = units.clone();
        let Some(before) = before else {
            // Directly behind the reorganisation there are none.
            let by = by.iter().copied().chain([Dimension::Month]).collect();
            let is_cut = is_cut_by_reorganisation(frame.period, LIMIT_MONTHS, frame.rule);
            let months = is_cut.then(|| (Cube::empty(by), None));
            return Ok(Later { side, months, units: kept });
        };
        let months = |by: &[Dimension]| {
            let by = by.iter().copied().chain([Dimension::Month]).collect();
            let cube = units.judged(counter, &before, (by, judge))?;
            Ok::<_, PipelineError>(cube.only_months(covered))
        };
        let unit = [Dimension::Unit];
        let has_units = !by.contains(&Dimension::Unit) && is_there(&self.loaded, Dimension::Unit);
        let by_unit = if has_units { months(&unit)? } else { None };
        let months = months(by)?.map(|groups| (groups, by_unit));
        Ok(Later { side, months, units: kept })
    }

    /// The counts of a period by everything that a comparison takes apart.
    fn side(
        &self,
        (counter, judge): CounterAndJudge<'_, '_>,
        frame: &TimeFrame,
        (by, units): (&[Dimension], &CoveredUnits),
    ) -> Result<Side<'static>, PipelineError> {
        let parts = [Dimension::Procedure, Dimension::Channel];
        let with_part = parts.map(|part| -> Vec<Dimension> {
            let rest = by.iter().copied().filter(|dimension| *dimension != part);
            rest.chain([part]).collect()
        });
        let is_possible =
            |by: &Vec<Dimension>| by.iter().all(|dimension| is_there(&self.loaded, *dimension));
        let wanted = [vec![Dimension::Unit], by.to_vec()].into_iter().chain(with_part);
        let wanted: Vec<Vec<Dimension>> = wanted.filter(is_possible).collect();
        let cubes = counter.tally_sets(frame, &units.filters, &wanted, judge)?;
        let cubes = cubes.into_iter().map(Cow::Owned).collect();
        let not_covered = units.left_out.clone();
        Ok(Side { frame: frame.clone(), fields: self.loaded.fields.clone(), cubes, not_covered })
    }
}
