//! Text → the key under which its spellings meet: NFC, case, white space, tone placement and signs that
//! nobody sees folded.
//!
//! `Hoà Bình`, `hòa  bình` and `HÒA BÌNH` (composed or not) have one key. The key is never shown.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::{self, without_invisible};

/// Grave, acute, tilde, hook above, dot below: the tone of a syllable, wherever it is placed.
const fn is_tone(character: char) -> bool {
    matches!(character, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Spaces around these say nothing: `Xã / Phường` is `Xã/Phường`.
const fn is_tight(character: char) -> bool {
    matches!(character, '/' | '-' | '(' | ')' | ',' | ':' | ';')
}

/// No-break and zero-width spaces come out of web pages and Word.
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

/// Signs that take no room and say nothing: controls, and what no reader sees.
pub fn is_invisible(character: char) -> bool {
    character.is_control() || domain::is_invisible(character)
}

/// A cell without the spaces around it that are not ASCII; what is no UTF-8 stays as it is.
pub fn trim_spaces(cell: &[u8]) -> &[u8] {
    std::str::from_utf8(cell).map_or(cell, |text| trim(text).as_bytes())
}

/// A text without the spaces around it, no-break and zero-width ones too.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The key of a text. Folding a key again changes nothing.
pub fn fold(text: &str) -> String {
    fold_usual(text).unwrap_or_else(|| fold_any(text))
}

/// A letter in lower case without its tone, and the tone.
type Letter = (char, Option<char>);

/// The letters of Latin scripts that have one form without a tone, by number; of Vietnamese all.
static LETTERS: LazyLock<Vec<Option<Letter>>> = LazyLock::new(|| {
    let letter = |number| {
        let character = char::from_u32(number).filter(|character| is_latin(*character))?;
        let (tones, bare): (String, String) =
            character.nfd().flat_map(char::to_lowercase).partition(|part| is_tone(*part));
        let one = |text: &str| text.chars().next().filter(|_| text.chars().count() <= 1);
        let bare: String = bare.nfc().collect();
        let may_be = character.is_alphabetic() && tones.chars().count() <= 1;
        Some((one(&bare).filter(|_| may_be)?, one(&tones)))
    };
    LATIN.map(letter).collect()
});
/// Behind Latin Extended-B, and before Latin Extended Additional, are other scripts.
const fn is_latin(character: char) -> bool {
    matches!(character, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EF9}')
}
/// Latin-1 up to the last of the Vietnamese letters.
const LATIN: RangeInclusive<u32> = 0xC0..=0x1EF9;

/// The key of a text of ASCII and Latin letters only, as nearly all texts are. It is made letter by
/// letter, without taking the whole text apart and putting it together again.
fn fold_usual(text: &str) -> Option<String> {
    let letters = &*LETTERS;
    let mut folded = String::with_capacity(text.len());
    let mut tone = None;
    let mut space = false;
    for character in text.chars() {
        let (letter, own_tone) = if matches!(character, ' '..='~') {
            (character.to_ascii_lowercase(), None)
        } else {
            let place = u32::from(character).checked_sub(*LATIN.start())?;
            (*letters.get(usize::try_from(place).ok()?)?)?
        };
        if !letter.is_alphanumeric() {
            put_tone(&mut folded, tone.take());
        }
        if letter == ' ' {
            space = !folded.is_empty();
            continue;
        }
        if space && !is_tight(letter) && !folded.ends_with(is_tight) {
            folded.push(' ');
        }
        space = false;
        folded.push(letter);
        tone = own_tone.or(tone);
    }
    put_tone(&mut folded, tone);
    Some(folded)
}

/// Puts a tone on the last letter.
fn put_tone(folded: &mut String, tone: Option<char>) {
    let Some(tone) = tone else { return };
    let Some(letter) = folded.pop() else { return };
    folded.extend([letter, tone].into_iter().nfc());
}

/// The key of any text.
fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // A Vietnamese syllable has one tone; written at its end it no longer depends on placement.
    let mut tone = None;
    let mut space = false;
    for character in without_invisible(text).nfd().flat_map(char::to_lowercase) {
        if is_tone(character) {
            tone = Some(character);
            continue;
        }
        let continues = character.is_alphanumeric() || is_combining_mark(character);
        if !continues {
            folded.extend(tone.take());
        }
        if is_space(character) {
            space = !folded.is_empty();
            continue;
        }
        if space && !is_tight(character) && !folded.ends_with(is_tight) {
            folded.push(' ');
        }
        space = false;
        folded.push(character);
    }
    folded.extend(tone);
    folded.nfc().collect()
}

/// Whether words stand in a note as words.
pub fn says(note: &str, words: &str) -> bool {
    let spaced = |text: &str| {
        let words = text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    spaced(note).contains(&spaced(words))
}

/// Belongs to a word. Raised digits are footnotes.
pub fn is_of_word(character: char) -> bool {
    let is_raised = matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    (character.is_alphanumeric() && !is_raised) || is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LATIN, fold, fold_any, fold_usual};

    proptest! {
        /// Both ways lead to one key.
        #[test]
        fn usual_texts_are_folded_as_all_texts_are(
            text in "[a-zA-Z0-9À-ỹĂăĐđƠơƯư /,.:;()_-]{0,40}",
        ) {
            if let Some(folded) = fold_usual(&text) {
                prop_assert_eq!(folded, fold_any(&text));
            }
        }
    }

    #[test]
    fn every_letter_is_folded_the_same_both_ways() {
        let letters = LATIN.filter_map(char::from_u32).chain(' '..='~');
        let mut usual = 0;
        for letter in letters {
            for text in
                [letter.to_string(), format!("o{letter}x b"), format!("ngh{letter}ê {letter}")]
            {
                if let Some(folded) = fold_usual(&text) {
                    assert_eq!(folded, fold_any(&text), "{text}");
                    usual += 1;
                }
            }
        }
        assert!(usual > 3 * 500, "{usual}");
        for text in ["Ủy ban nhân dân xã Đông Hưng", "HOÀ BÌNH", "Trậm, quyết (ĐƯỢC) ỡ"]
        {
            assert!(fold_usual(text).is_some(), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for (left, right) in [
            ("Hoà Bình", "HÒA  BÌNH"),
            ("Thuỷ Lợi", "thủy lợi"),
            ("Mã hồ sơ", "Ma\u{303} ho\u{302}\u{300} so\u{31B}"),
            ("Xã / Phường", "Xã/Phường"),
            (" Quý\u{a0}I ", "qúy i"),
            ("Qu\u{200B}ỳnh Mỹ\u{202E}", "\u{FEFF}Quỳnh Mỹ"),
            ("Ngày (hẹn) trả", "ngày(hẹn)trả"),
            // Marks of other scripts sort before a tone, and must not end the word for it.
            ("o\u{300}x\u{dca}a", "ox\u{dca}\u{300}a"),
        ] {
            assert_eq!(fold(left), fold(right), "{left}");
            assert_eq!(fold(&fold(left)), fold(left), "{left}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (left, right) in
            [("Minh Tân", "Minh Tan"), ("Đông", "Dong"), ("má", "mà"), ("An Ninh", "Anninh")]
        {
            assert_ne!(fold(left), fold(right));
        }
    }
}
