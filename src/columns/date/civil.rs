//! Year, month and day → a [`Day`], by a table of the months of three centuries.
//!
//! In: numbers. Out: the day, and whether one is plausible. Must not know: how they were written.

use crate::domain::Day;

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

/// Whether a day is later than the first of computers' time: earlier ones are mostly a way to say that
/// there is no date.
#[inline(always)]
pub fn is_recent(day: Day) -> bool {
    (1..MONTH_STARTS[MONTHS]).contains(&day.0)
}

/// Whether a day lies in the years that a date may have.
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

/// Days since Monday.
pub fn weekday_of(day: Day) -> u32 {
    // 1970-01-01 was a Thursday.
    (day.0 % 7 + 10).rem_euclid(7).unsigned_abs()
}
