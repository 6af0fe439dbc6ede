//! Like with like: the units of both periods, and those that are in one only.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::side::Side;
use crate::domain::Dimension;
use crate::domain::fold;
use crate::tally::{Count, Row, Tally, order_of_rows};

/// A unit of one period only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCount {
    /// Nothing where no row names the unit.
    pub name: Option<String>,
    pub tally: Tally,
}

/// The units of two periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitsCompared {
    /// How many are in both.
    pub both: usize,
    /// Their counts in each period.
    pub later: Tally,
    pub earlier: Tally,
    /// In the later period only, in the order of names.
    pub new: Vec<UnitCount>,
    /// In the earlier period only.
    pub gone: Vec<UnitCount>,
}

impl UnitsCompared {
    /// A unit is in a period when it received or resolved anything then; one of `expected` (folded
    /// names of those that have to report) is in both. Nothing where units were not counted.
    pub fn new(later: &Side<'_>, earlier: &Side<'_>, expected: &BTreeSet<String>) -> Option<Self> {
        let units = |side: &Side<'_>| -> Option<BTreeMap<Option<String>, Tally>> {
            let cube = side.cube(&[Dimension::Unit])?;
            let unit = |row: &Row| (row.group.first().cloned().flatten(), row.tally);
            Some(cube.rows.iter().map(unit).collect())
        };
        let (later, earlier) = (units(later)?, units(earlier)?);
        let is_in = |units: &BTreeMap<Option<String>, Tally>, name: &Option<String>| {
            let is_busy = |tally: &Tally| tally.sum(&[Count::Received, Count::Resolved]) > 0;
            units.get(name).is_some_and(is_busy)
                || name.as_ref().is_some_and(|name| expected.contains(&fold(name)))
        };
        let mut compared = Self {
            both: 0,
            later: Tally::ZERO,
            earlier: Tally::ZERO,
            new: Vec::new(),
            gone: Vec::new(),
        };
        let names: BTreeSet<&Option<String>> = later.keys().chain(earlier.keys()).collect();
        for name in names {
            let of = |units: &BTreeMap<Option<String>, Tally>| {
                units.get(name).copied().unwrap_or(Tally::ZERO)
            };
            let one = |tally| UnitCount { name: name.clone(), tally };
            match (is_in(&later, name), is_in(&earlier, name)) {
                (true, true) => {
                    compared.both += 1;
                    compared.later += &of(&later);
                    compared.earlier += &of(&earlier);
                }
                (true, false) => compared.new.push(one(of(&later))),
                (false, true) => compared.gone.push(one(of(&earlier))),
                // What merely waits in both is in neither.
                (false, false) => {}
            }
        }
        for list in [&mut compared.new, &mut compared.gone] {
            list.sort_by(in_order);
        }
        Some(compared)
    }

    /// Whether the periods have other units.
    pub const fn differ(&self) -> bool {
        !self.new.is_empty() || !self.gone.is_empty()
    }
}

/// By name, the nameless last.
fn in_order(left: &UnitCount, right: &UnitCount) -> Ordering {
    let group = |unit: &UnitCount| [unit.name.clone()];
    order_of_rows(&group(left), &group(right))
}
