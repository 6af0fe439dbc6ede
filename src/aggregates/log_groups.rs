//! Which groups of a log the rows of a printed table are.

use std::collections::BTreeMap;
use std::slice;

use super::across::days_of;
use super::rows::{RowKind, TableRow};
use super::table::AggregateTable;
use crate::columns::{TitledPeriod, canonical_name};
use crate::domain::{CanonicalField, Day, Dimension, DimensionKind, Period, PeriodRule, fold};
use crate::dossiers::Loaded;
use crate::tally::{Cube, Tally};
use crate::words::{Bilingual, LABELS};

/// What a row of the table is in the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    Whole,
    /// Keys of names, outermost first.
    Group(Vec<String>),
}

/// The tallies of a log by the keys of their names, sections of levels among them.
pub struct Groups {
    tallies: BTreeMap<Vec<String>, (String, Tally)>,
    depth: usize,
    total: Tally,
}

impl Groups {
    /// Names that differ in nothing but "UBND" are one group.
    pub fn new(cube: &Cube) -> Self {
        let mut tallies: BTreeMap<Vec<String>, (String, Tally)> = BTreeMap::new();
        for row in &cube.rows {
            let name =
                |name: &Option<String>| name.clone().unwrap_or_else(|| NAMELESS[0].to_owned());
            let names: Vec<String> = row.group.iter().map(name).collect();
            for depth in 1..=names.len() {
                let path: Vec<&str> = names.iter().take(depth).map(String::as_str).collect();
                let key = path.iter().map(|name| name_key(name)).collect();
                let entry = tallies.entry(key).or_insert((path.join(" > "), Tally::default()));
                entry.1 += &row.tally;
            }
        }
        Self { tallies, depth: cube.by.len(), total: cube.total }
    }

    pub fn tally(&self, key: &RowKey) -> Option<Tally> {
        match key {
            RowKey::Whole => Some(self.total),
            RowKey::Group(key) => self.tallies.get(key).map(|(_, tally)| *tally),
        }
    }

    /// The tally of a row; that of nothing where all figures of a row that the log does not have are 0.
    pub fn tally_of(&self, row: &TableRow, key: &RowKey) -> Option<Tally> {
        let is_empty = row.counts.values().all(|count| *count == 0);
        self.tally(key).or_else(|| is_empty.then_some(Tally::ZERO))
    }

    /// The names of groups that no row of the table has; a table need not have those without a name.
    pub fn missing_in(&self, keys: &[&RowKey]) -> Vec<String> {
        let is_met =
            |key: &Vec<String>| keys.iter().any(|other| **other == RowKey::Group(key.clone()));
        let is_named = |key: &Vec<String>| !key.iter().any(String::is_empty);
        let all = self.tallies.iter().filter(|(key, _)| key.len() == self.depth && is_named(key));
        let all = all.filter(|(key, _)| !is_met(key));
        all.map(|(_, (name, _))| name.clone()).collect()
    }
}

/// The rows that can be compared. Where the log is broken down by level first, rows belong to the
/// section above them that is named like a level.
pub fn keyed_rows<'a>(
    table: &'a AggregateTable,
    groups: &Groups,
    has_levels: bool,
    dimensions: &[Option<Dimension>],
) -> Vec<(&'a TableRow, RowKey)> {
    let whole = table.total().map(|row| row.number);
    let key_of = |place: usize, name: &str| {
        let by = dimensions.get(place).copied().flatten();
        by.map_or_else(|| name_key(name), |by| group_key(by, name, table.period))
    };
    let mut section: Option<String> = None;
    let mut rows = Vec::new();
    for row in &table.rows {
        let name = key_of(table.outer.len(), &row.label);
        // A log need not tell the district of a unit; what it tells of no name, no row is found by.
        let is_told = |place: &usize| {
            let is_place =
                matches!(table.outer.get(*place), Some(Dimension::District | Dimension::Level));
            !is_place || dimensions.get(*place).is_some_and(Option::is_some)
        };
        let outer = row.outer.iter().enumerate().filter(|(place, _)| is_told(place));
        let outer = outer.map(|(place, name)| key_of(place, name));
        let is_section = matches!(row.kind, RowKind::Section | RowKind::Heading)
            && has_levels
            && groups.tallies.contains_key(slice::from_ref(&name));
        if is_section {
            section = Some(name.clone());
        }
        let key = match row.kind {
            RowKind::Body => {
                let above = section.iter().cloned();
                RowKey::Group(above.chain(outer).chain([name]).collect())
            }
            RowKind::Section if is_section => RowKey::Group(vec![name]),
            // The figures of an outer name, over those of its parts or below them.
            RowKind::Section if !table.outer.is_empty() => {
                RowKey::Group(section.iter().cloned().chain(outer).chain([name]).collect())
            }
            RowKind::Total if !row.outer.is_empty() => {
                RowKey::Group(section.iter().cloned().chain(outer).collect())
            }
            RowKind::Total if whole == Some(row.number) => RowKey::Whole,
            _ => continue,
        };
        rows.push((row, key));
    }
    rows
}

/// How tables of this program call a group without a name.
const NAMELESS: [&str; 3] = ["(để trống)", "(blank)", "Không rõ cấp"];

/// A name without the words that one paper writes and the other leaves out.
fn name_key(name: &str) -> String {
    let key = fold(name);
    if NAMELESS.iter().any(|nameless| fold(nameless) == key) {
        return String::new();
    }
    let words = ["UBND", "Ủy ban nhân dân"].map(|word| fold(word) + " ");
    let bare = words.iter().find_map(|word| key.strip_prefix(word.as_str()));
    bare.map_or(key.clone(), str::to_owned)
}

