//! Two sides → the tallies of every group, of its parts and of its months before, beside each other.
//!
//! Tallies are borrowed from the cubes: units by procedures are tens of thousands of groups.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::side::Side;
use crate::domain::Dimension;
use crate::tally::{Count, Cube, Row, Tally, order_of_rows};

/// Names of a group, one per dimension.
pub type Group = Vec<Option<String>>;

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

/// Both tallies of something, the later first; one that is not there is empty.
pub type Both<'a> = [&'a Tally; 2];

/// A part of a group by its name, with both its tallies.
pub type Part<'a> = (Option<&'a str>, Both<'a>);

/// A group by its names, with both its tallies.
type NamedGroup<'a> = (&'a [Option<String>], Both<'a>);

static EMPTY: Tally = Tally::ZERO;

/// What was counted of one group, or of the whole.
#[derive(Debug)]
pub struct GroupCounts<'a> {
    pub both: Both<'a>,
    /// By dimension, the tallies of its parts; those of the whole in the order of their names.
    pub parts: Vec<(Dimension, Vec<Part<'a>>)>,
    /// The months before by their names, which are in the order of time.
    pub months: BTreeMap<String, Tally>,
}

impl<'a> GroupCounts<'a> {
    fn new(both: Both<'a>) -> Self {
        Self { both, parts: Vec::new(), months: BTreeMap::new() }
    }
}

/// Every set of dimensions that both sides have counted, with the cubes of the later and the earlier.
pub struct CubesOfBoth<'a>(Vec<(Vec<Dimension>, [Cow<'a, Cube>; 2])>);

impl<'a> CubesOfBoth<'a> {
    pub fn new(later: &'a Side<'_>, earlier: &'a Side<'_>, by: &[Dimension]) -> Self {
        let whole = OVER.into_iter().chain([Dimension::Unit]).map(|over| vec![over]);
        let parts = OVER.into_iter().map(|over| with_part(by, over));
        let mut sets: Vec<Vec<Dimension>> = Vec::new();
        for set in whole.chain([by.to_vec()]).chain(parts) {
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        let cubes = |by: Vec<Dimension>| {
            Some([later.cube(&by)?, earlier.cube(&by)?]).map(|cubes| (by, cubes))
        };
        Self(sets.into_iter().filter_map(cubes).collect())
    }

    /// Groups of both sides with both their tallies; nothing where one side has not counted them.
    fn groups(&self, by: &[Dimension]) -> Option<Vec<NamedGroup<'_>>> {
        let (_, cubes) = self.0.iter().find(|(set, _)| set == by)?;
        let mut places: HashMap<&[Option<String>], usize> = HashMap::new();
        let mut groups: Vec<NamedGroup<'_>> = Vec::new();
        for (side, cube) in cubes.iter().enumerate() {
            for Row { group, tally } in &cube.rows {
                let place = *places.entry(group).or_insert_with(|| {
                    groups.push((group, [&EMPTY; 2]));
                    groups.len() - 1
                });
                if let Some(of_side) =
                    groups.get_mut(place).and_then(|(_, both)| both.get_mut(side))
                {
                    *of_side = tally;
                }
            }
        }
        Some(groups)
    }
}

fn with_part(by: &[Dimension], over: Dimension) -> Vec<Dimension> {
    by.iter().copied().chain([over]).collect()
}

pub struct ComparedCounts<'a> {
    pub total: GroupCounts<'a>,
    pub groups: Vec<(Group, GroupCounts<'a>)>,
}

impl<'a> ComparedCounts<'a> {
    pub fn new(
        (later, earlier): (&'a Side<'_>, &'a Side<'_>),
        cubes: &'a CubesOfBoth<'_>,
        months: Option<MonthsBefore<'_>>,
        by: &[Dimension],
    ) -> Self {
        let mut total = GroupCounts::new([later.total(), earlier.total()]);
        for over in OVER.into_iter().chain([Dimension::Unit]) {
            total.parts.extend(parts_in_order(cubes, over).map(|parts| (over, parts)));
        }
        let all =
            months.and_then(|months| of_busy(months.units, later).roll_up(&[Dimension::Month]));
        total.months = all.into_iter().flat_map(|cube| cube.rows).filter_map(month_of).collect();
        let mut groups: BTreeMap<Group, GroupCounts<'_>> = BTreeMap::new();
        if !by.is_empty() {
            for (group, both) in cubes.groups(by).unwrap_or_default() {
                groups.insert(group.to_vec(), GroupCounts::new(both));
            }
            add_parts(&mut groups, cubes, by);
            add_months(&mut groups, months.map(|months| months.groups), by);
        }
        let mut groups: Vec<(Group, GroupCounts<'_>)> = groups.into_iter().collect();
        groups.sort_by(|(left, _), (right, _)| order_of_rows(left, right));
        Self { total, groups }
    }
}

/// The parts of the whole in the order of their names. Those of either side come in that order, so that
/// sorting only puts two runs together.
fn parts_in_order<'a>(cubes: &'a CubesOfBoth<'_>, over: Dimension) -> Option<Vec<Part<'a>>> {
    let mut groups = cubes.groups(&[over])?;
    groups.sort_by(|(left, _), (right, _)| order_of_rows(left, right));
    Some(
        groups
            .into_iter()
            .map(|(group, both)| (group.first().and_then(Option::as_deref), both))
            .collect(),
    )
}

fn add_parts<'a>(
    groups: &mut BTreeMap<Group, GroupCounts<'a>>,
    cubes: &'a CubesOfBoth<'_>,
    by: &[Dimension],
) {
    for over in OVER.into_iter().filter(|over| !by.contains(over)) {
        for (group, both) in cubes.groups(&with_part(by, over)).unwrap_or_default() {
            let Some((part, group)) = group.split_last() else { continue };
            let Some(counts) = groups.get_mut(group) else { continue };
            let part = (part.as_deref(), both);
            match counts.parts.last_mut() {
                Some((dimension, parts)) if *dimension == over => parts.push(part),
                _ => counts.parts.push((over, vec![part])),
            }
        }
    }
}

fn add_months(
    groups: &mut BTreeMap<Group, GroupCounts<'_>>,
    months: Option<&Cube>,
    by: &[Dimension],
) {
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
fn of_busy(months: &Cube, later: &Side<'_>) -> Cube {
    let is_busy = |row: &Row| row.tally.sum(&[Count::Received, Count::Resolved]) > 0;
    let place = months.by.iter().position(|dimension| *dimension == Dimension::Unit);
    let (Some(place), Some(now)) = (place, later.cube(&[Dimension::Unit])) else {
        return months.clone();
    };
    let busy: BTreeSet<Option<&Option<String>>> =
        now.rows.iter().filter(|row| is_busy(row)).map(|row| row.group.first()).collect();
    let is_of_busy = |row: &&Row| busy.contains(&row.group.get(place));
    let rows = months.rows.iter().filter(is_of_busy).cloned().collect();
    Cube { rows, ..months.clone() }
}
