//! What threads find before row numbers are known: findings by position.

use std::collections::BTreeMap;

use crate::findings::{FindingCode, KEPT_PER_CODE};
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
    /// Behind this place enough are kept already.
    ceiling: BTreeMap<FindingCode, Position>,
    /// Whether all are kept, however many.
    keeps_all: bool,
}

impl RawFindings {
    pub fn new(keeps_all: bool) -> Self {
        Self { keeps_all, ..Self::default() }
    }

    /// The same findings with the first of each code only, as they are shown.
    pub fn shown(&mut self) -> Self {
        let first = |kept: &mut Vec<RawFinding>| {
            kept.sort_unstable();
            kept.iter().take(KEPT_PER_CODE).cloned().collect()
        };
        Self {
            counts: self.counts.clone(),
            kept: self.kept.iter_mut().map(|(code, kept)| (*code, first(kept))).collect(),
            ..Self::default()
        }
    }

    /// Counts a finding, and keeps it if it may be among the first; `value` is made only then.
    pub fn push(
        &mut self,
        code: FindingCode,
        position: Position,
        column: Option<usize>,
        value: impl FnOnce() -> Option<String>,
    ) {
        *self.counts.entry((code, position.file())).or_default() += 1;
        if self.ceiling.get(&code).is_some_and(|ceiling| position > *ceiling) {
            return;
        }
        let kept = self.kept.entry(code).or_default();
        kept.push(RawFinding { position, column, value: value() });
        // Chunks do not come in strict order, so more are held than will be shown.
        if kept.len() >= 2 * KEPT_PER_CODE && !self.keeps_all {
            kept.sort_unstable();
            kept.truncate(KEPT_PER_CODE);
            if let Some(last) = kept.last() {
                self.ceiling.insert(code, last.position);
            }
        }
    }
}
