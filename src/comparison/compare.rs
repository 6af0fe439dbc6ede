//! Two sides and a question → the comparison.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::effects::{Effects, PartPair, decompose, decompose_sums};
use super::limits::{Limits, TooFewMonths};
use super::ranks::{RankMove, rank_moves};
use super::side::{Pair, Parts, Side};
use super::units::UnitsCompared;
use crate::domain::{Absence, Dimension};
use crate::indicators::{Base, Definition, Indicator, ONLINE_RATE, Quantity};
use crate::tally::{Count, Cube, Row, Tally, TimeFrame, order_of_rows};

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

/// Names of a group, one per dimension.
pub type Group = Vec<Option<String>>;

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

/// The dimensions over which a change is taken apart; units only at the total.
const OVER: [Dimension; 2] = [Dimension::Procedure, Dimension::Channel];

/// The counts of the months before the later period, those that are told.
#[derive(Debug, Clone, Copy)]
pub struct MonthsBefore<'a> {
    /// By the groups and the month.
    pub groups: &'a Cube,
    /// By unit and month, or by month alone where no unit is named: the whole is the same whatever the groups.
    pub units: &'a Cube,
}

/// Compares two periods.
pub fn compare(
    later: &Side,
    earlier: &Side,
    months: Option<MonthsBefore<'_>>,
    question: &Question,
) -> Comparison {
    let units = UnitsCompared::new(later, earlier, &question.expected);
    let counted = ComparedCounts::new(later, earlier, months, question);
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
        totals: (later.total(), earlier.total()),
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

/// Both tallies of something; one that is not there is empty.
type Both = (Tally, Tally);

/// A part of a group by its name, with both its tallies.
type Part = (Option<String>, Both);

/// What was counted of one group, or of the whole.
#[derive(Debug, Default)]
struct GroupCounts {
    both: Both,
    /// By dimension, the tallies of its parts; those of the whole in the order of their names.
    parts: Vec<(Dimension, Vec<Part>)>,
    /// The months before by their names, which are in the order of time.
    months: BTreeMap<String, Tally>,
}

struct ComparedCounts {
    total: GroupCounts,
    groups: Vec<(Group, GroupCounts)>,
}

impl ComparedCounts {
    fn new(
        later: &Side,
        earlier: &Side,
        months: Option<MonthsBefore<'_>>,
        question: &Question,
    ) -> Self {
        let mut total =
            GroupCounts { both: (later.total(), earlier.total()), ..Default::default() };
        for dimension in OVER.into_iter().chain([Dimension::Unit]) {
            let parts = parts_in_order(later, earlier, dimension);
            total.parts.extend(parts.map(|parts| (dimension, parts)));
        }
        let all =
            months.and_then(|months| of_busy(months.units, later).roll_up(&[Dimension::Month]));
        total.months = all.into_iter().flat_map(|cube| cube.rows).filter_map(month_of).collect();
        let by = &question.by;
        let mut groups: BTreeMap<Group, GroupCounts> = BTreeMap::new();
        if !by.is_empty() {
            for (group, both) in in_both(later, earlier, by).unwrap_or_default() {
                groups.insert(group, GroupCounts { both, ..GroupCounts::default() });
            }
            add_parts(&mut groups, later, earlier, by);
            add_months(&mut groups, months.map(|months| months.groups), by);
        }
        let mut groups: Vec<(Group, GroupCounts)> = groups.into_iter().collect();
        groups.sort_by(|(left, _), (right, _)| order_of_rows(left, right));
        Self { total, groups }
    }
}

/// Groups of both sides with both their tallies; nothing where one side has not counted them.
fn in_both(later: &Side, earlier: &Side, by: &[Dimension]) -> Option<BTreeMap<Group, Both>> {
    let (later, earlier) = (later.cube(by)?, earlier.cube(by)?);
    let mut both: BTreeMap<Group, Both> = BTreeMap::new();
    for row in later.rows {
        both.entry(row.group).or_default().0 += &row.tally;
    }
    for row in earlier.rows {
        both.entry(row.group).or_default().1 += &row.tally;
    }
    Some(both)
}

/// The parts of the whole in the order of their names. Those of either side come in that order, so that
/// sorting only puts two runs together.
fn parts_in_order(later: &Side, earlier: &Side, over: Dimension) -> Option<Vec<Part>> {
    let (later, earlier) = (later.cube(&[over])?, earlier.cube(&[over])?);
    let mut parts: Vec<Part> = Vec::with_capacity(later.rows.len());
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    let sides = later.rows.into_iter().map(|row| (row, true));
    for (row, is_later) in sides.chain(earlier.rows.into_iter().map(|row| (row, false))) {
        let name = row.group.into_iter().next().flatten();
        let place = *places.entry(name).or_insert_with_key(|name| {
            parts.push((name.clone(), Both::default()));
            parts.len() - 1
        });
        if let Some((_, (later, earlier))) = parts.get_mut(place) {
            *(if is_later { later } else { earlier }) += &row.tally;
        }
    }
    parts.sort_by(|(left, _), (right, _)| {
        order_of_rows(std::slice::from_ref(left), std::slice::from_ref(right))
    });
    Some(parts)
}

fn add_parts(
    groups: &mut BTreeMap<Group, GroupCounts>,
    later: &Side,
    earlier: &Side,
    by: &[Dimension],
) {
    for over in OVER.into_iter().filter(|over| !by.contains(over)) {
        let with_part: Vec<Dimension> = by.iter().copied().chain([over]).collect();
        for (mut group, both) in in_both(later, earlier, &with_part).unwrap_or_default() {
            let Some(part) = group.pop() else { continue };
            let Some(counts) = groups.get_mut(&group) else { continue };
            match counts.parts.last_mut() {
                Some((dimension, parts)) if *dimension == over => parts.push((part, both)),
                _ => counts.parts.push((over, vec![(part, both)])),
            }
        }
    }
}

fn add_months(groups: &mut BTreeMap<Group, GroupCounts>, months: Option<&Cube>, by: &[Dimension]) {
    let with_month: Vec<Dimension> = by.iter().copied().chain([Dimension::Month]).collect();
    let Some(cube) = months.and_then(|cube| cube.roll_up(&with_month)) else { return };
    for row in cube.rows {
        let group = row.group.get(..by.len()).unwrap_or_default().to_vec();
        if let Some(counts) = groups.get_mut(&group) {
            counts.months.extend(month_of(row));
        }
    }
}

/// The month of a row that ends with it, and its counts.
fn month_of(Row { mut group, tally }: Row) -> Option<(String, Tally)> {
    Some((group.pop()??, tally))
}

/// The months of the units that are in the later period: others would say how they work.
fn of_busy(months: &Cube, later: &Side) -> Cube {
    let is_busy = |row: &Row| row.tally.sum(&[Count::Received, Count::Resolved]) > 0;
    let place = months.by.iter().position(|dimension| *dimension == Dimension::Unit);
    let (Some(place), Some(now)) = (place, later.cube(&[Dimension::Unit])) else {
        return months.clone();
    };
    let busy: BTreeSet<Option<Group>> =
        now.rows.into_iter().filter(is_busy).map(|row| Some(row.group)).collect();
    let unit = |row: &Row| row.group.get(place).map(|name| vec![name.clone()]);
    let rows = months.rows.iter().filter(|row| busy.contains(&unit(row))).cloned().collect();
    Cube { rows, ..months.clone() }
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
    later: &'a Side,
    earlier: &'a Side,
    has_months: bool,
}

impl One<'_> {
    fn pair(&self, later: &Tally, earlier: &Tally) -> Pair {
        let measure = |side: &Side, tally: &Tally| {
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

    fn bases(&self, counts: &GroupCounts) -> [Option<Base>; 2] {
        let units = counts.parts.iter().find(|(over, _)| *over == Dimension::Unit);
        let base = |tally: &Tally, of: fn(&Both) -> &Tally| {
            let definition = self.question.definition;
            let base = Base::new(self.indicator, definition, tally)?;
            let Some((_, parts)) = units else { return Some(base) };
            let tallies = parts.iter().map(|(_, both)| of(both));
            Some(base.with_tallies(self.indicator, definition, tallies))
        };
        [base(&counts.both.0, |both| &both.0), base(&counts.both.1, |both| &both.1)]
    }

    fn is_of_answers(&self) -> bool {
        self.indicator.terms(self.question.definition).is_of_answers()
    }

    fn parts(&self, tally: &Tally) -> Parts {
        Parts::of(self.indicator, self.question.definition, tally)
    }

    fn compared(&self, counts: &GroupCounts, detail: Detail) -> Compared {
        let pair = self.pair(&counts.both.0, &counts.both.1);
        let effects = |(over, parts): &(Dimension, Vec<Part>)| {
            pair.ratios()?;
            // The channel makes this rate: all of its change would be mix.
            if *over == Dimension::Channel && self.indicator.id == ONLINE_RATE.id {
                return None;
            }
            let part = |(group, (later, earlier)): &Part| PartPair {
                group: if detail == Detail::Parts { group.clone() } else { None },
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
            let all = if on_five(&counts.both.0) { answers } else { 0 };
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
