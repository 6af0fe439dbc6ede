//! A printed table and the log it is said to come from, cell by cell.
//!
//! The log is counted for the table's period and broken down by what the table's rows are, as
//! [`super::log_groups`] finds out; [`super::log_counts`] says what a column is in a log.

use super::log_counts::{CountPlacement, CountPlacements, log_count};
use super::log_groups::{Groups, RowKey, keyed_rows, level_of_sections, row_dimensions, scopes};
use super::measure::Measure as M;
use super::rows::TableRow;
use super::table::AggregateTable;
use crate::domain::fold;
use crate::domain::{Dimension, Period, PeriodRule, PeriodSpan};
use crate::dossiers::Loaded;
use crate::findings::{Finding, FindingCode};
use crate::tally::{
    Count, Cube, CubeError, CubeRequest, Filter, Tally, TimeFrame, TimeFrameError, tally,
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
    pub by: Vec<Dimension>,
    /// The group of the log that the table is about, if it is about one.
    pub within: Option<(Dimension, String)>,
    pub cells: Vec<ComparedCell>,
    pub only_in_table: Vec<(u64, String)>,
    pub only_in_log: Vec<String>,
    /// Columns of counts that a log does not have.
    pub not_in_log: Vec<String>,
    /// Counts without a column that the table puts elsewhere than form II.06a does.
    pub placed: Vec<(Count, CountPlacement)>,
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
    pub const DIMENSIONS: [Dimension; 18] = Dimension::ALL;

    /// How many cells are the same on both sides.
    pub fn equal(&self) -> usize {
        self.cells.iter().filter(|cell| cell.table == cell.log).count()
    }

    /// Cells that differ, rows of one side, columns that cannot be told.
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
/// A title such as "UBND huyện Hưng Hà" can mean the office or its whole district; the reading that
/// agrees with more cells is taken, and said.
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
    let as_of = table.as_of.filter(|day| period.contains(*day));
    let frame = TimeFrame::new(PeriodSpan::Fixed(period), as_of, seen, PeriodRule::Calendar)?;
    let dimensions = row_dimensions(table, loaded);
    let by: Vec<Dimension> = dimensions.iter().flatten().copied().collect();
    let mut best: Option<Comparison> = None;
    for within in scopes(table, &by, loaded) {
        let filters = within.iter().map(|(dimension, name)| Filter {
            dimension: *dimension,
            keys: loaded.dossiers.keys_of(*dimension, &fold(name)),
        });
        let level = level_of_sections(table, loaded).filter(|_| !by.contains(&Dimension::Level));
        let by: Vec<Dimension> = level.into_iter().chain(by.iter().copied()).collect();
        let request =
            CubeRequest { frame: frame.clone(), by: by.clone(), filters: filters.collect() };
        let cube = tally(&loaded.dossiers, &request)?;
        let mut comparison = side_by_side(table, period, loaded, &cube, &dimensions);
        comparison.within = within;
        if best.as_ref().is_none_or(|other| comparison.equal() > other.equal()) {
            best = Some(comparison);
        }
    }
    Ok(best)
}

/// Every row of the table beside its group of the log.
fn side_by_side(
    table: &AggregateTable,
    period: Period,
    loaded: &Loaded,
    cube: &Cube,
    dimensions: &[Option<Dimension>],
) -> Comparison {
    let groups = Groups::new(cube);
    let names = dimensions.iter().flatten().count();
    let has_levels = cube.by.first() == Some(&Dimension::Level) && cube.by.len() > names;
    let rows = keyed_rows(table, &groups, has_levels, dimensions);
    let keys: Vec<&RowKey> = rows.iter().map(|(_, key)| key).collect();
    // Two rows of one name: neither is the group of the log.
    let is_single = |key: &RowKey| keys.iter().filter(|other| **other == key).count() == 1;
    let (met, only_in_table): (Vec<_>, Vec<_>) = rows
        .iter()
        .map(|(row, key)| (*row, groups.tally_of(row, key).filter(|_| is_single(key))))
        .partition(|(_, tally)| tally.is_some());
    let met: Vec<(&TableRow, Tally)> =
        met.into_iter().filter_map(|(row, tally)| Some((row, tally?))).collect();
    let reading = CountPlacements::best(table, loaded, &met);
    let count = |tally: &Tally, measure: M| log_count(table, loaded, reading, tally, measure);
    let columns = table.figures().filter(|(_, measure)| !measure.is_rate());
    let (told, untold): (Vec<_>, Vec<_>) = columns
        .map(|(column, measure)| (column.label.clone(), measure))
        .partition(|(_, measure)| count(&cube.total, *measure).is_some());
    let cells = met.iter().flat_map(|(row, tally)| {
        told.iter().filter_map(move |(column, measure)| {
            Some(ComparedCell {
                row: row.number,
                label: row.full_name(),
                column: column.clone(),
                measure: *measure,
                table: row.count(*measure)?,
                log: count(tally, *measure)?,
            })
        })
    });
    Comparison {
        file: table.file.clone(),
        period,
        by: cube.by.clone(),
        within: None,
        cells: cells.collect(),
        only_in_table: only_in_table
            .into_iter()
            .map(|(row, _)| (row.number, row.full_name()))
            .collect(),
        only_in_log: groups.missing_in(&keys),
        not_in_log: untold.into_iter().map(|(column, _)| column).collect(),
        placed: reading.differences(CountPlacements::usual(table)),
    }
}
