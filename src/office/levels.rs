//! Units → the levels of their offices, each with its units in the order of their on-time rates.
//!
//! In: the counts by unit. Out: [`UnitsOfLevel`]. A commune is not set beside a department: what they handle differs.
//! Must not know: what is said of them, tables.

use std::collections::BTreeMap;

use super::sections::SectionInput;
use crate::answers::publication::{LevelFacts, RankedUnit};
use crate::answers::{SMALL_GROUP, nameless};
use crate::domain::{Dimension, vietnamese_order};
use crate::indicators::ON_TIME_RATE;
use crate::tally::{Count, Row};
use crate::units::{OfficeLevel, office_level};
use crate::words::Lang;

/// Units with fewer dossiers behind the rate are not ranked.
pub const RANKED_FROM: u64 = SMALL_GROUP;
/// So many units of a level are named as lowest, and as having most overdue dossiers.
pub const NAMED: usize = 5;

/// The units of one level that tell of the period.
#[derive(Debug, Clone, Default)]
pub struct UnitsOfLevel {
    pub rows: Vec<Row>,
    /// Those with enough dossiers, best first, equal rates in the order of names.
    pub ranked: Vec<RankedUnit>,
}

/// The units by level, the highest level first, units whose names tell none last.
pub fn levels(input: &SectionInput<'_>) -> Vec<(Option<OfficeLevel>, UnitsOfLevel)> {
    let cube = input.study.cube(&[Dimension::Unit], None);
    let day = input.study.frame.period.to;
    let mut levels: BTreeMap<(bool, Option<OfficeLevel>), UnitsOfLevel> = BTreeMap::new();
    for row in cube.map(|cube| cube.into_owned().rows).unwrap_or_default() {
        if row.tally.is_not_covered() {
            continue;
        }
        let name = row.group.first().and_then(Option::as_deref);
        let level = name.and_then(|name| office_level(name, day));
        let units = levels.entry((level.is_none(), level)).or_default();
        units.ranked.extend(ranked(input, &row));
        units.rows.push(row);
    }
    for units in levels.values_mut() {
        units.ranked.sort_by(|left, right| {
            right
                .on_time
                .cmp_value(left.on_time)
                .then_with(|| vietnamese_order(&left.name, &right.name))
        });
    }
    levels.into_iter().map(|((_, level), units)| (level, units)).collect()
}

/// The rate of a unit, where it has enough dossiers.
fn ranked(input: &SectionInput<'_>, row: &Row) -> Option<RankedUnit> {
    let style = input.style;
    let on_time = ON_TIME_RATE.measure(&row.tally, style.definition, style.fields).ok()?;
    let name = row.group.first().cloned().flatten()?;
    (on_time.denominator() >= RANKED_FROM).then_some(RankedUnit { name, on_time })
}

impl UnitsOfLevel {
    /// The lowest rates, lowest first, of units with a late dossier.
    pub fn lowest(&self) -> impl Iterator<Item = &RankedUnit> {
        let is_late = |unit: &&RankedUnit| unit.on_time.numerator() < unit.on_time.denominator();
        self.ranked.iter().rev().filter(is_late)
    }

    /// Units with overdue open dossiers, most first.
    pub fn overdue(&self, lang: Lang) -> Vec<(String, u64)> {
        let mut overdue: Vec<(String, u64)> = self
            .rows
            .iter()
            .filter(|row| row.tally[Count::ClosingOverdue] > 0)
            .map(|row| (name(lang, row), row.tally[Count::ClosingOverdue]))
            .collect();
        overdue.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        overdue
    }

    /// What sentences say of the level.
    pub fn facts(&self, lang: Lang, level: Option<OfficeLevel>) -> LevelFacts {
        let overdue = self.overdue(lang);
        let ranked = self.ranked.len() as u64;
        LevelFacts {
            name: level_name(lang, level).to_owned(),
            units: self.rows.len() as u64,
            ranked,
            without_late: ranked - self.lowest().count() as u64,
            lowest: self.lowest().take(NAMED).cloned().collect(),
            overdue_units: overdue.len() as u64,
            overdue: overdue.into_iter().take(NAMED).collect(),
        }
    }
}

/// `cấp xã`
pub fn level_name(lang: Lang, level: Option<OfficeLevel>) -> &'static str {
    match level {
        Some(level) => lang.label("index_level", level.name()),
        None => lang.of("đơn vị khác", "other units"),
    }
}

/// The name of a unit, or what stands for it.
pub fn name(lang: Lang, row: &Row) -> String {
    let name = row.group.first().cloned().flatten();
    name.unwrap_or_else(|| nameless(lang).to_owned())
}
