//! Text of a cell → what may be shown of it: numbers that a telephone or an identity card may have,
//! e-mail addresses and names of people become a mask.
//!
//! In: the text of a cell, and `data/dictionary/people.toml`. Out: the text, masked; or whether it
//! names a person. Must not know: which column the cell is of, and the register of units.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for what is not shown.
pub const MASK: &str = "•••";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    surnames: Vec<String>,
    common: Vec<String>,
    nobody: Vec<String>,
    middles: Vec<String>,
    telling_middles: Vec<String>,
    honorifics: Vec<String>,
    no_names: Vec<String>,
    compounds: Vec<String>,
    bearers: Vec<String>,
    units: Vec<String>,
    dates: Vec<String>,
    headings: Vec<String>,
    addresses: Vec<String>,
}

/// Words one behind the other, each with its marks and without.
type Phrase = Vec<(String, String)>;

/// Words in both forms: with their marks, and, for words written without any, without them.
struct Lexicon {
    exact: HashSet<String>,
    plain: HashSet<String>,
}

struct Words {
    surnames: Lexicon,
    common: Lexicon,
    middles: Lexicon,
    telling_middles: Lexicon,
    no_names: Lexicon,
    compounds: Lexicon,
    bearers: Lexicon,
    dates: Lexicon,
    headings: Lexicon,
    nobody: Vec<Phrase>,
    honorifics: Vec<Phrase>,
    units: Vec<Phrase>,
    addresses: Vec<Phrase>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../data/dictionary/people.toml")));

/// No name of a person has more words.
const LONGEST_NAME: usize = 6;
/// The lengths of numbers of telephones, identity cards and taxpayers.
const PERSONAL_DIGITS: std::ops::RangeInclusive<usize> = 9..=12;

/// Longer texts are cut where they are shown, and looked at so far, in bytes.
const LONGEST: usize = 2_000;
/// So many groups, as people write numbers.
const MOST_GROUPS: usize = 6;

/// Without their marks these begin names of other languages as well.
const SHORT_WITHOUT_MARKS: [&str; 5] = ["le", "vo", "do", "ngo", "vu"];

/// One word of a text.
struct Word<'a> {
    at: Range<usize>,
    text: &'a str,
    lower: String,
    /// Without its marks; none where the text has marks somewhere, so that its words bear theirs.
    plain: Option<String>,
}

/// A cell as findings and lists may show it.
#[must_use]
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
#[must_use]
pub fn mask_date(text: &str) -> Cow<'_, str> {
    if has_only_date_words(text) { mask(text) } else { Cow::Borrowed(MASK) }
}

/// Whether no word of a cell is foreign to dates.
#[must_use]
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
#[must_use]
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
#[must_use]
pub fn is_address(text: &str) -> bool {
    let words = words(beginning(text));
    WORDS.addresses.iter().any(|own| stands_at(own, &words, 0))
}

/// Whether a text names a person, or holds a number or an address of one.
#[must_use]
pub fn is_about_person(text: &str) -> bool {
    let text = beginning(text);
    matches!(mask(text), Cow::Owned(_))
}

/// As much of a text as is looked at and told: a cell may hold a book.
#[must_use]
pub fn beginning(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

/// A text without the people in it, their numbers and addresses.
#[must_use]
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
#[must_use]
pub fn has_unit_word(text: &str) -> bool {
    let words = words(beginning(text));
    WORDS.units.iter().any(|unit| (0..words.len()).any(|place| stands_at(unit, &words, place)))
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

impl Words {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in words are valid TOML");
        let both = |word: &str| (lower(word), plain(&lower(word)));
        let several = |texts: &[String]| -> Vec<Phrase> {
            texts.iter().map(|text| text.split(' ').map(both).collect()).collect()
        };
        Self {
            surnames: Lexicon::new(&file.surnames),
            common: Lexicon::new(&file.common).but(&SHORT_WITHOUT_MARKS),
            nobody: several(&file.nobody),
            compounds: Lexicon::new(&file.compounds),
            middles: Lexicon::new(&file.middles),
            telling_middles: Lexicon::new(&file.telling_middles),
            no_names: Lexicon::new(&file.no_names),
            bearers: Lexicon::new(&file.bearers),
            dates: Lexicon::new(&file.dates),
            headings: Lexicon::new(&file.headings),
            honorifics: several(&file.honorifics),
            units: several(&file.units),
            addresses: several(&file.addresses),
        }
    }
}

impl Lexicon {
    fn new(words: &[String]) -> Self {
        let exact = words.iter().map(|word| lower(word)).collect();
        Self { exact, plain: words.iter().map(|word| plain(&lower(word))).collect() }
    }

    /// Without these of the words that bear no marks.
    fn but(mut self, words: &[&str]) -> Self {
        self.plain.retain(|word| !words.contains(&word.as_str()));
        self
    }

    fn has(&self, word: &Word<'_>) -> bool {
        self.exact.contains(&word.lower)
            || word.plain.as_ref().is_some_and(|plain| self.plain.contains(plain))
    }
}

/// Whether words stand at a place, written with their marks or wholly without.
fn stands_at(own: &Phrase, words: &[Word<'_>], place: usize) -> bool {
    words.get(place..place + own.len()).is_some_and(|window| {
        own.iter().zip(window).all(|((own, plain), word)| {
            *own == word.lower || word.plain.as_ref().is_some_and(|word| plain == word)
        })
    })
}

/// Small letters, composed; the tone of `oà`, `uỷ` and the like where the newer spelling has it.
fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut small = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        let moved = match (small.as_bytes().last(), letter) {
            (Some(b'u'), 'ỷ') => Some("ủy"),
            (Some(b'u'), 'ý') => Some("úy"),
            (Some(b'o'), 'à') => Some("òa"),
            (Some(b'o'), 'á') => Some("óa"),
            _ => None,
        };
        if let Some(moved) = moved {
            small.pop();
            small.push_str(moved);
        } else {
            small.push(letter);
        }
    }
    small
}

