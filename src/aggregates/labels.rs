//! Two or more columns of names, such as unit and field → the outer names of each row.
//!
//! In: rows named by the last of the columns. Out: the same rows with the names that stand left of it, filled
//! down where cells are merged or left blank; totals of one outer name, and of the whole. Must not know: the
//! figures.

use std::collections::BTreeSet;

use super::ordinals::PLAIN_LEVEL;
use super::rows::{NamedRow, RowKind};
use super::words::WORDS;
use crate::domain::{Dimension, fold};

/// The columns of names that have any below the header, outermost first.
pub fn label_columns(
    mut labels: Vec<(usize, Dimension)>,
    body: &[&[String]],
) -> Vec<(usize, Dimension)> {
    let is_filled = |place: usize| {
        let cells = body.iter().filter_map(|row| row.get(place));
        cells.into_iter().any(|cell| !cell.trim().is_empty())
    };
    let first = labels.first().copied();
    labels.retain(|(place, _)| is_filled(*place));
    let all: Vec<Dimension> = labels.iter().map(|(_, by)| *by).collect();
    // A code beside the name that it is of names nothing more.
    labels.retain(|(_, by)| match by {
        Dimension::UnitCode => !all.contains(&Dimension::Unit),
        Dimension::ProcedureCode => !all.contains(&Dimension::Procedure),
        _ => true,
    });
    // Places are wider than units, a field than its procedures, whichever of the two stands first.
    let is_place = |by| matches!(by, Dimension::Level | Dimension::District);
    labels.sort_by_key(|(_, by)| !is_place(*by));
    let at = |by| labels.iter().position(|label| label.1 == by);
    if let (Some(field), Some(procedure)) = (at(Dimension::Field), at(Dimension::Procedure))
        && procedure < field
    {
        let field = labels.remove(field);
        labels.insert(procedure, field);
    }
    if labels.is_empty() { first.into_iter().collect() } else { labels }
}

/// Names of one row as they stand in its cells; the last is its own.
struct Cells<'a> {
    outer: Vec<&'a str>,
    inner: &'a str,
}

impl<'a> Cells<'a> {
    fn of(row: &NamedRow<'a>, labels: &[usize]) -> Self {
        let text = |place: &usize| row.cells.get(*place).map_or("", |cell| cell.trim());
        let (inner, outer) = labels.split_last().map_or(("", Vec::new()), |(inner, outer)| {
            (text(inner), outer.iter().map(text).collect())
        });
        Self { outer, inner }
    }

    /// The word for a total, and how many names stand left of it.
    fn total(&self) -> Option<(usize, &'a str)> {
        let mut all = self.outer.iter().chain(std::iter::once(&self.inner)).enumerate();
        all.find(|(_, text)| WORDS.is_total(&fold(text))).map(|(depth, text)| (depth, *text))
    }
}

