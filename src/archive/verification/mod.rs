//! An archived month counted again: where its inputs are now, what is not as it was, the verdict.
//!
//! In: the month in the archive, the same counted now. Out: [`MonthVerdict`]s. Must not know: how a month is counted,
//! what is said of it.

mod differences;
mod inputs;
mod verdict;

pub use differences::{differing, other_inputs};
pub use inputs::{Inputs, find_inputs};
pub use verdict::{MonthVerdict, Remarks, Verdict};
