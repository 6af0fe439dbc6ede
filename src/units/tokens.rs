//! Text → folded words, the form in which names of places are compared.

use crate::domain::fold;

/// Marks that have no composed letter after folding belong to their word.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// The words of a text, folded; numbers without leading zeros (`Phường 01` is `Phường 1`).
pub fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
    words
        .filter(|word| !word.is_empty())
        .map(|word| {
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
            let short = if is_number { word.trim_start_matches('0') } else { word };
            if short.is_empty() { word.to_owned() } else { short.to_owned() }
        })
        .collect()
}

/// Whether a text begins with these words.
pub fn opens_with(text: &str, words: &str) -> bool {
    tokens(text).starts_with(&tokens(words))
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn spellings_of_one_place_have_the_same_words() {
        for (left, right) in [
            ("Xã Hoà Bình", "xã  hòa bình"),
            ("Phường 01", "PHƯỜNG 1"),
            ("Xã Ea H'leo", "Xã Ea H’Leo"),
            ("TP. Thái Bình", "tp thái bình"),
        ] {
            assert_eq!(tokens(left), tokens(right), "{left}");
        }
        assert_ne!(tokens("Xã Thanh Tân"), tokens("Xã Thành Tân"));
    }
}
