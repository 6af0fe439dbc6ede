//! Two sides and a question → the comparison.

use std::collections::BTreeSet;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::counted::{Both, ComparedCounts, CubesOfBoth, Group, GroupCounts, MonthsBefore, Part};
use super::effects::{Effects, PartPair, decompose, decompose_sums};
use super::limits::{Limits, TooFewMonths};
use super::ranks::{RankMove, rank_moves};
use super::side::{Pair, Parts, Side};
use super::units::UnitsCompared;
use crate::domain::{Absence, Dimension};
use crate::indicators::{Base, Definition, Indicator, ONLINE_RATE, Quantity};
use crate::tally::{Count, Tally, TimeFrame};

/// What is compared.
#[derive(Debug, Clone)]
pub struct Question {
    /// The groups of the lines; no dimension of time among them.
    pub by: Vec<Dimension>,
    pub indicators: Vec<&'static Indicator>,
    pub definition: Definition,
    /// Folded names of the units that have to report.
    pub expected: BTreeSet<String>,
}

/// A rate or mean of one group, or of the whole, in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub pair: Pair,
    /// On what the later and the earlier rate rest, where that is not all.
    pub bases: [Option<Base>; 2],
    /// The change taken apart over procedures, channels, and at the total over units, as far as they
    /// were counted. What each part did is told of the total only.
    pub effects: Vec<Effects>,
    /// Nothing for a mean, where the later period has no value, or no months before were looked at.
    pub limits: Option<Result<Limits, TooFewMonths>>,
}

impl Compared {
    /// The change taken apart over one dimension.
    pub fn over(&self, dimension: Dimension) -> Option<&Effects> {
        self.effects.iter().find(|effects| effects.over == dimension)
    }
}

/// One rate or mean in both periods.
#[derive(Debug, Clone)]
pub struct RateComparison {
    pub indicator: &'static Indicator,
    pub total: Compared,
    /// Of the units of both periods; nothing where the units are the same or were not counted.
    pub like_for_like: Option<Pair>,
    /// In the order of their names; groups of one period are among them.
    pub groups: Vec<(Group, Compared)>,
    /// Where the groups are units.
    pub ranks: Vec<RankMove>,
}

/// Two periods.
#[derive(Debug, Clone)]
pub struct Comparison {
    pub later: TimeFrame,
    pub earlier: TimeFrame,
    pub by: Vec<Dimension>,
    pub definition: Definition,
    /// Counts of both periods.
    pub totals: (Tally, Tally),
    pub rates: Vec<RateComparison>,
    pub units: Option<UnitsCompared>,
    /// Units that are left out, for the data of one of the periods do not reach to its end.
    pub not_covered: Vec<String>,
    /// Whether the data could be counted again in the units before or since the reorganisation.
    pub may_be_rebased: bool,
}

/// Compares two periods.
pub fn compare(
    later: &Side<'_>,
    earlier: &Side<'_>,
    months: Option<MonthsBefore<'_>>,
    question: &Question,
) -> Comparison {
    let units = UnitsCompared::new(later, earlier, &question.expected);
    let cubes = CubesOfBoth::new(later, earlier, &question.by);
    let counted = ComparedCounts::new((later, earlier), &cubes, months, &question.by);
    let rate = |indicator: &&'static Indicator| {
        let has_months = months.is_some();
        let one = One { indicator, question, later, earlier, has_months };
        let like_for_like = units.as_ref().filter(|units| units.differ());
        let groups: Vec<(Group, Compared)> = counted
            .groups
            .par_iter()
            .map(|(name, group)| (name.clone(), one.compared(group, Detail::Sums)))
            .collect();
        RateComparison {
            indicator,
            total: one.compared(&counted.total, Detail::Parts),
            like_for_like: like_for_like.map(|units| one.pair(&units.later, &units.earlier)),
            ranks: ranks(indicator, question, &groups),
            groups,
        }
    };
    Comparison {
        later: later.frame.clone(),
        earlier: earlier.frame.clone(),
        by: question.by.clone(),
        definition: question.definition,
        totals: (*later.total(), *earlier.total()),
        not_covered: earlier.not_covered.clone(),
        may_be_rebased: false,
        rates: question.indicators.par_iter().map(rate).collect(),
        units,
    }
}

