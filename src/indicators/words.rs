//! Counts and indicators → their words.
//!
//! In: the words by id. Out: names, rules, notes, sources, targets in both languages. Must not know: how anything is
//! counted. A test compares the words with the registries.

use super::description::Target;
use super::indicator::Indicator;
use crate::domain::Confidence;
use crate::tally::Count;
use crate::words::{Bilingual, CountWords, FIGURES, Statement};

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

const NOTHING: Bilingual = Bilingual { vi: "", en: "" };

/// The words of a count.
#[must_use]
pub fn of_count(count: Count) -> CountWords {
    let nothing = CountWords { name: NOTHING, rule: NOTHING };
    FIGURES.counts.get(count.name()).copied().unwrap_or(nothing)
}

impl Indicator {
    /// Its words.
    #[must_use]
    pub fn words(&self) -> IndicatorWords {
        let Some(entry) = FIGURES.indicators.get(self.id) else {
            return IndicatorWords {
                name: NOTHING,
                short_name: NOTHING,
                note: None,
                source: NOTHING,
                confidence: Confidence::Own,
                target: None,
            };
        };
        let source = FIGURES.sources.get(&entry.source);
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

    use super::of_count;
    use crate::indicators::INDICATORS;
    use crate::tally::Count;
    use crate::words::FIGURES;

    #[test]
    fn words_and_registries_have_the_same_entries() {
        let words = &*FIGURES;
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
