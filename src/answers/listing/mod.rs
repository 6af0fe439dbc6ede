//! Dossiers of a state or behind a figure, by unit → what `cchc list` shows and writes.
//!
//! In: a [`Listing`]. Out: a [`Document`], a record, flat rows, sheets. Codes only: no person is named. Must not
//! know: file formats, where the rows come from.

mod record;
mod subject;

use super::coverage;
use super::feedback::Sheet;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::provenance::period_line;
use super::table::{Cell, Column, Table, TableRow};
use super::text::{count_name, dimension_name, nameless, rejection_name};
use crate::domain::exact::whole;
use crate::domain::{Day, Dimension, vietnamese_order};
use crate::dossiers::Loaded;
use crate::findings::Rejection;
use crate::tally::{Count, TimeFrame};
use crate::words::Lang;
pub use record::ListRecord;
use std::cmp::Ordering;
use std::collections::BTreeMap;
pub use subject::{ListState, Subject};

/// So many dossiers, and so many units, stand on the screen.
pub const SHOWN: usize = 20;

/// A list with what it was read from.
#[derive(Debug)]
pub struct Listing {
    pub loaded: Loaded,
    /// Nothing of rows that are no dossiers: they are listed whatever the period.
    pub frame: Option<TimeFrame>,
    pub subject: Subject,
    /// Of dossiers that fall due: within how many working days.
    pub within: Option<u32>,
    /// Dimension and name, as typed.
    pub filters: Vec<(Dimension, String)>,
    /// In the order of [`ListRow::order`].
    pub rows: Vec<ListRow>,
}

/// One dossier, or one row that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    pub unit: Option<String>,
    /// Blank where nobody looked it up, or the row has none.
    pub dossier_id: String,
    /// The name, where log or catalogue tell it.
    pub procedure: String,
    pub procedure_code: String,
    pub field: String,
    pub received: DateCell,
    pub due: DateCell,
    pub finished: DateCell,
    pub standing: RowOutcome,
    pub days: Option<DaysToDue>,
    pub file: String,
    /// Row as a spreadsheet numbers it.
    pub row: u64,
}

/// A day, or what a rejected row has in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateCell {
    Day(Day),
    Text(String),
    Nothing,
}

/// What a row stands in the list as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOutcome {
    /// What became of the dossier: one of the nine that resolved, returned and closing are made of.
    Counted(Count),
    Rejected(Rejection),
    /// The row that replaces it.
    Superseded {
        file: String,
        row: u64,
    },
}

/// Working days between the due day and the end of the dossier, or the as-of day of an open one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysToDue {
    Left(u32),
    Over(u32),
}

impl DateCell {
    /// A day that may be missing.
    pub fn of(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    fn cell(&self) -> Cell {
        match self {
            Self::Day(day) => Cell::Day(*day),
            Self::Text(text) => Cell::Text(text.clone()),
            Self::Nothing => Cell::Empty,
        }
    }

    fn text(&self, write: impl FnOnce(Day) -> String) -> String {
        match self {
            Self::Day(day) => write(*day),
            Self::Text(text) => text.clone(),
            Self::Nothing => String::new(),
        }
    }

    const fn day(&self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Text(_) | Self::Nothing => None,
        }
    }
}

impl ListRow {
    /// By unit, then by due day; those without one stand last. Rows that are equal in both keep the
    /// order in which they were read.
    pub fn order(&self, other: &Self) -> Ordering {
        let of_unit = match (&self.unit, &other.unit) {
            (Some(left), Some(right)) => vietnamese_order(left, right),
            (left, right) => left.is_none().cmp(&right.is_none()),
        };
        let due = |row: &Self| (row.due.day().is_none(), row.due.day());
        of_unit.then_with(|| due(self).cmp(&due(other)))
    }
}

