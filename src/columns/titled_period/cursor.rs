//! A place among the words of a title, and what stands around it.
//!
//! In: tokens. Out: steps along them. Must not know: what they mean together.

use super::words::{Kind, Token};

/// Reports are of these years; other numbers of four digits are none.
pub const FIRST_YEAR: i32 = 1990;
pub const LAST_YEAR: i32 = 2100;

/// A place among the words of a row.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    pub tokens: &'a [Token],
    pub at: usize,
}

impl Cursor<'_> {
    pub fn kind(self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    pub fn is_glued(self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is_glued)
    }

    pub fn is_of_law(self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is_of_law)
    }

    pub const fn next(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    pub fn past(self, kind: Kind) -> Option<Self> {
        (self.kind() == Some(kind)).then(|| self.next())
    }

    /// Behind all words of these kinds.
    pub fn after_all(self, kinds: &[Kind]) -> Self {
        let mut next = self;
        while next.kind().is_some_and(|kind| kinds.contains(&kind)) {
            next = next.next();
        }
        next
    }

    /// The word so many places before.
    pub fn before(self, places: usize) -> Option<Kind> {
        self.tokens.get(self.at.checked_sub(places)?).map(|token| token.kind)
    }

    /// Whether "đến", "từ", "trước" before it make it one end of something.
    pub fn is_open_ended(self) -> bool {
        matches!(
            self.before(1),
            Some(Kind::From | Kind::Until | Kind::Through | Kind::Before | Kind::After)
        )
    }

    /// "so với tháng 5", "cùng kỳ năm 2023": what the table is compared with.
    pub fn is_compared(self) -> bool {
        let from = self.at.saturating_sub(MOST_WORDS_OF_COMPARISON);
        let before = self.tokens.get(from..self.at).unwrap_or(&[]);
        let start = before.iter().rposition(|token| token.kind == Kind::CellEnd);
        let kinds: Vec<Kind> =
            before.iter().skip(start.map_or(0, |at| at + 1)).map(|token| token.kind).collect();
        kinds.windows(2).any(|pair| pair == [Kind::Same, Kind::Period])
            || kinds
                .iter()
                .position(|kind| *kind == Kind::Than)
                .is_some_and(|at| kinds.iter().skip(at).take(3).any(|kind| *kind == Kind::With))
    }
}

/// "so với kết quả cùng kỳ của tháng"
const MOST_WORDS_OF_COMPARISON: usize = 7;
