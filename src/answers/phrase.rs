//! Sentences whose numbers are still numbers.
//!
//! In: words and figures. Out: a [`Phrase`]. Must not know: how a number is written.

use crate::domain::Exact;

/// A sentence whose numbers are still numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Count(u64),
    /// Points of an index, shown with two decimals.
    Points(Exact),
    /// Percentage points gained or lost, shown with their sign and two decimals.
    Change(Exact),
    /// A share of 1, shown in percent.
    Share(Exact),
}

impl Phrase {
    /// The same behind these words.
    #[must_use]
    pub fn before(mut self, text: impl Into<String>) -> Self {
        self.pieces.insert(0, Piece::Text(text.into()));
        self
    }

    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.pieces.push(Piece::Count(count));
        self
    }

    #[must_use]
    pub fn share(mut self, share: Exact) -> Self {
        self.pieces.push(Piece::Share(share));
        self
    }

    #[must_use]
    pub fn change(mut self, points: Exact) -> Self {
        self.pieces.push(Piece::Change(points));
        self
    }

    #[must_use]
    pub fn points(mut self, points: Exact) -> Self {
        self.pieces.push(Piece::Points(points));
        self
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self::default().text(text)
    }
}
