//! The built-in indices, for those who look for one.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::{confidence_name, level_name};
use crate::answers::flat::FlatTable;
use crate::answers::model::{Block, Document};
use crate::answers::provenance::day;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::Day;
use crate::domain::exact::to_float;
use crate::index::{Confidence, Index};
use crate::words::Lang;

/// One row per index.
pub fn index_document(lang: Lang, indices: &[Index]) -> Document {
    let rows = indices.iter().map(|index| {
        let bound = |bound: Option<Day>| bound.map_or_else(String::new, |bound| day(lang, bound));
        let days = format!("{} – {}", bound(index.validity.from), bound(index.validity.to));
        TableRow::body(vec![
            Cell::Text(index.id.clone()),
            Cell::Text(index.name.of(lang).to_owned()),
            Cell::Text(level_name(lang, index.level).to_owned()),
            Cell::points(index.total.clone()),
            Cell::Count(index.criteria.len() as u64),
            Cell::Text(days),
            Cell::Text(confidence_name(lang, weakest(index)).to_owned()),
        ])
    });
    let table = Table {
        columns: vec![
            Column::text(lang, "name"),
            Column::text(lang, "index_of_criteria"),
            Column::text(lang, "level"),
            Column::number(lang, "total"),
            Column::number(lang, "criteria"),
            Column::text(lang, "valid"),
            Column::text(lang, "weakest"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    };
    let hint = lang.of(
        "Lấy một bộ làm mẫu: cchc score --print-index vi-du-dia-phuong > bo-tieu-chi.toml",
        "Begin one of your own: cchc score --print-index vi-du-dia-phuong > index.toml",
    );
    Document {
        blocks: vec![
            Block::Heading(lang.of("Bộ tiêu chí có sẵn", "Built-in indices").to_owned()),
            Block::Table(table),
            Block::Paragraph(hint.into()),
        ],
    }
}

fn weakest(index: &Index) -> Confidence {
    let all = index.criteria.iter().map(|criterion| criterion.confidence);
    all.max().unwrap_or(Confidence::Placeholder)
}

/// `cchc/indices/1`
#[derive(Serialize, JsonSchema)]
pub struct IndicesRecord<'a> {
    schema: &'static str,
    indices: Vec<IndexLine<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct IndexLine<'a> {
    #[serde(flatten)]
    name: IndexName<'a>,
    criteria_set: &'a str,
    level: &'static str,
    total: f64,
    criteria: usize,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
    weakest: &'static str,
}

// What tells an index from others: all of a line that a CSV has. No description: a schema would give it to the line.
#[derive(Serialize, Default, JsonSchema)]
struct IndexName<'a> {
    id: &'a str,
    name: &'a str,
    legal_base: &'a str,
}

impl<'a> IndexName<'a> {
    fn new(index: &'a Index) -> Self {
        Self { id: &index.id, name: &index.name.vi, legal_base: &index.legal_base }
    }
}

/// Flat rows for CSV.
pub fn index_flat(indices: &[Index]) -> FlatTable {
    FlatTable::of(indices.iter().map(IndexName::new))
}

/// For machines.
pub fn index_record(indices: &[Index]) -> IndicesRecord<'_> {
    fn line(index: &Index) -> IndexLine<'_> {
        IndexLine {
            name: IndexName::new(index),
            criteria_set: &index.criteria_set,
            level: index.level.name(),
            total: to_float(&index.total),
            criteria: index.criteria.len(),
            valid_from: index.validity.from,
            valid_to: index.validity.to,
            weakest: weakest(index).name(),
        }
    }
    IndicesRecord { schema: "cchc/indices/1", indices: indices.iter().map(line).collect() }
}
