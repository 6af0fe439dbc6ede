//! Answers and declared inputs → the scorecard of one subject.

use num_traits::{Signed, Zero};

use super::answers::{Answers, Declarations, DeclaredValue};
use super::card::{CriterionScore, GroupScore, Outcome, Scorecard, Share, Total, Value};
use super::criteria::{Criterion, Index, IndexLevel, OtherLevels, ZeroDenominator};
use super::rules::Rule;
use super::what_if::Change;
use crate::domain::exact::whole;
use crate::domain::{Absence, Exact, Period, Ratio};
use crate::indicators::Measure;

/// Who is scored, and for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Nothing for the whole.
    pub unit: Option<String>,
    pub level: IndexLevel,
    pub period: Period,
}

/// Everything a score is made from.
struct ScoreInputs<'a> {
    answers: &'a Answers,
    declarations: &'a Declarations,
    changes: &'a [Change],
    subject: &'a Subject,
}

/// Scores a subject. `changes` are what-ifs; none for the score as it is.
pub fn score(
    index: &Index,
    subject: &Subject,
    answers: &Answers,
    declarations: &Declarations,
    changes: &[Change],
) -> Scorecard {
    let ground = ScoreInputs { answers, declarations, changes, subject };
    let mut criteria: Vec<CriterionScore> =
        index.criteria.iter().map(|criterion| ground.criterion(index, criterion)).collect();
    share_out(index, &mut criteria);
    let in_group = |group: &str| {
        let of_group = index.criteria.iter().zip(&criteria);
        let of_group = of_group.filter(|(criterion, _)| criterion.group == group);
        Total::of(of_group.map(|(_, score)| score))
    };
    let groups = index
        .groups
        .iter()
        .map(|group| GroupScore { id: group.id.clone(), total: in_group(&group.id) })
        .collect();
    let total = Total::of(criteria.iter());
    Scorecard { unit: subject.unit.clone(), level: subject.level, criteria, groups, total }
}

/// A rate, or why there is none; nothing when no log was asked.
enum Rated {
    Value(Value),
    NoDenominator,
    Missing(Option<Absence>),
}

impl Rated {
    fn new(numerator: Exact, denominator: Exact) -> Self {
        if denominator.is_zero() {
            return Self::NoDenominator;
        }
        Self::Value(Value { numerator, denominator })
    }

    fn of_measure(measure: Option<Measure>) -> Self {
        match measure {
            Some(Ok(ratio)) => Self::Value(value(ratio)),
            Some(Err(Absence::NoDossiers)) => Self::NoDenominator,
            Some(Err(absence)) => Self::Missing(Some(absence)),
            None => Self::Missing(None),
        }
    }
}

fn value(ratio: Ratio) -> Value {
    Value { numerator: whole(ratio.numerator()), denominator: whole(ratio.denominator()) }
}

