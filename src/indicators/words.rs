//! The words of counts and indicators: `data/figures/words.toml`.
//!
//! In: the compiled-in TOML. Out: names, rules, notes, sources, targets in both languages. Must not know:
//! how anything is counted. A test compares it with the registries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::description::Target;
use super::indicator::Indicator;
use crate::domain::Confidence;
use crate::tally::Count;
use crate::words::Bilingual;

/// What is said of a count.
#[derive(Debug, Clone, Copy)]
pub struct CountWords {
    /// The head of a column.
    pub name: Bilingual,
    /// What a dossier has to be to stand in it.
    pub rule: Bilingual,
}

/// What is said of an indicator.
#[derive(Debug, Clone, Copy)]
pub struct IndicatorWords {
    pub name: Bilingual,
    /// Short enough for the head of a column.
    pub short_name: Bilingual,
    /// What has to be known to read the figure; nothing where the formula says all.
    pub note: Option<Bilingual>,
    /// Where the formula comes from, and how sure that is.
    pub source: Bilingual,
    pub confidence: Confidence,
    pub target: Option<Target>,
}

/// A text with how sure it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    vi: String,
    en: String,
    confidence: Confidence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountEntry {
    name: Bilingual,
    rule: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorEntry {
    name: Bilingual,
    short_name: Bilingual,
    note: Option<Bilingual>,
    /// The key of one of the sources.
    source: String,
    target: Option<Statement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    sources: BTreeMap<String, Statement>,
    counts: BTreeMap<String, CountEntry>,
    indicators: BTreeMap<String, IndicatorEntry>,
}

/// The file.
pub static FILE: &str = include_str!("../../data/figures/words.toml");

/// Read once: the texts live as long as the program.
static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| toml::from_str(FILE).ok());

const NOTHING: Bilingual = Bilingual { vi: "", en: "" };

impl Statement {
    fn pair(&'static self) -> Bilingual {
        Bilingual { vi: &self.vi, en: &self.en }
    }
}

/// The words of a count.
#[must_use]
pub fn of_count(count: Count) -> CountWords {
    let entry = WORDS.as_ref().and_then(|words| words.counts.get(count.name()));
    entry.map_or(CountWords { name: NOTHING, rule: NOTHING }, |entry| CountWords {
        name: entry.name,
        rule: entry.rule,
    })
}

impl Indicator {
    /// Its words.
    #[must_use]
    pub fn words(&self) -> IndicatorWords {
        let words = WORDS.as_ref();
        let Some(entry) = words.and_then(|words| words.indicators.get(self.id)) else {
            return IndicatorWords {
                name: NOTHING,
                short_name: NOTHING,
                note: None,
                source: NOTHING,
                confidence: Confidence::Own,
                target: None,
            };
        };
        let source = words.and_then(|words| words.sources.get(&entry.source));
        IndicatorWords {
            name: entry.name,
            short_name: entry.short_name,
            note: entry.note,
            source: source.map_or(NOTHING, Statement::pair),
            confidence: source.map_or(Confidence::Own, |source| source.confidence),
            target: entry
                .target
                .as_ref()
                .map(|target| Target { text: target.pair(), confidence: target.confidence }),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Bilingual {
        self.words().name
    }

    /// Its name where there is little room.
    #[must_use]
    pub fn short_name(&self) -> Bilingual {
        self.words().short_name
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{WORDS, of_count};
    use crate::indicators::INDICATORS;
    use crate::tally::Count;

    #[test]
    fn words_and_registries_have_the_same_entries() {
        let words = WORDS.as_ref().expect("the file can be read");
        let counts: BTreeSet<&str> = Count::ALL.into_iter().map(Count::name).collect();
        assert_eq!(words.counts.keys().map(String::as_str).collect::<BTreeSet<_>>(), counts);
        let indicators: BTreeSet<&str> = INDICATORS.iter().map(|one| one.id).collect();
        let known = words.indicators.keys().map(String::as_str);
        assert_eq!(known.collect::<BTreeSet<_>>(), indicators);
        let used: BTreeSet<&str> =
            words.indicators.values().map(|entry| entry.source.as_str()).collect();
        assert_eq!(words.sources.keys().map(String::as_str).collect::<BTreeSet<_>>(), used);
    }

    #[test]
    fn every_count_has_a_name_and_a_rule_of_its_own() {
        for pick in [|text: super::Bilingual| text.vi, |text: super::Bilingual| text.en] {
            let names: BTreeSet<&str> =
                Count::ALL.into_iter().map(|count| pick(of_count(count).name)).collect();
            let rules: BTreeSet<&str> =
                Count::ALL.into_iter().map(|count| pick(of_count(count).rule)).collect();
            assert_eq!((names.len(), rules.len()), (Count::ALL.len(), Count::ALL.len()));
            assert!(!names.contains("") && !rules.contains(""));
        }
    }
}
