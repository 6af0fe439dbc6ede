//! `data/units` → every administrative unit with its names, parents and days, and what became of it on
//! 1 July 2025.
//!
//! In: the tables compiled into the program. Out: look-ups by code, by folded name and by day. Must not
//! know: exports, columns, which dossiers there are.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::tokens::tokens;
use crate::domain::{Day, REORGANISATION, UnitLevel};

/// Place of a unit in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u32);

/// Which of the two administrative structures a unit belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Structure {
    /// Three levels, until 30 June 2025.
    Old,
    /// Two levels, from 1 July 2025.
    New,
}

/// One unit under one name and one parent: a unit that changed either has several entries of one code.
#[derive(Debug)]
pub struct Unit {
    /// Code of the statistical office, with its leading zeros.
    pub code: &'static str,
    pub name: &'static str,
    pub level: UnitLevel,
    pub structure: Structure,
    /// Code of the unit above.
    pub parent: &'static str,
    /// First day, as far as the register reaches back.
    pub from: Day,
    /// The first day it was so no more; nothing while it lasts (or lasted, to the reorganisation).
    pub until: Option<Day>,
}

impl Unit {
    /// Whether it was so on any day of a span. A name given up since the reorganisation stays in use:
    /// systems write it for months.
    pub fn existed_within(&self, (first, last): (Day, Day)) -> bool {
        let end = match self.structure {
            Structure::Old => Some(self.until.unwrap_or(REORGANISATION)),
            Structure::New => None,
        };
        // The register begins in 2024; what stood then is taken to have stood before.
        let begun = self.structure == Structure::Old || self.from <= last;
        begun && end.is_none_or(|end| first < end)
    }
}

/// What became of an old commune, or what a new one was made of.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub unit: UnitId,
    /// The old commune went over whole.
    pub is_full: bool,
    /// The new commune takes the main part of the old one.
    pub is_main: bool,
}

/// All units of both structures.
pub struct Register {
    units: Vec<Unit>,
    by_name: HashMap<String, Vec<UnitId>>,
    /// The last entry of each code.
    by_code: HashMap<(Structure, &'static str), UnitId>,
    /// All entries of the codes that have several, in the order of their days.
    changed: HashMap<(Structure, &'static str), Vec<UnitId>>,
    /// Codes since the reorganisation that some lists give for another.
    aliases: HashMap<&'static str, &'static str>,
    /// Old commune → new ones.
    successors: HashMap<&'static str, Vec<Step>>,
    /// New commune → old ones.
    predecessors: HashMap<&'static str, Vec<Step>>,
    /// Old province → new one.
    provinces: HashMap<&'static str, &'static str>,
}

const HISTORY: &str = include_str!("../../data/units/units-history-2024-2025H1.csv");
const CURRENT: &str = include_str!("../../data/units/units-history-2025-2026.csv");
const ALIASES: &str = include_str!("../../data/units/code-aliases.csv");
const CROSSWALK: &str = include_str!("../../data/units/crosswalk-2025.csv");
const PROVINCES: &str = include_str!("../../data/units/crosswalk-provinces-2025.csv");

/// The cells of a table without its header. A test holds that every row has as many, and that no cell
/// is quoted.
fn rows<const WIDTH: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; WIDTH]> {
    table.lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// Names → keys, word by word: fifteen thousand names are made of three thousand words.
#[derive(Default)]
struct Keys {
    words: HashMap<&'static str, String>,
}

impl Keys {
    /// What [`tokens`] makes of a name, joined by spaces.
    fn of(&mut self, name: &'static str) -> String {
        let mut key = String::with_capacity(name.len());
        for word in name.split(' ') {
            let words = self.words.entry(word).or_insert_with(|| tokens(word).join(" "));
            // A dash between two names is no word.
            if !key.is_empty() && !words.is_empty() {
                key.push(' ');
            }
            key.push_str(words);
        }
        key
    }
}

impl Register {
    /// The register of this program, built on first use.
    pub fn built_in() -> &'static Self {
        static REGISTER: OnceLock<Register> = OnceLock::new();
        REGISTER.get_or_init(Self::build)
    }

    fn build() -> Self {
        let mut register = Self {
            units: Vec::with_capacity(16_000),
            by_name: HashMap::with_capacity(16_000),
            by_code: HashMap::with_capacity(16_000),
            changed: HashMap::new(),
            aliases: rows(ALIASES).map(|[code, stands_for]| (code, stands_for)).collect(),
            successors: HashMap::with_capacity(10_100),
            predecessors: HashMap::with_capacity(3_400),
            provinces: HashMap::new(),
        };
        let mut keys = Keys::default();
        for (structure, table) in [(Structure::Old, HISTORY), (Structure::New, CURRENT)] {
            for [code, name, level, parent, from, until] in rows(table) {
                let days = (Day::parse(from), Day::parse(until));
                register.add(&mut keys, structure, code, name, level, parent, days);
            }
        }
        for [old, _, _, new, _, _, kind, is_main, listed_in] in rows(CROSSWALK) {
            // Pairs that only one compilation has are mostly mix-ups of equal names.
            if listed_in == "both" {
                register.link(old, new, kind == "full", is_main == "1");
            }
        }
        for [old, _, new, _] in rows(PROVINCES) {
            register.provinces.insert(old, new);
        }
        register
    }

    #[expect(clippy::cast_possible_truncation, reason = "some fifteen thousand units")]
    #[expect(clippy::too_many_arguments, reason = "the cells of a row, and what is known of words")]
    fn add(
        &mut self,
        keys: &mut Keys,
        structure: Structure,
        code: &'static str,
        name: &'static str,
        level: &str,
        parent: &'static str,
        (from, until): (Option<Day>, Option<Day>),
    ) {
        let (Some(level), Some(from)) = (UnitLevel::from_name(level), from) else { return };
        let id = UnitId(self.units.len() as u32);
        self.units.push(Unit { code, name, level, structure, parent, from, until });
        self.by_name.entry(keys.of(name)).or_default().push(id);
        let Some(known) = self.by_code.insert((structure, code), id) else { return };
        if self.unit(known).from > from {
            self.by_code.insert((structure, code), known);
        }
        let entries = self.changed.entry((structure, code)).or_insert_with(|| vec![known]);
        entries.push(id);
        let units = &self.units;
        entries.sort_by_key(|id| units.get(id.0 as usize).map(|unit| unit.from));
    }

    fn link(&mut self, old: &'static str, new: &'static str, is_full: bool, is_main: bool) {
        let (from, to) = (self.with_code(Structure::Old, old), self.with_code(Structure::New, new));
        if let (Some(from), Some(to)) = (from, to) {
            let step = |unit| Step { unit, is_full, is_main };
            self.successors.entry(old).or_default().push(step(to));
            self.predecessors.entry(new).or_default().push(step(from));
        }
    }

    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// The unit with a code, under its last name.
    pub fn with_code(&self, structure: Structure, code: &str) -> Option<UnitId> {
        // The tables live as long as the program; a look-up needs no such promise.
        let find = |code: &str| self.by_code.get(&(structure, code) as &(Structure, &str)).copied();
        let is_since = structure == Structure::New;
        find(code).or_else(|| find(self.aliases.get(code).filter(|_| is_since)?))
    }

    /// The unit as it was on a day: its name and parent then. Before its first day as it was first.
    pub fn on(&self, id: UnitId, day: Day) -> UnitId {
        let unit = self.unit(id);
        let Some(entries) = self.changed.get(&(unit.structure, unit.code)) else { return id };
        let begun = entries.iter().rev().find(|entry| self.unit(**entry).from <= day);
        begun.or(entries.first()).copied().unwrap_or(id)
    }

    /// Whether a unit has had another name or parent in its structure.
    pub fn has_changed(&self, id: UnitId) -> bool {
        let unit = self.unit(id);
        self.changed.contains_key(&(unit.structure, unit.code))
    }

    /// Whether a unit bears a code.
    pub fn bears(&self, id: UnitId, code: &str) -> bool {
        let unit = self.unit(id);
        let of_code = || self.with_code(unit.structure, code);
        unit.code == code || of_code().is_some_and(|other| self.is_same(id, other))
    }

    /// Every unit of a name, given as tokens joined by spaces.
    pub fn named(&self, key: &str) -> &[UnitId] {
        self.by_name.get(key).map_or(&[], Vec::as_slice)
    }

    /// The unit above, if any.
    pub fn parent(&self, id: UnitId) -> Option<UnitId> {
        let unit = self.unit(id);
        self.with_code(unit.structure, unit.parent)
    }

    /// The unit itself or the one above it at a level.
    pub fn at_level(&self, id: UnitId, level: UnitLevel) -> Option<UnitId> {
        let mut current = Some(id);
        while let Some(id) = current.filter(|id| self.unit(*id).level > level) {
            current = self.parent(id);
        }
        current.filter(|id| self.unit(*id).level == level)
    }

    /// The province a unit lies in today, by its new code: one yardstick for both structures.
    pub fn province_today(&self, id: UnitId) -> Option<&'static str> {
        let province = self.unit(self.at_level(id, UnitLevel::Province)?);
        match province.structure {
            Structure::Old => self.provinces.get(province.code).copied(),
            Structure::New => Some(province.code),
        }
    }

