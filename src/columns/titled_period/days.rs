//! Words of a title → days: "15/5/2024", "ngày 15 tháng 5", and from which to which.
//!
//! In: tokens and a place among them. Out: days as far as they are written, and where they end. Must not
//! know: months and quarters that are only named.

use super::cursor::{Cursor, FIRST_YEAR, LAST_YEAR};
use super::words::Kind;
use crate::domain::{Day, Period};

/// A day as far as it is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartDay {
    pub day: u32,
    pub month: Option<u32>,
    pub year: Option<i32>,
}

impl PartDay {
    pub fn day(self) -> Option<Day> {
        Day::from_ymd(self.year?, self.month?, self.day)
    }
}

/// First and last day; what one leaves out, the other says. `year` serves where neither has one.
pub fn between(first: PartDay, last: PartDay, year: Option<i32>) -> Option<Period> {
    let from_month = first.month.or(last.month)?;
    let to_month = last.month?;
    // "từ 15/12 đến 14/6/2024" began in the year before.
    let turns = i32::from((from_month, first.day) > (to_month, last.day));
    let from_year = first.year.or_else(|| Some(last.year.or(year)? - turns))?;
    let to_year = last.year.or_else(|| Some(first.year? + turns)).or(year)?;
    let from = Day::from_ymd(from_year, from_month, first.day)?;
    Period::new(from, Day::from_ymd(to_year, to_month, last.day)?)
}

/// "Từ ngày 15/5 đến hết ngày 14/6/2024", "01/04/2024 - 30/06/2024".
pub fn days(start: Cursor<'_>) -> Option<(PartDay, PartDay, Cursor<'_>)> {
    let begin = start.after_all(&[Kind::From]);
    let begin = before_day(begin);
    let is_named = begin.at > start.at;
    let whole = date(begin).and_then(|(first, next)| Some((first, until(next)?)));
    let (first, next) = whole.or_else(|| {
        // "từ ngày 01 đến ngày 30/6/2024"
        let (day, next) = day_number(begin).filter(|_| is_named)?;
        Some((PartDay { day, month: None, year: None }, until(next)?))
    })?;
    let (last, next) = date(before_day(next))?;
    Some((first, last, next))
}

/// "(từ ngày 15 đến ngày 14)" says which days any month has here.
pub fn days_of_any_month(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let (first, next) = day_number(before_day(start.after_all(&[Kind::From])))?;
    let (last, next) = day_number(before_day(until(next)?))?;
    (first > last).then_some(next)
}

/// Behind the word or the dash between two days.
fn until(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut next = clock(start);
    for _ in 0..4 {
        match next.kind()? {
            Kind::Until | Kind::Mark('-' | '–' | '—' | '~' | '→' | '−') => {
                return Some(next.next());
            }
            Kind::CellEnd | Kind::Mark(',' | ')' | '.') | Kind::Other | Kind::With => {
                next = next.next();
            }
            _ => return None,
        }
    }
    None
}

