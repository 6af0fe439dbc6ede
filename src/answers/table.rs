//! The one table: columns with keys, rows of cells that know what they are, and notes.
//!
//! In: figures and words of an answer, a section of a report, a form or a list. Out: a [`Table`]. Must not know:
//! how a renderer lays it out, rounds or writes a number.

use super::phrase::Phrase;
use crate::domain::{Absence, Exact, Ratio};
use crate::findings::Severity;
use crate::indicators::{Interval, Measure, Quantity, Sense};
use crate::words::Lang;

/// A table: every row has one cell per column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
    /// Explains every mark in the table, and says what was left out.
    pub notes: Vec<Phrase>,
}

impl Table {
    /// Lines, and the whole under them where there is one.
    pub fn new(columns: Vec<Column>, lines: Vec<Vec<Cell>>, total: Option<Vec<Cell>>) -> Self {
        let lines = lines.into_iter().map(TableRow::body);
        let rows = lines.chain(total.map(TableRow::total)).collect();
        Self { columns, rows, notes: Vec::new() }
    }

    /// The same with these notes.
    #[must_use]
    pub fn with_notes(mut self, notes: Vec<Phrase>) -> Self {
        self.notes = notes;
        self
    }

    /// The cells of every row, of the total too.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = &[Cell]> + Clone {
        self.rows.iter().map(|row| row.cells.as_slice())
    }

    /// The cells of every row but the total.
    pub fn body(&self) -> impl ExactSizeIterator<Item = &[Cell]> + Clone {
        let rows = self.rows.len() - usize::from(self.total().is_some());
        self.rows.iter().take(rows).map(|row| row.cells.as_slice())
    }

    /// The cells of the total, where there is one.
    pub fn total(&self) -> Option<&[Cell]> {
        let total = self.rows.last().filter(|row| row.kind == RowKind::Total)?;
        Some(&total.cells)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
    /// The rows whose sum it is by what a form says, by their places.
    pub sum_of: Vec<usize>,
}

impl TableRow {
    pub const fn body(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Body, cells, sum_of: Vec::new() }
    }

    pub const fn total(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Total, cells, sum_of: Vec::new() }
    }
}

/// What a row is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A heading over the rows that follow, with or without figures of its own.
    Block,
    Body,
    Total,
}

impl RowKind {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Body => "body",
            Self::Total => "total",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in JSON and CSV; unique in the table.
    pub key: String,
    /// The head; unique in the table of a report.
    pub name: String,
    pub kind: ColumnKind,
    /// In letters, where the table itself says how wide it is: forms and lists to fill in.
    pub width: Option<u16>,
    /// The columns whose sum it is by what a form says, by their places.
    pub sum_of: Vec<usize>,
}

impl Column {
    pub fn new(key: impl Into<String>, name: impl Into<String>, kind: ColumnKind) -> Self {
        Self { key: key.into(), name: name.into(), kind, width: None, sum_of: Vec::new() }
    }

    /// A column of texts under a head of `data/words/heads.toml`.
    pub fn text(lang: Lang, head: &str) -> Self {
        Self::new(head, lang.head(head), ColumnKind::Text)
    }

    /// A column of numbers under a head of `data/words/heads.toml`.
    pub fn number(lang: Lang, head: &str) -> Self {
        Self::new(head, lang.head(head), ColumnKind::Number)
    }

    /// A column of texts under a head of its own.
    pub fn text_named(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self::new(key, name, ColumnKind::Text)
    }

    /// A column of numbers under a head of its own.
    pub fn number_named(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self::new(key, name, ColumnKind::Number)
    }

    /// The same, so many letters wide.
    #[must_use]
    pub const fn wide(mut self, letters: u16) -> Self {
        self.width = Some(letters);
        self
    }

    /// Whether it holds words, which stand at the left.
    pub const fn is_text(&self) -> bool {
        matches!(self.kind, ColumnKind::Text | ColumnKind::Severity)
    }
}

/// What a column holds, and how it hangs together with its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    Text,
    /// Numbers of which no more is known.
    Number,
    /// Dossiers, or whatever the lead of the table says. `adds`: the total is the sum of the lines.
    Count {
        adds: bool,
    },
    Rate {
        sense: Sense,
        /// How the rate comes from counts of the same line; nothing when they stand elsewhere.
        formula: Option<RateFormula>,
    },
    Interval,
    Change {
        sense: Sense,
    },
    /// Points of an index.
    Points,
    Severity,
}