impl Listing {
    /// For people: all rows, or so many of them.
    pub fn document(&self, lang: Lang, most: usize) -> Document {
        let mut blocks = vec![
            Block::Heading(self.subject.title(lang)),
            Block::Paragraph(self.scope(lang).into()),
        ];
        if self.frame.is_some() {
            let covered = coverage::notes(lang, &self.loaded);
            blocks.extend(covered.into_iter().map(Block::Paragraph));
        }
        if self.rows.is_empty() {
            let nothing = lang.of("Không có hồ sơ hay dòng nào.", "There is none.");
            blocks.push(Block::Paragraph(nothing.into()));
        } else {
            blocks.push(Block::Table(self.units(lang, most)));
            blocks.push(Block::Table(self.table(lang, most)));
        }
        if self.frame.is_some() {
            blocks.extend(coverage::blocks(lang, &self.loaded, None));
        }
        Document { blocks }
    }

    /// What the list is about.
    fn scope(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        match &self.frame {
            Some(frame) => parts.push(period_line(lang, frame)),
            None => parts.push(
                lang.of("trong mọi tệp, không theo kỳ", "in all files, whatever the period").into(),
            ),
        }
        if let Some(days) = self.within {
            parts.push(match lang {
                Lang::Vi => format!("đến hạn trong {days} ngày làm việc kể từ ngày chốt"),
                Lang::En => format!("due within {days} working days of the as-of day"),
            });
        }
        for (dimension, name) in &self.filters {
            parts.push(format!("{}: {name}", dimension_name(lang, *dimension)));
        }
        parts.join("; ")
    }

    /// How many rows each unit has, in the order of the list.
    fn by_unit(&self) -> Vec<(Option<&str>, u64)> {
        let mut units: Vec<(Option<&str>, u64)> = Vec::new();
        for row in &self.rows {
            let unit = row.unit.as_deref();
            match units.last_mut() {
                Some((last, count)) if *last == unit => *count += 1,
                _ => units.push((unit, 1)),
            }
        }
        units
    }

    /// The units with most rows first.
    fn units(&self, lang: Lang, most: usize) -> Table {
        let mut units = self.by_unit();
        units.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let more = units.len().saturating_sub(most);
        let rows = units.iter().take(most).map(|(unit, count)| {
            let name = unit.unwrap_or_else(|| nameless(lang)).to_owned();
            TableRow::body(vec![Cell::Text(name), Cell::Count(*count)])
        });
        let mut rows: Vec<TableRow> = rows.collect();
        rows.push(TableRow::total(vec![
            Cell::Text(lang.of("Tổng số", "Total").to_owned()),
            Cell::Count(self.rows.len() as u64),
        ]));
        let note = Phrase::from("… ").text(lang.of("và ", "and ")).count(more as u64);
        let note = note.text(lang.of(" đơn vị nữa.", " more units."));
        Table {
            columns: vec![Column::text(lang, "unit"), Column::number(lang, "count")],
            rows,
            notes: if more > 0 { vec![note] } else { Vec::new() },
        }
    }

    fn table(&self, lang: Lang, most: usize) -> Table {
        let more = self.rows.len().saturating_sub(most);
        let rows = self.rows.iter().take(most).map(|row| {
            // The number of a row is a name, not a quantity.
            let cells = self.cells(lang, row).into_iter().map(|cell| match cell {
                Cell::Count(count) => Cell::Text(count.to_string()),
                cell => cell,
            });
            TableRow::body(cells.collect())
        });
        let note = Phrase::from(lang.of("… và ", "… and ")).count(more as u64);
        let note =
            note.text(lang.of(
                " hồ sơ nữa; --output TỆP.xlsx ghi đủ.",
                " more; --output FILE.xlsx writes all.",
            ));
        Table {
            columns: self.columns(lang),
            rows: rows.collect(),
            notes: if more > 0 { vec![note] } else { Vec::new() },
        }
    }

    /// The columns of the list for people.
    fn columns(&self, lang: Lang) -> Vec<Column> {
        let standing = match self.subject {
            Subject::State(ListState::Rejected) => lang.of("Lý do", "Reason"),
            Subject::State(ListState::Superseded) => lang.of("Bản mới hơn", "Newer row"),
            _ => lang.of("Tình trạng", "State"),
        };
        let mut columns = vec![
            Column::text(lang, "unit").wide(34),
            Column::text(lang, "dossier_id").wide(28),
            Column::text(lang, "procedure_code").wide(16),
        ];
        if self.has_names() {
            columns.push(Column::text(lang, "procedure_name").wide(42));
        }
        columns.extend([
            Column::text(lang, "received").wide(12),
            Column::text(lang, "due").wide(12),
            Column::text(lang, "finished").wide(12),
            Column::text_named("class", standing).wide(18),
        ]);
        if self.has_days() {
            columns.push(Column::text(lang, "working_days").wide(14));
        }
        columns.push(Column::text(lang, "file").wide(46));
        columns.push(Column::text(lang, "row").wide(8));
        columns
    }

