//! Cells of a closed list → canonical values, remembering the spellings nobody has mapped.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use super::intern::Interner;
use super::kind::{FieldType, LogKind};
use super::kinds::DOSSIERS;
use super::mark_cell::MarkCell;
use super::profile::Profile;
use super::profile_file::LogProfile;
use super::row::is_blank_word;
use super::scale::{ScaleSet, Scales};
use crate::domain::fold;
use crate::domain::{CanonicalValue, Channel, Dimension, Rating, Status};
use crate::read::Position;

/// The spellings of one field: the profile's if it lists any, else the dictionary's.
#[derive(Debug, Clone, Copy)]
pub struct ValueMap<'a> {
    spellings: Option<&'a BTreeMap<String, String>>,
    /// Where a spelling is looked for that is not among them.
    common: Option<&'a BTreeMap<String, String>>,
    /// Nothing where the values are no ratings, or a profile says what their words mean.
    scales: Option<&'static Scales>,
    are_ratings: bool,
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
        let are_ratings = rule.is_some_and(|rule| rule.kind == FieldType::Rating);
        Self {
            spellings: own.or_else(|| rule.map(|rule| &rule.spellings)),
            common: is_flag.then_some(&kind.flags),
            scales: (are_ratings && own.is_none()).then(Scales::built_in),
            are_ratings,
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

    /// The scales in which a spelling that is mapped stands.
    pub fn scales(self, spelling: &str) -> ScaleSet {
        self.scales.map_or(ScaleSet::ALL, |scales| scales.of(spelling))
    }

    /// Whether a cell says as little as a blank one.
    pub fn says_nothing(self, spelling: &str) -> bool {
        is_blank_word(spelling.as_bytes())
            || (self.are_ratings
                && Scales::built_in().is_unrated(spelling)
                && self.name(spelling).is_none())
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

/// A spelling that was met.
#[derive(Debug, Clone, Copy)]
struct KnownSpelling<V> {
    /// Nothing where it is not mapped.
    value: Option<V>,
    scales: ScaleSet,
    says_nothing: bool,
    rows: u64,
}

/// A cell, and in which scales its word stands: in none where it is not mapped.
pub type OnScale<V> = (MarkCell<V>, ScaleSet);

/// One column of canonical values, as one thread reads it.
#[derive(Debug)]
pub struct ValueColumn<'a, V> {
    map: ValueMap<'a>,
    interner: Interner,
    /// By code of the spelling.
    known: Vec<KnownSpelling<V>>,
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
        self.known(cell, at).and_then(|known| known.value).unwrap_or(V::UNKNOWN)
    }

    /// The same of values whose words stand in scales.
    #[inline(always)]
    pub fn read_on_scale(&mut self, cell: &[u8], at: Position) -> OnScale<V> {
        if cell.is_empty() {
            self.read(cell, at);
            return (MarkCell::Blank, ScaleSet::NONE);
        }
        match self.known(cell, at) {
            Some(KnownSpelling { value: Some(value), scales, .. }) => {
                (MarkCell::Says(value), scales)
            }
            Some(KnownSpelling { says_nothing: false, .. }) => (MarkCell::Unmapped, ScaleSet::NONE),
            _ => (MarkCell::Blank, ScaleSet::NONE),
        }
    }

    /// A spelling, met once more.
    #[inline(always)]
    fn known(&mut self, cell: &[u8], at: Position) -> Option<KnownSpelling<V>> {
        let code = self.interner.code(cell, at) as usize;
        if code == self.known.len() {
            self.learn(cell);
        }
        let known = self.known.get_mut(code)?;
        known.rows += 1;
        Some(*known)
    }

    /// A spelling that is met for the first time.
    #[cold]
    fn learn(&mut self, cell: &[u8]) {
        let text = String::from_utf8_lossy(cell);
        let value = self.map.value(&text);
        let scales = if value.is_some() { self.map.scales(&text) } else { ScaleSet::NONE };
        let says_nothing = self.map.says_nothing(&text);
        self.known.push(KnownSpelling { value, scales, says_nothing, rows: 0 });
    }

    /// Words that are not of the scale of the column are not mapped.
    pub fn keep_to(&mut self, scale: ScaleSet) {
        for known in self.known.iter_mut().filter(|known| !known.scales.is_of(scale)) {
            known.value = None;
        }
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
        let told =
            |((text, _), known): ((_, _), &KnownSpelling<V>)| (text, known.value, known.rows);
        blank.into_iter().chain(spellings.map(told))
    }

    /// How many rows have a word of so many scales, where it is mapped.
    pub fn rows_on_scales(&self) -> impl Iterator<Item = (ScaleSet, u64)> {
        let mapped = self.known.iter().filter(|known| known.value.is_some());
        mapped.map(|known| (known.scales, known.rows))
    }

    /// The spellings that are not mapped, the blank one among them, with first place and number of
    /// rows.
    pub fn unmapped(&self) -> impl Iterator<Item = (&[u8], Position, u64)> {
        let blank = self.blank.map(|(first, rows)| (&[][..], first, rows));
        let spellings = self.interner.iter().zip(&self.known);
        let unmapped = spellings.filter_map(|((spelling, first), known)| {
            let spelling = if known.says_nothing { &[] } else { spelling };
            known.value.is_none().then_some((spelling, first, known.rows))
        });
        blank.into_iter().chain(unmapped)
    }
}
