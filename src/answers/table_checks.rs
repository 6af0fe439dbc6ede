//! How aggregate tables were understood, and how they compare with a log: what `cchc inspect` and
//! `cchc check` add for them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::aggregates::{DaysRecord, facts, period_text};
use super::check::CheckRecord;
use super::logs::{CheckedLogRecord, checked_records};
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::table::{Cell, Column, Table, TableRow};
use super::text::dimension_name;
use crate::aggregates::{
    AggregateTable, Column as TableColumn, ColumnUse, ComparedCell, Comparison, CountPlacement,
};
use crate::dossiers::Loaded;
use crate::records::KnownLog;
use crate::words::{Lang, pick};

/// How the columns of tables are understood, for `cchc inspect`.
pub fn inspect_blocks(lang: Lang, tables: &[AggregateTable]) -> Vec<Block> {
    let blocks = tables.iter().flat_map(|table| {
        let row = |column: &TableColumn| {
            let (name, title) = column_use(lang, column.column_use);
            TableRow::body(vec![
                Cell::Count(column.place as u64 + 1),
                Cell::Text(column.label.clone()),
                Cell::Text(name.to_owned()),
                Cell::Text(title.to_owned()),
            ])
        };
        let columns = Table {
            columns: vec![
                Column::number_named("place", "#"),
                Column::text(lang, "column"),
                Column::text(lang, "measure"),
                Column::text(lang, "meaning"),
            ],
            rows: table.columns.iter().map(row).collect(),
            notes: Vec::new(),
        };
        let heading = Block::Heading(table.file.clone());
        [heading, Block::Facts(facts(lang, table)), Block::Table(columns)]
    });
    blocks.collect()
}

const fn column_use(lang: Lang, column_use: ColumnUse) -> (&'static str, &'static str) {
    match column_use {
        ColumnUse::Measure(measure) => (measure.name(), pick(lang, measure.title())),
        ColumnUse::Label(by) => (by.name(), lang.of("tên dòng", "name of the row")),
        ColumnUse::RowNumber => ("–", lang.of("số thứ tự", "row number")),
        ColumnUse::Known => ("–", lang.of("đã biết, không dùng đến", "known, not needed")),
        ColumnUse::Unknown => ("–", lang.of("không nhận ra", "not recognised")),
    }
}

/// Adds to what `cchc check` says for people: how many tables there are, and each one beside the log.
/// Where there are only tables, an account of no rows would say nothing.
pub fn add_to(
    document: &mut Document,
    lang: Lang,
    loaded: &Loaded,
    tables: usize,
    comparisons: &[Comparison],
) {
    let is_facts = |block: &Block| matches!(block, Block::Facts(_));
    if let Some(place) = document.blocks.iter().position(is_facts).filter(|_| tables > 0) {
        let name = lang.of("Bảng tổng hợp đã kiểm tra", "Aggregate tables checked").to_owned();
        let count = Block::Facts(vec![(name, Phrase::default().count(tables as u64))]);
        if loaded.ledger.files == 0 && loaded.failed_files == 0 {
            document.blocks.remove(place);
        }
        document.blocks.insert(place, count);
    }
    document.blocks.extend(comparison_blocks(lang, comparisons));
}