/// A rate as sums over columns of its line, by their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateFormula {
    pub numerator: Vec<usize>,
    /// Taken off the numerator.
    pub minus: Vec<usize>,
    pub denominator: Vec<usize>,
}

/// One cell; renderers decide how it looks.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// Words with numbers among them.
    Phrase(Phrase),
    Count(u64),
    /// A share of dossiers in percent, marked when it stands on fewer than [`SMALL_GROUP`].
    Rate(Measure),
    /// Numerator over denominator.
    Parts(Measure),
    /// A share of 1 that is no ratio of two counts, in percent.
    Share(Exact),
    /// An exact number with so many decimals.
    Number {
        value: Exact,
        decimals: u32,
    },
    /// The same with its sign: a gain or a loss.
    Change {
        value: Exact,
        decimals: u32,
    },
    /// A confidence interval of a share.
    Interval(Result<Interval, Absence>),
    /// A change of a count.
    CountChange {
        now: u64,
        before: u64,
    },
    /// A change of a share, in percentage points with two decimals.
    PointChange {
        now: Ratio,
        before: Ratio,
    },
    /// A part of a change of a share, as a share of 1; in percentage points with two decimals.
    Effect(Exact),
    /// A mean of days or points, with two decimals and its unit.
    Mean {
        mean: Ratio,
        quantity: Quantity,
    },
    /// A change of such a mean, or a part of one; with its sign and unit.
    MeanChange {
        difference: Exact,
        quantity: Quantity,
    },
    /// A figure that is not told or not there.
    Missing(Absence),
    /// Only people know: left open, and said so.
    Open,
    /// A bar of the rate's length; [`Sense`] lets a renderer colour it.
    Bar(Measure, Sense),
    Severity(Severity),
    /// What a figure means, in words behind a sign, and whether that is good: colour only repeats it.
    Judged {
        text: String,
        is_good: Option<bool>,
    },
}

/// Rates of fewer dossiers are marked: one dossier more would move them visibly (glossary,
/// section 3: fewer than about 30 resolved).
pub const SMALL_GROUP: u64 = 30;

/// Points of an index are shown with so many decimals.
pub const POINT_DECIMALS: u32 = 2;

impl Cell {
    /// Points of an index.
    pub const fn points(value: Exact) -> Self {
        Self::Number { value, decimals: POINT_DECIMALS }
    }

    /// More or fewer points, with their sign.
    pub const fn points_change(value: Exact) -> Self {
        Self::Change { value, decimals: POINT_DECIMALS }
    }

    /// Why there is no value, if there is none.
    pub const fn absence(&self) -> Option<Absence> {
        match self {
            Self::Rate(Err(absence)) | Self::Interval(Err(absence)) | Self::Missing(absence) => {
                Some(*absence)
            }
            _ => None,
        }
    }

    /// Whether it is a share of fewer dossiers than [`SMALL_GROUP`].
    pub fn is_small(&self) -> bool {
        matches!(self, Self::Rate(Ok(ratio)) if ratio.denominator() < SMALL_GROUP)
    }
}

#[cfg(test)]
impl Table {
    /// Other lines above the same total.
    pub fn set_body(&mut self, lines: Vec<Vec<Cell>>) {
        let total = self.total().map(<[Cell]>::to_vec);
        *self = Self::new(std::mem::take(&mut self.columns), lines, total)
            .with_notes(std::mem::take(&mut self.notes));
    }

    /// The cells of the total.
    pub fn total_mut(&mut self) -> Option<&mut Vec<Cell>> {
        let total = self.rows.last_mut().filter(|row| row.kind == RowKind::Total)?;
        Some(&mut total.cells)
    }

    /// The cells of all lines but the total.
    pub fn body_mut(&mut self) -> impl Iterator<Item = &mut Vec<Cell>> {
        let rows = self.rows.iter_mut().filter(|row| row.kind != RowKind::Total);
        rows.map(|row| &mut row.cells)
    }
}
