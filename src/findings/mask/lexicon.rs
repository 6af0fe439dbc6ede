//! The words that people, units, dates, addresses and headings are told by, and a text cut into words.
//!
//! In: `data/logs/common/people.toml` and texts. Out: words, and whether they are of a list. Must not know:
//! what follows from it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
pub type Phrase = Vec<(String, String)>;

/// Words in both forms: with their marks, and, for words written without any, without them.
pub struct Lexicon {
    pub exact: HashSet<String>,
    plain: HashSet<String>,
}

pub struct Words {
    pub surnames: Lexicon,
    pub common: Lexicon,
    pub middles: Lexicon,
    pub telling_middles: Lexicon,
    pub no_names: Lexicon,
    pub compounds: Lexicon,
    pub bearers: Lexicon,
    pub dates: Lexicon,
    pub headings: Lexicon,
    pub nobody: Vec<Phrase>,
    pub honorifics: Vec<Phrase>,
    pub units: Vec<Phrase>,
    pub addresses: Vec<Phrase>,
}

pub static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../../data/logs/common/people.toml")));

/// Without their marks these begin names of other languages as well.
const SHORT_WITHOUT_MARKS: [&str; 5] = ["le", "vo", "do", "ngo", "vu"];

/// One word of a text.
pub struct Word<'a> {
    pub at: Range<usize>,
    pub text: &'a str,
    pub lower: String,
    /// Without its marks; none where the text has marks somewhere, so that its words bear theirs.
    pub plain: Option<String>,
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

    pub fn has(&self, word: &Word<'_>) -> bool {
        self.exact.contains(&word.lower)
            || word.plain.as_ref().is_some_and(|plain| self.plain.contains(plain))
    }
}

/// Whether words stand at a place, written with their marks or wholly without.
pub fn stands_at(own: &Phrase, words: &[Word<'_>], place: usize) -> bool {
    words.get(place..place + own.len()).is_some_and(|window| {
        own.iter().zip(window).all(|((own, plain), word)| {
            *own == word.lower || word.plain.as_ref().is_some_and(|word| plain == word)
        })
    })
}

/// Whether words speak of a unit.
pub fn speak_of_unit(words: &[Word<'_>]) -> bool {
    WORDS.units.iter().any(|unit| (0..words.len()).any(|place| stands_at(unit, words, place)))
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

pub fn words(text: &str) -> Vec<Word<'_>> {
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

pub fn gap<'t>(text: &'t str, left: &Word<'_>, right: &Word<'_>) -> &'t str {
    text.get(left.at.end..right.at.start).unwrap_or("")
}

pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
