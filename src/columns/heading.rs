//! The text over a column → the names it may stand for: as it is written, and without what people and
//! systems put around a name.
//!
//! In: a heading such as `(5) Ngày hẹn trả KQ (dd/mm/yyyy) *`. Out: keys to look up, the surest first.
//! Must not know: which names there are, what they mean.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::common::Common;
use crate::domain::{fold, is_of_word};

/// No heading is longer, in bytes; what is longer is text.
pub const LONGEST_HEADING: usize = 200;

/// One way to read a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingReading {
    /// The name, folded.
    pub key: String,
    /// Notes that stood in brackets and are no part of the name, folded.
    pub notes: Vec<String>,
}

/// The ways to read a heading that is not known as it stands.
pub fn readings(text: &str) -> Vec<HeadingReading> {
    let (outside, notes) = apart(text);
    let bare = fold(bare(&outside));
    let mut readings = Vec::new();
    if !notes.is_empty() {
        // What stands in brackets may belong to the name: `Ngày hẹn trả (kết quả)`.
        let opened: String =
            text.chars().map(|c| if bracket(c).is_some() { ' ' } else { c }).collect();
        add(&mut readings, fold(self::bare(&opened)), &[]);
    }
    add(&mut readings, bare, &notes_of(text));
    readings
}

/// What stands in brackets, folded.
pub fn notes_of(text: &str) -> Vec<String> {
    apart(text).1.iter().map(|note| fold(bare(note))).collect()
}

/// A key and the same with its abbreviations written out.
fn add(readings: &mut Vec<HeadingReading>, key: String, notes: &[String]) {
    let short = &Common::built_in().abbreviations;
    let long = |word: &str| short.get(word).map_or(word, String::as_str).to_owned();
    let written_out = key.split(' ').map(long).collect::<Vec<_>>().join(" ");
    for key in [key, written_out] {
        if !key.is_empty() && readings.iter().all(|other| other.key != key) {
            readings.push(HeadingReading { key, notes: notes.to_vec() });
        }
    }
}

/// Opens, or closes, a bracket of its kind.
const fn bracket(character: char) -> Option<bool> {
    match character {
        '(' | '[' | '{' | '（' | '【' => Some(true),
        ')' | ']' | '}' | '）' | '】' => Some(false),
        _ => None,
    }
}

/// A text without its brackets, and what stands in them.
fn apart(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut notes) = (String::new(), Vec::new());
    let mut depth = 0_usize;
    for character in text.chars() {
        match bracket(character) {
            Some(true) => {
                depth += 1;
                notes.push(String::new());
            }
            Some(false) if depth > 0 => {
                depth -= 1;
                outside.push(' ');
            }
            Some(false) => outside.push(character),
            None if depth == 0 => outside.push(character),
            None => {
                if let Some(note) = notes.last_mut() {
                    note.push(character);
                }
            }
        }
    }
    (outside, notes)
}

/// A text without marks at its ends, the number before it and the form of dates behind it.
fn bare(text: &str) -> &str {
    let mut text = text.trim_matches(|character| !is_of_word(character));
    if let Some(rest) = behind_number(text) {
        text = rest;
    }
    while let Some((before, last)) = text.rsplit_once(char::is_whitespace)
        && is_date_form(last)
    {
        text = before.trim_end_matches(|character| !is_of_word(character));
    }
    text
}

/// A text without the number before it, if there is one.
pub fn without_number(text: &str) -> &str {
    behind_number(text).unwrap_or(text)
}

/// What follows `5.`, `5)`, `1.2 -`, `A.` or `IV.`.
fn behind_number(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = if digits.len() < text.len() {
        digits
    } else {
        const LONGEST: usize = 4;
        let end = text.find(['.', ')', ':'])?;
        let (letters, rest) = text.split_at(end);
        let is_ordinal = letters.len() == 1 || letters.bytes().all(|byte| b"IVX".contains(&byte));
        if letters.len() > LONGEST
            || !is_ordinal
            || !letters.bytes().all(|b| b.is_ascii_uppercase())
        {
            return None;
        }
        rest
    };
    let rest = rest.trim_start_matches(|character| !is_of_word(character));
    rest.starts_with(char::is_alphabetic).then_some(rest)
}

