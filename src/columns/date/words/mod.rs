//! Dates in words, as people, offices and browsers write them: `ngày 4 tháng 6 năm 2024`, `4 thg 6, 2024`,
//! `lúc 8h30 Thứ Ba, 4/6/2024`, `04-Jun-24`, `Tue Jun 04 2024 17:00:00 GMT+0000 (…)`.
//!
//! In: the text of a cell that is in none of the forms of [`super::usual`] and [`super::forms`]. Out: its parts, as far as
//! the cell alone tells them. Must not know: what the rest of the file proves. A word that is not known
//! makes the cell no date.

mod clock;
mod lexicon;
#[cfg(test)]
mod tests;

use super::civil::civil;
use super::moment::Zone;
use crate::domain::Day;
use crate::domain::fold;
use clock::Clock;
use lexicon::{Meaning, Token, WORDS, is_date_ahead, is_rest_of_date, number_behind, tokens};

/// What the numbers of a cell say of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDate {
    Day(Day),
    /// Two numbers that are day and month, the year behind them, and the day of the week from Monday (0).
    Ordered {
        numbers: [u32; 3],
        weekday: Option<u32>,
    },
    /// Three numbers of two digits.
    Short {
        numbers: [u32; 3],
        separator: char,
    },
}

/// A date in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordDate {
    pub date: WrittenDate,
    pub second: Option<u32>,
    pub zone: Zone,
}

/// A cell longer than this is a sentence.
const LONGEST: usize = 120;

/// Reads a cell.
pub fn read(text: &str) -> Option<WordDate> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let folded = fold(text);
    let tokens = tokens(&folded)?;
    let mut parts = Parts::default();
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        rest = parts.take(rest)?;
    }
    parts.finish()
}

/// What was gathered so far.
#[derive(Debug, Default)]
struct Parts {
    /// The numbers of the date: value, digits.
    numbers: Vec<(u32, usize)>,
    /// The signs between the numbers.
    separators: Vec<char>,
    /// The sign before what comes next, where a number stands before it.
    separator: Option<char>,
    month: Option<u32>,
    /// Behind how many numbers the month stands.
    month_place: usize,
    weekday: Option<u32>,
    short_mark: Option<u32>,
    clock: Clock,
}

