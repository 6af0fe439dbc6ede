//! Dimensions and filters → the group number of every dossier.

use std::borrow::Cow;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::cube::CubeError;
use super::request::Filter;
use crate::domain::Dimension;
use crate::normalise::{Dossiers, Group, Segment, Traits};

/// Marks a dossier that is not counted.
pub const NO_GROUP: u32 = u32::MAX;

/// Dense group numbers, and the names behind them, in the order of the numbers.
pub struct Grouping<'a> {
    /// Per segment, per dossier; [`NO_GROUP`] where a filter leaves the dossier out.
    pub of_row: Vec<Cow<'a, [u32]>>,
    /// One name per dimension; nothing where the group has none.
    pub names: Vec<Vec<Option<String>>>,
}

impl<'a> Grouping<'a> {
    /// Numbers the groups.
    ///
    /// # Errors
    /// When the combinations cannot be numbered.
    pub fn new(
        dossiers: &Dossiers,
        segments: &[Segment<'a>],
        by: &[Dimension],
        filters: &[Filter],
    ) -> Result<Self, CubeError> {
        let lists: Vec<Vec<Group>> =
            by.iter().map(|dimension| dossiers.groups(*dimension)).collect();
        if let ([dimension], [list], []) = (by, lists.as_slice(), filters) {
            // The usual question: the codes of the column are the numbers.
            let of_row = segments.iter().map(|segment| codes(segment, *dimension)).collect();
            let names = list.iter().map(|group| vec![group.name.clone()]).collect();
            return Ok(Self { of_row, names });
        }
        let combinations = combinations(&lists)?;
        let combined: Vec<Vec<u64>> = segments
            .par_iter()
            .map(|segment| combined(dossiers, segment, by, &lists, filters))
            .collect();
        let numbers = Numbers::new(&combined, combinations, lists.is_empty());
        Ok(Self {
            of_row: combined.par_iter().map(|rows| Cow::Owned(numbers.of_rows(rows))).collect(),
            names: numbers.occurring.iter().map(|number| names_of(*number, &lists)).collect(),
        })
    }
}

/// Combinations of groups are numbers below this product.
fn combinations(lists: &[Vec<Group>]) -> Result<u64, CubeError> {
    let sizes = lists.iter().map(|list| list.len().max(1) as u64);
    let product = sizes.into_iter().try_fold(1_u64, u64::checked_mul);
    // The last number marks what a filter leaves out.
    product.filter(|product| *product < LEFT_OUT).ok_or(CubeError::TooManyGroups)
}

/// In the place of a combination, where a filter leaves the dossier out.
const LEFT_OUT: u64 = u64::MAX;

/// The combinations that occur, in the order of their names, and the number of each among them.
struct Numbers {
    occurring: Vec<u64>,
    place: Place,
}

/// Combination → number.
enum Place {
    /// By combination: where there can be few, a table is many times as fast as a search.
    Table(Vec<u32>),
    Map(HashMap<u64, u32>),
}

/// A table takes four bytes for each combination that there can be.
const LONGEST_TABLE: u64 = 1 << 22;

impl Numbers {
    #[expect(clippy::cast_possible_truncation, reason = "fewer groups than dossiers")]
    fn new(combined: &[Vec<u64>], combinations: u64, has_one: bool) -> Self {
        let table = usize::try_from(combinations).ok().filter(|_| combinations <= LONGEST_TABLE);
        let mut occurring: Vec<u64> = match table {
            Some(size) => occurring_in_table(combined, size),
            None => occurring_in_sets(combined),
        };
        if has_one && occurring.is_empty() {
            occurring.push(0);
        }
        let numbered = || occurring.iter().zip(0_u32..);
        let place = match table {
            Some(size) => {
                let mut table = vec![NO_GROUP; size];
                for (combination, number) in numbered() {
                    table[*combination as usize] = number;
                }
                Place::Table(table)
            }
            None => {
                Place::Map(numbered().map(|(combination, number)| (*combination, number)).collect())
            }
        };
        Self { occurring, place }
    }

