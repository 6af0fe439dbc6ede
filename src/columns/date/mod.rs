//! Cells → days: day first unless a whole file proves otherwise, in Vietnamese time where the cell says
//! that it is UTC, else as written.
//!
//! Forms (exports of one-stop systems, and ISO 8601): `05/06/2024`, `5-6-2024`, `5.6.2024`, each with
//! `07:30`, `07:30:15` or `7:30 AM` behind it; `07:30, 05/06/2024`; `20240605`, `20240605073015`;
//! `2024-06-05`, `2024-06-05T07:30:15.123+07:00`; Excel serials `45448` and `45448.3125`; and dates in
//! words ([`words`]). A profile's own formats replace them all. A cell may also say that there is
//! no date ([`no_date`]).

mod civil;
mod evidence;
mod format;
mod forms;
mod habits;
mod moment;
mod no_date;
mod ordered;
mod short_years;
#[cfg(test)]
mod tests;
mod usual;
mod words;

use crate::domain::plain_text;
use crate::domain::trim_spaces;
use civil::{is_plausible, is_recent};
pub use evidence::{DateEvidence, DateOrder, Times};
pub use format::{DateFormat, DateFormatError};
use forms::read_any;
pub use habits::{DateHabits, Utc};
pub use moment::{DateCell, Moment, NO_TIME};
use moment::{VIETNAMESE_TIME, Zone, ZonedMoment};
pub use no_date::NoDates;
use ordered::ordered_by_weekday;
pub use short_years::ShortOrder;
use usual::usual;
use words::{WordDate, WrittenDate};

/// Reads the date cells of one file.
#[derive(Debug, Clone, Copy)]
pub struct DateReader<'a> {
    /// The profile's formats; the built-in forms when empty.
    pub formats: &'a [DateFormat],
    pub order: DateOrder,
    /// How dates with years of two digits are read, if the file proves it.
    pub short: Option<ShortOrder>,
    pub habits: &'a DateHabits,
    /// Whether dates in the usual forms can be taken as they are.
    pub is_plain: bool,
}

/// The short way to read nearly every date: one of the two usual forms, and a day of these decades.
/// `beyond` reads the others.
#[inline(always)]
pub fn read_usual(
    cell: &[u8],
    order: DateOrder,
    is_plain: bool,
    evidence: &mut DateEvidence,
    beyond: impl FnOnce(Odd, &mut DateEvidence) -> DateCell,
) -> DateCell {
    if cell.is_empty() {
        return DateCell::Blank;
    }
    let found = if is_plain { usual(cell, order, evidence) } else { None };
    match found {
        Some(Some(moment)) if is_recent(moment.day()) => {
            evidence.times.see(moment);
            DateCell::At(moment)
        }
        Some(found) => beyond(Odd::Day(found), evidence),
        None => beyond(Odd::Form, evidence),
    }
}

/// What is not usual about a date.
#[derive(Debug, Clone, Copy)]
pub enum Odd {
    /// Written in a usual form: a day long ago, far ahead, or in no calendar.
    Day(Option<Moment>),
    Form,
}

impl<'a> DateReader<'a> {
    pub fn new(
        formats: &'a [DateFormat],
        order: DateOrder,
        short: Option<ShortOrder>,
        habits: &'a DateHabits,
    ) -> Self {
        let is_plain = formats.is_empty() && habits.is_plain();
        Self { formats, order, short, habits, is_plain }
    }

    /// Reads one cell, already trimmed.
    #[inline(always)]
    pub fn read(&self, cell: &[u8], evidence: &mut DateEvidence) -> DateCell {
        let beyond = |odd, evidence: &mut DateEvidence| self.beyond(cell, odd, evidence);
        read_usual(cell, self.order, self.is_plain, evidence, beyond)
    }

    /// What [`read_usual`] leaves to a closer look.
    pub fn beyond(&self, cell: &[u8], odd: Odd, evidence: &mut DateEvidence) -> DateCell {
        match odd {
            Odd::Day(found) => self.odd_day(cell, found, evidence),
            Odd::Form => self.unusual(cell, evidence),
        }
    }

