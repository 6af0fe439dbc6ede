//! Dimensions and filters → the group number of every dossier.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::classify::NO_GROUP;
use super::cube::CubeError;
use super::request::Filter;
use crate::domain::Dimension;
use crate::normalise::{Dossiers, Group, Segment, Traits};

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
        let combined: Vec<Vec<Option<u64>>> = segments
            .iter()
            .map(|segment| combined(dossiers, segment, by, &lists, filters))
            .collect::<Result<_, _>>()?;
        Ok(Self::of_combinations(&combined, &lists))
    }

    /// Numbers the combinations that occur, in the order of their names.
    #[expect(clippy::cast_possible_truncation, reason = "fewer groups than dossiers")]
    fn of_combinations(combined: &[Vec<Option<u64>>], lists: &[Vec<Group>]) -> Self {
        let mut occurring: BTreeMap<u64, u32> = BTreeMap::new();
        let mut last = None;
        for combination in combined.iter().flatten().flatten() {
            if last != Some(*combination) {
                occurring.entry(*combination).or_insert(0);
                last = Some(*combination);
            }
        }
        if lists.is_empty() {
            occurring.entry(0).or_insert(0);
        }
        for (number, slot) in occurring.values_mut().enumerate() {
            *slot = number as u32;
        }
        let number = |combination: &Option<u64>| {
            let number = combination.and_then(|combination| occurring.get(&combination).copied());
            number.unwrap_or(NO_GROUP)
        };
        Self {
            of_row: combined.iter().map(|rows| rows.iter().map(number).collect()).collect(),
            names: occurring.keys().map(|combination| names_of(*combination, lists)).collect(),
        }
    }
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

/// One number per dossier that tells all its groups; nothing where a filter leaves it out.
fn combined(
    dossiers: &Dossiers,
    segment: &Segment<'_>,
    by: &[Dimension],
    lists: &[Vec<Group>],
    filters: &[Filter],
) -> Result<Vec<Option<u64>>, CubeError> {
    let mut combined = vec![Some(0_u64); segment.received.len()];
    let mut combinations = 1_u64;
    for (dimension, list) in by.iter().zip(lists) {
        let size = list.len().max(1) as u64;
        combinations = combinations.checked_mul(size).ok_or(CubeError::TooManyGroups)?;
        for (combined, code) in combined.iter_mut().zip(codes(segment, *dimension).iter()) {
            *combined = combined.map(|combined| combined * size + u64::from(*code));
        }
    }
    for filter in filters {
        let groups = dossiers.groups(filter.dimension);
        let matches: Vec<bool> =
            groups.iter().map(|group| filter.keys.contains(&group.key)).collect();
        let codes = codes(segment, filter.dimension);
        for (combined, code) in combined.iter_mut().zip(codes.iter()) {
            if !matches.get(*code as usize).copied().unwrap_or(false) {
                *combined = None;
            }
        }
    }
    Ok(combined)
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
