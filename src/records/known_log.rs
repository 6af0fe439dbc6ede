//! A source of a kind beside dossier logs → what its rows are worth: the account and the findings, without the
//! records.
//!
//! In: sources that [`known_file`](super::known_file) knows. Out: [`KnownLog`]s. Must not know: what the records are
//! counted for.

use super::account::LogAccount;
use super::declared::Declared;
use super::feedback::Feedback;
use super::known_file::known_file;
use super::log::read_log;
use super::procedures::Procedure;
use super::rankings::Ranking;
use super::ratings::DossierRating;
use super::record::LogRecord;
use super::targets::Target;
use crate::columns::{DECLARED, FEEDBACK, LogKind, PROCEDURES, RANKINGS, RATINGS, TARGETS};
use crate::findings::{Findings, Ledger, LedgerError};
use crate::read::{Fingerprint, Opener, Source, fingerprints};

/// A log of which nothing but its account is kept.
#[derive(Debug)]
pub struct KnownLog {
    pub file: String,
    pub kind: &'static LogKind,
    pub ledger: Ledger,
    pub findings: Findings,
    pub failed_files: usize,
    pub fingerprints: Vec<Fingerprint>,
}

impl KnownLog {
    pub fn account(&self) -> LogAccount<'_> {
        LogAccount {
            kind: &self.kind.name,
            ledger: &self.ledger,
            findings: &self.findings,
            failed_files: self.failed_files,
            fingerprints: &self.fingerprints,
        }
    }
}

/// Reads a source as what it is; nothing where nobody knows what.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn known_log(opener: &Opener, source: &Source) -> Result<Option<KnownLog>, LedgerError> {
    let Some(file) = known_file(opener, source) else { return Ok(None) };
    let kind = file.kind;
    let is = |other: &LogKind| kind.name == other.name;
    let log = if is(&RATINGS) {
        read::<DossierRating>(opener, source)
    } else if is(&FEEDBACK) {
        read::<Feedback>(opener, source)
    } else if is(&PROCEDURES) {
        read::<Procedure>(opener, source)
    } else if is(&DECLARED) {
        read::<Declared>(opener, source)
    } else if is(&TARGETS) {
        read::<Target>(opener, source)
    } else if is(&RANKINGS) {
        read::<Ranking>(opener, source)
    } else {
        let units = file.units.len() as u64;
        let ledger = Ledger { files: 1, read: units, counted: units, ..Ledger::default() };
        let fingerprints = fingerprints(opener, std::slice::from_ref(source));
        let (file, findings) = (source.name(), Findings::default());
        Ok(KnownLog { file, kind, ledger, findings, failed_files: 0, fingerprints })
    };
    log.map(Some)
}

fn read<T: LogRecord>(opener: &Opener, source: &Source) -> Result<KnownLog, LedgerError> {
    let log = read_log::<T>(opener, std::slice::from_ref(source), None)?;
    Ok(KnownLog {
        file: source.name(),
        kind: T::kind(),
        ledger: log.ledger,
        findings: log.findings,
        failed_files: log.failed_files,
        fingerprints: log.fingerprints,
    })
}
