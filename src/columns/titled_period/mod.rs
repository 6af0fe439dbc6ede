//! The rows of a title → the period that they name: "Tháng 6 năm 2024", "Quý I, II năm 2024", "từ ngày
//! 15/5 đến ngày 14/6/2024", also split over cells.
//!
//! In: rows of cells, and which days belong to a named month. Out: a period, or the title whose words of
//! time are not understood, or which names two periods: a wrong span is worse than none. Must not know:
//! what the table below counts.

mod cursor;
mod days;
mod mentions;
mod months;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use self::cursor::Cursor;
use self::days::{PartDay, between};
use self::mentions::{Mention, mentions};
use self::months::NamedMonth;
use self::words::{Kind, TitleWords};
use crate::domain::{Day, Period, PeriodRule};

/// What the titles of a table say of its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitledPeriod {
    /// No word of time.
    Unnamed,
    /// The titles whose words make no period, as they are written.
    Unclear(String),
    Named(Period),
}

/// The days that a title writes out in full, from which to which.
pub fn titled_days(title: &str) -> Option<Period> {
    let said = mentions(&TitleWords::of(std::iter::once(title)));
    said.into_iter().find_map(|mention| match mention {
        Mention::Days(first, last) => between(first, last, None),
        _ => None,
    })
}

/// The day of "tính đến ngày 20/06/2024".
pub fn counted_until(text: &str) -> Option<Day> {
    let words = TitleWords::of(std::iter::once(text));
    let start = Cursor { tokens: &words.tokens, at: 0 };
    (0..words.tokens.len()).find_map(|at| {
        let counted = Cursor { at, ..start }.past(Kind::Counted)?.past(Kind::Until)?;
        days::date(days::before_day(counted))?.0.day()
    })
}

/// The period that the rows of a title name.
pub fn titled_period(rows: &[Vec<&str>], rule: PeriodRule) -> TitledPeriod {
    let said: Vec<(usize, Mention)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| {
            let words = TitleWords::of(cells.iter().copied());
            mentions(&words).into_iter().map(move |mention| (row, mention))
        })
        .collect();
    if said.is_empty() {
        return TitledPeriod::Unnamed;
    }
    let mentioned: Vec<Mention> = said.iter().map(|(_, mention)| *mention).collect();
    Titles { mentions: &mentioned, rule }.period().map_or_else(
        || {
            let rows_of: BTreeSet<usize> = said.iter().map(|(row, _)| *row).collect();
            let texts: Vec<String> =
                rows_of.into_iter().filter_map(|row| Some(rows.get(row)?.join(" "))).collect();
            TitledPeriod::Unclear(texts.join("; "))
        },
        TitledPeriod::Named,
    )
}

/// Everything that is said, and by which rule.
struct Titles<'a> {
    mentions: &'a [Mention],
    rule: PeriodRule,
}

/// A title may round the days of its month: "Tháng 6 (từ 25/5 đến 25/6)".
const DAYS_OVER: i32 = 5;
/// Days of a week that is only numbered.
const WEEK: i32 = 10;

impl Titles<'_> {
    fn period(&self) -> Option<Period> {
        let has = |mention| self.mentions.contains(&mention);
        if has(Mention::Unclear) {
            return None;
        }
        let year = self.only_year().ok()?;
        let days = only(&self.all(|mention| match mention {
            Mention::Days(first, last) => Some(between(first, last, year)),
            Mention::YearTo(day) => Some(self.year_to(day, year)),
            _ => None,
        })?)
        .ok()?;
        let named = only(&self.all(|mention| match mention {
            Mention::Months(first, last) => {
                Some(self.months(first, last, year.or_else(|| self.year_of_all())))
            }
            Mention::WholeYear(year) => Some(self.months((Some(year), 1), (Some(year), 12), None)),
            _ => None,
        })?)
        .ok()?;
        let whole_year = || self.months((Some(year?), 1), (Some(year?), 12), None);
        let found = match (days, named) {
            (Some(days), Some(named)) => Some(days).filter(|days| tells(*days, named)),
            (Some(days), None) => {
                let is_week = length(days) <= WEEK;
                Some(days).filter(|_| is_week || !has(Mention::Week))
            }
            (None, Some(_)) if has(Mention::Week) => None,
            (None, Some(named)) => {
                Some(named).filter(|named| whole_year().is_none_or(|year| meets(*named, year)))
            }
            (None, None) if has(Mention::Open) || has(Mention::Week) => None,
            (None, None) => whole_year(),
        };
        self.cut(found?, year)
    }

    /// The year of months that name none: the one that stands alone, else that of the other months and days.
    fn year_of_all(&self) -> Option<i32> {
        let years = self.mentions.iter().filter_map(|mention| match mention {
            Mention::Months(_, (year, _)) => *year,
            Mention::Days(_, last) => last.year,
            _ => None,
        });
        let years: BTreeSet<i32> = years.collect();
        years.first().copied().filter(|_| years.len() == 1)
    }

    /// The year that is said without a month; an error where several are.
    fn only_year(&self) -> Result<Option<i32>, Several> {
        let years: BTreeSet<i32> = self
            .mentions
            .iter()
            .filter_map(|mention| match mention {
                Mention::Year(year) => Some(*year),
                _ => None,
            })
            .collect();
        if years.len() < 2 { Ok(years.first().copied()) } else { Err(Several) }
    }

    /// The periods of some mentions; none where one cannot be told.
    fn all(&self, of: impl Fn(Mention) -> Option<Option<Period>>) -> Option<Vec<Period>> {
        self.mentions.iter().filter_map(|mention| of(*mention)).collect()
    }

    fn months(&self, first: NamedMonth, last: NamedMonth, year: Option<i32>) -> Option<Period> {
        let text = |(own, month): NamedMonth| Some(format!("{:04}-{month:02}", own.or(year)?));
        let span = format!("{}..{}", text(first)?, text(last)?);
        Period::parse(&span, self.rule, Day(0)).ok()
    }

    fn year_to(&self, day: PartDay, year: Option<i32>) -> Option<Period> {
        let day = PartDay { year: day.year.or(year), ..day };
        let start = self.months((day.year, 1), (day.year, 1), None)?.from;
        Period::new(start, day.day()?)
    }

    /// "Năm 2024 (đến ngày 31/5/2024)" ends on that day.
    fn cut(&self, period: Period, year: Option<i32>) -> Option<Period> {
        let ends = self.all(|mention| match mention {
            Mention::Until(day) => {
                let day = PartDay { year: day.year.or(year), ..day };
                Some(day.day().and_then(|day| Period::new(day, day)))
            }
            _ => None,
        })?;
        match only(&ends).ok()? {
            None => Some(period),
            Some(end) if period.contains(end.to) => Period::new(period.from, end.to),
            Some(_) => None,
        }
    }
}

/// Different ones, of which none is that of the table.
struct Several;

/// The one period of all, if there is any; an error where they differ.
fn only(periods: &[Period]) -> Result<Option<Period>, Several> {
    let first = periods.first().copied();
    let is_one = periods.iter().all(|period| Some(*period) == first);
    if is_one { Ok(first) } else { Err(Several) }
}

fn length(period: Period) -> i32 {
    period.to.0 - period.from.0 + 1
}

fn meets(one: Period, other: Period) -> bool {
    one.from <= other.to && other.from <= one.to
}

/// Whether written days say more exactly what a name says.
fn tells(days: Period, named: Period) -> bool {
    meets(days, named) && length(days) <= length(named) + DAYS_OVER
}
