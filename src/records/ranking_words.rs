//! Words of published tables of results: scores, ranks, units, indices.
//!
//! In: `data/logs/common/results.toml`. Out: what a text says. Must not know: where in a table it stands.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::columns::RANKINGS;
use crate::domain::fold;
use crate::words::parse;

/// Folded; what each list is for is said in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingWords {
    ranks: Vec<String>,
    scores: Vec<String>,
    changes: Vec<String>,
    units: Vec<String>,
    answers: Vec<String>,
    indices: BTreeMap<String, Vec<String>>,
}

pub static WORDS: LazyLock<RankingWords> = LazyLock::new(|| {
    let mut words: RankingWords = parse(include_str!("../../data/logs/common/results.toml"));
    let lists = [
        &mut words.ranks,
        &mut words.scores,
        &mut words.changes,
        &mut words.units,
        &mut words.answers,
    ];
    for word in lists.into_iter().flatten().chain(words.indices.values_mut().flatten()) {
        *word = fold(word);
    }
    words
});

impl RankingWords {
    pub fn is_rank(&self, key: &str) -> bool {
        says(key, &self.ranks)
    }

    pub fn is_score(&self, key: &str) -> bool {
        says(key, &self.scores)
    }

    pub fn is_change(&self, key: &str) -> bool {
        says(key, &self.changes)
    }

    pub fn is_answer(&self, key: &str) -> bool {
        self.answers.iter().any(|answer| answer == key)
    }

    pub fn is_unit(&self, key: &str) -> bool {
        let heading = RANKINGS.headings.get(key);
        let field = heading.and_then(|heading| RANKINGS.fields.get(heading.field));
        field.is_some_and(|field| field.name == "unit") || self.units.iter().any(|own| own == key)
    }

    /// The index that a text names, if it is one.
    pub fn index_in(&self, text: &str) -> Option<String> {
        let key = fold(text);
        let mut found = self.indices.iter().filter(|(_, spellings)| says(&key, spellings));
        let (name, _) = found.next()?;
        found.next().is_none().then(|| name.clone())
    }
}

/// Whether one of the words stands in a key as words.
fn says(key: &str, words: &[String]) -> bool {
    let stands = |word: &String| {
        key.match_indices(word.as_str()).any(|(at, _)| {
            let before = key.get(..at).unwrap_or("");
            let behind = key.get(at + word.len()..).unwrap_or("");
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
        })
    };
    words.iter().any(stands)
}
