//! The words of dates and what they mean, and a cell cut into words, numbers and signs.
//!
//! In: folded text. Out: its pieces, and the meaning of a word. Must not know: what a date is made of.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::domain::fold;

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
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

pub static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
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
pub enum Token<'a> {
    Number(u32, usize),
    Word(&'a str),
    Sign(char),
}

pub fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
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

/// A number, or a word for one.
pub fn number_behind<'t>(tokens: &'t [Token<'t>]) -> Option<(u32, &'t [Token<'t>])> {
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
pub fn is_date_ahead(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Token::Number(..), Token::Sign('/' | '-' | '.'), ..] => true,
        [Token::Number(..), Token::Word(word), ..] => {
            matches!(WORDS.get(*word), Some(Meaning::Month(_)))
        }
        _ => false,
    }
}

/// Whether a date of numbers goes on here behind its first number.
pub fn is_rest_of_date(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Token::Sign(one), Token::Number(..), Token::Sign(other), Token::Number(..), rest @ ..] => {
            let goes_on = matches!(rest, [Token::Sign(more), Token::Number(..), ..] if more == one);
            one == other && !goes_on
        }
        _ => false,
    }
}
