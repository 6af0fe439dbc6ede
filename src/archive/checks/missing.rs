//! Units of which the inputs of a run tell nothing up to the as-of day: whether the run stops for them.
//!
//! In: what was counted, the archive, `thresholds.missing_units`. Out: the missing units and the verdict. Must
//! not know: how reports are made.

use std::collections::BTreeSet;

use super::{CountedMonth, Tolerance};
use crate::domain::{Dimension, Exact, Span};
use crate::dossiers::Loaded;
use crate::tally::{Count, Cube, Row};

/// Units and files that are missing.
pub struct MissingUnits {
    pub units: BTreeSet<String>,
    /// Those of the units that have no dossier in the period at all, in the order of the roster.
    pub without_dossiers: Vec<String>,
    /// Files without a unit: nobody knows how much they had.
    pub files: Vec<String>,
}

/// What the inputs lack: sources that do not reach to the as-of day, and units of the roster without a row.
pub fn missing_units(loaded: &Loaded) -> MissingUnits {
    let mut units: BTreeSet<String> =
        loaded.reach.units_not_covered().map(|(unit, _)| unit.to_owned()).collect();
    let of_no_unit = loaded.reach.not_covered().filter(|source| source.units.is_empty());
    let files = of_no_unit.flat_map(|source| &source.files).cloned().collect();
    let of_roster = loaded.missing_of_roster().map(str::to_owned);
    let without_dossiers = of_roster.filter(|unit| units.insert(unit.clone())).collect();
    MissingUnits { units, without_dossiers, files }
}

impl MissingUnits {
    /// Whether the run stops for them.
    pub fn stops(&self, counted: &CountedMonth<'_>, tolerance: &Tolerance) -> bool {
        if self.units.is_empty() && self.files.is_empty() {
            return false;
        }
        match tolerance {
            Tolerance::Stop => true,
            Tolerance::Tell => false,
            Tolerance::Share(most) => {
                !self.files.is_empty() || self.share(counted).is_none_or(|share| share > *most)
            }
        }
    }

    /// Their share of the dossiers received in the period before; nothing where that is not known.
    fn share(&self, counted: &CountedMonth<'_>) -> Option<Exact> {
        let rule = counted.rule();
        let before = counted.period().before(rule)?;
        let archived = counted.archive.tallies(&before.slug(rule));
        let archived = archived.filter(|kept| kept.frame.period == before);
        let units: Option<Cube> = archived.and_then(|kept| kept.cube(&[Dimension::Unit]));
        let received = |row: &Row| row.tally[Count::Received];
        let rows: Vec<Row> = units.map_or_else(
            || {
                let months = before.steps(Span::Month, rule);
                let months: Vec<Option<String>> =
                    months.into_iter().map(|step| step.month).collect();
                let is_before =
                    |row: &&Row| row.group.last().is_some_and(|month| months.contains(month));
                counted.trend.rows.iter().filter(is_before).cloned().collect()
            },
            |units| units.rows,
        );
        let all: u64 = rows.iter().map(received).sum();
        let is_missing = |row: &&Row| {
            row.group.first().and_then(Option::as_ref).is_some_and(|unit| self.units.contains(unit))
        };
        let own: u64 = rows.iter().filter(is_missing).map(received).sum();
        // Of a unit that nothing was known of before, nobody knows how much is missing.
        let known: BTreeSet<&String> =
            rows.iter().filter_map(|row| row.group.first()?.as_ref()).collect();
        let all_known = self.units.iter().all(|unit| known.contains(unit));
        (all > 0 && all_known).then(|| Exact::new(own.into(), all.into()))
    }
}
