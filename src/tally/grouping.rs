//! Dimensions and filters → the group number of every dossier.
//!
//! In: dossiers, the dimensions and filters of a request, and which dossiers it has to do with. Out: a
//! [`Grouping`], which tells the number of a dossier when it is asked: a column of numbers for each set of
//! dimensions would take as much room as the dossiers themselves. Must not know: what is counted.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::cube::CubeError;
use super::request::Filter;
use crate::domain::Dimension;
use crate::dossiers::{Dossiers, Group, Segment, Traits};

/// Dense group numbers, and the names behind them, in the order of the numbers.
pub struct Grouping<'a> {
    segments: Vec<Combined<'a>>,
    place: Place,
    /// One name per dimension; nothing where the group has none.
    pub names: Vec<Vec<Option<String>>>,
}

/// The groups of the dossiers of one segment.
#[derive(Clone, Copy)]
pub enum Groups<'g> {
    /// The usual question: the codes of the column are the numbers.
    Codes(&'g [u32]),
    Combined(CombinedGroups<'g>),
}

/// Numbers that are made of several columns.
#[derive(Clone, Copy)]
pub struct CombinedGroups<'g> {
    combined: &'g Combined<'g>,
    place: &'g Place,
}

impl Groups<'_> {
    /// The group of a dossier; nothing where a filter leaves it out.
    #[inline]
    pub fn of(self, row: usize) -> Option<u32> {
        match self {
            Self::Codes(codes) => codes.get(row).copied(),
            Self::Combined(groups) => groups.of(row),
        }
    }
}

impl CombinedGroups<'_> {
    /// As [`Groups::of`].
    #[inline]
    pub fn of(self, row: usize) -> Option<u32> {
        self.place.number(self.combined.of(row)?)
    }
}

impl<'a> Grouping<'a> {
    /// Numbers the groups of the dossiers that are counted, told by segment and row.
    ///
    /// # Errors
    /// When the combinations cannot be numbered.
    pub fn new(
        dossiers: &Dossiers,
        segments: &[Segment<'a>],
        (by, filters): (&[Dimension], &[Filter]),
        is_counted: impl Fn(usize, usize) -> bool + Sync,
    ) -> Result<Self, CubeError> {
        let lists: Vec<Vec<Group>> =
            by.iter().map(|dimension| dossiers.groups(*dimension)).collect();
        let combinations = combinations(&lists)?;
        let segments: Vec<Combined<'_>> = segments
            .iter()
            .map(|segment| Combined::new(dossiers, segment, (by, &lists), filters))
            .collect();
        if let ([list], []) = (lists.as_slice(), filters) {
            let names = list.iter().map(|group| vec![group.name.clone()]).collect();
            return Ok(Self { segments, place: Place::Same, names });
        }
        let occurring = occurring(&segments, combinations, is_counted, lists.is_empty());
        let names = occurring.iter().map(|number| names_of(*number, &lists)).collect();
        Ok(Self { segments, place: Place::new(&occurring, combinations), names })
    }

    /// The groups of a segment; nothing behind the last one.
    pub fn of_segment(&self, segment: usize) -> Option<Groups<'_>> {
        let combined = self.segments.get(segment)?;
        Some(match (&self.place, combined.codes.as_slice()) {
            (Place::Same, [(Codes::Column(codes), _)]) => Groups::Codes(codes),
            (place, _) => Groups::Combined(CombinedGroups { combined, place }),
        })
    }
}

/// Combinations of groups are numbers below this product.
fn combinations(lists: &[Vec<Group>]) -> Result<u64, CubeError> {
    let sizes = lists.iter().map(|list| list.len().max(1) as u64);
    let product = sizes.into_iter().try_fold(1_u64, u64::checked_mul);
    product.ok_or(CubeError::TooManyGroups)
}

/// Combination → number.
enum Place {
    /// The combination is the number.
    Same,
    /// By combination: where there can be few, a table is many times as fast as a search.
    Table(Vec<u32>),
    Map(HashMap<u64, u32>),
}

/// A table takes four bytes for each combination that there can be.
const LONGEST_TABLE: u64 = 1 << 22;
/// Marks a combination that no dossier has.
const NO_GROUP: u32 = u32::MAX;

impl Place {
    fn new(occurring: &[u64], combinations: u64) -> Self {
        let numbered = || occurring.iter().copied().zip(0_u32..);
        match table_size(combinations) {
            Some(size) => {
                let mut table = vec![NO_GROUP; size];
                for (combination, number) in numbered() {
                    if let Some(place) = place(combination).and_then(|place| table.get_mut(place)) {
                        *place = number;
                    }
                }
                Self::Table(table)
            }
            None => Self::Map(numbered().collect()),
        }
    }

    #[inline]
    fn number(&self, combination: u64) -> Option<u32> {
        match self {
            Self::Same => u32::try_from(combination).ok(),
            Self::Table(table) => {
                let number = table.get(place(combination)?).copied();
                number.filter(|number| *number != NO_GROUP)
            }
            Self::Map(map) => map.get(&combination).copied(),
        }
    }
}

