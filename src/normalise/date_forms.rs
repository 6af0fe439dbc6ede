//! The date forms of one-stop exports, read from bytes.
//!
//! In: a trimmed cell. Out: a [`Moment`] and its time zone, or nothing. Two forms make up nearly all cells of real
//! logs, so these are tried first and without a loop: they are most of the time spent on a row.

use super::date::{DateEvidence, DateOrder, Moment};
use crate::domain::Day;

/// Excel serials of 1954 to 2119: other bare numbers are not taken for days.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;
/// The serial of 1970-01-01.
const SERIAL_OF_EPOCH: u32 = 25_569;
const SECONDS_PER_DAY: u32 = 86_400;

/// Years outside are typing errors or the zero date of a database, not dates of dossiers.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;
const MONTHS: usize = ((LAST_YEAR - FIRST_YEAR + 1) * 12) as usize;

/// The first day of every month, and of the month after the last.
static MONTH_STARTS: [i32; MONTHS + 1] = month_starts();

const fn month_starts() -> [i32; MONTHS + 1] {
    let mut starts = [0; MONTHS + 1];
    // 1900-01-01, counted from 1970-01-01.
    let mut day = -25_567;
    let (mut month, mut year) = (0, FIRST_YEAR);
    while month < MONTHS {
        starts[month] = day;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        day += match month % 12 {
            1 if is_leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        month += 1;
        if month % 12 == 0 {
            year += 1;
        }
    }
    starts[MONTHS] = day;
    starts
}

/// What a cell says of the zone of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    None,
    Utc,
    /// Another one, which is read over: a day counts as it is written.
    Other,
}

/// A moment as written, and its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub moment: Moment,
    pub zone: Zone,
}

impl Found {
    /// Without a zone.
    #[must_use]
    pub const fn bare(moment: Moment) -> Self {
        Self { moment, zone: Zone::None }
    }
}

/// Whether a day is later than the first of computers' time: earlier ones are mostly a way to say that
/// there is no date.
#[must_use]
#[inline(always)]
pub fn is_recent(day: Day) -> bool {
    (1..MONTH_STARTS[MONTHS]).contains(&day.0)
}

/// Whether a day lies in the years that a date may have.
#[must_use]
pub fn is_plausible(day: Day) -> bool {
    (MONTH_STARTS[0]..MONTH_STARTS[MONTHS]).contains(&day.0)
}

#[inline(always)]
pub fn civil(year: u32, month: u32, day: u32) -> Option<Day> {
    let month = month.checked_sub(1).filter(|month| *month < 12)?;
    let place = year.checked_sub(FIRST_YEAR.unsigned_abs())? * 12 + month;
    let place = place as usize;
    let (start, next) = (*MONTH_STARTS.get(place)?, *MONTH_STARTS.get(place + 1)?);
    let day = start + i32::try_from(day.checked_sub(1)?).ok()?;
    (day < next).then_some(Day(day))
}

/// Eight bytes, some of them digits and the others fixed: checked and taken apart all at once.
struct Form {
    /// What is left of a byte when this is taken out: the digit itself, or 0 of a fixed byte.
    text: u64,
    /// Lifts what is too large for its place over 0x7F.
    room: u64,
}

const DAY_MONTH_CENTURY: Form = Form::new(*b"00/00/00");
const YEAR_MONTH: Form = Form::new(*b"0000-00-");
const TIME: Form = Form::new(*b"00:00:00");

impl Form {
    /// `0` stands for any digit, every other byte for itself.
    const fn new(text: [u8; 8]) -> Self {
        let mut room = [0x7F; 8];
        let mut place = 0;
        while place < room.len() {
            if text[place] == b'0' {
                room[place] -= 9;
            }
            place += 1;
        }
        Self { text: u64::from_le_bytes(text), room: u64::from_le_bytes(room) }
    }

    /// The digits, each in the byte it stood in.
    #[inline(always)]
    const fn digits(&self, bytes: [u8; 8]) -> Option<[u8; 8]> {
        const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
        let digits = u64::from_le_bytes(bytes) ^ self.text;
        // Bytes below 0x80 carry nothing over when the room is added; others have the bit already.
        let excess = (digits | digits.wrapping_add(self.room)) & HIGH_BITS;
        if excess == 0 { Some(digits.to_le_bytes()) } else { None }
    }
}

/// The number of two digits.
#[inline(always)]
fn two(tens: u8, ones: u8) -> u32 {
    u32::from(tens) * 10 + u32::from(ones)
}

/// Two digits as written.
#[inline(always)]
fn pair(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| two(tens, ones))
}

