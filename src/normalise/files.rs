//! What is known of each file once all threads are done: names, failures, row numbers; and what
//! the threads found about them, in an order that no thread decides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::date::DateEvidence;
use super::date_findings::{column_findings, order_findings};
use super::drift::Drift;
use super::load::{LoadRequest, RejectedPlace, RowFinding};
use super::mapping::ColumnUse;
use super::mark_reader::MarkReader;
use super::marks::Mark;
use super::open::{DATE_FIELDS, FileFacts};
use super::people::{RowKind, shown};
use super::raw::{RawFinding, RawFindings};
use super::sheets::passed_over;
use super::table_findings::{missing_beside_others, table_findings, without_finish};
use super::values::ValueColumn;
use super::worker::{ColumnEvidence, Worker};
use crate::domain::{CanonicalField, CanonicalValue, has_lost_letters};
use crate::findings::{Exclusion, Finding, FindingCode, Findings, KEPT_PER_CODE, Ledger};
use crate::read::{EncodingReason, FileFailure, FileId, Position, RowNumbers, Source};

/// What is known of each file once all threads are done.
pub struct Files {
    pub names: Vec<String>,
    pub facts: BTreeMap<FileId, Arc<FileFacts>>,
    pub failures: BTreeMap<FileId, FileFailure>,
    /// Sheets without a table, beside one that has one.
    passed_over: BTreeMap<FileId, FileFailure>,
    restored_ids: BTreeMap<FileId, u64>,
    evidence: BTreeMap<FileId, ColumnEvidence>,
    pub rows: RowNumbers,
}

