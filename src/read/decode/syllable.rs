//! Whether a word can be a Vietnamese syllable: `data/encodings/syllables.toml` and the rules named
//! there. Tells a right decoding from a wrong one; knows no word by its meaning.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    onsets: Vec<String>,
    highland_onsets: Vec<String>,
    rhymes: Vec<String>,
    highland_rhymes: Vec<String>,
    familiar: Vec<String>,
}

struct Orthography {
    onsets: HashSet<String>,
    rhymes: HashSet<String>,
    familiar: HashSet<String>,
}

static ORTHOGRAPHY: LazyLock<Orthography> =
    LazyLock::new(|| Orthography::parse(include_str!("../../../data/encodings/syllables.toml")));

/// The longest onset, `ngh`, in letters.
const LONGEST_ONSET: usize = 3;
/// The longest syllable, `nghiêng`, in letters.
const LONGEST_SYLLABLE: usize = 7;

/// Which letters of a word may be capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    /// All, the first, or none.
    Exact,
    /// The same for plain letters; letters with marks stay small, because the encoding has no others.
    PlainLettersOnly,
}

/// Whether a composed word can be a Vietnamese syllable.
pub fn is_syllable(word: &str, capitals: Capitals) -> bool {
    if !has_usual_capitals(word, capitals) {
        return false;
    }
    let mut tone = None;
    let mut tones = 0;
    let mut shape = String::with_capacity(word.len());
    for character in word.nfd().flat_map(char::to_lowercase) {
        if is_tone(character) {
            tone = Some(character);
            tones += 1;
        } else {
            shape.push(character);
        }
    }
    let letters: Vec<char> = shape.nfc().collect();
    if tones > 1 || letters.len() > LONGEST_SYLLABLE {
        return false;
    }
    (0..=LONGEST_ONSET.min(letters.len())).any(|length| {
        let (onset, rhyme) = letters.split_at(length);
        let (onset, rhyme) = (String::from_iter(onset), String::from_iter(rhyme));
        ORTHOGRAPHY.allows(&onset, &rhyme, tone)
    })
}

/// Grave, acute, tilde, hook above, dot below.
const fn is_tone(character: char) -> bool {
    matches!(character, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Whether a word is one that exports are full of, whatever its case.
pub fn is_familiar(word: &str) -> bool {
    ORTHOGRAPHY.familiar.contains(&word.to_lowercase())
}

fn has_usual_capitals(word: &str, capitals: Capitals) -> bool {
    let seen = |character: &char| capitals == Capitals::Exact || character.is_ascii();
    let mut letters = word.chars().filter(seen).map(char::is_uppercase);
    let Some(first) = letters.next() else { return true };
    let (mut large, mut small) = (0, 0);
    for is_large in letters {
        *if is_large { &mut large } else { &mut small } += 1;
    }
    large == 0 || (first && small == 0)
}

impl Orthography {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in syllables are valid TOML");
        let rhymes = file.rhymes.iter().flat_map(|line| line.split_whitespace());
        let words = |lines: &[String]| {
            let words = lines.iter().flat_map(|line| line.split_whitespace());
            words.map(str::to_owned).collect()
        };
        Self {
            onsets: file.onsets.into_iter().chain(file.highland_onsets).collect(),
            familiar: words(&file.familiar),
            rhymes: rhymes.map(str::to_owned).chain(file.highland_rhymes).collect(),
        }
    }

    fn allows(&self, onset: &str, rhyme: &str, tone: Option<char>) -> bool {
        let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
        let is_spelt_right = match onset {
            "gh" | "ngh" => is_front,
            "k" => is_front || rhyme.ends_with('k'),
            "c" | "ng" => !is_front,
            "g" => !is_front || rhyme.starts_with('i'),
            "qu" => !rhyme.starts_with(['o', 'u', 'ư']),
            _ => true,
        };
        let is_stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let has_fitting_tone = !is_stopped || matches!(tone, Some('\u{301}' | '\u{323}'));
        is_spelt_right
            && has_fitting_tone
            && self.onsets.contains(onset)
            && self.rhymes.contains(rhyme)
    }
}

/// Words of capitals whose letters with marks are small, such as `HUYệN`: set in a second font that
/// shows small letters as capitals. Whether such a letter was one cannot be recovered.
pub fn capitals_written_small(text: &str) -> u64 {
    let is_one = |word: &&str| {
        let large = word.chars().filter(char::is_ascii_uppercase).count();
        let has_small = word.chars().any(|character| character.is_ascii_lowercase());
        let has_marked = word.chars().any(|c| !c.is_ascii() && c.is_lowercase());
        // `Hà` may be meant as it stands; `HUYệN` cannot.
        large >= 2 && has_marked && !has_small
    };
    text.split(|character: char| !character.is_alphabetic()).filter(is_one).count() as u64
}

#[cfg(test)]
mod tests {
    use super::{Capitals, capitals_written_small, is_syllable};

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "Mã",
            "hồ",
            "sơ",
            "nghiêng",
            "QUỲNH",
            "Thuỷ",
            "thủy",
            "quốc",
            "giếng",
            "gì",
            "khuyến",
            "Ủy",
            "ý",
            "đường",
            "tiếp",
            "Đắk",
            "Lắk",
            "Krông",
            "quyết",
            "Hoà",
            "xoắn",
            "rượu",
        ] {
            assert!(is_syllable(word, Capitals::Exact), "{word}");
        }
        for word in [
            "hò\u{300}",
            "tiêp",
            "tiềp",
            "café",
            "Müller",
            "kã",
            "ghà",
            "hỒ",
            "hồSơ",
            "sơs",
            "đđ",
            "quừ",
            "résumé",
            "naïve",
            "Ðà",
            "straße",
            "nghiềngg",
        ] {
            assert!(!is_syllable(word, Capitals::Exact), "{word}");
        }
        assert!(is_syllable("HUYệN", Capitals::PlainLettersOnly));
        assert!(!is_syllable("HUYệN", Capitals::Exact));
        assert!(!is_syllable("huYện", Capitals::PlainLettersOnly));
    }

    #[test]
    fn capitals_that_became_small_are_counted() {
        assert_eq!(capitals_written_small("UBND HUYệN QUỳNH PHụ; Huyện Hà, HÀ"), 3);
    }
}
