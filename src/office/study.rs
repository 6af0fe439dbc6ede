//! The counts of one period by everything that a report has a table for, from one reading of the data.
//!
//! In: cubes that begin with the unit. Out: the cube of any of these breakdowns, of the whole or of
//! one unit, by adding up or by picking rows: nothing is counted twice.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::answers::feedback::UnitFeedback;
use crate::answers::listing::ListRow;
use crate::answers::publication::Against;
use crate::domain::{Day, Dimension, vietnamese_order};
use crate::dossiers::Loaded;
use crate::findings::Ledger;
use crate::index::{Answers, Assessment, IndexLevel};
use crate::read::Fingerprint;
use crate::tally::{Count, Cube, Row, ScaleRow, Tally, TimeFrame};

/// Everything that was counted.
#[derive(Debug)]
pub struct Study {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    /// The first received day and the last received or finish day in the data.
    pub days_seen: (Day, Day),
    /// Cubes of the period by their dimensions; where the exports name units, the unit comes first.
    pub cubes: BTreeMap<Vec<Dimension>, Cube>,
    /// The period before and the same one a year ago, by unit; only those that the data cover.
    pub compared: Vec<ComparedCube>,
    /// By unit and month, the months before the period, where it is compared with another.
    pub months_before: Option<Cube>,
    /// By unit and month, from some months before the period to its end.
    pub trend: Cube,
    /// The months that the inputs cover, `2024-06`.
    pub covered: BTreeSet<String>,
    /// By unit and scale; empty when no export has ratings.
    pub ratings: Vec<ScaleRow>,
    pub inputs: Vec<Fingerprint>,
    /// The account of the rows of other logs, by file.
    pub other_ledgers: Vec<(String, Ledger)>,
    /// What the logs answer to the questions of an index, and the units with their levels.
    pub answers: Answers,
    pub units_at_levels: Vec<(String, IndexLevel)>,
    /// The score by that index, once it is made from the answers.
    pub assessment: Option<Assessment>,
    /// What each unit has to act on, where each gets a package of its own.
    pub lists: Option<UnitLists>,
    pub has_units: bool,
    /// Digests of dossiers that are neither in the scope of the period nor near it, where digests are kept.
    pub far_digests: Vec<u64>,
}

/// What the units have to act on.
#[derive(Debug)]
pub struct UnitLists {
    /// Late and overdue dossiers, by unit.
    pub dossiers: Vec<ListRow>,
    /// Rows with findings, by unit.
    pub findings: Vec<UnitFeedback>,
}

/// The counts of another period.
#[derive(Debug)]
pub struct ComparedCube {
    pub against: Against,
    pub frame: TimeFrame,
    pub cube: Cube,
    /// The same period by procedure and by channel, as far as the exports have them.
    pub parts: Vec<Cube>,
    /// Where units are left out, for the data of one of the periods do not reach to its end.
    pub of_both: Option<OfBoth>,
}

/// The period itself over the units whose data reach to the end of both periods.
#[derive(Debug)]
pub struct OfBoth {
    /// By what the other period is counted by.
    pub cube: Cube,
    pub parts: Vec<Cube>,
    /// The units that are left out.
    pub not_covered: Vec<String>,
}

