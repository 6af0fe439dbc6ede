//! Two periods of counts → what changed and why: percentage points of a rate, days or points of a mean, what comes from the groups and
//! what from their mix, ranks gained and lost, units that are in one period only, and whether the
//! change is more than the usual scatter.
//!
//! In: two [`Side`]s, each the cubes of one period with the fields that its exports have, and the
//! months before. Out: a [`Comparison`] of exact figures. Must not know: languages, files, how
//! anything is rounded.

mod compare;
mod counted;
mod effects;
mod limits;
mod ranks;
mod received;
mod side;
#[cfg(test)]
mod tests;
mod units;
mod volume;
mod with;

pub use compare::{Compared, Comparison, Question, RateComparison, compare};
pub use counted::{Group, MonthsBefore};
pub use effects::{Contribution, Effects, Paradox, PartPair, decompose};
pub use limits::{LIMIT_MONTHS, LIMIT_MONTHS_LEAST, Limits, PastMonths, Position, TooFewMonths};
pub use ranks::{Rank, RankMove, rank_moves};
pub use received::{TREND_MONTHS, far_fewer_received};
pub use side::{Pair, Parts, Side};
pub use units::{UnitCount, UnitsCompared};
pub use with::{With, is_across, is_cut_by_reorganisation, months_before};

/// Units with fewer dossiers behind a rate are ranked apart (glossary, section 3).
pub const RANKED_FROM: u64 = 30;
