//! Tables of counts whose names nobody understands: told from files that are no such table.
//!
//! In: rows of cells. Out: the names over the figures. Must not know: what they mean.

use std::collections::BTreeSet;

use super::numbers::is_blank;
use super::words::WORDS;
use crate::columns::{AGGREGATES, Vocabulary};
use crate::domain::{CanonicalField, fold};
use crate::read::HeaderCell;

/// A head stands within the first rows.
const SEARCH_ROWS: usize = 60;
/// So many names with such words, and so many columns of figures below them.
const FEWEST: usize = 3;

/// The names of the row with most such words, where figures stand below it and no dossiers.
pub fn unclear_head(rows: &[Vec<String>]) -> Option<String> {
    let has_word = |cell: &&String| {
        let key = fold(cell);
        WORDS.counts.iter().any(|word| key.contains(word.as_str()))
            || AGGREGATES.group(&key).is_some()
    };
    let names = |row: &Vec<String>| row.iter().filter(has_word).count();
    let searched = rows.iter().enumerate().take(SEARCH_ROWS);
    let (place, row) = searched.max_by_key(|(at, row)| (names(row), std::cmp::Reverse(*at)))?;
    if names(row) < FEWEST || claims_dossiers(row) {
        return None;
    }
    let body = rows.iter().skip(place + 1);
    let figures = |column: usize| {
        let cells = body.clone().filter_map(|row| row.get(column)).filter(|cell| !is_blank(cell));
        // A day is no count.
        let is_number = |cell: &&String| {
            cell.chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%' | '\u{A0}'))
        };
        let (numbers, others): (Vec<_>, Vec<_>) = cells.partition(is_number);
        !numbers.is_empty() && numbers.len() >= others.len()
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if (0..width).filter(|column| figures(*column)).count() < FEWEST {
        return None;
    }
    let cells = row.iter().filter(|cell| !cell.trim().is_empty());
    let shown: Vec<&str> = cells.map(|cell| cell.trim()).collect();
    Some(format!("[{}] {}", place + 1, shown.join(" | ")))
}

/// Whether a name says that a dossier stands in each row.
fn claims_dossiers(row: &[String]) -> bool {
    let vocabulary = Vocabulary::new(None);
    let fields = [CanonicalField::DossierId, CanonicalField::ReceivedAt, CanonicalField::DueAt];
    // Each name once: what a name may mean takes many looks.
    let names: BTreeSet<&String> = row.iter().collect();
    names.into_iter().any(|name| {
        let cell = HeaderCell { group: None, name: name.clone() };
        let is_count = AGGREGATES.knows(&fold(name)) || AGGREGATES.group(&fold(name)).is_some();
        !is_count && vocabulary.claims(&cell).iter().any(|claim| fields.contains(&claim.field))
    })
}
