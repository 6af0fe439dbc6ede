//! Flat rows for CSV: one per subject and criterion.

use super::ScoreAnswer;
use super::ranks::order;
use crate::answers::bases::base_cells;
use crate::domain::Exact;
use crate::domain::exact::to_float;
use crate::index::{Outcome, Rank, Scorecard};

const HEAD: [&str; 26] = [
    "index",
    "period_from",
    "period_to",
    "unit",
    "level",
    "rank",
    "group",
    "criterion",
    "name",
    "max",
    "points",
    "lost",
    "outcome",
    "basis",
    "numerator",
    "denominator",
    "rate",
    "rule",
    "indicator",
    "confidence",
    "source",
    "evidence",
    "base_dossiers",
    "base_of_dossiers",
    "base_units",
    "base_of_units",
];

/// Every criterion of every card: of the whole (with an empty unit), then of the units, best first.
pub fn flat(shown: ScoreAnswer<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let whole = shown.assessment.whole.iter().map(|card| (card, None));
    let cards = whole.chain(order(shown));
    let rows = cards.flat_map(|(card, place)| rows(shown, card, place));
    (HEAD.map(str::to_owned).to_vec(), rows.collect())
}

fn rows(shown: ScoreAnswer<'_>, card: &Scorecard, place: Option<Rank>) -> Vec<Vec<String>> {
    let case = &shown.assessment.case;
    let number = |value: &Exact| to_float(value).to_string();
    let row = |(criterion, score): (&crate::index::Criterion, &crate::index::CriterionScore)| {
        let value = score.value.as_ref();
        let basis = match &score.outcome {
            Outcome::Scored { share, .. } => share.name(),
            _ => "",
        };
        let mut row = vec![
            case.index.id.clone(),
            case.period.from.to_string(),
            case.period.to.to_string(),
            card.unit.clone().unwrap_or_default(),
            card.level.name().to_owned(),
            place.map(|place| place.rank.to_string()).unwrap_or_default(),
            criterion.group.clone(),
            criterion.id.clone(),
            criterion.name.vi.clone(),
            number(&score.max),
            score.points().map(number).unwrap_or_default(),
            score.lost().as_ref().map(number).unwrap_or_default(),
            score.outcome.name().to_owned(),
            basis.to_owned(),
            value.map(|value| number(&value.numerator)).unwrap_or_default(),
            value.map(|value| number(&value.denominator)).unwrap_or_default(),
            value.map(|value| number(&value.rate())).unwrap_or_default(),
            criterion.rule.name().to_owned(),
            criterion.ask.as_ref().map(|ask| ask.indicator.clone()).unwrap_or_default(),
            criterion.confidence.name().to_owned(),
            case.index.source_name(criterion).to_owned(),
            score.declared.as_ref().map(|declared| declared.evidence.clone()).unwrap_or_default(),
        ];
        row.extend(base_cells(score.base));
        row
    };
    case.index.criteria.iter().zip(&card.criteria).map(row).collect()
}
