//! Rows and header → the table: unit and period of its titles, named columns, rows of figures.

use super::columns::ColumnUse;
use super::header::Header;
use super::labels::{label_columns, name_outer};
use super::measure::Measure;
use super::numbers::{Number, read_counts, read_rates};
use super::period::{as_of_texts, period_of_titles};
use super::rows::{LabelColumns, NamedRow, RowKind, TableRow, name_rows};
use super::titles::unit_of_titles;
use crate::columns::TitledPeriod;
use crate::domain::{Day, Dimension, Period, PeriodRule};
use crate::findings::{Finding, FindingCode};

/// One column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub place: usize,
    /// The cells over it, joined: `Đã giải quyết > Quá hạn`.
    pub label: String,
    pub column_use: ColumnUse,
}

/// A file of counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AggregateTable {
    pub file: String,
    /// The unit that the titles name.
    pub unit: Option<String>,
    pub period: Option<Period>,
    /// The titles whose words of time make no period.
    pub unclear_period: Option<String>,
    /// The day that open dossiers are told of, where a title or a note below names one.
    pub as_of: Option<Day>,
    /// What the rows are.
    pub by: Option<Dimension>,
    /// What the names left of theirs are, outermost first: a table may have a column for units and one for fields.
    pub outer: Vec<Dimension>,
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
    /// What was found while reading: cells that are no counts, columns that nobody knows.
    pub reading: Vec<Finding>,
}

impl AggregateTable {
    pub(super) fn new(
        file: String,
        rows: &[Vec<String>],
        header: Header,
        rule: PeriodRule,
    ) -> Self {
        let titles = rows.get(..header.row).unwrap_or(&[]);
        let texts = || titles.iter().flatten().map(String::as_str).filter(|text| !text.is_empty());
        let columns: Vec<Column> = header
            .columns
            .into_iter()
            .enumerate()
            .map(|(place, (path, column_use))| Column {
                place,
                label: path.join(" > "),
                column_use,
            })
            .collect();
        let first = header.row + header.rows;
        let head = rows.get(header.row..first).unwrap_or(&[]);
        let body = rows.iter().enumerate().skip(first).map(|(at, cells)| (at, cells.as_slice()));
        let (period, unclear_period) = match period_of_titles(titles, rule) {
            TitledPeriod::Named(period) => (Some(period), None),
            TitledPeriod::Unclear(title) => (None, Some(title)),
            TitledPeriod::Unnamed => (None, None),
        };
        let below: Vec<&[String]> = body.clone().map(|(_, cells)| cells).collect();
        let labels = label_columns(&columns, &below);
        let mut table = Self {
            unit: unit_of_titles(texts()),
            period,
            unclear_period,
            as_of: as_of_texts(rows),
            by: labels.last().map(|(_, dimension)| *dimension),
            outer: labels.iter().rev().skip(1).rev().map(|(_, dimension)| *dimension).collect(),
            file,
            columns,
            rows: Vec::new(),
            reading: Vec::new(),
        };
        let place = |is_it: fn(ColumnUse) -> bool| {
            table.columns.iter().find(|column| is_it(column.column_use)).map(|column| column.place)
        };
        let names = LabelColumns {
            label: labels.last().map(|(place, _)| *place),
            row_number: place(|column_use| column_use == ColumnUse::RowNumber),
        };
        let figures: Vec<usize> = table.figures().map(|(column, _)| column.place).collect();
        let mut named = name_rows(body, head, names, &figures);
        let labels: Vec<usize> = labels.iter().map(|(place, _)| *place).collect();
        name_outer(&mut named.rows, &labels);
        table.read(&named.rows);
        table.reading.extend(named.unread.map(|place| Finding {
            file: table.file.clone(),
            row: Some(place as u64 + 1),
            column: None,
            value: None,
            code: FindingCode::MoreBelowTable,
        }));
        table
    }

    /// The columns that count or print a rate.
    pub fn figures(&self) -> impl Iterator<Item = (&Column, Measure)> {
        self.columns.iter().filter_map(|column| match column.column_use {
            ColumnUse::Measure(measure) => Some((column, measure)),
            _ => None,
        })
    }

    pub fn has(&self, measure: Measure) -> bool {
        self.figures().any(|(_, other)| other == measure)
    }