impl Parts {
    /// Takes the next pieces, and returns what is left.
    fn take<'t>(&mut self, tokens: &'t [Token<'t>]) -> Option<&'t [Token<'t>]> {
        match *tokens {
            [
                Token::Number(hour, 1 | 2),
                Token::Sign(':'),
                Token::Number(minute, 1 | 2),
                ref rest @ ..,
            ] => {
                let (second, rest) = match rest {
                    [Token::Sign(':'), Token::Number(second, 1 | 2), rest @ ..] => (*second, rest),
                    rest => (0, rest),
                };
                self.time([hour, minute, second])?;
                if let [Token::Sign('.'), Token::Number(_, 1..=9), rest @ ..] = rest {
                    return Some(rest);
                }
                Some(rest)
            }
            [Token::Number(hour, 1 | 2), Token::Word(word), ref rest @ ..]
                if WORDS.get(word) == Some(&Meaning::Hours) =>
            {
                self.spoken_time(hour, rest)
            }
            [Token::Number(value, digits), ref rest @ ..] => {
                if !self.numbers.is_empty() {
                    self.separators.push(self.separator.take().unwrap_or(' '));
                }
                self.numbers.push((value, digits));
                (self.numbers.len() <= 3).then_some(rest)
            }
            [Token::Word(word), ref rest @ ..] => self.word(word, rest),
            [Token::Sign('+'), Token::Number(value, digits), ref rest @ ..]
                if self.clock.has_time() =>
            {
                self.offset(value, digits, rest)
            }
            // Behind a zone stands its name.
            [Token::Sign('('), ..] if self.clock.has_zone() => Some(&[]),
            [Token::Sign(sign), ref rest @ ..] => {
                let is_between =
                    matches!(sign, '/' | '-' | '.' | ',' | '(' | ')' | '\'' | '|' | ';');
                self.separator = Some(sign);
                is_between.then_some(rest)
            }
            [] => Some(&[]),
        }
    }

    fn time(&mut self, time: [u32; 3]) -> Option<()> {
        self.separator = None;
        self.clock.time(time)
    }

    /// `8h30`, `8 giờ 30 phút 15 giây`, `8h`.
    fn spoken_time<'t>(&mut self, hour: u32, mut rest: &'t [Token<'t>]) -> Option<&'t [Token<'t>]> {
        let mut clock = [hour, 0, 0];
        for (place, unit) in [(1, Meaning::Minutes), (2, Meaning::Seconds)] {
            let is_unit = |word: &str| WORDS.get(word) == Some(&unit);
            match *rest {
                [Token::Number(value, 1 | 2), Token::Word(word), ref behind @ ..]
                    if is_unit(word) =>
                {
                    clock[place] = value;
                    rest = behind;
                }
                // Two digits behind the hour, unless they begin a date.
                [Token::Number(value, 2), ref behind @ ..]
                    if place == 1 && !is_rest_of_date(behind) =>
                {
                    clock[place] = value;
                    rest = behind;
                }
                _ => {}
            }
        }
        self.time(clock)?;
        Some(rest)
    }

    fn word<'t>(&mut self, word: &str, rest: &'t [Token<'t>]) -> Option<&'t [Token<'t>]> {
        // `chủ nhật`, `a.m.`
        if let [Token::Word(next), behind @ ..] = rest
            && let Some(Meaning::Weekday(day)) = WORDS.get(&format!("{word} {next}"))
        {
            return self.weekday(*day).map(|()| behind);
        }
        if let [Token::Sign('.'), Token::Word("m"), behind @ ..] = rest
            && matches!(word, "a" | "p")
        {
            return self.clock.half(word == "p", false).map(|()| behind);
        }
        match *WORDS.get(word)? {
            Meaning::Filler => Some(rest),
            Meaning::MonthMark => {
                let (month, behind) = number_behind(rest)?;
                self.month(month).map(|()| behind)
            }
            Meaning::WeekdayMark => match number_behind(rest) {
                Some((day @ 2..=7, behind)) if !is_date_ahead(rest) => {
                    self.weekday(day - 2).map(|()| behind)
                }
                _ if word == "thu" => self.weekday(3).map(|()| rest),
                _ => None,
            },
            // `4th June`.
            Meaning::ShortMark if word == "th" && !matches!(rest, [Token::Number(..), ..]) => {
                Some(rest)
            }
            Meaning::ShortMark => {
                let (number, behind) = number_behind(rest)?;
                self.short_mark.replace(number).is_none().then_some(behind)
            }
            Meaning::Month(month) => self.month(month).map(|()| rest),
            Meaning::Weekday(day) => self.weekday(day).map(|()| rest),
            Meaning::Morning => self.clock.half(false, false).map(|()| rest),
            Meaning::Afternoon => self.clock.half(true, false).map(|()| rest),
            Meaning::Daytime(is_afternoon) => self.clock.half(is_afternoon, true).map(|()| rest),
            Meaning::Utc => {
                if let [Token::Sign('+' | '-'), Token::Number(value, digits), ref behind @ ..] =
                    *rest
                {
                    return self.offset(value, digits, behind);
                }
                self.clock.zone(Zone::Utc);
                Some(rest)
            }
            Meaning::OtherZone => {
                self.clock.zone(Zone::Other);
                Some(rest)
            }
            Meaning::Hours | Meaning::Minutes | Meaning::Seconds => None,
        }
    }

    fn month(&mut self, month: u32) -> Option<()> {
        self.month_place = self.numbers.len();
        self.month.replace(month).is_none().then_some(())
    }

    fn weekday(&mut self, day: u32) -> Option<()> {
        self.weekday.replace(day).is_none().then_some(())
    }

    /// Hours, or hours and minutes, ahead of UTC.
    fn offset<'t>(
        &mut self,
        value: u32,
        digits: usize,
        rest: &'t [Token<'t>],
    ) -> Option<&'t [Token<'t>]> {
        let (minutes, rest) = match rest {
            [Token::Sign(':'), Token::Number(minutes, 2), rest @ ..] => (*minutes, rest),
            rest => (0, rest),
        };
        let zone = if value == 0 && minutes == 0 { Zone::Utc } else { Zone::Other };
        self.clock.zone(zone);
        matches!(digits, 1 | 2 | 4).then_some(rest)
    }

    fn finish(mut self) -> Option<WordDate> {
        let (second, zone) = self.clock.read()?;
        if self.month.is_none() && self.numbers.len() == 2 {
            // `4 Th6 2024`; with three numbers it was the day of the week.
            self.month = self.short_mark.take();
        }
        let date = match (self.month, &self.numbers[..]) {
            (Some(month), &[first, second]) => WrittenDate::Day(of_month(month, first, second)?),
            (None, &[(first, 1 | 2), (second, 1 | 2), (year, 4)]) if self.is_even() => {
                let weekday = self.weekday.or(self.short_mark.and_then(|day| day.checked_sub(2)));
                WrittenDate::Ordered { numbers: [first, second, year], weekday }
            }
            (None, &[(year, 4), (month, 1 | 2), (day, 1 | 2)]) if self.is_even() => {
                WrittenDate::Day(civil(year, month, day)?)
            }
            (None, &[(first, 1 | 2), (second, 1 | 2), (third, 2)]) if self.is_even() => {
                let separator = *self.separators.first()?;
                WrittenDate::Short { numbers: [first, second, third], separator }
            }
            _ => return None,
        };
        Some(WordDate { date, second, zone })
    }

    /// Whether one sign parts the three numbers.
    fn is_even(&self) -> bool {
        matches!(self.separators[..], [one, other] if one == other && matches!(one, '/' | '-' | '.'))
    }
}

/// Beside a named month stand day and year; a year of two digits stands last.
fn of_month(month: u32, first: (u32, usize), second: (u32, usize)) -> Option<Day> {
    /// Years that two digits can mean here; `24-Jun-04` says too little.
    const SHORT_YEARS: std::ops::RangeInclusive<u32> = 10..=39;
    match (first, second) {
        ((day, 1 | 2), (year, 4)) | ((year, 4), (day, 1 | 2)) => civil(year, month, day),
        ((day, 1 | 2), (year, 2)) if SHORT_YEARS.contains(&year) => civil(2000 + year, month, day),
        _ => None,
    }
}
