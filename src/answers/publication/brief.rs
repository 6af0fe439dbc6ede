//! One page for whoever has three minutes: some sentences, and the main figures beside plan and period before.

use crate::answers::phrase::Phrase;
use crate::answers::table::Table;

/// The first page of a report about a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brief {
    /// The one that tells of most first.
    pub sentences: Vec<Phrase>,
    /// `indicator`, `plan`, `reached`, `before`, `evaluation`.
    pub table: Table,
}

impl Brief {
    /// Whether there is nothing to be read: comparisons and series have none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.table.rows.is_empty()
    }
}