/// The key of a group that the log calls by a canonical value or a step of the period, and a table by any of their
/// names: "Trực tuyến", "Tháng 6".
fn group_key(by: Dimension, name: &str, period: Option<Period>) -> String {
    let titled = period.map_or(TitledPeriod::Unnamed, TitledPeriod::Named);
    let found = match by.kind() {
        DimensionKind::Text(_) => None,
        DimensionKind::Value => {
            own_value(by, name).or_else(|| canonical_name(by, name, None).map(str::to_owned))
        }
        DimensionKind::Time(span) => Period::parse(name, PeriodRule::Calendar, Day(0))
            .ok()
            .or_else(|| days_of(name, &titled, PeriodRule::Calendar))
            .and_then(|days| days.steps(span, PeriodRule::Calendar).pop())
            .map(|step| step.month.unwrap_or(step.quarter)),
    };
    name_key(found.as_deref().unwrap_or(name))
}

/// The canonical value that this program calls so.
fn own_value(by: Dimension, name: &str) -> Option<String> {
    let mut words = LABELS.iter().filter_map(|(_, sections)| sections.get(by.name())).flatten();
    let is_it = |text: &Bilingual| [text.vi, text.en].map(fold).contains(&fold(name));
    words.find(|(_, text)| is_it(text)).map(|(value, _)| value.clone())
}

fn is_in_log(dimension: Dimension, loaded: &Loaded) -> bool {
    match dimension.kind() {
        DimensionKind::Text(any) => any.iter().any(|field| loaded.fields.contains(field)),
        DimensionKind::Value | DimensionKind::Time(_) => false,
    }
}

/// The keys of a dimension's groups; none where no file of the log has it.
fn keys_in_log(dimension: Dimension, loaded: &Loaded) -> Vec<(String, String)> {
    let is_there = is_in_log(dimension, loaded);
    let groups = if is_there { loaded.dossiers.groups(dimension) } else { Vec::new() };
    let names = groups.into_iter().filter_map(|group| group.name);
    names.map(|name| (name_key(&name), name)).collect()
}

/// The dimensions whose groups are named like most rows of the table, of the outer names first; none where the log
/// has no such groups.
pub fn row_dimensions(table: &AggregateTable, loaded: &Loaded) -> Vec<Option<Dimension>> {
    let body = || table.rows.iter().filter(|row| row.kind == RowKind::Body);
    let outer = table.outer.iter().enumerate().map(|(depth, by)| {
        let names = body().filter_map(|row| row.outer.get(depth));
        dimension_of(Some(*by), &names.map(|name| name_key(name)).collect::<Vec<_>>(), loaded)
    });
    let own: Vec<String> = body().map(|row| name_key(&row.label)).collect();
    outer.chain([dimension_of(table.by, &own, loaded)]).collect()
}

/// The dimension whose groups have most of these names.
fn dimension_of(by: Option<Dimension>, names: &[String], loaded: &Loaded) -> Option<Dimension> {
    let candidates: &[Dimension] = match &by {
        Some(Dimension::Unit) => &[Dimension::Unit, Dimension::Commune, Dimension::District],
        Some(Dimension::Commune) => &[Dimension::Commune, Dimension::Unit],
        Some(own) => match own.kind() {
            DimensionKind::Text(_) => slice::from_ref(own),
            DimensionKind::Time(_) => return by,
            DimensionKind::Value => {
                let is_it = |field: &CanonicalField| field.name() == own.name();
                return by.filter(|_| loaded.fields.iter().any(is_it));
            }
        },
        None => &[
            Dimension::Unit,
            Dimension::Commune,
            Dimension::District,
            Dimension::Field,
            Dimension::Procedure,
        ],
    };
    let known = candidates.iter().filter_map(|dimension| {
        let keys = keys_in_log(*dimension, loaded);
        let matches = names.iter().filter(|name| keys.iter().any(|(key, _)| key == *name)).count();
        is_in_log(*dimension, loaded).then_some((*dimension, matches))
    });
    // The first of equals; where nothing is named alike, the rows are said to be missing.
    let best = known.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(dimension, _)| dimension)
}

/// The level, if sections of the table are named like levels of the log: "A. Cấp huyện".
pub fn level_of_sections(table: &AggregateTable, loaded: &Loaded) -> Option<Dimension> {
    let levels = keys_in_log(Dimension::Level, loaded);
    let sections =
        table.rows.iter().filter(|row| matches!(row.kind, RowKind::Section | RowKind::Heading));
    let mut names = sections.map(|row| name_key(&row.label));
    names.any(|name| levels.iter().any(|(key, _)| *key == name)).then_some(Dimension::Level)
}

/// The groups that the unit of the titles can mean, those of another kind than the rows first; then the whole log.
pub fn scopes(
    table: &AggregateTable,
    by: &[Dimension],
    loaded: &Loaded,
) -> Vec<Option<(Dimension, String)>> {
    let unit = table.unit.as_deref().map(name_key).unwrap_or_default();
    let dimensions = [Dimension::Unit, Dimension::District, Dimension::Commune];
    let others = dimensions.into_iter().filter(|dimension| !by.contains(dimension));
    // A table by unit may be of one unit alone.
    let all = others.chain(dimensions.into_iter().filter(|dimension| by.contains(dimension)));
    let found = all.filter_map(|dimension| {
        let group = keys_in_log(dimension, loaded).into_iter().find(|(key, _)| *key == unit)?;
        Some(Some((dimension, group.1)))
    });
    found.chain([None]).collect()
}
