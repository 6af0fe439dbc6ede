//! `cchc/score/1`: the same for machines, at full precision.

use schemars::JsonSchema;
use serde::Serialize;

use super::ScoreAnswer;
use super::ranks::order;
use crate::answers::coverage;
use crate::answers::coverage::CoverageRecord;
use crate::answers::logs::{ScoreLogRecord, log_records};
use crate::answers::provenance::CalendarRecord;
use crate::answers::records::{BaseRecord, ExactRecord};
use crate::domain::{Absence, Day};
use crate::index::{
    Criterion, CriterionScore, Gain, Index, Outcome, Rank, Scorecard, Total, gains,
};
use crate::words::Lang;

/// A score with everything it rests on.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "score")]
pub struct ScoreRecord<'a> {
    schema: &'static str,
    /// Null when no log was counted.
    calendar: Option<CalendarRecord<'a>>,
    index: IndexRecord<'a>,
    period: SpanRecord,
    /// Whether the period lies outside the days that the index is for.
    outside_validity: bool,
    /// The whole of the data; null when only units were scored.
    whole: Option<CardRecord<'a>>,
    /// Best first.
    units: Vec<CardRecord<'a>>,
    /// What other readings of the on-time rate would make of the card asked for.
    sensitivity: Vec<SensitivityRecord>,
    what_if: Option<WhatIfRecord<'a>>,
    /// How far the logs reach; null when none was counted.
    coverage: Option<CoverageRecord>,
    /// The account and the findings of every small log that was read.
    logs: Vec<ScoreLogRecord<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct IndexRecord<'a> {
    id: &'a str,
    name: &'a str,
    legal_base: &'a str,
    criteria_set: &'a str,
    total: ExactRecord,
    /// Whether every maximum and rule was read in the legal text.
    confirmed: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SpanRecord {
    #[schemars(with = "String")]
    from: Day,
    #[schemars(with = "String")]
    to: Day,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CardRecord<'a> {
    unit: Option<&'a str>,
    level: &'static str,
    rank: Option<usize>,
    ranked_of: Option<usize>,
    total: TotalRecord,
    /// On the full scale; only where the index rescales and nothing is open.
    rescaled: Option<ExactRecord>,
    band: Option<&'a str>,
    groups: Vec<GroupRecord<'a>>,
    criteria: Vec<CriterionRecord<'a>>,
    gains: Vec<GainRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TotalRecord {
    points: ExactRecord,
    /// Maximum of the criteria that have points.
    computable: ExactRecord,
    lost: ExactRecord,
    not_computable: ExactRecord,
    not_applicable: ExactRecord,
}

impl TotalRecord {
    fn new(total: &Total) -> Self {
        Self {
            points: ExactRecord::new(&total.points),
            computable: ExactRecord::new(&total.computable),
            lost: ExactRecord::new(&total.lost()),
            not_computable: ExactRecord::new(&total.not_computable),
            not_applicable: ExactRecord::new(&total.not_applicable),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroupRecord<'a> {
    id: &'a str,
    total: TotalRecord,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CriterionRecord<'a> {
    id: &'a str,
    group: &'a str,
    name: &'a str,
    max: ExactRecord,
    /// `scored`, `not_computable`, `not_applicable`, `shared_out`, `monitored`.
    outcome: &'static str,
    /// `computed`, `declared`, `nothing_to_fail`, `nothing_done`, `other_level`.
    basis: Option<&'static str>,
    points: Option<ExactRecord>,
    lost: Option<ExactRecord>,
    rule: &'static str,
    indicator: Option<&'a str>,
    numerator: Option<ExactRecord>,
    denominator: Option<ExactRecord>,
    rate: Option<ExactRecord>,
    /// Why there is no figure: `no_dossiers`, `not_in_export`, `too_few`.
    reason: Option<&'static str>,
    declared: Option<DeclaredRecord<'a>>,
    source: &'a str,
    confidence: &'static str,
    /// On what the rate rests, where that is not all dossiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<BaseRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DeclaredRecord<'a> {
    file: &'a str,
    row: u64,
    evidence: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GainRecord {
    criterion: String,
    cases: u64,
    of: u64,
    reaches: ExactRecord,
    points: ExactRecord,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SensitivityRecord {
    reading: &'static str,
    points: ExactRecord,
    change: ExactRecord,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WhatIfRecord<'a> {
    changes: Vec<&'a str>,
    points: ExactRecord,
    change: ExactRecord,
}

/// The record of what is shown.
pub fn record(lang: Lang, shown: ScoreAnswer<'_>) -> ScoreRecord<'_> {
    let assessment = shown.assessment;
    let case = &assessment.case;
    let index = &case.index;
    let asked = assessment.card(shown.unit);
    let sensitivity = asked.map(|card| assessment.sensitivities(card)).unwrap_or_default();
    let what_if = asked.filter(|_| !shown.changes.is_empty()).map(|card| {
        let after = assessment.changed(card, shown.changes).total.points;
        WhatIfRecord {
            changes: shown.changes.iter().map(|change| change.text.as_str()).collect(),
            change: ExactRecord::new(&(&after - &card.total.points)),
            points: ExactRecord::new(&after),
        }
    });
    ScoreRecord {
        schema: "cchc/score/1",
        calendar: shown.counted.map(|(calendar, _)| CalendarRecord::new(calendar)),
        index: IndexRecord {
            id: &index.id,
            name: &index.name.vi,
            legal_base: &index.legal_base,
            criteria_set: &index.criteria_set,
            total: ExactRecord::new(&index.total),
            confirmed: index.is_confirmed(),
        },
        period: SpanRecord { from: case.period.from, to: case.period.to },
        outside_validity: shown.is_outside_validity,
        whole: assessment.whole.as_ref().map(|whole| card(index, whole, None)),
        units: order(shown).into_iter().map(|(unit, place)| card(index, unit, place)).collect(),
        sensitivity: sensitivity
            .iter()
            .map(|other| SensitivityRecord {
                reading: other.reading.name(),
                points: ExactRecord::new(&other.points),
                change: ExactRecord::new(&other.change),
            })
            .collect(),
        coverage: shown.loaded.map(coverage::record),
        logs: log_records(lang, shown.logs),
        what_if,
    }
}

fn card<'a>(index: &'a Index, card: &'a Scorecard, place: Option<Rank>) -> CardRecord<'a> {
    let final_points = card.final_points(index);
    CardRecord {
        unit: card.unit.as_deref(),
        level: card.level.name(),
        rank: place.map(|place| place.rank),
        ranked_of: place.map(|place| place.of),
        total: TotalRecord::new(&card.total),
        rescaled: card.rescaled(index).as_ref().map(ExactRecord::new),
        band: final_points.and_then(|points| index.band(&points)).map(|band| band.name.vi.as_str()),
        groups: card
            .groups
            .iter()
            .map(|group| GroupRecord { id: &group.id, total: TotalRecord::new(&group.total) })
            .collect(),
        criteria: index.criteria.iter().zip(&card.criteria).map(criterion).collect(),
        gains: gains(index, card).iter().map(gain).collect(),
    }
}

fn criterion<'a>((criterion, score): (&'a Criterion, &'a CriterionScore)) -> CriterionRecord<'a> {
    let (basis, reason) = match &score.outcome {
        Outcome::Scored { share, .. } => (Some(share.name()), None),
        Outcome::NotComputable(absence) => (None, absence.map(Absence::name)),
        _ => (None, None),
    };
    let value = score.value.as_ref();
    CriterionRecord {
        id: &criterion.id,
        group: &criterion.group,
        name: &criterion.name.vi,
        max: ExactRecord::new(&score.max),
        outcome: score.outcome.name(),
        basis,
        points: score.points().map(ExactRecord::new),
        lost: score.lost().as_ref().map(ExactRecord::new),
        rule: criterion.rule.name(),
        indicator: criterion.ask.as_ref().map(|ask| ask.indicator.as_str()),
        numerator: value.map(|value| ExactRecord::new(&value.numerator)),
        denominator: value.map(|value| ExactRecord::new(&value.denominator)),
        rate: value.map(|value| ExactRecord::new(&value.rate())),
        reason,
        declared: score.declared.as_ref().map(|declared| DeclaredRecord {
            file: &declared.file,
            row: declared.row,
            evidence: &declared.evidence,
        }),
        source: &criterion.source,
        confidence: criterion.confidence.name(),
        base: score.base.map(BaseRecord::new),
    }
}

fn gain(gain: &Gain) -> GainRecord {
    GainRecord {
        criterion: gain.criterion.clone(),
        cases: gain.cases,
        of: gain.missing,
        reaches: ExactRecord::new(&gain.reaches),
        points: ExactRecord::new(&gain.points),
    }
}
