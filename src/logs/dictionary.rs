//! The built-in spellings of a small log: `data/dictionary/<log>.toml`, folded for look-ups.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::schema::{FieldKind, LogSchema};
use crate::columns::Spellings;
use crate::columns::{LogProfile, ProfileError, ProfileSchema};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    log: String,
    columns: BTreeMap<String, Spellings>,
    known: Spellings,
    personal: Spellings,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, Spellings>>,
}

/// What a header means.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// Place of the field in its schema.
    pub field: usize,
    /// Lower wins when several columns mean one field.
    pub rank: usize,
}

/// Everything the program knows about the spellings of one log without a profile.
#[derive(Debug)]
pub struct LogDictionary {
    /// Folded header → field.
    pub columns: BTreeMap<String, Claim>,
    /// Folded headers that tell a header row and mean nothing.
    pub known: HashSet<String>,
    /// Folded headers of personal data, beside those of dossier logs.
    pub personal: HashSet<String>,
    /// Field, or `yes_no` for all flags → folded spelling → name of the value.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// The list that flags without one of their own take.
pub const FLAGS: &str = "yes_no";

impl LogDictionary {
    /// The dictionary of a log. Read anew each time: a run reads one small log, or a few.
    #[expect(clippy::expect_used, reason = "the files are compiled in and parsed by a test")]
    pub fn of(schema: &LogSchema) -> Self {
        Self::parse(schema).expect("a built-in dictionary is valid")
    }

    /// The folded headings that are not personal here.
    pub fn not_personal(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().chain(&self.known).map(String::as_str)
    }

    fn parse(schema: &LogSchema) -> Result<Self, String> {
        let file: File = toml::from_str(schema.dictionary).map_err(|error| error.to_string())?;
        if file.log != schema.name {
            return Err(format!("`{}` is not `{}`", file.log, schema.name));
        }
        let mut columns = BTreeMap::new();
        for (name, spellings) in &file.columns {
            let field = schema.place(name).ok_or_else(|| format!("no field `{name}`"))?;
            for (rank, (spelling, _)) in spellings.folded().enumerate() {
                columns.insert(spelling, Claim { field, rank });
            }
        }
        let keys = |spellings: &Spellings| spellings.folded().map(|(key, _)| key).collect();
        let values = file.values.iter().map(|(field, values)| {
            let spellings = values.iter().flat_map(|(value, spellings)| {
                spellings.folded().map(move |(spelling, _)| (spelling, value.clone()))
            });
            (field.clone(), spellings.collect())
        });
        Ok(Self {
            columns,
            known: keys(&file.known),
            personal: keys(&file.personal),
            values: values.collect(),
        })
    }
}

impl LogSchema {
    /// Reads and checks a profile of such a log.
    pub(super) fn profile(&self, file: &str, text: &str) -> Result<LogProfile, ProfileError> {
        let dictionary = LogDictionary::of(self);
        let values = self.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Values(names) => Some((field.name, names.to_vec())),
            FieldKind::Text | FieldKind::Date => None,
        });
        let required = self.fields.iter().filter(|field| field.is_required);
        let schema = ProfileSchema {
            log: self.name,
            is_default: false,
            fields: self.fields.iter().map(|field| field.name).collect(),
            required: required.map(|field| field.name).collect(),
            values: values.collect(),
            personal: Some(&dictionary.personal),
            known: dictionary.not_personal().collect(),
        };
        <LogProfile>::parse(file, text, &schema)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FLAGS, File, LogDictionary};
    use crate::columns::Dictionary;
    use crate::logs::schema::YES_NO;
    use crate::logs::{FieldKind, SCHEMAS};

    #[test]
    fn every_dictionary_is_read_and_no_spelling_has_two_meanings() {
        for schema in SCHEMAS {
            LogDictionary::parse(schema).expect(schema.name);
            let file: File = toml::from_str(schema.dictionary).expect("valid");
            let named = file.columns.iter().map(|(name, list)| (name.as_str(), list));
            let mut meaning: BTreeMap<String, &str> = BTreeMap::new();
            let others = [("known", &file.known), ("personal", &file.personal)];
            for (name, list) in named.chain(others) {
                for (key, _) in list.folded() {
                    let other = meaning.insert(key.clone(), name);
                    assert!(other.is_none_or(|other| other == name), "{}: `{key}`", schema.name);
                    let is_personal = Dictionary::built_in().personal.contains(&key);
                    assert!(!is_personal || name == "personal", "{}: `{key}`", schema.name);
                }
            }
        }
    }

    #[test]
    fn every_field_has_a_header_and_every_value_a_spelling() {
        for schema in SCHEMAS {
            let file: File = toml::from_str(schema.dictionary).expect("valid");
            let dictionary = LogDictionary::of(schema);
            for field in schema.fields {
                assert!(file.columns.contains_key(field.name), "{}: {}", schema.name, field.name);
                let FieldKind::Values(names) = field.kind else { continue };
                let list = if field.kind == YES_NO { FLAGS } else { field.name };
                let spellings = dictionary.values.get(list).expect(field.name);
                let spelled: Vec<&str> = spellings.values().map(String::as_str).collect();
                assert!(names.iter().all(|name| spelled.contains(name)), "{}", field.name);
                assert!(spelled.iter().all(|name| names.contains(name)), "{}", field.name);
            }
        }
    }
}
