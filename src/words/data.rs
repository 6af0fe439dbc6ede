//! Texts kept as data: compiled-in TOML → values with texts in both languages.
//!
//! In: the text of a file under `data/`. Out: what it says. Must not know: what it is about.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::lang::Bilingual;

/// A text as the files write it: `{ vi = "…", en = "…" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    vi: String,
    en: String,
}

/// Every file is read once, so that its texts may live as long as the program.
impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Text::deserialize(source).map(|Text { vi, en }| Self { vi: vi.leak(), en: en.leak() })
    }
}

/// Sections of keys with their texts.
pub type Sections = BTreeMap<String, BTreeMap<String, Bilingual>>;

/// What a compiled-in file says.
///
/// # Panics
/// When it is no valid TOML of its kind, which every test run sees.
#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
pub fn parse<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("a compiled-in file of texts is valid")
}
