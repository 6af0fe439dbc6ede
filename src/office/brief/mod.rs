//! Totals, comparisons and plans → the page for leaders: what moved most and at whom, and the main figures beside
//! what was planned.
//!
//! In: the headlines and facts of a report, its comparisons, the plans of an office. Out: a [`Brief`]. Must not know:
//! how it is laid out.

mod figures;
mod plans;
mod sentences;

use super::sections::SectionInput;
use crate::answers::publication::{Brief, Facts, Headline};
use crate::records::targets::Target;

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct BriefInput<'a> {
    pub sections: SectionInput<'a>,
    pub headlines: &'a [Headline],
    pub facts: &'a Facts,
    /// The place or unit that all of it is about, as titles name it.
    pub subject: &'a str,
    pub plans: &'a [Target],
}

/// The page.
pub fn brief(input: &BriefInput<'_>) -> Brief {
    Brief { sentences: sentences::sentences(input), table: figures::table(input) }
}