fn ranks(
    indicator: &Indicator,
    question: &Question,
    groups: &[(Group, Compared)],
) -> Vec<RankMove> {
    if question.by != [Dimension::Unit] {
        return Vec::new();
    }
    let named = |(group, compared): &(Group, Compared)| {
        Some((group.first().cloned().flatten()?, compared.pair))
    };
    let units: Vec<(String, Pair)> = groups.iter().filter_map(named).collect();
    rank_moves(&units, indicator.sense)
}

/// Whether a change is taken apart down to what each part did, or only into its two sums.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Parts,
    Sums,
}

/// Whether answers were given on five levels.
fn on_five(tally: &Tally) -> bool {
    tally[Count::RatedOnFive] > 0
}

/// One rate or mean of one question.
struct One<'a> {
    indicator: &'static Indicator,
    question: &'a Question,
    later: &'a Side<'a>,
    earlier: &'a Side<'a>,
    has_months: bool,
}

impl One<'_> {
    fn pair(&self, later: &Tally, earlier: &Tally) -> Pair {
        let measure = |side: &Side<'_>, tally: &Tally| {
            self.indicator.measure(tally, self.question.definition, side.available())
        };
        let pair = Pair {
            later: measure(self.later, later),
            earlier: measure(self.earlier, earlier),
            quantity: self.indicator.quantity,
        };
        let is_other_scale = self.is_of_answers() && on_five(later) != on_five(earlier);
        if is_other_scale && pair.ratios().is_some() {
            return Pair { earlier: Err(Absence::TwoScales), ..pair };
        }
        pair
    }

    fn bases<'a>(&self, counts: &GroupCounts<'a>) -> [Option<Base>; 2] {
        let units = counts.parts.iter().find(|(over, _)| *over == Dimension::Unit);
        let base = |tally: &Tally, of: fn(&Both<'a>) -> &'a Tally| {
            let definition = self.question.definition;
            let base = Base::new(self.indicator, definition, tally)?;
            let Some((_, parts)) = units else { return Some(base) };
            let tallies = parts.iter().map(|(_, both)| of(both));
            Some(base.with_tallies(self.indicator, definition, tallies))
        };
        let [later, earlier] = counts.both;
        [base(later, |[later, _]| later), base(earlier, |[_, earlier]| earlier)]
    }

    fn is_of_answers(&self) -> bool {
        self.indicator.terms(self.question.definition).is_of_answers()
    }

    fn parts(&self, tally: &Tally) -> Parts {
        Parts::of(self.indicator, self.question.definition, tally)
    }

    fn compared(&self, counts: &GroupCounts<'_>, detail: Detail) -> Compared {
        let [later, earlier] = counts.both;
        let pair = self.pair(later, earlier);
        let effects = |(over, parts): &(Dimension, Vec<Part<'_>>)| {
            pair.ratios()?;
            // The channel makes this rate: all of its change would be mix.
            if *over == Dimension::Channel && self.indicator.id == ONLINE_RATE.id {
                return None;
            }
            let part = |(group, [later, earlier]): &Part<'_>| PartPair {
                group: group.filter(|_| detail == Detail::Parts).map(str::to_owned),
                later: self.parts(later),
                earlier: self.parts(earlier),
            };
            let parts: Vec<PartPair> = parts.iter().map(part).collect();
            match detail {
                Detail::Parts => decompose(*over, parts),
                Detail::Sums => decompose_sums(*over, &parts),
            }
        };
        let is_of_scale = |tally: &&Tally| {
            let answers = tally[Count::Rated].saturating_sub(tally[Count::RatedWithheld]);
            let all = if on_five(later) { answers } else { 0 };
            !self.is_of_answers() || tally[Count::RatedOnFive] == all
        };
        let months = counts.months.values().filter(is_of_scale);
        let months: Vec<Parts> = months.map(|tally| self.parts(tally)).collect();
        // The limits are those of proportions: means scatter otherwise.
        let are_shares = self.indicator.quantity == Quantity::Share
            && months.iter().all(|month| month.numerator <= month.denominator);
        Compared {
            pair,
            bases: self.bases(counts),
            effects: counts.parts.iter().filter_map(effects).collect(),
            limits: pair
                .later
                .ok()
                .filter(|now| self.has_months && are_shares && now.numerator() <= now.denominator())
                .map(|now| Limits::new(&months, now)),
        }
    }
}
