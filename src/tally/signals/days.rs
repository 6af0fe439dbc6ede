//! Signals about due days: moved between exports, on a day when nobody works, and at the receipt.

use super::dossier::second_of_time;
use super::judge::{Judge, SignalContext};
use crate::dossiers::DueHistory;

/// Whose due day moved, of those told more than once with a due day.
pub fn due_moved<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| match dossier.due_history {
        DueHistory::Single => None,
        DueHistory::Kept => Some(false),
        DueHistory::Moved => Some(true),
    })
}

/// Due on a weekend, a public holiday or a swapped day off, of those with a due day.
pub fn due_on_day_off<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(!ground.calendar.is_working(dossier.due?.day())))
}

/// Due at the moment of receipt, to the second, of those with a time of day in both.
pub fn due_at_receipt<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(second_of_time(dossier.due?)? == second_of_time(dossier.received)?))
}
