//! Signs that no reader sees, or that steer a page instead of standing on it.
//!
//! In: text of other people. Out: the same with every such sign shown by its number, or without them.
//! Must not know: where the text comes from and where it is going to stand.

use std::borrow::Cow;

/// Joiners, byte-order marks, marks and overrides of direction, soft hyphens, tags and selectors.
pub const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What begins and ends the mark in the place of a sign.
const OPENING: &str = "⟦U+";
const CLOSING: char = '⟧';
/// No sign has more digits.
const DIGITS: usize = 6;

/// Control characters, what parts lines and is no line end, and what is no character at all.
fn is_steering(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

/// What is not to be seen as it is. Nearly every sign is a letter of a Latin script, which is told at
/// one look.
fn is_marked(character: char) -> bool {
    let is_usual = matches!(character, ' '..='~' | 'À'..='ʯ' | 'Ḁ'..='ỿ');
    !is_usual && (is_invisible(character) || is_steering(character))
}

/// Whether the bytes of a text can begin no sign that is marked; few texts have to be read sign by sign.
fn is_usual(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(place, byte)| match BYTES[usize::from(*byte)] {
        Begins::Nothing => true,
        Begins::Marked => false,
        // Vietnamese letters with two marks, or signs of another script.
        Begins::Either => matches!(bytes.get(place + 1), Some(0xB8..=0xBB)),
    })
}

/// What a byte of a text in UTF-8 may begin.
#[derive(Clone, Copy)]
enum Begins {
    /// No sign that is marked.
    Nothing,
    Marked,
    Either,
}

/// By byte.
const BYTES: [Begins; 256] = {
    let mut all = [Begins::Nothing; 256];
    let mut byte = 0;
    while byte < all.len() {
        all[byte] = match byte {
            0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xCC => Begins::Nothing,
            0xE1 => Begins::Either,
            _ => Begins::Marked,
        };
        byte += 1;
    }
    all
};

/// A text in which nothing is hidden: every invisible or steering sign becomes its number, such as
/// `⟦U+202E⟧`. Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_usual(text) || !text.contains(is_marked) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_marked(character) {
            shown.push_str(OPENING);
            let number = format!("{:04X}", u32::from(character));
            shown.push_str(&number);
            shown.push(CLOSING);
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// JSON in which nothing is hidden, and which says the same to a program: such signs can only stand in
/// its strings, and become their escapes, such as `\u202E`.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_marked) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if is_marked(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let escape = format!("\\u{unit:04X}");
                shown.push_str(&escape);
            }
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// A text without invisible signs, and without the marks that stand for them in what this program
/// wrote: a name read back is the name it was.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| is_invisible(character) || character == CLOSING) {
        return Cow::Borrowed(text);
    }
    let mut rest = text;
    let mut bare = String::with_capacity(text.len());
    while let Some(character) = rest.chars().next() {
        let marked = rest.strip_prefix(OPENING).and_then(|behind| behind.split_once(CLOSING));
        rest = if let Some((_, behind)) = marked.filter(|(digits, _)| is_number(digits)) {
            behind
        } else {
            if !is_invisible(character) {
                bare.push(character);
            }
            rest.strip_prefix(character).unwrap_or("")
        };
    }
    Cow::Owned(bare)
}

/// Whether letters of a text were lost to an encoding that lacks them: `�`, or a question mark that
/// begins a word or stands within one. One behind a word may ask something.
pub fn has_lost_letters(text: &str) -> bool {
    let mut before = None;
    for character in text.chars() {
        let is_lost = before == Some('?') && character.is_alphabetic();
        if is_lost || character == char::REPLACEMENT_CHARACTER {
            return true;
        }
        before = Some(character);
    }
    false
}

/// The same of a name, which asks nothing: a question mark behind a letter is a letter, too.
pub fn has_lost_letters_of_name(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let asks = |pair: &[char]| {
        pair.first().is_some_and(|c| c.is_alphabetic()) && pair.last() == Some(&'?')
    };
    has_lost_letters(text) || letters.windows(2).any(asks)
}

fn is_number(digits: &str) -> bool {
    (4..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{
        has_lost_letters, has_lost_letters_of_name, is_marked, is_usual, visible, visible_json,
        without_invisible,
    };

    /// A text that is passed over at a look has nothing to show.
    #[test]
    fn usual_bytes_begin_no_sign_that_is_marked() {
        for sign in '\0'..=char::MAX {
            let text = format!("a{sign}b");
            assert!(!(is_usual(&text) && is_marked(sign)), "{sign:?}");
        }
        for text in ["UBND xã Quỳnh Mỹ", "Đăng ký, cấp lại (ở Ư)\r\n\t", "0.9821"] {
            assert!(is_usual(text), "{text}");
        }
    }

    #[test]
    fn json_hides_nothing_and_says_the_same() {
        let names = vec!["Xã\u{200B} \u{202E}Đông\u{2028}", "a\u{E0041}\tb\n\"", "Quỳnh Mỹ"];
        let json = serde_json::to_string_pretty(&names).expect("JSON");
        let shown = visible_json(&json);
        assert_eq!(visible(&shown), shown, "nothing is left to be shown");
        assert!(shown.contains("\\u202E") && shown.contains("\\uDB40\\uDC41"), "{shown}");
        let read: Vec<String> = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(read, names);
        assert_eq!(visible_json("[\"Xã\"]\n"), "[\"Xã\"]\n");
    }

    #[test]
    fn lost_letters_are_told_from_questions() {
        for (text, lost, of_name) in [
            ("UBND xã Qu?nh M?", true, true),
            ("?ã tr? k?t qu?", true, true),
            ("Xã M?", false, true),
            ("Xã M\u{FFFD}", true, true),
            ("Có hài lòng không?", false, true),
            ("Xã Mỹ", false, false),
            ("? 12", false, false),
        ] {
            assert_eq!(
                (has_lost_letters(text), has_lost_letters_of_name(text)),
                (lost, of_name),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_hidden_is_shown_by_its_number() {
        for (text, shown) in [
            ("Xã A\u{202E}cba", "Xã A⟦U+202E⟧cba"),
            ("\u{200B}=cmd", "⟦U+200B⟧=cmd"),
            ("a\u{1b}[31mb", "a⟦U+001B⟧[31mb"),
            ("a\u{2028}b\u{E0041}", "a⟦U+2028⟧b⟦U+E0041⟧"),
            ("two\r\nlines\tof text", "two\r\nlines\tof text"),
        ] {
            assert_eq!(visible(text), shown);
            assert_eq!(visible(&visible(text)), shown);
        }
    }

    #[test]
    fn a_name_read_back_is_the_name_it_was() {
        for text in ["Xã \u{2067}Minh\u{200B} Tân\u{FEFF}", "Xã Minh Tân", "⟦U+", "⟦U+zz⟧ ⟦x⟧"]
        {
            let bare = without_invisible(text);
            assert_eq!(without_invisible(&visible(text)), bare, "{text}");
        }
        assert_eq!(without_invisible("Xã \u{2067}Minh\u{200B} Tân"), "Xã Minh Tân");
        assert_eq!(without_invisible("⟦U+zz⟧ ⟦x⟧"), "⟦U+zz⟧ ⟦x⟧");
    }
}
