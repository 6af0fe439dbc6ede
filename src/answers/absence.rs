//! Why a figure has no value, in words: `data/words/labels.toml`.
//!
//! In: an [`Absence`]. Out: its text. Must not know: figures, counts.

use crate::domain::Absence;
use crate::words::Lang;

/// The reason, for a note.
pub fn absence_text(lang: Lang, absence: Absence) -> &'static str {
    lang.label("absence", absence.name())
}

/// The reason where there is little room.
pub fn absence_short(lang: Lang, absence: Absence) -> &'static str {
    lang.label("absence_short", absence.name())
}
