//! Aggregate tables → their figures for people and machines, where there is no log to count.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::check::FindingRecord;
use super::flat::{FlatRow, FlatTable};
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::provenance::day;
use super::records::RateRecord;
use super::stats::small_group_note;
use super::table::{Cell, Column, Table, TableRow};
use super::text::dimension_name;
use crate::aggregates::{
    AggregateTable, Column as TableColumn, Measure, RowKind, TableRates, TableRow as Row,
};
use crate::domain::{Absence, Day, Dimension, Period};
use crate::findings::Findings;
use crate::indicators::Indicator;
use crate::words::{Lang, pick};

/// Counts that people read, where the table has them.
const SHOWN: [Measure; 10] = [
    Measure::ToResolve,
    Measure::Carried,
    Measure::Received,
    Measure::ReceivedUnclear,
    Measure::ReceivedOnline,
    Measure::Resolved,
    Measure::Early,
    Measure::OnTime,
    Measure::EarlyOrOnTime,
    Measure::Late,
];
/// The same, behind the rates.
const SHOWN_OPEN: [Measure; 3] =
    [Measure::Pending, Measure::PendingWithin, Measure::PendingOverdue];

/// For people: the figures of each table as they are printed, and rates of its counts.
pub fn document(lang: Lang, tables: &[AggregateTable]) -> Document {
    let blocks = tables.iter().flat_map(|table| {
        let heading = match lang {
            Lang::Vi => format!("Bảng tổng hợp {}", table.file),
            Lang::En => format!("Aggregate table {}", table.file),
        };
        [
            Block::Heading(heading),
            Block::Facts(facts(lang, table)),
            Block::Table(figures(lang, table)),
        ]
    });
    Document { blocks: blocks.collect() }
}

pub fn facts(lang: Lang, table: &AggregateTable) -> Vec<(String, Phrase)> {
    let name = |vi, en| lang.of(vi, en).to_owned();
    let unsaid = || lang.of("(bảng không ghi)", "(the table does not say)").to_owned();
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
    let names: Vec<&str> = table.names().map(|by| dimension_name(lang, by)).collect();
    let by = if names.is_empty() { unsaid() } else { names.join(", ") };
    let columns = table.columns_of.clone().map(|cell| (name("Nhóm cột", "Columns"), cell.into()));
    let thousands = table.thousands_mark.map(|mark| {
        let shown = format!("1{mark}234");
        (name("Số có dấu đọc là", "Marks in figures"), format!("{shown} = 1234").into())
    });
    let facts = vec![
        (name("Đơn vị lập", "Unit"), table.unit.clone().unwrap_or_else(unsaid).into()),
        (
            name("Kỳ báo cáo", "Period"),
            period_text(lang, table.period)
                .or_else(|| unclear_period(lang, table))
                .unwrap_or_else(unsaid)
                .into(),
        ),
        (name("Dòng theo", "Rows by"), by.into()),
        (name("Số dòng", "Rows"), Phrase::default().count(rows as u64)),
    ];
    facts.into_iter().chain(columns).chain(thousands).collect()
}

fn unclear_period(lang: Lang, table: &AggregateTable) -> Option<String> {
    let title = table.unclear_period.as_deref()?;
    Some(match lang {
        Lang::Vi => format!("(không xác định được từ “{title}”)"),
        Lang::En => format!("(cannot be told from “{title}”)"),
    })
}

pub fn period_text(lang: Lang, period: Option<Period>) -> Option<String> {
    let Period { from, to } = period?;
    let (from, to) = (day(lang, from), day(lang, to));
    Some(match lang {
        Lang::Vi => format!("từ {from} đến {to}"),
        Lang::En => format!("{from} to {to}"),
    })
}

fn rates(row: &Row) -> TableRates {
    TableRates::new(|measure| row.count(measure))
}