impl ScoreInputs<'_> {
    fn criterion(&self, index: &Index, criterion: &Criterion) -> CriterionScore {
        let unit = self.subject.unit.as_deref();
        let computed = criterion.ask.as_ref().and_then(|ask| self.answers.get(ask, unit));
        let declared = self.declarations.get(unit, &criterion.id);
        let (outcome, value) = self.outcome(index, criterion, declared.map(|d| &d.value));
        // The counts of a product of two rates are of nobody.
        let is_counted = value.is_some() && declared.is_none() && criterion.times.is_none();
        let ask = criterion.ask.as_ref().filter(|_| is_counted);
        CriterionScore {
            id: criterion.id.clone(),
            max: criterion.max.clone(),
            outcome,
            value,
            computed,
            base: ask.and_then(|ask| self.answers.base(ask, unit)),
            declared: declared.cloned(),
        }
    }

    fn outcome(
        &self,
        index: &Index,
        criterion: &Criterion,
        declared: Option<&DeclaredValue>,
    ) -> (Outcome, Option<Value>) {
        let scored = |points: Exact, share| Outcome::Scored { points, share };
        if !criterion.is_in_force(self.subject.period) {
            return (Outcome::NotApplicable, None);
        }
        if !criterion.is_for(self.subject.level) {
            let outcome = match index.other_levels {
                _ if criterion.rule == Rule::Monitor => Outcome::Monitored,
                OtherLevels::AwardMax => scored(criterion.max.clone(), Share::OtherLevel),
                OtherLevels::LeaveOut => Outcome::NotApplicable,
            };
            return (outcome, None);
        }
        let (rated, share) = match declared {
            Some(DeclaredValue::Points(points)) => {
                return (scored(points.clone(), Share::Declared), None);
            }
            Some(DeclaredValue::Value(points)) if criterion.rule == Rule::Declared => {
                return (scored(points.clone(), Share::Declared), None);
            }
            Some(DeclaredValue::Value(_) | DeclaredValue::Parts { .. }) => {
                (self.plain(criterion), Share::Declared)
            }
            None => (self.rated(index, criterion), Share::Computed),
        };
        match rated {
            Rated::Missing(_) | Rated::NoDenominator if criterion.rule == Rule::Monitor => {
                (Outcome::Monitored, None)
            }
            Rated::Missing(absence) => (Outcome::NotComputable(absence), None),
            Rated::NoDenominator => (no_denominator(criterion), None),
            Rated::Value(value) if criterion.rule == Rule::Monitor => {
                (Outcome::Monitored, Some(value))
            }
            Rated::Value(value) => {
                // A mean of points has no numerator of cases to move.
                let is_mean = matches!(criterion.rule, Rule::Mean { .. });
                let value = if is_mean { value } else { self.changed(criterion, value) };
                let points = criterion.rule.points(&criterion.max, &value.rate());
                (scored(points, share), Some(value))
            }
        }
    }

    /// What the logs say to a criterion, times the rate of another one where the rule has it so.
    fn rated(&self, index: &Index, criterion: &Criterion) -> Rated {
        let unit = self.subject.unit.as_deref();
        let Some(ask) = &criterion.ask else { return Rated::Missing(None) };
        let own = Rated::of_measure(self.answers.get(ask, unit));
        let other = criterion.times.as_ref().and_then(|id| index.criterion(id));
        let (Some(other), Rated::Value(value)) = (other, &own) else { return own };
        match self.plain(other) {
            Rated::Value(factor) => Rated::new(
                &value.numerator * factor.numerator,
                &value.denominator * factor.denominator,
            ),
            missing => missing,
        }
    }

    /// The rate of a criterion, declared or counted, before anything is multiplied or changed.
    fn plain(&self, criterion: &Criterion) -> Rated {
        let unit = self.subject.unit.as_deref();
        match self.declarations.get(unit, &criterion.id).map(|declared| &declared.value) {
            Some(DeclaredValue::Value(value)) => Rated::new(value.clone(), whole(1)),
            Some(DeclaredValue::Parts { numerator, denominator }) => {
                Rated::new(numerator.clone(), denominator.clone())
            }
            Some(DeclaredValue::Points(_)) => Rated::Missing(None),
            None => Rated::of_measure(
                criterion.ask.as_ref().and_then(|ask| self.answers.get(ask, unit)),
            ),
        }
    }

    /// A rate after the what-ifs. A change in one unit also moves the whole that it is part of.
    fn changed(&self, criterion: &Criterion, mut value: Value) -> Value {
        for change in self.changes.iter().filter(|change| change.is_about(criterion)) {
            let moved = match (&change.unit, &self.subject.unit) {
                (changed, subject) if changed == subject => change.amount.of(&value),
                (Some(part), None) => {
                    let ask = criterion.ask.as_ref();
                    let measure = ask.and_then(|ask| self.answers.get(ask, Some(part)));
                    match measure {
                        Some(Ok(ratio)) => change.amount.of(&self::value(ratio)),
                        _ => Exact::zero(),
                    }
                }
                _ => Exact::zero(),
            };
            let numerator = &value.numerator + moved;
            value.numerator = if numerator.is_negative() {
                Exact::zero()
            } else {
                numerator.min(value.denominator.clone())
            };
        }
        value
    }
}

fn no_denominator(criterion: &Criterion) -> Outcome {
    match criterion.zero_denominator {
        ZeroDenominator::Max => {
            Outcome::Scored { points: criterion.max.clone(), share: Share::NothingToFail }
        }
        ZeroDenominator::Zero => {
            Outcome::Scored { points: Exact::zero(), share: Share::NothingDone }
        }
        ZeroDenominator::NotApplicable => Outcome::NotApplicable,
        ZeroDenominator::Share => Outcome::SharedOut,
    }
}

/// Gives the points of criteria that are shared out to the others of their group.
fn share_out(index: &Index, criteria: &mut [CriterionScore]) {
    for group in &index.groups {
        let members: Vec<usize> = index
            .criteria
            .iter()
            .enumerate()
            .filter(|(_, criterion)| criterion.group == group.id)
            .map(|(place, _)| place)
            .collect();
        let shared = members.iter().filter_map(|place| criteria.get(*place));
        let shared = shared.filter(|score| score.outcome == Outcome::SharedOut);
        let shared = shared.fold(Exact::zero(), |sum, score| sum + &score.max);
        let rest = &group.max - &shared;
        if shared.is_zero() {
            continue;
        }
        for place in members {
            let Some(score) = criteria.get_mut(place) else { continue };
            if rest.is_zero() {
                // Nobody is left to take the points over.
                score.outcome = Outcome::NotApplicable;
            } else if score.outcome == Outcome::SharedOut {
                score.max = Exact::zero();
            } else {
                score.max = &score.max * &group.max / &rest;
                if let Outcome::Scored { points, .. } = &mut score.outcome {
                    *points = &*points * &group.max / &rest;
                }
            }
        }
    }
}
