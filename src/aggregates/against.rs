//! A printed table and the log it is said to come from, cell by cell.
//!
//! The log is counted for the table's period and broken down by what the table's rows are. What the
//! table has no column for stands where form II.06a puts it: returned dossiers and those without a
//! due date among the ones on time, paused ones among those still in term.

use std::collections::BTreeMap;

use super::measure::Measure as M;
use super::rows::{RowKind, TableRow};
use super::table::AggregateTable;
use crate::domain::{CanonicalField, Dimension, DimensionKind, Period, PeriodRule, PeriodSpan};
use crate::findings::{Finding, FindingCode};
use crate::normalise::{Loaded, fold};
use crate::tally::{
    Count as C, CubeError, CubeRequest, Filter, Row, Tally, TimeFrame, TimeFrameError, tally,
};

/// One cell of the table beside the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedCell {
    pub row: u64,
    pub label: String,
    /// The header over the cell.
    pub column: String,
    pub measure: M,
    pub table: u64,
    pub log: u64,
}

/// A table beside the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub file: String,
    pub period: Period,
    /// What the log was broken down by.
    pub by: Option<Dimension>,
    /// The group of the log that the table is about, if it is about one.
    pub within: Option<(Dimension, String)>,
    pub cells: Vec<ComparedCell>,
    pub only_in_table: Vec<(u64, String)>,
    pub only_in_log: Vec<String>,
    /// Columns of counts that a log does not have.
    pub not_in_log: Vec<String>,
}

/// Why a table cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum ComparisonError {
    #[error(transparent)]
    Cube(#[from] CubeError),
    #[error(transparent)]
    TimeFrame(#[from] TimeFrameError),
}

impl Comparison {
    /// What the log has to be loaded with.
    pub const DIMENSIONS: [Dimension; 5] = [
        Dimension::Unit,
        Dimension::Commune,
        Dimension::District,
        Dimension::Field,
        Dimension::Procedure,
    ];

    /// Cells that differ, rows of one side, columns that cannot be told.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |code, row, column: Option<String>, value: Option<String>| Finding {
            file: self.file.clone(),
            row,
            column,
            value,
            code,
        };
        let differing = self.cells.iter().filter(|cell| cell.table != cell.log).map(|cell| {
            let value = format!("{} ≠ {} ({})", cell.table, cell.log, cell.label);
            let column = Some(cell.column.clone());
            finding(FindingCode::DiffersFromLog, Some(cell.row), column, Some(value))
        });
        let only_in_table = self.only_in_table.iter().map(|(row, label)| {
            finding(FindingCode::RowNotInLog, Some(*row), None, Some(label.clone()))
        });
        let only_in_log = self
            .only_in_log
            .iter()
            .map(|name| finding(FindingCode::RowNotInTable, None, None, Some(name.clone())));
        let not_in_log = self
            .not_in_log
            .iter()
            .map(|column| finding(FindingCode::ColumnNotInLog, None, Some(column.clone()), None));
        differing.chain(only_in_table).chain(only_in_log).chain(not_in_log).collect()
    }
}

