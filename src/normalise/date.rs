//! Cells → days, as written: day first unless a whole file proves otherwise, no time zone applied.
//!
//! Forms (exports of one-stop systems, and ISO 8601): `05/06/2024`, `5-6-2024`, `5.6.2024`, each with
//! `07:30`, `07:30:15` or `7:30 AM` behind it; `07:30, 05/06/2024`; `20240605`, `20240605073015`;
//! `2024-06-05`, `2024-06-05T07:30:15.123+07:00`; Excel serials `45448` and `45448.3125`.
//! A profile's own formats replace them all.

use chrono::format::{Item, Parsed, StrftimeItems};

use crate::domain::Day;

/// Years outside are typing errors or the zero date of a database, not dates of dossiers.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// Excel serials of 1954 to 2119: other bare numbers are not taken for days.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;
/// The serial of 1970-01-01.
const SERIAL_OF_EPOCH: u32 = 25_569;
const SECONDS_PER_DAY: u32 = 86_400;

/// Which number of `05/06/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
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
}

impl OrderEvidence {
    pub const fn add(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
    }

    /// The order the evidence proves: month first only when nothing speaks for day first.
    #[must_use]
    pub const fn order(self) -> DateOrder {
        if self.day_first == 0 && self.month_first > 0 {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        }
    }
}

/// A moment as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub day: Day,
    /// Seconds since midnight; nothing when the cell has a date only.
    pub second: Option<u32>,
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
    items: Vec<Item<'static>>,
}

/// Why a format is no format.
#[derive(Debug, PartialEq, Eq)]
pub struct DateFormatError(pub String);

impl DateFormat {
    /// Takes a `strftime` format apart. `%z` also reads `Z`, `+07` and `+07:00`.
    ///
    /// # Errors
    /// When a specifier is unknown, or the format has no full date.
    pub fn parse(text: &str) -> Result<Self, DateFormatError> {
        let lenient = text.replace("%z", "%#z").replace("%:z", "%#z");
        let items = StrftimeItems::new(&lenient)
            .parse_to_owned()
            .map_err(|_| DateFormatError(format!("`{text}` is no strftime format")))?;
        let format = Self { items };
        let has_date = ["%Y", "%y", "%D", "%F", "%s", "%x", "%c", "%+", "%v"];
        if !has_date.iter().any(|specifier| text.contains(specifier)) {
            return Err(DateFormatError(format!("`{text}` has no year")));
        }
        Ok(format)
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
        Some(Moment {
            day: Day::from_date(date),
            second,
        })
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
    #[inline]
    pub fn read(&self, cell: &[u8], evidence: &mut OrderEvidence) -> DateCell {
        if cell.is_empty() {
            return DateCell::Blank;
        }
        let moment = if self.formats.is_empty() {
            read_built_in(cell, self.order, evidence)
        } else {
            std::str::from_utf8(cell)
                .ok()
                .and_then(|text| self.formats.iter().find_map(|format| format.read(text)))
        };
        match moment {
            Some(moment) if (FIRST_DAY..=LAST_DAY).contains(&moment.day.0) => DateCell::At(moment),
            _ => DateCell::Bad,
        }
    }
}

/// 1900-01-01 and 2199-12-31, as [`Day`]s.
const FIRST_DAY: i32 = -25_567;
const LAST_DAY: i32 = 84_005;

/// Walks over a cell.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    /// A number of one to `most` digits, and how many digits it had.
    #[inline]
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let mut value = 0_u32;
        let mut digits = 0;
        while digits < most
            && let Some(byte) = self.rest.get(digits)
            && byte.is_ascii_digit()
        {
            value = value * 10 + u32::from(byte - b'0');
            digits += 1;
        }
        self.rest = &self.rest[digits..];
        (digits > 0).then_some((value, digits))
    }

    #[inline]
    fn take(&mut self, wanted: u8) -> bool {
        let found = self.rest.first() == Some(&wanted);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    #[inline]
    fn take_any(&mut self, wanted: &[u8]) -> Option<u8> {
        let found = *self.rest.first().filter(|byte| wanted.contains(byte))?;
        self.rest = &self.rest[1..];
        Some(found)
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }
}

