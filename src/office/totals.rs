//! Totals of the period and of those it is compared with: headline figures, and the facts that
//! sentences are made of.

use std::collections::BTreeMap;

use super::levels::levels;
use super::sections::{SectionInput, scales};
use crate::answers::publication::{
    Against, Change, ComparedFacts, Evaluation, Facts, Headline, RankedUnit, ScoreFacts, period,
};
use crate::answers::{Cell, coverage, nameless};
use crate::comparison::{Limits, TooFewMonths, With};
use crate::domain::{Absence, Dimension};
use crate::findings::Severity;
use crate::indicators::{
    self, Available, Base, Indicator, Measure, ON_TIME_RATE, ONLINE_RATE, SATISFIED_SHARE,
    STANDARD_RATES, Sense,
};
use crate::tally::{Count, Cube, EvidenceScope, Row, Tally};
use crate::words::{Lang, pick};

/// So many units are named as best and as worst.
const RANKED_NAMED: usize = 5;
/// So many units with overdue dossiers are named.
const OVERDUE_NAMED: usize = 10;

/// The totals of one period.
pub struct Totals {
    tally: Tally,
    /// Those of every tally, then those that were asked for besides.
    counts: Vec<Count>,
    /// By indicator, in the order of the registry, then those that were asked for besides.
    rates: Vec<(&'static Indicator, Measure)>,
}

impl Totals {
    /// The totals.
    pub fn new(input: &SectionInput<'_>, tally: &Tally, figures: &[indicators::Figure]) -> Self {
        let style = input.style;
        let cubes = input.study.cubes.values();
        let evidence = EvidenceScope::of_each(cubes.map(|cube| cube.evidence));
        let available = Available { evidence, ..Available::from(style.fields) };
        let rate = |indicator: &'static Indicator| {
            (indicator, indicator.measure(tally, style.definition, available))
        };
        let asked_counts = figures.iter().filter_map(|figure| match figure {
            indicators::Figure::Count(count) => figure.is_available(available).then_some(*count),
            indicators::Figure::Rate(_) | indicators::Figure::Column(_) => None,
        });
        let asked_rates = figures.iter().filter_map(|figure| match figure {
            indicators::Figure::Count(_) | indicators::Figure::Column(_) => None,
            indicators::Figure::Rate(indicator) => Some(*indicator),
        });
        Self {
            tally: *tally,
            counts: Count::STANDARD.into_iter().chain(asked_counts).collect(),
            rates: STANDARD_RATES.into_iter().chain(asked_rates).map(rate).collect(),
        }
    }

    fn rate(&self, indicator: &Indicator) -> Measure {
        let found = self.rates.iter().find(|(other, _)| other.id == indicator.id);
        found.map_or(Err(Absence::NotInExport), |(_, measure)| *measure)
    }

    fn counts(&self) -> BTreeMap<&'static str, u64> {
        let known = |count: &Count| Some((count.name(), self.tally.known(*count).ok()?));
        self.counts.iter().filter_map(known).collect()
    }

    /// By id. A share of answers on different scales is none.
    fn rates(&self, is_one_scale: bool) -> BTreeMap<&'static str, Measure> {
        let rate = |(indicator, measure): &(&'static Indicator, Measure)| {
            let is_mixed = !is_one_scale && indicator.is_of_ratings();
            (indicator.id, if is_mixed { Err(Absence::TwoScales) } else { *measure })
        };
        self.rates.iter().map(rate).collect()
    }
}

/// The totals of a period compared with.
pub struct ComparedTotals {
    against: Against,
    period_name: String,
    before: Totals,
    /// The period itself, where units are left out of both.
    now: Option<Totals>,
}

/// The totals of each period compared with.
pub fn compared(input: &SectionInput<'_>, figures: &[indicators::Figure]) -> Vec<ComparedTotals> {
    let (study, lang) = (input.study, input.style.lang);
    let of_subject = |cube: &Cube| match input.unit {
        None => Some(cube.total),
        Some(unit) => study.of_unit(cube, unit).map(|cube| cube.total),
    };
    let totals = study.compared.iter().filter_map(|other| {
        let tally = of_subject(&other.cube)?;
        // A unit that has nothing there was another unit, or sent nothing.
        if tally[Count::Received] == 0 {
            return None;
        }
        let mut period_name = period::name(lang, other.frame.period, other.frame.rule);
        let of_both = other.of_both.as_ref().filter(|_| input.unit.is_none());
        let now = of_both.and_then(|both| of_subject(&both.cube));
        if now.is_some() {
            let left_out = of_both.map_or(0, |both| both.not_covered.len());
            let units = study.loaded.reach.units().saturating_sub(left_out);
            period_name = match lang {
                Lang::Vi => format!("{period_name} ({units} đơn vị có dữ liệu cả hai kỳ)"),
                Lang::En => format!("{period_name} ({units} units with data of both)"),
            };
        }
        Some(ComparedTotals {
            against: other.against,
            period_name,
            before: Totals::new(input, &tally, figures),
            now: now.map(|now| Totals::new(input, &now, figures)),
        })
    });
    totals.collect()
}