    /// The province since the reorganisation that an old one went into.
    pub fn province_since(&self, id: UnitId) -> Option<UnitId> {
        self.with_code(Structure::New, self.province_today(id)?)
    }

    /// The unit that goes on under its name: a province is itself on both sides of the reorganisation,
    /// whatever it took in and whatever its code is since. Of any other unit itself.
    pub fn lasting(&self, id: UnitId) -> UnitId {
        let unit = self.unit(id);
        let is_old_province = unit.level == UnitLevel::Province && unit.structure == Structure::Old;
        let since = if is_old_province { self.province_since(id) } else { None };
        let last_name = self.with_code(unit.structure, unit.code).map(|last| self.unit(last).name);
        // It may have become a city since.
        let first_name = |since: UnitId| self.unit(self.on(since, REORGANISATION)).name;
        since.filter(|since| last_name == Some(first_name(*since))).unwrap_or(id)
    }

    /// What became of an old commune.
    pub fn successors(&self, id: UnitId) -> &[Step] {
        let unit = self.unit(id);
        let steps = (unit.structure == Structure::Old).then(|| self.successors.get(unit.code));
        steps.flatten().map_or(&[], Vec::as_slice)
    }

    /// What a new commune was made of.
    pub fn predecessors(&self, id: UnitId) -> &[Step] {
        let unit = self.unit(id);
        let steps = (unit.structure == Structure::New).then(|| self.predecessors.get(unit.code));
        steps.flatten().map_or(&[], Vec::as_slice)
    }

    /// Whether two entries are one unit: the history has one entry for each name.
    pub fn is_same(&self, left: UnitId, right: UnitId) -> bool {
        let (left, right) = (self.unit(left), self.unit(right));
        (left.structure, left.code) == (right.structure, right.code)
    }

    /// Every unit, in the order of the tables.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        (0..).map(UnitId).zip(&self.units)
    }
}

#[cfg(test)]
mod tests;
