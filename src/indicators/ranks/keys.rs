//! What the spellings of one index, and of one unit, share.
//!
//! In: names as published. Out: keys to put results together by. Must not know: years, scores.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::fold;
use crate::units::{UnitName, province_named};

/// `PAR Index`, `PAR-INDEX`, `Chỉ số CCHC` → one key. Other words make another index: `PAR INDEX cấp huyện`.
pub fn index_key(name: &str) -> String {
    let folded = fold(name).replace("parindex", "par index");
    let words = folded.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
    let passed_over = ["chỉ", "số", "index", "bộ"].map(fold);
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !passed_over.iter().any(|other| other == word))
        .collect();
    let key = words.join(" ");
    let is = |names: &[&str]| names.iter().any(|name| fold(name) == key);
    if is(&["cchc", "cải cách hành chính", "par cchc", "cchc par"]) {
        return "par".to_owned();
    }
    if is(&["hài lòng", "sự hài lòng"]) {
        return "sipas".to_owned();
    }
    // Nothing but words that every index has.
    if key.is_empty() { folded } else { key }
}

const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// The keys of the units of one log.
pub struct UnitKeys {
    /// Words of a name → the kinds that it bears in the log.
    kinds: BTreeMap<String, BTreeSet<&'static str>>,
}

impl UnitKeys {
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut kinds: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for name in names.collect::<BTreeSet<&str>>() {
            let name = UnitName::new(name);
            kinds.entry(name.words()).or_default().extend(name.kind());
        }
        Self { kinds }
    }

    /// The key of a unit: its province by the register, else its words with their kind. A bare name is of the
    /// one kind that the log gives it.
    pub fn key(&self, text: &str) -> String {
        if let Some(province) = province_named(text) {
            return fold(province);
        }
        let name = UnitName::new(text);
        let words = name.words();
        let only = || {
            let kinds = self.kinds.get(&words).filter(|kinds| kinds.len() == 1)?;
            kinds.first().copied()
        };
        let kind = name.kind().or_else(only).unwrap_or_default();
        format!("{kind} {words} {}", name.place())
    }
}

#[cfg(test)]
mod tests {
    use super::{UnitKeys, index_key};

    #[test]
    fn spellings_of_one_index_and_of_one_unit() {
        for text in [
            "PAR Index",
            "PAR INDEX",
            "PAR-Index",
            "ParIndex",
            "Chỉ số CCHC",
            "Chỉ số cải cách hành chính",
            "PAR",
        ] {
            assert_eq!(index_key(text), "par", "{text}");
        }
        assert_ne!(index_key("PAR INDEX cấp huyện"), "par");
        assert_eq!(index_key("Chỉ số SIPAS"), index_key("sipas"));
        let names = ["Quảng Ninh", "Tỉnh Quảng Ninh", "UBND tỉnh Quảng Ninh", "T. Quảng Ninh"];
        let keys = UnitKeys::new(names.into_iter());
        for name in names {
            assert_eq!(keys.key(name), keys.key("Tỉnh Quảng Ninh"), "{name}");
        }
        let names = [
            "TP Hải Phòng",
            "Thành phố Hải Phòng",
            "Hải Phòng",
            "Tỉnh Thái Bình",
            "Thành phố Thái Bình",
        ];
        let keys = UnitKeys::new(names.into_iter());
        assert_eq!(keys.key("TP Hải Phòng"), keys.key("Hải Phòng"));
        assert_ne!(keys.key("Tỉnh Thái Bình"), keys.key("Thành phố Thái Bình"));
        assert_eq!(keys.key("Sở Nội vụ"), keys.key("SỞ NỘI VỤ"));
        assert_ne!(keys.key("Sở Nội vụ"), keys.key("Sở Tư pháp"));
    }
}
