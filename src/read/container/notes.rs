//! What is learnt of a sheet while its rows are read, and what its reader is told meanwhile.
//!
//! In: facts that the rows bring, and where the body of the table begins, once that is known. Out: the
//! same, for whoever reads the text. Must not know: what a column means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::limits::AbsurdExpansion;

/// A header stands within so many rows, so that formulas in it can be told from those below.
const FIRST_ROWS: usize = 80;
/// More cells that reach down than a sheet of Excel has rows are kept for a few columns only.
const MOST_SPANS: usize = 4_194_304;

/// Cells merged over rows: first row, column, last row; all from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(u32, u32, u32)>);

impl Spans {
    /// Takes in one more.
    ///
    /// # Errors
    /// When there are more than a sheet can have.
    pub fn push(&mut self, span: (u32, u32, u32)) -> Result<(), AbsurdExpansion> {
        if self.0.len() >= MOST_SPANS {
            let most = MOST_SPANS as u64;
            return Err(AbsurdExpansion::of_count("mergeCell", most + 1, most));
        }
        self.0.push(span);
        Ok(())
    }

    /// In the order in which rows are read.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_unstable();
        self
    }

    /// Whether one begins in this row or below it.
    #[must_use]
    pub fn reach_below(&self, row: u64) -> bool {
        self.0.iter().any(|(top, ..)| u64::from(*top) >= row)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those from a place on.
    pub fn from(&self, place: usize) -> &[(u32, u32, u32)] {
        self.0.get(place..).unwrap_or(&[])
    }
}

/// Where values of merged cells hold for the rows below.
#[derive(Debug, Default)]
pub struct FillDown {
    /// The first row of the body: titles and headers are merged for looks.
    pub first_row: u32,
    /// Texts of the header, which reach over the rows of a header that is repeated, and no further.
    pub headings: BTreeSet<String>,
    /// Spans that the sheet tells behind its rows, known from an earlier reading.
    pub spans: Option<Arc<Spans>>,
}

/// Formulas of one column whose results are not stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// Cells without a value.
    pub blank: u64,
    /// Cells with the zero that some programs write where Excel shall work out the value.
    pub zero: u64,
    /// The first rows of either, in rising order.
    first: Vec<(u32, bool)>,
}

impl Unsaved {
    /// The same without the cells above a row.
    #[must_use]
    pub fn below(&self, row: u64) -> Self {
        let is_above = |(at, _): &&(u32, bool)| u64::from(*at) < row;
        let above = |zero| self.first.iter().filter(is_above).filter(|(_, is)| *is == zero).count();
        Self {
            blank: self.blank - above(false) as u64,
            zero: self.zero - above(true) as u64,
            first: self.first.iter().filter(|at| !is_above(at)).copied().collect(),
        }
    }

    /// So many cells, and the first of them as a spreadsheet calls it: `× 3 (G4)`.
    #[must_use]
    pub fn shown(&self, column: u32, cells: u64, with_zeros: bool) -> String {
        let mut letters = Vec::new();
        let mut left = column + 1;
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        match self.first_row(with_zeros) {
            Some(row) => format!("× {cells} ({letters}{row})"),
            None => format!("× {cells}"),
        }
    }

    /// The first row with such a cell, from 1; zeros are passed over unless they are asked for.
    fn first_row(&self, with_zeros: bool) -> Option<u32> {
        self.first.iter().find(|(_, is_zero)| with_zeros || !is_zero).map(|(row, _)| row + 1)
    }
}

/// Shared between who gives the rows of a sheet and who reads them.
#[derive(Debug, Default)]
pub struct SheetNotes {
    hidden_rows: AtomicU64,
    /// One more than the last row to which a cell of a row above reaches.
    reach: AtomicU32,
    fill: OnceLock<FillDown>,
    late: OnceLock<Arc<Spans>>,
    unsaved: Mutex<BTreeMap<u32, Unsaved>>,
}

impl SheetNotes {
    /// Hidden rows that hold something, among those read so far.
    #[must_use]
    pub fn hidden_rows(&self) -> u64 {
        self.hidden_rows.load(Ordering::Relaxed)
    }

    pub fn count_hidden(&self) {
        self.hidden_rows.fetch_add(1, Ordering::Relaxed);
    }

    pub fn note_reach(&self, last_row: u32) {
        self.reach.fetch_max(last_row.saturating_add(1), Ordering::Relaxed);
    }

    /// Whether a row met so far reaches into this row or below it.
    #[must_use]
    pub fn has_reached(&self, row: u32) -> bool {
        self.reach.load(Ordering::Relaxed) > row
    }

    /// Whether any cell is merged over rows that begin in this row or below it.
    #[must_use]
    pub fn reaches_below(&self, row: u64) -> bool {
        let row_reached = u32::try_from(row).unwrap_or(u32::MAX);
        let is_late = self.late_spans().is_some_and(|spans| spans.reach_below(row));
        is_late || self.has_reached(row_reached)
    }

    /// Says from where on merged cells hold for the rows below.
    pub fn fill_down(&self, fill: FillDown) {
        // Whoever said it first meant the same table.
        let _same = self.fill.set(fill);
    }

    pub fn fill(&self) -> Option<&FillDown> {
        self.fill.get()
    }

    /// Spans that the sheet told behind its rows.
    #[must_use]
    pub fn late_spans(&self) -> Option<&Arc<Spans>> {
        self.late.get()
    }

    pub fn tell_late(&self, spans: Spans) {
        let _same = self.late.set(Arc::new(spans.sorted()));
    }

    /// Formulas without a stored value, by column from 0.
    #[must_use]
    pub fn unsaved(&self) -> BTreeMap<u32, Unsaved> {
        self.columns().clone()
    }

    pub fn note_unsaved(&self, row: u32, column: u32, is_zero: bool) {
        let mut columns = self.columns();
        let unsaved = columns.entry(column).or_default();
        if is_zero {
            unsaved.zero += 1;
        } else {
            unsaved.blank += 1;
        }
        // Behind the first rows one row is enough to show.
        if unsaved.first.len() <= FIRST_ROWS {
            unsaved.first.push((row, is_zero));
        }
    }

    fn columns(&self) -> MutexGuard<'_, BTreeMap<u32, Unsaved>> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{SheetNotes, Spans};

    #[test]
    fn formulas_of_titles_are_no_cells_of_the_body() {
        let notes = SheetNotes::default();
        for (row, is_zero) in [(0, false), (3, true), (5, false), (6, false)] {
            notes.note_unsaved(row, 2, is_zero);
        }
        let all = notes.unsaved();
        let below = all[&2].below(2);
        assert_eq!((below.blank, below.zero), (2, 1));
        assert_eq!(below.shown(2, 3, true), "× 3 (C4)");
        assert_eq!(below.shown(27, 2, false), "× 2 (AB6)");
    }

    #[test]
    fn spans_that_begin_in_the_body() {
        let mut spans = Spans::default();
        assert!(spans.push((4, 1, 6)).is_ok() && spans.push((0, 0, 1)).is_ok());
        let spans = spans.sorted();
        assert!(spans.reach_below(4) && !spans.reach_below(5));
        assert_eq!(spans.from(0).first(), Some(&(0, 0, 1)));
    }
}
