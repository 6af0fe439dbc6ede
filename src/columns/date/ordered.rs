//! Two numbers and a year → a day in the order of the file, and what the numbers say of that order.
//!
//! In: numbers, the order, and perhaps the day of the week. Out: the day; the evidence grows. Must not
//! know: how they were written.

use super::civil::{civil, weekday_of};
use super::evidence::{DateEvidence, DateOrder};
use crate::domain::Day;

/// A day from its two first numbers in the order of the file, and what they say about it. Days are
/// above 12 as often as not, so this counts without a jump.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "`&&` would be the jump to be spared")]
pub fn ordered(
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
