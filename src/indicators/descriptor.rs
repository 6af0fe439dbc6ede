//! What is said of an indicator of a small log, so that it can be listed beside the others.

use super::description::Sense;
use crate::domain::Confidence;
use crate::words::Bilingual;

/// An indicator in words.
#[derive(Debug, Clone, Copy)]
pub struct Descriptor {
    /// The name in JSON and CSV.
    pub id: &'static str,
    pub name: Bilingual,
    pub formula: Bilingual,
    /// Where the formula comes from.
    pub source: Bilingual,
    pub sense: Sense,
    /// Whether the source was read, if only in an extract, or recalled.
    pub confidence: Confidence,
}
