//! The rows of a table: as they are named, and with their figures.
//!
//! In and out: rows. Must not know: how they are told from each other.

use std::collections::BTreeMap;

use super::measure::Measure;
use super::numbers::Decimal;
use crate::domain::fold;

/// What a row is in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A name over the rows that follow, without figures.
    Heading,
    /// Figures of the rows below it.
    Section,
    Body,
    Total,
    /// "Trong đó": a part of the row above, in no sum.
    OfWhich,
    /// Rates, another period, what an earlier page came to: no unit, and in no sum.
    SetApart,
}

impl RowKind {
    /// Whether its cells are counts of its own.
    pub const fn has_counts(self) -> bool {
        !matches!(self, Self::Heading | Self::SetApart)
    }

    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Section => "section",
            Self::Body => "body",
            Self::Total => "total",
            Self::OfWhich => "of_which",
            Self::SetApart => "set_apart",
        }
    }
}

/// One row as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// As a spreadsheet numbers it, from 1.
    pub number: u64,
    pub kind: RowKind,
    /// How deep it stands, by its ordinal: A, I, 1, 1.1, a.
    pub level: u8,
    pub label: String,
    /// The names that stand left of it, outermost first, where a table has several columns of names.
    pub outer: Vec<String>,
    /// Counts that can be read; a blank cell is none.
    pub counts: BTreeMap<Measure, u64>,
    pub rates: BTreeMap<Measure, Decimal>,
}

impl TableRow {
    /// Its name behind the outer ones: "Xã An Bình > Chứng thực".
    pub fn full_name(&self) -> String {
        let names = self.outer.iter().chain([&self.label]).map(String::as_str);
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" > ")
    }

    /// Whether these are the first of its names.
    pub fn is_within(&self, names: &[String]) -> bool {
        let own = self.outer.iter().chain([&self.label]).take(names.len());
        own.map(|name| fold(name)).eq(names.iter().map(|name| fold(name)))
    }

    /// A count, if the table has the column and the cell can be read.
    pub fn count(&self, measure: Measure) -> Option<u64> {
        self.counts.get(&measure).copied()
    }
}

/// Where names and ordinals stand.
#[derive(Debug, Clone, Copy)]
pub struct LabelColumns {
    pub label: Option<usize>,
    pub row_number: Option<usize>,
    /// Whether other columns of names stand left of that of the label.
    pub has_outer: bool,
}

/// A row with its name, before its figures are read.
#[derive(Debug)]
pub struct NamedRow<'a> {
    /// Place in the file, from 0.
    pub place: usize,
    pub cells: &'a [String],
    pub kind: RowKind,
    pub level: Option<u8>,
    pub label: String,
    /// Filled in where a table has several columns of names.
    pub outer: Vec<String>,
    pub ordinal: String,
}