impl Study {
    /// The counts by these dimensions, of the whole or of one unit; nothing when they were not
    /// counted or no export has them.
    pub fn cube(&self, by: &[Dimension], unit: Option<&str>) -> Option<Cow<'_, Cube>> {
        let counted = |cube: &&Cube| by.iter().all(|dimension| cube.by.contains(dimension));
        let fewest = self.cubes.values().filter(counted).min_by_key(|cube| cube.by.len())?;
        if unit.is_none() && fewest.by == by {
            return Some(Cow::Borrowed(fewest));
        }
        self.part(fewest, by, unit).map(Cow::Owned)
    }

    /// Months up to the end of the period, of the whole or of one unit.
    pub fn months(&self, unit: Option<&str>) -> Option<Cube> {
        self.part(&self.trend, &[Dimension::Month], unit)
    }

    /// Totals of the period.
    pub fn total(&self, unit: Option<&str>) -> Tally {
        self.cube(&[], unit).map_or(Tally::ZERO, |cube| cube.total)
    }

    fn part(&self, cube: &Cube, by: &[Dimension], unit: Option<&str>) -> Option<Cube> {
        let Some(unit) = unit else { return cube.roll_up(by) };
        match cube.by.split_first() {
            Some((Dimension::Unit, rest)) if rest == by => self.only_unit(cube, unit),
            _ => self.of_unit(cube, unit)?.roll_up(by),
        }
    }

    /// The rows of one unit without its name.
    pub fn only_unit(&self, cube: &Cube, unit: &str) -> Option<Cube> {
        let place = cube.by.iter().position(|dimension| *dimension == Dimension::Unit)?;
        let mut cube = self.of_unit(cube, unit)?;
        cube.by.remove(place);
        // Rows that had one name in common are in the order of the others.
        for row in &mut cube.rows {
            row.group.remove(place);
        }
        Some(cube)
    }

    /// The rows of one unit. The total of a breakdown by month is not meaningful and stays zero.
    pub fn of_unit(&self, cube: &Cube, unit: &str) -> Option<Cube> {
        let place = cube.by.iter().position(|dimension| *dimension == Dimension::Unit)?;
        let is_meant = |row: &&Row| row.group.get(place).and_then(Option::as_deref) == Some(unit);
        let rows: Vec<Row> = if place == 0 {
            // In the order of their first names, the rows of a unit lie together.
            let is_before = |row: &Row| {
                let name = row.group.first().and_then(Option::as_deref);
                name.is_some_and(|name| vietnamese_order(name, unit).is_lt())
            };
            let first = cube.rows.partition_point(is_before);
            cube.rows.iter().skip(first).take_while(is_meant).cloned().collect()
        } else {
            cube.rows.iter().filter(is_meant).cloned().collect()
        };
        let mut total = Tally::ZERO;
        if !cube.by.iter().any(|dimension| dimension.is_time()) {
            for row in &rows {
                total += &row.tally;
            }
        }
        Some(Cube { by: cube.by.clone(), rows, total, evidence: cube.evidence })
    }

    /// The units that have dossiers in the period, in the order of tables; nothing for blank names.
    pub fn units(&self) -> Vec<String> {
        let cube = self.cube(&[Dimension::Unit], None);
        let rows = cube.iter().flat_map(|cube| &cube.rows);
        rows.filter_map(|row| row.group.first().cloned().flatten()).collect()
    }

    /// Whether the ratings of the period, of the whole or of one unit, were given on several scales.
    pub fn has_mixed_scales(&self, unit: Option<&str>) -> bool {
        let is_meant = |row: &&ScaleRow| unit.is_none() || row.unit.as_deref() == unit;
        let rated = self.ratings.iter().filter(is_meant).filter(|row| row.rated() > 0);
        rated.map(|row| row.scale).collect::<BTreeSet<_>>().len() > 1
    }

    /// How many units have dossiers in only one of two periods: what a comparison mixes.
    pub fn units_in_one_only(&self, compared: &ComparedCube) -> usize {
        let names = |cube: &Cube| -> BTreeSet<String> {
            let rows = cube.rows.iter();
            let busy = rows.filter(|row| row.tally.sum(&[Count::Received, Count::Resolved]) > 0);
            busy.filter_map(|row| row.group.first().cloned().flatten()).collect()
        };
        let now = if let Some(of_both) = &compared.of_both {
            names(&of_both.cube)
        } else {
            let cube = self.cube(&[Dimension::Unit], None);
            cube.map(|cube| names(&cube)).unwrap_or_default()
        };
        now.symmetric_difference(&names(&compared.cube)).count()
    }
}