/// What the first page shows.
pub fn headlines(
    input: &SectionInput<'_>,
    now: &Totals,
    compared: &[ComparedTotals],
    is_one_scale: bool,
) -> Vec<Headline> {
    let lang = input.style.lang;
    let count = |count: Count, label: &str, sense: Sense| {
        let changes = compared.iter().filter_map(|other| {
            let before = other.before.tally.known(count).ok()?;
            let now = other.now.as_ref().unwrap_or(now).tally.known(count).ok()?;
            Some(Change {
                against: other.against,
                period_name: other.period_name.clone(),
                before: Cell::Count(before),
                figure: Cell::CountChange { now, before },
                evaluation: Evaluation::of_count(sense, now.cmp(&before)),
            })
        });
        Headline {
            base: None,
            key: count.name(),
            label: label.to_owned(),
            figure: now.tally.known(count).map_or_else(Cell::Missing, Cell::Count),
            sense,
            changes: changes.collect(),
        }
    };
    let rate = |indicator: &'static Indicator| {
        let measure = now.rate(indicator);
        let changes = compared.iter().filter_map(|other| {
            let before = other.before.rate(indicator);
            let now = other.now.as_ref().unwrap_or(now).rate(indicator);
            let (now, earlier) = (now.ok()?, before.ok()?);
            Some(Change {
                against: other.against,
                period_name: other.period_name.clone(),
                before: Cell::Rate(before),
                figure: Cell::PointChange { now, before: earlier },
                evaluation: Evaluation::of_rate(
                    indicator.sense,
                    now.cmp_value(earlier),
                    limits(input, other.against, indicator),
                ),
            })
        });
        let changes = changes.collect();
        let label = pick(lang, indicator.name()).to_owned();
        let (key, sense) = (indicator.id, indicator.sense);
        let units = input.study.cube(&[Dimension::Unit], input.unit);
        let definition = input.style.definition;
        let base = Base::new(indicator, definition, &now.tally);
        let base = base.filter(|_| indicator.terms(definition).is_of_answers() && measure.is_ok());
        let base = match input.unit {
            Some(_) => base,
            None => base.map(|base| base.with_units(indicator, definition, units.as_deref())),
        };
        Headline { key, label, figure: Cell::Rate(measure), base, sense, changes }
    };
    let mut headlines = vec![
        count(Count::Received, lang.of("Hồ sơ tiếp nhận", "Dossiers received"), Sense::Neutral),
        count(Count::Resolved, lang.of("Hồ sơ đã giải quyết", "Dossiers resolved"), Sense::Neutral),
    ];
    headlines.extend([&ON_TIME_RATE, &ONLINE_RATE].map(rate));
    headlines.push(count(
        Count::Late,
        lang.of("Hồ sơ giải quyết quá hạn", "Dossiers resolved late"),
        Sense::LowerIsBetter,
    ));
    headlines.push(count(
        Count::ClosingOverdue,
        lang.of("Hồ sơ đang giải quyết đã quá hạn", "Open dossiers overdue"),
        Sense::LowerIsBetter,
    ));
    if is_one_scale {
        headlines.push(rate(&SATISFIED_SHARE));
    }
    let fields = input.style.fields;
    let is_there = |headline: &Headline| {
        Indicator::from_id(headline.key).is_none_or(|rate| rate.is_in_export(fields))
    };
    headlines.retain(is_there);
    headlines
}

/// The control limits of a rate, where enough months before are known.
fn limits<'a>(
    input: &SectionInput<'a>,
    against: Against,
    indicator: &Indicator,
) -> Option<&'a Result<Limits, TooFewMonths>> {
    let with = match against {
        Against::Previous => With::Previous,
        Against::LastYear => With::LastYear,
    };
    let (_, comparison) = input.comparisons.iter().find(|(other, _)| *other == with)?;
    let rate = comparison.rates.iter().find(|rate| rate.indicator.id == indicator.id)?;
    rate.total.limits.as_ref()
}

