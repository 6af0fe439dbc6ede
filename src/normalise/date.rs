//! Cells → days: day first unless a whole file proves otherwise, in Vietnamese time where the cell says
//! that it is UTC, else as written.
//!
//! Forms (exports of one-stop systems, and ISO 8601): `05/06/2024`, `5-6-2024`, `5.6.2024`, each with
//! `07:30`, `07:30:15` or `7:30 AM` behind it; `07:30, 05/06/2024`; `20240605`, `20240605073015`;
//! `2024-06-05`, `2024-06-05T07:30:15.123+07:00`; Excel serials `45448` and `45448.3125`; and dates in
//! words ([`date_words`]). A profile's own formats replace them all. A cell may also say that there is
//! no date ([`super::no_date`]).

use super::date_format::DateFormat;
use super::date_forms::{self, Found, Zone};
use super::date_words::{self, WordDate, Written};
use super::fold::trim_spaces;
use super::id::plain_text;
use super::no_date::NoDates;
use super::profile::toml_list;
use super::short_years::{ShortOrder, ShortYears};
use crate::domain::Day;

/// Which number of `05/06/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
    /// Day first in text, and day and month exchanged in the cells that a spreadsheet made dates:
    /// set up for another country, it took `05/06` for May and left `13/06` as text.
    Exchanged,
}

/// What the dates of a column, or of all columns of a file, say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateEvidence {
    /// Dates that can only be day first.
    pub day_first: u64,
    /// Dates that can only be month first.
    pub month_first: u64,
    /// Dates that could be either, and differ.
    pub either: u64,
    /// Dates with the year first whose day could be a month, and those whose day could not.
    pub low_typed: u64,
    pub high_typed: u64,
    /// Dates with years of two digits.
    pub short_years: ShortYears,
    /// Times of day without a zone, as written.
    pub times: Times,
    /// Moments in UTC that were converted.
    pub utc: u64,
    /// Cells that say "no date".
    pub no_date: u64,
}

/// First and last time of day, in seconds since midnight; [`NO_TIME`] is the last of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub first: u32,
    pub last: u32,
}

impl Default for Times {
    fn default() -> Self {
        Self { first: NO_TIME, last: 0 }
    }
}

impl Times {
    #[cold]
    #[inline(never)]
    fn widen(&mut self, second: u32) {
        self.first = self.first.min(second);
        self.last = self.last.max(second);
    }

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the time")]
    fn see(&mut self, moment: Moment) {
        let second = moment.0 as u32;
        // Hardly any cell widens the range; a branch that is never taken costs less than two writes.
        if second < self.first || second > self.last {
            self.widen(second);
        }
    }
}

/// With so many typed dates, days up to the 12th only are no chance: two days of five are.
const TYPED_PROOF: u64 = 20;
/// And so many dates left as text.
const TEXT_PROOF: u64 = 3;

impl DateEvidence {
    pub fn add(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.low_typed += other.low_typed;
        self.high_typed += other.high_typed;
        self.short_years.add(other.short_years);
        self.times.first = self.times.first.min(other.times.first);
        self.times.last = self.times.last.max(other.times.last);
        self.utc += other.utc;
        self.no_date += other.no_date;
    }

    /// The order the evidence proves: month first only when nothing speaks for day first. In a
    /// workbook, every date up to the 12th typed and every later one left as text is proof that the
    /// spreadsheet exchanged day and month.
    #[must_use]
    pub const fn order(self, is_workbook: bool) -> DateOrder {
        let is_typed_low = self.low_typed >= TYPED_PROOF && self.high_typed == 0;
        let is_text_high =
            self.day_first >= TEXT_PROOF && self.either == 0 && self.month_first == 0;
        if is_workbook && is_typed_low && is_text_high {
            DateOrder::Exchanged
        } else if self.day_first == 0 && self.month_first > 0 {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        }
    }
}

/// A moment as written: a day, and a time of day when the cell has one.
///
/// Day and time share one number so that a moment travels in a register: taken apart into two
/// fields, writing it here and reading it there cost a quarter of the time spent on dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(u64);

/// Stands for "no time of day".
pub const NO_TIME: u32 = u32::MAX;

