//! What is learnt of a sheet while its rows are read, and what its reader is told meanwhile.
//!
//! In: facts that the rows bring, and where the body of the table begins, once that is known. Out: the
//! same, for whoever reads the text. Must not know: what a column means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::limits::AbsurdExpansion;

/// A header stands within the first rows, and a table of counts has a row per unit: so many formulas of a
/// column are known one by one.
const FIRST_ROWS: usize = 4_096;
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

/// What is stored beside a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredResult {
    Value,
    Nothing,
    /// A zero that the program wrote where Excel shall work out the value.
    Zero,
    /// An empty text, or a zero, that may be the value: it is none where every formula of the column
    /// has it.
    PerhapsNothing,
    PerhapsZero,
}

/// Formulas of one column, by what is stored beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formulas {
    counts: BTreeMap<u8, u64>,
    /// The first rows without a value for certain, in rising order.
    first: Vec<(u32, StoredResult)>,
}

impl Formulas {
    fn note(&mut self, row: u32, stored: StoredResult) {
        *self.counts.entry(stored as u8).or_default() += 1;
        // Behind the first rows one row is enough to show.
        if self.first.len() <= FIRST_ROWS {
            self.first.push((row, stored));
        }
    }

    /// The rows of formulas without a value, from 0; a zero is one, unless the program that wrote it says that
    /// all formulas are to be worked out anew.
    pub fn rows_without_value(&self) -> impl Iterator<Item = u32> {
        let has_none = !self.counts.contains_key(&(StoredResult::Value as u8));
        let lacks = move |stored: StoredResult| match stored {
            StoredResult::Nothing | StoredResult::Zero => true,
            StoredResult::PerhapsNothing => has_none,
            StoredResult::Value | StoredResult::PerhapsZero => false,
        };
        self.first.iter().filter(move |(_, stored)| lacks(*stored)).map(|(row, _)| *row)
    }

    /// How many cells from a row on have no value, and the first of them as a spreadsheet calls it:
    /// `× 3 (G4)`; nothing where all have one. `no_zeros` says that a zero is no value of the column.
    pub fn without_value(&self, column: u32, from: u64, no_zeros: bool) -> Option<String> {
        let above = self.first.iter().filter(|(row, _)| u64::from(*row) < from);
        let count = |stored: StoredResult| {
            let all = self.counts.get(&(stored as u8)).copied().unwrap_or(0);
            all - above.clone().filter(|(_, other)| *other == stored).count() as u64
        };
        let has_none = count(StoredResult::Value) == 0;
        let lacks = |stored: StoredResult| match stored {
            StoredResult::Value => false,
            StoredResult::Nothing => true,
            StoredResult::Zero => no_zeros,
            StoredResult::PerhapsNothing => has_none,
            StoredResult::PerhapsZero => has_none && no_zeros,
        };
        let kinds = [
            StoredResult::Nothing,
            StoredResult::Zero,
            StoredResult::PerhapsNothing,
            StoredResult::PerhapsZero,
        ];
        let cells: u64 = kinds.into_iter().filter(|kind| lacks(*kind)).map(count).sum();
        let is_it =
            |(row, stored): &&(u32, StoredResult)| u64::from(*row) >= from && lacks(*stored);
        let first = self.first.iter().find(is_it);
        let first = first.map(|(row, _)| format!(" ({}{})", letters(column), row + 1));
        (cells > 0).then(|| format!("× {cells}{}", first.unwrap_or_default()))
    }
}

/// The name of a column: `AB` for 27.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// Shared between who gives the rows of a sheet and who reads them.
#[derive(Debug, Default)]
pub struct SheetNotes {
    hidden_rows: AtomicU64,
    hidden_columns: AtomicU64,
    /// One more than the last row to which a cell of a row above reaches.
    reach: AtomicU32,
    fill: OnceLock<FillDown>,
    late: OnceLock<Arc<Spans>>,
    formulas: Mutex<BTreeMap<u32, Formulas>>,
}

impl SheetNotes {
    /// Hidden rows that hold something, among those read so far.
    pub fn hidden_rows(&self) -> u64 {
        self.hidden_rows.load(Ordering::Relaxed)
    }

    /// Says which columns are hidden, of those that hold something.
    pub fn tell_hidden_columns(&self, columns: u64) {
        self.hidden_columns.store(columns, Ordering::Relaxed);
    }

    /// What is hidden of the sheet, if anything: a spreadsheet does not show it, and it is read all the same.
    pub fn hidden(&self, is_hidden_sheet: bool) -> Option<String> {
        let some = |what: &str, number: u64| (number > 0).then(|| format!("{what} × {number}"));
        let sheet = is_hidden_sheet.then(|| "trang tính (sheet)".to_owned());
        let rows = some("dòng (rows)", self.hidden_rows());
        let columns = some("cột (columns)", self.hidden_columns.load(Ordering::Relaxed));
        let parts: Vec<String> = [sheet, rows, columns].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    pub fn count_hidden(&self) {
        self.hidden_rows.fetch_add(1, Ordering::Relaxed);
    }

    pub fn note_reach(&self, last_row: u32) {
        self.reach.fetch_max(last_row.saturating_add(1), Ordering::Relaxed);
    }

    /// Whether a row met so far reaches into this row or below it.
    pub fn has_reached(&self, row: u32) -> bool {
        self.reach.load(Ordering::Relaxed) > row
    }

    /// Whether any cell is merged over rows that begin in this row or below it.
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
    pub fn late_spans(&self) -> Option<&Arc<Spans>> {
        self.late.get()
    }

    pub fn tell_late(&self, spans: Spans) {
        let _same = self.late.set(Arc::new(spans.sorted()));
    }

    /// Formulas by column from 0.
    pub fn formulas(&self) -> BTreeMap<u32, Formulas> {
        self.columns().clone()
    }

    pub fn note_formula(&self, row: u32, column: u32, stored: StoredResult) {
        self.columns().entry(column).or_default().note(row, stored);
    }

    fn columns(&self) -> MutexGuard<'_, BTreeMap<u32, Formulas>> {
        self.formulas.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Formulas, Spans, StoredResult};

    #[test]
    fn formulas_of_titles_are_no_cells_of_the_body() {
        let mut formulas = Formulas::default();
        for (row, stored) in [
            (0, StoredResult::Nothing),
            (3, StoredResult::Zero),
            (5, StoredResult::Nothing),
            (6, StoredResult::Nothing),
            (7, StoredResult::Value),
            (8, StoredResult::PerhapsNothing),
        ] {
            formulas.note(row, stored);
        }
        let shown = |column, no_zeros| formulas.without_value(column, 2, no_zeros);
        assert_eq!(shown(2, true).as_deref(), Some("× 3 (C4)"));
        assert_eq!(shown(27, false).as_deref(), Some("× 2 (AB6)"));
        assert_eq!(formulas.without_value(0, 7, true), None);
    }

    #[test]
    fn what_may_be_a_value_is_none_where_no_formula_has_another() {
        let mut formulas = Formulas::default();
        formulas.note(1, StoredResult::PerhapsZero);
        formulas.note(2, StoredResult::PerhapsNothing);
        assert_eq!(formulas.without_value(0, 1, true).as_deref(), Some("× 2 (A2)"));
        assert_eq!(formulas.without_value(0, 1, false).as_deref(), Some("× 1 (A3)"));
        formulas.note(3, StoredResult::Value);
        assert_eq!(formulas.without_value(0, 1, true), None);
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