    fn has_names(&self) -> bool {
        self.rows.iter().any(|row| !row.procedure.is_empty())
    }

    fn has_days(&self) -> bool {
        self.rows.iter().any(|row| row.days.is_some())
    }

    /// One row as people read it, in the order of [`Listing::columns`].
    fn cells(&self, lang: Lang, row: &ListRow) -> Vec<Cell> {
        let standing = match &row.standing {
            RowOutcome::Counted(count) => count_name(lang, *count).to_owned(),
            RowOutcome::Rejected(reason) => rejection_name(lang, *reason).to_owned(),
            RowOutcome::Superseded { file, row } => {
                let place = lang.of("dòng", "row");
                format!("{file}, {place} {row}")
            }
        };
        let days = row.days.map_or_else(String::new, |days| match (days, lang) {
            (DaysToDue::Left(days), Lang::Vi) => format!("còn {days}"),
            (DaysToDue::Over(days), Lang::Vi) => format!("quá {days}"),
            (DaysToDue::Left(days), Lang::En) => format!("{days} left"),
            (DaysToDue::Over(days), Lang::En) => format!("{days} over"),
        });
        let unit = row.unit.as_deref().unwrap_or_else(|| nameless(lang)).to_owned();
        let mut cells = vec![
            Cell::Text(unit),
            Cell::Text(row.dossier_id.clone()),
            Cell::Text(row.procedure_code.clone()),
        ];
        if self.has_names() {
            cells.push(Cell::Text(row.procedure.clone()));
        }
        cells.extend([
            row.received.cell(),
            row.due.cell(),
            row.finished.cell(),
            Cell::Text(standing),
        ]);
        if self.has_days() {
            cells.push(Cell::Text(days));
        }
        cells.push(Cell::Text(row.file.clone()));
        cells.push(Cell::Count(row.row));
        cells
    }

    /// Every row as sheets of a workbook.
    pub fn sheets(&self, lang: Lang) -> Vec<Sheet> {
        let title = format!("{}: {}", self.subject.title(lang), self.rows.len());
        Sheet::split(&self.rows, |_, rows| Sheet {
            name: lang.of("Danh sách", "List").to_owned(),
            title: vec![title.clone(), self.scope(lang)],
            table: self.table_of_numbers(lang, rows),
        })
    }

    /// The lines of a sheet: working days as numbers, above nothing where the due day has passed.
    fn table_of_numbers(&self, lang: Lang, rows: &[ListRow]) -> Table {
        let mut columns = self.columns(lang);
        let place = columns.iter().position(|column| column.key == "working_days");
        if let Some(column) = place.and_then(|place| columns.get_mut(place)) {
            *column = Column::number(lang, "working_days_over").wide(16);
        }
        let line = |row: &ListRow| {
            let mut cells = self.cells(lang, row);
            if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
                *cell = row.days.map_or(Cell::Empty, |days| {
                    let (DaysToDue::Left(number) | DaysToDue::Over(number)) = days;
                    let number = whole(number.into());
                    let is_left = matches!(days, DaysToDue::Left(_));
                    Cell::Number { value: if is_left { -number } else { number }, decimals: 0 }
                });
            }
            cells
        };
        Table::new(columns, rows.iter().map(line).collect(), None)
    }

    /// How many rows there are for each reason or class, by its name.
    fn by_class(&self) -> BTreeMap<&'static str, u64> {
        let mut classes = BTreeMap::new();
        for row in &self.rows {
            *classes.entry(row.class()).or_default() += 1;
        }
        classes
    }
}

impl ListRow {
    /// What the row stands in the list as, in JSON and CSV.
    fn class(&self) -> &'static str {
        match &self.standing {
            RowOutcome::Counted(count) => count.name(),
            RowOutcome::Rejected(reason) => reason.name(),
            RowOutcome::Superseded { .. } => "superseded",
        }
    }
}
