//! Totals, comparisons and plans → the page for leaders: what moved most and at whom, and the main figures beside
//! what was planned.
//!
//! In: the headlines and facts of a report, its comparisons, the plans of an office. Out: a [`Brief`]. Must not know:
//! how it is laid out.

mod counts;
mod figures;
mod input;
mod moved;
mod plans;
mod sentences;

use crate::answers::publication::Brief;
pub use input::BriefInput;
pub use plans::without_figure;

/// The page.
pub fn brief(input: &BriefInput<'_>) -> Brief {
    Brief { sentences: sentences::sentences(input), table: figures::table(input) }
}
