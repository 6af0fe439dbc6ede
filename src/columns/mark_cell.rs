//! What a cell of a closed list says, where its row can do without it; and which columns of yes and no hold
//! numbers that say neither.
//!
//! In: cells. Out: [`MarkCell`], [`NumberedColumns`]. Must not know: which figures rest on a mark.

use std::collections::BTreeMap;

use super::kind::{FieldPlace, FieldType, LogKind};
use super::mapping::Mapping;
use crate::domain::trim;

/// What a cell of a closed list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkCell<T> {
    #[default]
    Blank,
    /// Something stands there that nothing maps: the row stands in no figure that rests on it.
    Unmapped,
    Says(T),
}

impl<T> MarkCell<T> {
    /// What it says, if it says something.
    pub fn said(self) -> Option<T> {
        match self {
            Self::Says(value) => Some(value),
            Self::Blank | Self::Unmapped => None,
        }
    }

    pub const fn is_unmapped(&self) -> bool {
        matches!(self, Self::Unmapped)
    }

    pub fn map<U>(self, value: impl FnOnce(T) -> U) -> MarkCell<U> {
        match self {
            Self::Blank => MarkCell::Blank,
            Self::Unmapped => MarkCell::Unmapped,
            Self::Says(said) => MarkCell::Says(value(said)),
        }
    }
}

/// Columns of yes and no in which a bare 1 or 0 says neither: other numbers stand beside it, or the column
/// may be of ratings and has no 0 to its 1.
#[derive(Debug, Default)]
pub struct NumberedColumns {
    /// By column: whether it may be of ratings, and the numbers that it holds.
    columns: BTreeMap<usize, (bool, NumbersMet)>,
}

/// The numbers that one column holds.
#[derive(Debug, Default, Clone, Copy)]
struct NumbersMet {
    zero: bool,
    one: bool,
    other: bool,
}

impl NumberedColumns {
    /// The columns of a table to be looked at.
    pub fn new(kind: &LogKind, columns: &Mapping<FieldPlace>) -> Self {
        let flags = kind.fields.iter().zip(0..).filter(|(field, _)| field.kind == FieldType::Flag);
        let placed = flags.filter_map(|(field, place)| {
            let column = columns.column(FieldPlace(place))?;
            Some((column, (field.may_be_rating, NumbersMet::default())))
        });
        Self { columns: placed.collect() }
    }

    /// Takes note of a row, cell by cell.
    pub fn meet(&mut self, cell: impl Fn(usize) -> String) {
        for (column, (_, met)) in &mut self.columns {
            met.meet(&cell(*column));
        }
    }

    /// Whether a cell of a column is a number that says neither yes nor no.
    pub fn is_number_only(&self, column: usize, text: &str) -> bool {
        let is_numbered = |(may_be_rating, met): &(bool, NumbersMet)| {
            met.other || (*may_be_rating && met.one && !met.zero)
        };
        matches!(text, "0" | "1") && self.columns.get(&column).is_some_and(is_numbered)
    }
}

impl NumbersMet {
    fn meet(&mut self, cell: &str) {
        match trim(cell) {
            "0" => self.zero = true,
            "1" => self.one = true,
            text => self.other |= is_number(text),
        }
    }
}

/// `3`, `4,5`, `80%`, `50.000`: no yes and no no.
fn is_number(text: &str) -> bool {
    let is_mark = |character| matches!(character, '.' | ',' | '%' | ' ' | '/');
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || is_mark(character))
}

#[cfg(test)]
mod tests {
    use super::{NumbersMet, is_number};

    #[test]
    fn numbers_that_are_no_answer() {
        for text in ["2", "4,5", "80%", "50.000", "3/5", "10 000"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "Có", "x", "1 sao", "-", "%"] {
            assert!(!is_number(text), "{text}");
        }
        let mut met = NumbersMet::default();
        for cell in ["1", " 0 ", "Có"] {
            met.meet(cell);
        }
        assert!(met.zero && met.one && !met.other);
    }
}
