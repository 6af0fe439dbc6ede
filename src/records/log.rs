//! Sources → one log: files one after the other, then the rows that tell one thing again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::read_file;
use super::file_rows::FileRows;
use super::record::{LogRecord, PlacedRecord};
use crate::columns::{LogProfile, Vocabulary};
use crate::dossiers::passed_over;
use crate::findings::{Finding, FindingCode, Findings, Ledger, LedgerError};
use crate::read::{FileFailure, Fingerprint, Opener, Source, fingerprints};

/// Everything that reading a small log brings.
#[derive(Debug)]
pub struct Log<T> {
    /// In the order of files and rows.
    pub records: Vec<PlacedRecord<T>>,
    /// Fields that at least one file has.
    pub fields: BTreeSet<&'static str>,
    pub findings: Findings,
    pub ledger: Ledger,
    /// By file, in reading order; files that could not be read are not among them.
    pub ledger_by_file: Vec<(String, Ledger)>,
    /// How many files could not be read.
    pub failed_files: usize,
    pub fingerprints: Vec<Fingerprint>,
}

/// A log, or an account that does not add up, which is a bug of this program.
pub type LogResult<T> = Result<Log<T>, LedgerError>;

/// Reads a log from its sources, in their order.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read_log<T: LogRecord>(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<T> {
    let vocabulary = Vocabulary::of_kind(T::kind(), profile);
    let mut opener = opener.clone();
    opener.encoding = profile.and_then(|profile| profile.encoding).or(opener.encoding);
    opener.is_summing = true;
    let read_one = |source: &Source| {
        // A profile says which columns there are.
        let table = if profile.is_none() { T::read_table(&opener, source) } else { None };
        table.map_or_else(|| read_file(&opener, source, &vocabulary, profile), Ok)
    };
    let read: Vec<Result<FileRows<T>, FileFailure>> = sources.iter().map(read_one).collect();
    let failures: Vec<Option<&FileFailure>> =
        read.iter().map(|result| result.as_ref().err()).collect();
    let passed = passed_over(sources, |place| failures.get(place).copied().flatten());
    let mut log = Log {
        records: Vec::new(),
        fields: BTreeSet::new(),
        findings: Findings::default(),
        ledger: Ledger::default(),
        ledger_by_file: Vec::new(),
        failed_files: 0,
        fingerprints: fingerprints(&opener, sources),
    };
    let mut keys = Vec::new();
    for (place, (source, result)) in sources.iter().zip(read).enumerate() {
        match result {
            Ok(file) => log.take(source, file, &mut keys),
            Err(failure) => log.fail(source, failure, passed.contains(&place)),
        }
    }
    log.supersede(&keys);
    for (_, ledger) in &log.ledger_by_file {
        ledger.check()?;
        log.ledger.add(ledger);
    }
    log.ledger.check()?;
    Ok(log)
}

impl<T: LogRecord> Log<T> {
    /// Takes the rows of a file that could be read.
    fn take(&mut self, source: &Source, file: FileRows<T>, keys: &mut Vec<String>) {
        let name: Arc<str> = source.name().into();
        self.fields.extend(file.fields);
        for finding in file.findings {
            self.findings.push(finding);
        }
        for (row, key, record) in file.records {
            keys.push(key);
            self.records.push(PlacedRecord { file: Arc::clone(&name), row, record });
        }
        self.ledger_by_file.push((name.to_string(), file.ledger));
    }

    fn fail(&mut self, source: &Source, failure: FileFailure, is_passed_over: bool) {
        let code = if is_passed_over { FindingCode::SheetPassedOver } else { failure.code };
        self.failed_files += usize::from(!is_passed_over);
        let value = (!is_passed_over).then_some(failure.value);
        self.findings.push(Finding { file: source.name(), row: None, column: None, value, code });
    }

    /// Of rows that tell one thing, one counts; the others are found and counted as superseded.
    fn supersede(&mut self, keys: &[String]) {
        let mut latest: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, (placed, key)) in self.records.iter().zip(keys).enumerate() {
            let kept = latest.entry(key).or_insert(place);
            let rank = self.records.get(*kept).map(|other| other.record.rank());
            if rank.is_none_or(|rank| placed.record.rank() >= rank) {
                *kept = place;
            }
        }
        let records = std::mem::take(&mut self.records);
        let places: Vec<(Arc<str>, u64)> =
            records.iter().map(|placed| (Arc::clone(&placed.file), placed.row)).collect();
        for (place, (placed, key)) in records.into_iter().zip(keys).enumerate() {
            let kept = latest.get(key.as_str()).copied().unwrap_or(place);
            if kept == place {
                self.records.push(placed);
                continue;
            }
            let by = places.get(kept).map(|(file, row)| format!("→ {file}:{row}"));
            self.findings.push(Finding {
                file: placed.file.to_string(),
                row: Some(placed.row),
                column: None,
                value: by,
                code: FindingCode::RepeatedRow,
            });
            let ledger = self.ledger_by_file.iter_mut().find(|(file, _)| **file == *placed.file);
            if let Some((_, ledger)) = ledger {
                ledger.counted -= 1;
                ledger.superseded += 1;
            }
        }
    }
}