    /// A day long ago, far ahead or not in the calendar: a way to say "no date", or a date all the same.
    #[cold]
    fn odd_day(&self, cell: &[u8], found: Option<Moment>, evidence: &mut DateEvidence) -> DateCell {
        let plausible = found.filter(|moment| is_plausible(moment.day()));
        let no_dates = &self.habits.no_dates;
        let is_none = match plausible {
            // What a format of the profile reads as a date is one, unless the profile says otherwise.
            Some(moment) if !self.formats.is_empty() => no_dates.is_named(moment.day()),
            _ => {
                no_dates.says_none(cell) || found.is_some_and(|found| no_dates.is_none(found.day()))
            }
        };
        if is_none {
            evidence.no_date += 1;
            return DateCell::Blank;
        }
        match plausible {
            Some(moment) => {
                evidence.times.see(moment);
                DateCell::At(moment)
            }
            None => DateCell::Bad,
        }
    }

    /// Everything but the two forms that nearly all cells have.
    #[inline(never)]
    fn unusual(&self, cell: &[u8], evidence: &mut DateEvidence) -> DateCell {
        let before = *evidence;
        let found = if self.formats.is_empty() {
            match usual(cell, self.order, evidence) {
                Some(found) => found.map(ZonedMoment::bare),
                None => read_any(cell, self.order, evidence),
            }
        } else {
            let text = std::str::from_utf8(cell).ok();
            text.and_then(|text| self.formats.iter().find_map(|format| format.read(text)))
        };
        if let Some(found) = found {
            return self.settle(cell, found, evidence);
        }
        // Whoever reads it in the end says what it proves.
        *evidence = before;
        self.in_words(cell, evidence)
    }

    /// A moment in the time zone that counts.
    fn settle(&self, cell: &[u8], found: ZonedMoment, evidence: &mut DateEvidence) -> DateCell {
        let ZonedMoment { mut moment, zone } = found;
        let has_time = moment.second().is_some();
        let is_converted = match (zone, self.habits.utc) {
            (Zone::Utc, Utc::Convert | Utc::Bare) | (Zone::None, Utc::Bare) => has_time,
            _ => false,
        };
        if is_converted {
            evidence.utc += 1;
            moment = moment.later_by(VIETNAMESE_TIME);
        }
        moment = moment.later_by(self.habits.add_seconds);
        let is_moved = is_converted || self.habits.add_seconds != 0;
        if is_moved && moment.second() == Some(0) {
            // A date without a time, written as midnight of another place.
            moment = Moment::new(moment.day(), None);
        }
        if !is_recent(moment.day()) || !self.habits.is_plain() {
            let mut unseen = DateEvidence::default();
            let settled = self.odd_day(cell, Some(moment), &mut unseen);
            evidence.no_date += unseen.no_date;
            if !matches!(settled, DateCell::At(_)) {
                return settled;
            }
        }
        if zone == Zone::None && !is_moved {
            evidence.times.see(moment);
        }
        DateCell::At(moment)
    }

    /// What is left: spaces and guards around a date, "no date", a date in words.
    #[cold]
    fn in_words(&self, cell: &[u8], evidence: &mut DateEvidence) -> DateCell {
        let Ok(text) = std::str::from_utf8(cell) else { return DateCell::Bad };
        if self.habits.no_dates.says_none(cell) {
            evidence.no_date += 1;
            return DateCell::Blank;
        }
        let bare = trim_spaces(cell);
        let plain = plain_text(text);
        if bare.is_empty() || plain.is_empty() {
            return DateCell::Blank;
        }
        if plain != text {
            return self.unusual(plain.as_bytes(), evidence);
        }
        if !self.formats.is_empty() {
            return DateCell::Bad;
        }
        let Some(WordDate { date, second, zone }) = words::read(text) else {
            return DateCell::Bad;
        };
        let day = match date {
            WrittenDate::Day(day) => Some(day),
            WrittenDate::Ordered { numbers, weekday } => {
                ordered_by_weekday(numbers, weekday, self.order, evidence)
            }
            WrittenDate::Short { numbers, separator } => {
                evidence.short_years.see(numbers, separator, second.is_some());
                self.short.and_then(|order| order.day(numbers))
            }
        };
        let found = day.map(|day| ZonedMoment { moment: Moment::new(day, second), zone });
        found.map_or(DateCell::Bad, |found| self.settle(cell, found, evidence))
    }
}
