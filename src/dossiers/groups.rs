//! Spellings of the text dimensions → named groups.
//!
//! In: the distinct texts of every loaded dimension and the codes of all rows. Out: groups, and the
//! number of each row's group. Which texts are one place is asked of [`super::units`]. Must not know:
//! threads, cells.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::columns::Columns;
use super::combine::ColumnCombinations;
use super::eras::Era;
use super::expected_names::{NamedUnits, ROSTER_DIMENSIONS};
use super::group_names::{Bearer, distinct_names};
use super::group_texts::Spellings;
use super::table::Group;
use crate::domain::fold;
use crate::domain::{Day, Dimension, REORGANISATION, UnitsBasis, vietnamese_order};
use crate::read::Position;
use crate::units::{
    GroupKey, Places, ProvincesOfUnits, RosterEntry, UnitDoubt, UnitInProvince, WrittenPlace,
    contexts,
};

/// What the groups are made for.
pub struct Naming<'a> {
    /// The dimensions that were loaded, in the order of the key columns.
    pub loaded: &'a [Dimension],
    /// Those that groups are asked for.
    pub wanted: &'a [Dimension],
    pub basis: UnitsBasis,
    /// The units that have to report; none when no list was given.
    pub roster: &'a [RosterEntry],
    /// First and last day of the log; nothing when it has no dossier.
    pub days: Option<(Day, Day)>,
    /// The day whose names and districts are told; the last of the log unless one is asked for.
    pub day: Option<Day>,
    /// On which side of the reorganisation the exports were made.
    pub era: Era,
}

/// A text that the register of units leaves in doubt.
#[derive(Debug)]
pub struct DoubtfulText {
    pub dimension: Dimension,
    pub text: String,
    pub first: Position,
    pub dossiers: u64,
    pub doubt: UnitDoubt,
}

/// The groups of every wanted dimension.
#[derive(Debug, Default)]
pub struct NamedGroups {
    pub groups: BTreeMap<Dimension, Vec<Group>>,
    pub doubts: Vec<DoubtfulText>,
    /// The units of the roster, in its order.
    pub roster: Vec<ExpectedUnit>,
}

/// A unit that has to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedUnit {
    pub name: String,
    /// Its groups in the log, by number; none where no dossier belongs to it.
    pub groups: Vec<(Dimension, u32)>,
    /// The names of the groups, where they are several units and nobody can tell which is meant.
    pub unclear: Vec<String>,
}

impl ExpectedUnit {
    /// Whether it can be told that no dossier belongs to it.
    pub const fn is_silent(&self) -> bool {
        self.groups.is_empty() && self.unclear.is_empty()
    }
}

/// Spellings → groups, and the codes of all rows, numbered by [`super::group_texts::number_spellings`], →
/// group numbers, one key column per wanted dimension. Combinations with one key are one group, named by
/// the spelling most dossiers have (ties: the first in reading order), in Vietnamese order, the nameless
/// group last.
pub fn name_groups(
    naming: &Naming<'_>,
    segments: &mut [Columns],
    spellings: &[Spellings],
) -> NamedGroups {
    let of_dimension: BTreeMap<Dimension, &Spellings> =
        naming.loaded.iter().copied().zip(spellings).collect();
    let needs_places = naming.wanted.iter().any(|dimension| !contexts(*dimension).is_empty());
    let era = naming.era;
    let places = naming.days.filter(|_| needs_places).map(|(first, last)| {
        // The day of an export may lie behind all that it tells.
        let last = if era == Era::Before { last } else { last.max(REORGANISATION) };
        let texts = of_dimension.iter().map(|(dimension, spellings)| {
            let of_roster = naming.roster.iter().map(|entry| entry.text(*dimension).to_owned());
            (*dimension, spellings.texts().into_iter().chain(of_roster).collect())
        });
        let told = told_provinces(naming.loaded, segments, &of_dimension);
        let day = naming.day.unwrap_or(last);
        Places::new(texts.collect(), told, (first, last), naming.basis, day)
    });
    let mut named = NamedGroups::default();
    let mut columns: Vec<Vec<Vec<u32>>> = Vec::new();
    for dimension in naming.wanted {
        let Some(own) = of_dimension.get(dimension) else { continue };
        let (combined, sources) = combine(naming.loaded, *dimension, segments, &of_dimension, era);
        let keyed = |codes: &Vec<u32>| {
            let is_since = era == Era::Since || (era == Era::Both && codes.last() == Some(&1));
            let written = WrittenPlace { sources: &sources, codes, is_since };
            match &places {
                Some(places) if !contexts(*dimension).is_empty() => {
                    places.keyed(*dimension, written)
                }
                _ => as_written(codes.first().map_or("", |code| own.text(*code))),
            }
        };
        let keyed: Vec<GroupKey> = combined.all.iter().map(keyed).collect();
        let assembly = Assembly { combined: &combined, rows: combined.rows(), own };
        named.doubts.extend(assembly.doubts(*dimension, &keyed));
        let (groups, number_of) = assembly.groups(keyed);
        named.groups.insert(*dimension, groups);
        columns.push(combined.renumbered(&number_of));
    }
    named.roster = expected(naming, &of_dimension, places.as_ref(), &named.groups);
    for (part, segment) in segments.iter_mut().enumerate() {
        let of_part = columns.iter_mut().filter_map(|column| column.get_mut(part));
        segment.keys = of_part.map(std::mem::take).collect();
    }
    named
}