    /// The header over a measure.
    pub fn label(&self, measure: Measure) -> String {
        let column = self.figures().find(|(_, other)| *other == measure);
        column.map_or_else(|| measure.name().to_owned(), |(column, _)| column.label.clone())
    }

    /// What the columns of names are, outermost first.
    pub fn names(&self) -> impl Iterator<Item = Dimension> {
        self.outer.iter().copied().chain(self.by)
    }

    /// The last total row that is of no outer name: the whole table, where it has one.
    pub fn total(&self) -> Option<&TableRow> {
        let mut rows = self.rows.iter().rev();
        rows.find(|row| row.kind == RowKind::Total && row.outer.is_empty())
    }

    pub(super) fn finding(
        &self,
        code: FindingCode,
        row: u64,
        measure: Measure,
        value: String,
    ) -> Finding {
        Finding {
            file: self.file.clone(),
            row: Some(row),
            column: Some(self.label(measure)),
            value: Some(value),
            code,
        }
    }

    fn read(&mut self, named: &[NamedRow<'_>]) {
        let row = |row: &NamedRow<'_>| TableRow {
            number: row.place as u64 + 1,
            kind: row.kind,
            level: row.level.unwrap_or_default(),
            label: row.label.clone(),
            outer: row.outer.clone(),
            counts: std::collections::BTreeMap::new(),
            rates: std::collections::BTreeMap::new(),
        };
        self.rows = named.iter().map(row).collect();
        let columns: Vec<(usize, Measure)> =
            self.figures().map(|(column, measure)| (column.place, measure)).collect();
        let with_figures: Vec<usize> = (0..named.len())
            .filter(|at| named.get(*at).is_some_and(|row| row.kind != RowKind::Heading))
            .collect();
        for (place, measure) in columns {
            let cell = |at: &usize| {
                named.get(*at).and_then(|row| row.cells.get(place)).map_or("", String::as_str)
            };
            let cells: Vec<&str> = with_figures.iter().map(cell).collect();
            if measure.is_rate() {
                self.read_rates(measure, &with_figures, &cells);
            } else {
                self.read_counts(measure, &with_figures, &cells);
            }
        }
        self.reading.sort_by_key(|finding| (finding.row, finding.code));
        self.say_unknown_columns(named);
    }

    fn read_counts(&mut self, measure: Measure, places: &[usize], cells: &[&str]) {
        for ((place, cell), number) in places.iter().zip(cells).zip(read_counts(cells)) {
            let Some(row) = self.rows.get_mut(*place) else { continue };
            let code = match number {
                Number::Blank => {
                    row.counts.insert(measure, 0);
                    continue;
                }
                Number::Count(count) => {
                    row.counts.insert(measure, count);
                    continue;
                }
                Number::Doubt => FindingCode::CountInDoubt,
                Number::NoCount => FindingCode::NotACount,
            };
            let number = row.number;
            self.reading.push(self.finding(code, number, measure, (*cell).to_owned()));
        }
    }

    fn read_rates(&mut self, measure: Measure, places: &[usize], cells: &[&str]) {
        for ((place, cell), rate) in places.iter().zip(cells).zip(read_rates(cells)) {
            let Some(row) = self.rows.get_mut(*place) else { continue };
            match rate {
                Some(Ok(rate)) => {
                    row.rates.insert(measure, rate);
                }
                None => {}
                Some(Err(())) => {
                    let number = row.number;
                    let cell = (*cell).to_owned();
                    self.reading.push(self.finding(FindingCode::NotACount, number, measure, cell));
                }
            }
        }
    }

    fn say_unknown_columns(&mut self, named: &[NamedRow<'_>]) {
        let is_filled = |column: &&Column| {
            let cells = named.iter().filter_map(|row| row.cells.get(column.place));
            !column.label.is_empty() && cells.into_iter().any(|cell| !cell.trim().is_empty())
        };
        let unknown = self.columns.iter().filter(|column| column.column_use == ColumnUse::Unknown);
        let said = unknown.filter(is_filled).map(|column| Finding {
            file: self.file.clone(),
            row: None,
            column: Some(column.label.clone()),
            value: None,
            code: FindingCode::UnknownTableColumn,
        });
        let said: Vec<Finding> = said.collect();
        self.reading.extend(said);
    }
}
