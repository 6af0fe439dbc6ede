//! Tallies → measures: every rate the product knows, each with its formula and its source.
//!
//! In: a [`Tally`](crate::tally::Tally) or an [`Evidence`](crate::tally::evidence::Evidence), and the
//! fields that the exports have. Out: [`Measure`]s:
//! numerator and denominator, or the reason there is none. Must not know: how rates are rounded or
//! shown.

mod catalogue;
mod definition;
mod description;
mod evidence;
mod figure;
mod interval;
mod registry;

pub use catalogue::CATALOGUE;
pub use definition::{Definition, Terms};
pub use description::{Available, Confidence, Description, Need, OtherLog, Quantity, Target};
pub use evidence::{EVIDENCE_INDICATORS, EvidenceIndicator};
pub use figure::NamedFigure;
pub use interval::Interval;
pub use registry::{
    EARLY_RATE, Formula, INDICATORS, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE,
    OVERDUE_OPEN_RATE, RATED_SHARE, RESULT_DIGITISED_RATE, SATISFIED_SHARE, Sense,
    VERY_SATISFIED_SHARE,
};
