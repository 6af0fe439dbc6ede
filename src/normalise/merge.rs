//! What the threads gathered → dossiers, findings and ledger, the same whatever thread read what.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::columns::{Columns, NO_DAY};
use super::date::{DateOrder, OrderEvidence};
use super::dossiers::{Dossiers, DossiersError, Group};
use super::fold::fold;
use super::intern::Interner;
use super::load::{FileFacts, LoadRequest, Loaded, RejectedRow};
use super::mapping::ColumnUse;
use super::values::ValueColumn;
use super::worker::{RawFinding, RawFindings, Worker};
use crate::domain::{CanonicalField, CanonicalValue, Day, Dimension, Status, vietnamese_order};
use crate::findings::{Finding, FindingCode, Findings, KEPT_PER_CODE, Ledger};
use crate::read::{FileFailure, FileId, Position, RowNumbers};

/// Merges the workers.
///
/// # Errors
/// When the frame or the ledger does not hold together: a bug.
pub fn merge(request: &LoadRequest, mut workers: Vec<Worker<'_>>) -> Result<Loaded, DossiersError> {
    let files = Files::gather(request, &mut workers);
    let mut findings = RawFindings::default();
    for worker in &mut workers {
        files.add_findings(&mut findings, std::mem::take(&mut worker.findings));
    }
    unmapped_values(&files, &workers, &mut findings);
    let rejects = files.rejects(&mut workers);
    let mut ledgers = files.ledgers(&workers);

    let spellings = merge_spellings(request, &workers);
    let mut columns = concatenate(workers, &spellings, request.dimensions.len());
    let kept = latest_states(&columns, &files, &mut ledgers, &mut findings);
    columns.retain(&kept);
    drop(kept);
    let groups = name_groups(request, &mut columns, spellings);
    let dossiers = Dossiers::new(columns, groups, &request.dimensions)?;

    let mut ledger = Ledger::default();
    for one in ledgers.values() {
        one.check()?;
        ledger.add(one);
    }
    let present = files
        .facts
        .values()
        .flat_map(|facts| facts.mapping.fields());
    Ok(Loaded {
        fields: present.map(|(field, _)| field).collect(),
        findings: files.findings(request, findings, &ledgers),
        ledger_by_file: ledgers
            .into_iter()
            .map(|(file, ledger)| (files.name(file), ledger))
            .collect(),
        ledger,
        failed_files: files.failures.len(),
        files: files.facts.into_values().collect(),
        dossiers,
        rejects,
    })
}

/// What is known of each file once all threads are done.
struct Files {
    names: Vec<String>,
    facts: BTreeMap<FileId, Arc<FileFacts>>,
    failures: BTreeMap<FileId, FileFailure>,
    evidence: BTreeMap<FileId, OrderEvidence>,
    rows: RowNumbers,
}