/// Gives every row its outer names.
pub fn name_outer(rows: &mut [NamedRow<'_>], labels: &[usize]) {
    if labels.len() < 2 {
        return;
    }
    let mut current = vec![String::new(); labels.len() - 1];
    // A blank cell right of the last name is no merged one.
    let last = labels.last().copied().unwrap_or_default();
    let is_merged = |place: usize| place <= last && !stands_in_every_row(rows, place);
    let filled_down: Vec<bool> = labels.iter().map(|place| is_merged(*place)).collect();
    // Totals that name no group, each with where its word stands.
    let mut open: Vec<(usize, (usize, String))> = Vec::new();
    let mut has_parts_below = false;
    for place in 0..rows.len() {
        let next = rows.get(place + 1).map(|row| Cells::of(row, labels));
        let Some(row) = rows.get_mut(place) else { continue };
        let cells = Cells::of(row, labels);
        let is_total = row.kind == RowKind::Total || cells.total().is_some();
        let is_apart = |at: usize| !is_total && !filled_down.get(at).copied().unwrap_or(true);
        for (_, name) in current.iter_mut().enumerate().filter(|(at, _)| is_apart(*at)) {
            name.clear();
        }
        // Only below a bare "Trong đó" are rows without a number parts; here they are names like any other.
        let key = fold(&row.label);
        let begins = cells.outer.iter().any(|name| !name.is_empty());
        has_parts_below = WORDS.is_only_of_which(&key) || (has_parts_below && !begins);
        if row.kind == RowKind::OfWhich && !has_parts_below && !WORDS.is_of_which(&key) {
            row.kind = RowKind::Body;
        }
        match row.kind {
            RowKind::Heading => {
                if let Some(name) = cells.outer.iter().find(|name| !name.is_empty()) {
                    (*name).clone_into(&mut row.label);
                }
                current.fill(String::new());
                fill(&mut current, &[&row.label]);
            }
            RowKind::Body | RowKind::Section | RowKind::Total => {
                // Merged over all names, its word stands in the first column, whatever that is for.
                let own = (0, row.label.clone());
                let merged = (row.kind == RowKind::Total).then_some((own.0, own.1.as_str()));
                if let Some(total) = cells.total().or(merged) {
                    let names = total_of(&cells, total, &mut current);
                    row.kind = RowKind::Total;
                    row.level = Some(PLAIN_LEVEL);
                    total.1.clone_into(&mut row.label);
                    if let Some(names) = names {
                        row.outer = names;
                    } else {
                        row.outer.clone_from(&current);
                        open.push((place, (total.0, fold(total.1))));
                    }
                } else {
                    name_body(row, &cells, next.as_ref(), &mut current);
                }
            }
            _ => row.outer.clone_from(&current),
        }
    }
    settle(rows, &open);
}

/// Whether the name of a group is written again in its next row: where it is not, none is meant.
fn stands_in_every_row(rows: &[NamedRow<'_>], place: usize) -> bool {
    let name = |row: &NamedRow<'_>| {
        let is_figures = matches!(row.kind, RowKind::Body | RowKind::Section);
        let cell = row.cells.get(place).map(|cell| fold(cell));
        cell.filter(|name| is_figures && !name.is_empty() && !WORDS.is_total(name))
    };
    rows.windows(2)
        .any(|pair| matches!(pair, [one, other] if name(one).is_some() && name(one) == name(other)))
}

/// The names that a total is of, if its row says them: "Xã An Bình | Cộng", "Cộng Xã An Bình".
fn total_of(
    cells: &Cells<'_>,
    total: (usize, &str),
    current: &mut [String],
) -> Option<Vec<String>> {
    let (depth, label) = total;
    let said: Vec<&str> = cells.outer.iter().take(depth).copied().collect();
    if said.iter().any(|name| !name.is_empty()) {
        fill(current, &cells.outer[..depth]);
        return Some(current.iter().take(depth).cloned().collect());
    }
    let first = current.first().filter(|name| !name.is_empty())?;
    fold(label).ends_with(&fold(first)).then(|| vec![first.clone()])
}

/// Puts names in place; where an outer one changes, those within it begin anew.
fn fill(current: &mut [String], names: &[&str]) {
    for (depth, name) in names.iter().enumerate() {
        if name.is_empty() || current.get(depth).is_some_and(|own| own == name) {
            continue;
        }
        for (at, own) in current.iter_mut().enumerate().skip(depth) {
            *own = if at == depth { (*name).to_owned() } else { String::new() };
        }
    }
}

fn name_body(
    row: &mut NamedRow<'_>,
    cells: &Cells<'_>,
    next: Option<&Cells<'_>>,
    current: &mut [String],
) {
    fill(current, &cells.outer);
    row.kind = RowKind::Body;
    row.level = Some(PLAIN_LEVEL);
    row.outer = current.to_vec();
    let named = cells.outer.iter().rposition(|name| !name.is_empty());
    let Some(depth) = named.filter(|_| cells.inner.is_empty()) else { return };
    row.label.clear();
    // The figures of an outer name stand over those of its parts.
    let goes_on = next.is_some_and(|next| {
        let name = next.outer.get(depth).copied().unwrap_or_default();
        let is_same = name.is_empty() || Some(&name) == cells.outer.get(depth);
        is_same && !next.inner.is_empty() && next.total().is_none()
    });
    if goes_on {
        row.kind = RowKind::Section;
        row.level = Some(PLAIN_LEVEL - 1);
        row.outer.truncate(depth + 1);
        row.label = row.outer.pop().unwrap_or_default();
    }
}

/// A total that names no group is that of the group above it where other groups follow, or where those before
/// have such a total, too; else it is that of the whole.
fn settle(rows: &mut [NamedRow<'_>], open: &[(usize, (usize, String))]) {
    let group = |row: &NamedRow<'_>| row.outer.first().cloned().unwrap_or_default();
    let mut subtotals: BTreeSet<&(usize, String)> = BTreeSet::new();
    let mut summed: BTreeSet<String> = BTreeSet::new();
    for (place, word) in open {
        let Some(row) = rows.get(*place) else { continue };
        let own = group(row);
        let is_figures = |row: &&NamedRow<'_>| matches!(row.kind, RowKind::Body | RowKind::Section);
        let next = rows.iter().skip(place + 1).find(is_figures).map(group);
        let is_whole = own.is_empty()
            || summed.contains(&own)
            || (next.is_none() && !subtotals.contains(word));
        if is_whole {
            if let Some(row) = rows.get_mut(*place) {
                row.outer.clear();
            }
            continue;
        }
        subtotals.insert(word);
        summed.insert(own);
        if let Some(row) = rows.get_mut(*place) {
            row.outer.truncate(1);
        }
    }
}
