//! Cells of a closed list → canonical values, remembering the spellings nobody has mapped.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use super::intern::Interner;
use super::kind::{FieldType, LogKind};
use super::kinds::DOSSIERS;
use super::profile::Profile;
use super::profile_file::LogProfile;
use super::row::is_blank_word;
use crate::domain::fold;
use crate::domain::{CanonicalValue, Channel, Dimension, Rating, Status};
use crate::read::Position;

/// The spellings of one field: the profile's if it lists any, else the dictionary's.
#[derive(Debug, Clone, Copy)]
pub struct ValueMap<'a> {
    spellings: Option<&'a BTreeMap<String, String>>,
    /// Where a spelling is looked for that is not among them.
    common: Option<&'a BTreeMap<String, String>>,
}

impl<'a> ValueMap<'a> {
    /// That of a field of any kind: what flags have in common goes behind what a flag has of its own.
    pub fn of_kind<F>(
        kind: &'static LogKind,
        field: &str,
        profile: Option<&'a LogProfile<F>>,
    ) -> Self {
        let own = profile.and_then(|profile| profile.values.get(field));
        let rule = kind.field(field);
        let is_flag = rule.is_some_and(|rule| rule.kind == FieldType::Flag) && own.is_none();
        Self {
            spellings: own.or_else(|| rule.map(|rule| &rule.spellings)),
            common: is_flag.then_some(&kind.flags),
        }
    }

    pub fn new(field: &str, profile: Option<&'a Profile>) -> Self {
        Self::of_kind(&DOSSIERS, field, profile)
    }

    /// The same of a column that may say yes or no, whatever its field is.
    pub fn of_flag(field: &str, profile: Option<&'a Profile>) -> Self {
        let is_own = profile.is_some_and(|profile| profile.values.contains_key(field));
        let common = (!is_own).then_some(&DOSSIERS.flags);
        Self { common, ..Self::new(field, profile) }
    }

    /// A field's own list in the dictionary, whatever a profile says.
    pub fn of_dictionary(field: &str) -> Self {
        Self { common: None, ..Self::new(field, None) }
    }

    /// The name of the value of a spelling, if it is mapped.
    pub fn name(self, spelling: &str) -> Option<&'a str> {
        let key = fold(spelling);
        let mut lists = [self.spellings, self.common].into_iter().flatten();
        lists.find_map(|list| list.get(&key)).map(String::as_str)
    }

    /// The canonical value of a spelling, if it is mapped.
    pub fn value<V: CanonicalValue>(self, spelling: &str) -> Option<V> {
        V::from_name(self.name(spelling)?)
    }
}

/// The canonical name of a spelling of channel, status or rating, for filters.
pub fn canonical_name(
    dimension: Dimension,
    spelling: &str,
    profile: Option<&Profile>,
) -> Option<&'static str> {
    fn name<V: CanonicalValue>(map: ValueMap<'_>, spelling: &str) -> Option<&'static str> {
        V::from_name(spelling).or_else(|| map.value(spelling)).map(CanonicalValue::name)
    }
    let map = ValueMap::new(dimension.name(), profile);
    match dimension {
        Dimension::Channel => name::<Channel>(map, spelling),
        Dimension::Status => name::<Status>(map, spelling),
        Dimension::Rating => name::<Rating>(map, spelling),
        _ => None,
    }
}

/// One column of canonical values, as one thread reads it.
#[derive(Debug)]
pub struct ValueColumn<'a, V> {
    map: ValueMap<'a>,
    interner: Interner,
    /// By code of the spelling: its value if mapped, and how many rows have it.
    known: Vec<(Option<V>, u64)>,
    /// Rows whose cell is blank, and the first of them: most rows of most logs have no rating.
    blank: Option<(Position, u64)>,
    value: PhantomData<V>,
}

impl<'a, V: CanonicalValue> ValueColumn<'a, V> {
    pub fn new(map: ValueMap<'a>) -> Self {
        Self {
            map,
            interner: Interner::default(),
            known: Vec::new(),
            blank: None,
            value: PhantomData,
        }
    }

    /// The value of a cell; unknown when the spelling is not mapped.
    #[inline(always)]
    pub fn read(&mut self, cell: &[u8], at: Position) -> V {
        if cell.is_empty() {
            let (first, rows) = self.blank.unwrap_or((at, 0));
            self.blank = Some((first.min(at), rows + 1));
            return V::UNKNOWN;
        }
        let code = self.interner.code(cell, at) as usize;
        if code == self.known.len() {
            self.learn(cell);
        }
        match self.known.get_mut(code) {
            Some((value, rows)) => {
                *rows += 1;
                value.unwrap_or(V::UNKNOWN)
            }
            None => V::UNKNOWN,
        }
    }

    /// A spelling that is met for the first time.
    #[cold]
    fn learn(&mut self, cell: &[u8]) {
        let value = self.map.value(&String::from_utf8_lossy(cell));
        self.known.push((value, 0));
    }

    /// What a cell means, without remembering it: for columns whose cells hardly repeat.
    pub fn meaning(&self, cell: &[u8]) -> Option<V> {
        self.map.value(&String::from_utf8_lossy(cell))
    }

    pub fn start_chunk(&mut self) {
        self.interner.start_chunk();
    }

    /// All spellings with what they mean and their number of rows; the blank one means nothing.
    pub fn spellings(&self) -> impl Iterator<Item = (&[u8], Option<V>, u64)> {
        let blank = self.blank.map(|(_, rows)| (&[][..], None, rows));
        let spellings = self.interner.iter().zip(&self.known);
        blank.into_iter().chain(spellings.map(|((text, _), (value, rows))| (text, *value, *rows)))
    }

    /// The spellings that are not mapped, the blank one among them, with first place and number of
    /// rows.
    pub fn unmapped(&self) -> impl Iterator<Item = (&[u8], Position, u64)> {
        let blank = self.blank.map(|(first, rows)| (&[][..], first, rows));
        let spellings = self.interner.iter().zip(&self.known);
        let unmapped = spellings.filter_map(|((spelling, first), (value, rows))| {
            let spelling = if is_blank_word(spelling) { &[] } else { spelling };
            value.is_none().then_some((spelling, first, *rows))
        });
        blank.into_iter().chain(unmapped)
    }
}
