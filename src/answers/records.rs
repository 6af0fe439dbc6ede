//! Counts and rates as machines read them: fixed names, full precision, a reason for every null.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::coverage::CoverageRecord;
use super::provenance::{CalendarRecord, PeriodRecord};
use crate::domain::exact::to_float;
use crate::domain::{Absence, CanonicalField, Dimension, Exact};
use crate::findings::Ledger;
use crate::indicators::{Base, Definition, Indicator, Measure, STANDARD_RATES};
use crate::tally::{Count, Cube, Tally};

/// `cchc/stats/1`
#[derive(Serialize, JsonSchema)]
pub struct StatsRecord<'a> {
    pub schema: &'static str,
    pub calendar: CalendarRecord<'a>,
    pub period: PeriodRecord,
    pub definition: &'static str,
    pub grain: &'static str,
    pub by: Vec<&'static str>,
    pub rows: Vec<RowRecord<'a>>,
    pub total: TotalRecord,
    pub ledger: &'a Ledger,
    /// Nothing of tallies that were handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageRecord>,
    /// Only when a structure of units or a roster was asked for, or units of one place were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<UnitsRecord>,
}

/// Whose units the rows are, and which of them are missing or break at the reorganisation.
#[derive(Serialize, JsonSchema)]
pub struct UnitsRecord {
    pub basis: &'static str,
    pub not_comparable: Vec<String>,
    #[serde(flatten)]
    pub presence: PresenceRecord,
}

/// Which units tell something of the period.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PresenceRecord {
    /// How many units the roster has; 0 without one.
    pub expected: usize,
    /// Units of the roster without a dossier in the data.
    pub silent: Vec<String>,
    /// Units of the roster whose names may be those of several units of the data.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<String>,
    /// Those with dossiers, but none received, closed or open in the period.
    pub silent_in_period: Vec<String>,
    /// Whether a roster or the register says that all units tell something of the period.
    pub is_whole: bool,
    /// How much of their district or province the units are; null where they lie in several provinces,
    /// or were not counted.
    pub whole: Option<WholeRecord>,
}

/// How much of their district or province the units with data in the period are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WholeRecord {
    /// The district or province.
    pub place: &'static str,
    /// The day of the list of units, as `YYYY-MM-DD`.
    pub list_of: String,
    pub communes: ShareRecord,
    /// Of a province until 30 June 2025.
    pub districts: Option<ShareRecord>,
}

/// So many of so many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShareRecord {
    pub told: usize,
    pub all: usize,
}

#[derive(Serialize, JsonSchema)]
pub struct RowRecord<'a> {
    pub group: GroupRecord<'a>,
    pub counts: CountsRecord,
    pub rates: RatesRecord,
}

#[derive(Serialize, JsonSchema)]
pub struct TotalRecord {
    pub counts: CountsRecord,
    pub rates: RatesRecord,
}

/// Names by dimension, in the order asked for.
#[derive(JsonSchema)]
#[schemars(with = "BTreeMap<String, Option<String>>")]
pub struct GroupRecord<'a> {
    pub by: &'a [Dimension],
    pub names: &'a [Option<String>],
}

impl Serialize for GroupRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.by.len()))?;
        for (dimension, name) in self.by.iter().zip(self.names) {
            map.serialize_entry(dimension.name(), name)?;
        }
        map.end()
    }
}

/// Counts by name, in the order of the registry, then those that were asked for besides; null where no
/// export has the column, or the source of the unit tells nothing of the period.
#[derive(JsonSchema)]
#[schemars(with = "BTreeMap<String, Option<u64>>")]
pub struct CountsRecord(Vec<(&'static str, Option<u64>)>);

impl CountsRecord {
    /// The counts of every tally.
    pub fn new(tally: &Tally) -> Self {
        Self(Count::STANDARD.map(|count| (count.name(), tally.known(count).ok())).into())
    }

    /// Adds another one.
    pub fn insert(&mut self, count: Count, number: Option<u64>) {
        if self.0.iter().all(|(known, _)| *known != count.name()) {
            self.0.push((count.name(), number));
        }
    }
}

impl Serialize for CountsRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Rates by id, in the order of the registry, then those that were asked for besides.
#[derive(JsonSchema)]
#[schemars(with = "BTreeMap<String, RateRecord>")]
pub struct RatesRecord(Vec<(&'static str, RateRecord)>);

impl RatesRecord {
    /// The rates of every tally.
    pub fn new(tally: &Tally, definition: Definition, fields: &BTreeSet<CanonicalField>) -> Self {
        let rate = |indicator: &Indicator| {
            let rate = RateRecord::new(indicator.measure(tally, definition, fields));
            rate.resting_on(Base::new(indicator, definition, tally))
        };
        Self(STANDARD_RATES.map(|indicator| (indicator.id, rate(indicator))).into())
    }

    /// The same of a whole, with the units that its rates rest on.
    #[must_use]
    pub fn with_units(mut self, definition: Definition, cube: &Cube) -> Self {
        for (id, rate) in &mut self.0 {
            let indicator = STANDARD_RATES.into_iter().find(|indicator| indicator.id == *id);
            if let Some(indicator) = indicator {
                *rate = rate.resting_on(Base::of_whole(indicator, definition, cube));
            }
        }
        self
    }

    /// Adds another one.
    pub fn insert(&mut self, id: &'static str, rate: RateRecord) {
        if self.0.iter().all(|(known, _)| *known != id) {
            self.0.push((id, rate));
        }
    }
}

impl Serialize for RatesRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, rate)| (id, rate)))
    }
}

/// A rate at full precision, or null with its reason: `no_dossiers`, `not_in_export`, `too_few`, `two_scales` or `not_counted`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct RateRecord {
    num: Option<u64>,
    den: Option<u64>,
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// On what it rests, where that is not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<BaseRecord>,
}

/// The dossiers that a share rests on, of those it could rest on; and the units that have any.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct BaseRecord {
    dossiers: u64,
    of_dossiers: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of_units: Option<u64>,
}

impl RateRecord {
    pub fn new(measure: Measure) -> Self {
        match measure {
            Ok(ratio) => Self {
                num: Some(ratio.numerator()),
                den: Some(ratio.denominator()),
                value: Some(ratio.value()),
                reason: None,
                base: None,
            },
            Err(absence) => {
                // A column that is absent has no parts either: 0 of 1.200 would read as a rate.
                let parts = (absence == Absence::NoDossiers).then_some(0);
                Self {
                    num: parts,
                    den: parts,
                    value: None,
                    reason: Some(absence.name()),
                    base: None,
                }
            }
        }
    }

    /// The same with what it rests on; of what has no value nothing does.
    #[must_use]
    pub fn resting_on(self, base: Option<Base>) -> Self {
        let base = base.filter(|_| self.value.is_some()).map(BaseRecord::new);
        Self { base, ..self }
    }
}

impl BaseRecord {
    /// With every member, for the head of a CSV.
    pub const FULL: Self = Self { dossiers: 0, of_dossiers: 0, units: Some(0), of_units: Some(0) };

    #[must_use]
    pub fn new(base: Base) -> Self {
        Self {
            dossiers: base.dossiers,
            of_dossiers: base.of_dossiers,
            units: base.units.map(|(units, _)| units),
            of_units: base.units.map(|(_, units)| units),
        }
    }
}

/// An exact fraction, with the nearest number.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExactRecord {
    value: f64,
    /// `307/5`
    exact: String,
}

impl ExactRecord {
    pub fn new(value: &Exact) -> Self {
        Self { value: to_float(value), exact: value.to_string() }
    }
}
