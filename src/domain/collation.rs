//! The order of a Vietnamese word list: a ă â b c d đ e ê …, tones after letters, numbers by value.

use std::cmp::Ordering;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The tone marks in dictionary order: level, grave, hook, tilde, acute, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Letters that follow their base letter, with the mark that makes them: ă â, ê, ô ơ, ư.
const SHAPES: [char; 3] = ['\u{306}', '\u{302}', '\u{31B}'];

/// Compares two names as a Vietnamese list orders them; equal only if the texts are.
pub fn vietnamese_order(left: &str, right: &str) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    let order = usual_order(left, right).unwrap_or_else(|| key(left).cmp(&key(right)));
    order.then_with(|| left.cmp(right))
}

/// A letter of Latin scripts: its place in the order without shape and tone, its shape, its tone.
#[derive(Debug, Clone, Copy)]
struct Sign {
    letter: u64,
    shape: u8,
    tone: Option<usize>,
}

/// ASCII up to the last of the Vietnamese letters.
const LATIN: usize = 0x1EFA;

/// By number; nothing for what is no single letter.
static SIGNS: LazyLock<Vec<Option<Sign>>> = LazyLock::new(|| {
    let sign = |number: usize| {
        let character = char::from_u32(u32::try_from(number).ok()?)?;
        // A mark of another script would trade places with those of the letter before it.
        if !matches!(character, ' '..='~' | 'À'..='ʯ' | 'Ḁ'..='ỿ') {
            return None;
        }
        let (letters, tones) = key(character.encode_utf8(&mut [0; 4]));
        let ([(letter, shape)], [] | [_]) = (letters.as_slice(), tones.as_slice()) else {
            return None;
        };
        let tone = tones.first().map(|tone| tone - TONES.len());
        Some(Sign { letter: *letter, shape: *shape, tone })
    };
    (0..LATIN).map(sign).collect()
});

/// The order of two texts by [`key`] without making one; nothing where a sign is in no table.
fn usual_order(left: &str, right: &str) -> Option<Ordering> {
    let signs = &*SIGNS;
    let (left, right) = without_common_start(left, right, signs);
    let all = |text: &str| {
        text.chars().all(|character| signs.get(character as usize).is_some_and(Option::is_some))
    };
    if !all(left) || !all(right) {
        return None;
    }
    let by_letters = letters(left, signs).cmp(letters(right, signs));
    Some(by_letters.then_with(|| tones(left, signs).cmp(tones(right, signs))))
}

/// What is left where the texts begin alike: neither letters nor tones of the beginning tell them apart. A
/// number is not cut, and nothing is where the beginning has a sign that is in no table.
fn without_common_start<'a>(
    left: &'a str,
    right: &'a str,
    signs: &[Option<Sign>],
) -> (&'a str, &'a str) {
    let mut start = 0;
    for ((place, sign), other) in left.char_indices().zip(right.chars()) {
        if sign != other || signs.get(sign as usize).is_none_or(Option::is_none) {
            break;
        }
        if !sign.is_ascii_digit() {
            start = place + sign.len_utf8();
        }
    }
    let rest = |text: &'a str| text.get(start..).unwrap_or(text);
    (rest(left), rest(right))
}

/// Letters with their shapes, and numbers.
fn letters<'a>(
    text: &'a str,
    signs: &'a [Option<Sign>],
) -> impl Iterator<Item = (u64, u8)> + use<'a> {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        let character = rest.next()?;
        let Some(digit) = character.to_digit(10) else {
            let sign = signs.get(character as usize).copied().flatten()?;
            return Some((sign.letter, sign.shape));
        };
        let mut number = u64::from(digit);
        while let Some(digit) = rest.peek().and_then(|next| next.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit.into());
            rest.next();
        }
        Some((number, 0))
    })
}

