//! The first rows of a file → the row, or two or three, that are most like a header.
//!
//! In: rows and a [`HeaderVocabulary`]. Out: the best [`Candidate`]. Must not know: delimiters, and what
//! stands below the header.

use std::cmp::Reverse;

use super::head_rows::HeadRows;
use super::header::{HeaderCell, merge, merge_three};
use super::vocabulary::{HeaderVocabulary, Meaning, distinct_meanings};

/// A row, or two or three, that could be the header.
pub struct Candidate {
    pub row: usize,
    pub rows: usize,
    pub headers: Vec<HeaderCell>,
    pub meanings: Vec<Meaning>,
}

impl Candidate {
    /// Required names, then known names, then simplicity: a title row over a header must not be
    /// taken for merged cells.
    pub fn score(&self) -> (usize, usize, Reverse<usize>) {
        let required = self.meanings.iter().filter(|meaning| meaning.is_required).count();
        (required, self.meanings.len(), Reverse(self.rows))
    }
}

/// A header stands within the first rows.
const HEADER_SEARCH_ROWS: usize = 60;

/// The best header among the first rows, or in the row that a profile names.
pub fn best_candidate(
    head: &mut HeadRows<'_>,
    vocabulary: &dyn HeaderVocabulary,
    header_row: Option<usize>,
) -> Option<Candidate> {
    let range = match header_row {
        Some(row) => row.saturating_sub(1)..row,
        None => 0..HEADER_SEARCH_ROWS,
    };
    let mut search = Search { vocabulary, best: None };
    for row in range {
        // The rows below may hold the names of merged cells.
        head.reach(row + 1);
        let Some(cells) = head.rows.get(row) else {
            break;
        };
        if cells.len() < vocabulary.required() {
            // Too few cells for a header: a title, or the wrong delimiter.
            continue;
        }
        let single = cells.iter().map(|name| HeaderCell { group: None, name: name.clone() });
        let merged = head.rows.get(row + 1).map(|names| merge(cells, names));
        let candidates = [(1, Some(single.collect::<Vec<_>>())), (2, merged)];
        let mut has_all = false;
        for (rows, headers) in candidates {
            has_all |= headers.is_some_and(|headers| search.consider(row, rows, headers));
        }
        // Three levels are rare, and a table that lacks nothing is not searched for them.
        if !has_all && head.reach(row + 2) {
            let rows = head.rows.get(row..row + 3);
            if let Some([groups, middle, names]) = rows {
                search.consider(row, 3, merge_three(groups, middle, names));
            }
        }
        if search.is_settled(row) {
            break;
        }
    }
    search.best
}

/// The best header so far.
struct Search<'v> {
    vocabulary: &'v dyn HeaderVocabulary,
    best: Option<Candidate>,
}

impl Search<'_> {
    /// Looks at headers in this row and those below; whether they lack nothing.
    fn consider(&mut self, row: usize, rows: usize, headers: Vec<HeaderCell>) -> bool {
        // Below a header that lacks nothing stand rows of data, which are not asked for names.
        let may_be_better = self.best.as_ref().is_none_or(|other| {
            let (required, known, _) = other.score();
            let names = headers.iter().filter(|header| may_be_name(&header.name)).count();
            required < self.vocabulary.required() || names >= known
        });
        if !may_be_better {
            return false;
        }
        let meanings = distinct_meanings(&headers, self.vocabulary);
        let candidate = Candidate { row, rows, headers, meanings };
        let has_all = candidate.score().0 == self.vocabulary.required();
        if self.best.as_ref().is_none_or(|other| candidate.score() > other.score()) {
            self.best = Some(candidate);
        }
        has_all
    }

    /// Whether there is a header with all it needs, and no better one right below it: the rest is body.
    fn is_settled(&self, row: usize) -> bool {
        self.best.as_ref().is_some_and(|best| {
            best.score().0 == self.vocabulary.required() && best.row + best.rows <= row
        })
    }
}

/// Whether a cell can be a heading: it has letters, and no more digits than letters.
fn may_be_name(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|character| character.is_alphabetic()).count();
    letters > 0 && digits <= letters
}