/// The provinces that a column names beside the units, or else beside the communes.
fn told_provinces(
    loaded: &[Dimension],
    segments: &[Columns],
    spellings: &BTreeMap<Dimension, &Spellings>,
) -> ProvincesOfUnits {
    let filled = |dimension: &Dimension| spellings.get(dimension).filter(|own| !own.is_blank());
    let units = ROSTER_DIMENSIONS.into_iter().find_map(|d| Some((d, filled(&d)?)));
    let (Some((dimension, units)), Some(provinces)) = (units, filled(&Dimension::Province)) else {
        return ProvincesOfUnits::default();
    };
    let [of_units, of_provinces] =
        [dimension, Dimension::Province].map(|wanted| key_columns(loaded, wanted, segments));
    let combined =
        ColumnCombinations::new(&of_units, units.len()).with(&of_provinces, provinces.len());
    let pairs = combined.all.iter().zip(combined.rows()).filter_map(|(codes, dossiers)| {
        let [unit, province] = codes.as_slice() else { return None };
        let (unit, province) = (units.text(*unit), provinces.text(*province));
        Some(UnitInProvince { unit, province, dossiers })
    });
    ProvincesOfUnits::new(pairs)
}

/// The codes of a dimension's spellings, part by part.
fn key_columns<'a>(
    loaded: &[Dimension],
    dimension: Dimension,
    segments: &'a [Columns],
) -> Vec<&'a [u32]> {
    let place = loaded.iter().position(|loaded| *loaded == dimension);
    let codes = |part: &'a Columns| place.and_then(|place| part.keys.get(place));
    segments.iter().map(|part| codes(part).map_or(&[][..], Vec::as_slice)).collect()
}

/// The units of the roster with their groups. Their texts follow those of the log, so that a name means
/// the same in both.
fn expected(
    naming: &Naming<'_>,
    spellings: &BTreeMap<Dimension, &Spellings>,
    places: Option<&Places>,
    groups: &BTreeMap<Dimension, Vec<Group>>,
) -> Vec<ExpectedUnit> {
    let sources = [Dimension::Unit, Dimension::District, Dimension::UnitCode, Dimension::Province];
    let of_unit = |number: u32| {
        let code = |dimension: &Dimension| {
            let of_log = spellings.get(dimension).map_or(0, |spellings| spellings.len());
            u32::try_from(of_log).unwrap_or(u32::MAX).saturating_add(number)
        };
        let codes = sources.each_ref().map(code);
        let written = WrittenPlace { sources: &sources, codes: &codes, is_since: false };
        let since = WrittenPlace { is_since: true, ..written };
        let keys = places.map(|places| [written, since].map(|w| places.keyed(Dimension::Unit, w)));
        let mut own = Vec::new();
        for dimension in ROSTER_DIMENSIONS {
            let groups = groups.get(&dimension).into_iter().flatten().zip(0..);
            let is_own = |group: &Group| {
                keys.iter().flatten().any(|keyed| keyed.key == group.key && !keyed.key.is_empty())
            };
            own.extend(groups.filter(|(group, _)| is_own(group)).map(|(_, n)| (dimension, n)));
        }
        own
    };
    let by_name = NamedUnits::new(naming.roster, groups);
    let entries = naming.roster.iter().zip(0..);
    entries
        .map(|(entry, number)| {
            let own = of_unit(number);
            let (groups, unclear) =
                if own.is_empty() { by_name.groups_of(entry) } else { (own, Vec::new()) };
            ExpectedUnit { name: entry.label(), groups, unclear }
        })
        .collect()
}

