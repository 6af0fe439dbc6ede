//! How rows hang together: names that a page broke, parts below "Trong đó", sections over their rows.
//!
//! In: named rows in their order. Out: the same with names, kinds and levels. Must not know: figures.

use super::ordinals::PLAIN_LEVEL;
use super::rows::{NamedRow, RowKind};
use super::words::WORDS;
use crate::domain::fold;

/// Names that a printed page broke over two rows: "Đất" with a number before it, and "đai" with the figures.
pub fn join_split_names(rows: &mut Vec<NamedRow<'_>>) {
    let is_numbered = |row: &NamedRow<'_>| row.level == Some(PLAIN_LEVEL);
    let has_figures = |row: &NamedRow<'_>| row.kind != RowKind::Heading;
    let numbered_with_figures =
        rows.iter().filter(|row| is_numbered(row) && has_figures(row)).count();
    let goes_on = |row: &NamedRow<'_>| {
        row.ordinal.is_empty()
            && row.label.starts_with(char::is_lowercase)
            && !WORDS.is_of_which(&fold(&row.label))
    };
    let mut place = 0;
    while place + 1 < rows.len() {
        let [first, second] = [&rows[place], &rows[place + 1]];
        let next = rows.get(place + 2);
        // A heading over rows of its own has several; a name that goes on has one.
        let is_single = next.is_none_or(|row| {
            is_numbered(row) || matches!(row.kind, RowKind::Total | RowKind::SetApart)
        });
        let is_broken = !has_figures(first)
            && has_figures(second)
            && second.kind == RowKind::Body
            && !WORDS.is_of_which(&fold(&first.label))
            && (goes_on(second)
                || (is_numbered(first)
                    && second.ordinal.is_empty()
                    && is_single
                    && numbered_with_figures > 0));
        let is_tail = has_figures(first)
            && first.kind == RowKind::Body
            && !has_figures(second)
            && goes_on(second);
        if is_broken || is_tail {
            let label = format!("{} {}", first.label, second.label);
            let (ordinal, level) = (first.ordinal.clone(), first.level.or(second.level));
            let gone = if is_broken { place } else { place + 1 };
            rows.remove(gone);
            let joined = &mut rows[place];
            (joined.label, joined.ordinal, joined.level) = (label, ordinal, level);
        } else {
            place += 1;
        }
    }
}

/// Rows below "Trong đó" are parts of the row above it, until another row of its rank follows: one with a number,
/// or where that has none, one without a dash.
pub fn set_parts(rows: &mut [NamedRow<'_>]) {
    let mut whole: Option<Option<u8>> = None;
    let mut last_level = None;
    for row in rows {
        if row.kind == RowKind::OfWhich || WORDS.is_only_of_which(&fold(&row.label)) {
            whole = Some(last_level);
            continue;
        }
        let has_dash = row.label.starts_with(['-', '–', '+', '•', '*']);
        let is_part = whole.is_some_and(|whole| match (whole, row.level) {
            (Some(level), own) => own.is_none_or(|own| own > level),
            (None, own) => has_dash || own.is_some_and(|own| own > PLAIN_LEVEL),
        });
        match row.kind {
            RowKind::Body if is_part => row.kind = RowKind::OfWhich,
            RowKind::SetApart => {}
            _ => {
                whole = None;
                last_level = row.level;
            }
        }
    }
}

/// Rows without an ordinal stand beside `1`, `2`, `3`, unless a new count from 1 begins below them.
pub fn set_levels(rows: &mut [NamedRow<'_>]) {
    let ordinals: Vec<(RowKind, String)> =
        rows.iter().map(|row| (row.kind, row.ordinal.clone())).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        let next = ordinals.iter().skip(place + 1).find(|(kind, _)| *kind != RowKind::Heading);
        let begins = next.is_some_and(|(_, ordinal)| ordinal.trim_end_matches(['.', ')']) == "1");
        row.level = row.level.or(match row.kind {
            RowKind::Body if begins => Some(PLAIN_LEVEL - 1),
            RowKind::Heading => Some(0),
            _ => Some(PLAIN_LEVEL),
        });
    }
    let levels: Vec<(RowKind, u8)> =
        rows.iter().map(|row| (row.kind, row.level.unwrap_or(PLAIN_LEVEL))).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        let is_beside = |kind: RowKind| matches!(kind, RowKind::OfWhich | RowKind::SetApart);
        let below = levels.iter().skip(place + 1).find(|(kind, _)| !is_beside(*kind));
        let has_parts = below
            .is_some_and(|(kind, level)| matches!(kind, RowKind::Body) && Some(*level) > row.level);
        if row.kind == RowKind::Body && has_parts {
            row.kind = RowKind::Section;
        }
    }
}
