//! Text of a cell → what may be shown of it: numbers that a telephone or an identity card may have,
//! e-mail addresses and names of people become a mask.
//!
//! In: the text of a cell, and `data/logs/common/people.toml`. Out: the text, masked; or whether it
//! names a person. Must not know: which column the cell is of, and the register of units.

mod lexicon;
mod names;
mod numbers;

use lexicon::{WORDS, Word, is_capital, speak_of_unit, stands_at, words};
use names::people;
use numbers::{addresses, personal_numbers};
use std::borrow::Cow;
use std::ops::Range;

/// Stands for what is not shown.
pub const MASK: &str = "•••";

/// Longer texts are cut where they are shown, and looked at so far, in bytes.
const LONGEST: usize = 2_000;

/// A cell as findings and lists may show it.
pub fn mask(text: &str) -> Cow<'_, str> {
    if text.len() > LONGEST {
        return Cow::Owned(format!("{}…", mask(beginning(text))));
    }
    let mut hidden = personal_numbers(text);
    hidden.extend(addresses(text));
    hidden.extend(people(text));
    replaced(text, hidden, MASK)
}

/// A cell of a date column as findings and lists may show it: what has words that belong to no date
/// has come from another column, and nobody knows from which.
pub fn mask_date(text: &str) -> Cow<'_, str> {
    if has_only_date_words(text) { mask(text) } else { Cow::Borrowed(MASK) }
}

/// Whether no word of a cell is foreign to dates.
pub fn has_only_date_words(text: &str) -> bool {
    let text = beginning(text);
    let letters = |word: &Word<'_>| {
        let parts = word.text.split(|letter: char| letter.is_ascii_digit());
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<String>>()
    };
    words(text).iter().flat_map(letters).all(|part| {
        words(&part).iter().all(|word| WORDS.dates.has(word) || word.text.chars().count() == 1)
    })
}

/// Whether a cell is a heading by its words, or by being an identifier: `CASE_ENQUIRY_ID`, `openDate`.
pub fn is_heading(text: &str) -> bool {
    let text = beginning(text);
    let is_joined = text.contains('_')
        || text.as_bytes().windows(2).any(|pair| {
            pair.iter().all(u8::is_ascii_alphabetic)
                && pair.first().is_some_and(u8::is_ascii_lowercase)
                && pair.last().is_some_and(u8::is_ascii_uppercase)
        });
    let is_identifier =
        is_joined && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let words = words(text);
    let is_name = || {
        words.len() > 1
            && words.iter().all(|word| is_capital(word.text))
            && words.first().is_some_and(|first| WORDS.surnames.has(first))
    };
    // `nam` alone is a man, not `năm`.
    let is_short = |word: &Word<'_>| words.len() == 1 && word.lower.chars().count() <= 3;
    let is_word = |word: &Word<'_>| {
        WORDS.headings.exact.contains(&word.lower) || (!is_short(word) && WORDS.headings.has(word))
    };
    let is_of_headings = !words.is_empty() && words.iter().all(is_word);
    is_identifier || (is_of_headings && !is_name() && !is_about_person(text))
}

/// Whether a text opens like an address: `Thôn Đông`.
pub fn is_address(text: &str) -> bool {
    let words = words(beginning(text));
    WORDS.addresses.iter().any(|own| stands_at(own, &words, 0))
}

/// Whether a text names a person, or holds a number or an address of one.
pub fn is_about_person(text: &str) -> bool {
    let text = beginning(text);
    matches!(mask(text), Cow::Owned(_))
}

/// As much of a text as is looked at and told: a cell may hold a book.
pub fn beginning(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

/// A text without the people in it, their numbers and addresses.
pub fn without_people(text: &str) -> Cow<'_, str> {
    let looked_at = beginning(text);
    let mut hidden = personal_numbers(looked_at);
    hidden.extend(addresses(looked_at));
    hidden.extend(people(looked_at));
    match replaced(looked_at, hidden, "") {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(rest) => {
            let is_edge = |letter: char| !letter.is_alphanumeric();
            let rest = rest.trim_matches(is_edge);
            Cow::Owned(rest.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    }
}

/// Whether a text speaks of a unit: an authority, an office, a place.
pub fn has_unit_word(text: &str) -> bool {
    speak_of_unit(&words(beginning(text)))
}

fn replaced<'t>(text: &'t str, mut hidden: Vec<Range<usize>>, by: &str) -> Cow<'t, str> {
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    hidden.sort_by_key(|range| (range.start, range.end));
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for range in hidden {
        if range.start >= from {
            shown.push_str(text.get(from..range.start).unwrap_or(""));
            shown.push_str(by);
        }
        from = from.max(range.end);
    }
    shown.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::{has_unit_word, mask, without_people};

    #[test]
    fn numbers_addresses_and_names_are_masked() {
        for (text, shown) in [
            ("0912345678", "•••"),
            ("+84 912 345 678", "•••"),
            ("0912.345.678", "•••"),
            ("ĐT: 0912-345-678.", "ĐT: •••."),
            ("034099001234", "•••"),
            ("034 099 001 234", "•••"),
            ("145678901", "•••"),
            ("912345678.0", "•••.0"),
            ("a.b@x.vn; c", "•••; c"),
            ("Nguyễn Văn ZQOFFICER", "•••"),
            ("NGUYỄN THỊ A", "•••"),
            ("Nguyen Van An", "•••"),
            ("nguyễn văn an", "•••"),
            ("Trần Bình", "•••"),
            ("Ông Hai", "•••"),
            ("Khai sinh cho cháu ZQCHILD con ông ZQFATHER", "Khai sinh cho ••• •••"),
            ("Cấp giấy cho Lê Thị Hoa", "Cấp giấy cho •••"),
            ("Phòng Tư pháp - Nguyễn Văn A", "Phòng Tư pháp - •••"),
            ("Nguyễn Văn A (Phòng Tư pháp)", "••• (Phòng Tư pháp)"),
        ] {
            assert_eq!(mask(text), shown, "{text}");
        }
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        for text in [
            "000.41.35.H54-240128-0001",
            "H54-240601-0001",
            "28/01/2024 08:10",
            "2024-06-03 08:10:00",
            "2024-06-03",
            "05.06.2024 08.30",
            "20240603081000",
            "31/02/2024",
            "UBND xã Quỳnh Mỹ",
            "UBND phường Nguyễn Trãi",
            "Trường THPT Nguyễn Văn Trỗi",
            "Thành phố Hồ Chí Minh",
            "Công nhận Bà mẹ Việt Nam anh hùng",
            "Bà Rịa",
            "Huyện Cô Tô",
            "Đăng ký khai sinh",
            "Cấp Giấy phép xây dựng",
            "Đã trả kết quả",
            "Sở Văn hóa",
            "NYPD",
            "Department of Sanitation",
            "Street Condition",
            "1.234.567",
            "",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn a_unit_is_left_of_a_unit_with_a_person() {
        assert_eq!(without_people("Phòng Tư pháp - Nguyễn Văn A"), "Phòng Tư pháp");
        assert_eq!(without_people("Nguyễn Văn A (Phòng Tư pháp)"), "Phòng Tư pháp");
        assert_eq!(without_people("ông Trần Văn B"), "");
        assert!(has_unit_word("VP. UBND H. Quỳnh Phụ") && has_unit_word("Phong Tu phap"));
        assert!(!has_unit_word("Nguyễn Văn A"));
    }
}
