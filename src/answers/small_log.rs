//! What every answer about a small log says besides its figures: findings, account, sources.

use schemars::JsonSchema;
use serde::Serialize;

use super::check::{FindingRecord, finding_blocks};
use super::model::Block;
use crate::findings::{Findings, Ledger};
use crate::read::Fingerprint;
use crate::records::{Log, LogAccount, LogRecord as Parsed};
use crate::words::Lang;

/// The findings for people; nothing when there are none.
pub fn findings(lang: Lang, findings: &Findings) -> Vec<Block> {
    if findings.counts().is_empty() {
        return Vec::new();
    }
    let heading = lang.of("Phát hiện về dữ liệu", "Findings about the data");
    let mut blocks = vec![Block::Heading(heading.to_owned())];
    blocks.extend(finding_blocks(lang, findings));
    blocks
}

/// Findings, account and sources for machines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LogRecord<'a> {
    findings: Vec<FindingRecord<'a>>,
    /// Findings counted but not listed, because there are too many of their code.
    findings_left_out: u64,
    ledger: &'a Ledger,
    failed_files: usize,
    sources: Vec<SourceRecord<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SourceRecord<'a> {
    name: &'a str,
    bytes: u64,
    sha256: Option<&'a str>,
}

impl<'a> LogRecord<'a> {
    pub fn new<T: Parsed>(lang: Lang, log: &'a Log<T>) -> Self {
        Self::of_account(lang, log.account())
    }

    pub fn of_account(lang: Lang, log: LogAccount<'a>) -> Self {
        let source = |print: &'a Fingerprint| SourceRecord {
            name: &print.name,
            bytes: print.bytes,
            sha256: print.sha256.as_deref(),
        };
        Self {
            findings: log.findings.iter().map(|one| FindingRecord::new(lang, one)).collect(),
            findings_left_out: log.findings.left_out(),
            ledger: log.ledger,
            failed_files: log.failed_files,
            sources: log.fingerprints.iter().map(source).collect(),
        }
    }
}
