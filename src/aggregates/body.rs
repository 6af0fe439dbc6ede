//! Rows below a head → rows with names and kinds.
//!
//! In: rows of cells, what the head is, which columns hold names and figures. Out: [`NamedRows`]. Must not know: what
//! the figures say.

use super::columns::is_note;
use super::nesting::{join_split_names, set_levels, set_parts};
use super::numbers::{UNSAVED, is_blank};
use super::ordinals::{level, split_ordinal};
use super::row_cells::{
    HeadRows, count_cells, has_figures, is_figure, is_number_row, is_one_text, is_page_end,
    is_page_title, is_signature, is_word,
};
use super::rows::{LabelColumns, NamedRow, RowKind};
use super::words::WORDS;
use crate::domain::fold;

/// The rows of a table, and where something else begins below it.
pub struct NamedRows<'a> {
    pub rows: Vec<NamedRow<'a>>,
    pub unread: Option<usize>,
}

/// Names the rows of the body, up to the signatures or to another table.
pub fn name_rows<'a>(
    mut body: impl Iterator<Item = (usize, &'a [String])>,
    head: &HeadRows,
    columns: LabelColumns,
    figures: &[usize],
) -> NamedRows<'a> {
    let mut rows: Vec<NamedRow<'a>> = Vec::new();
    let mut unread = None;
    while let Some((place, cells)) = body.next() {
        let has_figures = has_figures(cells, figures);
        if !has_figures && is_signature(cells) {
            unread = body.find(|(_, cells)| {
                count_cells(cells, figures, is_figure).max(count_cells(cells, figures, is_word))
                    >= ANOTHER_TABLE
            });
            break;
        }
        let is_empty = cells.iter().all(|cell| is_blank(cell));
        if head.has(cells) {
            // A page ends: its number may stand right above.
            while rows.last().is_some_and(|row| is_page_end(row.cells)) {
                rows.pop();
            }
            continue;
        }
        if is_empty || is_number_row(cells) || is_page_title(cells) {
            continue;
        }
        if !has_figures
            && !is_one_text(cells)
            && count_cells(cells, figures, is_word) >= ANOTHER_TABLE
        {
            unread = Some((place, cells));
            break;
        }
        rows.push(name_row(place, cells, columns, has_figures));
    }
    // Notes and page numbers below the last figures name nothing.
    while rows.last().is_some_and(|row| row.kind == RowKind::Heading || is_page_end(row.cells)) {
        rows.pop();
    }
    // A name alone in a row beside other names is that of a group.
    if !columns.has_outer {
        join_split_names(&mut rows);
    }
    set_parts(&mut rows);
    set_levels(&mut rows);
    NamedRows { rows, unread: unread.map(|(place, _)| place) }
}

/// So many words, or figures behind the signatures, in columns of counts are another table.
const ANOTHER_TABLE: usize = 3;

fn name_row(
    place: usize,
    cells: &[String],
    columns: LabelColumns,
    has_figures: bool,
) -> NamedRow<'_> {
    let at =
        |column: Option<usize>| match column.and_then(|at| cells.get(at)).map(|cell| cell.trim()) {
            None | Some(UNSAVED) => "",
            Some(text) => text,
        };
    let ordinal = at(columns.row_number);
    let name = at(columns.label);
    let is_ordinal = level(ordinal).is_some();
    // A merged name begins in the first column, whatever that is for.
    let first = || cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
    let label = match name {
        "" if !is_ordinal && !ordinal.is_empty() => ordinal,
        "" if !has_figures => first().unwrap_or_default(),
        name => name,
    };
    let (inside, rest) = split_ordinal(label);
    let ordinal = if is_ordinal { ordinal } else { inside };
    let key = fold(label);
    let kind = if !has_figures || (is_one_text(cells) && label.contains(char::is_alphabetic)) {
        RowKind::Heading
    } else if WORDS.is_of_which(&key) {
        RowKind::OfWhich
    } else if WORDS.is_carried_over(&key) || WORDS.is_set_apart(&key) {
        RowKind::SetApart
    } else if WORDS.is_total(&key) {
        RowKind::Total
    } else {
        RowKind::Body
    };
    let label = if rest.is_empty() { label } else { rest };
    NamedRow {
        place,
        cells,
        kind,
        level: level(ordinal),
        label: without_notes(label).to_owned(),
        outer: Vec::new(),
        ordinal: ordinal.to_owned(),
    }
}

/// A name without the signs of notes behind it; `m²` is a unit of measure.
fn without_notes(label: &str) -> &str {
    let bare = label.trim_end_matches(is_note).trim_end();
    if bare.is_empty() || bare.ends_with('m') { label } else { bare }
}
