//! What reading one file of a small log brings: its records, its findings, the account of its rows.

use std::collections::BTreeSet;

use crate::findings::{Finding, Ledger};

/// What one file brings.
pub struct FileRows<T> {
    /// Row, what it is about, and record.
    pub records: Vec<(u64, String, T)>,
    pub fields: BTreeSet<&'static str>,
    pub findings: Vec<Finding>,
    pub ledger: Ledger,
}

impl<T> FileRows<T> {
    /// The same with other records.
    pub fn map<U>(self, mut record: impl FnMut(T) -> U) -> FileRows<U> {
        let Self { records, fields, findings, ledger } = self;
        let records = records.into_iter().map(|(row, key, one)| (row, key, record(one))).collect();
        FileRows { records, fields, findings, ledger }
    }
}
