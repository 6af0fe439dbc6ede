//! One page for whoever has three minutes: some sentences, and the main figures beside plan and period before.

use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Table, TableRow};

/// The first page of a report about a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brief {
    /// The one that tells of most first.
    pub sentences: Vec<Phrase>,
    /// `indicator`, `plan`, `reached`, `before`, `evaluation`.
    pub table: Table,
}

impl Brief {
    /// Whether there is nothing to be read: comparisons and series have none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.table.rows.is_empty()
    }

    /// The table as people read it: without columns that no line fills, a dash where others have a value. Says of
    /// every column which one it is.
    pub fn shown(&self) -> (Vec<usize>, Table) {
        let is_filled = |place: &usize| {
            self.table.lines().any(|line| line.get(*place).is_some_and(|cell| *cell != Cell::Empty))
        };
        let places: Vec<usize> = (0..self.table.columns.len()).filter(is_filled).collect();
        let columns = places.iter().map(|place| self.table.columns[*place].clone()).collect();
        let cell = |cell: &Cell| match cell {
            Cell::Empty => Cell::Text("–".to_owned()),
            cell => cell.clone(),
        };
        let row = |line: &[Cell]| {
            let cells = places.iter().filter_map(|place| line.get(*place));
            TableRow::body(cells.map(cell).collect())
        };
        let rows = self.table.lines().map(row).collect();
        (places, Table { columns, rows, notes: self.table.notes.clone() })
    }
}
