//! The cubes of a tally file: columns of numbers, groups by their place in a list.
//!
//! In: a [`Cube`], or what a file has of one. Out: the other, checked. Must not know: the rest of the file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::{TallyFileError, dimension, find};
use crate::archive::tallies::GroupFacts;
use crate::domain::Dimension;
use crate::tally::{Count, Cube, EvidenceScope, Row, Tally, order_of_rows};
use crate::units::is_province_key;

/// The largest count that every reader of JSON holds exactly.
const MOST: u64 = 1 << 53;

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CubePart {
    pub(super) by: Vec<String>,
    rows: usize,
    /// One column per dimension of `by`: the place of each row's group, null where it has no name.
    groups: Vec<Vec<Option<usize>>>,
    /// One column per count; counts that are 0 everywhere are left out.
    counts: BTreeMap<String, Vec<u64>>,
}

pub(super) fn cube_part(
    cube: &Cube,
    places: &BTreeMap<Dimension, BTreeMap<&str, usize>>,
) -> CubePart {
    let column = |(place, dimension): (usize, &Dimension)| {
        let of_row = |row: &Row| {
            let name = row.group.get(place)?.as_deref()?;
            places.get(dimension)?.get(name).copied()
        };
        cube.rows.iter().map(of_row).collect()
    };
    let counts = Count::ALL.into_iter().filter_map(|count| {
        let column: Vec<u64> = cube.rows.iter().map(|row| row.tally[count]).collect();
        let is_told = column.iter().any(|number| *number > 0);
        is_told.then(|| (count.name().to_owned(), column))
    });
    CubePart {
        by: cube.by.iter().map(|dimension| dimension.name().to_owned()).collect(),
        rows: cube.rows.len(),
        groups: cube.by.iter().enumerate().map(column).collect(),
        counts: counts.collect(),
    }
}

/// The cubes, each checked, and all of one total. `all_judged`: the file was written when every dossier was judged
/// for satisfaction by 766, and does not say so.
pub(super) fn cubes(
    parts: Vec<CubePart>,
    groups: &BTreeMap<Dimension, Vec<GroupFacts>>,
    (evidence, all_judged): (EvidenceScope, bool),
) -> Result<BTreeMap<Vec<Dimension>, Cube>, TallyFileError> {
    let mut cubes: BTreeMap<Vec<Dimension>, Cube> = BTreeMap::new();
    for part in parts {
        let by_names = part.by.join(", ");
        let wrong =
            |what: &str| TallyFileError::BadCube { by: by_names.clone(), what: what.to_owned() };
        let cube = Cube { evidence, ..cube(&part, groups, all_judged, &wrong)? };
        if cubes.values().any(|other| other.total != cube.total) {
            return Err(wrong("its total is not that of the other cubes"));
        }
        if cubes.insert(cube.by.clone(), cube).is_some() {
            return Err(wrong("it stands there twice"));
        }
    }
    Ok(cubes)
}

fn cube(
    part: &CubePart,
    groups: &BTreeMap<Dimension, Vec<GroupFacts>>,
    all_judged: bool,
    wrong: &impl Fn(&str) -> TallyFileError,
) -> Result<Cube, TallyFileError> {
    let by = part.by.iter().map(|name| dimension("cubes.by", name));
    let by = by.collect::<Result<Vec<_>, _>>()?;
    let has_length = |length: usize| length == part.rows;
    let lengths_agree = part.groups.len() == by.len()
        && part.groups.iter().all(|column| has_length(column.len()))
        && part.counts.values().all(|column| has_length(column.len()));
    if !lengths_agree {
        return Err(wrong("its columns differ in length"));
    }
    let mut tallies = vec![Tally::ZERO; part.rows];
    for (name, column) in &part.counts {
        let count = find("cubes.counts", name, Count::ALL, Count::name)?;
        if column.iter().any(|number| *number > MOST) {
            return Err(wrong("a count is too large"));
        }
        for (tally, number) in tallies.iter_mut().zip(column) {
            tally[count] = *number;
        }
    }
    let label = |dimension: &Dimension, place: Option<usize>| match place {
        None => Ok(None),
        Some(place) => {
            let known = groups.get(dimension).and_then(|groups| groups.get(place));
            known.map(|group| Some(group.name.clone())).ok_or_else(|| wrong("a group is unknown"))
        }
    };
    let mut total = Tally::ZERO;
    let mut rows = Vec::with_capacity(part.rows);
    for (number, mut tally) in tallies.into_iter().enumerate() {
        if all_judged {
            tally[Count::Judged766] = tally.sum(Count::TO_HANDLE);
        }
        tally.check()?;
        total += &tally;
        let places = by.iter().zip(&part.groups);
        let group = places
            .map(|(dimension, column)| label(dimension, column.get(number).copied().flatten()));
        rows.push(Row { group: group.collect::<Result<_, _>>()?, tally });
    }
    rows.sort_by(|left, right| order_of_rows(&left.group, &right.group));
    let mut pairs = rows.windows(2).filter_map(|pair| match pair {
        [left, right] if left.group == right.group => Some(&left.group),
        _ => None,
    });
    // Version 0.1.0 had two groups for a province that keeps its name across 1 July 2025.
    if pairs.any(|group| !names_province(&by, group, groups)) {
        return Err(wrong("a group stands there twice"));
    }
    Ok(Cube { rows, total, ..Cube::empty(by.clone()) }.merge(Cube::empty(by)))
}

/// Whether a row is of a province, or of an office that names one.
fn names_province(
    by: &[Dimension],
    group: &[Option<String>],
    groups: &BTreeMap<Dimension, Vec<GroupFacts>>,
) -> bool {
    let mut named = by.iter().zip(group).filter_map(|(dimension, name)| {
        let name = name.as_deref()?;
        groups.get(dimension)?.iter().find(|known| known.name == name)
    });
    named.any(|known| is_province_key(&known.key))
}
