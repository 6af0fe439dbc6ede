//! The report model: blocks and tables whose cells know what they are.

use crate::domain::{Day, Exact};
use crate::dossiers::Loaded;
use crate::findings::Severity;
use crate::indicators::{Interval, Measure, Sense};
use crate::tally::{Cube, TimeFrame};

/// What a count brings, and every figure comes from.
#[derive(Debug)]
pub struct Outcome {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub cube: Cube,
    /// The first received day and the last received or finish day in the data.
    pub days_seen: (Day, Day),
}

/// Rates of fewer dossiers are marked: one dossier more would move them visibly (glossary,
/// section 3: fewer than about 30 resolved).
pub const SMALL_GROUP: u64 = 30;

/// What a command has to say, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Heading(String),
    Paragraph(Phrase),
    /// Name and value, one line each.
    Facts(Vec<(String, Phrase)>),
    Table(Table),
}

/// A sentence whose numbers are still numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Count(u64),
    /// Points of an index, shown with two decimals.
    Points(Exact),
    /// Percentage points gained or lost, shown with their sign and two decimals.
    Change(Exact),
    /// A share of 1, shown in percent.
    Share(Exact),
}

impl Phrase {
    /// The same behind these words.
    #[must_use]
    pub fn before(mut self, text: impl Into<String>) -> Self {
        self.pieces.insert(0, Piece::Text(text.into()));
        self
    }

    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.pieces.push(Piece::Count(count));
        self
    }

    #[must_use]
    pub fn share(mut self, share: Exact) -> Self {
        self.pieces.push(Piece::Share(share));
        self
    }

    #[must_use]
    pub fn change(mut self, points: Exact) -> Self {
        self.pieces.push(Piece::Change(points));
        self
    }

    #[must_use]
    pub fn points(mut self, points: Exact) -> Self {
        self.pieces.push(Piece::Points(points));
        self
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self::default().text(text)
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<ColumnHead>,
    pub rows: Vec<TableRow>,
    /// Explains every mark in the table, and says what was left out.
    pub notes: Vec<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHead {
    pub name: String,
    pub align: Align,
}

impl ColumnHead {
    pub fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), align: Align::Left }
    }

    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), align: Align::Right }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub cells: Vec<Cell>,
    pub is_total: bool,
}

impl TableRow {
    pub const fn body(cells: Vec<Cell>) -> Self {
        Self { cells, is_total: false }
    }

    pub const fn total(cells: Vec<Cell>) -> Self {
        Self { cells, is_total: true }
    }
}

/// One cell; renderers decide how it looks.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// Words with counts among them.
    Phrase(Phrase),
    Count(u64),
    /// A percentage, marked when it stands on fewer than [`SMALL_GROUP`] dossiers.
    Rate(Measure),
    /// Numerator over denominator.
    Parts(Measure),
    /// An exact share in percent.
    Percent(Exact),
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
    /// Both bounds in percent.
    Interval(Interval),
    /// A bar of the rate's length; `Sense` lets a renderer colour it.
    Bar(Measure, Sense),
    Severity(Severity),
}

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

    /// Whether the cell is a rate on few dossiers.
    pub fn is_small(&self) -> bool {
        matches!(self, Self::Rate(Ok(ratio)) if ratio.denominator() < SMALL_GROUP)
    }
}
