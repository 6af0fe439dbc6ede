//! The built-in dictionary: `data/dictionary/dossiers.toml`, folded and ready for look-ups.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::personal::is_personal_heading;
use crate::domain::{CanonicalField, Confidence};
use crate::domain::{fold, says};
use crate::read::HeaderCell;

/// Spellings of one meaning; the first stands highest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spellings {
    seen: Vec<String>,
    memory: Vec<String>,
}

impl Spellings {
    /// The keys of all spellings, the seen ones first.
    pub fn folded(&self) -> impl Iterator<Item = (String, Confidence)> + '_ {
        let seen = self.seen.iter().map(|text| (fold(text), Confidence::Seen));
        seen.chain(self.memory.iter().map(|text| (fold(text), Confidence::Memory)))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "names the kind of log for readers of the file")]
    log: String,
    columns: BTreeMap<String, Spellings>,
    known: Spellings,
    personal: Spellings,
    values: BTreeMap<String, BTreeMap<String, Spellings>>,
    headings: Headings,
    rows: Rows,
    cells: Cells,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    abbreviations: BTreeMap<String, String>,
    telling: Vec<String>,
    expected: Vec<String>,
    actual: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    total: Vec<String>,
    signature: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    blank: Vec<String>,
}

/// A column name that the dictionary knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnEntry {
    pub field: CanonicalField,
    /// Lower wins when a file has several columns of one field.
    pub rank: usize,
    pub confidence: Confidence,
}

/// Words in brackets behind a heading, folded.
#[derive(Debug)]
pub struct Notes {
    /// Make it another column, whatever it is.
    pub telling: Vec<String>,
    /// Say nothing new of a due date, and that any other date is only planned.
    pub expected: Vec<String>,
    /// The reverse.
    pub actual: Vec<String>,
}

impl Notes {
    /// Whether a column with this note is still of the field that its name means.
    pub fn allow(&self, field: CanonicalField, note: &str) -> bool {
        let says = |words: &[String]| words.iter().any(|words| says(note, words));
        let is_due = matches!(field, CanonicalField::DueAt | CanonicalField::NewDueAt);
        let contrary = if is_due { &self.actual } else { &self.expected };
        !says(&self.telling) && !says(contrary)
    }

    /// Whether a heading says that its dates are expected ones.
    pub fn is_expected(&self, heading: &str) -> bool {
        self.expected.iter().any(|words| says(heading, words))
    }
}

/// Everything the program knows about spellings without a profile.
#[derive(Debug)]
pub struct Dictionary {
    pub columns: BTreeMap<String, ColumnEntry>,
    pub known: HashSet<String>,
    pub personal: HashSet<String>,
    /// Field name → folded spelling → canonical value name.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Folded words that headings write short → the words, folded.
    pub abbreviations: BTreeMap<String, String>,
    /// Notes in brackets that make a heading another one.
    pub notes: Notes,
    /// Folded beginnings of total rows.
    pub total_labels: Vec<String>,
    /// Folded beginnings of signature blocks.
    pub signature_labels: Vec<String>,
    /// Cells that count as blank, as they are written.
    pub blank_cells: Vec<String>,
}

static DICTIONARY: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::parse(include_str!("../../data/dictionary/dossiers.toml")));

