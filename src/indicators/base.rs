//! On which part of the dossiers a share rests: a share of a tenth of them must not stand for all.
//!
//! In: tallies. Out: a [`Base`]. Must not know: words, how a share is shown.

use std::collections::BTreeMap;

use super::definition::Definition;
use super::indicator::Indicator;
use crate::domain::Dimension;
use crate::tally::{Cube, Tally};

/// What a share rests on, where that is not all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    pub dossiers: u64,
    pub of_dossiers: u64,
    /// So many units have such dossiers, of so many; nothing where they were not counted.
    pub units: Option<(u64, u64)>,
}

impl Base {
    /// Of one group; nothing where the share rests on all of its dossiers, or on none.
    #[must_use]
    pub fn new(indicator: &Indicator, definition: Definition, tally: &Tally) -> Option<Self> {
        let terms = indicator.terms(definition);
        let whole = terms.whole()?;
        let (dossiers, of_dossiers) = (tally.sum(terms.denominator), tally.sum(whole));
        let is_part = (1..of_dossiers).contains(&dossiers);
        is_part.then_some(Self { dossiers, of_dossiers, units: None })
    }

    /// Of a whole, with its units where the cube tells them apart.
    #[must_use]
    pub fn of_whole(indicator: &Indicator, definition: Definition, cube: &Cube) -> Option<Self> {
        let base = Self::new(indicator, definition, &cube.total)?;
        Some(base.with_units(indicator, definition, [cube]))
    }

    /// The same with the units of these cubes, each once.
    #[must_use]
    pub fn with_units<'a>(
        self,
        indicator: &Indicator,
        definition: Definition,
        cubes: impl IntoIterator<Item = &'a Cube>,
    ) -> Self {
        let terms = indicator.terms(definition);
        let mut units: BTreeMap<Option<&str>, (bool, bool)> = BTreeMap::new();
        for cube in cubes {
            let place = cube.by.iter().position(|dimension| *dimension == Dimension::Unit);
            let (Some(place), Some(whole)) = (place, terms.whole()) else { return self };
            for row in &cube.rows {
                let name = row.group.get(place).and_then(Option::as_deref);
                let (has_share, has_any) = units.entry(name).or_default();
                *has_share |= row.tally.sum(terms.denominator) > 0;
                *has_any |= row.tally.sum(whole) > 0;
            }
        }
        let count = |is_one: fn(&(bool, bool)) -> bool| {
            units.values().filter(|unit| is_one(unit)).count() as u64
        };
        Self { units: Some((count(|unit| unit.0), count(|unit| unit.1))), ..self }
    }
}

impl Base {
    /// The same with the units that these are the counts of.
    #[must_use]
    pub fn with_tallies<'a>(
        self,
        indicator: &Indicator,
        definition: Definition,
        units: impl IntoIterator<Item = &'a Tally>,
    ) -> Self {
        let terms = indicator.terms(definition);
        let Some(whole) = terms.whole() else { return self };
        let mut counts = (0, 0);
        for tally in units {
            counts.0 += u64::from(tally.sum(terms.denominator) > 0);
            counts.1 += u64::from(tally.sum(whole) > 0);
        }
        Self { units: Some(counts), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, Definition};
    use crate::indicators::{ON_TIME_RATE, ONLINE_RATE, SATISFIED_SHARE};
    use crate::tally::{Count, Tally};

    #[test]
    fn a_share_of_part_of_the_dossiers_has_a_base() {
        let mut tally = Tally::ZERO;
        tally[Count::Received] = 120;
        tally[Count::Resolved] = 100;
        tally[Count::Early] = 90;
        tally[Count::Undated] = 10;
        tally[Count::Rated] = 12;
        tally[Count::Satisfied] = 8;
        tally[Count::RatedWithheld] = 4;
        let base = |indicator, definition| {
            Base::new(indicator, definition, &tally).map(|base| (base.dossiers, base.of_dossiers))
        };
        assert_eq!(base(&SATISFIED_SHARE, Definition::Resolved), Some((8, 100)));
        assert_eq!(base(&ON_TIME_RATE, Definition::Resolved), Some((90, 100)));
        assert_eq!(base(&ON_TIME_RATE, Definition::Form06a), None, "all of them");
        assert_eq!(base(&ONLINE_RATE, Definition::Resolved), None, "all of them");
    }
}
