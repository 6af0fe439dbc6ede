//! What is said of every signal: `data/signals/signals.toml`, one section per number.
//!
//! In: the compiled-in TOML. Out: the texts of a signal. Must not know: how anything is judged.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::signal::Signal;
use crate::words::{Bilingual, parse};

/// The section of a signal.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalTexts {
    /// The pattern, in one line.
    pub title: Bilingual,
    /// What is counted, of what.
    pub formula: Bilingual,
    /// Why it may be quite ordinary.
    pub ordinary_reasons: Bilingual,
}

/// The file.
pub static FILE: &str = include_str!("../../../data/signals/signals.toml");

static TEXTS: LazyLock<BTreeMap<String, SignalTexts>> = LazyLock::new(|| parse(FILE));

impl Signal {
    /// What is said of it.
    ///
    /// # Panics
    /// When the file has no section of its number, which a test sees.
    #[expect(clippy::expect_used, reason = "a test asks for the section of every signal")]
    pub fn texts(&self) -> SignalTexts {
        *TEXTS.get(self.number).expect("every signal has a section")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::TEXTS;
    use crate::tally::signals::SIGNALS;

    #[test]
    fn signals_and_sections_are_the_same_and_no_text_is_missing() {
        let numbers: BTreeSet<&str> = SIGNALS.iter().map(|signal| signal.number).collect();
        assert_eq!(TEXTS.keys().map(String::as_str).collect::<BTreeSet<_>>(), numbers);
        for signal in &SIGNALS {
            let texts = signal.texts();
            for text in [texts.title, texts.formula, texts.ordinary_reasons] {
                assert!(!text.vi.is_empty() && !text.en.is_empty(), "{}", signal.name);
                assert_ne!(text.vi, text.en, "{}", signal.name);
            }
        }
    }

    #[test]
    fn no_text_accuses() {
        for (number, texts) in TEXTS.iter() {
            for text in [texts.title, texts.formula, texts.ordinary_reasons] {
                let both = format!("{} {}", text.vi, text.en).to_lowercase();
                for word in ["gian lận", "vi phạm", "cố tình", "fraud", "cheat", "manipul", "fake"]
                {
                    assert!(!both.contains(word), "{number}: {word}");
                }
            }
        }
    }
}
