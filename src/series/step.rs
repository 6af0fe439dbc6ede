//! A step of a series: its period, and the counts it has.

use std::collections::BTreeSet;

use crate::archive::Counting;
use crate::domain::{CanonicalField, Period, Ratio};
use crate::indicators::{Definition, Indicator};
use crate::tally::{Cube, TimeFrame};

/// The counts of one span of days.
#[derive(Debug, Clone)]
pub struct Point {
    /// How the user named it: the path of its file, or the month of a log.
    pub label: String,
    pub frame: TimeFrame,
    /// Nothing where all points come from one reading of the data.
    pub counting: Option<Counting>,
    pub fields: BTreeSet<CanonicalField>,
    /// By unit, or by nothing.
    pub cube: Cube,
    /// Units of which nothing is told, as far as that is known: their sources end before or begin behind.
    pub silent: BTreeSet<String>,
    /// How often the month was published anew.
    pub restatements: usize,
    /// The on-time rate of the whole as it was published; nothing where that is not known.
    pub published: Option<PublishedRate>,
    /// The profile that the exports were read with, as it is called and summed; empty for none, nothing
    /// where that is not known.
    pub profile: Option<String>,
}

/// The on-time rate of a month as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedRate {
    /// `2024-06`
    pub month: String,
    pub definition: String,
    pub rate: Ratio,
}

/// A step of several points, counted on its own.
#[derive(Debug, Clone)]
pub struct CountedStep {
    pub period: Period,
    /// By unit, or by nothing, like those of its points.
    pub cube: Cube,
}

/// How long a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepLength {
    Month,
    Quarter,
    Year,
}

impl StepLength {
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The name on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What is asked of the points.
#[derive(Debug, Clone)]
pub struct SeriesQuestion {
    pub every: StepLength,
    pub indicators: Vec<&'static Indicator>,
    pub definition: Definition,
    /// Whether every unit has lines of its own.
    pub by_unit: bool,
    /// Whether calendar months and the decree's months may stand in one series.
    pub allow_mixed: bool,
}

/// Why points make no series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    #[error("there is no month to show")]
    Nothing,
    #[error("`{left}` has calendar months, `{right}` months from the 15th to the 14th")]
    Mixed { left: String, right: String },
    #[error("the periods of `{left}` and `{right}` overlap")]
    Overlap { left: String, right: String },
    #[error("`{label}` covers more than one {}", .every.name())]
    TooLong { label: String, every: StepLength },
}

/// One step of the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesStep {
    /// `2024-06`, `2024-Q2`, `2024`
    pub label: String,
    /// From the first to the last day counted; nothing where nothing was.
    pub period: Option<Period>,
    /// Months of the step that no point has, `2024-06`.
    pub missing: Vec<String>,
    /// Whether the days counted are whole months that follow each other, and none is missing.
    pub is_whole: bool,
    /// Months that were published anew.
    pub restated: Vec<String>,
    /// Months of the step whose on-time rate was published with another value than it has here.
    pub published: Vec<PublishedRate>,
    /// What changed since the step before, or within this one.
    pub breaks: Vec<Break>,
}

/// Why a series is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakKind {
    /// The districts ended and the communes were rearranged on 1 July 2025.
    Reorganisation,
    /// Calendar months on one side, 15th to 14th on the other.
    PeriodRule,
    /// Days or times are compared.
    Grain,
    /// What becomes of contradictory rows.
    Policy,
    /// Whose units the counts are told in.
    UnitsBasis,
    /// Other groups were left out.
    Filters,
    /// Another edition of the working calendar.
    Calendar,
    /// Another version of the program.
    Program,
    /// The exports were read by another profile.
    Profile,
    /// The exports have other columns.
    Columns,
    /// A period opens otherwise than the one before it ended.
    Carried,
    /// The data are those of other units.
    Coverage,
}

impl BreakKind {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reorganisation => "reorganisation",
            Self::PeriodRule => "period_rule",
            Self::Grain => "grain",
            Self::Policy => "policy",
            Self::UnitsBasis => "units",
            Self::Filters => "where",
            Self::Calendar => "calendar",
            Self::Program => "program",
            Self::Profile => "profile",
            Self::Columns => "columns",
            Self::Carried => "carried",
            Self::Coverage => "coverage",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    pub kind: BreakKind,
    /// Both sides in names that never change with the language; empty where the kind says all.
    pub before: String,
    pub after: String,
}