impl Files {
    fn gather(request: &LoadRequest, workers: &mut [Worker<'_>]) -> Self {
        let mut facts = BTreeMap::new();
        let mut failures: BTreeMap<FileId, FileFailure> = BTreeMap::new();
        let mut evidence: BTreeMap<FileId, OrderEvidence> = BTreeMap::new();
        let mut chunks = Vec::new();
        for worker in workers {
            facts.append(&mut worker.plans);
            chunks.append(&mut worker.chunk_rows);
            for (file, seen) in &worker.evidence {
                evidence.entry(*file).or_default().add(*seen);
            }
            for (file, failure) in worker.failures.drain(..) {
                // Two threads may find two troubles in one file: the first place is named.
                let earlier = failures
                    .get(&file)
                    .is_none_or(|other| failure.place < other.place);
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
        Self {
            names: request
                .sources
                .iter()
                .map(crate::read::Source::name)
                .collect(),
            rows: RowNumbers::new(chunks, &above),
            facts,
            failures,
            evidence,
        }
    }

    fn name(&self, file: FileId) -> String {
        self.names.get(file.0 as usize).cloned().unwrap_or_default()
    }

    fn is_counted(&self, file: FileId) -> bool {
        !self.failures.contains_key(&file)
    }

    /// The ledgers of files that count, before superseding.
    fn ledgers(&self, workers: &[Worker<'_>]) -> BTreeMap<FileId, Ledger> {
        let mut ledgers: BTreeMap<FileId, Ledger> = BTreeMap::new();
        for file in self.facts.keys() {
            ledgers.insert(
                *file,
                Ledger {
                    files: 1,
                    ..Ledger::default()
                },
            );
        }
        for worker in workers {
            for (file, ledger) in worker
                .ledgers
                .iter()
                .filter(|(file, _)| self.is_counted(**file))
            {
                ledgers.entry(*file).or_default().add(ledger);
            }
        }
        ledgers
    }

    fn rejects(&self, workers: &mut [Worker<'_>]) -> Vec<RejectedRow> {
        let mut rejects: Vec<_> = workers
            .iter_mut()
            .flat_map(|worker| worker.rejects.drain(..))
            .collect();
        rejects.retain(|reject| self.is_counted(reject.position.file()));
        rejects.sort_unstable_by_key(|reject| reject.position);
        let row = |reject: super::worker::RawReject| {
            let file = reject.position.file();
            let fields = self.facts.get(&file).map(|facts| facts.mapping.fields());
            let fields = fields.into_iter().flatten().map(|(field, _)| field);
            RejectedRow {
                file: self.name(file),
                row: self.rows.row(reject.position),
                reason: reject.reason,
                cells: fields.zip(reject.cells).collect(),
            }
        };
        rejects.into_iter().map(row).collect()
    }

    fn add_findings(&self, all: &mut RawFindings, more: RawFindings) {
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
    fn findings(
        &self,
        request: &LoadRequest,
        raw: RawFindings,
        ledgers: &BTreeMap<FileId, Ledger>,
    ) -> Findings {
        let mut findings = Findings::default();
        for (file, failure) in &self.failures {
            let row = failure
                .place
                .map(|(chunk, row)| self.rows.row(Position::new(*file, chunk, row)));
            findings.push(Finding {
                file: self.name(*file),
                row,
                column: None,
                value: Some(failure.value.clone()),
                code: failure.code,
            });
        }
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
        for (file, facts) in &self.facts {
            let header_only = ledgers.get(file).is_some_and(has_no_dossier_row);
            self.file_findings(request, *file, facts, header_only, &mut findings);
        }
        findings
    }

    fn resolve(&self, code: FindingCode, finding: RawFinding) -> Finding {
        let file = finding.position.file();
        let facts = self.facts.get(&file);
        let label = |column| facts.map(|facts: &Arc<FileFacts>| facts.mapping.label(column));
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
            findings.push(Finding {
                file: facts.name.clone(),
                row: None,
                column,
                value,
                code,
            });
        };
        if header_only {
            push(FindingCode::HeaderOnly, None, None);
        }
        let seen = self.evidence.get(&file).copied().unwrap_or_default();
        let order = match (facts.order, seen) {
            _ if !request.date_formats().is_empty() => None,
            (
                _,
                OrderEvidence {
                    day_first: 1..,
                    month_first: 1..,
                    ..
                },
            ) => Some(FindingCode::DatesMixed),
            (DateOrder::MonthFirst, _) => Some(FindingCode::DatesMonthFirst),
            (
                _,
                OrderEvidence {
                    day_first: 0,
                    month_first: 0,
                    either: 1..,
                },
            ) => Some(FindingCode::DatesAmbiguous),
            _ => None,
        };
        if let Some(code) = order {
            let value = format!(
                "d/m {} · m/d {} · ? {}",
                seen.day_first, seen.month_first, seen.either
            );
            push(code, None, Some(value));
        }
        for (header, use_) in &facts.mapping.uses {
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
        for (field, headers) in &profile.columns {
            if facts.mapping.column(*field).is_none() {
                let headers = Some(headers.join(" | "));
                push(
                    FindingCode::ProfileColumnAbsent,
                    headers,
                    Some(field.name().to_owned()),
                );
            }
        }
    }
}

/// Only titles, blank rows and signatures.
fn has_no_dossier_row(ledger: &Ledger) -> bool {
    let not_accepted = crate::findings::Exclusion::NotAccepted;
    let furniture =
        ledger.excluded_total() - ledger.excluded.get(&not_accepted).copied().unwrap_or(0);
    ledger.read == furniture
}

/// One finding per distinct spelling that nothing maps.
fn unmapped_values(files: &Files, workers: &[Worker<'_>], findings: &mut RawFindings) {
    fn gather<'w, 'a: 'w, V: CanonicalValue>(
        workers: &'w [Worker<'a>],
        column: impl Fn(&'w Worker<'a>) -> &'w ValueColumn<'a, V>,
    ) -> BTreeMap<Vec<u8>, (Position, u64)> {
        let mut spellings: BTreeMap<Vec<u8>, (Position, u64)> = BTreeMap::new();
        for (spelling, first, rows) in workers.iter().flat_map(|w| column(w).unmapped()) {
            let entry = spellings.entry(spelling.to_vec()).or_insert((first, 0));
            *entry = (entry.0.min(first), entry.1 + rows);
        }
        spellings
    }
    let channel = gather(workers, |worker| &worker.channel);
    let mut status = gather(workers, |worker| &worker.status);
    let mut rating = gather(workers, |worker| &worker.rating);
    let mut digitised = gather(workers, |worker| &worker.digitised);
    for spellings in [&mut status, &mut rating, &mut digitised] {
        // Blank says nothing wrong here; a blank channel does, since every dossier came in somehow.
        spellings.remove(&Vec::new());
    }
    for (code, field, spellings) in [
        (
            FindingCode::UnknownChannel,
            CanonicalField::Channel,
            channel,
        ),
        (FindingCode::UnknownStatus, CanonicalField::Status, status),
        (FindingCode::UnknownRating, CanonicalField::Rating, rating),
        (
            FindingCode::UnknownFlag,
            CanonicalField::ResultDigitised,
            digitised,
        ),
    ] {
        for (spelling, (position, rows)) in spellings {
            let Some(facts) = files.facts.get(&position.file()) else {
                continue;
            };
            let text = String::from_utf8_lossy(&spelling);
            let value = Some(format!("{text} (× {rows})"));
            let column = facts.mapping.column(field);
            findings.push(
                code,
                RawFinding {
                    position,
                    column,
                    value,
                },
            );
        }
    }
}

/// All distinct spellings of one dimension, and how each thread's codes map to them.
struct Spellings {
    texts: Vec<(Vec<u8>, Position)>,
    /// Per worker, by its code.
    remap: Vec<Vec<u32>>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "codes stay below the number of rows"
)]
fn merge_spellings(request: &LoadRequest, workers: &[Worker<'_>]) -> Vec<Spellings> {
    let merge_one = |dimension: usize| {
        let mut codes: HashMap<&[u8], u32> = HashMap::new();
        let mut texts: Vec<(Vec<u8>, Position)> = Vec::new();
        let interners = workers
            .iter()
            .filter_map(|worker| worker.keys.get(dimension));
        let remap = interners.map(|interner: &Interner| {
            let code_of = |(text, first)| {
                let code = *codes.entry(text).or_insert_with(|| {
                    texts.push((text.to_vec(), first));
                    texts.len() as u32 - 1
                });
                if let Some((_, earliest)) = texts.get_mut(code as usize) {
                    *earliest = first.min(*earliest);
                }
                code
            };
            interner.iter().map(code_of).collect()
        });
        let remap = remap.collect();
        Spellings { texts, remap }
    };
    (0..request.dimensions.len()).map(merge_one).collect()
}

/// All rows in one set of columns, group codes in one numbering.
fn concatenate(workers: Vec<Worker<'_>>, spellings: &[Spellings], dimensions: usize) -> Columns {
    let mut all = Columns::new(dimensions);
    for (place, worker) in workers.into_iter().enumerate() {
        let mut columns = worker.columns;
        for (keys, spellings) in columns.keys.iter_mut().zip(spellings) {
            let Some(remap) = spellings.remap.get(place) else {
                continue;
            };
            for code in keys {
                *code = remap.get(*code as usize).copied().unwrap_or(*code);
            }
        }
        all.append(columns);
    }
    all
}

/// Rows are dealt into so many parts by id, so that a part fits the cache.
const PARTS: usize = 64;

/// Which rows are the latest state of a dossier that counts; the others go to the ledger.
///
/// A later row supersedes an earlier one even if it says that the dossier was not accepted.
fn latest_states(
    columns: &Columns,
    files: &Files,
    ledgers: &mut BTreeMap<FileId, Ledger>,
    findings: &mut RawFindings,
) -> Vec<bool> {
    let not_accepted = Status::NotAccepted.code();
    let is_kept = |(status, position): (&u8, &Position)| {
        *status != not_accepted && (files.failures.is_empty() || files.is_counted(position.file()))
    };
    let mut kept: Vec<bool> = columns
        .status
        .iter()
        .zip(&columns.position)
        .map(is_kept)
        .collect();
    let parts = deal(columns, files);
    let superseded: Vec<(u32, u32)> = parts
        .into_par_iter()
        .flat_map_iter(|rows| superseded_rows(columns, rows))
        .collect();
    for (earlier, later) in superseded {
        let (earlier, later) = (earlier as usize, later as usize);
        let status = columns.status.get(earlier).copied();
        // A row that was excluded already keeps that reason.
        if status == Some(not_accepted) {
            continue;
        }
        if let Some(kept) = kept.get_mut(earlier) {
            *kept = false;
        }
        if let Some(position) = columns.position.get(earlier) {
            ledgers.entry(position.file()).or_default().superseded += 1;
        }
        if let Some(finding) = moved_due_date(columns, files, earlier, later) {
            findings.push(FindingCode::DueDateMoved, finding);
        }
    }
    for (position, _) in columns
        .position
        .iter()
        .zip(&kept)
        .filter(|(_, kept)| **kept)
    {
        if let Some(ledger) = ledgers.get_mut(&position.file()) {
            ledger.counted += 1;
        }
    }
    kept
}

/// Row numbers by the top bits of the id; rows of files that do not count are left out.
#[expect(
    clippy::cast_possible_truncation,
    reason = "fewer than 2^32 rows fit into memory"
)]
fn deal(columns: &Columns, files: &Files) -> Vec<Vec<u32>> {
    let mut parts: Vec<Vec<u32>> = (0..PARTS)
        .map(|_| Vec::with_capacity(columns.len() / PARTS + columns.len() / 512))
        .collect();
    for (row, (id, position)) in columns.id.iter().zip(&columns.position).enumerate() {
        if !files.failures.is_empty() && !files.is_counted(position.file()) {
            continue;
        }
        let part = (*id >> (128 - PARTS.trailing_zeros())) as usize;
        if let Some(part) = parts.get_mut(part) {
            part.push(row as u32);
        }
    }
    parts
}

/// Pairs (superseded row, the row that follows it) among rows of equal id.
fn superseded_rows(columns: &Columns, rows: Vec<u32>) -> Vec<(u32, u32)> {
    let keyed = rows.into_iter().filter_map(|row| {
        let id = columns.id.get(row as usize)?;
        let position = columns.position.get(row as usize)?;
        Some((*id, *position, row))
    });
    let mut keyed: Vec<(u128, Position, u32)> = keyed.collect();
    keyed.sort_unstable();
    let is_repeat = |pair: &&[(u128, Position, u32); 2]| pair[0].0 == pair[1].0;
    keyed
        .array_windows::<2>()
        .filter(is_repeat)
        .map(|pair| (pair[0].2, pair[1].2))
        .collect()
}

fn moved_due_date(
    columns: &Columns,
    files: &Files,
    earlier: usize,
    later: usize,
) -> Option<RawFinding> {
    let (old, new) = (*columns.due.get(earlier)?, *columns.due.get(later)?);
    if old == new || old == NO_DAY || new == NO_DAY {
        return None;
    }
    let position = *columns.position.get(later)?;
    let facts = files.facts.get(&position.file())?;
    Some(RawFinding {
        position,
        column: facts.mapping.column(CanonicalField::DueAt),
        value: Some(format!("{} → {}", Day(old), Day(new))),
    })
}

/// Spellings → groups: those with one key are one group, named by the spelling most dossiers have
/// (ties: the first in reading order), in Vietnamese order, the nameless group last.
#[expect(
    clippy::cast_possible_truncation,
    reason = "codes stay below the number of rows"
)]
fn name_groups(
    request: &LoadRequest,
    columns: &mut Columns,
    spellings: Vec<Spellings>,
) -> BTreeMap<Dimension, Vec<Group>> {
    let mut all = BTreeMap::new();
    for ((dimension, keys), spellings) in request
        .dimensions
        .iter()
        .zip(&mut columns.keys)
        .zip(spellings)
    {
        let mut rows = vec![0_u64; spellings.texts.len()];
        for code in keys.iter() {
            if let Some(rows) = rows.get_mut(*code as usize) {
                *rows += 1;
            }
        }
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (code, (text, _)) in spellings.texts.iter().enumerate() {
            if rows.get(code).is_some_and(|rows| *rows > 0) {
                groups
                    .entry(fold(&String::from_utf8_lossy(text)))
                    .or_default()
                    .push(code);
            }
        }
        let weight = |code: &usize| {
            let first = spellings.texts.get(*code).map(|(_, first)| *first);
            (rows.get(*code).copied(), std::cmp::Reverse(first))
        };
        let mut named: Vec<(Group, Vec<usize>)> = groups
            .into_iter()
            .map(|(key, codes)| {
                let best = codes.iter().copied().max_by_key(|code| weight(code));
                let text = best.and_then(|code| spellings.texts.get(code));
                let name = text.map(|(text, _)| String::from_utf8_lossy(text).into_owned());
                (
                    Group {
                        name: name.filter(|name| !name.is_empty()),
                        key,
                    },
                    codes,
                )
            })
            .collect();
        named.sort_by(|(left, _), (right, _)| order_of_groups(left, right));
        let mut code_of = vec![0_u32; spellings.texts.len()];
        for (code, (_, members)) in named.iter().enumerate() {
            for member in members {
                if let Some(slot) = code_of.get_mut(*member) {
                    *slot = code as u32;
                }
            }
        }
        for code in keys.iter_mut() {
            *code = code_of.get(*code as usize).copied().unwrap_or(0);
        }
        all.insert(
            *dimension,
            named.into_iter().map(|(group, _)| group).collect(),
        );
    }
    all
}

fn order_of_groups(left: &Group, right: &Group) -> std::cmp::Ordering {
    match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => std::cmp::Ordering::Equal,
    }
}
