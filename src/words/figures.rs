//! The words of counts and rates: `data/figures/words.toml`.
//!
//! In: the compiled-in TOML. Out: what it says, by the ids of JSON and CSV. Must not know: how anything is counted.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::parse;
use super::lang::{Bilingual, Lang, lower_first};
use crate::domain::Confidence;

/// A text with how sure it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    vi: String,
    en: String,
    pub confidence: Confidence,
}

/// What is said of a count: the head of a column, and what a dossier has to be to stand in it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    pub name: Bilingual,
    pub rule: Bilingual,
}

/// What is said of a rate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateEntry {
    pub name: Bilingual,
    /// Short enough for the head of a column.
    pub short_name: Bilingual,
    pub note: Option<Bilingual>,
    /// The key of one of the sources.
    pub source: String,
    pub target: Option<Statement>,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureWords {
    pub sources: BTreeMap<String, Statement>,
    pub counts: BTreeMap<String, CountWords>,
    pub indicators: BTreeMap<String, RateEntry>,
}

/// Its text.
pub static FIGURES_FILE: &str = include_str!("../../data/figures/words.toml");

/// Read once: the texts live as long as the program.
pub static FIGURES: LazyLock<FigureWords> = LazyLock::new(|| parse(FIGURES_FILE));

impl Statement {
    pub fn pair(&'static self) -> Bilingual {
        Bilingual { vi: &self.vi, en: &self.en }
    }
}

/// `Tỷ lệ đúng hạn`: the short name of a share, told apart from the count of the same name.
pub fn share_name(lang: Lang, short: &str) -> String {
    match lang {
        Lang::Vi => format!("Tỷ lệ {}", lower_first(short)),
        Lang::En => format!("{short} rate"),
    }
}
