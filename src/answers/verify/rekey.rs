//! What became of archived months whose ids were to be hidden by the key of the office.
//!
//! In: [`MonthRekeyed`]s. Out: a [`Document`], rows, a record. Must not know: how ids are hidden.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Block, Cell, Column, Document, FlatTable, Table, TableRow};
use crate::words::Lang;

/// What became of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Rekeying {
    /// The key of the office hides its ids now.
    #[serde(rename = "rekeyed")]
    Done,
    /// It did so before.
    #[serde(rename = "already_keyed")]
    Before,
    /// No states are kept.
    NoDossiers,
    /// Another key hides its ids, and they cannot be counted again.
    #[serde(rename = "not_rekeyed")]
    Left { why: String },
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct MonthRekeyed {
    pub period: String,
    #[serde(flatten)]
    pub rekeying: Rekeying,
}

/// `cchc/rekey/1`
#[derive(Debug, Serialize, JsonSchema)]
pub struct RekeyRecord<'a> {
    pub schema: &'static str,
    pub key: String,
    pub months: &'a [MonthRekeyed],
}

fn state_words(rekeying: &Rekeying, lang: Lang) -> (&'static str, String) {
    match rekeying {
        Rekeying::Done => (lang.of("đã che bằng khóa", "hidden by the key"), String::new()),
        Rekeying::Before => (lang.of("đã che từ trước", "hidden before"), String::new()),
        Rekeying::NoDossiers => {
            (lang.of("không lưu trạng thái hồ sơ", "no states of dossiers kept"), String::new())
        }
        Rekeying::Left { why } => (lang.of("giữ nguyên", "left as it is"), why.clone()),
    }
}

pub fn document(months: &[MonthRekeyed], lang: Lang) -> Document {
    let heading = lang.of("Khóa của kho lưu trữ", "The key of the archive").to_owned();
    let columns = vec![
        Column::text(lang, "period"),
        Column::text(lang, "result"),
        Column::text(lang, "details"),
    ];
    let row = |month: &MonthRekeyed| {
        let (state, details) = state_words(&month.rekeying, lang);
        TableRow::body(vec![
            Cell::Text(month.period.clone()),
            Cell::Text(state.to_owned()),
            Cell::Text(details),
        ])
    };
    let table = Table { columns, rows: months.iter().map(row).collect(), notes: Vec::new() };
    Document { blocks: vec![Block::Heading(heading), Block::Table(table)] }
}

/// A month as a row, with why it was left as it is in words.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    period: &'a str,
    state: &'static str,
    details: String,
}

/// For CSV.
pub fn flat(months: &[MonthRekeyed], lang: Lang) -> FlatTable {
    FlatTable::of(months.iter().map(|month| {
        let state = match month.rekeying {
            Rekeying::Done => "rekeyed",
            Rekeying::Before => "already_keyed",
            Rekeying::NoDossiers => "no_dossiers",
            Rekeying::Left { .. } => "not_rekeyed",
        };
        let details = state_words(&month.rekeying, lang).1;
        FlatRecord { period: &month.period, state, details }
    }))
}