/// `dd/mm/yyyy`, `hh:mm`.
fn is_date_form(word: &str) -> bool {
    let mut parts = word.split(['/', '-', '.', ':']);
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| b"dmyhsDMYHS".contains(&byte));
    word.contains(['/', '-', '.', ':']) && parts.all(is_part)
}

/// A heading as names of fields are written in programs: `Ngày hẹn trả`, `NgàyHẹnTrả`, `ngày_hẹn_trả`
/// have one key. Without a single mark of Vietnamese the key is compared with [`plain`] ones.
pub fn compact(text: &str) -> String {
    let (outside, _) = apart(text);
    let folded = fold(bare(&outside));
    folded.chars().filter(|character| is_of_word(*character)).collect()
}

/// A key without the marks of Vietnamese letters.
pub fn plain(key: &str) -> String {
    let letters = key.nfd().filter(|character| !is_combining_mark(*character));
    letters.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::{compact, plain, readings};
    use crate::domain::{fold, says};

    #[test]
    fn what_stands_around_a_name_is_not_the_name() {
        for (text, name) in [
            ("Ngày hẹn trả (*)", "Ngày hẹn trả"),
            ("Ngày hẹn trả *", "Ngày hẹn trả"),
            ("* Ngày hẹn trả:", "Ngày hẹn trả"),
            ("(5) Mã hồ sơ", "Mã hồ sơ"),
            ("5. Mã hồ sơ", "Mã hồ sơ"),
            ("1.2 - Mã hồ sơ", "Mã hồ sơ"),
            ("IV) Mã hồ sơ", "Mã hồ sơ"),
            ("B. Mã hồ sơ", "Mã hồ sơ"),
            ("Mã hồ sơ (2)", "Mã hồ sơ"),
            ("Mã hồ sơ [bắt buộc]", "Mã hồ sơ"),
            ("“Mã hồ sơ”.", "Mã hồ sơ"),
            ("'Mã hồ sơ'", "Mã hồ sơ"),
            ("Mã hồ sơ¹", "Mã hồ sơ"),
            ("Mã hồ sơ ▲", "Mã hồ sơ"),
            ("Ngày hẹn trả\nkết quả (dd/mm/yyyy)", "Ngày hẹn trả kết quả"),
            ("Ngày hẹn trả dd/mm/yyyy hh:mm", "Ngày hẹn trả"),
            ("Ngày hẹn trả KQ", "Ngày hẹn trả kết quả"),
            ("Ngày hẹn trả (kết quả)", "Ngày hẹn trả kết quả"),
        ] {
            let keys: Vec<String> = readings(text).into_iter().map(|r| r.key).collect();
            assert!(keys.contains(&fold(name)), "{text}: {keys:?}");
        }
        for text in ["Ngày hẹn trả 2", "Ngày hẹn trả cũ", "2 Ngày", "12"] {
            let keys: Vec<String> = readings(text).into_iter().map(|r| r.key).collect();
            assert!(!keys.contains(&fold("Ngày hẹn trả")), "{text}: {keys:?}");
        }
    }

    #[test]
    fn notes_are_kept_apart() {
        let found = readings("Ngày trả kết quả (dự kiến)");
        assert_eq!(found[0].key, fold("Ngày trả kết quả dự kiến"));
        assert_eq!(found[1].notes, [fold("dự kiến")]);
        assert!(says(&fold("ngày hẹn mới"), &fold("mới")));
        assert!(!says(&fold("một"), &fold("m")));
    }

    #[test]
    fn names_of_programs() {
        for text in ["ngay_hen_tra", "NgayHenTra", "ngayHenTra", "NGAY-HEN-TRA", "Ngay hen tra (*)"]
        {
            assert_eq!(compact(text), "ngayhentra", "{text}");
        }
        assert_eq!(compact("Ngày_hẹn_trả"), compact("Ngày hẹn trả"));
        assert_eq!(plain(&compact("Đơn vị")), "donvi");
    }
}
