//! Signals about the time of day: at night, many in one minute, received and finished together,
//! finished exactly when due. Cells without a time of day take no part.

use hashbrown::HashMap;

use super::dossier::{Dossier, second_of_time};
use super::judge::{Judge, SignalContext};
use crate::columns::Moment;

pub const HOUR: u32 = 3_600;
/// Offices work from 7:00 or 7:30 to 17:00; an hour before that and three after it are overtime that
/// nobody wonders at.
pub const MORNING: u32 = 6 * HOUR;
pub const NIGHT: u32 = 20 * HOUR;

/// Closed before 06:00 or from 20:00 on, of those closed at a time of day.
pub fn at_night<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| {
        let second = dossier.closed?.second()?;
        Some(!(MORNING..NIGHT).contains(&second))
    })
}

/// Closed at the due moment, to the second, of those resolved with a time of day on both sides.
pub fn finish_equals_due<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(second_of_time(dossier.resolved()?)? == second_of_time(dossier.due?)?))
}

/// Closed in the minute it was received, of those closed with a time of day on both sides.
pub fn minute_received<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(minute(dossier.closed?)? == minute(dossier.received)?))
}

/// A unit that closes so many dossiers in one minute gave each less than seven seconds.
pub const BULK: u32 = 10;

/// Closed in a minute in which the unit closed [`BULK`] or more, of those closed at a time of day.
pub fn bulk_minutes<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    let key = |dossier: &Dossier| Some((dossier.unit, minute(dossier.closed?)?));
    let mut keys: Vec<(u32, i64)> = ground.dossiers().filter_map(|one| key(&one)).collect();
    keys.sort_unstable();
    let mut bulk: HashMap<(u32, i64), ()> = HashMap::new();
    for same in keys.chunk_by(|left, right| left == right) {
        if same.len() >= BULK as usize
            && let Some(key) = same.first()
        {
            bulk.insert(*key, ());
        }
    }
    Box::new(move |dossier| Some(bulk.contains_key(&key(dossier)?)))
}

fn minute(moment: Moment) -> Option<i64> {
    second_of_time(moment).map(|second| second.div_euclid(60))
}