fn read_built_in(cell: &[u8], order: DateOrder, evidence: &mut OrderEvidence) -> Option<Moment> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (digits, cell.get(digits)) {
        (1 | 2, Some(b':')) => time_then_date(cell, order, evidence),
        (1 | 2, Some(b'/' | b'-' | b'.')) => date_then_time(cell, order, evidence),
        (4, Some(b'/' | b'-' | b'.')) => year_first(cell),
        (5, None | Some(b'.' | b',')) => excel_serial(cell),
        (8 | 12 | 14, None) => compact(cell),
        _ => None,
    }
}

/// `05/06/2024`, in the order of the file.
#[inline]
fn date(cursor: &mut Cursor<'_>, order: DateOrder, evidence: &mut OrderEvidence) -> Option<Day> {
    let (first, _) = cursor.number(2)?;
    let separator = cursor.take_any(b"/-.")?;
    let (second, _) = cursor.number(2)?;
    if !cursor.take(separator) {
        return None;
    }
    let (year, 4) = cursor.number(4)? else {
        return None;
    };
    match (first > 12, second > 12) {
        (true, false) => evidence.day_first += 1,
        (false, true) => evidence.month_first += 1,
        (false, false) if first != second => evidence.either += 1,
        _ => {}
    }
    let (day, month) = match order {
        DateOrder::DayFirst => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    civil(year, month, day)
}

#[inline]
fn civil(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    Day::from_ymd(year, month, day)
}

fn date_then_time(cell: &[u8], order: DateOrder, evidence: &mut OrderEvidence) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let day = date(&mut cursor, order, evidence)?;
    let second = trailing_time(&mut cursor)?;
    Some(Moment { day, second })
}

fn year_first(cell: &[u8]) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let (year, _) = cursor.number(4)?;
    let separator = cursor.take_any(b"/-.")?;
    let (month, _) = cursor.number(2)?;
    if !cursor.take(separator) {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    let day = civil(year, month, day)?;
    let second = trailing_time(&mut cursor)?;
    Some(Moment { day, second })
}

/// `07:30, 05/06/2024`, as registers print it.
fn time_then_date(cell: &[u8], order: DateOrder, evidence: &mut OrderEvidence) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let second = time(&mut cursor)?;
    cursor.take(b',');
    cursor.skip_spaces();
    let day = date(&mut cursor, order, evidence)?;
    cursor.rest.is_empty().then_some(Moment {
        day,
        second: Some(second),
    })
}

/// Nothing, or a time and an offset that is read over: `Some(None)` is a cell with a date only.
#[inline]
#[expect(
    clippy::option_option,
    reason = "outer: readable or not; inner: a time or none"
)]
fn trailing_time(cursor: &mut Cursor<'_>) -> Option<Option<u32>> {
    if cursor.rest.is_empty() {
        return Some(None);
    }
    cursor.take(b',');
    if !cursor.take(b'T') {
        cursor.skip_spaces();
    }
    let second = time(cursor)?;
    offset(cursor)?;
    cursor.rest.is_empty().then_some(Some(second))
}

/// `7:30`, `07:30:15`, `07:30:15.123`, with `AM`/`PM` or the Vietnamese `SA`/`CH` behind it.
fn time(cursor: &mut Cursor<'_>) -> Option<u32> {
    let (mut hour, _) = cursor.number(2)?;
    if !cursor.take(b':') {
        return None;
    }
    let (minute, _) = cursor.number(2)?;
    let mut second = 0;
    if cursor.take(b':') {
        (second, _) = cursor.number(2)?;
        if cursor.take_any(b".,").is_some() {
            cursor.number(9)?;
        }
    }
    let mark = cursor.rest.trim_ascii_start();
    let half = mark.get(..2).map(<[u8]>::to_ascii_uppercase);
    let is_afternoon = match half.as_deref() {
        Some(b"AM" | b"SA") => Some(false),
        Some(b"PM" | b"CH") => Some(true),
        _ => None,
    };
    if let Some(is_afternoon) = is_afternoon {
        cursor.rest = &mark[2..];
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
    }
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// `Z`, `+07`, `+0700`, `+07:00`: read over, because a day counts as it is written.
fn offset(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.skip_spaces();
    if cursor.take(b'Z') || cursor.rest.is_empty() {
        return Some(());
    }
    cursor.take_any(b"+-")?;
    let (hour, 2) = cursor.number(2)? else {
        return None;
    };
    cursor.take(b':');
    let minute = if cursor.rest.is_empty() {
        0
    } else {
        cursor.number(2)?.0
    };
    (hour <= 18 && minute < 60).then_some(())
}

/// `yyyyMMdd`, `yyyyMMddHHmm`, `yyyyMMddHHmmss`.
fn compact(cell: &[u8]) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let (year, _) = cursor.number(4)?;
    let (month, _) = cursor.number(2)?;
    let (day, _) = cursor.number(2)?;
    let day = civil(year, month, day)?;
    if cursor.rest.is_empty() {
        return Some(Moment { day, second: None });
    }
    let (hour, _) = cursor.number(2)?;
    let (minute, _) = cursor.number(2)?;
    let second = if cursor.rest.is_empty() {
        0
    } else {
        cursor.number(2)?.0
    };
    (hour < 24 && minute < 60 && second < 60).then_some(Moment {
        day,
        second: Some(hour * 3600 + minute * 60 + second),
    })
}

