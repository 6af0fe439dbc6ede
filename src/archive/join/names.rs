//! One name for one group in all tallies that are added up.
//!
//! In: parts whose cubes use the names of their own logs. Out: the same parts with common names: the
//! spelling that most dossiers have, of those that are its name at the end, with what the unit lies in where others bear the same name. Must
//! not know: counts.

use std::collections::BTreeMap;

use super::Part;
use crate::archive::GroupFacts;
use crate::domain::{Day, Dimension};
use crate::dossiers::{Bearer, distinct_names, name_within};
use crate::tally::Cube;
use crate::tally::times::TimesCube;
use crate::units::{is_called_on, name_on};

/// What all parts say of a group.
#[derive(Default)]
struct Common {
    /// In the order in which they were met.
    written: Vec<(String, u64)>,
    /// What it lies in, and the name, as the first part of the last period has them.
    within: Option<String>,
    used: String,
    /// The last day of that period.
    day: Option<Day>,
}

/// Gives every group its common name, in the cubes too.
pub fn harmonise(parts: &mut [Part]) {
    let mut of_key: BTreeMap<Dimension, BTreeMap<String, Common>> = BTreeMap::new();
    let end = parts.iter().map(|part| part.tallies.frame.period.to).max();
    for part in parts.iter() {
        let day = part.tallies.frame.period.to;
        for (dimension, groups) in &part.tallies.groups {
            let known = of_key.entry(*dimension).or_default();
            for group in groups {
                known.entry(group.key.clone()).or_default().add(group, day);
            }
        }
    }
    let names: BTreeMap<Dimension, BTreeMap<String, String>> =
        of_key.iter().map(|(dimension, groups)| (*dimension, common_names(groups, end))).collect();
    for part in parts {
        let tallies = &mut part.tallies;
        let mut renamed: BTreeMap<Dimension, BTreeMap<String, String>> = BTreeMap::new();
        for (dimension, groups) in &mut tallies.groups {
            let new = names.get(dimension);
            for group in groups {
                let Some(name) = new.and_then(|names| names.get(&group.key)) else { continue };
                let old = std::mem::replace(&mut group.name, name.clone());
                renamed.entry(*dimension).or_default().insert(old, name.clone());
                if let Some(common) = of_key.get(dimension).and_then(|all| all.get(&group.key)) {
                    group.written.clone_from(&common.written);
                    group.within.clone_from(&common.within);
                }
            }
        }
        for cube in tallies.cubes.values_mut() {
            rename(cube, &renamed);
        }
        if let Some(times) = &mut tallies.times {
            rename_times(times, &renamed);
        }
    }
}

impl Common {
    fn add(&mut self, group: &GroupFacts, day: Day) {
        for (text, dossiers) in &group.written {
            match self.written.iter_mut().find(|(known, _)| known == text) {
                Some((_, sum)) => *sum += dossiers,
                None => self.written.push((text.clone(), *dossiers)),
            }
        }
        let is_later = self.day.is_none_or(|last| last < day);
        if self.within.is_none() || (is_later && group.within.is_some()) {
            self.within.clone_from(&group.within);
        }
        if self.used.is_empty() || is_later {
            self.used = base_name(group);
        }
        self.day = self.day.max(Some(day));
    }

    /// The most frequent spelling of those that are its name at the end, the first of equals; else the
    /// name of the register then, else the name that the last part uses.
    fn name(&self, key: &str, end: Option<Day>) -> &str {
        let is_name = |text: &str| end.is_none_or(|day| is_called_on(key, text, day));
        let names = self.written.iter().filter(|(text, _)| is_name(text));
        let most = names.rev().max_by_key(|(_, dossiers)| *dossiers);
        let most = most.map(|(text, _)| text.as_str()).filter(|text| !text.is_empty());
        let in_register = || (!is_name(&self.used)).then(|| name_on(key, end?)).flatten();
        most.or_else(in_register).unwrap_or(&self.used)
    }
}

/// The name without what it lies in.
fn base_name(group: &GroupFacts) -> String {
    let ending = group.within.as_deref().map(|within| name_within("", within));
    let base = ending.and_then(|ending| group.name.strip_suffix(&ending));
    base.unwrap_or(&group.name).to_owned()
}

/// Names by key; those that several groups bear say where they lie.
fn common_names(groups: &BTreeMap<String, Common>, end: Option<Day>) -> BTreeMap<String, String> {
    let named: Vec<(&String, &str)> =
        groups.iter().map(|(key, common)| (key, common.name(key, end))).collect();
    let bearers: Vec<Bearer<'_>> = named
        .iter()
        .zip(groups.values())
        .map(|((key, name), common)| Bearer { name, within: common.within.as_deref(), key })
        .collect();
    groups.keys().cloned().zip(distinct_names(&bearers)).collect()
}

/// New names by dimension and old name.
type Names = BTreeMap<Dimension, BTreeMap<String, String>>;

fn rename_group(by: &[Dimension], group: &mut [Option<String>], names: &Names) {
    for (dimension, name) in by.iter().zip(group) {
        let new = name.as_ref().and_then(|name| names.get(dimension)?.get(name));
        if let Some(new) = new {
            *name = Some(new.clone());
        }
    }
}

fn rename_times(times: &mut TimesCube, names: &Names) {
    let by = times.by.clone();
    times.rows.iter_mut().for_each(|row| rename_group(&by, &mut row.group, names));
    let (total, years) = (times.total.clone(), times.years_by_weekends.clone());
    let renamed = std::mem::replace(times, TimesCube::empty(by.clone()));
    let rows = TimesCube::empty(by).merge(renamed).rows;
    *times =
        TimesCube { rows, total, years_by_weekends: years, ..TimesCube::empty(times.by.clone()) };
}

fn rename(cube: &mut Cube, names: &Names) {
    for row in &mut cube.rows {
        rename_group(&cube.by, &mut row.group, names);
    }
    let total = cube.total;
    let by = cube.by.clone();
    let renamed = std::mem::replace(cube, Cube::empty(by.clone()));
    *cube = Cube { total, ..Cube::empty(by).merge(renamed) };
}
