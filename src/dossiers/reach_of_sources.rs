//! Loaded dossiers held against a period: how far each source reaches, and what is to be said of it.
//!
//! In: [`Loaded`] and the days. Out: its [`Coverage`], a finding per source that does not reach. Must not know:
//! counts, rates, languages.

use std::collections::BTreeMap;

use super::ended_units::ended_groups;
use super::loaded::Loaded;
use super::reached::{Coverage, ReachState, SourceReach, UntoldDossiers};
use super::sources::{Reach, UnitSource};
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
        let untold = self.untold(as_of, &names);
        let told = sources.sources.iter().filter(is_there).map(told).collect();
        let coverage = Coverage { sources: told, untold };
        let findings: Vec<Finding> = coverage.sources.iter().flat_map(findings).collect();
        let untold = coverage.untold.iter().map(untold_finding);
        let findings: Vec<Finding> = findings.into_iter().chain(untold).collect();
        for finding in findings {
            self.findings.push(finding);
        }
        self.reach = coverage;
    }
}

impl Loaded {
    /// The dossiers that are open on a day by a file, and that newer files do not tell any more.
    fn untold(&self, as_of: Day, names: &[Option<String>]) -> Vec<UntoldDossiers> {
        let sources = self.dossiers.sources();
        if sources.untold().is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<u32, UntoldDossiers> = BTreeMap::new();
        for segment in self.dossiers.segments().unwrap_or_default() {
            let groups = sources.dimension.and_then(|dimension| segment.keys(dimension));
            let rows = segment.units.into_iter().flatten().zip(segment.received).enumerate();
            for (row, (number, received)) in rows {
                let Some(untold) = sources.untold_at(*number) else { continue };
                if *received > as_of.0 || untold.from > as_of {
                    continue;
                }
                let name = groups.and_then(|groups| names.get(*groups.get(row)? as usize));
                let of_file = found.entry(untold.file).or_insert_with(|| UntoldDossiers {
                    file: self.source_names.get(untold.file as usize).cloned().unwrap_or_default(),
                    until: untold.until,
                    units: BTreeMap::new(),
                });
                *of_file.units.entry(name.cloned().flatten()).or_default() += 1;
            }
        }
        found.into_values().collect()
    }
}

/// What is to be said of the dossiers of a file that newer ones do not tell any more.
fn untold_finding(untold: &UntoldDossiers) -> Finding {
    Finding {
        file: untold.file.clone(),
        row: None,
        column: None,
        value: Some(format!("× {} · {}", untold.dossiers(), untold.until)),
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