/// A text that names no place is its own group.
fn as_written(text: &str) -> GroupKey {
    GroupKey { key: fold(text), is_named_by_text: true, is_comparable: true, ..GroupKey::default() }
}

/// The texts that stand together in rows: of the dimension, of those that help to tell its groups,
/// and, behind them, the side of the reorganisation if exports were made on both.
fn combine<'a>(
    loaded: &[Dimension],
    dimension: Dimension,
    segments: &'a [Columns],
    spellings: &BTreeMap<Dimension, &Spellings>,
    era: Era,
) -> (ColumnCombinations<'a>, Vec<Dimension>) {
    let column = |dimension: Dimension| key_columns(loaded, dimension, segments);
    let size = |dimension: &Dimension| spellings.get(dimension).map_or(0, |own| own.len());
    let mut sources = vec![dimension];
    let mut combined = ColumnCombinations::new(&column(dimension), size(&dimension));
    for context in contexts(dimension) {
        if spellings.get(context).is_some_and(|spellings| !spellings.is_blank()) {
            combined = combined.with(&column(*context), size(context));
            sources.push(*context);
        }
    }
    if era == Era::Both && !contexts(dimension).is_empty() {
        let since = |part: &Columns| part.is_since.iter().copied().map(u32::from).collect();
        let since: Vec<Vec<u32>> = segments.par_iter().map(since).collect();
        combined = combined.with(&since.iter().map(Vec::as_slice).collect::<Vec<_>>(), 2);
    }
    (combined, sources)
}

/// What the combinations of one dimension are made into groups from.
struct Assembly<'a> {
    combined: &'a ColumnCombinations<'a>,
    /// Dossiers of each combination.
    rows: Vec<u64>,
    own: &'a Spellings,
}

