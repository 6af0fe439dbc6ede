//! Which periods were published, and what of them is remembered when their months are kept no longer:
//! `cchc/published/1`.
//!
//! In: records and counts of months. Out: [`Register`]. Nothing in it depends on when or where a run was. Must not
//! know: folders, texts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::month::{MonthRecord, RecordedPeriod, RecordedRate, Restatement};
use super::{Tallies, tally_file};
use crate::domain::visible_json;
use crate::tally::Count;

/// What the file calls itself; another text is another format.
pub const PUBLISHED_SCHEMA: &str = "cchc/published/1";

/// Every period that was published, by its short name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    schema: String,
    pub periods: BTreeMap<String, Published>,
}

/// What is remembered of a published period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    pub program: String,
    pub period: RecordedPeriod,
    /// Stands for what was published: inputs, options, findings, figures.
    pub month_sha256: String,
    /// Stands for its counts.
    pub counts_sha256: String,
    /// Counts of the whole; those that are 0 are left out.
    pub counts: BTreeMap<String, u64>,
    /// Rates of the whole, by id.
    pub figures: BTreeMap<String, Option<RecordedRate>>,
    pub restatements: Vec<Restatement>,
    /// Whether the month was removed since (`keep_months`).
    pub is_removed: bool,
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

impl Published {
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
            counts_sha256: tally_file::counts_sha256(tallies),
            counts: counts.map(|count| (count.name().to_owned(), total[count])).collect(),
            figures: record.figures.clone(),
            restatements: record.restatements.clone(),
            is_removed: false,
        })
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
    pub fn moved(&self, tallies: &Tallies) -> Vec<(Count, u64, u64)> {
        let total = tallies.total();
        let before = |count: Count| self.counts.get(count.name()).copied().unwrap_or_default();
        let all = Count::STANDARD.into_iter().map(|count| (count, before(count), total[count]));
        all.filter(|(_, before, after)| before != after).collect()
    }
}
