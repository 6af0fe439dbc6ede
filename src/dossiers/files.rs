//! What is known of each file once all threads are done: names, failures, row numbers; and what
//! the threads found about them, in an order that no thread decides.
//!
//! In: what the threads gathered. Out: [`Files`], ledgers and findings. Must not know: dossiers, figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns_gone::{MissingColumn, RowsOfFile, lacking};
use super::coverage::Reach;
use super::file_facts::FileFacts;
use super::file_findings::{SeenOfFile, file_findings};
use super::load_request::LoadRequest;
use super::loaded::{RejectedPlace, RowFinding};
use super::raw::{RawFinding, RawFindings};
use super::sheets::passed_over;
use super::worker::{ColumnEvidence, Worker};
use crate::findings::{
    Exclusion, Finding, FindingCode, Findings, KEPT_PER_CODE, Ledger, Rejection,
};
use crate::read::{FileFailure, FileId, Position, RowNumbers, Source};

/// What is known of each file once all threads are done.
pub struct Files {
    pub names: Vec<String>,
    pub facts: BTreeMap<FileId, Arc<FileFacts>>,
    pub failures: BTreeMap<FileId, FileFailure>,
    /// Sheets without a table, beside one that has one.
    passed_over: BTreeMap<FileId, FileFailure>,
    restored_ids: BTreeMap<FileId, u64>,
    evidence: BTreeMap<FileId, ColumnEvidence>,
    /// What the days of the rows of each file say together.
    pub reaches: BTreeMap<FileId, Reach>,
    /// Files that count and lack a column all the same.
    lacking: BTreeMap<FileId, MissingColumn>,
    pub rows: RowNumbers,
}

