//! How far the sources of a run reach towards the end of a period, and what is to be said of it.
//!
//! In: loaded dossiers and the days. Out: [`Coverage`], a finding per source that does not reach. Must not
//! know: counts, rates, languages.

use std::collections::BTreeMap;

use super::loaded::Loaded;
use super::sources::{Reach, UnitSource};
use crate::domain::{Day, Period};
use crate::findings::{Finding, FindingCode, Ledger};

/// How far the sources of a run reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In the order of their files.
    pub sources: Vec<SourceReach>,
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
            ([first, rest @ ..], _) => format!("{first} (+ {})", rest.len()),
            ([], [first, rest @ ..]) => format!("{first} (+ {})", rest.len()),
            ([], []) => String::new(),
        }
    }
}

impl Loaded {
    /// How far the sources reach towards the end of a period, with a finding for each that does not.
    pub(super) fn reach_of_sources(&mut self, period: Period, as_of: Day) {
        let ledgers: BTreeMap<&str, &Ledger> =
            self.ledger_by_file.iter().map(|(file, ledger)| (file.as_str(), ledger)).collect();
        let sources = self.dossiers.sources();
        let names: Vec<Option<String>> = sources.dimension.map_or_else(Vec::new, |dimension| {
            self.dossiers.groups(dimension).into_iter().map(|group| group.name).collect()
        });
        let told = |source: &UnitSource| {
            let name = |unit: &u32| names.get(*unit as usize).cloned().flatten();
            let file = |file: &u32| self.source_names.get(*file as usize).cloned();
            let files: Vec<String> = source.files.iter().filter_map(file).collect();
            let mut ledger = Ledger::default();
            files
                .iter()
                .filter_map(|file| ledgers.get(file.as_str()))
                .for_each(|of| ledger.add(of));
            let (state, until) = match sources.reach(source, as_of) {
                Reach::Covered => (ReachState::Covered, Some(as_of)),
                Reach::QuietSince(day) => (ReachState::Quiet, Some(day)),
                Reach::Until(until) if until.is_some_and(|day| day >= period.from) => {
                    (ReachState::Ends, until)
                }
                Reach::Until(until) => (ReachState::Silent, until),
            };
            SourceReach {
                units: source.units.iter().filter_map(name).collect(),
                files,
                ledger,
                until,
                state,
                missing_months: source.missing_months(period, as_of),
            }
        };
        let coverage = Coverage { sources: sources.sources.iter().map(told).collect() };
        let findings: Vec<Finding> = coverage.sources.iter().flat_map(findings).collect();
        findings.into_iter().for_each(|finding| self.findings.push(finding));
        self.reach = coverage;
    }
}

/// What is to be said of a source.
fn findings(source: &SourceReach) -> Vec<Finding> {
    let finding = |code, value: String| Finding {
        file: source.files.last().cloned().unwrap_or_default(),
        row: None,
        column: None,
        value: Some(value),
        code,
    };
    let until = source.until.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let value = format!("{} · {until}", source.title());
    let of_end = match source.state {
        ReachState::Covered => None,
        ReachState::Quiet => Some(finding(FindingCode::SourceQuiet, value)),
        ReachState::Ends | ReachState::Silent => {
            Some(finding(FindingCode::SourceNotCovered, value))
        }
    };
    let months: Vec<String> = source.missing_months.iter().map(ToString::to_string).collect();
    let of_months = (!months.is_empty()).then(|| {
        finding(FindingCode::MonthMissing, format!("{} · {}", source.title(), months.join(", ")))
    });
    of_end.into_iter().chain(of_months).collect()
}
