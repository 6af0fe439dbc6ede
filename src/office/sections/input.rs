//! What sections are made from.

use crate::answers::comparison::NamedComparison;
use crate::answers::publication::columns::Style;
use crate::office::study::Study;

/// What sections are made from.
#[derive(Clone, Copy)]
pub struct SectionInput<'a> {
    pub study: &'a Study,
    /// The one unit that the report is about.
    pub unit: Option<&'a str>,
    pub style: Style<'a>,
    /// The period beside others, as far as the data cover them.
    pub comparisons: &'a [NamedComparison],
}
