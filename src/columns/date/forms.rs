//! The other forms of dates that need no words, read from bytes.
//!
//! In: a trimmed cell. Out: a moment and its time zone, or nothing. Must not know: the forms of
//! [`super::usual`], which are tried first.

use super::civil::civil;
use super::evidence::{DateEvidence, DateOrder};
use super::moment::{Moment, Zone, ZonedMoment};
use super::ordered::ordered;
use crate::domain::Day;

/// Excel serials of 1954 to 2119: other bare numbers are not taken for days.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

/// The serial of 1970-01-01.
const SERIAL_OF_EPOCH: u32 = 25_569;
const SECONDS_PER_DAY: u32 = 86_400;

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

/// Reads a cell in any of the other forms that need no words.
#[inline(never)]
pub fn read_any(cell: &[u8], order: DateOrder, evidence: &mut DateEvidence) -> Option<ZonedMoment> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (digits, cell.get(digits)) {
        (1 | 2, Some(b':')) => time_then_date(cell, order, evidence).map(ZonedMoment::bare),
        (1 | 2, Some(b'/' | b'-' | b'.')) => date_then_time(cell, order, evidence),
        (4, Some(b'/' | b'-' | b'.')) => year_first(cell),
        (5, None | Some(b'.' | b',')) => excel_serial(cell).map(ZonedMoment::bare),
        (8 | 12 | 14, None) => compact(cell).map(ZonedMoment::bare),
        _ => None,
    }
}

/// `05/06/2024`, in the order of the file.
#[inline]
fn date(cursor: &mut Cursor<'_>, order: DateOrder, evidence: &mut DateEvidence) -> Option<Day> {
    let (first, _) = cursor.number(2)?;
    let separator = cursor.take_any(b"/-.")?;
    let (second, _) = cursor.number(2)?;
    if !cursor.take(separator) {
        return None;
    }
    let (year, 4) = cursor.number(4)? else {
        return None;
    };
    ordered(first, second, year, order, evidence)
}

fn date_then_time(
    cell: &[u8],
    order: DateOrder,
    evidence: &mut DateEvidence,
) -> Option<ZonedMoment> {
    let mut cursor = Cursor { rest: cell };
    let day = date(&mut cursor, order, evidence)?;
    let (second, zone) = trailing_time(&mut cursor)?;
    Some(ZonedMoment { moment: Moment::new(day, second), zone })
}

fn year_first(cell: &[u8]) -> Option<ZonedMoment> {
    let mut cursor = Cursor { rest: cell };
    let (year, _) = cursor.number(4)?;
    let separator = cursor.take_any(b"/-.")?;
    let (month, _) = cursor.number(2)?;
    if !cursor.take(separator) {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    let day = civil(year, month, day)?;
    let (second, zone) = trailing_time(&mut cursor)?;
    Some(ZonedMoment { moment: Moment::new(day, second), zone })
}

/// `07:30, 05/06/2024`, as registers print it.
fn time_then_date(cell: &[u8], order: DateOrder, evidence: &mut DateEvidence) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let second = time(&mut cursor)?;
    cursor.take(b',');
    cursor.skip_spaces();
    let day = date(&mut cursor, order, evidence)?;
    cursor.rest.is_empty().then_some(Moment::new(day, Some(second)))
}

/// Nothing, or a time and its zone.
#[inline]
fn trailing_time(cursor: &mut Cursor<'_>) -> Option<(Option<u32>, Zone)> {
    if cursor.rest.is_empty() {
        return Some((None, Zone::None));
    }
    cursor.take(b',');
    if !cursor.take(b'T') {
        cursor.skip_spaces();
    }
    let second = time(cursor)?;
    let zone = zone(cursor)?;
    cursor.rest.is_empty().then_some((Some(second), zone))
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
        // A comma may also part the time from the date behind it.
        if let [b'.' | b',', b'0'..=b'9', ..] = cursor.rest {
            cursor.rest = &cursor.rest[1..];
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

/// `Z`, `UTC`, `GMT`, `+07`, `+0700`, `+07:00`.
fn zone(cursor: &mut Cursor<'_>) -> Option<Zone> {
    cursor.skip_spaces();
    if cursor.rest.is_empty() {
        return Some(Zone::None);
    }
    if let Some(rest) = ["utc", "gmt"].iter().find_map(|name| behind_name(cursor.rest, name)) {
        cursor.rest = rest;
        return Some(Zone::Utc);
    }
    if cursor.take_any(b"Zz").is_some() {
        return Some(Zone::Utc);
    }
    cursor.take_any(b"+-")?;
    let (hour, 2) = cursor.number(2)? else {
        return None;
    };
    cursor.take(b':');
    let minute = if cursor.rest.is_empty() { 0 } else { cursor.number(2)?.0 };
    let zone = if hour == 0 && minute == 0 { Zone::Utc } else { Zone::Other };
    (hour <= 18 && minute < 60).then_some(zone)
}

/// What follows a name, if the text begins with it in any case.
fn behind_name<'a>(text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let (first, rest) = text.split_at_checked(name.len())?;
    first.eq_ignore_ascii_case(name.as_bytes()).then_some(rest)
}

/// `yyyyMMdd`, `yyyyMMddHHmm`, `yyyyMMddHHmmss`.
fn compact(cell: &[u8]) -> Option<Moment> {
    let mut cursor = Cursor { rest: cell };
    let (year, _) = cursor.number(4)?;
    let (month, _) = cursor.number(2)?;
    let (day, _) = cursor.number(2)?;
    let day = civil(year, month, day)?;
    if cursor.rest.is_empty() {
        return Some(Moment::new(day, None));
    }
    let (hour, _) = cursor.number(2)?;
    let (minute, _) = cursor.number(2)?;
    let second = if cursor.rest.is_empty() { 0 } else { cursor.number(2)?.0 };
    (hour < 24 && minute < 60 && second < 60)
        .then_some(Moment::new(day, Some(hour * 3600 + minute * 60 + second)))
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
        let numerator = digits.iter().fold(0_u64, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        let denominator = 10_u64.pow(u32::try_from(digits.len()).ok()?);
        let seconds = (numerator * u64::from(SECONDS_PER_DAY) + denominator / 2) / denominator;
        // A fraction that rounds up to midnight stays on its day.
        u32::try_from(seconds).ok().map(|seconds| seconds.min(SECONDS_PER_DAY - 1))
    };
    let days = i32::try_from(serial).ok()? - i32::try_from(SERIAL_OF_EPOCH).ok()?;
    Some(Moment::new(Day(days), second))
}
