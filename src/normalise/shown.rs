//! A row of a file → its cells as findings and lists of rejected rows may show them.
//!
//! In: a record and the plan of its file. Out: texts. Must not know: where they are shown.

use super::date::{DateCell, DateEvidence};
use super::dictionary::Dictionary;
use super::fold::fold;
use super::open::FilePlan;
use super::people::{RowKind, is_foreign_to_dates, shown};
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

/// Whether a text is one of the states, channels or ratings that the dictionary lists.
fn is_listed(text: &str) -> bool {
    let key = fold(text);
    let lists = ["status", "channel", "rating"];
    let values = lists.iter().filter_map(|list| Dictionary::built_in().values.get(*list));
    values.into_iter().any(|spellings| spellings.contains_key(&key))
}

/// Whether the cells of a row stand under the headings of others: something in a date column that
/// belongs to no date, or neither an id nor any date, as where people have signed.
pub fn row_kind(plan: &FilePlan, record: &Record<'_>) -> RowKind {
    let dates = || plan.furniture.dates.iter().map(|column| record.cell(*column));
    let is_foreign = |cell: &[u8]| {
        let text = String::from_utf8_lossy(cell);
        is_foreign_to_dates(&text) || is_listed(&text)
    };
    let lists = [plan.status, plan.channel, plan.rating];
    let is_date = |column: usize| {
        let cell = record.cell(column);
        matches!(plan.dates().read(&cell, &mut DateEvidence::default()), DateCell::At(_))
    };
    let is_blank = |cell: &[u8]| cell.is_empty() || is_blank_word(cell);
    let has_nothing = || is_blank(&record.cell(plan.id)) && dates().all(|cell| is_blank(&cell));
    let has_date = || lists.into_iter().flatten().any(is_date);
    if dates().any(|cell| is_foreign(&cell)) || has_date() || has_nothing() {
        RowKind::Shifted
    } else {
        RowKind::Usual
    }
}
