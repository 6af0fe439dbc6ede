//! Tallies → measures: every rate the product knows, each with its formula and its source.
//!
//! In: a [`Tally`](crate::tally::Tally) and the fields that the exports have; the records of small logs.
//! Out: [`Measure`]s: numerator and denominator, or the reason there is none; intervals and verdicts. Must not know: how rates are rounded or
//! shown.

mod by_unit;
mod counts;
mod definition;
mod descriptor;
pub mod feedback;
mod interval;
mod procedure_texts;
pub mod procedures;
pub mod ranks;
pub mod ratings;
mod registry;
pub mod targets;
mod verdict;

pub use by_unit::UnitCounts;
pub use definition::{Definition, Terms};
pub use descriptor::Descriptor;
pub use interval::{Difference, Interval, ResponseBounds};
pub use procedure_texts::{Needs, PROCEDURE_MEASURES, ProcedureMeasure};
pub use registry::{
    EARLY_RATE, Formula, INDICATORS, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE,
    OVERDUE_OPEN_RATE, RATED_SHARE, RESULT_DIGITISED_RATE, SATISFIED_SHARE, Sense,
    VERY_SATISFIED_SHARE,
};
pub use verdict::{Verdict, exact};
