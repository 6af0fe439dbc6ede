//! What an index is: criteria with their maxima and rules, groups of them, bands of the total.

use std::collections::BTreeSet;

use super::answers::Ask;
use super::rules::Rule;
use crate::domain::{Day, Exact, Period};
pub use crate::settings::Words;

/// How sure a rule or maximum is. Only `Official` was read in the legal text itself.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the text that sets it.
    Official,
    /// A third party reproduced published scores with it.
    Fitted,
    /// Read in a document, article or program that is not the legal text.
    Seen,
    /// Calculated from what was seen.
    Derived,
    /// Recalled, likely.
    Likely,
    /// Recalled, weakly.
    Weak,
    /// Sources disagree.
    Conflict,
    /// Only one value was ever observed; the rule behind it is unknown.
    UnknownRule,
    /// Stands for criteria that are not written out.
    Placeholder,
}

impl Confidence {
    /// The name in files and in JSON.
    pub const ALL: [Self; 9] = [
        Self::Official,
        Self::Fitted,
        Self::Seen,
        Self::Derived,
        Self::Likely,
        Self::Weak,
        Self::Conflict,
        Self::UnknownRule,
        Self::Placeholder,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Fitted => "fitted",
            Self::Seen => "seen",
            Self::Derived => "derived",
            Self::Likely => "likely",
            Self::Weak => "weak",
            Self::Conflict => "conflict",
            Self::UnknownRule => "unknown_rule",
            Self::Placeholder => "placeholder",
        }
    }

    /// Whether a reader has to confirm it before relying on it.
    pub const fn is_unconfirmed(self) -> bool {
        !matches!(self, Self::Official)
    }
}

/// Where a unit stands, as criteria tell levels apart.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum IndexLevel {
    Province,
    /// Departments and agencies of a province (sở, ban, ngành).
    Department,
    /// Until 30 June 2025.
    District,
    Commune,
}

impl IndexLevel {
    pub const ALL: [Self; 4] = [Self::Province, Self::Department, Self::District, Self::Commune];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Department => "department",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// What a denominator of zero is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ZeroDenominator {
    /// The maximum: there was nothing to fail at.
    Max,
    /// Nothing.
    Zero,
    /// The criterion does not apply: its points are in neither the score nor the maximum.
    #[default]
    NotApplicable,
    /// Its points are shared out among the other criteria of the group, in proportion to their maxima.
    Share,
}

/// What a criterion of other levels is worth for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OtherLevels {
    AwardMax,
    #[default]
    LeaveOut,
}

/// The days of a rule, both inclusive; open where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Validity {
    /// Whether a whole period lies within.
    pub fn covers(&self, period: &Period) -> bool {
        self.from.is_none_or(|from| from <= period.from) && self.to.is_none_or(|to| period.to <= to)
    }
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    pub id: String,
    pub group: String,
    pub name: Words,
    /// The code that the publisher of the index uses, if any.
    pub code: Option<String>,
    pub max: Exact,
    /// What a log can answer; nothing when the value has to be declared.
    pub ask: Option<Ask>,
    /// Id of a criterion whose rate the first is multiplied by.
    pub times: Option<String>,
    pub rule: Rule,
    pub zero_denominator: ZeroDenominator,
    /// The levels it is for; all when empty.
    pub levels: Vec<IndexLevel>,
    pub validity: Validity,
    /// What has to be at hand to compute or declare it.
    pub needs: Option<Words>,
    pub source: String,
    pub confidence: Confidence,
    pub note: Option<Words>,
}

impl Criterion {
    /// Whether it is in force in a part of the period.
    pub fn is_in_force(&self, period: Period) -> bool {
        self.validity.from.is_none_or(|from| from <= period.to)
            && self.validity.to.is_none_or(|to| to >= period.from)
    }

    /// Whether it is for units at a level.
    pub fn is_for(&self, level: IndexLevel) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }
}

/// Criteria that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    pub name: Words,
    pub max: Exact,
    pub confidence: Confidence,
}

/// Another way to put groups together: the same points under other headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub id: String,
    pub name: Words,
    pub groups: Vec<ViewGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewGroup {
    pub id: String,
    pub name: Words,
    /// Ids of the groups that it is made of.
    pub of: Vec<String>,
}

/// A class of totals: from its lower bound, inclusive, to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    pub name: Words,
    pub from: Exact,
}

/// A text that facts of the file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub name: String,
    pub confidence: Confidence,
    pub note: Option<Words>,
}

/// A whole index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    pub id: String,
    pub name: Words,
    pub legal_base: String,
    /// Criteria sets with the same tag have comparable scores.
    pub criteria_set: String,
    /// Whose score the whole of the data is.
    pub level: IndexLevel,
    pub validity: Validity,
    pub total: Exact,
    /// How many decimals published scores have.
    pub decimals: u32,
    /// How far a published score may lie from the computed one.
    pub tolerance: Exact,
    pub other_levels: OtherLevels,
    /// Whether a total without the criteria that do not apply is also shown on the full scale.
    pub rescale: bool,
    /// Highest first.
    pub bands: Vec<Band>,
    pub groups: Vec<Group>,
    pub views: Vec<View>,
    /// In the order of their ids.
    pub criteria: Vec<Criterion>,
    pub sources: Vec<Source>,
    pub notes: Vec<Words>,
}

impl Index {
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The text that a criterion comes from.
    pub fn source_name<'a>(&'a self, criterion: &'a Criterion) -> &'a str {
        let source = self.sources.iter().find(|source| source.id == criterion.source);
        source.map_or(criterion.source.as_str(), |source| source.name.as_str())
    }

    /// Everything that the criteria ask of logs, each once.
    pub fn asks(&self) -> Vec<Ask> {
        let asks = self.criteria.iter().filter_map(|criterion| criterion.ask.clone());
        let unique: BTreeSet<Ask> = asks.collect();
        unique.into_iter().collect()
    }

    /// The band of a total; nothing when the index has none.
    pub fn band(&self, points: &Exact) -> Option<&Band> {
        self.bands.iter().find(|band| *points >= band.from)
    }

    /// Whether every maximum and rule was read in the legal text.
    pub fn is_confirmed(&self) -> bool {
        !self.criteria.iter().any(|criterion| criterion.confidence.is_unconfirmed())
    }
}
