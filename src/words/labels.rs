//! The words of tables: `data/words/`, one section per kind of thing, keyed by the name that JSON and CSV use.
//!
//! In: the compiled-in TOML. Out: a word in one language. Must not know: what the things are. Whoever fills many
//! rows asks once per column or per kind, never per row.

use std::sync::LazyLock;

use super::data::{Sections, parse};
use super::lang::{Bilingual, Lang, pick};

/// Name and text of every file.
pub static FILES: [(&str, &str); 2] = [
    ("labels.toml", include_str!("../../data/words/labels.toml")),
    ("heads.toml", include_str!("../../data/words/heads.toml")),
];

/// Name of a file, and what it says.
pub static LABELS: [(&str, LazyLock<Sections>); 2] = [
    ("labels.toml", LazyLock::new(|| parse(FILES[0].1))),
    ("heads.toml", LazyLock::new(|| parse(FILES[1].1))),
];

/// The word of a key in a section, if there is one.
fn find(section: &str, key: &str) -> Option<Bilingual> {
    let (_, sections) = &LABELS[usize::from(section == HEADS)];
    sections.get(section)?.get(key).copied()
}

const HEADS: &str = "heads";

impl Lang {
    /// The word for a thing of a kind.
    ///
    /// # Panics
    /// When the section has no such key, which a test sees.
    #[expect(clippy::expect_used, reason = "a test compares every section with what asks for it")]
    pub fn label(self, section: &str, key: &str) -> &'static str {
        pick(self, find(section, key).expect("every label has its words"))
    }

    /// The head of a column.
    pub fn head(self, key: &str) -> &'static str {
        self.label(HEADS, key)
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, find};

    #[test]
    fn every_word_is_there_in_both_languages() {
        for (file, sections) in &LABELS {
            for (section, words) in sections.iter() {
                for (key, text) in words {
                    for one in [text.vi, text.en] {
                        assert!(!one.is_empty() && one.trim() == one, "{file}: {section}.{key}");
                    }
                    assert_eq!(find(section, key), Some(*text), "{file}: {section}.{key}");
                }
            }
        }
    }
}
