//! Rows against the rows they sum up: sections, block totals, the whole.

use super::identities::total;
use super::measure::Measure;
use super::rows::{RowKind, TableRow};
use super::table::AggregateTable;
use crate::findings::{Finding, FindingCode};

/// Every total and section that is not the sum of its rows, cell by cell.
pub fn check(table: &AggregateTable) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let parts = match row.kind {
            RowKind::Section => parts_of_section(&table.rows, place),
            RowKind::Total => parts_of_total(&table.rows, place),
            RowKind::Heading | RowKind::Body | RowKind::OfWhich | RowKind::SetApart => continue,
        };
        if parts.is_empty() {
            // A total of nothing is the only row of its kind: nothing to compare it with.
            continue;
        }
        let measures = table.figures().map(|(_, measure)| measure);
        for measure in measures.filter(|measure| !measure.is_rate()) {
            findings.extend(broken_total(table, row, measure, &parts));
        }
    }
    findings
}

fn broken_total(
    table: &AggregateTable,
    row: &TableRow,
    measure: Measure,
    parts: &[&TableRow],
) -> Option<Finding> {
    let printed = row.count(measure)?;
    let counts: Option<Vec<u64>> = parts.iter().map(|part| part.count(measure)).collect();
    let sum = total(&counts?);
    (printed != sum).then(|| {
        let value = format!("{printed} ≠ {sum} = Σ {}", places(parts));
        table.finding(FindingCode::SumDiffers, row.number, measure, value)
    })
}

/// The rows of a sum, as a spreadsheet numbers them: `7..12, 14`.
fn places(parts: &[&TableRow]) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for row in parts {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row.number => *last = row.number,
            _ => runs.push((row.number, row.number)),
        }
    }
    let text = |(first, last): &(u64, u64)| {
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    };
    runs.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// The rows right below a section: those with figures that no other section in it holds.
fn parts_of_section(rows: &[TableRow], place: usize) -> Vec<&TableRow> {
    let Some(section) = rows.get(place) else { return Vec::new() };
    let ends = |row: &TableRow| {
        row.kind == RowKind::Total
            || (is_figures(row) || row.kind == RowKind::Heading) && row.level <= section.level
    };
    roots(rows.iter().skip(place + 1).take_while(|row| !ends(row)))
}

const fn is_figures(row: &TableRow) -> bool {
    matches!(row.kind, RowKind::Section | RowKind::Body)
}

/// Rows with figures that stand in no section of these rows.
fn roots<'a>(rows: impl Iterator<Item = &'a TableRow>) -> Vec<&'a TableRow> {
    let mut roots: Vec<&TableRow> = Vec::new();
    let mut section: Option<u8> = None;
    for row in rows.filter(|row| is_figures(row)) {
        if section.is_some_and(|level| row.level > level) {
            continue;
        }
        section = (row.kind == RowKind::Section).then_some(row.level);
        roots.push(row);
    }
    roots
}

/// A total that others follow sums up its block; the last one, or one above all rows, the whole.
fn parts_of_total(rows: &[TableRow], place: usize) -> Vec<&TableRow> {
    // Where rows have outer names, a total has those of its group, and none where it is of the whole.
    if let Some(total) = rows.get(place).filter(|_| rows.iter().any(|row| !row.outer.is_empty())) {
        return roots(rows.iter().filter(|row| row.is_within(&total.outer)));
    }
    let is_total = |row: &TableRow| row.kind == RowKind::Total;
    let is_last = !rows.iter().skip(place + 1).any(is_total);
    let before = rows.get(..place).unwrap_or(&[]);
    let is_above_all = !before.iter().any(is_figures);
    if is_last || is_above_all {
        return roots(rows.iter());
    }
    let start = before.iter().rposition(|row| is_total(row) || row.kind == RowKind::Heading);
    roots(before.iter().skip(start.map_or(0, |start| start + 1)))
}
