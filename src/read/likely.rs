//! The rows of a head that look most like a header, for a message that helps to write a profile.

use std::cmp::Reverse;

use super::header::shown_cells;

/// Rows with a digit anywhere are left out: they are data, and may hold somebody's name and phone
/// number.
pub fn likeliest_headers(rows: &[Vec<String>]) -> String {
    const SHOWN: usize = 2;
    const ROWS_BELOW: usize = 5;
    let has_digit =
        |cells: &[String]| cells.iter().any(|c| c.contains(|c: char| c.is_ascii_digit()));
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let without_digits = rows.iter().enumerate().filter(|(_, cells)| !has_digit(cells));
    let mut likely: Vec<(usize, &Vec<String>)> =
        without_digits.filter(|(_, cells)| filled(cells) > 0).collect();
    likely.sort_by_key(|(row, cells)| (Reverse(filled(cells)), *row));
    likely.truncate(SHOWN);
    let below = |row: usize| {
        let end = rows.len().min(row + 1 + ROWS_BELOW);
        rows.get(row + 1..end).unwrap_or(&[])
    };
    let shown = likely
        .into_iter()
        .map(|(row, cells)| describe_row(row, shown_cells(cells, below(row)).into_iter()));
    let shown = shown.collect::<Vec<_>>().join("; ");
    if shown.is_empty() { "–".to_owned() } else { shown }
}

/// `[3] STT | Mã HS | …`, cut to what fits a message.
pub fn describe_row(row: usize, cells: impl Iterator<Item = String>) -> String {
    const CELLS: usize = 12;
    const CELL_LENGTH: usize = 40;
    let mut shown = Vec::new();
    for (column, cell) in cells.enumerate() {
        if column == CELLS {
            shown.push("…".to_owned());
            break;
        }
        shown.push(cell.chars().take(CELL_LENGTH).collect());
    }
    format!("[{}] {}", row + 1, shown.join(" | "))
}