/// Compares a table with a log that was loaded with [`Comparison::DIMENSIONS`]. Nothing when the log
/// holds no dossier.
///
/// # Errors
/// When the log cannot be counted.
pub fn compare(
    table: &AggregateTable,
    period: Period,
    loaded: &Loaded,
) -> Result<Option<Comparison>, ComparisonError> {
    let Some(seen) = loaded.dossiers.days_seen().map_err(CubeError::from)? else {
        return Ok(None);
    };
    let by = row_dimension(table, loaded);
    let within = scope(table, by, loaded);
    let frame = TimeFrame::new(PeriodSpan::Fixed(period), None, seen, PeriodRule::Calendar)?;
    let filters = within
        .iter()
        .map(|(dimension, name)| Filter { dimension: *dimension, keys: vec![fold(name)] });
    let request = CubeRequest { frame, by: by.into_iter().collect(), filters: filters.collect() };
    let cube = tally(&loaded.dossiers, &request)?;
    let columns: Vec<(String, M)> = table
        .figures()
        .filter(|(_, measure)| !measure.is_rate())
        .map(|(column, measure)| (column.label.clone(), measure))
        .collect();
    let can_tell = |measure: &M| log_count(table, loaded, &cube.total, *measure).is_some();
    let (told, untold): (Vec<_>, Vec<_>) =
        columns.into_iter().partition(|(_, measure)| can_tell(measure));
    let groups = if by.is_some() { groups(&cube.rows) } else { BTreeMap::new() };
    let mut comparison = Comparison {
        file: table.file.clone(),
        period,
        by,
        within,
        cells: Vec::new(),
        only_in_table: Vec::new(),
        only_in_log: Vec::new(),
        not_in_log: untold.into_iter().map(|(column, _)| column).collect(),
    };
    let mut met = Vec::new();
    for row in &table.rows {
        let key = name_key(&row.label);
        let tally = match row.kind {
            RowKind::Body => groups.get(&key).map(|(_, tally)| *tally),
            RowKind::Total if is_whole(table, row) => Some(cube.total),
            _ => continue,
        };
        met.push(key);
        let Some(tally) = tally else {
            comparison.only_in_table.push((row.number, row.label.clone()));
            continue;
        };
        let cells = told.iter().filter_map(|(column, measure)| {
            Some(ComparedCell {
                row: row.number,
                label: row.label.clone(),
                column: column.clone(),
                measure: *measure,
                table: row.count(*measure)?,
                log: log_count(table, loaded, &tally, *measure)?,
            })
        });
        comparison.cells.extend(cells);
    }
    let others = groups.into_iter().filter(|(key, _)| !met.contains(key));
    comparison.only_in_log = others.map(|(_, (name, _))| name).collect();
    Ok(Some(comparison))
}

/// The last total, not that of a block.
fn is_whole(table: &AggregateTable, row: &TableRow) -> bool {
    table.total().is_some_and(|total| total.number == row.number)
}

/// Tallies by the key of the group's name; names that differ in nothing but "UBND" are one.
fn groups(rows: &[Row]) -> BTreeMap<String, (String, Tally)> {
    let mut groups: BTreeMap<String, (String, Tally)> = BTreeMap::new();
    for row in rows {
        let Some(name) = row.group.first().cloned().flatten() else { continue };
        let entry = groups.entry(name_key(&name)).or_insert((name, Tally::default()));
        entry.1 += &row.tally;
    }
    groups
}

/// A name without the words that one paper writes and the other leaves out.
fn name_key(name: &str) -> String {
    let key = fold(name);
    let words = ["UBND ", "Ủy ban nhân dân "].map(|word| fold(word) + " ");
    let bare = words.iter().find_map(|word| key.strip_prefix(word.as_str()));
    bare.map_or(key.clone(), str::to_owned)
}