fn figures(lang: Lang, table: &AggregateTable) -> Table {
    let present = |measures: &[Measure]| {
        measures.iter().copied().filter(|measure| table.has(*measure)).collect::<Vec<_>>()
    };
    let (before, behind) = (present(&SHOWN), present(&SHOWN_OPEN));
    let title =
        |measure: &Measure| Column::number_named(measure.name(), pick(lang, measure.title()));
    let name = |by: Dimension| Column::text_named(by.name(), dimension_name(lang, by));
    let mut columns: Vec<Column> = table.outer.iter().copied().map(name).collect();
    columns.push(table.by.map_or_else(|| Column::text(lang, "row"), name));
    columns.extend(before.iter().map(title));
    columns.extend([
        Column::number(lang, "on_time_rate"),
        Column::number(lang, "of"),
        Column::number(lang, "early_rate"),
    ]);
    columns.extend(behind.iter().map(title));
    let row = |row: &Row| {
        let mut cells = name_cells(table, row);
        if !row.kind.has_counts() {
            cells.resize(columns.len(), Cell::Empty);
            return TableRow::body(cells);
        }
        let count = |measure: &Measure| row.count(*measure).map_or(Cell::Empty, Cell::Count);
        let rates = rates(row);
        cells.extend(before.iter().map(count));
        cells.extend([
            Cell::Rate(rates.on_time),
            Cell::Parts(rates.on_time),
            Cell::Rate(rates.early),
        ]);
        cells.extend(behind.iter().map(count));
        if row.kind == RowKind::Total { TableRow::total(cells) } else { TableRow::body(cells) }
    };
    let rows: Vec<TableRow> = table.rows.iter().map(row).collect();
    let notes = notes(lang, table, &rows);
    Table { columns, rows, notes }
}

/// The outer names and its own; a name over parts stands in the column of its kind.
fn name_cells(table: &AggregateTable, row: &Row) -> Vec<Cell> {
    let mut names: Vec<&str> = row.outer.iter().map(String::as_str).collect();
    // The word for a total stands where the names of its parts do.
    if row.kind == RowKind::Total && !row.outer.is_empty() {
        names.resize(table.outer.len(), "");
    }
    names.push(&row.label);
    names.resize(table.outer.len() + 1, "");
    let cell = |name: &str| if name.is_empty() { Cell::Empty } else { Cell::Text(name.to_owned()) };
    if table.outer.is_empty() {
        return vec![Cell::Text(row.label.clone())];
    }
    names.into_iter().map(cell).collect()
}

fn notes(lang: Lang, table: &AggregateTable, rows: &[TableRow]) -> Vec<Phrase> {
    let mut notes = vec![Phrase::from(lang.of(
        "Số liệu như bảng in; tỷ lệ tính từ số đếm, không lấy tỷ lệ in sẵn: (trước hạn + đúng hạn) / (trước hạn + đúng hạn + quá hạn).",
        "Counts as printed; rates from the counts, never the printed ones: (early + on time) / (early + on time + late).",
    ))];
    if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
        notes.push(small_group_note(lang).into());
    }
    let absent: Vec<&str> = absent_rates(table)
        .filter_map(Indicator::from_id)
        .map(|indicator| pick(lang, indicator.name()))
        .collect();
    if !absent.is_empty() {
        let start = lang.of(
            "– không có số liệu vì bảng thiếu cột: ",
            "– no value because the table has no column: ",
        );
        notes.push(format!("{start}{}.", absent.join("; ")).into());
    }
    notes.push(Phrase::from(lang.of(
        "Đẳng thức, dòng tổng và tỷ lệ in sẵn: xem `cchc check`.",
        "Identities, totals and printed rates: see `cchc check`.",
    )));
    notes
}

/// Rates that no row of the table can have.
fn absent_rates(table: &AggregateTable) -> impl Iterator<Item = &'static str> {
    let present = TableRates::new(|measure| table.has(measure).then_some(1));
    present
        .all()
        .into_iter()
        .filter(|(_, rate)| *rate == Err(Absence::NotInExport))
        .map(|(id, _)| id)
}

/// `cchc/aggregate/1`
#[derive(Serialize, JsonSchema)]
pub struct AggregateRecord<'a> {
    schema: &'static str,
    tables: Vec<TableRecord<'a>>,
    /// What the tables say against themselves, and what could not be read.
    findings: Vec<FindingRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct TableRecord<'a> {
    file: &'a str,
    unit: Option<&'a str>,
    period: Option<DaysRecord>,
    by: Option<&'static str>,
    /// What the columns of names are, outermost first; `by` is the last.
    names: Vec<&'static str>,
    /// The cell over the columns that names their period, where several stand side by side in the sheet.
    columns_of: Option<&'a str>,
    /// What is read as standing between thousands.
    thousands_mark: Option<String>,
    columns: Vec<ColumnRecord>,
    rows: Vec<RowRecord<'a>>,
}

/// First and last day, both inclusive.
#[derive(Serialize, JsonSchema)]
pub struct DaysRecord {
    pub from: Day,
    pub to: Day,
}