impl Assembly<'_> {
    /// The code of a combination's own text.
    fn code(&self, combination: usize) -> u32 {
        let codes = self.combined.all.get(combination);
        codes.and_then(|codes| codes.first()).copied().unwrap_or(0)
    }

    fn dossiers(&self, combination: usize) -> u64 {
        self.rows.get(combination).copied().unwrap_or(0)
    }

    /// The groups in order, and the number of each combination's group.
    #[expect(clippy::cast_possible_truncation, reason = "fewer groups than dossiers")]
    fn groups(&self, keyed: Vec<GroupKey>) -> (Vec<Group>, Vec<u32>) {
        let mut by_key: BTreeMap<String, Vec<(usize, GroupKey)>> = BTreeMap::new();
        for (combination, keyed) in keyed.into_iter().enumerate() {
            if self.dossiers(combination) > 0 {
                by_key.entry(keyed.key.clone()).or_default().push((combination, keyed));
            }
        }
        let named = by_key.into_iter().map(|(key, members)| self.group(key, &members)).collect();
        let mut named = tell_apart(named);
        named.sort_by(|(left, _), (right, _)| order_of_groups(left, right));
        let mut number_of = vec![0; self.combined.all.len()];
        for (number, (_, members)) in named.iter().enumerate() {
            for member in members {
                if let Some(slot) = number_of.get_mut(*member) {
                    *slot = number as u32;
                }
            }
        }
        (named.into_iter().map(|(group, _)| group).collect(), number_of)
    }

    fn group(&self, key: String, members: &[(usize, GroupKey)]) -> (Group, Vec<usize>) {
        let mut weights: BTreeMap<u32, u64> = BTreeMap::new();
        for (combination, keyed) in members {
            if keyed.is_named_by_text {
                *weights.entry(self.code(*combination)).or_default() += self.dossiers(*combination);
            }
        }
        let first = |code: &u32| self.own.first(*code);
        let best = weights
            .iter()
            .max_by_key(|(code, dossiers)| (**dossiers, std::cmp::Reverse(first(code))));
        let by_text = best.map(|(code, _)| self.own.text(*code).to_owned());
        // Combinations are numbered as threads meet them.
        let by_register = || members.iter().filter_map(|(_, keyed)| keyed.name.clone()).min();
        let name = by_text.filter(|name| !name.is_empty()).or_else(by_register);
        let spelt = members.iter().filter(|(_, k)| k.is_named_by_text || k.is_of_another_day);
        let spelt: BTreeSet<u32> = spelt.map(|(combination, _)| self.code(*combination)).collect();
        let spellings = spelt.into_iter().map(|code| fold(self.own.text(code)));
        let mut in_reading_order: Vec<(&u32, &u64)> = weights.iter().collect();
        in_reading_order.sort_by_key(|(code, _)| first(code));
        let written = in_reading_order.into_iter();
        let written = written.map(|(code, dossiers)| (self.own.text(*code).to_owned(), *dossiers));
        let group = Group {
            name: name.filter(|_| !key.is_empty()),
            spellings: spellings.collect(),
            written: written.collect(),
            within: members.iter().filter_map(|(_, keyed)| keyed.within.clone()).min(),
            is_comparable: members.iter().all(|(_, keyed)| keyed.is_comparable),
            key,
        };
        (group, members.iter().map(|(combination, _)| *combination).collect())
    }

    /// Each text in doubt once, with all its dossiers.
    fn doubts(&self, dimension: Dimension, keyed: &[GroupKey]) -> Vec<DoubtfulText> {
        let mut found: BTreeMap<u32, (u64, UnitDoubt)> = BTreeMap::new();
        for (combination, keyed) in keyed.iter().enumerate() {
            if let Some(doubt) = keyed.doubt.clone().filter(|_| self.dossiers(combination) > 0) {
                let entry = found.entry(self.code(combination)).or_insert((0, doubt));
                entry.0 += self.dossiers(combination);
            }
        }
        let doubtful = found.into_iter().filter_map(|(code, (dossiers, doubt))| {
            let first = self.own.first(code)?;
            let text = self.own.text(code).to_owned();
            Some(DoubtfulText { dimension, text, first, dossiers, doubt })
        });
        doubtful.collect()
    }
}

/// Groups of equal names say where they lie; what is still of one name is one group: a table, an archive
/// and a comparison know it by nothing else.
fn tell_apart(named: Vec<(Group, Vec<usize>)>) -> Vec<(Group, Vec<usize>)> {
    let bearer = |(group, _): &(Group, Vec<usize>)| {
        let Group { name, within, key, .. } = group;
        (name.clone().unwrap_or_default(), within.clone(), key.clone())
    };
    let bearers: Vec<_> = named.iter().map(bearer).collect();
    let bearers: Vec<Bearer<'_>> = bearers
        .iter()
        .map(|(name, within, key)| Bearer { name, within: within.as_deref(), key })
        .collect();
    let full_names = distinct_names(&bearers);
    let mut of_name: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut apart: Vec<(Group, Vec<usize>)> = Vec::with_capacity(named.len());
    for ((mut group, members), full) in named.into_iter().zip(full_names) {
        if group.name.as_ref().is_some_and(|name| *name != full) {
            group.spellings.push(fold(&full));
            group.name = Some(full);
        }
        let place = *of_name.entry(group.name.as_deref().map(fold)).or_insert(apart.len());
        match apart.get_mut(place) {
            Some((known, of_known)) => {
                known.take_in(group);
                of_known.extend(members);
            }
            None => apart.push((group, members)),
        }
    }
    apart
}

impl Group {
    /// Another group that turns out to be this one.
    fn take_in(&mut self, other: Self) {
        self.spellings.extend(other.spellings);
        self.spellings.sort_unstable();
        self.spellings.dedup();
        for (text, dossiers) in other.written {
            match self.written.iter_mut().find(|(known, _)| *known == text) {
                Some((_, sum)) => *sum += dossiers,
                None => self.written.push((text, dossiers)),
            }
        }
        self.is_comparable &= other.is_comparable;
    }
}

fn order_of_groups(left: &Group, right: &Group) -> std::cmp::Ordering {
    match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}
