//! Rows and header → the table: unit and period of its titles, named columns, rows of figures.

use std::collections::BTreeSet;

use super::across::days_of;
use super::body::name_rows;
use super::columns::{ColumnUse, name_key};
use super::labels::{label_columns, name_outer};
use super::measure::Measure;
use super::numbers::{Marks, Number, is_blank, read_counts, read_rates, without_note};
use super::own_heads::is_key;
use super::parts::Part;
use super::period::{ToldByColumns, as_of_texts, period_of_titles};
use super::row_cells::HeadRows;
use super::rows::{LabelColumns, NamedRow, RowKind, TableRow};
use super::titles::{unit_of_sheet, unit_of_titles};
use crate::columns::TitledPeriod;
use crate::domain::{Day, Dimension, Period, PeriodRule, fold};
use crate::findings::{Finding, FindingCode};

/// One column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub place: usize,
    /// In the sheet, from 0: blank columns are left out.
    pub sheet_column: usize,
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
    /// The name of the period over its columns, where several stand side by side in the sheet.
    pub columns_of: Option<String>,
    /// The day that open dossiers are told of, where a title or a note below names one.
    pub as_of: Option<Day>,
    /// What the rows are.
    pub by: Option<Dimension>,
    /// What the names left of theirs are, outermost first: a table may have a column for units and one for fields.
    pub outer: Vec<Dimension>,
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
    /// The first row below the head, from 0.
    pub first_row: u64,
    /// Whether each column of the sheet is a row here: rows of findings would be none of the sheet.
    pub is_turned: bool,
    /// What stands between thousands, where a mark does.
    pub thousands_mark: Option<char>,
    /// What was found while reading: cells that are no counts, columns that nobody knows.
    pub reading: Vec<Finding>,
}

/// A percentage, be it with a note.
fn is_share(cell: &str) -> bool {
    without_note(cell).0.ends_with('%')
}

/// Where the cells of a table come from.
pub struct Origin<'a> {
    pub file: &'a str,
    /// Place of each column in the sheet.
    pub columns: &'a [usize],
    pub is_turned: bool,
}

