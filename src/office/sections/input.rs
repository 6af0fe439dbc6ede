//! What sections are made from.

use crate::answers::publication::columns::Style;
use crate::office::study::Study;

/// What sections are made from.
#[derive(Clone, Copy)]
pub struct SectionInput<'a> {
    pub study: &'a Study,
    /// The one unit that the report is about.
    pub unit: Option<&'a str>,
    pub style: Style<'a>,
}
