//! The period beside the one before and the same one a year ago: every rate, why it moved, unit by
//! unit, and the procedures that moved it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::SectionInput;
use crate::answers::comparison::{
    ComparisonView, HEADLINE_RATES, NamedComparison, TablePlace, effects, groups, not_covered,
    procedures, sentences, summary,
};
use crate::answers::publication::{Against, Section};
use crate::comparison::{MonthsBefore, Question, Side, With, compare};
use crate::domain::Dimension;
use crate::dossiers::Grain;
use crate::indicators::{Indicator, ON_TIME_RATE, SATISFIED_SHARE};
use crate::office::study::ComparedCube;
use crate::tally::{Count, Cube, TimeFrame};

/// So many procedures are named.
const TOP: usize = 10;
/// The change of this rate is told in detail.
const DETAILS: [&Indicator; 1] = [&ON_TIME_RATE];

/// The period beside the others that the data cover.
pub fn comparisons(input: &SectionInput<'_>) -> Vec<NamedComparison> {
    input.study.compared.par_iter().filter_map(|other| named(input, other)).collect()
}

/// What the report has to say of other periods; nothing where the data cover none.
pub fn comparison(input: &SectionInput<'_>) -> Vec<Section> {
    let compared = input.comparisons;
    if compared.is_empty() {
        return Vec::new();
    }
    let style = input.style;
    // The grain is told in the notes of the report.
    let shown = ComparisonView {
        comparisons: compared,
        details: &DETAILS,
        top: TOP,
        grain: Grain::Day,
        runs: None,
        loaded: None,
        published: &[],
    };
    let mut all = summary(style, &shown);
    let conclusions = shown.pairs().flat_map(|((_, one), rate)| sentences(style.lang, one, rate));
    let left_out = compared.iter().filter_map(|(_, one)| not_covered(style.lang, one));
    let conclusions = left_out.chain(conclusions);
    let notes = conclusions.chain(std::mem::take(&mut all.table.notes)).collect();
    all.table.notes = notes;
    let mut sections = vec![all];
    sections.extend(effects(style, &shown));
    for (named, rate) in shown.pairs() {
        let place = TablePlace { table: usize::from(named.0 == With::LastYear), alike: 0 };
        sections.extend(groups(style, named, rate, place));
        sections.extend(procedures(style, named, rate, TOP, place));
    }
    sections
}

fn named(input: &SectionInput<'_>, other: &ComparedCube) -> Option<NamedComparison> {
    let study = input.study;
    let unit = input.unit;
    let has_units = study.has_units && unit.is_none();
    let by: Vec<Dimension> = has_units.then_some(Dimension::Unit).into_iter().collect();
    let parts = [Dimension::Procedure, Dimension::Channel];
    let with_part = parts.map(|part| by.iter().copied().chain([part]).collect::<Vec<_>>());
    let wanted: Vec<Vec<Dimension>> = [by.clone()].into_iter().chain(with_part).collect();
    let of_subject = |cube| match unit {
        None => Some(Cow::Borrowed(cube)),
        Some(unit) => study.only_unit(cube, unit).map(Cow::Owned),
    };
    let now = match &other.of_both {
        Some(both) => [&both.cube].into_iter().chain(&both.parts).filter_map(of_subject).collect(),
        None => wanted.iter().filter_map(|by| study.cube(by, unit)).collect(),
    };
    let later = side(input, &study.frame, now);
    let cubes = [&other.cube].into_iter().chain(&other.parts);
    let mut earlier = side(input, &other.frame, cubes.filter_map(of_subject).collect());
    let left_out = other.of_both.as_ref().filter(|_| unit.is_none());
    earlier.not_covered = left_out.map(|both| both.not_covered.clone()).unwrap_or_default();
    // A unit that has nothing there was another unit, or sent nothing.
    if earlier.total()[Count::Received] == 0 {
        return None;
    }
    let months = study.months_before.as_ref().and_then(of_subject);
    let months = months.map(|months| months.into_owned().without(&earlier.not_covered));
    let question = Question {
        by,
        indicators: rates(input, &later, &earlier),
        definition: input.style.definition,
        expected: BTreeSet::new(),
    };
    let with = match other.against {
        Against::Previous => With::Previous,
        Against::LastYear => With::LastYear,
    };
    let months = months.as_ref().map(|cube| MonthsBefore { groups: cube, units: cube });
    Some((with, compare(&later, &earlier, months, &question)))
}

fn side<'a>(input: &SectionInput<'_>, frame: &TimeFrame, cubes: Vec<Cow<'a, Cube>>) -> Side<'a> {
    Side {
        frame: frame.clone(),
        fields: input.style.fields.clone(),
        cubes,
        not_covered: Vec::new(),
    }
}

/// The main rates; shares of answers only where they may be published and are on one scale.
fn rates(
    input: &SectionInput<'_>,
    later: &Side<'_>,
    earlier: &Side<'_>,
) -> Vec<&'static Indicator> {
    let is_told = |side: &Side<'_>| {
        let definition = input.style.definition;
        SATISFIED_SHARE.measure(side.total(), definition, side.available()).is_ok()
    };
    let may_be_told =
        is_told(later) && is_told(earlier) && !input.study.has_mixed_scales(input.unit);
    let is_told = |rate: &&&'static Indicator| rate.id != SATISFIED_SHARE.id || may_be_told;
    HEADLINE_RATES.iter().filter(is_told).copied().collect()
}
