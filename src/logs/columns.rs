//! Headers of one file → which column is which field of a small log.

use std::collections::{BTreeMap, HashMap};

use super::dictionary::{Claim, FLAGS, LogDictionary};
use super::schema::{FieldKind, LogSchema, YES_NO};
use crate::columns::{Dictionary, LONGEST_HEADING, LogProfile, readings};
use crate::domain::{fold, says};
use crate::read::{HeaderCell, HeaderVocabulary, Layout, Meaning};

/// The names in force for a run: the profile's if there is one, else the dictionary's.
pub struct LogVocabulary<'a> {
    pub schema: &'static LogSchema,
    profile: Option<&'a LogProfile>,
    dictionary: LogDictionary,
    claims: HashMap<String, Vec<Claim>>,
}

/// A field's own name wins over every spelling.
const OWN: usize = 0;

/// Meanings above this are columns that no field needs; they still tell a header from a title.
const FIRST_OTHER_MEANING: u32 = 1_000;

impl<'a> LogVocabulary<'a> {
    pub fn new(schema: &'static LogSchema, profile: Option<&'a LogProfile>) -> Self {
        let dictionary = LogDictionary::of(schema);
        let mut claims: HashMap<String, Vec<Claim>> = HashMap::new();
        if let Some(profile) = profile {
            for (name, headers) in &profile.columns {
                let Some(field) = schema.place(name) else { continue };
                for (rank, header) in headers.iter().enumerate() {
                    claims.entry(fold(header)).or_default().push(Claim { field, rank });
                }
            }
        } else {
            for (header, claim) in &dictionary.columns {
                claims.entry(header.clone()).or_default().push(*claim);
            }
            // A file made for this program heads its columns with the names of the fields.
            for (field, rule) in schema.fields.iter().enumerate() {
                claims.entry(fold(rule.name)).or_insert_with(|| vec![Claim { field, rank: OWN }]);
            }
        }
        Self { schema, profile, dictionary, claims }
    }

    /// The fields a header means. The merged cell over it decides first, then the name alone.
    fn claims(&self, header: &HeaderCell) -> &[Claim] {
        let under_group =
            header.group.as_ref().and_then(|_| self.claims.get(&fold(&header.label())));
        let as_it_stands = under_group.or_else(|| self.claims.get(&fold(&header.name)));
        as_it_stands.or_else(|| self.decorated(header)).map_or(&[], Vec::as_slice)
    }

    /// The fields of a name that has marks, numbers or notes around it.
    fn decorated(&self, header: &HeaderCell) -> Option<&Vec<Claim>> {
        let is_known = self.is_personal(header)
            || self.dictionary.known.contains(&fold(&header.name))
            || header.name.len() > LONGEST_HEADING;
        let telling = &Dictionary::built_in().notes.telling;
        let is_plain = |note: &String| telling.iter().all(|words| !says(note, words));
        let mut readings = if is_known { Vec::new() } else { readings(&header.name) };
        readings.retain(|reading| reading.notes.iter().all(is_plain));
        readings.iter().find_map(|reading| self.claims.get(&reading.key))
    }

    fn is_personal(&self, header: &HeaderCell) -> bool {
        let is_own = |key: &str| self.schema.fields.iter().any(|field| fold(field.name) == key);
        let is_known = |key: &str| {
            self.dictionary.columns.contains_key(key)
                || self.dictionary.known.contains(key)
                || is_own(key)
        };
        self.dictionary.personal.contains(&fold(&header.name))
            || Dictionary::built_in().is_personal(header, is_known)
    }

    /// The name of the value that a spelling means.
    pub fn value(&self, field: usize, spelling: &str) -> Option<&'static str> {
        let rule = self.schema.fields.get(field)?;
        let FieldKind::Values(names) = rule.kind else { return None };
        let own = self.profile.and_then(|profile| profile.values.get(rule.name));
        let list = if rule.kind == YES_NO { FLAGS } else { rule.name };
        let spellings = own.or_else(|| self.dictionary.values.get(list))?;
        let key = fold(spelling);
        // The names themselves are what files written for this program hold.
        let value = spellings.get(&key).unwrap_or(&key);
        names.iter().copied().find(|name| name == value)
    }
}

