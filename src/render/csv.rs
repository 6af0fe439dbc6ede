//! Flat rows → CSV for scripts and spreadsheets: UTF-8, comma, LF, fixed headers.
//!
//! Cells that a spreadsheet would run as a formula get an apostrophe in front, unless they are
//! plain numbers: the text of an export is nobody's program.

use std::io::Write;

use std::borrow::Cow;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::domain::{is_invisible, visible};

/// Writes a head and rows.
///
/// # Errors
/// Never for text in memory; kept because the writer can say so.
pub fn write(head: &[String], rows: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut text = lines(&[head.to_vec()])?;
    let parts: Vec<&[Vec<String>]> = rows.chunks(ROWS_AT_ONCE).collect();
    let parts = parts.par_iter().map(|rows| lines(rows)).collect::<Result<Vec<String>, _>>()?;
    text.extend(parts);
    Ok(text)
}

/// Worth handing to another thread.
const ROWS_AT_ONCE: usize = 1_024;

fn lines(rows: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut lines = Lines::new(Vec::new());
    for row in rows {
        lines.add(row)?;
    }
    let bytes = lines.0.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes line by line, for what is too long to be held.
pub struct Lines<W: Write>(csv::Writer<W>);

impl<W: Write> Lines<W> {
    pub fn new(out: W) -> Self {
        Self(csv::WriterBuilder::new().flexible(false).from_writer(out))
    }

    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, row: &[String]) -> std::io::Result<()> {
        let written = self.0.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
        // The error of the system itself: what a full disk is called must not get lost.
        written.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            kind => std::io::Error::other(format!("{kind:?}")),
        })
    }

    /// Hands on what is still held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Appends a cell as [`write`] writes one of several, without a text of its own.
pub fn push_cell(text: &mut String, cell: &str) {
    let cell = guarded(cell);
    if cell.contains([',', '"', '\n', '\r']) {
        text.push('"');
        for (place, part) in cell.split('"').enumerate() {
            text.push_str(if place > 0 { "\"\"" } else { "" });
            text.push_str(part);
        }
        text.push('"');
    } else {
        text.push_str(&cell);
    }
}

/// The cell with every hidden sign shown, defused if it begins like a formula: whatever a spreadsheet
/// passes over before the sign, and however wide the sign is.
fn guarded(cell: &str) -> Cow<'_, str> {
    let passes_over =
        |letter: char| letter.is_whitespace() || letter.is_control() || is_invisible(letter);
    let bare = cell.trim_start_matches(passes_over);
    let is_number = || bare.parse::<f64>().is_ok_and(f64::is_finite);
    let is_formula = bare.starts_with(FORMULA_SIGNS) || cell.starts_with(['\t', '\r']);
    let is_more_than_a_sign = cell.chars().nth(1).is_some();
    if is_formula && is_more_than_a_sign && !is_number() {
        Cow::Owned(format!("'{}", visible(cell)))
    } else {
        visible(cell)
    }
}

/// What makes a formula of a cell, in the two widths.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{guarded, push_cell, write};

    proptest! {
        /// A row cell by cell is the row that is written at once.
        #[test]
        fn cells_are_appended_as_they_are_written(
            cells in prop::collection::vec("[a-zÀ-ỹ0-9=+@.,\"\r\n\t\u{200b} -]{0,8}", 2..5),
        ) {
            let mut text = String::new();
            for (place, cell) in cells.iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                push_cell(&mut text, cell);
            }
            prop_assert_eq!(write(&cells, &[]).expect("text"), text + "\n");
        }
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        for (cell, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+84 90", "'+84 90"),
            ("-5", "-5"),
            ("-1.5", "-1.5"),
            ("-", "-"),
            ("＝cmd|x", "'＝cmd|x"),
            ("－x", "'－x"),
            ("\u{200b}=cmd", "'⟦U+200B⟧=cmd"),
            ("\u{feff}\u{202e} @x", "'⟦U+FEFF⟧⟦U+202E⟧ @x"),
            ("\t=cmd", "'\t=cmd"),
            ("\r\n+x", "'\r\n+x"),
            (" -5", " -5"),
            ("Xã\u{202e}A", "Xã⟦U+202E⟧A"),
            ("Xã A", "Xã A"),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }

    #[test]
    fn cells_with_delimiters_are_quoted() {
        let head = vec!["unit".to_owned(), "received".to_owned()];
        let rows = vec![vec!["A, \"B\"".to_owned(), "3".to_owned()]];
        assert_eq!(write(&head, &rows).expect("text"), "unit,received\n\"A, \"\"B\"\"\",3\n");
    }
}