#[derive(Serialize, JsonSchema)]
struct ColumnRecord {
    column: String,
    measure: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct RowRecord<'a> {
    row: u64,
    kind: &'static str,
    level: u8,
    label: &'a str,
    /// Its names by what they are, the outer ones filled down; of a section or a total, those that it is of.
    names: BTreeMap<&'static str, &'a str>,
    /// Null where the cell cannot be read.
    counts: BTreeMap<&'static str, Option<u64>>,
    rates: BTreeMap<&'static str, RateRecord>,
}

/// For machines.
pub fn record<'a>(
    tables: &'a [AggregateTable],
    lang: Lang,
    findings: &'a Findings,
) -> AggregateRecord<'a> {
    AggregateRecord {
        schema: "cchc/aggregate/1",
        tables: tables.iter().map(table_record).collect(),
        findings: findings.iter().map(|finding| FindingRecord::new(lang, finding)).collect(),
    }
}

fn table_record(table: &AggregateTable) -> TableRecord<'_> {
    let column =
        |(column, measure): (&'_ TableColumn, Measure)| (column.label.clone(), measure.name());
    TableRecord {
        file: &table.file,
        unit: table.unit.as_deref(),
        period: table.period.map(|Period { from, to }| DaysRecord { from, to }),
        by: table.by.map(Dimension::name),
        names: table.names().map(Dimension::name).collect(),
        columns_of: table.columns_of.as_deref(),
        thousands_mark: table.thousands_mark.map(String::from),
        columns: table
            .figures()
            .map(column)
            .map(|(column, measure)| ColumnRecord { column, measure })
            .collect(),
        rows: table.rows.iter().map(|row| row_record(table, row)).collect(),
    }
}

fn row_record<'a>(table: &'a AggregateTable, row: &'a Row) -> RowRecord<'a> {
    let has_figures = row.kind.has_counts();
    let counts = table.figures().map(|(_, measure)| measure).filter(|measure| !measure.is_rate());
    let counts = counts.filter(|_| has_figures);
    let rates = rates(row).all().into_iter().filter(|_| has_figures);
    RowRecord {
        row: row.number,
        kind: row.kind.name(),
        level: row.level,
        label: &row.label,
        names: names(table, row),
        counts: counts.map(|measure| (measure.name(), row.count(measure))).collect(),
        rates: rates.map(|(id, rate)| (id, RateRecord::new(rate))).collect(),
    }
}

fn names<'a>(table: &AggregateTable, row: &'a Row) -> BTreeMap<&'static str, &'a str> {
    let is_named = match row.kind {
        RowKind::Body => true,
        RowKind::Section => !table.outer.is_empty(),
        _ => false,
    };
    let own = Some(row.label.as_str()).filter(|_| is_named);
    let names = row.outer.iter().map(String::as_str).chain(own);
    table.names().map(Dimension::name).zip(names).collect()
}

/// What the columns of names can be.
const NAMES: [Dimension; 5] = [
    Dimension::District,
    Dimension::Level,
    Dimension::Unit,
    Dimension::Field,
    Dimension::Procedure,
];

/// Flat rows for CSV: place and name, every count, then value, numerator and denominator of each rate, then
/// the names of the row by what they are.
pub fn flat(tables: &[AggregateTable]) -> FlatTable {
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let with_figures = rows.filter(|(_, row)| row.kind.has_counts());
    FlatTable::new(flat_row(None), with_figures.map(|row| flat_row(Some(row))))
}

fn flat_row(of: Option<(&AggregateTable, &Row)>) -> FlatRow {
    let (table, row) = of.unzip();
    let period = table.and_then(|table| table.period);
    let mut cells = FlatRow::default();
    cells.put("file", table.map(|table| &table.file));
    cells.put("unit", table.map(|table| &table.unit));
    cells.put("period_from", period.map(|period| period.from));
    cells.put("period_to", period.map(|period| period.to));
    cells.put("row", row.map(|row| row.number));
    cells.put("kind", row.map(|row| row.kind.name()));
    cells.put("level", row.map(|row| row.level));
    cells.put("label", row.map(|row| &row.label));
    let count = |measure| row.and_then(|row| row.count(measure));
    for measure in Measure::ALL.into_iter().filter(|measure| !measure.is_rate()) {
        cells.put(measure.name(), count(measure));
    }
    for (id, rate) in TableRates::new(count).all() {
        cells.rate(id, Some(rate));
    }
    let names = of.map(|(table, row)| names(table, row)).unwrap_or_default();
    for by in NAMES {
        cells.put(format!("row_{}", by.name()), names.get(by.name()));
    }
    cells
}
