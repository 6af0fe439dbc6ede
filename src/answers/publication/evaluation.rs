//! What a change of a figure means: better, worse, or no more than the usual scatter.
//!
//! In: which way a figure went, which way is good, and its control limits. Out: an [`Evaluation`]. Must not know:
//! colours, signs, how numbers are rounded.

use std::cmp::Ordering;

use crate::comparison::{Limits, Position, TooFewMonths};
use crate::indicators::Sense;
use crate::words::Lang;

/// What a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evaluation {
    Better,
    Worse,
    /// The rate lies inside its control limits.
    Ordinary,
    /// Too few months before tell what is usual.
    Unknown,
    /// No change, or a figure of which neither more nor less is good.
    Neither,
}

impl Evaluation {
    pub const ALL: [Self; 5] =
        [Self::Better, Self::Worse, Self::Ordinary, Self::Unknown, Self::Neither];

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Ordinary => "ordinary",
            Self::Unknown => "unknown",
            Self::Neither => "neither",
        }
    }

    /// In words.
    pub fn words(self, lang: Lang) -> &'static str {
        lang.label("evaluation", self.name())
    }

    /// Of a count: every change is one, for nothing about it is a sample.
    pub const fn of_count(sense: Sense, direction: Ordering) -> Self {
        match (sense, direction) {
            (Sense::Neutral, _) | (_, Ordering::Equal) => Self::Neither,
            (Sense::HigherIsBetter, Ordering::Greater) | (Sense::LowerIsBetter, Ordering::Less) => {
                Self::Better
            }
            (Sense::HigherIsBetter, Ordering::Less) | (Sense::LowerIsBetter, Ordering::Greater) => {
                Self::Worse
            }
        }
    }

    /// Of a rate: better or worse only where it left its control limits the way it went.
    pub const fn of_rate(
        sense: Sense,
        direction: Ordering,
        limits: Option<&Result<Limits, TooFewMonths>>,
    ) -> Self {
        let of_count = Self::of_count(sense, direction);
        if matches!(of_count, Self::Neither) {
            return Self::Neither;
        }
        match limits {
            Some(Ok(limits)) if limits.past.is_of_use() => match (limits.position, direction) {
                (Position::Above, Ordering::Greater) | (Position::Below, Ordering::Less) => {
                    of_count
                }
                (Position::Within, _) => Self::Ordinary,
                // It lies where it lay, outside of what is usual, and came nearer.
                _ => Self::Neither,
            },
            _ => Self::Unknown,
        }
    }
}
