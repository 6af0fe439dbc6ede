//! What a log says of itself beside its records: its kind, the account of its rows, its findings.

use super::log::Log;
use super::record::LogRecord;
use crate::findings::{Findings, Ledger};
use crate::read::Fingerprint;

/// A log that an answer rests on, without its records.
#[derive(Debug, Clone, Copy)]
pub struct LogAccount<'a> {
    /// The name of the kind, as profiles write it.
    pub kind: &'static str,
    pub ledger: &'a Ledger,
    pub findings: &'a Findings,
    pub failed_files: usize,
    pub fingerprints: &'a [Fingerprint],
}

impl<T: LogRecord> Log<T> {
    /// The account of the log.
    pub fn account(&self) -> LogAccount<'_> {
        LogAccount {
            kind: &T::kind().name,
            ledger: &self.ledger,
            findings: &self.findings,
            failed_files: self.failed_files,
            fingerprints: &self.fingerprints,
        }
    }
}
