//! Text → the key under which its spellings meet: NFC, case, white space, tone placement and signs that
//! nobody sees folded.
//!
//! `Hoà Bình`, `hòa  bình` and `HÒA BÌNH` (composed or not) have one key. The key is never shown.

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
#[must_use]
pub fn trim_spaces(cell: &[u8]) -> &[u8] {
    std::str::from_utf8(cell).map_or(cell, |text| trim(text).as_bytes())
}

/// A text without the spaces around it, no-break and zero-width ones too.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The key of a text. Folding a key again changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::fold;

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
