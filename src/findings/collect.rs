//! Findings as they come in from several threads, bounded in memory, in an order that does not
//! depend on the threads.

use std::collections::BTreeMap;

use super::code::FindingCode;
use super::severity::Severity;

/// So many findings of one code are kept with row and value; all of them are counted.
pub const KEPT_PER_CODE: usize = 1_000;

/// One thing wrong or odd.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, as the user named it; empty for a finding about all files.
    pub file: String,
    /// The row as a spreadsheet numbers it, from 1.
    pub row: Option<u64>,
    /// The header of the column.
    pub column: Option<String>,
    /// What stands there. Never from a personal-data column.
    pub value: Option<String>,
    pub code: FindingCode,
}

/// All findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    counts: BTreeMap<FindingCode, u64>,
    kept: BTreeMap<FindingCode, Vec<Finding>>,
}

impl Findings {
    /// Adds one finding.
    pub fn push(&mut self, finding: Finding) {
        *self.counts.entry(finding.code).or_default() += 1;
        let kept = self.kept.entry(finding.code).or_default();
        if kept.len() < KEPT_PER_CODE {
            kept.push(finding);
        }
    }

    /// Adds all of others.
    pub fn extend(&mut self, others: &Self) {
        for (code, count) in &others.counts {
            let before = self.count(*code);
            others.of(*code).iter().for_each(|finding| self.push(finding.clone()));
            let told = self.count(*code) - before;
            self.count_more(*code, count.saturating_sub(told));
        }
    }

    /// Adds to the count of findings that are known without their places.
    pub fn count_more(&mut self, code: FindingCode, more: u64) {
        if more > 0 {
            *self.counts.entry(code).or_default() += more;
        }
    }

    /// How many there are of each code, kept or not, in the order of the codes.
    pub const fn counts(&self) -> &BTreeMap<FindingCode, u64> {
        &self.counts
    }

    /// How many there are of one code.
    pub fn count(&self, code: FindingCode) -> u64 {
        self.counts.get(&code).copied().unwrap_or(0)
    }

    /// The kept findings of one code, in the order of files and rows.
    pub fn of(&self, code: FindingCode) -> &[Finding] {
        self.kept.get(&code).map_or(&[], Vec::as_slice)
    }

    /// The kept findings, by code, then file and row.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.kept.values().flatten()
    }

    /// How many were counted but not kept.
    pub fn left_out(&self) -> u64 {
        let kept: usize = self.kept.values().map(Vec::len).sum();
        self.counts.values().sum::<u64>().saturating_sub(kept as u64)
    }

    /// How many there are of each code, gravest first.
    pub fn gravest_first(&self) -> Vec<(FindingCode, u64)> {
        let mut codes: Vec<(FindingCode, u64)> =
            self.counts.iter().map(|(code, count)| (*code, *count)).collect();
        codes.sort_by_key(|(code, _)| (std::cmp::Reverse(code.severity()), *code));
        codes
    }

    /// How many there are of a severity.
    pub fn at(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|(code, _)| code.severity() == severity).map(|(_, n)| n).sum()
    }

    /// The gravest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.counts.keys().map(|code| code.severity()).max()
    }
}
