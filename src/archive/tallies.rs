//! The counts of one period by every breakdown that is kept, with what they stand on.
//!
//! In: cubes that begin with the unit, the groups of their dossiers. Out: [`Tallies`]. Must not know:
//! the text of the file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::comparison::Side;
use crate::domain::{CanonicalField, Dimension, Period, UnitsBasis};
use crate::dossiers::{Dossiers, Grain, Policy};
use crate::findings::Ledger;
use crate::read::Fingerprint;
use crate::tally::times::TimesCube;
use crate::tally::{Cube, Row, Tally, TimeFrame};

/// What tallies can be broken down by.
pub const KEPT_DIMENSIONS: [Dimension; 7] = [
    Dimension::Unit,
    Dimension::District,
    Dimension::Province,
    Dimension::Level,
    Dimension::Procedure,
    Dimension::Field,
    Dimension::Channel,
];

/// The counts of one period from some files, by every breakdown that the archive keeps. They add up
/// with those of other places or other months: see [`super::join`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies {
    pub frame: TimeFrame,
    pub counting: Counting,
    /// Columns that at least one file has: a rate whose column is absent has no value.
    pub fields: BTreeSet<CanonicalField>,
    pub sources: Vec<TallySource>,
    /// The account of all rows of the sources, whatever the period.
    pub ledger: Ledger,
    /// The groups that the cubes name.
    pub groups: BTreeMap<Dimension, Vec<GroupFacts>>,
    /// By their dimensions, none of which is of time; where the exports name units, the unit comes
    /// first. All of them have one total.
    pub cubes: BTreeMap<Vec<Dimension>, Cube>,
    /// How long dossiers took, by unit where the exports name units; nothing when it was not measured.
    pub times: Option<TimesCube>,
}

/// How was counted: tallies counted in different ways do not add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The program and its version, which stands for the rules.
    pub program: String,
    pub grain: Grain,
    pub policy: Policy,
    pub units: UnitsBasis,
    /// Dossiers of these groups only: dimension and name, sorted.
    pub filters: Vec<(Dimension, String)>,
    /// The edition of the working calendar, and of the days of a place, if any: what counts of working
    /// days stand on.
    pub calendar: String,
    pub local_calendar: Option<String>,
    /// Answers of a unit that has fewer of them in a month are not told; 0 tells all.
    pub suppress_below: u64,
}

impl Counting {
    /// Whether the counts may be added: version and calendar touch none of them.
    pub fn agrees(&self, other: &Self) -> bool {
        (self.grain, self.policy, self.units, &self.filters)
            == (other.grain, other.policy, other.units, &other.filters)
    }
}

/// A file that was counted, and for which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallySource {
    /// As the user named it.
    pub file: String,
    /// In hexadecimal; nothing when the file could not be summed.
    pub sha256: Option<String>,
    pub bytes: u64,
    /// The period counted.
    pub period: Period,
}

/// What a group is, whatever it is called in one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFacts {
    /// The name that the cubes use.
    pub name: String,
    /// What all spellings of the group share, in any log.
    pub key: String,
    /// The unit it lies in, where that is known.
    pub within: Option<String>,
    /// Spellings, with how many dossiers have each; none for canonical values.
    pub written: Vec<(String, u64)>,
}

impl Tallies {
    /// From what was counted.
    pub fn new(
        (frame, counting): (TimeFrame, Counting),
        fields: BTreeSet<CanonicalField>,
        (inputs, ledger): (&[Fingerprint], Ledger),
        (cubes, times): (BTreeMap<Vec<Dimension>, Cube>, TimesCube),
        dossiers: &Dossiers,
    ) -> Self {
        let period = frame.period;
        let source = |input: &Fingerprint| TallySource {
            file: input.name.clone(),
            sha256: input.sha256.clone(),
            bytes: input.bytes,
            period,
        };
        let sources = inputs.iter().map(source).collect();
        let groups = groups(&cubes, dossiers);
        Self { frame, counting, fields, sources, ledger, groups, cubes, times: Some(times) }
    }

    /// The counts by these dimensions; nothing when they are not kept, or no export could tell them.
    pub fn cube(&self, by: &[Dimension]) -> Option<Cube> {
        let counted = |cube: &&Cube| by.iter().all(|dimension| cube.by.contains(dimension));
        let fewest = self.cubes.values().filter(counted).min_by_key(|cube| cube.by.len())?;
        fewest.roll_up(by)
    }

    /// What units had, by unit and month, under the name of this month; nothing where units are not counted apart.
    pub fn units_under(&self, month: &str) -> Vec<Row> {
        let units = self.cube(&[Dimension::Unit]).map(|cube| cube.rows).unwrap_or_default();
        let under = |Row { mut group, tally }: Row| {
            group.push(Some(month.to_owned()));
            Row { group, tally }
        };
        units.into_iter().map(under).collect()
    }

    /// The counts as one side of a comparison.
    pub fn side(&self) -> Side<'_> {
        Side {
            not_covered: Vec::new(),
            frame: self.frame.clone(),
            fields: self.fields.clone(),
            cubes: self.cubes.values().map(Cow::Borrowed).collect(),
        }
    }

    /// The counts of everything.
    pub fn total(&self) -> Tally {
        self.cubes.values().next().map_or(Tally::ZERO, |cube| cube.total)
    }

    /// What is known of a group of this name.
    pub fn group(&self, dimension: Dimension, name: &str) -> Option<&GroupFacts> {
        self.groups.get(&dimension)?.iter().find(|group| group.name == name)
    }
}

/// The names that stand in the cubes.
pub(super) fn names_in(
    cubes: &BTreeMap<Vec<Dimension>, Cube>,
) -> BTreeMap<Dimension, BTreeSet<&str>> {
    let mut names: BTreeMap<Dimension, BTreeSet<&str>> = BTreeMap::new();
    for cube in cubes.values() {
        for (place, dimension) in cube.by.iter().enumerate() {
            let cells = cube.rows.iter().filter_map(|row| row.group.get(place)?.as_deref());
            names.entry(*dimension).or_default().extend(cells);
        }
    }
    names
}

/// What the log says of every group that the cubes name, in their order.
fn groups(
    cubes: &BTreeMap<Vec<Dimension>, Cube>,
    dossiers: &Dossiers,
) -> BTreeMap<Dimension, Vec<GroupFacts>> {
    let of_dimension = |(dimension, names): (Dimension, BTreeSet<&str>)| {
        let known = dossiers.groups(dimension).into_iter();
        let named = known.filter_map(|group| {
            let name = group.name.filter(|name| names.contains(name.as_str()))?;
            let (key, within, written) = (group.key, group.within, group.written);
            Some(GroupFacts { name, key, within, written })
        });
        (dimension, named.collect())
    };
    names_in(cubes).into_iter().map(of_dimension).collect()
}
