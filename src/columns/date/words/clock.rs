//! A time of day and its zone, gathered from the pieces of a cell.
//!
//! In: hours, minutes and seconds, halves of the day, zones; each once. Out: seconds since midnight. Must
//! not know: the words that say so, and the date beside them.

use crate::columns::date::moment::Zone;

/// What was gathered so far.
#[derive(Debug, Default)]
pub struct Clock {
    time: Option<[u32; 3]>,
    is_afternoon: Option<bool>,
    /// Whether the half of the day may stand beside hours above 12.
    is_daytime: bool,
    zone: Option<Zone>,
}

impl Clock {
    /// Hours, minutes, seconds.
    pub fn time(&mut self, time: [u32; 3]) -> Option<()> {
        self.time.replace(time).is_none().then_some(())
    }

    pub const fn has_time(&self) -> bool {
        self.time.is_some()
    }

    pub const fn has_zone(&self) -> bool {
        self.zone.is_some()
    }

    pub fn half(&mut self, is_afternoon: bool, is_daytime: bool) -> Option<()> {
        self.is_daytime = is_daytime;
        self.is_afternoon.replace(is_afternoon).is_none().then_some(())
    }

    /// The first zone counts: `+0700 +07` says it twice.
    pub fn zone(&mut self, zone: Zone) {
        self.zone.get_or_insert(zone);
    }

    /// The time of day, if there is one, and its zone; nothing when they make no sense.
    pub fn read(&self) -> Option<(Option<u32>, Zone)> {
        let zone = self.zone.unwrap_or(Zone::None);
        let Some([hour, minute, second]) = self.time else {
            // A half of a day without a time.
            return (self.is_afternoon.is_none()).then_some((None, zone));
        };
        let hour = match self.is_afternoon {
            None => hour,
            Some(_) if hour > 12 && self.is_daytime => hour,
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
        };
        (hour < 24 && minute < 60 && second < 60)
            .then_some((Some(hour * 3_600 + minute * 60 + second), zone))
    }
}
