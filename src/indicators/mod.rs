//! Tallies → measures: every rate the product knows, each with its formula and its source.
//!
//! In: a [`Tally`](crate::tally::Tally) and the fields that the exports have; the records of small logs. Out: [`Measure`]s: numerator and
//! denominator, or the reason there is none; intervals and verdicts. Must not know: how rates are
//! rounded or shown.

mod base;
mod by_unit;
mod catalogue;
mod counts;
mod definition;
mod description;
mod descriptor;
mod digital;
pub mod feedback;
mod figure;
mod handling;
mod indicator;
mod interval;
mod needs;
mod procedure_counts;
mod procedure_texts;
pub mod procedures;
pub mod ranks;
pub mod ratings;
mod registry;
mod standard;
pub mod targets;
mod verdict;
mod words;

pub use base::Base;
pub use by_unit::UnitCounts;
pub use catalogue::CATALOGUE;
pub use definition::Definition;
pub use description::{
    Available, Description, FormulaText, Need, OtherLog, Quantity, Sense, Target, missing_columns,
};
pub use descriptor::Descriptor;
pub use figure::{Figure, FigureValue, FormColumn};
pub use indicator::{Formula, Indicator, Measure};
pub use interval::{Difference, Interval, ResponseBounds};
pub use needs::needs_of;
pub use procedure_texts::{Needs, PAY_TTHC_ACTIVE, PROCEDURE_MEASURES, ProcedureMeasure};
pub use registry::{INDICATORS, STANDARD_RATES};
pub use standard::{
    EARLY_RATE, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, OVERDUE_OPEN_RATE, RATED_SHARE,
    RESULT_DIGITISED_RATE, SATISFIED_SHARE, VERY_SATISFIED_SHARE,
};
pub use verdict::{Verdict, exact};
pub use words::{IndicatorWords, of_count};