fn plain(lower: &str) -> String {
    let letters = lower.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    let mut words = Vec::new();
    let mut from = None;
    let has_no_marks = text.is_ascii();
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (from, is_part(letter)) {
            (None, true) => from = Some(place),
            (Some(start), false) => {
                let word = text.get(start..place).unwrap_or("");
                let lower = lower(word);
                let plain = has_no_marks.then(|| lower.clone());
                words.push(Word { at: start..place, text: word, lower, plain });
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// Where people are named.
fn people(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let length = addressed(text, &words, place)
            .or_else(|| full_name(text, &words, place))
            .unwrap_or_default();
        if let (Some(first), Some(last)) =
            (words.get(place), words.get(place + length.max(1) - 1).filter(|_| length > 0))
        {
            found.push(first.at.start..last.at.end);
        }
        place += length.max(1);
    }
    found
}

/// `ông Nguyễn Văn A`, `cháu Bình`: how many words it takes.
fn addressed(text: &str, words: &[Word<'_>], place: usize) -> Option<usize> {
    let is_here = |own: &&Phrase| {
        let window = words.get(place..place + own.len());
        window.is_some_and(|window| own.iter().zip(window).all(|(own, word)| own.0 == word.lower))
    };
    let taken = WORDS.honorifics.iter().filter(is_here).map(Vec::len).max()?;
    // `Phường Bà Điểm` and `Huyện Cô Tô` are places, `trẻ em` is one word.
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    if before.is_some_and(|before| WORDS.bearers.has(before) || WORDS.compounds.has(before)) {
        return None;
    }
    let first = words.get(place + taken)?;
    let last = words.get(place + taken - 1)?;
    let is_name = is_capital(first.text) && !WORDS.no_names.has(first);
    let is_joined = gap(text, last, first).trim_matches(['.', ':']).trim().is_empty();
    let opens = words.get(place).is_some_and(|word| !is_capital(word.text))
        || WORDS.surnames.has(first)
        || (place == 0 && words.len() <= LONGEST_NAME && !has_unit_word(text));
    (is_name && is_joined && opens).then(|| taken + capitals(text, words, place + taken).max(1))
}

/// A family name and what follows it; how many words it takes.
fn full_name(text: &str, words: &[Word<'_>], place: usize) -> Option<usize> {
    let first = words.get(place).filter(|first| WORDS.surnames.has(first))?;
    let second = words.get(place + 1).filter(|second| gap(text, first, second) == " ")?;
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let opens = |list: &[Phrase]| list.iter().any(|own| stands_at(own, words, place));
    if before.is_some_and(|before| WORDS.bearers.has(before))
        || opens(&WORDS.units)
        || opens(&WORDS.nobody)
    {
        return None;
    }
    let length = capitals(text, words, place);
    let is_common = WORDS.common.has(first);
    let has_third = words.get(place + 2).is_some_and(|third| gap(text, second, third) == " ");
    let has_marks = second.plain.is_none() || is_common;
    if has_third && has_marks && WORDS.telling_middles.has(second) {
        // Whatever the capitals.
        return Some(length.max(3));
    }
    let is_alone = is_segment(text, words, place, length);
    let is_name = match length {
        2 => is_common && is_alone,
        3..=LONGEST_NAME => {
            (is_common || WORDS.middles.has(second))
                && (is_alone || has_small_words(words, place, length))
        }
        _ => false,
    };
    is_name.then_some(length)
}

/// How many words with a capital stand here one behind the other, with nothing but spaces between.
fn capitals(text: &str, words: &[Word<'_>], place: usize) -> usize {
    let run = words.get(place..).unwrap_or(&[]);
    let continues = |pair: &&[Word<'_>]| match pair {
        [left, right] => gap(text, left, right) == " " && is_capital(right.text),
        _ => false,
    };
    let first = usize::from(run.first().is_some_and(|word| is_capital(word.text)));
    if first == 0 { 0 } else { 1 + run.windows(2).take_while(continues).count() }
}

/// Whether the words are all that stands between two signs.
fn is_segment(text: &str, words: &[Word<'_>], place: usize, length: usize) -> bool {
    let is_apart = |left: usize, right: usize| match (words.get(left), words.get(right)) {
        (Some(left), Some(right)) => !gap(text, left, right).trim().is_empty(),
        _ => true,
    };
    let behind = place + length;
    (place == 0 || is_apart(place - 1, place))
        && (behind >= words.len() || (length > 0 && is_apart(behind - 1, behind)))
}

/// Whether the text around a run of capitals is written small, so that the capitals say something.
fn has_small_words(words: &[Word<'_>], place: usize, length: usize) -> bool {
    let others = words.iter().take(place).chain(words.iter().skip(place + length));
    others.filter(|word| !is_capital(word.text)).count() > 0
}

fn gap<'t>(text: &'t str, left: &Word<'_>, right: &Word<'_>) -> &'t str {
    text.get(left.at.end..right.at.start).unwrap_or("")
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Numbers as telephones and identity cards have them, with or without spaces, dots and hyphens.
fn personal_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        if !byte.is_ascii_digit() {
            place += 1;
            continue;
        }
        let end = place + run_of_digits(bytes, place);
        let groups = end_of_groups(bytes, place);
        if let Some(end) = groups.filter(|end| is_personal(text, place..*end)) {
            found.push(with_sign(bytes, place)..end);
            place = end;
        } else if let Some(end) = groups.filter(|end| is_date(text, place..*end)) {
            place = end;
        } else {
            if PERSONAL_DIGITS.contains(&(end - place)) && is_free(text, &(place..end)) {
                found.push(with_sign(bytes, place)..end);
            }
            place = end;
        }
    }
    found
}

fn run_of_digits(bytes: &[u8], place: usize) -> usize {
    bytes.get(place..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of groups of digits with one separator between.
fn end_of_groups(bytes: &[u8], place: usize) -> Option<usize> {
    let mut end = place + run_of_digits(bytes, place);
    let mut groups = 1;
    while bytes.get(end).is_some_and(|byte| b" .-".contains(byte)) {
        let next = run_of_digits(bytes, end + 1);
        if !(1..=6).contains(&next) || groups == MOST_GROUPS {
            break;
        }
        end += 1 + next;
        groups += 1;
    }
    (groups > 1).then_some(end)
}

/// A leading `+` belongs to the number.
fn with_sign(bytes: &[u8], place: usize) -> usize {
    let has_sign = place > 0 && bytes.get(place - 1) == Some(&b'+');
    place - usize::from(has_sign)
}

/// Groups of digits as people part numbers of telephones (from 0 or 84) and cards (threes).
fn is_personal(text: &str, at: Range<usize>) -> bool {
    let Some(number) = text.get(at.clone()) else { return false };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_phone = number.starts_with('0') || number.starts_with("84");
    let is_card = groups(number).iter().all(|part| part.len() == 3);
    PERSONAL_DIGITS.contains(&digits)
        && (is_phone || is_card)
        && !is_date(text, at.clone())
        && is_free(text, &at)
}

fn groups(number: &str) -> Vec<&str> {
    number.split([' ', '.', '-']).collect()
}

/// `2024-06-03 08`, `05.06.2024`: no number, however many digits.
fn is_date(text: &str, at: Range<usize>) -> bool {
    let parts = groups(text.get(at).unwrap_or(""));
    let lengths: Vec<usize> = parts.iter().take(3).map(|part| part.len()).collect();
    matches!(lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
}

/// Whether no letter, digit or sign of a larger number, code, date or time touches it.
fn is_free(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let before_that = text.get(..at.start).and_then(|text| text.chars().rev().nth(1));
    let mut behind = text.get(at.end..).unwrap_or("").chars();
    let (next, after) = (behind.next(), behind.next());
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    // `H54-240601-0001` and `08:10` are codes and times.
    let joins = |sign: Option<char>, beyond: Option<char>| {
        sign.is_some_and(|sign| "-/:_".contains(sign)) && touches(beyond)
    };
    !touches(before) && !touches(next) && !joins(before, before_that) && !joins(next, after)
}

/// E-mail addresses.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_part = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
    let mut found = Vec::new();
    for (place, _) in text.match_indices(['@', '＠']) {
        let sign = text.get(place..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let local: usize = text.get(..place).map_or(0, |before| {
            before.chars().rev().take_while(|letter| is_part(*letter)).map(char::len_utf8).sum()
        });
        let host: usize = text.get(place + sign..).map_or(0, |behind| {
            behind.chars().take_while(|letter| is_part(*letter)).map(char::len_utf8).sum()
        });
        if local > 0 && host > 0 {
            found.push(place - local..place + sign + host);
        }
    }
    found
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