fn table_size(combinations: u64) -> Option<usize> {
    usize::try_from(combinations).ok().filter(|_| combinations <= LONGEST_TABLE)
}

fn place(combination: u64) -> Option<usize> {
    usize::try_from(combination).ok()
}

/// The combinations of the dossiers that are counted, in the order of their names.
fn occurring(
    segments: &[Combined<'_>],
    combinations: u64,
    is_counted: impl Fn(usize, usize) -> bool + Sync,
    has_one: bool,
) -> Vec<u64> {
    let counted = |segment: usize, combined: &Combined<'_>, see: &mut dyn FnMut(u64)| {
        let rows = (0..combined.rows).filter(|row| is_counted(segment, *row));
        rows.filter_map(|row| combined.of(row)).for_each(see);
    };
    let mut occurring = match table_size(combinations) {
        Some(size) => occurring_in_table(segments, size, counted),
        None => occurring_in_sets(segments, counted),
    };
    if has_one && occurring.is_empty() {
        occurring.push(0);
    }
    occurring
}

/// In order.
fn occurring_in_table(
    segments: &[Combined<'_>],
    size: usize,
    counted: impl Fn(usize, &Combined<'_>, &mut dyn FnMut(u64)) + Sync,
) -> Vec<u64> {
    let none = || vec![false; size];
    let see = |mut seen: Vec<bool>, (segment, rows): (usize, &Combined<'_>)| {
        counted(segment, rows, &mut |combination| {
            if let Some(seen) = place(combination).and_then(|place| seen.get_mut(place)) {
                *seen = true;
            }
        });
        seen
    };
    let both = |mut seen: Vec<bool>, other: Vec<bool>| {
        seen.iter_mut().zip(other).for_each(|(seen, other)| *seen |= other);
        seen
    };
    let seen = segments.par_iter().enumerate().fold(none, see).reduce(none, both);
    (0_u64..).zip(seen).filter(|(_, seen)| *seen).map(|(combination, _)| combination).collect()
}

/// In order.
fn occurring_in_sets(
    segments: &[Combined<'_>],
    counted: impl Fn(usize, &Combined<'_>, &mut dyn FnMut(u64)) + Sync,
) -> Vec<u64> {
    let see = |mut seen: HashSet<u64>, (segment, rows): (usize, &Combined<'_>)| {
        counted(segment, rows, &mut |combination| {
            seen.insert(combination);
        });
        seen
    };
    let both = |mut seen: HashSet<u64>, other: HashSet<u64>| {
        seen.extend(other);
        seen
    };
    let seen = segments.par_iter().enumerate().fold(HashSet::new, see).reduce(HashSet::new, both);
    let mut occurring: Vec<u64> = seen.into_iter().collect();
    occurring.sort_unstable();
    occurring
}

/// The codes of a dimension, where they lie.
enum Codes<'a> {
    Column(&'a [u32]),
    /// One of the small facts that share a column.
    OfTraits(&'a [u32], fn(Traits) -> u32),
    /// A dimension that was not loaded has one group without a name.
    NotLoaded,
}

impl<'a> Codes<'a> {
    fn new(segment: &Segment<'a>, dimension: Dimension) -> Self {
        match dimension {
            Dimension::Channel => Self::OfTraits(segment.traits, Traits::channel),
            Dimension::Status => Self::OfTraits(segment.traits, Traits::status),
            Dimension::Rating => Self::OfTraits(segment.traits, Traits::rating),
            _ => segment.keys(dimension).map_or(Self::NotLoaded, Self::Column),
        }
    }

    #[inline]
    fn at(&self, row: usize) -> u32 {
        match self {
            Self::Column(codes) => codes.get(row).copied().unwrap_or(0),
            Self::OfTraits(traits, code) => traits.get(row).map_or(0, |all| code(Traits(*all))),
            Self::NotLoaded => 0,
        }
    }
}

/// The dossiers of a segment as numbers that tell all their groups.
struct Combined<'a> {
    rows: usize,
    /// The codes of each dimension, and how many there can be.
    codes: Vec<(Codes<'a>, u64)>,
    /// The codes of each filter, and which of them it keeps.
    kept: Vec<(Codes<'a>, Vec<bool>)>,
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
            (Codes::new(segment, filter.dimension), is_kept)
        });
        Self {
            rows: segment.received.len(),
            codes: by.iter().map(|dimension| Codes::new(segment, *dimension)).zip(sizes).collect(),
            kept: kept.collect(),
        }
    }

    /// The combination of a dossier; nothing where a filter leaves it out.
    #[inline]
    fn of(&self, row: usize) -> Option<u64> {
        let is_kept = |(codes, kept): &(Codes<'_>, Vec<bool>)| {
            kept.get(codes.at(row) as usize).copied().unwrap_or(false)
        };
        let combine =
            |combined, (codes, size): &(Codes<'_>, u64)| combined * size + u64::from(codes.at(row));
        self.kept.iter().all(is_kept).then(|| self.codes.iter().fold(0, combine))
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
