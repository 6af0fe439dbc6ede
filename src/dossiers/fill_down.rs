//! Blank cells under a value that a merged cell held: filled with it where the profile says so.
//!
//! In: the rows of a file in order. Out: the text of a row whose blanks were filled. Must not know: why
//! a column is merged. A file that is filled is read by one thread, from its first row to its last.

use super::file_plan::FilePlan;
use crate::columns::{furniture, is_blank_word};
use crate::domain::CanonicalField;
use crate::findings::Exclusion;
use crate::read::{FileId, Record};

/// The values last met.
#[derive(Debug, Default)]
pub struct FillDown {
    file: Option<FileId>,
    last: Vec<(CanonicalField, Vec<u8>)>,
}

impl FillDown {
    /// The row with its blanks filled, as text; nothing where none has to be.
    pub fn fill(&mut self, plan: &FilePlan, record: &Record<'_>) -> Option<Vec<u8>> {
        if plan.fill_down.is_empty() {
            return None;
        }
        if self.file != Some(plan.file) {
            *self = Self { file: Some(plan.file), last: Vec::new() };
        }
        match furniture(record, &plan.furniture, plan.dates(), false) {
            None if plan.furniture.fits(record.width()) => {}
            None | Some(Exclusion::BlankRow | Exclusion::HeaderRow) => return None,
            Some(_) => {
                // A group or a total ends the block.
                self.last.clear();
                return None;
            }
        }
        let mut cells: Vec<_> = record.cells().collect();
        let mut is_filled = false;
        for (field, column) in &plan.fill_down {
            let Some(cell) = cells.get_mut(*column) else { continue };
            let known = self.last.iter_mut().find(|(other, _)| other == field);
            let is_blank = cell.is_empty() || is_blank_word(cell);
            match (known, is_blank) {
                (Some((_, last)), true) => {
                    *cell = last.clone().into();
                    is_filled = true;
                }
                (Some((_, last)), false) => *last = cell.to_vec(),
                (None, false) => self.last.push((*field, cell.to_vec())),
                (None, true) => {}
            }
        }
        is_filled
            .then(|| written(cells.iter().map(AsRef::as_ref), plan.facts.layout.dialect.delimiter))
    }
}

/// Cells as one record.
fn written<'c>(cells: impl Iterator<Item = &'c [u8]>, delimiter: u8) -> Vec<u8> {
    let mut text = Vec::new();
    for cell in cells {
        text.push(b'"');
        for byte in cell {
            if *byte == b'"' {
                text.push(b'"');
            }
            text.push(*byte);
        }
        text.extend([b'"', delimiter]);
    }
    text.pop();
    text
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::read::{Dialect, Records};

    #[test]
    fn cells_written_are_the_cells_read() {
        let cells: [&[u8]; 4] = [b"a", b"", b"say \"x\"; y", b"two\nlines"];
        let text = written(cells.into_iter(), b';');
        let mut records = Records::new(&text, Dialect::new(b';'));
        let record = records.advance().expect("a record");
        let read: Vec<Vec<u8>> = record.cells().map(std::borrow::Cow::into_owned).collect();
        assert_eq!(read, cells);
        assert!(records.advance().is_none());
    }
}
