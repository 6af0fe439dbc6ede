//! Flat rows for CSV: one per subject and criterion.

use serde::Serialize;

use super::ScoreAnswer;
use super::ranks::order;
use crate::answers::flat::FlatTable;
use crate::answers::records::BaseRecord;
use crate::domain::Day;
use crate::domain::exact::to_float;
use crate::index::{Criterion, CriterionScore, Outcome, Rank, Scorecard};

/// A criterion as a row: every number rounded once, with what index, period and unit it is of.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    index: &'a str,
    period_from: Day,
    period_to: Day,
    unit: Option<&'a str>,
    level: &'static str,
    rank: Option<usize>,
    group: &'a str,
    criterion: &'a str,
    name: &'a str,
    max: f64,
    points: Option<f64>,
    lost: Option<f64>,
    outcome: &'static str,
    basis: Option<&'static str>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    rate: Option<f64>,
    rule: &'static str,
    indicator: Option<&'a str>,
    confidence: &'static str,
    source: &'a str,
    evidence: Option<&'a str>,
    base: Option<BaseRecord>,
}

impl<'a> FlatRecord<'a> {
    fn new(
        shown: ScoreAnswer<'a>,
        (card, place): (&'a Scorecard, Option<Rank>),
        (criterion, score): (&'a Criterion, &'a CriterionScore),
    ) -> Self {
        let case = &shown.assessment.case;
        let value = score.value.as_ref();
        Self {
            index: &case.index.id,
            period_from: case.period.from,
            period_to: case.period.to,
            unit: card.unit.as_deref(),
            level: card.level.name(),
            rank: place.map(|place| place.rank),
            group: &criterion.group,
            criterion: &criterion.id,
            name: &criterion.name.vi,
            max: to_float(&score.max),
            points: score.points().map(to_float),
            lost: score.lost().as_ref().map(to_float),
            outcome: score.outcome.name(),
            basis: match &score.outcome {
                Outcome::Scored { share, .. } => Some(share.name()),
                _ => None,
            },
            numerator: value.map(|value| to_float(&value.numerator)),
            denominator: value.map(|value| to_float(&value.denominator)),
            rate: value.map(|value| to_float(&value.rate())),
            rule: criterion.rule.name(),
            indicator: criterion.ask.as_ref().map(|ask| ask.indicator.as_str()),
            confidence: criterion.confidence.name(),
            source: case.index.source_name(criterion),
            evidence: score.declared.as_ref().map(|declared| declared.evidence.as_str()),
            base: score.base.map(BaseRecord::new),
        }
    }
}

/// Every criterion of every card: of the whole (with an empty unit), then of the units, best first.
pub fn flat(shown: ScoreAnswer<'_>) -> FlatTable {
    let full = FlatRecord { base: Some(BaseRecord::FULL), ..FlatRecord::default() };
    let whole = shown.assessment.whole.iter().map(|card| (card, None));
    let cards = whole.chain(order(shown));
    let criteria = &shown.assessment.case.index.criteria;
    let rows = cards.flat_map(|place| {
        let scores = criteria.iter().zip(&place.0.criteria);
        scores.map(move |score| FlatRecord::new(shown, place, score))
    });
    FlatTable::like(&full, rows)
}
