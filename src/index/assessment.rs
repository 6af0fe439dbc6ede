//! Everything an index says of one period: the whole, its units with their places, what other readings
//! would make of it, and what-ifs beside the score as it is.

use super::answers::{Answers, Declaration, Declarations, RateReading};
use super::card::{CriterionScore, Outcome, Scorecard, Share};
use super::criteria::{Index, IndexLevel};
use super::order::{Rank, RankedPoints, places};
use super::score::{Subject, score};
use super::what_if::Change;
use crate::domain::{Exact, Period};

/// What is scored.
#[derive(Debug, Clone)]
pub struct Case {
    pub index: Index,
    pub period: Period,
    pub answers: Answers,
    pub declarations: Declarations,
    /// The level that the whole stands at; nothing when only units are scored.
    pub whole: Option<IndexLevel>,
    pub units: Vec<(String, IndexLevel)>,
}

/// The total under another reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensitivity {
    pub reading: RateReading,
    pub points: Exact,
    /// Against the score as it is; negative when the other reading gives fewer points.
    pub change: Exact,
}

/// The scores of a period.
#[derive(Debug, Clone)]
pub struct Assessment {
    pub case: Case,
    pub whole: Option<Scorecard>,
    /// In the order of the case.
    pub units: Vec<Scorecard>,
    pub places: Vec<Option<Rank>>,
}

impl Assessment {
    /// Scores everything.
    pub fn new(case: Case) -> Self {
        let whole = case.whole.map(|level| case.card(&case.index, None, level, &[]));
        let card =
            |(unit, level): &(String, IndexLevel)| case.card(&case.index, Some(unit), *level, &[]);
        let units: Vec<Scorecard> = case.units.iter().map(card).collect();
        let ranked: Vec<Option<RankedPoints>> =
            units.iter().map(|card| ranked(&case.index, card)).collect();
        let places = places(&ranked);
        Self { case, whole, units, places }
    }

    /// The card of a unit, or of the whole.
    pub fn card(&self, unit: Option<&str>) -> Option<&Scorecard> {
        match unit {
            None => self.whole.as_ref(),
            Some(_) => self.units.iter().find(|card| card.unit.as_deref() == unit),
        }
    }

    /// The same card after some changes.
    pub fn changed(&self, card: &Scorecard, changes: &[Change]) -> Scorecard {
        self.case.card(&self.case.index, card.unit.as_deref(), card.level, changes)
    }

    /// What was declared for criteria that are not for the level of its unit, or not in force.
    pub fn unused(&self) -> impl Iterator<Item = &Declaration> {
        let cards = self.whole.iter().chain(&self.units);
        cards
            .flat_map(|card| card.criteria.iter().map(move |score| (card.level, score)))
            .filter_map(|(level, score)| {
                let mut criteria = self.case.index.criteria.iter();
                let criterion = criteria.find(|criterion| criterion.id == score.id)?;
                let is_used = criterion.is_in_force(self.case.period) && criterion.is_for(level);
                score.declared.as_ref().filter(|_| !is_used)
            })
    }

    /// What the total of a card would be under the other readings in use; those that change nothing
    /// are left out.
    pub fn sensitivities(&self, card: &Scorecard) -> Vec<Sensitivity> {
        let of = |reading: RateReading| {
            let index = self.case.read_as(reading)?;
            let other = self.case.card(&index, card.unit.as_deref(), card.level, &[]);
            let change = &other.total.points - &card.total.points;
            let same_ground = other.total.computable == card.total.computable;
            let is_other = change != Exact::default();
            (same_ground && is_other).then_some(Sensitivity {
                reading,
                points: other.total.points,
                change,
            })
        };
        RateReading::OTHERS.into_iter().filter_map(of).collect()
    }
}

/// By the final points where a unit has them, else by what can be told. Points that are only awarded,
/// for what does not apply or did not happen, rank nobody.
fn ranked(index: &Index, card: &Scorecard) -> Option<RankedPoints> {
    let is_earned = |score: &CriterionScore| {
        let earned = [Share::Computed, Share::Declared];
        matches!(&score.outcome, Outcome::Scored { share, .. } if earned.contains(share))
    };
    card.criteria.iter().any(is_earned).then(|| match card.rescaled(index) {
        Some(points) => RankedPoints { points, out_of: index.total.clone() },
        None => RankedPoints {
            points: card.total.points.clone(),
            out_of: card.total.computable.clone(),
        },
    })
}

impl Case {
    fn card(
        &self,
        index: &Index,
        unit: Option<&str>,
        level: IndexLevel,
        changes: &[Change],
    ) -> Scorecard {
        let subject = Subject { unit: unit.map(str::to_owned), level, period: self.period };
        score(index, &subject, &self.answers, &self.declarations, changes)
    }

    /// The index with its questions in another reading; nothing when no question has an answer in it.
    fn read_as(&self, reading: RateReading) -> Option<Index> {
        let mut index = self.index.clone();
        let mut is_other = false;
        for ask in index.criteria.iter_mut().filter_map(|criterion| criterion.ask.as_mut()) {
            let other = ask.read_as(reading);
            if self.answers.knows(&other) {
                *ask = other;
                is_other = true;
            }
        }
        is_other.then_some(index)
    }
}
