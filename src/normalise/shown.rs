//! A row of a file → its cells as findings and lists of rejected rows may show them.
//!
//! In: a record and the plan of its file. Out: texts. Must not know: where they are shown.

use super::date::{DateCell, DateEvidence, DateReader};
use super::open::FilePlan;
use super::people::{RowKind, is_foreign_to_dates, is_listed, shown};
use super::row::is_blank_word;
use crate::read::Record;

/// A cell of a mapped column.
pub fn shown_cell(plan: &FilePlan, record: &Record<'_>, column: usize, kind: RowKind) -> String {
    let mapped = plan.mapped.iter().find(|(_, mapped)| *mapped == column);
    let header = plan.facts.mapping.uses.get(column);
    let heading = header.map_or("", |(header, _)| header.name.as_str());
    let text = record.cell(column);
    let text = String::from_utf8_lossy(&text);
    mapped.map_or_else(String::new, |(field, _)| shown(*field, heading, &text, kind))
}

/// Whether the cells of a row stand under the headings of others: something in a date column that
/// belongs to no date, a date in a closed list, or neither an id nor any date, as where people have
/// signed.
pub fn row_kind(plan: &FilePlan, record: &Record<'_>) -> RowKind {
    let lists = [plan.status, plan.channel, plan.rating];
    let lists = lists.into_iter().flatten();
    kind_of(record, plan.id, &plan.furniture.dates, lists, plan.dates())
}

/// The same, by the columns of id, dates and closed lists.
pub fn kind_of(
    record: &Record<'_>,
    id: usize,
    dates: &[usize],
    mut lists: impl Iterator<Item = usize>,
    reader: DateReader<'_>,
) -> RowKind {
    let mut dates = dates.iter().map(|column| record.cell(*column));
    let is_foreign = |cell: &[u8]| {
        let text = String::from_utf8_lossy(cell);
        is_foreign_to_dates(&text) || is_listed(&text)
    };
    let is_date = |column: usize| {
        let cell = record.cell(column);
        matches!(reader.read(&cell, &mut DateEvidence::default()), DateCell::At(_))
    };
    let is_blank = |cell: &[u8]| cell.is_empty() || is_blank_word(cell);
    let mut has_nothing = is_blank(&record.cell(id));
    let has_foreign = dates.any(|cell| {
        has_nothing &= is_blank(&cell);
        is_foreign(&cell)
    });
    if has_foreign || has_nothing || lists.any(is_date) { RowKind::Shifted } else { RowKind::Usual }
}
