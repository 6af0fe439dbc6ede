//! Which periods were published, and what of them is remembered when their months are kept no longer:
//! `cchc/published/1`.
//!
//! In: records and counts of months. Out: [`Register`]. Nothing in it depends on when or where a run was. Must not
//! know: folders, texts.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::month::{MonthRecord, MovedCount, RecordedPeriod, RecordedRate, Restatement};
use super::{Tallies, tally_file};
use crate::domain::{Dimension, visible_json};
use crate::tally::{Count, Row};

/// Its name in the archive: hidden, so that `luu-tru/*` stands for months alone.
pub const REGISTER_FILE: &str = ".published.json";

/// What the file calls itself; another text is another format.
pub const PUBLISHED_SCHEMA: &str = "cchc/published/1";

/// Every period that was published, by its short name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    schema: String,
    pub periods: BTreeMap<String, PublishedPeriod>,
}

/// What is remembered of a published period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedPeriod {
    pub program: String,
    pub period: RecordedPeriod,
    /// Stands for what was published: inputs, options, findings, figures.
    pub month_sha256: String,
    /// Stands for its counts.
    pub counts_sha256: String,
    /// Counts of the whole; those that are 0 are left out.
    pub counts: BTreeMap<String, u64>,
    /// The same of each unit, of the counts that a restatement tells, once the month is removed; none in registers
    /// of older versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitCounts>,
    /// Rates of the whole, by id.
    pub figures: BTreeMap<String, Option<RecordedRate>>,
    pub restatements: Vec<Restatement>,
    /// Whether the month was removed since (`keep_months`).
    pub is_removed: bool,
}

/// What is remembered of one unit of a removed month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitCounts {
    /// Null for dossiers that name no unit.
    pub unit: Option<String>,
    pub counts: BTreeMap<String, u64>,
}

/// The counts that a restatement tells unit by unit.
pub const OF_UNITS: [Count; 5] =
    [Count::Received, Count::Resolved, Count::Late, Count::Closing, Count::ClosingOverdue];

/// These counts of every unit; those that are 0 are left out.
fn of_units(tallies: &Tallies) -> Vec<UnitCounts> {
    let cube = tallies.cube(&[Dimension::Unit]);
    let rows = cube.map(|cube| cube.rows).unwrap_or_default().into_iter();
    let units = rows.map(|Row { group, tally }| {
        let counts = OF_UNITS.into_iter().filter(|count| tally[*count] > 0);
        let counts = counts.map(|count| (count.name().to_owned(), tally[count])).collect();
        UnitCounts { unit: group.into_iter().next().flatten(), counts }
    });
    units.filter(|unit| !unit.counts.is_empty()).collect()
}

impl Default for Register {
    fn default() -> Self {
        Self { schema: PUBLISHED_SCHEMA.to_owned(), periods: BTreeMap::new() }
    }
}

impl Register {
    /// Reads the text of the file.
    ///
    /// # Errors
    /// When it is none, or of another version.
    pub fn parse(text: &[u8]) -> serde_json::Result<Self> {
        let register: Self = serde_json::from_slice(text)?;
        if register.schema != PUBLISHED_SCHEMA {
            let message =
                format!("the file calls itself `{}`, not `{PUBLISHED_SCHEMA}`", register.schema);
            return Err(serde::de::Error::custom(message));
        }
        Ok(register)
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Never for a register of this program.
    pub fn text(&self) -> serde_json::Result<String> {
        Ok(visible_json(&serde_json::to_string_pretty(self)?).into_owned() + "\n")
    }
}

impl PublishedPeriod {
    /// What is remembered of a month that is archived.
    ///
    /// # Errors
    /// Never for a record of this program.
    pub fn new(record: &MonthRecord, tallies: &Tallies) -> serde_json::Result<Self> {
        let total = tallies.total();
        let counts = Count::STANDARD.into_iter().filter(|count| total[*count] > 0);
        Ok(Self {
            program: record.program.clone(),
            period: record.period.clone(),
            month_sha256: record.month_sha256()?,
            counts_sha256: record
                .counts_sha256
                .clone()
                .unwrap_or_else(|| tally_file::counts_sha256(tallies)),
            counts: counts.map(|count| (count.name().to_owned(), total[count])).collect(),
            units: Vec::new(),
            figures: record.figures.clone(),
            restatements: record.restatements.clone(),
            is_removed: false,
        })
    }

    /// The month is removed: what its restatement would tell of units is kept.
    pub fn remove(&mut self, tallies: Option<&Tallies>) {
        self.is_removed = true;
        self.units = tallies.map(of_units).unwrap_or_default();
    }

    /// Counts of units that are others now; nothing where none were kept.
    pub fn moved_of_units(&self, tallies: &Tallies) -> Option<Vec<MovedCount>> {
        if self.units.is_empty() {
            return None;
        }
        let by_unit = |units: Vec<UnitCounts>| -> BTreeMap<Option<String>, BTreeMap<String, u64>> {
            units.into_iter().map(|unit| (unit.unit, unit.counts)).collect()
        };
        let (before, after) = (by_unit(self.units.clone()), by_unit(of_units(tallies)));
        let units: BTreeSet<&Option<String>> = before.keys().chain(after.keys()).collect();
        let moved = units.into_iter().flat_map(|unit| {
            let of = |units: &BTreeMap<Option<String>, BTreeMap<String, u64>>, count: Count| {
                units.get(unit).and_then(|counts| counts.get(count.name())).copied().unwrap_or(0)
            };
            let counts = OF_UNITS.map(|count| MovedCount {
                unit: unit.clone(),
                count: count.name().to_owned(),
                before: of(&before, count),
                after: of(&after, count),
            });
            counts.into_iter().filter(|moved| moved.before != moved.after)
        });
        Some(moved.collect())
    }

    /// Whether a month comes out as it was published.
    ///
    /// # Errors
    /// Never for a record of this program.
    pub fn is_same(&self, record: &MonthRecord, tallies: &Tallies) -> serde_json::Result<bool> {
        let is_same_record = record.month_sha256()? == self.month_sha256;
        Ok(is_same_record && tally_file::counts_sha256(tallies) == self.counts_sha256)
    }

    /// Counts of the whole that are others now, each before and after.
    pub fn changed_counts(&self, tallies: &Tallies) -> Vec<(Count, u64, u64)> {
        let total = tallies.total();
        let before = |count: Count| self.counts.get(count.name()).copied().unwrap_or_default();
        let all = Count::STANDARD.into_iter().map(|count| (count, before(count), total[count]));
        all.filter(|(_, before, after)| before != after).collect()
    }
}
