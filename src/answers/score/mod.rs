//! Scores for people and machines: the card of the whole or of a unit, where its points are lost, what
//! would win them back, how firm it stands; and the ranks of the units.
//!
//! In: an [`Assessment`](crate::index::Assessment). Out: a [`Document`](super::Document), a record, flat
//! rows. Must not know: where the answers come from, file formats.

mod advice;
mod document;
mod flat;
mod lists;
mod ranks;
mod record;
mod words;

use crate::domain::{Day, WorkingCalendar};
use crate::dossiers::Loaded;
use crate::index::{Assessment, Change};
use crate::records::LogAccount;
pub use document::value_cells;
pub use document::{View, document};
pub use flat::flat;
pub use lists::{IndicesRecord, index_document, index_flat, index_record};
pub use ranks::order;
pub use record::{ScoreRecord, record};
pub use words::{base_notes, basis_text, total_line};
pub use words::{confidence_name, level_name, rule_text};

/// What of an assessment is shown.
#[derive(Debug, Clone, Copy)]
pub struct ScoreAnswer<'a> {
    pub assessment: &'a Assessment,
    /// The card: of the whole when nothing is named.
    pub unit: Option<&'a str>,
    pub changes: &'a [Change],
    /// The period lies outside the days that the index is for.
    pub is_outside_validity: bool,
    /// What was counted from logs, if any were: by which calendar, over which days.
    pub counted: Option<(&'a WorkingCalendar, (Day, Day))>,
    /// The logs themselves, where how far they reach is told with the score.
    pub loaded: Option<&'a Loaded>,
    /// The small logs that it rests on.
    pub logs: &'a [LogAccount<'a>],
}
