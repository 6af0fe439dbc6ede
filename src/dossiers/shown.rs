//! A row of a file → its cells as findings and lists of rejected rows may show them.
//!
//! In: a record and the plan of its file. Out: texts. Must not know: where they are shown.

use super::file_plan::FilePlan;
use super::people::{RowKind, is_foreign_to_dates, is_listed, shown};
use crate::columns::is_blank_word;
use crate::columns::{DateCell, DateEvidence, DateReader};
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

/// Nothing but short numbers with what stands between those of a date: spares nearly every cell the look
/// for people. Telephones have more digits, and neither strokes nor colons.
fn is_bare_date(cell: &[u8]) -> bool {
    const LONGEST: usize = 4;
    const MOST_DIGITS: usize = 8;
    let runs = || cell.split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len);
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"/-:., T".contains(byte);
    cell.iter().all(is_part)
        && runs().all(|digits| digits <= LONGEST)
        && (cell.contains(&b'/') || cell.contains(&b':') || runs().sum::<usize>() <= MOST_DIGITS)
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
        !is_bare_date(cell) && (is_foreign_to_dates(&text) || is_listed(&text))
    };
    let is_date = |column: usize| {
        let cell = record.cell(column);
        // Every date has digits, and hardly any cell of a closed list has one.
        String::from_utf8_lossy(&cell).contains(char::is_numeric)
            && matches!(reader.read(&cell, &mut DateEvidence::default()), DateCell::At(_))
    };
    let is_blank = |cell: &[u8]| cell.is_empty() || is_blank_word(cell);
    let mut has_nothing = is_blank(&record.cell(id));
    let has_foreign = dates.any(|cell| {
        has_nothing &= is_blank(&cell);
        is_foreign(&cell)
    });
    if has_foreign || has_nothing || lists.any(is_date) { RowKind::Shifted } else { RowKind::Usual }
}

#[cfg(test)]
mod tests {
    use super::is_bare_date;

    #[test]
    fn dates_are_bare_and_telephones_are_not() {
        for date in ["", "05/06/2024", "2024-06-05", "2024-06-05T07:30:15.123", "07:30, 5/6/2024"] {
            assert!(is_bare_date(date.as_bytes()), "{date}");
        }
        for other in
            ["0912345678", "0912-345-678", "0912.345.678", "12/0912345678", "Thôn 1", "x@y.vn"]
        {
            assert!(!is_bare_date(other.as_bytes()), "{other}");
        }
    }
}
