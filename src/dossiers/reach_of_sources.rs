//! Loaded dossiers held against a period: how far each source reaches, and what is to be said of it.
//!
//! In: [`Loaded`] and the days. Out: its [`Coverage`], a finding per source that does not reach. Must not know:
//! counts, rates, languages.

use std::collections::{BTreeMap, BTreeSet};

use super::ended_units::ended_groups;
use super::loaded::Loaded;
use super::reached::{Coverage, ReachState, SourceReach, UnreportedDossiers};
use super::sources::{Reach, UnitSource};
use super::table::DossiersError;
use crate::domain::{Day, Period};
use crate::findings::{Finding, FindingCode, Ledger};

impl Loaded {
    /// How far the sources reach towards the end of a period, with a finding for each that does not.
    pub fn reach_of_sources(&mut self, period: Period, as_of: Day) {
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
        let ended = sources.dimension.map(|by| ended_groups(self, by, (period, as_of)));
        let ended = ended.and_then(Result::ok).unwrap_or_default();
        let has_ended = |unit: &u32| ended.get(*unit as usize).copied().unwrap_or(false);
        let is_there =
            |source: &&UnitSource| source.units.is_empty() || !source.units.iter().all(has_ended);
        let unreported = self.unreported(as_of, &names);
        let told = sources.sources.iter().filter(is_there).map(told).collect();
        let coverage = Coverage { sources: told, unreported };
        let findings: Vec<Finding> = coverage.sources.iter().flat_map(findings).collect();
        let unreported = coverage.unreported.iter().map(unreported_finding);
        let findings: Vec<Finding> = findings.into_iter().chain(unreported).collect();
        for finding in findings {
            self.findings.push(finding);
        }
        self.reach = coverage;
    }
}

impl Loaded {
    /// The dossiers that are open on a day by a file, and that newer files do not tell any more.
    fn unreported(&self, as_of: Day, names: &[Option<String>]) -> Vec<UnreportedDossiers> {
        let sources = self.dossiers.sources();
        if sources.unreported().is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<u32, UnreportedDossiers> = BTreeMap::new();
        for segment in self.dossiers.segments().unwrap_or_default() {
            let groups = sources.dimension.and_then(|dimension| segment.keys(dimension));
            let rows = segment.units.into_iter().flatten().zip(segment.received).enumerate();
            for (row, (number, received)) in rows {
                let Some(unreported) = sources.unreported_at(*number) else { continue };
                if *received > as_of.0 || unreported.from > as_of {
                    continue;
                }
                let name = groups.and_then(|groups| names.get(*groups.get(row)? as usize));
                let of_file = found.entry(unreported.file).or_insert_with(|| UnreportedDossiers {
                    file: self
                        .source_names
                        .get(unreported.file as usize)
                        .cloned()
                        .unwrap_or_default(),
                    until: unreported.until,
                    units: BTreeMap::new(),
                });
                *of_file.units.entry(name.cloned().flatten()).or_default() += 1;
            }
        }
        found.into_values().collect()
    }
}

impl Loaded {
    /// The units of which nothing is told in a period: their sources end before it or begin behind it. Those
    /// that have ended tell nothing rightly.
    ///
    /// # Errors
    /// When the frame does not hold together: a bug.
    pub fn silent_units_in(&self, period: Period) -> Result<BTreeSet<String>, DossiersError> {
        let sources = self.dossiers.sources();
        let Some(dimension) = sources.dimension else { return Ok(BTreeSet::new()) };
        let ended = ended_groups(self, dimension, (period, period.to))?;
        let is_silent = |source: &&UnitSource| {
            let begins = source.first_day().is_some_and(|first| first <= period.to);
            let ends = match sources.reach(source, period.to) {
                Reach::Covered | Reach::QuietSince(_) => false,
                Reach::Until(until) => until.is_none_or(|until| until < period.from),
            };
            !begins || ends
        };
        let silent = sources.sources.iter().filter(is_silent).flat_map(|source| &source.units);
        let silent: BTreeSet<usize> = silent
            .map(|unit| *unit as usize)
            .filter(|unit| !ended.get(*unit).copied().unwrap_or(false))
            .collect();
        let named = self.dossiers.groups(dimension).into_iter().enumerate();
        Ok(named
            .filter(|(unit, _)| silent.contains(unit))
            .filter_map(|(_, own)| own.name)
            .collect())
    }
}

/// What is to be said of the dossiers of a file that newer ones do not tell any more.
fn unreported_finding(unreported: &UnreportedDossiers) -> Finding {
    Finding {
        file: unreported.file.clone(),
        row: None,
        column: None,
        value: Some(format!("× {} · {}", unreported.dossiers(), unreported.until)),
        code: FindingCode::NoLongerTold,
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
