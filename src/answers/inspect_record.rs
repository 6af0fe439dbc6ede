//! Files looked at → what `cchc inspect` tells machines: schema `cchc/inspect/1`, and flat rows.
//!
//! In: [`InspectedFile`]s. Out: records. Must not know: languages, terminals.

use schemars::JsonSchema;
use serde::Serialize;

use super::encoding::ScoreRecord;
use super::export_style::FolderStyleRecord;
use super::flat::FlatTable;
use super::inspect::InspectedFile;
use super::logs::field_of;
use super::shape::ground;
use crate::columns::{AGGREGATES, ColumnUse, DOSSIERS, DateOrder, Mapping};
use crate::dossiers::{DateSample, FileFacts, FolderStyle, Sample};
use crate::findings::FindingCode;
use crate::read::Container;
use crate::records::{KnownColumn, KnownFile};

/// `cchc/inspect/1`
#[derive(Serialize, JsonSchema)]
pub struct InspectRecord<'a> {
    schema: &'static str,
    files: Vec<FileRecord<'a>>,
    /// What the files hold of their months; absent for a single file.
    #[serde(skip_serializing_if = "Option::is_none")]
    exports: Option<FolderStyleRecord>,
}

#[derive(Serialize, JsonSchema)]
struct FileRecord<'a> {
    file: &'a str,
    /// The kind of log: `dossiers`, `ratings`, `feedback`, `procedures`, `declared`, `targets`, `rankings`, `roster`,
    /// `aggregates`; nothing where nobody knows.
    log: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<FailureRecord<'a>>,
    #[serde(flatten)]
    shape: Option<ShapeRecord<'a>>,
    #[serde(flatten)]
    other: Option<OtherLogRecord<'a>>,
}

/// A log or list that is not of dossiers.
#[derive(Serialize, JsonSchema)]
struct OtherLogRecord<'a> {
    encoding: &'static str,
    encoding_reason: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    encoding_scores: Vec<ScoreRecord>,
    compression: &'static str,
    container: &'static str,
    delimiter: String,
    header_row: Option<usize>,
    columns: Vec<OtherColumnRecord>,
    units: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct FailureRecord<'a> {
    code: &'static str,
    name: &'static str,
    value: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct ShapeRecord<'a> {
    encoding: &'static str,
    encoding_reason: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    encoding_scores: Vec<ScoreRecord>,
    compression: &'static str,
    container: &'static str,
    hidden_sheet: bool,
    hidden_rows: u64,
    delimiter: String,
    header_row: usize,
    header_rows: usize,
    number_row: bool,
    width: usize,
    date_order: &'static str,
    columns: Vec<ColumnRecord>,
    dates: &'a [DateSample],
    units: &'a [String],
    rows_looked_at: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further_tables: Vec<TableRecord>,
}

/// A table below the first whose columns are others.
#[derive(Serialize, JsonSchema)]
struct TableRecord {
    header_row: u64,
    columns: Vec<ColumnRecord>,
}

#[derive(Serialize, Default, JsonSchema)]
struct ColumnRecord {
    column: usize,
    header: String,
    field: Option<&'static str>,
    reason: &'static str,
}

/// A column of a log that is not of dossiers.
#[derive(Serialize, JsonSchema)]
struct OtherColumnRecord {
    #[serde(flatten)]
    column: ColumnRecord,
    /// Of a published table: the index and the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

/// For machines.
pub fn record<'a>(looks: &'a [InspectedFile], style: Option<&FolderStyle>) -> InspectRecord<'a> {
    let file = |look: &'a InspectedFile| {
        let InspectedFile { name, result, other } = look;
        let empty = FileRecord { file: name, log: None, failure: None, shape: None, other: None };
        match (result, other) {
            (Ok((facts, sample)), _) => FileRecord {
                log: Some(&DOSSIERS.name),
                shape: Some(shape_record(facts, sample)),
                ..empty
            },
            (Err(_), Some(known)) => FileRecord {
                log: Some(&known.kind.name),
                other: Some(other_record(known)),
                ..empty
            },
            (Err(failure), None) => FileRecord {
                log: (failure.code == FindingCode::AggregateTable).then_some(&*AGGREGATES.name),
                failure: Some(FailureRecord {
                    code: FindingCode::number(failure.code),
                    name: failure.code.name(),
                    value: &failure.value,
                }),
                ..empty
            },
        }
    };
    let exports = style.map(super::export_style::record);
    InspectRecord { schema: "cchc/inspect/1", files: looks.iter().map(file).collect(), exports }
}