impl Files {
    pub fn gather(request: &LoadRequest, workers: &mut [Worker<'_>]) -> Self {
        let mut facts = BTreeMap::new();
        let mut failures: BTreeMap<FileId, FileFailure> = BTreeMap::new();
        let mut evidence: BTreeMap<FileId, ColumnEvidence> = BTreeMap::new();
        let mut restored_ids: BTreeMap<FileId, u64> = BTreeMap::new();
        let mut reaches: BTreeMap<FileId, Reach> = BTreeMap::new();
        let mut chunks = Vec::new();
        for worker in &mut *workers {
            for (file, ids) in &worker.restored_ids {
                *restored_ids.entry(*file).or_default() += ids;
            }
            for (file, reach) in &worker.reaches {
                reaches.entry(*file).or_default().add(reach);
            }
            facts.append(&mut worker.plans);
            chunks.append(&mut worker.chunk_rows);
            for (file, seen) in &worker.evidence {
                let columns = evidence.entry(*file).or_default();
                columns.iter_mut().zip(seen).for_each(|(column, seen)| column.add(*seen));
            }
            for (file, failure) in worker.failures.drain(..) {
                // Two threads may find two troubles in one file: the first place is named.
                let earlier = failures.get(&file).is_none_or(|other| failure.place < other.place);
                if earlier {
                    failures.insert(file, failure);
                }
            }
        }
        let above: BTreeMap<FileId, u64> = facts
            .iter()
            .map(|(file, facts): (&FileId, &Arc<FileFacts>)| (*file, facts.layout.rows_above()))
            .collect();
        facts.retain(|file, _| !failures.contains_key(file));
        let mut lacking = columns_gone(request, workers, &facts);
        for (file, gone) in lacking.extract_if(.., |_, told| told.code.is_file_failure()) {
            facts.remove(&file);
            failures.insert(file, FileFailure::new(gone.code, gone.value));
        }
        let id = |place| FileId(u32::try_from(place).unwrap_or(u32::MAX));
        let tableless = passed_over(&request.sources, |place| failures.get(&id(place)));
        let tableless = tableless.into_iter().map(id);
        let passed_over =
            tableless.filter_map(|file| Some((file, failures.remove(&file)?))).collect();
        Self {
            names: request.sources.iter().map(Source::name).collect(),
            rows: RowNumbers::new(chunks, &above),
            facts,
            failures,
            passed_over,
            restored_ids,
            evidence,
            reaches,
            lacking,
        }
    }

    pub fn name(&self, file: FileId) -> String {
        self.names.get(file.0 as usize).cloned().unwrap_or_default()
    }

    /// Ledgers with the names of their files.
    pub fn named(&self, ledgers: BTreeMap<FileId, Ledger>) -> Vec<(String, Ledger)> {
        ledgers.into_iter().map(|(file, ledger)| (self.name(file), ledger)).collect()
    }

    /// Files that were set aside because of what they hold instead of dossiers.
    pub fn set_aside(&self, code: FindingCode, request: &LoadRequest) -> Vec<Source> {
        let aside = self.failures.iter().filter(|(_, failure)| failure.code == code);
        aside.filter_map(|(file, _)| request.sources.get(file.0 as usize).cloned()).collect()
    }

    pub fn is_counted(&self, file: FileId) -> bool {
        !self.failures.contains_key(&file)
    }

    /// The ledgers of files that count, before superseding.
    pub fn ledgers(&self, workers: &[Worker<'_>]) -> BTreeMap<FileId, Ledger> {
        let mut ledgers: BTreeMap<FileId, Ledger> = BTreeMap::new();
        for file in self.facts.keys() {
            ledgers.insert(*file, Ledger { files: 1, ..Ledger::default() });
        }
        for worker in workers {
            for (file, ledger) in worker.ledgers.iter().filter(|(file, _)| self.is_counted(**file))
            {
                ledgers.entry(*file).or_default().add(ledger);
            }
        }
        ledgers
    }

    pub fn rejects(&self, workers: &mut [Worker<'_>]) -> Vec<RejectedPlace> {
        let mut rejects: Vec<_> =
            workers.iter_mut().flat_map(|worker| worker.rejects.drain(..)).collect();
        rejects.retain(|reject| self.is_counted(reject.position.file()));
        rejects.sort_unstable();
        rejects
    }

    pub fn add_findings(&self, all: &mut RawFindings, more: RawFindings) {
        for ((code, file), count) in more.counts {
            if self.is_counted(file) {
                *all.counts.entry((code, file)).or_default() += count;
            }
        }
        for (code, mut kept) in more.kept {
            kept.retain(|finding| self.is_counted(finding.position.file()));
            all.kept.entry(code).or_default().append(&mut kept);
        }
    }

    /// All findings, those of rows and those of files, with names and row numbers.
    pub fn findings(
        &self,
        request: &LoadRequest,
        raw: RawFindings,
        ledgers: &BTreeMap<FileId, Ledger>,
    ) -> Findings {
        let mut findings = Findings::default();
        self.failure_findings(&mut findings);
        for (code, mut kept) in raw.kept {
            kept.sort_unstable();
            kept.truncate(KEPT_PER_CODE);
            let shown = kept.len() as u64;
            for finding in kept {
                findings.push(self.resolve(code, finding));
            }
            let counted = raw.counts.iter().filter(|((other, _), _)| *other == code);
            let total: u64 = counted.map(|(_, count)| count).sum();
            findings.count_more(code, total.saturating_sub(shown));
        }
        for (file, MissingColumn { code, value }) in &self.lacking {
            let (file, value) = (self.name(*file), Some(value.clone()));
            findings.push(Finding { file, row: None, column: None, value, code: *code });
        }
        for (file, facts) in &self.facts {
            let header_only = ledgers.get(file).is_some_and(has_no_dossier_row);
            let seen = SeenOfFile {
                facts,
                rows: &self.rows,
                header_only,
                restored_ids: self.restored_ids.get(file).copied().unwrap_or_default(),
                dates: self.evidence.get(file).copied().unwrap_or_default(),
            };
            let name = &facts.name;
            file_findings(request, &seen, &mut |code, column, value| {
                findings.push(Finding { file: name.clone(), row: None, column, value, code });
            });
        }
        findings
    }

    /// Files that cannot be counted, and sheets without a table.
    fn failure_findings(&self, findings: &mut Findings) {
        for (file, failure) in &self.failures {
            let row =
                failure.place.map(|(chunk, row)| self.rows.row(Position::new(*file, chunk, row)));
            findings.push(Finding {
                file: self.name(*file),
                row,
                column: None,
                value: Some(failure.value.clone()),
                code: failure.code,
            });
        }
        for (file, failure) in &self.passed_over {
            let (file, value) = (self.name(*file), Some(failure.value.clone()));
            let code = FindingCode::SheetPassedOver;
            findings.push(Finding { file, row: None, column: None, value, code });
        }
    }

    /// Every finding of a row that is held, in reading order.
    pub fn row_findings(&self, raw: &RawFindings) -> Vec<RowFinding> {
        let mut held: Vec<(Position, FindingCode, &RawFinding)> = Vec::new();
        for (code, kept) in &raw.kept {
            held.extend(kept.iter().map(|finding| (finding.position, *code, finding)));
        }
        held.sort_unstable_by(|left, right| {
            (left.0, left.1, left.2).cmp(&(right.0, right.1, right.2))
        });
        let field = |finding: &RawFinding| {
            let facts = self.facts.get(&finding.position.file())?;
            let of_column = |(field, column)| (Some(column) == finding.column).then_some(field);
            facts.mapping_at(finding.position).fields().find_map(of_column)
        };
        let row = |(position, code, raw): (Position, FindingCode, &RawFinding)| {
            let Finding { file, row, column, value, .. } = self.resolve(code, raw.clone());
            let row = row.unwrap_or_default();
            RowFinding { position, file, row, code, column, field: field(raw), value }
        };
        held.into_iter().map(row).collect()
    }

    fn resolve(&self, code: FindingCode, finding: RawFinding) -> Finding {
        let file = finding.position.file();
        let facts = self.facts.get(&file);
        let label = |column| {
            facts.map(|facts: &Arc<FileFacts>| facts.mapping_at(finding.position).label(column))
        };
        Finding {
            file: self.name(file),
            row: Some(self.rows.row(finding.position)),
            column: finding.column.and_then(label),
            value: finding.value,
            code,
        }
    }
}

/// What is to be said of files that lack a column; a profile says itself which columns there are.
fn columns_gone(
    request: &LoadRequest,
    workers: &[Worker<'_>],
    facts: &BTreeMap<FileId, Arc<FileFacts>>,
) -> BTreeMap<FileId, MissingColumn> {
    if request.profile.is_some() {
        return BTreeMap::new();
    }
    lacking(facts, |file| {
        let ledgers = || workers.iter().filter_map(|worker| worker.ledgers.get(&file));
        let rejected =
            |ledger: &Ledger| ledger.rejected.contains_key(&Rejection::ClosedWithoutDate);
        RowsOfFile {
            has_dossiers: ledgers().any(|ledger| !has_no_dossier_row(ledger)),
            are_closed_without_date: ledgers().any(rejected),
        }
    })
}

/// Only titles, blank rows and signatures.
fn has_no_dossier_row(ledger: &Ledger) -> bool {
    let furniture = ledger.excluded_total()
        - ledger.excluded.get(&Exclusion::NotAccepted).copied().unwrap_or(0);
    ledger.read == furniture
}