fn comparison_blocks(lang: Lang, comparisons: &[Comparison]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for comparison in comparisons {
        blocks.push(Block::Heading(match lang {
            Lang::Vi => format!("Đối chiếu {} với dữ liệu hồ sơ", comparison.file),
            Lang::En => format!("{} beside the log", comparison.file),
        }));
        blocks.push(Block::Facts(comparison_facts(lang, comparison)));
        let table = comparison_table(lang, comparison);
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

fn comparison_facts(lang: Lang, comparison: &Comparison) -> Vec<(String, Phrase)> {
    let name = |vi, en| lang.of(vi, en).to_owned();
    let equal = comparison.equal();
    let number = |count: usize| Phrase::default().count(count as u64);
    let period = period_text(lang, Some(comparison.period)).unwrap_or_default();
    let by: Vec<&str> = comparison.by.iter().map(|by| dimension_name(lang, *by)).collect();
    let by = if by.is_empty() { "–".to_owned() } else { by.join(", ") };
    let mut facts = vec![
        (name("Kỳ", "Period"), period.into()),
        (name("Dữ liệu chia theo", "Log broken down by"), by.into()),
        (name("Ô đã so", "Cells compared"), number(comparison.cells.len())),
        (name("Ô khớp", "Equal"), number(equal)),
        (name("Ô khác", "Different"), number(comparison.cells.len() - equal)),
    ];
    if let Some((dimension, group)) = &comparison.within {
        let text = format!("{}: {group}", dimension_name(lang, *dimension));
        facts.insert(1, (name("Chỉ tính", "Only"), text.into()));
    }
    if !comparison.placed.is_empty() {
        let places =
            placed(comparison).into_iter().map(|(count, place)| format!("{count} → {place}"));
        let text = places.collect::<Vec<_>>().join("; ");
        facts.push((name("Bảng xếp khác biểu II.06a", "Placed unlike form II.06a"), text.into()));
    }
    facts
}

/// Counts that a table puts elsewhere than form II.06a does, and the column; nothing where it has none.
fn placed(comparison: &Comparison) -> BTreeMap<&'static str, &'static str> {
    let place = |place: CountPlacement| match place {
        CountPlacement::Apart => "none",
        CountPlacement::Sum => "sum",
        CountPlacement::Column(measure) => measure.name(),
    };
    comparison.placed.iter().map(|(count, at)| (count.name(), place(*at))).collect()
}

fn comparison_table(lang: Lang, comparison: &Comparison) -> Table {
    let differing = comparison.cells.iter().filter(|cell| cell.table != cell.log);
    let row = |cell: &ComparedCell| {
        TableRow::body(vec![
            Cell::Count(cell.row),
            Cell::Text(cell.label.clone()),
            Cell::Text(cell.column.clone()),
            Cell::Count(cell.table),
            Cell::Count(cell.log),
        ])
    };
    Table {
        columns: vec![
            Column::number(lang, "row"),
            Column::text(lang, "name"),
            Column::text(lang, "column"),
            Column::number(lang, "table"),
            Column::number(lang, "log"),
        ],
        rows: differing.map(row).collect(),
        notes: Vec::new(),
    }
}

/// The record of `cchc check` with the cells of every comparison.
#[derive(Serialize, JsonSchema)]
pub struct CheckWithTables<'a> {
    #[serde(flatten)]
    check: CheckRecord<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comparisons: Vec<ComparisonRecord<'a>>,
    /// The account of each log that is not of dossiers; their findings stand among all others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logs: Vec<CheckedLogRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonRecord<'a> {
    file: &'a str,
    period: DaysRecord,
    by: Vec<&'static str>,
    within: Option<BTreeMap<&'static str, &'a str>>,
    equal: usize,
    different: usize,
    cells: Vec<CellRecord<'a>>,
    only_in_table: Vec<&'a str>,
    only_in_log: &'a [String],
    not_in_log: &'a [String],
    /// Counts without a column that the table puts elsewhere than form II.06a does.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    placed: BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize, JsonSchema)]
struct CellRecord<'a> {
    row: u64,
    label: &'a str,
    column: &'a str,
    measure: &'static str,
    table: u64,
    log: u64,
}

/// For machines.
pub fn with_comparisons<'a>(
    check: CheckRecord<'a>,
    comparisons: &'a [Comparison],
    logs: &'a [KnownLog],
) -> CheckWithTables<'a> {
    let record = |comparison: &'a Comparison| {
        let equal = comparison.equal();
        let cells = comparison.cells.iter().map(|cell| CellRecord {
            row: cell.row,
            label: &cell.label,
            column: &cell.column,
            measure: cell.measure.name(),
            table: cell.table,
            log: cell.log,
        });
        let within = comparison.within.as_ref();
        ComparisonRecord {
            file: &comparison.file,
            period: DaysRecord { from: comparison.period.from, to: comparison.period.to },
            by: comparison.by.iter().map(|by| by.name()).collect(),
            within: within.map(|(by, name)| BTreeMap::from([(by.name(), name.as_str())])),
            equal,
            different: comparison.cells.len() - equal,
            cells: cells.collect(),
            only_in_table: comparison.only_in_table.iter().map(|(_, name)| name.as_str()).collect(),
            only_in_log: &comparison.only_in_log,
            not_in_log: &comparison.not_in_log,
            placed: placed(comparison),
        }
    };
    CheckWithTables {
        check,
        comparisons: comparisons.iter().map(record).collect(),
        logs: checked_records(logs),
    }
}