impl HeaderVocabulary for LogVocabulary<'_> {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        if header.name.is_empty() {
            return None;
        }
        let is_required =
            |claim: &Claim| self.schema.fields.get(claim.field).is_some_and(|f| f.is_required);
        let claims = self.claims(header);
        let best = claims.iter().find(|claim| is_required(claim)).or_else(|| claims.first());
        if let Some(claim) = best {
            let id = u32::try_from(claim.field).ok()?;
            return Some(Meaning { id, is_required: is_required(claim) });
        }
        let key = fold(&header.name);
        let is_personal = self.dictionary.personal.contains(&key)
            || Dictionary::built_in().personal.contains(&key);
        if is_personal || self.dictionary.known.contains(&key) {
            // Any number that differs from name to name will do.
            let id = xxhash_rust::xxh3::xxh3_64(key.as_bytes()) % (1 << 30);
            let id = u32::try_from(id).ok()?;
            return Some(Meaning { id: id + FIRST_OTHER_MEANING, is_required: false });
        }
        None
    }

    fn required(&self) -> usize {
        self.schema.required()
    }

    fn missing(&self, found: &[Meaning]) -> String {
        let is_found =
            |place: usize| found.iter().any(|m| usize::try_from(m.id).is_ok_and(|id| id == place));
        let fields = self.schema.fields.iter().enumerate();
        let missing = fields.filter(|(place, field)| field.is_required && !is_found(*place));
        missing.map(|(_, field)| field.name).collect::<Vec<_>>().join(", ")
    }
}

/// What a column that is not read is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    Personal,
    /// Nobody knows it, or it repeats another.
    Unknown,
}

/// The columns of one file.
pub struct Columns {
    /// Place of the field → column, from 0, and its header.
    fields: BTreeMap<usize, (usize, String)>,
    /// Columns with a name that are not read.
    pub unread: Vec<(String, Unread)>,
}

impl Columns {
    pub fn new(layout: &Layout, vocabulary: &LogVocabulary<'_>) -> Self {
        let mut chosen: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (column, header) in layout.headers.iter().enumerate() {
            if header.name.is_empty() || vocabulary.is_personal(header) {
                continue;
            }
            for claim in vocabulary.claims(header) {
                if chosen.get(&claim.field).is_none_or(|(_, rank)| claim.rank < *rank) {
                    chosen.insert(claim.field, (column, claim.rank));
                }
            }
        }
        let label = |column: usize| layout.headers.get(column).map(HeaderCell::label);
        let used: Vec<usize> = chosen.values().map(|(column, _)| *column).collect();
        let named = layout.headers.iter().enumerate().filter(|(_, header)| !header.name.is_empty());
        let unread =
            named.filter(|(column, _)| !used.contains(column)).filter_map(|(_, header)| {
                if vocabulary.is_personal(header) {
                    return Some((header.label(), Unread::Personal));
                }
                let is_known = vocabulary.dictionary.known.contains(&fold(&header.name));
                (!is_known).then(|| (header.label(), Unread::Unknown))
            });
        let unread = unread.collect();
        let fields = chosen
            .into_iter()
            .map(|(field, (column, _))| (field, (column, label(column).unwrap_or_default())));
        Self { fields: fields.collect(), unread }
    }

    /// The column of a field, from 0.
    pub fn column(&self, field: usize) -> Option<usize> {
        self.fields.get(&field).map(|(column, _)| *column)
    }

    /// The header over a field; the field's own name where the file has no such column.
    pub fn label(&self, field: usize) -> Option<&str> {
        self.fields.get(&field).map(|(_, label)| label.as_str())
    }

    /// The fields that the file has.
    pub fn present(&self) -> impl Iterator<Item = usize> + '_ {
        self.fields.keys().copied()
    }
}
