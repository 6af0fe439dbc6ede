//! What `cchc verify` found of a month.

use schemars::JsonSchema;
use serde::Serialize;

use crate::archive::month::ChangedPeriod;

/// What became of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Verdict {
    /// Counted again, every figure is the same.
    Same,
    /// The figures come out otherwise.
    Differs { figures: Vec<String> },
    /// Inputs are gone or others, so nothing can be said.
    InputsChanged { files: Vec<String> },
    /// The files of the archive were changed by hand.
    Edited { files: Vec<String> },
    /// The files of the archive cannot be read.
    Unreadable { error: String },
    /// Published; its month was removed (`keep_months`), its sums are remembered.
    Removed,
    /// Published, and its month is not in the archive, though nothing removed it.
    Missing,
}

/// What is to be known of a month whose figures stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remarks {
    /// Inputs that came into the folders since; they were not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_files: Vec<String>,
    /// Inputs that were found elsewhere by their sum: as they were called, and as they are called now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved_files: Vec<[String; 2]>,
    /// Rosters, profiles and the like that are others now; counted was with those of the month.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed_settings: Vec<String>,
}

impl Remarks {
    pub const fn is_empty(&self) -> bool {
        self.new_files.is_empty() && self.moved_files.is_empty() && self.changed_settings.is_empty()
    }
}

/// One month.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MonthVerdict {
    pub period: String,
    pub program: String,
    pub restatements: usize,
    /// What hides the ids of its dossiers.
    pub dossiers: &'static str,
    #[serde(flatten)]
    pub verdict: Verdict,
    #[serde(skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// Other periods that changed since the comparison of the month was made; its own figures stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<ChangedPeriod>,
}
