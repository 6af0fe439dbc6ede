//! The small logs that a score rests on: which rows were read, used and left out, and why.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::heading;
use crate::answers::check::{finding_blocks, row_facts};
use crate::answers::model::Block;
use crate::answers::small_log::LogRecord;
use crate::records::LogAccount;
use crate::words::Lang;

/// One log for machines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoreLogRecord<'a> {
    /// `feedback`, `ratings`, `procedures`, `declared`.
    kind: &'static str,
    #[serde(flatten)]
    log: LogRecord<'a>,
}

/// The logs for machines.
pub fn log_records<'a>(lang: Lang, logs: &[LogAccount<'a>]) -> Vec<ScoreLogRecord<'a>> {
    let record = |log: &LogAccount<'a>| ScoreLogRecord {
        kind: log.kind,
        log: LogRecord::of_account(lang, *log),
    };
    logs.iter().map(record).collect()
}

/// The logs for people: the account of each, then what was found in it.
pub(super) fn log_blocks(lang: Lang, logs: &[LogAccount<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for log in logs {
        let title = |vi, en| heading(lang, vi, en);
        blocks.push(match log.kind {
            "feedback" => title("Nhật ký phản ánh, kiến nghị", "The log of feedback"),
            "ratings" => title("Nhật ký đánh giá", "The log of ratings"),
            "procedures" => title("Danh mục thủ tục", "The catalogue of procedures"),
            _ => title("Số liệu khai", "What was declared"),
        });
        blocks.push(Block::Facts(row_facts(lang, log.ledger, log.failed_files)));
        if !log.findings.counts().is_empty() {
            blocks.extend(finding_blocks(lang, log.findings));
        }
    }
    blocks
}
