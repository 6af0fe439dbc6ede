//! What sentences are made of: totals of the period and of others, best and worst units, ratings.

use std::collections::BTreeMap;

use super::model::Against;
use crate::domain::{Exact, Ratio};
use crate::indicators::Measure;

/// What the narrative is made of: every name is fixed, every value is a figure of the report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// By [`Count`](crate::tally::Count) name.
    pub counts: BTreeMap<&'static str, u64>,
    /// By indicator id.
    pub rates: BTreeMap<&'static str, Measure>,
    pub compared: Vec<ComparedFacts>,
    /// How many units have dossiers in the period, and how many of them none late and none overdue.
    pub units: u64,
    pub units_without_late: u64,
    /// Units with enough dossiers, best first; at most five.
    pub best: Vec<RankedUnit>,
    /// The same, lowest rate first, only those with a dossier late.
    pub worst: Vec<RankedUnit>,
    /// Units with overdue open dossiers, most first; at most ten, and how many there are.
    pub overdue: Vec<(String, u64)>,
    pub overdue_units: u64,
    /// By scale: `3` or `5` levels, with counts by level name.
    pub scales: Vec<ScaleFacts>,
    /// Findings by severity: critical, error, warning, info.
    pub findings: BTreeMap<&'static str, u64>,
    /// Units that had to report and have no dossier.
    pub silent_units: Vec<String>,
    /// Those that have dossiers, but none in the period.
    pub silent_in_period: Vec<String>,
    pub expected_units: u64,
    /// The score by an index, if one was asked for.
    pub score: Option<ScoreFacts>,
}

/// A score in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreFacts {
    /// The name of the index.
    pub index: String,
    pub points: Exact,
    pub computable: Exact,
    pub not_computable: Exact,
    pub lost: Exact,
    /// The class of the total; nothing while a part is open.
    pub band: Option<String>,
}

/// Totals of another period.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedFacts {
    pub against: Against,
    pub period_name: String,
    pub counts: BTreeMap<&'static str, u64>,
    pub rates: BTreeMap<&'static str, Measure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedUnit {
    pub name: String,
    pub on_time: Ratio,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleFacts {
    pub levels: u8,
    pub resolved: u64,
    /// By level name: `very_satisfied` …
    pub answers: BTreeMap<&'static str, u64>,
    pub rated: u64,
    pub satisfied: Measure,
    pub response: Measure,
}
