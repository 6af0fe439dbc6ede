//! The registry of rates and means: one constant each, one line in [`INDICATORS`], its words in
//! `data/figures/words.toml`.
//!
//! In: nothing. Out: the lists. Must not know: tallies.

use super::indicator::Indicator;
use super::{digital, handling, standard};

/// The rates that every table of figures shows, in the order of the output.
pub const STANDARD_RATES: [&Indicator; 10] = [
    &standard::ON_TIME_RATE,
    &standard::EARLY_RATE,
    &standard::EXACTLY_ON_TIME_RATE,
    &standard::LATE_RATE,
    &standard::ONLINE_RATE,
    &standard::OVERDUE_OPEN_RATE,
    &standard::SATISFIED_SHARE,
    &standard::VERY_SATISFIED_SHARE,
    &standard::RATED_SHARE,
    &standard::RESULT_DIGITISED_RATE,
];

/// Every indicator of dossiers, in the order of the output: the standard rates first. All else reads
/// this list.
pub const INDICATORS: [&Indicator; 36] = [
    STANDARD_RATES[0],
    STANDARD_RATES[1],
    STANDARD_RATES[2],
    STANDARD_RATES[3],
    STANDARD_RATES[4],
    STANDARD_RATES[5],
    STANDARD_RATES[6],
    STANDARD_RATES[7],
    STANDARD_RATES[8],
    STANDARD_RATES[9],
    &handling::ON_TIME_RATE_766,
    &handling::SAT_766,
    &handling::CLEARANCE,
    &handling::RETURNED_SHARE,
    &handling::OVERDUE_DAYS,
    &handling::AVG_PROCESSING_TIME,
    &handling::WITHIN_5_DAYS,
    &handling::TIME_RATIO,
    &handling::BACKLOG_AGE,
    &handling::APOLOGY_RATE,
    &handling::SUPPLEMENT_RATE,
    &handling::SUPPLEMENT_MULTI,
    &digital::POSTAL_RATE,
    &digital::ONLINE_FULL_RATE,
    &handling::ONLINE_ONTIME,
    &digital::PAY_ONLINE,
    &digital::DIGITISED,
    &digital::RESULT_ELECTRONIC,
    &digital::REUSE,
    &digital::PERSONAL_STORE,
    &digital::VNEID_USED,
    &digital::SYNC_RATE,
    &digital::PUBLISHED_RATE,
    &handling::ONE_STOP_TIME,
    &handling::ONE_STOP_CONTACTS,
    &handling::ONE_STOP_ATTITUDE,
];

impl Indicator {
    /// The indicator of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        INDICATORS.into_iter().find(|indicator| indicator.id == id)
    }
}

#[cfg(test)]
mod tests;
