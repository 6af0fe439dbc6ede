//! What the registry says of a finding code.
//!
//! In and out: nothing but the shape of an entry. Must not know: any code.

use super::severity::Severity;
use crate::words::Bilingual;

/// What the registry says of a code.
pub struct Entry {
    pub number: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: Bilingual,
    /// What the analyst can do about it.
    pub repair: Bilingual,
}
