//! The two forms of nearly all date cells, read without a loop: they are most of the time spent on a row.
//!
//! In: a trimmed cell. Out: a [`Moment`], no such day, or another form. Must not know: the other forms.

use super::civil::civil;
use super::evidence::{DateEvidence, DateOrder};
use super::moment::Moment;
use super::ordered::ordered;

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

/// Nothing, ` 07:30` or ` 07:30:15`; anything else is for [`super::forms`].
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
