//! The small logs beside dossiers: which rows of each were read, used and left out, and why; how the columns of one
//! were understood.
//!
//! In: accounts, [`KnownFile`]s. Out: blocks for people, records for machines. Must not know: figures of a log.

use schemars::JsonSchema;
use serde::Serialize;

use super::check::{finding_blocks, row_facts};
use super::encoding::described;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::shape::{delimiter_name, ground};
use super::small_log::LogRecord;
use super::table::{Cell, Column, Table, TableRow};
use super::text::{log_kind_name, log_use};
use crate::columns::{ColumnUse, LogKind};
use crate::findings::Ledger;
use crate::read::{Compression, Container};
use crate::records::{KnownColumn, KnownFile, KnownLog, LogAccount};
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
pub fn log_blocks(lang: Lang, logs: &[LogAccount<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for log in logs {
        let title = |vi: &'static str, en: &'static str| Block::Heading(lang.of(vi, en).to_owned());
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

/// Adds to what `cchc check` says for people the account of each log that is not of dossiers. Where there are only
/// such, an account of no dossiers would say nothing.
pub fn add_to(document: &mut Document, lang: Lang, ledger: &Ledger, logs: &[KnownLog]) {
    let is_facts = |block: &Block| matches!(block, Block::Facts(_));
    let Some(place) = document.blocks.iter().position(is_facts).filter(|_| !logs.is_empty()) else {
        return;
    };
    let accounts = logs.iter().flat_map(|log| {
        let kind = log_kind_name(lang, log.kind);
        let heading = Block::Heading(format!("{}: {kind}", log.file));
        let mut facts = row_facts(lang, &log.ledger, log.failed_files);
        facts.push((
            lang.of("Dùng với", "Used with").to_owned(),
            log_use(lang, log.kind).to_owned().into(),
        ));
        [heading, Block::Facts(facts)]
    });
    let accounts: Vec<Block> = accounts.collect();
    let is_all = ledger.files == 0;
    document.blocks.splice(place + usize::from(!is_all)..=place, accounts);
}

/// The account of a log, in `cchc/check/1`.
#[derive(Serialize, JsonSchema)]
pub struct CheckedLogRecord<'a> {
    file: &'a str,
    kind: &'a str,
    failed_files: usize,
    ledger: &'a Ledger,
}

/// The accounts for machines; their findings stand among all others.
pub fn checked_records<'l>(logs: &'l [KnownLog]) -> Vec<CheckedLogRecord<'l>> {
    let record = |log: &'l KnownLog| CheckedLogRecord {
        file: &log.file,
        kind: &log.kind.name,
        failed_files: log.failed_files,
        ledger: &log.ledger,
    };
    logs.iter().map(record).collect()
}

/// How a log was understood, for `cchc inspect`.
pub fn understood(lang: Lang, file: &KnownFile) -> Vec<Block> {
    let name = |vi, en| lang.of(vi, en).to_owned();
    let mut facts: Vec<(String, Phrase)> = vec![
        (name("Loại dữ liệu", "Kind of log"), log_kind_name(lang, file.kind).to_owned().into()),
        (name("Dùng với", "Used with"), log_use(lang, file.kind).to_owned().into()),
    ];
    if file.container == Container::Text {
        let mut encoding = described(lang, &file.encoding);
        if file.compression != Compression::None {
            encoding = encoding.text(", ").text(file.compression.name());
        }
        facts.push((name("Mã hóa", "Encoding"), encoding));
    }
    if let Some(delimiter) = file.delimiter {
        let delimiter = delimiter_name(lang, delimiter);
        facts.push((name("Dấu phân cách", "Delimiter"), delimiter.into()));
    }
    facts.push(match file.header_row {
        Some(row) => (name("Dòng tiêu đề", "Header row"), Phrase::default().count(row as u64)),
        None => (
            name("Dòng tiêu đề", "Header row"),
            name("không có, mỗi dòng một đơn vị", "none, a unit in each line").into(),
        ),
    });
    if !file.units.is_empty() {
        let units = Phrase::default().count(file.units.len() as u64);
        facts.push((name("Số đơn vị", "Units"), units));
    }
    let mut blocks = vec![Block::Facts(facts)];
    if !file.columns.is_empty() {
        blocks.push(Block::Table(columns(lang, file)));
    }
    blocks
}

fn columns(lang: Lang, file: &KnownFile) -> Table {
    let row = |(place, column): (usize, &KnownColumn)| {
        let field = field_of(file.kind, column).unwrap_or("–");
        let field = match &column.of {
            Some(of) => format!("{field} ({of})"),
            None => field.to_owned(),
        };
        TableRow::body(vec![
            Cell::Count(place as u64 + 1),
            Cell::Text(column.header.label()),
            Cell::Text(field),
            Cell::Text(lang.label("ground", ground(&column.column_use)).to_owned()),
        ])
    };
    Table {
        columns: vec![
            Column::number_named("place", "#"),
            Column::text(lang, "column"),
            Column::text(lang, "field"),
            Column::text(lang, "ground"),
        ],
        rows: file.columns.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}

/// The field of a column; nothing where it is of none.
pub fn field_of(kind: &'static LogKind, column: &KnownColumn) -> Option<&'static str> {
    match column.column_use {
        ColumnUse::Field(place, _) => kind.field_of(place).map(|field| &*field.name),
        _ => None,
    }
}
