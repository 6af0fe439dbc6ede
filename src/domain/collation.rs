//! The order of a Vietnamese word list: a ă â b c d đ e ê …, tones after letters, numbers by value.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// The tone marks in dictionary order: level, grave, hook, tilde, acute, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Letters that follow their base letter, with the mark that makes them: ă â, ê, ô ơ, ư.
const SHAPES: [char; 3] = ['\u{306}', '\u{302}', '\u{31B}'];

/// Compares two names as a Vietnamese list orders them; equal only if the texts are.
#[must_use]
pub fn vietnamese_order(left: &str, right: &str) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    key(left).cmp(&key(right)).then_with(|| left.cmp(right))
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
    use super::vietnamese_order;

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