impl Moment {
    /// `second` counts from midnight.
    #[must_use]
    #[inline(always)]
    pub const fn new(day: Day, second: Option<u32>) -> Self {
        let second = match second {
            Some(second) => second,
            None => NO_TIME,
        };
        Self((day.0.cast_unsigned() as u64) << 32 | second as u64)
    }

    #[must_use]
    #[inline(always)]
    pub const fn day(self) -> Day {
        Day(((self.0 >> 32) as u32).cast_signed())
    }

    /// Seconds since midnight; nothing when the cell has a date only.
    #[must_use]
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the time")]
    pub const fn second(self) -> Option<u32> {
        match self.0 as u32 {
            NO_TIME => None,
            second => Some(second),
        }
    }
}

impl Moment {
    /// So many seconds later; a day without a time stays as it is.
    #[must_use]
    pub fn later_by(self, seconds: i32) -> Self {
        const SECONDS_PER_DAY: i64 = 86_400;
        let Some(second) = self.second() else { return self };
        let moved = i64::from(second) + i64::from(seconds);
        let days = i32::try_from(moved.div_euclid(SECONDS_PER_DAY)).unwrap_or_default();
        let second = u32::try_from(moved.rem_euclid(SECONDS_PER_DAY)).ok();
        Self::new(Day(self.day().0.saturating_add(days)), second)
    }
}

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCell {
    Blank,
    At(Moment),
    Bad,
}

/// What becomes of moments in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Utc {
    /// They become Vietnamese time.
    #[default]
    Convert,
    AsWritten,
    /// They and the moments without a zone become Vietnamese time.
    Bare,
}

impl Utc {
    pub const ALL: [Self; 3] = [Self::Convert, Self::AsWritten, Self::Bare];

    /// The name in profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Convert => "convert",
            Self::AsWritten => "as-written",
            Self::Bare => "bare",
        }
    }
}

/// What a profile says of the dates of a system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateHabits {
    pub utc: Utc,
    /// Added to every time of day.
    pub add_seconds: i32,
    /// More ways to say "no date".
    pub no_dates: NoDates,
}

impl DateHabits {
    /// The lines of a profile that say so; none for what needs no saying.
    #[must_use]
    pub fn profile_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.utc != Utc::default() {
            lines.push(format!("utc = \"{}\"", self.utc.name()));
        }
        if self.add_seconds != 0 {
            lines.push(format!("add_seconds = {}", self.add_seconds));
        }
        if !self.no_dates.texts().is_empty() {
            lines.push(format!("blank_dates = {}", toml_list(self.no_dates.texts())));
        }
        lines
    }

    /// Whether usual dates can be taken as they are written.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.utc != Utc::Bare && self.add_seconds == 0 && !self.no_dates.has_days()
    }
}

/// Seconds by which Vietnamese time is ahead of UTC.
pub const VIETNAMESE_TIME: i32 = 7 * 3_600;

