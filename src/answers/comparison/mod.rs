//! Comparisons → what people and machines are told: sentences, tables, a publication, records.
//!
//! In: [`Comparison`]s with what they were made for. Out: a [`Document`](crate::report::Document), the
//! sections and the whole of a published report, records. Must not know: file formats, how a number
//! is rounded.

mod document;
mod flat;
mod groups;
mod publication;
mod record;
mod sections;
mod sentences;
mod words;

use crate::archive::checks::PublishedRate;
use crate::comparison::{Comparison, RateComparison, With};
use crate::dossiers::{Grain, Loaded};
use crate::indicators::{
    EARLY_RATE, Indicator, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, OVERDUE_OPEN_RATE, SATISFIED_SHARE,
};
pub use document::document;
pub use flat::flat;
pub use publication::{PublicationFacts, everything, publication};
pub use record::{CompareRecord, record};
pub use sections::{SECTION_PLACES, TablePlace, effects, groups, procedures, summary};
pub use sentences::sentences;
pub use words::not_covered;

/// The rates that every comparison tells.
pub const HEADLINE_RATES: [&Indicator; 6] =
    [&ON_TIME_RATE, &EARLY_RATE, &LATE_RATE, &ONLINE_RATE, &OVERDUE_OPEN_RATE, &SATISFIED_SHARE];

/// One comparison, and with what it was asked for.
pub type NamedComparison = (With, Comparison);

/// How comparisons are shown.
#[derive(Debug, Clone)]
pub struct ComparisonView<'a> {
    pub comparisons: &'a [NamedComparison],
    /// Rates that are told group by group and procedure by procedure.
    pub details: &'a [&'static Indicator],
    /// So many procedures are named.
    pub top: usize,
    pub grain: Grain,
    /// The files of the later and the earlier run, where runs are compared.
    pub runs: Option<[String; 2]>,
    /// What the later period was counted from; nothing where runs are compared.
    pub loaded: Option<&'a Loaded>,
    /// On-time rates of earlier periods as they were published, by another definition than this one.
    pub published: &'a [PublishedRate],
}

impl ComparisonView<'_> {
    /// Every comparison with each rate that is told in detail.
    pub fn pairs(&self) -> impl Iterator<Item = (&NamedComparison, &RateComparison)> {
        self.comparisons.iter().flat_map(|named| {
            let detail = |indicator: &&Indicator| rate_of(&named.1, indicator);
            self.details.iter().filter_map(detail).map(move |rate| (named, rate))
        })
    }
}

fn rate_of<'a>(comparison: &'a Comparison, indicator: &Indicator) -> Option<&'a RateComparison> {
    comparison.rates.iter().find(|rate| rate.indicator.id == indicator.id)
}