/// Reads a cell in one of the two usual forms: nothing when it has another form, and no moment when
/// there is no such day.
#[inline(always)]
#[expect(clippy::option_option, reason = "outer: one of these forms; inner: a day or none")]
pub fn usual(cell: &[u8], order: DateOrder, evidence: &mut DateEvidence) -> Option<Option<Moment>> {
    let (head, rest) = cell.split_first_chunk::<10>()?;
    let second = usual_time(rest)?;
    let [b0, b1, b2, b3, b4, b5, b6, b7, c0, c1] = *head;
    let last = pair(c0, c1)?;
    let start = [b0, b1, b2, b3, b4, b5, b6, b7];
    if let Some([d0, d1, _, m0, m1, _, y0, y1]) = DAY_MONTH_CENTURY.digits(start) {
        let year = two(y0, y1) * 100 + last;
        let day = ordered(two(d0, d1), two(m0, m1), year, order, evidence);
        return Some(day.map(|day| Moment::new(day, second)));
    }
    let [y0, y1, y2, y3, _, m0, m1, _] = YEAR_MONTH.digits(start)?;
    evidence.low_typed += u64::from(last <= 12);
    evidence.high_typed += u64::from(last > 12);
    let (month, day) = match order {
        DateOrder::Exchanged => (last, two(m0, m1)),
        DateOrder::DayFirst | DateOrder::MonthFirst => (two(m0, m1), last),
    };
    let day = civil(two(y0, y1) * 100 + two(y2, y3), month, day);
    Some(day.map(|day| Moment::new(day, second)))
}

/// Nothing, ` 07:30` or ` 07:30:15`; anything else is for [`read_any`].
#[inline(always)]
#[expect(clippy::option_option, reason = "outer: one of these forms; inner: a time or none")]
fn usual_time(rest: &[u8]) -> Option<Option<u32>> {
    let text = match *rest {
        [] => return Some(None),
        [b' ' | b'T', h0, h1, c, m0, m1] => [h0, h1, c, m0, m1, b':', b'0', b'0'],
        [b' ' | b'T', h0, h1, c, m0, m1, d, s0, s1] => [h0, h1, c, m0, m1, d, s0, s1],
        _ => return None,
    };
    let [h0, h1, _, m0, m1, _, s0, s1] = TIME.digits(text)?;
    let (hour, minute, second) = (two(h0, h1), two(m0, m1), two(s0, s1));
    (hour < 24 && minute < 60 && second < 60).then_some(Some(hour * 3600 + minute * 60 + second))
}

/// A day from its two first numbers in the order of the file, and what they say about it. Days are
/// above 12 as often as not, so this counts without a jump.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "`&&` would be the jump to be spared")]
fn ordered(
    first: u32,
    second: u32,
    year: u32,
    order: DateOrder,
    evidence: &mut DateEvidence,
) -> Option<Day> {
    let (is_day, is_day_too) = (first > 12, second > 12);
    evidence.day_first += u64::from(is_day & !is_day_too);
    evidence.month_first += u64::from(!is_day & is_day_too);
    evidence.either += u64::from(!is_day & !is_day_too & (first != second));
    match order {
        DateOrder::DayFirst | DateOrder::Exchanged => civil(year, second, first),
        DateOrder::MonthFirst => civil(year, first, second),
    }
}

/// A day from its two first numbers and the day of the week written beside them, which may prove what
/// the numbers do not.
pub fn ordered_by_weekday(
    [first, second, year]: [u32; 3],
    weekday: Option<u32>,
    order: DateOrder,
    evidence: &mut DateEvidence,
) -> Option<Day> {
    let falls_on = |day: Option<Day>| day.is_some() && day.map(weekday_of) == weekday;
    let is_day_first = falls_on(civil(year, second, first));
    let is_month_first = falls_on(civil(year, first, second));
    if first > 12 || second > 12 || first == second || is_day_first == is_month_first {
        return ordered(first, second, year, order, evidence);
    }
    evidence.day_first += u64::from(is_day_first);
    evidence.month_first += u64::from(is_month_first);
    ordered(first, second, year, order, &mut DateEvidence::default())
}

/// Days since Monday.
fn weekday_of(day: Day) -> u32 {
    // 1970-01-01 was a Thursday.
    (day.0 % 7 + 10).rem_euclid(7).unsigned_abs()
}

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
pub fn read_any(cell: &[u8], order: DateOrder, evidence: &mut DateEvidence) -> Option<Found> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (digits, cell.get(digits)) {
        (1 | 2, Some(b':')) => time_then_date(cell, order, evidence).map(Found::bare),
        (1 | 2, Some(b'/' | b'-' | b'.')) => date_then_time(cell, order, evidence),
        (4, Some(b'/' | b'-' | b'.')) => year_first(cell),
        (5, None | Some(b'.' | b',')) => excel_serial(cell).map(Found::bare),
        (8 | 12 | 14, None) => compact(cell).map(Found::bare),
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

fn date_then_time(cell: &[u8], order: DateOrder, evidence: &mut DateEvidence) -> Option<Found> {
    let mut cursor = Cursor { rest: cell };
    let day = date(&mut cursor, order, evidence)?;
    let (second, zone) = trailing_time(&mut cursor)?;
    Some(Found { moment: Moment::new(day, second), zone })
}

fn year_first(cell: &[u8]) -> Option<Found> {
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
    Some(Found { moment: Moment::new(day, second), zone })
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