fn other_record(known: &KnownFile) -> OtherLogRecord<'_> {
    let delimiter = known.delimiter.map(|delimiter| char::from(delimiter).to_string());
    OtherLogRecord {
        encoding: known.encoding.encoding.name(),
        encoding_reason: known.encoding.reason.name(),
        encoding_scores: super::encoding::records(&known.encoding.reason),
        compression: known.compression.name(),
        container: known.container.name(),
        delimiter: delimiter.unwrap_or_default(),
        header_row: known.header_row,
        columns: known_columns(known),
        units: known
            .units
            .iter()
            .map(|unit| if unit.name.is_empty() { &*unit.code } else { &unit.name })
            .collect(),
    }
}

fn known_columns(known: &KnownFile) -> Vec<OtherColumnRecord> {
    let column = |(place, column): (usize, &KnownColumn)| OtherColumnRecord {
        column: ColumnRecord {
            column: place + 1,
            header: column.header.label(),
            field: field_of(known.kind, column),
            reason: ground(&column.column_use),
        },
        of: column.of.clone(),
    };
    known.columns.iter().enumerate().map(column).collect()
}

fn column_records(mapping: &Mapping) -> Vec<ColumnRecord> {
    let column = |(place, (header, column_use)): (usize, &(crate::read::HeaderCell, ColumnUse))| {
        let field = match column_use {
            ColumnUse::Field(field, _) => Some(field.name()),
            _ => None,
        };
        let (header, reason) = (header.label(), ground(column_use));
        ColumnRecord { column: place + 1, header, field, reason }
    };
    mapping.uses.iter().enumerate().map(column).collect()
}

fn shape_record<'a>(facts: &FileFacts, sample: &'a Sample) -> ShapeRecord<'a> {
    let further = facts
        .further_tables()
        .map(|(header_row, mapping)| TableRecord { header_row, columns: column_records(mapping) });
    ShapeRecord {
        encoding: facts.encoding.encoding.name(),
        encoding_reason: facts.encoding.reason.name(),
        encoding_scores: super::encoding::records(&facts.encoding.reason),
        compression: facts.compression.name(),
        container: facts.container.name(),
        hidden_sheet: facts.is_hidden,
        hidden_rows: facts.notes.hidden_rows(),
        delimiter: match facts.container {
            Container::Text => char::from(facts.layout.dialect.delimiter).to_string(),
            _ => String::new(),
        },
        header_row: facts.layout.header_row,
        header_rows: facts.layout.header_rows,
        number_row: facts.layout.has_number_row,
        width: facts.layout.width,
        date_order: match facts.order {
            DateOrder::DayFirst => "day_first",
            DateOrder::MonthFirst => "month_first",
            DateOrder::Exchanged => "exchanged",
        },
        columns: column_records(&facts.mapping),
        dates: &sample.dates,
        units: &sample.units,
        rows_looked_at: sample.rows,
        further_tables: further.collect(),
    }
}

/// A column, or why a file has none.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    file: &'a str,
    #[serde(flatten)]
    column: ColumnCells,
    log: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ColumnCells {
    Column(ColumnRecord),
    None { reason: &'static str },
}

impl Default for ColumnCells {
    fn default() -> Self {
        Self::Column(ColumnRecord::default())
    }
}

/// Flat rows for CSV: one per column.
pub fn flat(looks: &[InspectedFile]) -> FlatTable {
    FlatTable::of(looks.iter().flat_map(|InspectedFile { name, result, other }| {
        let known = other.as_ref().filter(|known| !known.columns.is_empty());
        let columns: Vec<ColumnCells> = match (result, known) {
            (Ok((facts, _)), _) => {
                column_records(&facts.mapping).into_iter().map(ColumnCells::Column).collect()
            }
            (Err(_), Some(known)) => {
                let columns = known_columns(known).into_iter();
                columns.map(|column| ColumnCells::Column(column.column)).collect()
            }
            (Err(failure), None) => vec![ColumnCells::None { reason: failure.code.name() }],
        };
        let log = match (result, other) {
            (Ok(_), _) => &*DOSSIERS.name,
            (Err(_), Some(other)) => &other.kind.name,
            (Err(_), None) => "",
        };
        columns.into_iter().map(move |column| FlatRecord { file: name, column, log })
    }))
}
