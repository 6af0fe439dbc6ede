//! What threads find before row numbers are known: findings and rejected rows by position.

use std::collections::BTreeMap;

use crate::findings::{FindingCode, KEPT_PER_CODE, Rejection};
use crate::read::{FileId, Position};

/// A finding whose row number is not known yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawFinding {
    pub position: Position,
    pub column: Option<usize>,
    pub value: Option<String>,
}

/// Findings of one thread, counted per file, the first of each code kept.
#[derive(Debug, Default)]
pub struct RawFindings {
    pub counts: BTreeMap<(FindingCode, FileId), u64>,
    pub kept: BTreeMap<FindingCode, Vec<RawFinding>>,
}

impl RawFindings {
    pub fn push(&mut self, code: FindingCode, finding: RawFinding) {
        *self.counts.entry((code, finding.position.file())).or_default() += 1;
        let kept = self.kept.entry(code).or_default();
        kept.push(finding);
        // Chunks do not come in strict order, so more are held than will be shown.
        if kept.len() >= 4 * KEPT_PER_CODE {
            kept.sort_unstable();
            kept.truncate(KEPT_PER_CODE);
        }
    }
}

/// A rejected row, with its mapped cells only.
#[derive(Debug, Clone)]
pub struct RawReject {
    pub position: Position,
    pub reason: Rejection,
    pub cells: Vec<String>,
}
