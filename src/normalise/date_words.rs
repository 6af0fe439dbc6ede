//! Dates in words, as people, offices and browsers write them: `ngày 4 tháng 6 năm 2024`, `4 thg 6, 2024`,
//! `lúc 8h30 Thứ Ba, 4/6/2024`, `04-Jun-24`, `Tue Jun 04 2024 17:00:00 GMT+0000 (…)`.
//!
//! In: the text of a cell that is in none of the forms of [`super::date_forms`]. Out: its parts, as far as
//! the cell alone tells them. Must not know: what the rest of the file proves. A word that is not known
//! makes the cell no date.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::date_forms::{Zone, civil};
use super::fold::fold;
use crate::domain::Day;

/// What the numbers of a cell say of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
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
    pub date: Written,
    pub second: Option<u32>,
    pub zone: Zone,
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Says nothing more: `ngày`, `lúc`.
    Filler,
    /// A month or a day of the week stands behind it.
    MonthMark,
    WeekdayMark,
    /// Either: `Th 3`, `T6`.
    ShortMark,
    Month(u32),
    Weekday(u32),
    /// Hours stand before it.
    Hours,
    Minutes,
    Seconds,
    Morning,
    Afternoon,
    /// May stand beside hours above 12.
    Daytime(bool),
    Utc,
    OtherZone,
}

static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    use Meaning::{
        Afternoon, Daytime, Filler, Hours, Minutes, Month, MonthMark, Morning, OtherZone, Seconds,
        ShortMark, Utc, Weekday, WeekdayMark,
    };
    let lists: [(Meaning, &[&str]); 15] = [
        (Filler, &["ngày", "lúc", "vào", "hồi", "năm", "at", "on", "of", "st", "nd", "rd"]),
        (Filler, &["the", "day", "ngay", "luc", "vao", "hoi", "nam"]),
        (MonthMark, &["tháng", "thg", "thang", "thag"]),
        (WeekdayMark, &["thứ", "thu"]),
        (ShortMark, &["th", "t"]),
        (Hours, &["h", "g", "giờ", "gio"]),
        (Minutes, &["phút", "phut", "ph", "p", "m"]),
        (Seconds, &["giây", "giay", "s"]),
        (Morning, &["am", "sa"]),
        (Afternoon, &["pm", "ch"]),
        (Daytime(false), &["sáng", "sang"]),
        (Daytime(true), &["chiều", "chieu", "tối", "toi"]),
        (Utc, &["utc", "gmt", "z"]),
        (OtherZone, &["ict"]),
        (Weekday(6), &["cn", "chủ nhật", "chu nhat"]),
    ];
    let months = [
        ["january", "jan"],
        ["february", "feb"],
        ["march", "mar"],
        ["april", "apr"],
        ["may", "may"],
        ["june", "jun"],
        ["july", "jul"],
        ["august", "aug"],
        ["september", "sep"],
        ["october", "oct"],
        ["november", "nov"],
        ["december", "dec"],
    ];
    let weekdays = [
        ["monday", "mon"],
        ["tuesday", "tue"],
        ["wednesday", "wed"],
        ["thursday", "thu"],
        ["friday", "fri"],
        ["saturday", "sat"],
        ["sunday", "sun"],
    ];
    let mut words = HashMap::new();
    for (number, names) in (1..).zip(months) {
        words.extend(names.map(|name| (fold(name), Month(number))));
    }
    for (number, names) in (0..).zip(weekdays) {
        words.extend(names.map(|name| (fold(name), Weekday(number))));
    }
    words.extend([("sept", Month(9)), ("tues", Weekday(1)), ("thur", Weekday(3))].map(owned));
    words.insert("thurs".to_owned(), Weekday(3));
    for (meaning, names) in lists {
        words.extend(names.iter().map(|name| (fold(name), meaning)));
    }
    // Before a number it is Thứ, alone it is Thursday.
    words.insert("thu".to_owned(), WeekdayMark);
    words
});

fn owned((name, meaning): (&str, Meaning)) -> (String, Meaning) {
    (name.to_owned(), meaning)
}

/// Numbers in words, behind `tháng` and `thứ`.
static NUMBERS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let named: [&[&str]; 12] = [
        &["một", "giêng"],
        &["hai"],
        &["ba"],
        &["tư", "bốn"],
        &["năm"],
        &["sáu"],
        &["bảy", "bẩy"],
        &["tám"],
        &["chín"],
        &["mười"],
        &["mười một"],
        &["mười hai", "chạp"],
    ];
    let spelt = (1..)
        .zip(named)
        .flat_map(|(number, names)| names.iter().map(move |name| (fold(name), number)));
    spelt.collect()
});