/// Days since 1899-12-30, with the time as a fraction.
fn excel_serial(cell: &[u8]) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let (serial, _) = cursor.number(5)?;
    if !SERIALS.contains(&serial) {
        return None;
    }
    let second = if cursor.rest.is_empty() {
        None
    } else {
        cursor.take_any(b".,")?;
        let digits = cursor.rest.get(..cursor.rest.len().min(9))?;
        if !cursor.rest.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let numerator = digits
            .iter()
            .fold(0_u64, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        let denominator = 10_u64.pow(u32::try_from(digits.len()).ok()?);
        let seconds = (numerator * u64::from(SECONDS_PER_DAY) + denominator / 2) / denominator;
        // A fraction that rounds up to midnight stays on its day.
        u32::try_from(seconds)
            .ok()
            .map(|seconds| seconds.min(SECONDS_PER_DAY - 1))
    };
    let days = i32::try_from(serial).ok()? - i32::try_from(SERIAL_OF_EPOCH).ok()?;
    Some(Moment {
        day: Day(days),
        second,
    })
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
                let time = moment.second.map(|second| {
                    format!(
                        " {:02}:{:02}:{:02}",
                        second / 3600,
                        second / 60 % 60,
                        second % 60
                    )
                });
                Some(format!("{}{}", moment.day, time.unwrap_or_default()))
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
        let reader = DateReader {
            formats: &[],
            order: DateOrder::DayFirst,
        };
        for text in ["01/02/2024", "03/25/2024", "04/04/2024"] {
            reader.read(text.as_bytes(), &mut evidence);
        }
        assert_eq!(
            evidence,
            OrderEvidence {
                day_first: 0,
                month_first: 1,
                either: 1
            }
        );
        assert_eq!(evidence.order(), DateOrder::MonthFirst);
        reader.read(b"25/03/2024", &mut evidence);
        assert_eq!(evidence.order(), DateOrder::DayFirst);
        let month_first = read_as("01/02/2024", &[], DateOrder::MonthFirst);
        assert_eq!(month_first.as_deref(), Some("2024-01-02"));
    }

    #[test]
    fn formats_of_a_profile_replace_the_built_in_ones() {
        for (format, text, expected) in [
            (
                "%m/%d/%Y %I:%M:%S %p",
                "03/01/2011 02:27:57 PM",
                "2011-03-01 14:27:57",
            ),
            ("%m/%d/%Y", "3/1/2011", "2011-03-01"),
            (
                "%Y-%m-%dT%H:%M:%S%z",
                "2011-03-01T23:00:00-05:00",
                "2011-03-01 23:00:00",
            ),
            (
                "%Y-%m-%d %H:%M:%S%z",
                "2011-03-01 23:00:00+00",
                "2011-03-01 23:00:00",
            ),
            (
                "%Y-%m-%dT%H:%M:%S%.f%z",
                "2011-03-01T23:00:00.000Z",
                "2011-03-01 23:00:00",
            ),
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
        assert_eq!(Day::from_ymd(1900, 1, 1), Some(Day(super::FIRST_DAY)));
        assert_eq!(Day::from_ymd(2199, 12, 31), Some(Day(super::LAST_DAY)));
        assert_eq!(read("31/12/1899"), None);
    }
}
