//! Date cells that say there is no date: words, signs and days that no dossier has.
//!
//! In: a cell that is no usual date, and what a profile adds (`blank_dates`) to
//! `data/logs/common/no-date.toml`. Out: whether it says so. Must not know: columns, rows.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::columns::row::is_blank_word;
use crate::domain::Day;
use crate::domain::fold;
use crate::domain::plain_text;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    days: Known,
    words: Known,
    signs: Known,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    seen: Vec<String>,
    memory: Vec<String>,
}

impl Known {
    fn all(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().chain(&self.memory).map(String::as_str)
    }
}

/// Year, and the two other numbers with the smaller first: the order of day and month says nothing here.
type Numbers = (u32, u32, u32);

#[derive(Debug)]
struct BuiltIn {
    days: HashSet<Numbers>,
    words: HashSet<String>,
    signs: HashSet<char>,
}

static BUILT_IN: LazyLock<BuiltIn> =
    LazyLock::new(|| BuiltIn::parse(include_str!("../../../data/logs/common/no-date.toml")));

impl BuiltIn {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in list is valid TOML");
        Self {
            days: file.days.all().filter_map(numbers).collect(),
            words: file.words.all().map(fold).collect(),
            signs: file.signs.all().flat_map(str::chars).collect(),
        }
    }
}

/// The numbers of a date, wherever its year of four digits stands, with a time beside it or not.
fn numbers(text: &str) -> Option<Numbers> {
    let (mut found, mut places) = ([0; 3], 0);
    let mut year = None;
    let mut rest = text;
    while places < found.len() {
        let start = rest.find(|sign: char| sign.is_ascii_digit())?;
        let is_minute = rest.get(..start).is_some_and(|before| before.ends_with(':'));
        rest = rest.get(start..)?;
        let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        rest = behind;
        if is_minute || behind.starts_with(':') {
            continue;
        }
        match number.len() {
            1 | 2 => {}
            4 if year.is_none() && places != 1 => year = Some(places),
            _ => return None,
        }
        *found.get_mut(places)? = number.parse().ok()?;
        places += 1;
    }
    let [first, second, third] = found;
    let (year, one, other) =
        if year? == 0 { (first, second, third) } else { (third, first, second) };
    Some((year, one.min(other), one.max(other)))
}

fn numbers_of(day: Day) -> Numbers {
    use chrono::Datelike;
    let date = day.date();
    let (month, day) = (date.month(), date.day());
    (date.year().unsigned_abs(), month.min(day), month.max(day))
}

/// What a profile adds to the built-in list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoDates {
    /// As the profile writes them.
    texts: Vec<String>,
    words: HashSet<String>,
    days: HashSet<Numbers>,
}

impl NoDates {
    /// From the texts of `blank_dates`.
    pub fn new(texts: &[String]) -> Self {
        Self {
            texts: texts.to_vec(),
            words: texts.iter().map(|text| fold(text)).collect(),
            days: texts.iter().filter_map(|text| numbers(text)).collect(),
        }
    }

    /// As the profile writes them.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Whether the profile names days, which other systems mean.
    pub fn has_days(&self) -> bool {
        !self.days.is_empty()
    }

    /// Whether the profile names this day.
    pub fn is_named(&self, day: Day) -> bool {
        self.days.contains(&numbers_of(day))
    }

    /// Whether a day says "no date".
    pub fn is_none(&self, day: Day) -> bool {
        let numbers = numbers_of(day);
        BUILT_IN.days.contains(&numbers) || self.days.contains(&numbers)
    }

    /// Whether a cell says "no date".
    pub fn says_none(&self, cell: &[u8]) -> bool {
        // An error of a formula is no word for "nothing": a date that is not there would make a dossier open.
        if is_blank_word(cell) && !cell.starts_with(b"#") {
            return true;
        }
        let text = plain_text(&String::from_utf8_lossy(cell));
        if text.is_empty() {
            return false;
        }
        if text.chars().all(|sign| BUILT_IN.signs.contains(&sign) || sign == ' ') {
            return true;
        }
        let folded = fold(&text);
        BUILT_IN.words.contains(&folded)
            || self.words.contains(&folded)
            || numbers(&text)
                .is_some_and(|day| BUILT_IN.days.contains(&day) || self.days.contains(&day))
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, NoDates, numbers};
    use crate::domain::Day;

    #[test]
    fn ways_to_say_no_date() {
        let none = NoDates::default();
        for text in [
            "0",
            "0.0",
            "00/00/0000",
            "0000-00-00 00:00:00",
            "00/01/1900",
            "1900-01-00",
            "01/01/1900 00:00",
            "12/30/1899",
            "1970-01-01 07:00:00",
            "08:00 01/01/1970",
            "01/01/0001 12:00:00 AM",
            "0001-01-01T00:00:00Z",
            "31/12/9999 23:59:59",
            "\\N",
            "NULL",
            "nan",
            "NaT",
            "Invalid Date",
            "undefined",
            " chưa  CÓ ",
            "Không",
            "khong co",
            "Chưa trả",
            "...",
            "…/…/……",
            "__/__/____",
            "- -",
            "–",
            "'Chưa có",
        ] {
            assert!(none.says_none(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "1",
            "05/06/2024",
            "05/06/1970",
            "Chưa có chữ ký",
            "x",
            "31/12/2024",
            "1/1/2024",
            "0001",
            "00/00",
            "10",
            "tháng 1 năm 1900",
        ] {
            assert!(!none.says_none(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn profiles_add_words_and_days() {
        let more = NoDates::new(&["Hẹn sau".to_owned(), "01/01/2000".to_owned()]);
        assert!(more.says_none("HẸN SAU".as_bytes()) && more.has_days());
        assert!(more.is_none(Day::parse("2000-01-01").expect("a day")));
        assert!(!NoDates::default().is_none(Day::parse("2000-01-01").expect("a day")));
        assert!(!NoDates::new(&["Hẹn sau".to_owned()]).has_days());
    }

    #[test]
    fn every_day_of_the_list_is_read() {
        assert_eq!(BUILT_IN.days.len(), 16);
        assert_eq!(numbers("31/12/9999 23:59"), Some((9999, 12, 31)));
        assert_eq!(numbers("2024"), None);
    }
}