/// A piece of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(u32, usize),
    Word(&'a str),
    Sign(char),
}

/// A cell longer than this is a sentence.
const LONGEST: usize = 120;

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_like = |sign: char| {
            if first.is_ascii_digit() {
                sign.is_ascii_digit()
            } else {
                // Folding leaves some tones beside their letters.
                sign.is_alphabetic() || is_combining_mark(sign)
            }
        };
        let end = if first.is_ascii_digit() || first.is_alphabetic() {
            rest.find(|sign: char| !is_like(sign)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, behind) = rest.split_at_checked(end)?;
        rest = behind;
        match first {
            ' ' => {}
            _ if first.is_ascii_digit() => {
                tokens.push(Token::Number(piece.parse().ok()?, piece.len()));
            }
            _ if first.is_alphabetic() => tokens.push(Token::Word(piece)),
            _ => tokens.push(Token::Sign(first)),
        }
    }
    Some(tokens)
}

/// Reads a cell.
#[must_use]
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
    clock: Option<[u32; 3]>,
    is_afternoon: Option<bool>,
    is_daytime: bool,
    zone: Option<Zone>,
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
                self.clock([hour, minute, second])?;
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
                if self.clock.is_some() =>
            {
                self.offset(value, digits, rest)
            }
            // Behind a zone stands its name.
            [Token::Sign('('), ..] if self.zone.is_some() => Some(&[]),
            [Token::Sign(sign), ref rest @ ..] => {
                let is_between =
                    matches!(sign, '/' | '-' | '.' | ',' | '(' | ')' | '\'' | '|' | ';');
                self.separator = Some(sign);
                is_between.then_some(rest)
            }
            [] => Some(&[]),
        }
    }

    fn clock(&mut self, clock: [u32; 3]) -> Option<()> {
        self.separator = None;
        self.clock.replace(clock).is_none().then_some(())
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
        self.clock(clock)?;
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
            return self.half(word == "p", false).map(|()| behind);
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
            Meaning::Morning => self.half(false, false).map(|()| rest),
            Meaning::Afternoon => self.half(true, false).map(|()| rest),
            Meaning::Daytime(is_afternoon) => self.half(is_afternoon, true).map(|()| rest),
            Meaning::Utc => {
                if let [Token::Sign('+' | '-'), Token::Number(value, digits), ref behind @ ..] =
                    *rest
                {
                    return self.offset(value, digits, behind);
                }
                self.zone(Zone::Utc);
                Some(rest)
            }
            Meaning::OtherZone => {
                self.zone(Zone::Other);
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

    fn half(&mut self, is_afternoon: bool, is_daytime: bool) -> Option<()> {
        self.is_daytime = is_daytime;
        self.is_afternoon.replace(is_afternoon).is_none().then_some(())
    }

    /// The first zone counts: `+0700 +07` says it twice.
    fn zone(&mut self, zone: Zone) {
        self.zone.get_or_insert(zone);
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
        self.zone(zone);
        matches!(digits, 1 | 2 | 4).then_some(rest)
    }

    #[expect(clippy::option_option, reason = "outer: readable or not; inner: a time or none")]
    fn second(&self) -> Option<Option<u32>> {
        let Some([hour, minute, second]) = self.clock else {
            // A half of a day or a zone without a time.
            return (self.is_afternoon.is_none()).then_some(None);
        };
        let hour = match self.is_afternoon {
            None => hour,
            Some(_) if hour > 12 && self.is_daytime => hour,
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
        };
        (hour < 24 && minute < 60 && second < 60)
            .then_some(Some(hour * 3_600 + minute * 60 + second))
    }

    fn finish(mut self) -> Option<WordDate> {
        let second = self.second()?;
        let zone = self.zone.unwrap_or(Zone::None);
        if self.month.is_none() && self.numbers.len() == 2 {
            // `4 Th6 2024`; with three numbers it was the day of the week.
            self.month = self.short_mark.take();
        }
        let date = match (self.month, &self.numbers[..]) {
            (Some(month), &[first, second]) => Written::Day(of_month(month, first, second)?),
            (None, &[(first, 1 | 2), (second, 1 | 2), (year, 4)]) if self.is_even() => {
                let weekday = self.weekday.or(self.short_mark.and_then(|day| day.checked_sub(2)));
                Written::Ordered { numbers: [first, second, year], weekday }
            }
            (None, &[(year, 4), (month, 1 | 2), (day, 1 | 2)]) if self.is_even() => {
                Written::Day(civil(year, month, day)?)
            }
            (None, &[(first, 1 | 2), (second, 1 | 2), (third, 2)]) if self.is_even() => {
                let separator = *self.separators.first()?;
                Written::Short { numbers: [first, second, third], separator }
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

/// A number, or a word for one.
fn number_behind<'t>(tokens: &'t [Token<'t>]) -> Option<(u32, &'t [Token<'t>])> {
    match *tokens {
        [Token::Number(value, 1 | 2), ref rest @ ..] => Some((value, rest)),
        [Token::Word(tens), Token::Word(ones), ref rest @ ..]
            if NUMBERS.contains_key(&format!("{tens} {ones}")) =>
        {
            NUMBERS.get(&format!("{tens} {ones}")).map(|number| (*number, rest))
        }
        [Token::Word(word), ref rest @ ..] => NUMBERS.get(word).map(|number| (*number, rest)),
        // `tháng-6`, `thứ. 3`
        [Token::Sign('.' | '-'), ref rest @ ..] => number_behind(rest),
        _ => None,
    }
}

/// Whether a date begins here: `Thu 06/06/2024`, `Thu 06 Jun 2024`.
fn is_date_ahead(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Token::Number(..), Token::Sign('/' | '-' | '.'), ..] => true,
        [Token::Number(..), Token::Word(word), ..] => {
            matches!(WORDS.get(*word), Some(Meaning::Month(_)))
        }
        _ => false,
    }
}

/// Whether a date of numbers goes on here behind its first number.
fn is_rest_of_date(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Token::Sign(one), Token::Number(..), Token::Sign(other), Token::Number(..), rest @ ..] => {
            let goes_on = matches!(rest, [Token::Sign(more), Token::Number(..), ..] if more == one);
            one == other && !goes_on
        }
        _ => false,
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

#[cfg(test)]
mod tests {
    use super::{Written, Zone, read};
    use crate::domain::Day;

    fn shown(text: &str) -> Option<String> {
        let read = read(text)?;
        let time = read.second.map(|second| {
            format!(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
        });
        let zone = match read.zone {
            Zone::None => "",
            Zone::Utc => " UTC",
            Zone::Other => " +",
        };
        let date = match read.date {
            Written::Day(day) => day.to_string(),
            Written::Ordered { numbers, weekday } => format!("{numbers:?} {weekday:?}"),
            Written::Short { numbers, separator } => format!("{numbers:?} {separator}"),
        };
        Some(format!("{date}{}{zone}", time.unwrap_or_default()))
    }

    #[test]
    fn words_of_people_offices_and_browsers() {
        for text in [
            "ngày 4 tháng 6 năm 2024",
            "Ngày 04 tháng 06 năm 2024",
            "4 thg 6, 2024",
            "04-thg 6-2024",
            "04-Thg6-2024",
            "04 Tháng Sáu 2024",
            "4 tháng 6, 2024",
            "Thứ Ba, 4 tháng 6, 2024",
            "thứ 3, ngày 4 tháng 6 năm 2024",
            "T3, 4 thg 6, 2024",
            "Th 3, 4 thg 6, 2024",
            "4 Th6 2024",
            "Tháng 6 4, 2024",
            "04-Jun-24",
            "04-Jun-2024",
            "4 June 2024",
            "June 4, 2024",
            "Jun 4, 2024",
            "Jun 4th, 2024",
            "Tue, 04 Jun 2024",
            "Tuesday, June 4, 2024",
            "04/Jun/2024",
            "2024-Jun-04",
            "ngay 4 thang 6 nam 2024",
            "4 tháng sáu năm 2024",
        ] {
            assert_eq!(shown(text).as_deref(), Some("2024-06-04"), "{text}");
        }
        assert_eq!(shown("4 tháng năm 2024").as_deref(), Some("2024-05-04"));
        assert_eq!(shown("4 tháng năm năm 2024").as_deref(), Some("2024-05-04"));
        assert_eq!(shown("4 Tháng Mười Hai, 2024").as_deref(), Some("2024-12-04"));
        assert_eq!(shown("Thu 06 Jun 2024").as_deref(), Some("2024-06-06"));
        assert_eq!(shown("Thu, 06 Jun 2024").as_deref(), Some("2024-06-06"));
    }

    #[test]
    fn times_before_and_behind() {
        for (text, time) in [
            ("lúc 08:30 4 thg 6, 2024", "08:30:00"),
            ("08:30:15 4 thg 6, 2024", "08:30:15"),
            ("4 thg 6, 2024, 08:30:15", "08:30:15"),
            ("8h30 ngày 4 tháng 6 năm 2024", "08:30:00"),
            ("8h30' ngày 4 tháng 6 năm 2024", "08:30:00"),
            ("8 giờ 30 phút, ngày 4 tháng 6 năm 2024", "08:30:00"),
            ("8 giờ 30, ngày 4 tháng 6 năm 2024", "08:30:00"),
            ("8 giờ ngày 4 tháng 6 năm 2024", "08:00:00"),
            ("4 thg 6, 2024 SA 8:30", "08:30:00"),
            ("CH 1:30 4 thg 6, 2024", "13:30:00"),
            ("1:30:15 CH, 4 thg 6, 2024", "13:30:15"),
            ("Jun 4, 2024 1:30 p.m.", "13:30:00"),
            ("14h30 chiều 4 tháng 6, 2024", "14:30:00"),
            ("2024-06-04 (8h30)", "08:30:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(&*format!("2024-06-04 {time}")), "{text}");
        }
    }

    #[test]
    fn zones() {
        for (text, zone) in [
            ("Tue Jun 04 2024 17:00:00 GMT+0000 (Coordinated Universal Time)", " UTC"),
            ("Tue Jun 04 2024 17:00:00 GMT+0000 (Giờ Phối hợp Quốc tế)", " UTC"),
            ("Tue, 04 Jun 2024 17:00:00 GMT", " UTC"),
            ("2024-06-04 17:00:00 UTC", " UTC"),
            ("2024-06-04 17:00:00 +0000 UTC", " UTC"),
            ("Tue Jun 04 2024 17:00:00 GMT-0000", " UTC"),
            ("Tue Jun 04 2024 17:00:00 GMT+0700 (Indochina Time)", " +"),
            ("17:00:00 GMT+7 4 tháng 6, 2024", " +"),
            ("2024-06-04 17:00:00 ICT", " +"),
            ("2024-06-04 17:00:00 +0700 +07", " +"),
        ] {
            let expected = format!("2024-06-04 17:00:00{zone}");
            assert_eq!(shown(text).as_deref(), Some(&*expected), "{text}");
        }
    }

    #[test]
    fn numbers_are_left_to_the_file() {
        for (text, expected) in [
            ("Thứ Ba, 4/6/2024", "[4, 6, 2024] Some(1)"),
            ("T3, 4/6/2024", "[4, 6, 2024] Some(1)"),
            ("Chủ Nhật, 9/6/2024", "[9, 6, 2024] Some(6)"),
            ("Thu 06/06/2024", "[6, 6, 2024] Some(3)"),
            ("8h30 4/6/2024", "[4, 6, 2024] None 08:30:00"),
            ("8h 4/6/2024", "[4, 6, 2024] None 08:00:00"),
            ("8h 04-06-2024", "[4, 6, 2024] None 08:00:00"),
            ("8h30 - 04/06/2024", "[4, 6, 2024] None 08:30:00"),
            ("8h30-04-06-2024", "[4, 6, 2024] None 08:30:00"),
            ("4/6/2024 - 8:30", "[4, 6, 2024] None 08:30:00"),
            ("SA 8:30, 4/6/2024", "[4, 6, 2024] None 08:30:00"),
            ("04/06/24", "[4, 6, 24] /"),
            ("4.6.24 08:30", "[4, 6, 24] . 08:30:00"),
            ("8h30 04-06-24", "[4, 6, 24] - 08:30:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_date() {
        for text in [
            "Trả ngày 4 tháng 6 năm 2024 tại quầy",
            "tháng 6 năm 2024",
            "ngày 4 tháng 6",
            "31 tháng 6 năm 2024",
            "ngày 4 tháng 13 năm 2024",
            "24-Jun-04",
            "04/06-24",
            "04 06 24",
            "4/6",
            "2024",
            "13:00 PM 4 thg 6, 2024",
            "8:30 9:30 4 thg 6, 2024",
            "4 thg 6 thg 7, 2024",
            "25h30 4 thg 6, 2024",
            "Quyết định 12/2024",
            "1/2/3/2024",
            "x",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert!(Day::parse("2024-06-04").is_some());
    }
}
