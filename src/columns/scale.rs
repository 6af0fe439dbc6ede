//! Scales of ratings in words, and which of them a column has: `data/logs/common/scales.toml`, folded and ready
//! for look-ups.
//!
//! In: that file, how many rows have words of which scales. Out: what a word means and in which scales it stands;
//! the scale of a column. Must not know: where columns are, figures.
//!
//! A word means the same in every scale that has it, so a scale decides only whether a word is of the column at
//! all: ratings on two scales are never in one share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::kind_file::ValueEntry;
use super::spellings::Spellings;
use crate::domain::{CanonicalValue, Confidence, Rating, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unrated: Spellings,
    scale: Vec<ScaleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleEntry {
    #[expect(dead_code, reason = "for whoever reads the file")]
    name: String,
    confidence: Confidence,
    value: Vec<ValueEntry>,
}

/// The scales that a word stands in, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScaleSet(u32);

impl ScaleSet {
    /// How many scales there may be.
    pub const BITS: u32 = 15;
    /// No scale decides about it: the name of a value, a spelling of a profile.
    pub const ALL: Self = Self((1 << Self::BITS) - 1);
    /// Of no scale: what was not rated, or is no word of a rating.
    pub const NONE: Self = Self(0);

    pub const fn bits(self) -> u32 {
        self.0
    }

    pub const fn of_bits(bits: u32) -> Self {
        Self(bits & Self::ALL.0)
    }

    const fn has(self, scale: usize) -> bool {
        self.0 >> scale & 1 == 1
    }

    /// Whether a word that stands in these scales is of a column that has those.
    pub const fn is_of(self, column: Self) -> bool {
        self.0 == Self::ALL.0 || self.0 & column.0 != 0
    }
}

impl Default for ScaleSet {
    fn default() -> Self {
        Self::ALL
    }
}

/// All scales.
#[derive(Debug)]
pub struct Scales {
    confidence: Vec<Confidence>,
    /// Folded word → what it means, and where it stands.
    words: BTreeMap<String, (Rating, ScaleSet)>,
    unrated: BTreeSet<String>,
}

static SCALES: LazyLock<Scales> =
    LazyLock::new(|| Scales::built_in_file(include_str!("../../data/logs/common/scales.toml")));

impl Scales {
    /// What is built into the program.
    pub fn built_in() -> &'static Self {
        &SCALES
    }

    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn built_in_file(text: &str) -> Self {
        Self::parse(text).expect("the built-in scales are valid")
    }

    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut words: BTreeMap<String, (Rating, ScaleSet)> = BTreeMap::new();
        for (place, scale) in (0..ScaleSet::BITS).zip(&file.scale) {
            for entry in &scale.value {
                let value = Rating::from_name(&entry.name);
                let value = value.ok_or_else(|| format!("no rating `{}`", entry.name))?;
                for key in Spellings::new(entry.seen.clone(), entry.memory.clone()).keys() {
                    let word = words.entry(key.clone()).or_insert((value, ScaleSet::NONE));
                    if word.0 != value {
                        return Err(format!("`{key}` is two ratings"));
                    }
                    word.1 = ScaleSet(word.1.0 | 1 << place);
                }
            }
        }
        let unrated: BTreeSet<String> = file.unrated.keys().collect();
        if let Some(key) = unrated.iter().find(|key| words.contains_key(*key)) {
            return Err(format!("`{key}` is a rating and none"));
        }
        if file.scale.len() > ScaleSet::BITS as usize {
            return Err("too many scales".to_owned());
        }
        let confidence = file.scale.iter().map(|scale| scale.confidence).collect();
        Ok(Self { confidence, words, unrated })
    }

    /// Every folded word with the name of the value that it means.
    pub fn spellings(&self) -> BTreeMap<String, String> {
        let words = self.words.iter();
        words.map(|(key, (value, _))| (key.clone(), value.name().to_owned())).collect()
    }

    /// The scales of a word that is mapped.
    pub fn of(&self, word: &str) -> ScaleSet {
        self.words.get(&fold(word)).map_or(ScaleSet::ALL, |(_, scales)| *scales)
    }

    /// Whether a cell says that nobody rated.
    pub fn is_unrated(&self, text: &str) -> bool {
        self.unrated.contains(&fold(text))
    }

    /// The scale of a column: that which reads the most of its rows, of equals the first; none where it is not
    /// confirmed, and all where no word is of one. In: how many rows have a word of so many scales.
    pub fn decide(&self, rows: &BTreeMap<ScaleSet, u64>) -> ScaleSet {
        let read = |scale: usize| -> u64 {
            let words = rows.iter().filter(|(word, _)| **word != ScaleSet::ALL && word.has(scale));
            words.map(|(_, rows)| *rows).sum()
        };
        let scales = self.confidence.iter().enumerate().rev();
        let best = scales.max_by_key(|(scale, _)| read(*scale));
        match best.filter(|(scale, _)| read(*scale) > 0) {
            None => ScaleSet::ALL,
            Some((_, Confidence::Memory)) => ScaleSet::NONE,
            Some((scale, _)) => ScaleSet(1 << scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{ScaleSet, Scales};

    fn rows(words: &[(&str, u64)]) -> BTreeMap<ScaleSet, u64> {
        let mut rows = BTreeMap::new();
        for (word, number) in words {
            *rows.entry(Scales::built_in().of(word)).or_default() += number;
        }
        rows
    }

    #[test]
    fn a_column_has_the_scale_that_reads_most_of_its_rows() {
        let scales = Scales::built_in();
        for (words, inside, outside) in [
            (&[("Hài lòng", 3), ("Bình thường", 9), ("Kém", 2)][..], "Bình thường", "Kém"),
            (&[("Bình thường", 2)], "Hài lòng", "Tốt"),
            (&[("like", 2), ("Bình thường", 1)], "dislike", "Tốt"),
            (&[("Hài lòng", 2), ("good", 2)], "Hài lòng", "good"),
        ] {
            let decided = scales.decide(&rows(words));
            assert!(scales.of(inside).is_of(decided), "{words:?}");
            assert!(!scales.of(outside).is_of(decided), "{words:?}");
            assert!(ScaleSet::ALL.is_of(decided));
        }
        assert_eq!(scales.decide(&rows(&[("satisfied", 1)])), ScaleSet::ALL);
    }

    #[test]
    fn a_scale_that_is_not_confirmed_maps_nothing() {
        let scales = Scales::built_in();
        for words in [
            &[("Tốt", 1), ("Khá", 1), ("Kém", 1)][..],
            &[("Tốt", 5), ("Bình thường", 2), ("Kém", 1)],
            &[("Hài lòng", 3), ("Bình thường", 9), ("Kém", 4)],
        ] {
            let decided = scales.decide(&rows(words));
            for word in ["Tốt", "Bình thường", "Hài lòng", "Kém"] {
                assert!(!scales.of(word).is_of(decided), "{words:?} {word}");
            }
        }
        assert!(scales.is_unrated("CHƯA ĐÁNH GIÁ") && !scales.is_unrated("Kém"));
    }

    #[test]
    fn what_means_two_things_is_refused() {
        let good = "[unrated]\nseen = []\nmemory = [\"Chưa\"]\n[[scale]]\nname = \"a\"\nconfidence = \"seen\"\n\
                    [[scale.value]]\nname = \"satisfied\"\nseen = [\"Tốt\"]\nmemory = []\n\
                    [[scale.value]]\nname = \"neutral\"\nseen = [\"Vừa\"]\nmemory = []\n";
        Scales::parse(good).expect("good scales");
        for (from, to, expected) in [
            ("Vừa", "tốt", "is two ratings"),
            ("Vừa", "CHƯA", "is a rating and none"),
            ("neutral", "middle", "no rating `middle`"),
        ] {
            let error = Scales::parse(&good.replacen(from, to, 1)).expect_err(expected);
            assert!(error.contains(expected), "{error}");
        }
    }
}
