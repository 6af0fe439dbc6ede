//! Signals about due days: moved between exports, and on a day when nobody works.

use super::judge::{Ground, Judge};
use crate::normalise::DueHistory;

/// Whose due day moved, of those told more than once with a due day.
pub fn due_moved<'a>(_: &'a Ground<'_>) -> Judge<'a> {
    Box::new(|dossier| match dossier.due_history {
        DueHistory::Single => None,
        DueHistory::Kept => Some(false),
        DueHistory::Moved => Some(true),
    })
}

/// Due on a weekend, a public holiday or a swapped day off, of those with a due day.
pub fn due_on_day_off<'a>(ground: &'a Ground<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(!ground.calendar.is_working(dossier.due?.day())))
}