/// What sentences are made of.
pub fn facts(input: &SectionInput<'_>, now: &Totals, compared: &[ComparedTotals]) -> Facts {
    let study = input.study;
    let scales = scales(input);
    let is_one_scale = scales.len() < 2;
    let mut rows = if input.unit.is_some() {
        Vec::new()
    } else {
        study.cube(&[Dimension::Unit], None).map(|cube| cube.into_owned().rows).unwrap_or_default()
    };
    // Of these units nothing is known, so no sentence counts them.
    rows.retain(|row| !row.tally.is_not_covered());
    let late = |row: &&Row| row.tally.sum(&[Count::Late, Count::ClosingOverdue]) > 0;
    let levels = if input.unit.is_some() { Vec::new() } else { levels(input) };
    let mut ranked: Vec<RankedUnit> =
        levels.iter().flat_map(|(_, units)| units.ranked.iter().cloned()).collect();
    let is_late = |unit: &&RankedUnit| unit.on_time.numerator() < unit.on_time.denominator();
    // Of equal rates the one on most dossiers says most.
    ranked.sort_by_key(|unit| std::cmp::Reverse(unit.on_time));
    let best = ranked.iter().take(RANKED_NAMED).cloned().collect();
    let overdue = overdue(input, &rows);
    let findings = &study.loaded.findings;
    let severities = [Severity::Critical, Severity::Error, Severity::Warning, Severity::Info];
    // Sentences set the totals of the periods beside each other, which must be of the same units.
    let (in_part, compared): (Vec<_>, Vec<_>) =
        compared.iter().partition(|other| other.now.is_some());
    let compared = compared.into_iter().map(|other| ComparedFacts {
        against: other.against,
        period_name: other.period_name.clone(),
        counts: other.before.counts(),
        rates: other.before.rates(is_one_scale),
    });
    Facts {
        counts: now.counts(),
        rates: now.rates(is_one_scale),
        compared: compared.collect(),
        compared_in_part: in_part.iter().map(|other| other.period_name.clone()).collect(),
        units: rows.len() as u64,
        units_without_late: (rows.len() - rows.iter().filter(late).count()) as u64,
        best,
        worst: ranked.iter().rev().filter(is_late).take(RANKED_NAMED).cloned().collect(),
        levels: levels.iter().map(|(level, units)| units.facts(input.style.lang, *level)).collect(),
        overdue_units: overdue.len() as u64,
        overdue: overdue.into_iter().take(OVERDUE_NAMED).collect(),
        scales,
        findings: severities.map(|severity| (severity.name(), findings.at(severity))).into(),
        // A package of a unit names no other.
        silent_units: match input.unit {
            Some(_) => Vec::new(),
            None => study.loaded.silent_units().map(ToOwned::to_owned).collect(),
        },
        silent_in_period: match input.unit {
            Some(_) => Vec::new(),
            None => study.loaded.presence.silent_in_period.clone(),
        },
        coverage: Some(coverage::record_of(&study.loaded, input.unit)),
        not_covered: coverage::names(input.style.lang, &study.loaded, input.unit),
        expected_units: study.loaded.roster.len() as u64,
        score: score(input),
    }
}

/// The total of the score, in words and points.
fn score(input: &SectionInput<'_>) -> Option<ScoreFacts> {
    let assessment = input.study.assessment.as_ref()?;
    let index = &assessment.case.index;
    let card = assessment.card(input.unit)?;
    let lang = input.style.lang;
    let band = card.final_points(index).and_then(|points| index.band(&points).cloned());
    Some(ScoreFacts {
        index: index.name.of(lang).to_owned(),
        points: card.total.points.clone(),
        computable: card.total.computable.clone(),
        not_computable: card.total.not_computable.clone(),
        lost: card.total.lost(),
        band: band.map(|band| band.name.of(lang).to_owned()),
        bases: card.criteria.iter().filter_map(|one| Some((one.id.clone(), one.base?))).collect(),
    })
}

/// Units with overdue open dossiers, most first.
fn overdue(input: &SectionInput<'_>, rows: &[Row]) -> Vec<(String, u64)> {
    let lang = input.style.lang;
    let mut overdue: Vec<(String, u64)> = rows
        .iter()
        .filter(|row| row.tally[Count::ClosingOverdue] > 0)
        .map(|row| {
            let name = row.group.first().cloned().flatten();
            let name = name.unwrap_or_else(|| nameless(lang).to_owned());
            (name, row.tally[Count::ClosingOverdue])
        })
        .collect();
    overdue.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    overdue
}