/// Reads the date cells of one file.
#[derive(Debug, Clone, Copy)]
pub struct DateReader<'a> {
    /// The profile's formats; the built-in forms when empty.
    pub(super) formats: &'a [DateFormat],
    pub(super) order: DateOrder,
    /// How dates with years of two digits are read, if the file proves it.
    pub(super) short: Option<ShortOrder>,
    pub(super) habits: &'a DateHabits,
    /// Whether dates in the usual forms can be taken as they are.
    pub(super) is_plain: bool,
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
    let found = if is_plain { date_forms::usual(cell, order, evidence) } else { None };
    match found {
        Some(Some(moment)) if date_forms::is_recent(moment.day()) => {
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
    #[must_use]
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
        let plausible = found.filter(|moment| date_forms::is_plausible(moment.day()));
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
            match date_forms::usual(cell, self.order, evidence) {
                Some(found) => found.map(Found::bare),
                None => date_forms::read_any(cell, self.order, evidence),
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
    fn settle(&self, cell: &[u8], found: Found, evidence: &mut DateEvidence) -> DateCell {
        let Found { mut moment, zone } = found;
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
        if !date_forms::is_recent(moment.day()) || !self.habits.is_plain() {
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
        let Some(WordDate { date, second, zone }) = date_words::read(text) else {
            return DateCell::Bad;
        };
        let day = match date {
            Written::Day(day) => Some(day),
            Written::Ordered { numbers, weekday } => {
                date_forms::ordered_by_weekday(numbers, weekday, self.order, evidence)
            }
            Written::Short { numbers, separator } => {
                evidence.short_years.see(numbers, separator, second.is_some());
                self.short.and_then(|order| order.day(numbers))
            }
        };
        let found = day.map(|day| Found { moment: Moment::new(day, second), zone });
        found.map_or(DateCell::Bad, |found| self.settle(cell, found, evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::{DateCell, DateEvidence, DateFormat, DateHabits, DateOrder, DateReader, Utc};
    use crate::domain::Day;

    fn read(text: &str) -> Option<String> {
        read_as(text, &[], DateOrder::DayFirst)
    }

    fn read_as(text: &str, formats: &[DateFormat], order: DateOrder) -> Option<String> {
        let habits = DateHabits::default();
        read_with(text, &DateReader::new(formats, order, None, &habits))
    }

    fn read_with(text: &str, reader: &DateReader<'_>) -> Option<String> {
        match reader.read(text.as_bytes(), &mut DateEvidence::default()) {
            DateCell::At(moment) => {
                let time = moment.second().map(|second| {
                    format!(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
                });
                Some(format!("{}{}", moment.day(), time.unwrap_or_default()))
            }
            DateCell::Blank | DateCell::Bad => None,
        }
    }

    #[test]
    fn every_form_of_the_exports() {
        for (text, expected) in [
            ("05/06/2024", "2024-06-05"),
            ("5/6/2024", "2024-06-05"),
            ("5-6-2024", "2024-06-05"),
            ("05.06.2024", "2024-06-05"),
            ("05/06/2024 07:30", "2024-06-05 07:30:00"),
            ("05/06/2024 07:30:15", "2024-06-05 07:30:15"),
            ("05/06/2024  7:30 PM", "2024-06-05 19:30:00"),
            ("05/06/2024 12:05:00 SA", "2024-06-05 00:05:00"),
            ("05/06/2024 12:05 CH", "2024-06-05 12:05:00"),
            ("07:30, 05/06/2024", "2024-06-05 07:30:00"),
            ("07:30:15 05/06/2024", "2024-06-05 07:30:15"),
            ("07:30:15, 05/06/2024", "2024-06-05 07:30:15"),
            ("07:30:15.250, 05/06/2024", "2024-06-05 07:30:15"),
            ("20240605", "2024-06-05"),
            ("20240605073015", "2024-06-05 07:30:15"),
            ("2024-06-05", "2024-06-05"),
            ("2024/06/05", "2024-06-05"),
            ("2024-06-05T07:30:15", "2024-06-05 07:30:15"),
            ("2024-06-05 07:30:15.123456", "2024-06-05 07:30:15"),
            ("2024-06-05T23:30:15Z", "2024-06-06 06:30:15"),
            ("2024-06-05T23:30:15 UTC", "2024-06-06 06:30:15"),
            ("05/06/2024 23:30:15 GMT", "2024-06-06 06:30:15"),
            ("2024-06-05T10:30:15.123+00:00", "2024-06-05 17:30:15"),
            ("2024-06-05 10:30:15-0000", "2024-06-05 17:30:15"),
            ("2024-06-04T17:00:00Z", "2024-06-05"),
            ("Tue Jun 04 2024 17:00:00 GMT+0000 (Coordinated Universal Time)", "2024-06-05"),
            ("Wed Jun 05 2024 00:00:00 GMT+0700 (Indochina Time)", "2024-06-05 00:00:00"),
            ("Wed, 05 Jun 2024 10:30:15 GMT", "2024-06-05 17:30:15"),
            ("lúc 8h30 Thứ Tư, 5/6/2024", "2024-06-05 08:30:00"),
            ("05\u{200e}/06\u{200e}/2024 08:30", "2024-06-05 08:30:00"),
            ("'05/06/2024", "2024-06-05"),
            ("=\"05/06/2024\"", "2024-06-05"),
            ("05–06–2024", "2024-06-05"),
            ("０５/０６/２０２４", "2024-06-05"),
            ("2024-06-05T23:30:15.000-05:00", "2024-06-05 23:30:15"),
            ("2024-06-05 23:30:15+07", "2024-06-05 23:30:15"),
            ("2024-06-05T23:30:15+0700", "2024-06-05 23:30:15"),
            ("45448", "2024-06-05"),
            ("45448.3125", "2024-06-05 07:30:00"),
            ("45448.999999999", "2024-06-05 23:59:59"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_bad() {
        for text in [
            "31/02/2024",
            "00/01/2024",
            "32/01/2024",
            "05/13/2024",
            "05/06/24",
            "05/06",
            "2024",
            "abc",
            "05/06/2024 25:00",
            "05/06/2024 x",
            "01/01/0001",
            "0001-01-01T00:00:00",
            "123",
            "99999",
            "2024-06-05T07:30:15+99",
            "05/06-2024",
            "202406051",
            "05/06/20245",
            "//",
            "45448.3x",
            "13:00 PM 05/06/2024",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_proved_by_the_file_not_by_the_row() {
        let mut evidence = DateEvidence::default();
        let habits = DateHabits::default();
        let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
        for text in ["01/02/2024", "03/25/2024", "04/04/2024"] {
            reader.read(text.as_bytes(), &mut evidence);
        }
        let seen = (evidence.day_first, evidence.month_first, evidence.either);
        assert_eq!(seen, (0, 1, 1));
        assert_eq!(evidence.order(false), DateOrder::MonthFirst);
        reader.read(b"25/03/2024", &mut evidence);
        assert_eq!(evidence.order(false), DateOrder::DayFirst);
        let month_first = read_as("01/02/2024", &[], DateOrder::MonthFirst);
        assert_eq!(month_first.as_deref(), Some("2024-01-02"));
    }

    #[test]
    fn a_spreadsheet_that_exchanged_day_and_month_gives_itself_away() {
        let mut evidence = DateEvidence::default();
        let habits = DateHabits::default();
        let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
        for day in 1..=12 {
            reader.read(format!("2024-{day:02}-06T08:00:00").as_bytes(), &mut evidence);
            reader.read(format!("2024-{day:02}-05").as_bytes(), &mut evidence);
        }
        assert_eq!(evidence.order(true), DateOrder::DayFirst);
        for day in 13..=20 {
            reader.read(format!("{day}/06/2024").as_bytes(), &mut evidence);
        }
        assert_eq!(evidence.order(true), DateOrder::Exchanged);
        assert_eq!(evidence.order(false), DateOrder::DayFirst);
        let exchanged = read_as("2024-05-06", &[], DateOrder::Exchanged);
        assert_eq!(exchanged.as_deref(), Some("2024-06-05"));
        let text = read_as("13/06/2024", &[], DateOrder::Exchanged);
        assert_eq!(text.as_deref(), Some("2024-06-13"));
        reader.read(b"2024-06-13", &mut evidence);
        assert_eq!(evidence.order(true), DateOrder::DayFirst);
    }

    #[test]
    fn formats_of_a_profile_replace_the_built_in_ones() {
        for (format, text, expected) in [
            ("%m/%d/%Y %I:%M:%S %p", "03/01/2011 02:27:57 PM", "2011-03-01 14:27:57"),
            ("%m/%d/%Y", "3/1/2011", "2011-03-01"),
            ("%Y-%m-%dT%H:%M:%S%z", "2011-03-01T23:00:00-05:00", "2011-03-01 23:00:00"),
            ("%Y-%m-%d %H:%M:%S%z", "2011-03-01 23:00:00+00", "2011-03-02 06:00:00"),
            ("%Y-%m-%dT%H:%M:%S%.f%z", "2011-03-01T23:00:00.000Z", "2011-03-02 06:00:00"),
            ("%Y-%m-%dT%H:%M:%SZ", "2011-03-01T23:00:00Z", "2011-03-02 06:00:00"),
            ("%m/%d/%Y", "01/01/1900", "1900-01-01"),
            ("%s", "1717434000", "2024-06-04 00:00:00"),
            ("epoch-seconds", "1717434000.0", "2024-06-04 00:00:00"),
            ("epoch-milliseconds", "1717433999999", "2024-06-03 23:59:59"),
            ("%s%3f", "1717434000000", "2024-06-04 00:00:00"),
            ("%d-%b-%y", "01-Mar-11", "2011-03-01"),
        ] {
            let formats = [DateFormat::parse(format).expect("a format")];
            assert_eq!(
                read_as(text, &formats, DateOrder::DayFirst).as_deref(),
                Some(expected),
                "{format}"
            );
            assert_eq!(read_as("05.06.2024", &formats, DateOrder::DayFirst), None);
            assert_eq!(read_as("Chưa có", &formats, DateOrder::DayFirst), None);
        }
        assert!(DateFormat::parse("%Q").is_err());
        assert!(DateFormat::parse("%d/%m").is_err());
    }

    #[test]
    fn the_bounds_are_the_years_they_say() {
        assert_eq!(read("02/01/1900").as_deref(), Some("1900-01-02"));
        assert_eq!(read("01/01/1900"), None);
        assert_eq!(read("31/12/2199").as_deref(), Some("2199-12-31"));
        assert_eq!(read("31/12/1899"), None);
        assert_eq!(read("2200-01-01"), None);
    }

    #[test]
    fn every_day_of_three_centuries_is_the_day_of_the_calendar() {
        let mut date = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        while chrono::Datelike::year(&date) < 2200 {
            let cell = date.format("%d/%m/%Y").to_string();
            let day = Day::from_date(date);
            let is_date = !DateHabits::default().no_dates.is_none(day);
            assert_eq!(read(&cell), is_date.then(|| day.to_string()));
            date = date.succ_opt().expect("a next day");
        }
    }

    #[test]
    fn what_a_profile_says_of_time() {
        let read = |text: &str, utc: Utc, add_seconds: i32| {
            let habits = DateHabits { utc, add_seconds, ..DateHabits::default() };
            read_with(text, &DateReader::new(&[], DateOrder::DayFirst, None, &habits))
        };
        for (text, utc, add_seconds, expected) in [
            ("2024-06-05T17:00:00Z", Utc::AsWritten, 0, "2024-06-05 17:00:00"),
            ("2024-06-05T17:00:00", Utc::Bare, 0, "2024-06-06"),
            ("05/06/2024 01:10", Utc::Bare, 0, "2024-06-05 08:10:00"),
            ("05/06/2024", Utc::Bare, 0, "2024-06-05"),
            ("2024-06-05T23:30:15+07:00", Utc::Bare, 0, "2024-06-05 23:30:15"),
            ("2024-06-05T23:59:30", Utc::Convert, 30, "2024-06-06"),
            ("05/06/2024 08:09:30", Utc::Convert, 30, "2024-06-05 08:10:00"),
            ("2024-06-05T16:59:30", Utc::Bare, 30, "2024-06-06"),
        ] {
            assert_eq!(read(text, utc, add_seconds).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_day_of_the_week_proves_the_order() {
        let habits = DateHabits::default();
        let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
        let mut evidence = DateEvidence::default();
        reader.read("Thứ Ba, 4/6/2024".as_bytes(), &mut evidence);
        reader.read("Thứ Hai, 13/6/2024".as_bytes(), &mut evidence);
        assert_eq!((evidence.day_first, evidence.month_first, evidence.either), (2, 0, 0));
        reader.read(b"Tue, 6/4/2024", &mut evidence);
        reader.read(b"4/6/2024 8h30", &mut evidence);
        assert_eq!((evidence.day_first, evidence.month_first, evidence.either), (2, 1, 1));
    }

    #[test]
    fn cells_that_say_no_date_are_counted() {
        let habits = DateHabits::default();
        let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
        let mut evidence = DateEvidence::default();
        for text in ["01/01/1900", "0", "Chưa có", "1970-01-01T00:00:00Z", "25569", "NULL"] {
            assert_eq!(reader.read(text.as_bytes(), &mut evidence), DateCell::Blank, "{text}");
        }
        assert_eq!(reader.read(b"", &mut evidence), DateCell::Blank);
        assert_eq!(evidence.no_date, 6);
    }
}