impl AggregateTable {
    pub(super) fn new(
        origin: &Origin<'_>,
        rows: &[Vec<String>],
        part: Part,
        rule: PeriodRule,
    ) -> Self {
        let Part { titles, header, body, across } = part;
        let own = rows.get(titles.start..body.end).unwrap_or(&[]);
        let titles = rows.get(titles).unwrap_or(&[]);
        let texts = || titles.iter().flatten().map(String::as_str).filter(|text| !text.is_empty());
        let columns: Vec<Column> = header
            .columns
            .into_iter()
            .enumerate()
            .map(|(place, (path, column_use))| Column {
                place,
                sheet_column: origin.columns.get(place).copied().unwrap_or(place),
                label: path.join(" > "),
                column_use,
            })
            .collect();
        let first = header.row + header.rows;
        let head = HeadRows::new(rows.get(header.row..first).unwrap_or(&[]));
        let body = rows.iter().enumerate().take(body.end).skip(first);
        let body = body.map(|(at, cells)| (at, cells.as_slice()));
        let (period, unclear_period) = match (&across, period_of_titles(titles, rule)) {
            (Some(cell), said) => (days_of(cell, &said, rule), Some(cell.clone())),
            (None, TitledPeriod::Named(period)) => (Some(period), None),
            (None, TitledPeriod::Unclear(title)) => (None, Some(title)),
            (None, TitledPeriod::Unnamed) => (None, None),
        };
        let below: Vec<&[String]> = body.clone().map(|(_, cells)| cells).collect();
        let known = columns.iter().filter(|column| column.column_use == ColumnUse::Known);
        let known: Vec<_> = known.map(|column| (column.place, name_key(&column.label))).collect();
        let told = ToldByColumns::new(&known, &below);
        let period = period.or(told.period);
        let labels = columns.iter().filter_map(|column| match column.column_use {
            ColumnUse::Label(dimension) => Some((column.place, dimension)),
            _ => None,
        });
        let labels = label_columns(labels.collect(), &below);
        let mut table = Self {
            unit: unit_of_titles(texts()),
            period,
            unclear_period: unclear_period.filter(|_| period.is_none()),
            columns_of: across,
            as_of: as_of_texts(own).or(told.as_of),
            by: labels.last().map(|(_, dimension)| *dimension),
            outer: labels.iter().rev().skip(1).rev().map(|(_, dimension)| *dimension).collect(),
            file: origin.file.to_owned(),
            first_row: first as u64,
            is_turned: origin.is_turned,
            columns,
            rows: Vec::new(),
            thousands_mark: None,
            reading: Vec::new(),
        };
        let place = |is_it: fn(ColumnUse) -> bool| {
            table.columns.iter().find(|column| is_it(column.column_use)).map(|column| column.place)
        };
        let label_place = LabelColumns {
            label: labels.last().map(|(place, _)| *place),
            has_outer: labels.len() > 1,
            row_number: place(|column_use| column_use == ColumnUse::RowNumber),
        };
        let figures: Vec<usize> = table.figures().map(|(column, _)| column.place).collect();
        let mut named = name_rows(body, &head, label_place, &figures);
        let labels: Vec<usize> = labels.iter().map(|(place, _)| *place).collect();
        name_outer(&mut named.rows, &labels);
        table.drop_shares(&named.rows);
        table.read(&named.rows, own.iter().flatten().any(|text| says_dash_is_unknown(text)));
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
            row: Some(row).filter(|_| !self.is_turned),
            column: Some(self.label(measure)),
            value: Some(value),
            code,
        }
    }

    /// What its own titles leave open, those of the table before say: they stand over both.
    pub fn name_by_table(&mut self, earlier: &Self) {
        if self.unit.is_none() {
            self.unit.clone_from(&earlier.unit);
        }
        if self.period.is_none() && self.unclear_period.is_none() {
            self.period = earlier.period;
        }
    }

    /// What the titles leave open, the name of the sheet may say.
    pub fn name_by_sheet(&mut self, sheet: Option<&str>, rule: PeriodRule) {
        if self.unit.is_none() {
            self.unit = sheet.and_then(unit_of_sheet);
        }
        let name: Vec<Vec<String>> = sheet.iter().map(|name| vec![(*name).to_owned()]).collect();
        if self.period.is_none()
            && self.unclear_period.is_none()
            && let TitledPeriod::Named(period) = period_of_titles(&name, rule)
        {
            self.period = Some(period);
        }
    }

    /// A column of percentages counts nothing, whatever its name: "Trực tuyến" over 88,1 % is a share.
    fn drop_shares(&mut self, named: &[NamedRow<'_>]) {
        for column in &mut self.columns {
            let is_count = matches!(column.column_use, ColumnUse::Measure(m) if !m.is_rate());
            let cells = named.iter().filter_map(|row| row.cells.get(column.place));
            let mut filled = cells.filter(|cell| !is_blank(cell)).peekable();
            if is_count && filled.peek().is_some() && filled.all(|cell| is_share(cell)) {
                column.column_use = ColumnUse::Known;
            }
        }
    }

    fn read(&mut self, named: &[NamedRow<'_>], is_dash_unknown: bool) {
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
        let with_figures: Vec<usize> = (0..named.len())
            .filter(|at| named.get(*at).is_some_and(|row| row.kind.has_counts()))
            .collect();
        let cells_of = |place: usize| -> Vec<&str> {
            let row = |at: &usize| named.get(*at).and_then(|row| row.cells.get(place));
            with_figures.iter().map(|at| row(at).map_or("", String::as_str)).collect()
        };
        let columns: Vec<(Measure, Vec<&str>)> =
            self.figures().map(|(column, measure)| (measure, cells_of(column.place))).collect();
        let bare = |is_rate: bool| -> Vec<Vec<&str>> {
            let wanted = columns.iter().filter(|(measure, _)| measure.is_rate() == is_rate);
            wanted
                .map(|(_, cells)| cells.iter().map(|cell| without_note(cell).0).collect())
                .collect()
        };
        let marks = Marks::of_columns(&bare(false), &bare(true));
        self.thousands_mark = marks.thousands();
        let keys: BTreeSet<Measure> = self
            .figures()
            .filter(|(column, _)| is_key(&column.label))
            .map(|(_, measure)| measure)
            .collect();
        for (measure, cells) in columns {
            if measure.is_rate() {
                self.read_rates(measure, &with_figures, &cells);
            } else {
                self.read_counts(measure, &with_figures, &cells, &marks);
                // What programs leave blank they do not know; a dash that a note below explains is no 0.
                let is_unknown = |cell: &str| {
                    if cell.is_empty() {
                        keys.contains(&measure)
                    } else {
                        is_dash_unknown && is_blank(cell)
                    }
                };
                self.forget(measure, &with_figures, &cells, is_unknown);
            }
        }
        self.reading.sort_by_key(|finding| (finding.row, finding.code));
        self.say_unknown_columns(named);
        self.say_rows_apart();
    }

    fn read_counts(&mut self, measure: Measure, places: &[usize], cells: &[&str], marks: &Marks) {
        let (bare, noted): (Vec<&str>, Vec<bool>) =
            cells.iter().map(|cell| without_note(cell)).unzip();
        let read = read_counts(&bare, marks).into_iter().zip(noted);
        for ((place, cell), (number, is_noted)) in places.iter().zip(cells).zip(read) {
            let Some(row) = self.rows.get_mut(*place) else { continue };
            let number_of_row = row.number;
            if is_noted {
                let (code, cell) = (FindingCode::FigureWithNote, (*cell).to_owned());
                self.reading.push(self.finding(code, number_of_row, measure, cell));
            }
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
                Number::Unsaved => continue,
                Number::Doubt => FindingCode::CountInDoubt,
                Number::NoCount => FindingCode::NotACount,
            };
            let number = row.number;
            self.reading.push(self.finding(code, number, measure, (*cell).to_owned()));
        }
    }

    fn forget(
        &mut self,
        measure: Measure,
        places: &[usize],
        cells: &[&str],
        is_unknown: impl Fn(&str) -> bool,
    ) {
        for (place, _) in places.iter().zip(cells).filter(|(_, cell)| is_unknown(cell)) {
            if let Some(row) = self.rows.get_mut(*place) {
                row.counts.remove(&measure);
            }
        }
    }

    fn read_rates(&mut self, measure: Measure, places: &[usize], cells: &[&str]) {
        let bare: Vec<&str> = cells.iter().map(|cell| without_note(cell).0).collect();
        for ((place, cell), rate) in places.iter().zip(cells).zip(read_rates(&bare)) {
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

    /// Rows that are no unit are named once, all together.
    fn say_rows_apart(&mut self) {
        let apart = self.rows.iter().filter(|row| row.kind == RowKind::SetApart);
        let labels: Vec<&str> = apart.map(|row| row.label.as_str()).collect();
        if !labels.is_empty() {
            self.reading.push(Finding {
                file: self.file.clone(),
                row: None,
                column: None,
                value: Some(labels.join("; ")),
                code: FindingCode::RowsSetApart,
            });
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

/// "– không có số liệu vì …": the note below a table that says what its dash is.
fn says_dash_is_unknown(text: &str) -> bool {
    let meaning = text.strip_prefix(['–', '-', '—']).map(fold);
    let unknown = ["không có số liệu", "chưa có số liệu", "no value"];
    meaning
        .is_some_and(|key| unknown.iter().any(|words| key.trim_start().starts_with(&fold(words))))
}