impl Files {
    pub fn gather(request: &LoadRequest, workers: &mut [Worker<'_>]) -> Self {
        let mut facts = BTreeMap::new();
        let mut failures: BTreeMap<FileId, FileFailure> = BTreeMap::new();
        let mut evidence: BTreeMap<FileId, ColumnEvidence> = BTreeMap::new();
        let mut restored_ids: BTreeMap<FileId, u64> = BTreeMap::new();
        let mut chunks = Vec::new();
        for worker in workers {
            for (file, ids) in &worker.restored_ids {
                *restored_ids.entry(*file).or_default() += ids;
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
        }
    }

    pub fn name(&self, file: FileId) -> String {
        self.names.get(file.0 as usize).cloned().unwrap_or_default()
    }

    /// Files that hold counts instead of dossiers.
    pub fn tables(&self, request: &LoadRequest) -> Vec<Source> {
        let tables = self.failures.iter().filter(|(_, f)| f.code == FindingCode::AggregateTable);
        tables.filter_map(|(file, _)| request.sources.get(file.0 as usize).cloned()).collect()
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
        let blamed =
            if request.profile.is_some() { BTreeSet::new() } else { without_finish(&self.facts) };
        let is_told_of_file = |code: FindingCode, file: FileId| {
            code == FindingCode::ClosedWithoutDate && blamed.contains(&file)
        };
        for (code, mut kept) in raw.kept {
            kept.retain(|finding| !is_told_of_file(code, finding.position.file()));
            kept.sort_unstable();
            kept.truncate(KEPT_PER_CODE);
            let shown = kept.len() as u64;
            for finding in kept {
                findings.push(self.resolve(code, finding));
            }
            let counted = raw
                .counts
                .iter()
                .filter(|((other, file), _)| *other == code && !is_told_of_file(code, *file));
            let total: u64 = counted.map(|(_, count)| count).sum();
            findings.count_more(code, total.saturating_sub(shown));
        }
        let missing = request.profile.is_none().then(|| missing_beside_others(&self.facts));
        for (file, value) in missing.into_iter().flatten() {
            let (file, value) = (self.name(file), Some(value));
            let code = FindingCode::ColumnOfOthersMissing;
            findings.push(Finding { file, row: None, column: None, value, code });
        }
        for (file, facts) in &self.facts {
            let header_only = ledgers.get(file).is_some_and(has_no_dossier_row);
            self.file_findings(request, *file, facts, header_only, &mut findings);
        }
        findings
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

    fn file_findings(
        &self,
        request: &LoadRequest,
        file: FileId,
        facts: &FileFacts,
        header_only: bool,
        findings: &mut Findings,
    ) {
        let mut push = |code, column: Option<String>, value: Option<String>| {
            findings.push(Finding { file: facts.name.clone(), row: None, column, value, code });
        };
        if header_only {
            push(FindingCode::HeaderOnly, None, None);
        }
        for (code, column, value) in table_findings(facts, &self.rows, request.profile.as_ref()) {
            push(code, column, value);
        }
        if let EncodingReason::Syllables(scores) = &facts.encoding.reason {
            let scores = scores.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
            push(FindingCode::LegacyEncoding, None, Some(scores));
        }
        match facts.encoding.reason {
            EncodingReason::WrittenTwice => push(FindingCode::WrittenTwice, None, None),
            EncodingReason::WrittenTwiceInPart => {
                push(FindingCode::WrittenTwiceInPart, None, None);
            }
            _ => {}
        }
        if facts.capitals_written_small > 0 {
            let value = format!("× {}", facts.capitals_written_small);
            push(FindingCode::CapitalsWrittenSmall, None, Some(value));
        }
        if let Some(hidden) = hidden(facts) {
            push(FindingCode::HiddenRows, None, Some(hidden));
        }
        for (label, value) in formulas_without_value(facts) {
            push(FindingCode::FormulaWithoutValue, Some(label), Some(value));
        }
        if let Some(ids) = self.restored_ids.get(&file) {
            let column = facts.mapping.column(CanonicalField::DossierId);
            let column = column.map(|column| facts.mapping.label(column));
            push(FindingCode::IdRestored, column, Some(format!("× {ids}")));
        }
        self.date_findings(request, file, facts, &mut push);
        for (header, use_) in &facts.mapping.uses {
            if has_lost_letters(&header.name) {
                push(FindingCode::LettersLost, Some(header.label()), None);
            }
            match use_ {
                ColumnUse::Personal => {
                    push(FindingCode::PersonalColumn, Some(header.label()), None);
                }
                ColumnUse::RepeatOf(field) => {
                    let value = Some(field.name().to_owned());
                    push(FindingCode::ColumnRepeated, Some(header.label()), value);
                }
                ColumnUse::Field(..) | ColumnUse::NotNeeded | ColumnUse::Unknown => {}
            }
        }
        let Some(profile) = &request.profile else {
            return;
        };
        let drift = Drift::new(profile, &facts.mapping);
        for lost in &drift.lost {
            let headers = Some(lost.named.join(" | "));
            push(FindingCode::ProfileColumnAbsent, headers, Some(lost.text()));
        }
        if drift.lost.is_empty() && !drift.unknown.is_empty() {
            push(FindingCode::UnknownColumns, None, Some(drift.unknown.join(" · ")));
        }
    }
}

impl Files {
    /// What the dates of a file say about themselves.
    fn date_findings(
        &self,
        request: &LoadRequest,
        file: FileId,
        facts: &FileFacts,
        push: &mut impl FnMut(FindingCode, Option<String>, Option<String>),
    ) {
        let columns = self.evidence.get(&file).copied().unwrap_or_default();
        let mut seen = DateEvidence::default();
        for column in columns {
            seen.add(column);
        }
        if request.date_formats().is_empty() {
            let tell = |(code, value)| push(code, None, Some(value));
            order_findings(facts.order, facts.short_years, &seen).into_iter().for_each(tell);
        }
        for (field, column) in DATE_FIELDS.into_iter().zip(columns) {
            let Some(place) = facts.mapping.column(field) else { continue };
            for (code, value) in column_findings(&column, facts.habits.utc) {
                push(code, Some(facts.mapping.label(place)), Some(value));
            }
        }
    }
}

/// What is hidden in a sheet, if anything: a spreadsheet does not show it, and it is counted.
fn hidden(facts: &FileFacts) -> Option<String> {
    let rows = facts.notes.hidden_rows();
    let rows = (rows > 0).then(|| format!("dòng (rows) × {rows}"));
    let sheet = facts.is_hidden.then(|| "trang tính (sheet)".to_owned());
    let parts: Vec<String> = sheet.into_iter().chain(rows).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Columns that figures are made of and that hold formulas without a stored value: header, how many
/// cells, the first of them. In a column of dates or names a zero is no value either; where a number
/// is meant, it may be one.
fn formulas_without_value(facts: &FileFacts) -> Vec<(String, String)> {
    let from = facts.layout.rows_above();
    let told = facts.notes.formulas().into_iter().filter_map(|(column, formulas)| {
        let place = usize::try_from(column).ok()?;
        let Some((header, ColumnUse::Field(field, ..))) = facts.mapping.uses.get(place) else {
            return None;
        };
        let may_be_zero = matches!(
            field,
            CanonicalField::Fee | CanonicalField::StatutoryDays | CanonicalField::CommittedDays
        );
        Some((header.label(), formulas.without_value(column, from, !may_be_zero)?))
    });
    told.collect()
}

/// Only titles, blank rows and signatures.
fn has_no_dossier_row(ledger: &Ledger) -> bool {
    let furniture = ledger.excluded_total()
        - ledger.excluded.get(&Exclusion::NotAccepted).copied().unwrap_or(0);
    ledger.read == furniture
}

/// Spellings with the first place and the number of rows of each.
type Unmapped = BTreeMap<Vec<u8>, (Position, u64)>;

fn unmapped<'w, 'a: 'w, V: CanonicalValue>(
    columns: impl Iterator<Item = &'w ValueColumn<'a, V>>,
) -> Unmapped {
    let mut spellings = Unmapped::new();
    for (spelling, first, rows) in columns.flat_map(ValueColumn::unmapped) {
        let entry = spellings.entry(spelling.to_vec()).or_insert((first, 0));
        *entry = (entry.0.min(first), entry.1 + rows);
    }
    spellings
}

/// One finding per distinct spelling that nothing maps.
pub fn unmapped_values(files: &Files, workers: &[Worker<'_>], findings: &mut RawFindings) {
    let all = || workers.iter();
    let mut told = vec![
        (FindingCode::UnknownChannel, CanonicalField::Channel, unmapped(all().map(|w| &w.channel))),
        (FindingCode::UnknownStatus, CanonicalField::Status, unmapped(all().map(|w| &w.status))),
        (FindingCode::UnknownRating, CanonicalField::Rating, unmapped(all().map(|w| &w.rating))),
    ];
    let marks = || all().flat_map(|worker| &worker.marks);
    let flag = FindingCode::UnknownFlag;
    told.push((flag, CanonicalField::ResultDigitised, unmapped(all().map(|w| &w.digitised))));
    let levels = unmapped(marks().map(MarkReader::service_level));
    told.push((flag, CanonicalField::ServiceLevel, levels));
    for mark in Mark::ALL.into_iter().filter(|mark| mark.is_listed()) {
        let columns = marks().map(|reader| reader.column(mark));
        told.push((flag, mark.field(), unmapped(columns)));
    }
    for (code, field, mut spellings) in told {
        if code != FindingCode::UnknownChannel {
            // Blank says nothing wrong but of a channel, since every dossier came in somehow.
            spellings.remove(&Vec::new());
        }
        for (spelling, (position, rows)) in spellings {
            let Some(facts) = files.facts.get(&position.file()) else {
                continue;
            };
            let text = String::from_utf8_lossy(&spelling);
            let shown = shown(field, "", &text, RowKind::Usual);
            let value = Some(format!("{shown} (× {rows})"));
            if has_lost_letters(&text) {
                let (column, value) = (facts.mapping_at(position).column(field), value.clone());
                findings.push(FindingCode::LettersLost, position, column, || value);
            }
            let column = facts.mapping_at(position).column(field);
            findings.push(code, position, column, || value);
        }
    }
}
