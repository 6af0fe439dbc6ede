//! Cells → days, as written: day first unless a whole file proves otherwise, no time zone applied.
//!
//! Forms (exports of one-stop systems, and ISO 8601): `05/06/2024`, `5-6-2024`, `5.6.2024`, each with
//! `07:30`, `07:30:15` or `7:30 AM` behind it; `07:30, 05/06/2024`; `20240605`, `20240605073015`;
//! `2024-06-05`, `2024-06-05T07:30:15.123+07:00`; Excel serials `45448` and `45448.3125`.
//! A profile's own formats replace them all.

use chrono::format::{Item, Parsed, StrftimeItems};

use super::date_forms;
use super::fold::trim_spaces;
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

/// What the dates of a file say about their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderEvidence {
    /// Dates that can only be day first.
    pub day_first: u64,
    /// Dates that can only be month first.
    pub month_first: u64,
    /// Dates that could be either, and differ.
    pub either: u64,
    /// Dates with the year first whose day could be a month, and those whose day could not.
    pub low_typed: u64,
    pub high_typed: u64,
}

/// With so many typed dates, days up to the 12th only are no chance: two days of five are.
const TYPED_PROOF: u64 = 20;
/// And so many dates left as text.
const TEXT_PROOF: u64 = 3;

impl OrderEvidence {
    pub const fn add(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.low_typed += other.low_typed;
        self.high_typed += other.high_typed;
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

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCell {
    Blank,
    At(Moment),
    Bad,
}

/// A format of a profile, taken apart once.
#[derive(Debug, Clone)]
pub struct DateFormat {
    text: String,
    items: Vec<Item<'static>>,
}

/// Why a format is no format.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFormatError {
    #[error("`{0}` is no strftime format")]
    NotAFormat(String),
    #[error("`{0}` has no year")]
    NoYear(String),
}

impl DateFormat {
    /// Takes a `strftime` format apart. `%z` also reads `Z`, `+07` and `+07:00`.
    ///
    /// # Errors
    /// When a specifier is unknown, or the format has no full date.
    pub fn parse(text: &str) -> Result<Self, DateFormatError> {
        let lenient = text.replace("%z", "%#z").replace("%:z", "%#z");
        let items = StrftimeItems::new(&lenient)
            .parse_to_owned()
            .map_err(|_| DateFormatError::NotAFormat(text.to_owned()))?;
        let format = Self { items, text: text.to_owned() };
        let has_date = ["%Y", "%y", "%D", "%F", "%s", "%x", "%c", "%+", "%v"];
        if !has_date.iter().any(|specifier| text.contains(specifier)) {
            return Err(DateFormatError::NoYear(text.to_owned()));
        }
        Ok(format)
    }

    /// As the profile writes it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn read(&self, text: &str) -> Option<Moment> {
        let mut parsed = Parsed::new();
        chrono::format::parse(&mut parsed, text, self.items.iter()).ok()?;
        let (date, time) = if parsed.timestamp().is_some() {
            let moment = parsed.to_naive_datetime_with_offset(0).ok()?;
            (moment.date(), Some(moment.time()))
        } else {
            (parsed.to_naive_date().ok()?, parsed.to_naive_time().ok())
        };
        let second = time.map(|time| chrono::Timelike::num_seconds_from_midnight(&time));
        Some(Moment::new(Day::from_date(date), second))
    }
}

/// Reads the date cells of one file.
#[derive(Debug, Clone, Copy)]
pub struct DateReader<'a> {
    /// The profile's formats; the built-in forms when empty.
    pub formats: &'a [DateFormat],
    pub order: DateOrder,
}

impl DateReader<'_> {
    /// Reads one cell, already trimmed. Blank words such as `NULL` are the caller's to know.
    #[inline(always)]
    pub fn read(&self, cell: &[u8], evidence: &mut OrderEvidence) -> DateCell {
        if cell.is_empty() {
            return DateCell::Blank;
        }
        let moment = if self.formats.is_empty() {
            date_forms::read(cell, self.order, evidence)
        } else {
            std::str::from_utf8(cell)
                .ok()
                .and_then(|text| self.formats.iter().find_map(|format| format.read(text)))
        };
        match moment {
            Some(moment) if date_forms::is_plausible(moment.day()) => DateCell::At(moment),
            _ => self.read_bare(cell, evidence),
        }
    }

    /// Reads a cell again without no-break and zero-width spaces, if there are any.
    #[cold]
    fn read_bare(&self, cell: &[u8], evidence: &mut OrderEvidence) -> DateCell {
        let bare = trim_spaces(cell);
        if bare.len() == cell.len() { DateCell::Bad } else { self.read(bare, evidence) }
    }
}

#[cfg(test)]
mod tests {
    use super::{DateCell, DateFormat, DateOrder, DateReader, OrderEvidence};
    use crate::domain::Day;

    fn read(text: &str) -> Option<String> {
        read_as(text, &[], DateOrder::DayFirst)
    }

    fn read_as(text: &str, formats: &[DateFormat], order: DateOrder) -> Option<String> {
        let reader = DateReader { formats, order };
        match reader.read(text.as_bytes(), &mut OrderEvidence::default()) {
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
            ("2024-06-05T23:30:15Z", "2024-06-05 23:30:15"),
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
        let mut evidence = OrderEvidence::default();
        let reader = DateReader { formats: &[], order: DateOrder::DayFirst };
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
        let mut evidence = OrderEvidence::default();
        let reader = DateReader { formats: &[], order: DateOrder::DayFirst };
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
            ("%Y-%m-%d %H:%M:%S%z", "2011-03-01 23:00:00+00", "2011-03-01 23:00:00"),
            ("%Y-%m-%dT%H:%M:%S%.f%z", "2011-03-01T23:00:00.000Z", "2011-03-01 23:00:00"),
            ("%d-%b-%y", "01-Mar-11", "2011-03-01"),
        ] {
            let formats = [DateFormat::parse(format).expect("a format")];
            assert_eq!(
                read_as(text, &formats, DateOrder::DayFirst).as_deref(),
                Some(expected),
                "{format}"
            );
            assert_eq!(read_as("05.06.2024", &formats, DateOrder::DayFirst), None);
        }
        assert!(DateFormat::parse("%Q").is_err());
        assert!(DateFormat::parse("%d/%m").is_err());
    }

    #[test]
    fn the_bounds_are_the_years_they_say() {
        assert_eq!(read("01/01/1900").as_deref(), Some("1900-01-01"));
        assert_eq!(read("31/12/2199").as_deref(), Some("2199-12-31"));
        assert_eq!(read("31/12/1899"), None);
        assert_eq!(read("2200-01-01"), None);
    }

    #[test]
    fn every_day_of_three_centuries_is_the_day_of_the_calendar() {
        let mut date = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        while chrono::Datelike::year(&date) < 2200 {
            let cell = date.format("%d/%m/%Y").to_string();
            assert_eq!(read(&cell), Some(Day::from_date(date).to_string()));
            date = date.succ_opt().expect("a next day");
        }
    }
}
