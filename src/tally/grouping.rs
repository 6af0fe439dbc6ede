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
        let rows: Vec<Combined<'_>> = segments
            .iter()
            .map(|segment| Combined::new(dossiers, segment, (by, &lists), filters))
            .collect();
        let numbers = Numbers::new(&rows, combinations, lists.is_empty());
        Ok(Self {
            of_row: rows.par_iter().map(|rows| Cow::Owned(numbers.of_rows(rows))).collect(),
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
    fn new(combined: &[Combined<'_>], combinations: u64, has_one: bool) -> Self {
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

    fn of_rows(&self, combined: &Combined<'_>) -> Vec<u32> {
        match &self.place {
            Place::Table(table) => {
                let number = |place: usize| table.get(place).copied();
                combined.iter().map(|row| place(row).and_then(number).unwrap_or(NO_GROUP)).collect()
            }
            Place::Map(map) => {
                combined.iter().map(|row| map.get(&row).copied().unwrap_or(NO_GROUP)).collect()
            }
        }
    }
}

fn place(combination: u64) -> Option<usize> {
    usize::try_from(combination).ok()
}

/// In order.
fn occurring_in_table(combined: &[Combined<'_>], size: usize) -> Vec<u64> {
    let none = || vec![false; size];
    let see = |mut seen: Vec<bool>, rows: &Combined<'_>| {
        for combination in rows.iter() {
            if let Some(seen) = place(combination).and_then(|place| seen.get_mut(place)) {
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
fn occurring_in_sets(combined: &[Combined<'_>]) -> Vec<u64> {
    let see = |mut seen: HashSet<u64>, rows: &Combined<'_>| {
        seen.extend(rows.iter().filter(|combination| *combination != LEFT_OUT));
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

/// The dossiers of a segment as numbers that tell all their groups: made when they are asked for, since
/// keeping them takes more room than making them again takes time.
struct Combined<'a> {
    rows: usize,
    /// The codes of each dimension, and how many there can be.
    codes: Vec<(Cow<'a, [u32]>, u64)>,
    /// The codes of each filter, and which of them it keeps.
    kept: Vec<(Cow<'a, [u32]>, Vec<bool>)>,
}

impl<'a> Combined<'a> {
    fn new(
        dossiers: &Dossiers,
        segment: &Segment<'a>,
        (by, lists): (&[Dimension], &[Vec<Group>]),
        filters: &[Filter],
    ) -> Self {
        let sizes = lists.iter().map(|list| list.len().max(1) as u64);
        let kept = filters.iter().map(|filter| {
            let groups = dossiers.groups(filter.dimension);
            let is_kept = groups.iter().map(|group| filter.keys.contains(&group.key)).collect();
            (codes(segment, filter.dimension), is_kept)
        });
        Self {
            rows: segment.received.len(),
            codes: by.iter().map(|dimension| codes(segment, *dimension)).zip(sizes).collect(),
            kept: kept.collect(),
        }
    }

    /// One number per dossier; [`LEFT_OUT`] where a filter leaves it out.
    fn iter(&self) -> impl Iterator<Item = u64> {
        (0..self.rows).map(|row| {
            let is_kept = |(codes, kept): &(Cow<'_, [u32]>, Vec<bool>)| {
                let code = codes.get(row).and_then(|code| kept.get(*code as usize));
                code.copied().unwrap_or(false)
            };
            if !self.kept.iter().all(is_kept) {
                return LEFT_OUT;
            }
            self.codes.iter().fold(0, |combined, (codes, size)| {
                combined * size + u64::from(codes.get(row).copied().unwrap_or(0))
            })
        })
    }
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
