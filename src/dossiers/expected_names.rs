//! Units of the roster that no key leads to → groups of the log that bear their names.
//!
//! In: the roster and the groups. Out: the groups that an entry may be, and whether it could be several. Must
//! not know: how groups are made, the register.

use std::collections::BTreeMap;

use super::table::Group;
use crate::domain::Dimension;
use crate::units::{RosterEntry, UnitName, names_of_code};

/// Where a unit of the roster may show: as the unit of dossiers, or as their commune.
pub const ROSTER_DIMENSIONS: [Dimension; 2] = [Dimension::Unit, Dimension::Commune];

/// The names that the groups bear.
pub struct NamedUnits<'a> {
    groups: Vec<Named<'a>>,
    roster: Vec<UnitName>,
}

/// A group with its dimension, its number, and the names that it bears.
type Named<'a> = (Dimension, u32, &'a Group, Vec<UnitName>);

/// Groups by dimension and number.
type GroupNumbers = Vec<(Dimension, u32)>;

impl<'a> NamedUnits<'a> {
    pub fn new(roster: &[RosterEntry], groups: &'a BTreeMap<Dimension, Vec<Group>>) -> Self {
        let of_dimension = |dimension: &Dimension| {
            let numbered = groups.get(dimension).into_iter().flatten().zip(0..);
            let dimension = *dimension;
            numbered.filter_map(move |(group, number)| {
                let texts = group.name.iter().chain(group.written.iter().map(|(text, _)| text));
                let within = group.within.as_deref().unwrap_or_default();
                let names: Vec<UnitName> =
                    texts.map(|text| UnitName::new(text).within(within)).collect();
                group.name.is_some().then_some((dimension, number, group, names))
            })
        };
        let all = if roster.is_empty() {
            Vec::new()
        } else {
            ROSTER_DIMENSIONS.iter().flat_map(of_dimension).collect()
        };
        Self { groups: all, roster: roster.iter().flat_map(names_of).collect() }
    }

    /// The groups that an entry may be, and their names where they are several units.
    pub fn groups_of(&self, entry: &RosterEntry) -> (GroupNumbers, Vec<String>) {
        let own = names_of(entry);
        if own.is_empty() {
            // A code that the register does not know: it may be anybody's.
            return (Vec::new(), vec!["?".to_owned()]);
        }
        let is_named = |names: &[UnitName]| {
            names.iter().any(|other| own.iter().any(|name| name.may_be(other)))
        };
        let found: Vec<_> = self.groups.iter().filter(|(_, _, _, names)| is_named(names)).collect();
        let numbers = found.iter().map(|(dimension, number, _, _)| (*dimension, *number)).collect();
        // Of each dimension the groups are units of their own; the commune of dossiers is no other unit.
        let first = found.first().map(|(dimension, _, _, _)| *dimension);
        let of_first = || found.iter().filter(|(dimension, _, _, _)| Some(*dimension) == first);
        let is_one = |(_, _, left, names): &&&Named<'_>| {
            let same = |(_, _, right, others): &&Named<'_>| {
                let are_placed = left.within.is_some() || right.within.is_some();
                let are_spellings = !are_placed
                    && names.iter().any(|name| others.iter().any(|o| name.is_spelling_of(o)));
                std::ptr::eq(*left, *right) || are_spellings
            };
            of_first().all(same)
        };
        // Another entry bears the name of the group, too, and is another unit.
        let is_shared = self.roster.iter().any(|other| {
            let is_other = !own.iter().any(|name| name.may_be(other));
            is_other && found.iter().any(|(_, _, _, names)| names.iter().any(|n| n.may_be(other)))
        });
        let is_told = of_first().all(|group| is_one(&group)) && !is_shared;
        let units = of_first().filter_map(|(_, _, group, _)| group.name.clone());
        (numbers, if is_told { Vec::new() } else { units.collect() })
    }
}

/// The plain names of an entry; those of its code where it has no name.
fn names_of(entry: &RosterEntry) -> Vec<UnitName> {
    let name = |text: &str| UnitName::new(text).within(&entry.district);
    if entry.name.is_empty() {
        return names_of_code(&entry.code).iter().map(|text| name(text)).collect();
    }
    vec![name(&entry.name)]
}
