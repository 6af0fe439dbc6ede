//! The row of column numbers below a header: `(1) | (2) | (3) = (4) + (5)`, `A | B | 1 | 2`.
//!
//! In: its cells and what is known of the columns. Out: whether it is one. A row of dossiers must not
//! be taken for it: a log may number its dossiers 1, 2, 3.

use super::header::HeaderCell;

/// How a numbering is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// With brackets or a formula: nothing else looks so.
    Marked,
    /// Bare numbers, from 1.
    Bare,
}

/// With fewer columns, bare numbers may be a row of the table.
const FEWEST_BARE: usize = 4;
/// Where no row follows, bare numbers over so many columns are no dossier.
const FEWEST_BARE_ALONE: usize = 5;

/// Whether `cells` number the columns. `required` are those without which nothing can be counted,
/// `below` is the next row that holds something.
pub fn is_number_row(
    cells: &[String],
    headers: &[HeaderCell],
    required: &[usize],
    below: Option<&[String]>,
) -> bool {
    let Some(form) = numbering(cells) else { return false };
    let text = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
    let named =
        || (0..headers.len()).filter(|at| headers.get(*at).is_some_and(|h| !h.name.is_empty()));
    let is_small_number =
        |cell: &String| cell.len() <= 4 && cell.trim().bytes().all(|byte| byte.is_ascii_digit());
    match (form, below) {
        (Form::Marked, _) => true,
        (Form::Bare, _) if named().any(|column| text(column).is_empty()) => false,
        (Form::Bare, None) => named().count() >= FEWEST_BARE_ALONE,
        (Form::Bare, Some(below)) => {
            let is_told_apart =
                |column: &usize| below.get(*column).is_some_and(|c| !is_small_number(c));
            named().count() >= FEWEST_BARE && required.iter().all(is_told_apart)
        }
    }
}

/// Whether cells number columns in a way that nothing else does.
pub fn is_marked_numbering(cells: &[String]) -> bool {
    numbering(cells) == Some(Form::Marked)
}

/// At least three numbers, rising by one; letters may stand before them.
fn numbering(cells: &[String]) -> Option<Form> {
    let mut previous = None;
    let mut numbers = 0;
    let mut form = Form::Bare;
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        let is_letter = cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_letter && numbers == 0 {
            continue;
        }
        let allowed = |byte: u8| byte.is_ascii_digit() || b"()[]=+-/: %".contains(&byte);
        if !cell.bytes().all(allowed) {
            return None;
        }
        let inside = cell.trim_start_matches(['(', '[']);
        let digits: String = inside.chars().take_while(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().ok()?;
        if previous.is_some_and(|previous: u32| number != previous + 1) {
            return None;
        }
        if digits.len() < cell.len() {
            form = Form::Marked;
        } else if previous.is_none() && form == Form::Bare && number != 1 {
            return None;
        }
        previous = Some(number);
        numbers += 1;
    }
    (numbers >= 3).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::is_number_row;
    use crate::read::HeaderCell;

    /// A log whose second column is its id and whose fourth is the received date.
    fn is_one(row: &str, below: Option<&str>) -> bool {
        let cells = |line: &str| line.split(';').map(str::to_owned).collect::<Vec<_>>();
        let row = cells(row);
        let header = |_| HeaderCell { group: None, name: "x".to_owned() };
        let headers: Vec<HeaderCell> = row.iter().map(header).collect();
        let required = if row.len() > 3 { vec![1, 3] } else { vec![0, 1] };
        let below = below.map(cells);
        is_number_row(&row, &headers, &required, below.as_deref())
    }

    #[test]
    fn numbers_of_columns_and_numbers_of_dossiers() {
        let dossier = Some("1;H54-1;Xã A;03/06/2024;x");
        for (row, below, expected) in [
            ("(1);(2);(3);(4)", dossier, true),
            ("(1);(2);(3);(4)=(2)+(3)", None, true),
            ("[1];[2];[3]", None, true),
            ("1;2;3;4;5", dossier, true),
            ("A;B;1;2;3", dossier, true),
            ("1;2;3;4;5", None, true),
            // Nothing tells these from dossiers.
            ("1;2;3", Some("4;5;6"), false),
            ("1;2;3;4;5", Some("2;3;Xã A;4;5"), false),
            ("1;2;3;4", None, false),
            ("2;3;4;5;6", dossier, false),
            ("1;2;;4;5", dossier, false),
            ("1;2;2;4;5", dossier, false),
            ("1;H54-1;3;4;5", dossier, false),
        ] {
            assert_eq!(is_one(row, below), expected, "{row} / {below:?}");
        }
    }
}
