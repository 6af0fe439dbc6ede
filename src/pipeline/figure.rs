//! One figure with the dossiers behind it: counted, listed, compared, and looked up a second time for
//! their ids.
//!
//! In: a checked [`Plan`] and a figure. Out: a [`FigureOutcome`]. Must not know: how it is shown.

use super::{PipelineError, Plan, Prepared, is_there, prepare};
use crate::answers::figure::FigureOutcome;
use crate::domain::{Absence, Dimension, Ratio};
use crate::dossiers::dossier_ids;
use crate::indicators::{Base, Figure, Sense};
use crate::tally::CubeRequest;
use crate::tally::membership::{Member, membership};

/// Of how many dossiers the ids are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdLimit {
    First(usize),
    All,
}

/// Loads, counts one figure and lists its dossiers: those that speak against the figure first, then
/// in reading order.
///
/// # Errors
/// As for [`run`](super::run), and when list and counts differ (a bug).
pub fn figure(
    plan: &Plan,
    figure: Figure,
    wanted: IdLimit,
) -> Result<FigureOutcome, PipelineError> {
    let mut request = plan.load.clone();
    request.dimensions = plan.dimensions();
    if !request.dimensions.contains(&Dimension::Unit) {
        request.dimensions.push(Dimension::Unit);
    }
    request.keep_traces = true;
    request.keep_evidence();
    let prepared = prepare(plan, &request)?;
    let frame = prepared.frame.clone();
    // On how many units a share rests.
    let unit = is_there(&prepared.loaded, Dimension::Unit).then_some(Dimension::Unit);
    let counter = prepared.counter()?;
    let by_unit = prepared.tally(&counter, &frame, unit.into_iter().collect())?;
    let total = by_unit.total;
    prepared.refuse_if_empty(&total)?;
    let terms = figure.terms(plan.definition);
    let filters = prepared.filters.clone();
    let asked = CubeRequest { frame, by: Vec::new(), filters };
    let judge = prepared.judge(plan);
    let mut membership = membership(&counter, &asked, terms, &judge)?;
    let available = prepared.available();
    let measure = match figure {
        Figure::Count(count) if figure.is_available(available) => total.known(count).err().map(Err),
        // Open dossiers of a source that ends before the as-of day are not known.
        _ if figure.is_sum() && figure.is_available(available) => {
            let unknown = terms.counts().into_iter().find_map(|count| total.known(count).err());
            unknown.map(Err)
        }
        _ if !figure.is_available(available) => Some(Err(Absence::NotInExport)),
        _ => Some(match terms.untold_answers(&total) {
            _ if total.is_not_covered() => Err(Absence::NotCovered),
            Some(absence) => Err(absence),
            None => {
                Ratio::new(membership.numerator, membership.denominator).ok_or(Absence::NoDossiers)
            }
        }),
    };
    let base = match (figure, measure) {
        (Figure::Rate(indicator), Some(Ok(_))) => {
            Base::of_whole(indicator, plan.definition, &by_unit)
        }
        _ => None,
    };
    let is_untold = |absence| absence != Absence::NoDossiers;
    if measure.is_some_and(|measure| measure.err().is_some_and(is_untold)) {
        membership.members.clear();
    }
    let against = |member: &Member| match figure.sense() {
        Sense::HigherIsBetter => !member.in_numerator,
        Sense::LowerIsBetter => member.in_numerator,
        Sense::Neutral => false,
    };
    membership.members.sort_unstable_by_key(|member| (!against(member), member.file, member.row));
    let looked_up = match wanted {
        IdLimit::First(count) => count.min(membership.members.len()),
        IdLimit::All => membership.members.len(),
    };
    let shown = membership.members.iter().take(looked_up);
    let rows = shown.map(|member| (member.file, member.row));
    let ids = dossier_ids(&request, &prepared.loaded, rows);
    let Prepared { loaded, seen, frame, .. } = prepared;
    Ok(FigureOutcome {
        loaded,
        frame,
        days_seen: seen,
        figure,
        definition: plan.definition,
        grain: request.grain,
        filters: plan.filters.clone(),
        membership,
        measure,
        base,
        ids,
    })
}
