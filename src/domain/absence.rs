//! Why a figure has no value. A missing figure is never 0, never 100 %, never an empty string.

use serde::Serialize;

/// The reason of a missing rate; the names are part of the outer contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// The denominator is zero: nothing happened that the rate could describe.
    NoDossiers,
    /// No export read has the column that the rate needs.
    NotInExport,
    /// Fewer dossiers than may be published.
    TooFew,
    /// The answers were given on two scales, which are different questions.
    TwoScales,
    /// The counts at hand do not have it: they were kept without it, or are of months that were added
    /// up, over which it does not add.
    NotCounted,
    /// The source of the unit ends before the period begins, or tells nothing of it.
    NotCovered,
    /// The rows tell how dossiers stand on a later day, and not how they stood on the as-of day.
    LaterState,
    /// Nothing that the figure would rest on is written in a way that anybody maps.
    NotUnderstood,
}

impl Absence {
    pub const ALL: [Self; 8] = [
        Self::NoDossiers,
        Self::NotInExport,
        Self::TooFew,
        Self::TwoScales,
        Self::NotCounted,
        Self::NotCovered,
        Self::LaterState,
        Self::NotUnderstood,
    ];

    /// The name used in JSON and CSV, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoDossiers => "no_dossiers",
            Self::NotInExport => "not_in_export",
            Self::TooFew => "too_few",
            Self::TwoScales => "two_scales",
            Self::NotCounted => "not_counted",
            Self::NotCovered => "not_covered",
            Self::LaterState => "later_state",
            Self::NotUnderstood => "not_understood",
        }
    }
}
