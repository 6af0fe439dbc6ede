//! A table of a report → one for a window: counts of a rate stand beside it as `k/n`, and the unit that all
//! changes of a column share stands in its head.
//!
//! In and out: a [`Table`]. Must not know: what the table is about, how wide the window is.

use std::collections::BTreeSet;

use super::phrase::Phrase;
use super::table::{Cell, Column, ColumnKind, Table, TableRow};
use super::text::unit_of_change;
use crate::domain::Exact;
use crate::domain::exact::in_points;
use crate::indicators::Quantity;
use crate::words::Lang;

/// The narrow table.
pub fn narrow(lang: Lang, table: &Table) -> Table {
    let parts: BTreeSet<usize> = table
        .columns
        .iter()
        .filter_map(formula)
        .flat_map(|formula| formula.numerator.iter().chain(&formula.denominator).copied())
        .collect();
    let shown = table.columns.iter().enumerate().filter(|(place, _)| !parts.contains(place));
    let shown: Vec<KeptColumn<'_>> = shown
        .map(|(place, column)| KeptColumn { place, column, unit: unit(table, place) })
        .collect();
    let columns = shown.iter().flat_map(|shown| shown.heads(lang)).collect();
    let row = |row: &TableRow| TableRow {
        cells: shown.iter().flat_map(|shown| shown.cells(lang, &row.cells)).collect(),
        ..TableRow::clone(row)
    };
    Table { columns, rows: table.rows.iter().map(row).collect(), notes: table.notes.clone() }
}

const fn formula(column: &Column) -> Option<&super::table::RateFormula> {
    match &column.kind {
        ColumnKind::Rate { formula, .. } => formula.as_ref(),
        _ => None,
    }
}

/// A column that stays.
struct KeptColumn<'a> {
    place: usize,
    column: &'a Column,
    /// The one unit of its changes; nothing where its lines are of different ones.
    unit: Option<Quantity>,
}

impl KeptColumn<'_> {
    fn has_parts(&self) -> bool {
        formula(self.column).is_some()
    }

    fn heads(&self, lang: Lang) -> impl Iterator<Item = Column> {
        let mut head = self.column.clone();
        if let (ColumnKind::Change { .. }, Some(quantity)) = (&head.kind, self.unit) {
            head.name = format!("{} ({})", head.name, unit_of_change(lang, quantity));
        }
        let of = self.has_parts().then(|| Column::number(lang, "of"));
        [head].into_iter().chain(of)
    }

    fn cells(&self, lang: Lang, line: &[Cell]) -> impl Iterator<Item = Cell> {
        let cell = line.get(self.place);
        let of = cell.filter(|_| self.has_parts()).map(|cell| match cell {
            Cell::Rate(measure) => Cell::Parts(*measure),
            Cell::Mean { mean, .. } => Cell::Parts(Ok(*mean)),
            // A gap has both cells, too.
            _ => Cell::Empty,
        });
        cell.map(|cell| narrow_cell(lang, cell, self.unit)).into_iter().chain(of)
    }
}

/// The one unit of the changes of a column; nothing where its lines are of different ones.
fn unit(table: &Table, place: usize) -> Option<Quantity> {
    let cells = table.lines().filter_map(|line| line.get(place));
    let units: BTreeSet<Quantity> = cells
        .filter_map(|cell| match cell {
            Cell::PointChange { .. } | Cell::Effect(_) => Some(Quantity::Share),
            Cell::MeanChange { quantity, .. } => Some(*quantity),
            _ => None,
        })
        .collect();
    let mut units = units.into_iter();
    match (units.next(), units.next()) {
        (None, _) => Some(Quantity::Share),
        (one, None) => one,
        _ => None,
    }
}

/// A cell of a column of this unit; where it has several, each cell says its own.
fn narrow_cell(lang: Lang, cell: &Cell, unit: Option<Quantity>) -> Cell {
    let signed = |value: Exact, quantity| match unit {
        Some(_) => Cell::points_change(value),
        None => Cell::Phrase(
            Phrase::default().change(value).text(format!(" {}", unit_of_change(lang, quantity))),
        ),
    };
    let change = |share: &Exact| signed(in_points(share), Quantity::Share);
    match cell {
        Cell::PointChange { now, before } => change(&(Exact::from(*now) - Exact::from(*before))),
        Cell::Effect(share) => change(share),
        Cell::MeanChange { difference, quantity } => signed(difference.clone(), *quantity),
        // Sentences say how counts moved.
        Cell::CountChange { .. } => Cell::Empty,
        cell => cell.clone(),
    }
}
