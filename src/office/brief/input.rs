//! What the page for leaders is made of.

use crate::answers::publication::{Facts, Headline};
use crate::office::sections::SectionInput;
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