/// Behind the words that stand before a day: "hết ngày:", "cuối ngày", "17 giờ 00 ngày".
pub fn before_day(start: Cursor<'_>) -> Cursor<'_> {
    let words = [
        Kind::Through,
        Kind::Day,
        Kind::Last,
        Kind::CellEnd,
        Kind::Mark(':'),
        Kind::Mark('('),
        Kind::Mark(','),
    ];
    let next = start.after_all(&words);
    let behind = clock(next);
    if behind.at > next.at { behind.after_all(&words) } else { next }
}

/// Behind "07:30:00", "17h00", "17 giờ 30 phút"; nothing is passed where none stands.
fn clock(start: Cursor<'_>) -> Cursor<'_> {
    let mut next = start;
    if let Some(Kind::Number { digits: 1 | 2, .. }) = next.kind()
        && matches!(next.next().kind(), Some(Kind::Mark(':') | Kind::Clock))
    {
        while let Some(Kind::Number { digits: 1 | 2, .. }) = next.kind() {
            let behind = next.next();
            let goes_on = matches!(behind.kind(), Some(Kind::Mark(':') | Kind::Clock));
            next = if goes_on { behind.next() } else { behind };
            if !goes_on {
                break;
            }
        }
    }
    next
}

/// A day with its month: `15/5/2024`, `15.5`, `2024-05-15`, `15 tháng 5 năm 2024`.
pub fn date(start: Cursor<'_>) -> Option<(PartDay, Cursor<'_>)> {
    if let Some(found) = machine_date(start) {
        return Some(found);
    }
    let (day, next) = day_number(start)?;
    if next.kind() == Some(Kind::Month) {
        let (month, next) = next.next().value().filter(|(month, _)| is_month(*month))?;
        let (year, next) =
            next.year_behind().map_or((None, next), |(year, next)| (Some(year), next));
        return Some((PartDay { day, month: Some(month), year }, clock(next)));
    }
    let Some(separator @ Kind::Mark('/' | '.' | '-')) = next.kind() else { return None };
    let (month, next) = next.next().number(2).filter(|(month, _)| is_month(*month))?;
    let part = |year, next| Some((PartDay { day, month: Some(month), year }, clock(next)));
    if next.kind() == Some(separator)
        && let Some((year, behind)) = next.next().year_number()
    {
        return part(Some(year), behind);
    }
    if let Some((year, behind)) = next.year_word() {
        return part(Some(year), behind);
    }
    // "05-10/6/2024" is the 5th to the 10th.
    let goes_on = matches!(next.kind(), Some(Kind::Mark('/' | '.')))
        && next.next().number(2).is_some_and(|_| next.next().is_glued());
    if goes_on { None } else { part(None, next) }
}

/// `2024-05-15`, as real dates come out of a workbook.
fn machine_date(start: Cursor<'_>) -> Option<(PartDay, Cursor<'_>)> {
    let (year, next) = start.year_of_four()?;
    let (month, next) = next.past(Kind::Mark('-'))?.number(2)?;
    let (day, next) = next.past(Kind::Mark('-'))?.number(2)?;
    // "2024-05-15T07:30:00"
    let next = next.past(Kind::ShortMonth).filter(|_| next.is_glued()).unwrap_or(next);
    Some((PartDay { day, month: Some(month), year: Some(year) }, clock(next)))
}

fn day_number(start: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    start.number(2).filter(|(day, _)| (1..=31).contains(day))
}

fn is_month(number: u32) -> bool {
    (1..=12).contains(&number)
}

impl Cursor<'_> {
    /// A number of so many digits at most.
    pub fn number(self, most: usize) -> Option<(u32, Self)> {
        match self.kind()? {
            Kind::Number { value, digits } if digits <= most => Some((value, self.next())),
            _ => None,
        }
    }

    /// A year of four digits.
    pub fn year_of_four(self) -> Option<(i32, Self)> {
        match self.kind()? {
            Kind::Number { value, digits: 4 } => {
                let year = i32::try_from(value).ok()?;
                (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| (year, self.next()))
            }
            _ => None,
        }
    }

    /// A year behind a slash: `2024`, `24`.
    pub fn year_number(self) -> Option<(i32, Self)> {
        self.year_of_four().or_else(|| {
            let (value, next) = self.number(2).filter(|(value, _)| (13..=99).contains(value))?;
            // "20…" is a year that was left open.
            let is_open = matches!(next.kind(), Some(Kind::Mark('.' | '…' | '_' | '/')));
            let year = 2000 + i32::try_from(value).ok()?;
            (!is_open && self.is_glued()).then_some((year, next))
        })
    }

    /// "năm 2024", also over two cells.
    pub fn year_word(self) -> Option<(i32, Self)> {
        let next = self.after_all(&[Kind::CellEnd, Kind::Mark(',')]).past(Kind::Year)?;
        next.after_all(&[Kind::CellEnd, Kind::Mark(':')]).year_of_four()
    }

    /// The year behind a month or quarter: "/2024", "-2024", "năm 2024", ", 2024".
    pub fn year_behind(self) -> Option<(i32, Self)> {
        if self.kind() == Some(Kind::Mark('/'))
            && let Some(found) = self.next().year_number()
        {
            return Some(found);
        }
        let marks = [
            Kind::CellEnd,
            Kind::Mark(','),
            Kind::Mark('/'),
            Kind::Mark('-'),
            Kind::Mark('–'),
            Kind::Mark('.'),
            Kind::Mark('('),
        ];
        let next = self.after_all(&marks);
        next.year_word().or_else(|| next.year_of_four())
    }

    /// 6, VI, "sáu".
    pub fn value(self) -> Option<(u32, Self)> {
        match self.kind()? {
            Kind::Numeral(10) => match self.next().kind() {
                Some(Kind::Numeral(ones @ 1..=2)) => Some((10 + ones, self.next().next())),
                _ => Some((10, self.next())),
            },
            Kind::Number { value, digits: 1 | 2 } | Kind::Roman(value) | Kind::Numeral(value) => {
                Some((value, self.next()))
            }
            // "tháng năm năm 2024"
            Kind::Year if self.next().year_word().is_some() => Some((5, self.next())),
            _ => None,
        }
    }
}
