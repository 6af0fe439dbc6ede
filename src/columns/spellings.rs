//! Spellings of one meaning, as the files of `data/logs` list them.
//!
//! In: lists `seen` and `memory`. Out: keys with how sure each is. Must not know: what they mean.

use serde::Deserialize;

use crate::domain::{Confidence, fold};

/// Spellings of one meaning; the first stands highest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spellings {
    seen: Vec<String>,
    memory: Vec<String>,
}

impl Spellings {
    pub const fn new(seen: Vec<String>, memory: Vec<String>) -> Self {
        Self { seen, memory }
    }

    /// The keys of all spellings, the seen ones first.
    pub fn folded(&self) -> impl Iterator<Item = (String, Confidence)> + '_ {
        let seen = self.seen.iter().map(|text| (fold(text), Confidence::Seen));
        seen.chain(self.memory.iter().map(|text| (fold(text), Confidence::Memory)))
    }

    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.folded().map(|(key, _)| key)
    }
}
