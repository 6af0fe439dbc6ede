//! Rows against the rows they sum up: sections, block totals, the whole.

use super::identities::total;
use super::measure::Measure;
use super::rows::{RowKind, TableRow};
use super::table::AggregateTable;
use super::words::WORDS;
use crate::domain::{Dimension, fold};
use crate::findings::{Finding, FindingCode};

/// Every total and section that is not the sum of its rows, cell by cell.
pub fn check(table: &AggregateTable) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let sums = match row.kind {
            RowKind::Section => vec![parts_of_section(&table.rows, place)],
            RowKind::Total => parts_of_total(&table.rows, place),
            RowKind::Heading | RowKind::Body | RowKind::OfWhich | RowKind::SetApart => continue,
        };
        // A total of nothing is the only row of its kind: nothing to compare it with.
        let sums = sums.into_iter().filter(|parts| !parts.is_empty());
        let broken = sums.map(|parts| broken_cells(table, row, &parts));
        // A page may sum up itself, or all pages so far: the reading that agrees with more cells.
        findings.extend(broken.min_by_key(Vec::len).into_iter().flatten());
    }
    findings
}

fn broken_cells(table: &AggregateTable, row: &TableRow, parts: &[&TableRow]) -> Vec<Finding> {
    // What is open in two months stands in both, and once in the whole.
    let is_by_time = table.names().any(Dimension::is_time);
    let adds_up = |measure: &Measure| !(measure.is_rate() || is_by_time && measure.is_stock());
    let counts = table.figures().map(|(_, measure)| measure).filter(adds_up);
    counts.filter_map(|measure| broken_total(table, row, measure, parts)).collect()
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

/// A total that others follow sums up its block; the last one, or one above all rows, the whole. The sum of a page is
/// of the page, or of all rows so far.
fn parts_of_total(rows: &[TableRow], place: usize) -> Vec<Vec<&TableRow>> {
    // Where rows have outer names, a total has those of its group, and none where it is of the whole.
    if let Some(total) = rows.get(place).filter(|_| rows.iter().any(|row| !row.outer.is_empty())) {
        return vec![roots(rows.iter().filter(|row| row.is_within(&total.outer)))];
    }
    let is_total = |row: &TableRow| row.kind == RowKind::Total;
    let label = rows.get(place).map(|row| fold(&row.label)).unwrap_or_default();
    let is_of_page = WORDS.is_subtotal(&label);
    let is_last = !rows.iter().skip(place + 1).any(is_total);
    let before = rows.get(..place).unwrap_or(&[]);
    let is_above_all = !before.iter().any(is_figures);
    if (is_last && !is_of_page) || is_above_all {
        return vec![roots(rows.iter())];
    }
    let begins = |row: &TableRow| {
        let is_heading = row.kind == RowKind::Heading && !WORDS.is_of_which(&fold(&row.label));
        is_total(row) || is_heading
    };
    let start = before.iter().rposition(begins).map_or(0, |start| start + 1);
    let block = roots(before.iter().skip(start));
    if is_of_page { vec![block, roots(before.iter())] } else { vec![block] }
}