/// Where the tones stand, and which they are.
fn tones<'a>(text: &'a str, signs: &'a [Option<Sign>]) -> impl Iterator<Item = usize> + use<'a> {
    let (mut place, mut in_number) = (0, false);
    text.chars().filter_map(move |character| {
        let is_digit = character.is_ascii_digit();
        place += usize::from(!(is_digit && in_number));
        in_number = is_digit;
        let tone = signs.get(character as usize).copied().flatten()?.tone?;
        Some(place * TONES.len() + tone)
    })
}

/// Letters first, tones second: `hoa`, `hòa`, `họa`, `hoan`.
fn key(text: &str) -> (Vec<(u64, u8)>, Vec<usize>) {
    let mut letters: Vec<(u64, u8)> = Vec::with_capacity(text.len());
    let mut tones = Vec::new();
    let mut in_number = false;
    for character in text.nfd().flat_map(char::to_lowercase) {
        if let Some(tone) = TONES.iter().position(|mark| *mark == character) {
            tones.push(letters.len() * TONES.len() + tone + 1);
            continue;
        }
        if let Some(shape) = SHAPES.iter().position(|mark| *mark == character) {
            if let Some((_, last_shape)) = letters.last_mut() {
                *last_shape = u8::try_from(shape + 1).unwrap_or(u8::MAX);
            }
            continue;
        }
        let digit = character.to_digit(10).map(u64::from);
        match (digit, letters.last_mut()) {
            (Some(digit), Some((number, _))) if in_number => {
                *number = number.saturating_mul(10).saturating_add(digit);
            }
            (Some(digit), _) => letters.push((digit, 0)),
            // Above any number that a name holds, so that digits sort before letters.
            (None, _) if character == 'đ' => letters.push((LETTERS + u64::from('d'), 9)),
            (None, _) => letters.push((LETTERS + u64::from(character), 0)),
        }
        in_number = digit.is_some();
    }
    (letters, tones)
}

/// Where letters begin in the order; numbers lie below.
const LETTERS: u64 = 1 << 62;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{key, usual_order, vietnamese_order};

    proptest! {
        /// Both ways lead to one order.
        #[test]
        fn usual_texts_are_ordered_as_all_texts_are(
            left in "[a-zA-ZÀ-ỹĂăĐđƠơƯư0-9 .-]{0,12}",
            right in "[a-zA-ZÀ-ỹĂăĐđƠơƯư0-9 .-]{0,12}",
            both in "[a-cĐđoòôồơờ0-9]{0,6}",
        ) {
            for (left, right) in [
                (left.clone(), right.clone()),
                (format!("{both}{left}"), format!("{both}{right}")),
            ] {
                if let Some(order) = usual_order(&left, &right) {
                    prop_assert_eq!(order, key(&left).cmp(&key(&right)), "{} {}", left, right);
                }
            }
        }
    }

    #[test]
    fn marks_of_other_scripts_are_no_usual_signs() {
        assert_eq!(usual_order("ô\u{8CF}", "ô-"), None);
        assert!(vietnamese_order("ô\u{8CF}", "ô-").is_lt());
    }

    #[test]
    fn names_of_units_are_usual_texts() {
        for text in ["UBND xã Quỳnh Mỹ", "Đông Hưng 12", "Ăn Ớt Ữ"] {
            assert!(usual_order(text, "Xã A").is_some(), "{text}");
        }
    }

    #[test]
    fn a_word_list_in_vietnamese_order() {
        let sorted = [
            "An Ninh",
            "Ăn",
            "Âu Lâu",
            "Bình",
            "Dương Phúc",
            "Đông Hoàng",
            "Em",
            "Êm",
            "Hoa",
            "Hòa",
            "Họa",
            "Hoan",
            "Oanh",
            "Ôn",
            "Ơn",
            "Tổ 2",
            "Tổ 10",
            "Uông",
            "Ưng",
        ];
        let mut shuffled = sorted;
        shuffled.reverse();
        shuffled.sort_by(|left, right| vietnamese_order(left, right));
        assert_eq!(shuffled, sorted);
    }
}