    fn of_rows(&self, combined: &[u64]) -> Vec<u32> {
        let in_table = |table: &[u32], combination: u64| {
            usize::try_from(combination).ok().and_then(|place| table.get(place)).copied()
        };
        let rows = combined.iter();
        match &self.place {
            Place::Table(table) => {
                rows.map(|row| in_table(table, *row).unwrap_or(NO_GROUP)).collect()
            }
            Place::Map(map) => rows.map(|row| map.get(row).copied().unwrap_or(NO_GROUP)).collect(),
        }
    }
}

/// In order.
fn occurring_in_table(combined: &[Vec<u64>], size: usize) -> Vec<u64> {
    let none = || vec![false; size];
    let see = |mut seen: Vec<bool>, rows: &Vec<u64>| {
        for combination in rows {
            let place = usize::try_from(*combination).unwrap_or(usize::MAX);
            if let Some(seen) = seen.get_mut(place) {
                *seen = true;
            }
        }
        seen
    };
    let both = |mut seen: Vec<bool>, other: Vec<bool>| {
        seen.iter_mut().zip(other).for_each(|(seen, other)| *seen |= other);
        seen
    };
    let seen = combined.par_iter().fold(none, see).reduce(none, both);
    (0_u64..).zip(seen).filter(|(_, seen)| *seen).map(|(combination, _)| combination).collect()
}

/// In order.
fn occurring_in_sets(combined: &[Vec<u64>]) -> Vec<u64> {
    let see = |mut seen: HashSet<u64>, rows: &Vec<u64>| {
        seen.extend(rows.iter().copied().filter(|combination| *combination != LEFT_OUT));
        seen
    };
    let both = |mut seen: HashSet<u64>, other: HashSet<u64>| {
        seen.extend(other);
        seen
    };
    let seen = combined.par_iter().fold(HashSet::new, see).reduce(HashSet::new, both);
    let mut occurring: Vec<u64> = seen.into_iter().collect();
    occurring.sort_unstable();
    occurring
}

/// The codes of a dimension, borrowed where they are a column.
fn codes<'a>(segment: &Segment<'a>, dimension: Dimension) -> Cow<'a, [u32]> {
    let of_traits = |code: fn(Traits) -> u32| {
        segment.traits.iter().map(|traits| code(Traits(*traits))).collect::<Vec<u32>>()
    };
    match dimension {
        Dimension::Channel => Cow::Owned(of_traits(Traits::channel)),
        Dimension::Status => Cow::Owned(of_traits(Traits::status)),
        Dimension::Rating => Cow::Owned(of_traits(Traits::rating)),
        // A dimension that was not loaded has one group without a name.
        _ => segment
            .keys(dimension)
            .map_or_else(|| Cow::Owned(vec![0; segment.received.len()]), Cow::Borrowed),
    }
}

/// One number per dossier that tells all its groups; [`LEFT_OUT`] where a filter leaves it out.
fn combined(
    dossiers: &Dossiers,
    segment: &Segment<'_>,
    by: &[Dimension],
    lists: &[Vec<Group>],
    filters: &[Filter],
) -> Vec<u64> {
    let mut combined = vec![0_u64; segment.received.len()];
    for (dimension, list) in by.iter().zip(lists) {
        let size = list.len().max(1) as u64;
        for (combined, code) in combined.iter_mut().zip(codes(segment, *dimension).iter()) {
            *combined = *combined * size + u64::from(*code);
        }
    }
    for filter in filters {
        let groups = dossiers.groups(filter.dimension);
        let matches: Vec<bool> =
            groups.iter().map(|group| filter.keys.contains(&group.key)).collect();
        let codes = codes(segment, filter.dimension);
        for (combined, code) in combined.iter_mut().zip(codes.iter()) {
            if !matches.get(*code as usize).copied().unwrap_or(false) {
                *combined = LEFT_OUT;
            }
        }
    }
    combined
}

fn names_of(mut combination: u64, lists: &[Vec<Group>]) -> Vec<Option<String>> {
    let name = |list: &Vec<Group>| {
        let size = list.len().max(1) as u64;
        let place = usize::try_from(combination % size).ok();
        combination /= size;
        place.and_then(|place| list.get(place)).and_then(|group| group.name.clone())
    };
    let mut names: Vec<Option<String>> = lists.iter().rev().map(name).collect();
    names.reverse();
    names
}