impl Dictionary {
    /// The dictionary built into the program.
    pub fn built_in() -> &'static Self {
        &DICTIONARY
    }

    /// Whether a header names personal data. The spellings of the dictionary go before the stems, and
    /// so does what another dictionary knows; what nothing knows under a merged cell that names a
    /// person is that person's.
    pub fn is_personal(&self, header: &HeaderCell, is_known_there: impl Fn(&str) -> bool) -> bool {
        if header.name.is_empty() {
            return false;
        }
        let key = fold(&header.name);
        if self.personal.contains(&key) {
            return true;
        }
        let is_known = |key: &str| {
            self.columns.contains_key(key) || self.known.contains(key) || is_known_there(key)
        };
        if is_known(&key) {
            return false;
        }
        let of_group = || {
            let group = header.group.as_deref().filter(|group| !is_known(&fold(group)));
            group.is_some_and(|group| self.is_personal_name(group))
        };
        is_personal_heading(&header.name) || of_group()
    }

    fn is_personal_name(&self, name: &str) -> bool {
        self.personal.contains(&fold(name)) || is_personal_heading(name)
    }

    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in dictionary is valid TOML");
        let mut columns = BTreeMap::new();
        for (name, spellings) in &file.columns {
            let field = CanonicalField::from_name(name).expect("the dictionary names known fields");
            for (rank, (spelling, confidence)) in spellings.folded().enumerate() {
                columns.insert(spelling, ColumnEntry { field, rank, confidence });
            }
        }
        let values = file.values.iter().map(|(field, values)| {
            let spellings = values.iter().flat_map(|(value, spellings)| {
                spellings.folded().map(move |(spelling, _)| (spelling, value.clone()))
            });
            (field.clone(), spellings.collect())
        });
        let folded = |texts: &[String]| texts.iter().map(|text| fold(text)).collect();
        let short = file.headings.abbreviations.iter();
        Self {
            columns,
            abbreviations: short.map(|(short, long)| (fold(short), fold(long))).collect(),
            notes: Notes {
                telling: folded(&file.headings.telling),
                expected: folded(&file.headings.expected),
                actual: folded(&file.headings.actual),
            },
            known: file.known.folded().map(|(spelling, _)| spelling).collect(),
            personal: file.personal.folded().map(|(spelling, _)| spelling).collect(),
            values: values.collect(),
            total_labels: folded(&file.rows.total),
            signature_labels: folded(&file.rows.signature),
            blank_cells: file.cells.blank,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Dictionary, File};
    use crate::domain::fold;
    use crate::domain::{
        CanonicalField, CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status,
    };

    #[test]
    fn no_spelling_has_two_meanings() {
        let text = include_str!("../../data/dictionary/dossiers.toml");
        let file: File = toml::from_str(text).expect("valid");
        let mut meaning: HashMap<String, String> = HashMap::new();
        let named = file.columns.iter().map(|(name, spellings)| (name.as_str(), spellings));
        for (name, spellings) in named.chain([("known", &file.known), ("personal", &file.personal)])
        {
            for (spelling, _) in spellings.folded() {
                if let Some(other) = meaning.insert(spelling.clone(), name.to_owned()) {
                    assert_eq!(other, name, "`{spelling}` means two things");
                }
            }
        }
        for (field, values) in &file.values {
            let mut meaning: HashMap<String, &str> = HashMap::new();
            for (value, spellings) in values {
                for (spelling, _) in spellings.folded() {
                    let other = meaning.insert(spelling.clone(), value);
                    assert!(other.is_none_or(|o| o == value), "{field}: `{spelling}`");
                }
            }
        }
    }

    #[test]
    fn every_value_name_is_canonical() {
        let dictionary = Dictionary::built_in();
        for (field, values) in &dictionary.values {
            for value in values.values() {
                let known = match field.as_str() {
                    "channel" => Channel::from_name(value).is_some(),
                    "status" => Status::from_name(value).is_some(),
                    "rating" => Rating::from_name(value).is_some(),
                    "service_level" => ServiceLevel::from_name(value).is_some(),
                    "result_digitised" | "input_digitised" | "reused" | "paid_online" | "flag" => {
                        Flag::from_name(value).is_some()
                    }
                    _ => false,
                };
                assert!(known, "{field} = {value}");
            }
        }
        for field in CanonicalField::REQUIRED {
            assert!(dictionary.columns.values().any(|entry| entry.field == field));
        }
        assert!(dictionary.personal.contains(&fold("Số điện thoại")));
    }
}
