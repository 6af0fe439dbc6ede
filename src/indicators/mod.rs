//! Tallies → measures: every rate the product knows, each with its formula and its source.
//!
//! In: a [`Tally`](crate::tally::Tally) or an [`Evidence`](crate::tally::evidence::Evidence) and the
//! fields that the exports have; the records of small logs. Out: [`Measure`]s: numerator and
//! denominator, or the reason there is none; intervals and verdicts. Must not know: how rates are
//! rounded or shown.

mod by_unit;
mod catalogue;
mod counts;
mod definition;
mod description;
mod descriptor;
mod evidence;
pub mod feedback;
mod figure;
mod interval;
mod procedure_texts;
pub mod procedures;
pub mod ranks;
pub mod ratings;
mod registry;
pub mod targets;
mod verdict;

pub use by_unit::UnitCounts;
pub use catalogue::CATALOGUE;
pub use definition::{Definition, Terms};
pub use description::{Available, Confidence, Description, Need, OtherLog, Quantity, Target};
pub use descriptor::Descriptor;
pub use evidence::{EVIDENCE_INDICATORS, EvidenceIndicator};
pub use figure::NamedFigure;
pub use interval::{Difference, Interval, ResponseBounds};
pub use procedure_texts::{Needs, PAY_TTHC_ACTIVE, PROCEDURE_MEASURES, ProcedureMeasure};
pub use registry::{
    EARLY_RATE, Formula, INDICATORS, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE,
    OVERDUE_OPEN_RATE, RATED_SHARE, RESULT_DIGITISED_RATE, SATISFIED_SHARE, Sense,
    VERY_SATISFIED_SHARE,
};
pub use verdict::{Verdict, exact};
