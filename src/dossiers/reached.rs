//! How far the sources of a run reach towards the end of a period, as answers tell it.
//!
//! In and out: [`Coverage`]. Must not know: how it is found out, counts, languages.

use std::collections::BTreeMap;

use crate::domain::{Day, Period};
use crate::findings::Ledger;

/// How far the sources of a run reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In the order of their files.
    pub sources: Vec<SourceReach>,
    /// Open dossiers that newer files do not tell any more, file by file.
    pub unreported: Vec<UnreportedDossiers>,
}

/// What one file left open and newer ones do not tell any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreportedDossiers {
    pub file: String,
    /// The last day of which the file tells.
    pub until: Day,
    /// By unit; nothing for dossiers that name none.
    pub units: BTreeMap<Option<String>, u64>,
}

impl UnreportedDossiers {
    /// All of them.
    pub fn dossiers(&self) -> u64 {
        self.units.values().sum()
    }
}

/// How far one source reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReach {
    /// The units it tells of; none where no file names any.
    pub units: Vec<String>,
    pub files: Vec<String>,
    /// The account of all rows of its files.
    pub ledger: Ledger,
    /// The last day it tells of: the as-of day, or an earlier one; none where it tells of nothing.
    pub until: Option<Day>,
    pub state: ReachState,
    /// Months between the first and the last of which no file came, where files come month by month.
    pub missing_months: Vec<Period>,
}

/// What the end of a source means for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReachState {
    /// It tells of the as-of day.
    Covered,
    /// It says so little that its silence means nothing.
    Quiet,
    /// It ends within the period: what was open then is neither in term nor overdue.
    Ends,
    /// It ends before the period, of which nothing is known.
    Silent,
}

impl ReachState {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Quiet => "quiet",
            Self::Ends => "ends_in_period",
            Self::Silent => "ends_before_period",
        }
    }

    /// Whether what is open on the as-of day is known to be.
    pub const fn is_covered(self) -> bool {
        matches!(self, Self::Covered | Self::Quiet)
    }
}

impl Coverage {
    /// The sources that do not reach to the as-of day.
    pub fn not_covered(&self) -> impl Iterator<Item = &SourceReach> {
        self.sources.iter().filter(|source| !source.state.is_covered())
    }

    /// The units of these, each with the last day that is known of it.
    pub fn units_not_covered(&self) -> impl Iterator<Item = (&str, Option<Day>)> {
        self.not_covered()
            .flat_map(|source| source.units.iter().map(|unit| (unit.as_str(), source.until)))
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.sources.iter().map(|source| source.units.len()).sum()
    }
}

impl SourceReach {
    /// What it is called in a line: its only unit, or else its file or files.
    pub fn title(&self) -> String {
        match (self.units.as_slice(), self.files.as_slice()) {
            ([unit], _) => unit.clone(),
            (_, [file]) => file.clone(),
            ([first, rest @ ..], _) | ([], [first, rest @ ..]) => {
                format!("{first} (+ {})", rest.len())
            }
            ([], []) => String::new(),
        }
    }
}