/// The dimension whose groups are named like most rows of the table.
fn row_dimension(table: &AggregateTable, loaded: &Loaded) -> Option<Dimension> {
    let candidates: &[Dimension] = match table.by {
        Some(Dimension::Field) => &[Dimension::Field],
        Some(Dimension::Procedure) => &[Dimension::Procedure],
        _ => &Comparison::DIMENSIONS,
    };
    let names: Vec<String> = table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Body)
        .map(|row| name_key(&row.label))
        .collect();
    let matches = |dimension: Dimension| {
        let groups = loaded.dossiers.groups(dimension);
        let keys: Vec<String> =
            groups.iter().filter_map(|group| group.name.as_deref()).map(name_key).collect();
        names.iter().filter(|name| keys.contains(name)).count()
    };
    let with_matches = candidates.iter().copied().filter(|dimension| is_in_log(*dimension, loaded));
    // The first of equals; where nothing is named alike, the rows are said to be missing.
    with_matches
        .map(|dimension| (dimension, matches(dimension)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
        .map(|(dimension, _)| dimension)
}

fn is_in_log(dimension: Dimension, loaded: &Loaded) -> bool {
    match dimension.kind() {
        DimensionKind::Text(any) => any.iter().any(|field| loaded.fields.contains(field)),
        DimensionKind::Value | DimensionKind::Time(_) => false,
    }
}

/// The unit of the titles, if it is a group of the log of another kind than the rows.
fn scope(
    table: &AggregateTable,
    by: Option<Dimension>,
    loaded: &Loaded,
) -> Option<(Dimension, String)> {
    let unit = name_key(table.unit.as_deref()?);
    let dimensions = [Dimension::Unit, Dimension::Commune, Dimension::District];
    let others = dimensions
        .into_iter()
        .filter(|dimension| Some(*dimension) != by && is_in_log(*dimension, loaded));
    others.into_iter().find_map(|dimension| {
        let names = loaded.dossiers.groups(dimension).into_iter().filter_map(|group| group.name);
        names.into_iter().find(|name| name_key(name) == unit).map(|name| (dimension, name))
    })
}

/// What a log says of a column; nothing when it cannot tell.
fn log_count(table: &AggregateTable, loaded: &Loaded, tally: &Tally, measure: M) -> Option<u64> {
    let has_any = |columns: &[M]| columns.iter().any(|column| table.has(*column));
    let waiting = [M::Paused, M::Supplement, M::FinancialObligation];
    let has_waiting = has_any(&waiting);
    let returned_elsewhere = has_any(&[M::Returned, M::Withdrawn, M::ReturnedOrWithdrawn]);
    let returned = if returned_elsewhere { 0 } else { tally[C::Returned] };
    let paused = if has_waiting { 0 } else { tally[C::ClosingPaused] };
    let has_channel = loaded.fields.contains(&CanonicalField::Channel);
    let has_due = loaded.fields.contains(&CanonicalField::DueAt);
    let on_time = tally.sum(&[C::OnTime, C::Undated]) + returned;
    let channel = |counts: &[C]| has_channel.then(|| tally.sum(counts));
    let timed = |count: u64| has_due.then_some(count);
    match measure {
        M::ToResolve => Some(tally.sum(&[C::Opening, C::Received])),
        M::Carried => Some(tally[C::Opening]),
        M::Received => Some(tally[C::Received]),
        M::ReceivedOnline => channel(&[C::ReceivedOnline]),
        M::ReceivedInPerson => channel(&[C::ReceivedInPerson]),
        M::ReceivedInPersonOrPostal => channel(&[C::ReceivedInPerson, C::ReceivedPostal]),
        M::ReceivedPostal => channel(&[C::ReceivedPostal]),
        M::ReceivedOther => channel(&[C::ReceivedOther]),
        M::Resolved => Some(tally[C::Resolved] + returned),
        M::Early => timed(tally[C::Early]),
        M::OnTime => timed(on_time),
        M::EarlyOrOnTime => timed(tally[C::Early] + on_time),
        M::Late => timed(tally[C::Late]),
        M::Pending => Some(tally[C::Closing] - tally[C::ClosingPaused] + paused),
        M::PendingWithin => timed(tally.sum(&[C::ClosingWithin, C::ClosingUndated]) + paused),
        M::PendingOverdue => timed(tally[C::ClosingOverdue]),
        M::LateTotal => timed(tally.sum(&[C::Late, C::ClosingOverdue])),
        M::Paused | M::Supplement => {
            let is_only = waiting.iter().filter(|column| table.has(**column)).count() == 1;
            is_only.then(|| tally[C::ClosingPaused])
        }
        M::ReturnedOrWithdrawn => Some(tally[C::Returned]),
        M::ClosingStock => Some(tally[C::Closing]),
        _ => None,
    }
}
