//! What a row says of its place, in several columns → the one unit that is meant.
//!
//! In: [`Mentions`] of the cells of a row. Out: the unit, or those it may be. A name alone never
//! decides between two units: the code does, else the district, the province most of the log lies
//! in, and the days of the log; what is left open stays open.

use std::collections::{BTreeMap, BTreeSet};

use super::mention::Mentions;
use super::provinces_of_units::ProvincesOfUnits;
use super::register::{Register, Structure, UnitId};
use crate::domain::{Day, REORGANISATION, UnitLevel};

/// What is known of the whole log.
#[derive(Debug, Clone)]
pub struct Setting {
    /// First and last day of the log.
    pub days: (Day, Day),
    /// The province most names lie in, in the structure before the reorganisation and since.
    pub provinces: [Option<UnitId>; 2],
    /// The provinces that a column of the log names.
    pub told: ProvincesOfUnits,
}

/// What the other columns of a row say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    pub district: Option<&'a Mentions>,
    pub code: &'a str,
    /// The province that the unit lies in, under each of its names.
    pub province: &'a [UnitId],
    /// In an export made since the reorganisation; decides between equal names before and after it.
    pub is_since: bool,
}

/// The unit a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// No place is named.
    Nothing,
    Unit(UnitId),
    /// Several units bear the name, and nothing decides.
    Ambiguous(Vec<UnitId>),
    /// A place is named that is not in the register, or not where it should be.
    Unknown,
}

impl Setting {
    /// From the names of a log: the provinces that most of them may lie in.
    pub fn new<'a>(
        register: &Register,
        names: impl Iterator<Item = &'a Mentions>,
        days: (Day, Day),
    ) -> Self {
        let names: Vec<&Mentions> = names.collect();
        let most = |structure| province_of_most(register, &names, structure);
        // Before the reorganisation nobody bore a new name, though an old one may be one by chance.
        let since = if days.1 < REORGANISATION { None } else { most(Structure::New) };
        let mut provinces = [most(Structure::Old), since];
        // One of the two is enough: the other is what it became, or what became it if that is one.
        if let [Some(old), None] = provinces {
            provinces[1] = register.province_since(old);
        }
        Self { days, provinces, told: ProvincesOfUnits::default() }
    }

    /// The same where a column names the provinces: where they are several, the log has no home.
    #[must_use]
    pub fn with(self, told: ProvincesOfUnits) -> Self {
        let provinces = if told.are_several() { [None, None] } else { self.provinces };
        Self { provinces, told, ..self }
    }

    /// Whether it is known where the units of the log may lie.
    fn is_placed(&self) -> bool {
        self.told.are_several() || self.provinces.iter().any(Option::is_some)
    }

    /// The unit a text means, given the other columns. A code of a commune decides where the name leaves
    /// it open, and goes before its name in an export made since the reorganisation.
    pub fn meaning(
        &self,
        register: &Register,
        mentions: &Mentions,
        context: Context<'_>,
    ) -> Meaning {
        let by_name = self.by_name(register, mentions, context);
        let Some(coded) = self.coded(register, context) else { return by_name };
        let names_commune = || mentions.at(register, UnitLevel::Commune).is_some();
        let is_decided_by_code = match &by_name {
            Meaning::Unit(id) => {
                let unit = register.unit(*id);
                context.is_since
                    && unit.level == UnitLevel::Commune
                    && !register.bears(*id, context.code)
            }
            Meaning::Ambiguous(_) | Meaning::Unknown => true,
            Meaning::Nothing => names_commune(),
        };
        if is_decided_by_code { Meaning::Unit(coded) } else { by_name }
    }

    /// The commune of the log's province that a code is, in the structure of the export's day. Shorter
    /// codes may be anything.
    fn coded(&self, register: &Register, context: Context<'_>) -> Option<UnitId> {
        let is_code = context.code.len() == 5 && self.is_placed();
        let id = is_code.then(|| register.with_code(structure_of(context.is_since), context.code));
        let is_commune = |id: &UnitId| register.unit(*id).level == UnitLevel::Commune;
        let is_there = |id: &UnitId| match context.province {
            [] => self.is_at_home(register, *id),
            named => is_in_province(register, *id, named),
        };
        id.flatten().filter(|id| is_commune(id) && is_there(id))
    }

    fn by_name(&self, register: &Register, mentions: &Mentions, context: Context<'_>) -> Meaning {
        let mut ids = [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province]
            .into_iter()
            .find_map(|level| mentions.at(register, level))
            .map(<[UnitId]>::to_vec)
            .unwrap_or_default();
        if ids.is_empty() {
            // Where no name at all is a Vietnamese place, an unknown one is nothing odd.
            let is_odd = mentions.has_unknown && self.is_placed();
            return if is_odd { Meaning::Unknown } else { Meaning::Nothing };
        }
        let bearers = ids.iter().filter(|id| register.bears(**id, context.code));
        let wanted = structure_of(context.is_since);
        // Many communes kept name and code: the one of the export's day is meant.
        if let Some(id) = bearers.max_by_key(|id| register.unit(**id).structure == wanted) {
            return Meaning::Unit(*id);
        }
        let above = |id: UnitId, named: &[UnitId]| {
            named.iter().any(|other| {
                let level = register.unit(*other).level;
                register.at_level(id, level).is_some_and(|unit| register.is_same(unit, *other))
            })
        };
        let districts = [Some(mentions), context.district]
            .into_iter()
            .flatten()
            .filter_map(|mentions| mentions.at(register, UnitLevel::District));
        for named in districts {
            // Communes since the reorganisation have no district: a district rules them out.
            ids.retain(|id| above(*id, named));
        }
        if let Some(named) = mentions.at(register, UnitLevel::Province) {
            ids.retain(|id| above(*id, named) || is_in_province(register, *id, named));
        } else if !context.province.is_empty() {
            // What lay in the province as it is called goes before what it took in.
            let is_named = ids.iter().any(|id| above(*id, context.province));
            let lies_there = |id: UnitId| is_in_province(register, id, context.province);
            ids.retain(|id| if is_named { above(*id, context.province) } else { lies_there(*id) });
        } else {
            let all = std::mem::take(&mut ids);
            ids.extend(all.iter().copied().filter(|id| self.is_at_home(register, *id)));
            if ids.is_empty() {
                ids.extend(all.into_iter().filter(|id| self.was_joined(register, *id)));
            }
        }
        self.decide(register, ids, context)
    }

    /// Whether a unit lies in a province of the log, as far as they are known.
    pub fn is_at_home(&self, register: &Register, id: UnitId) -> bool {
        if self.told.are_several() {
            return self.told.have(register, id);
        }
        let home = match register.unit(id).structure {
            Structure::Old => self.provinces[0],
            Structure::New => self.provinces[1],
        };
        match home.or(self.provinces[1]) {
            None => true,
            Some(home) if Some(home) == self.provinces[1] => {
                register.province_today(id) == register.province_today(home)
            }
            Some(home) => register
                .at_level(id, UnitLevel::Province)
                .is_some_and(|province| register.is_same(province, home)),
        }
    }

    /// Whether a unit lay in another province that went into that of the log, in a log that reaches so far:
    /// the new province goes on with what all of them wrote.
    fn was_joined(&self, register: &Register, id: UnitId) -> bool {
        let since = self.provinces[1].and_then(|home| register.province_today(home));
        self.days.1 >= REORGANISATION && since.is_some() && register.province_today(id) == since
    }

    /// What is left after the columns have spoken: one unit, or several.
    fn decide(&self, register: &Register, mut ids: Vec<UnitId>, context: Context<'_>) -> Meaning {
        let prefer = |ids: &mut Vec<UnitId>, is_wanted: &dyn Fn(UnitId) -> bool| {
            if ids.iter().any(|id| is_wanted(*id)) {
                ids.retain(|id| is_wanted(*id));
            }
        };
        prefer(&mut ids, &|id| register.unit(id).existed_within(self.days));
        let structure = structure_of(context.is_since);
        prefer(&mut ids, &|id| register.unit(id).structure == structure);
        // A unit that changed its parent has several entries of one name.
        ids.dedup_by(|right, left| register.is_same(*left, *right));
        // A commune that was merged under its old name within its district goes on as itself.
        let is_one = |ids: &[UnitId]| {
            ids.windows(2).all(|pair| register.parent(pair[0]) == register.parent(pair[1]))
        };
        match ids.as_slice() {
            [] => Meaning::Unknown,
            [.., last] if is_one(&ids) => Meaning::Unit(*last),
            // A log is of one province. Not knowing which leaves no doubt between its units.
            _ if !self.told.are_several() && !is_of_one_province(register, &ids) => {
                Meaning::Nothing
            }
            _ => Meaning::Ambiguous(ids),
        }
    }
}

const fn structure_of(is_since: bool) -> Structure {
    if is_since { Structure::New } else { Structure::Old }
}

/// Whether a unit lies in what one of the provinces is today.
fn is_in_province(register: &Register, id: UnitId, named: &[UnitId]) -> bool {
    let today = register.province_today(id);
    named.iter().any(|province| register.province_today(*province) == today)
}

fn is_of_one_province(register: &Register, ids: &[UnitId]) -> bool {
    let mut provinces = ids.iter().map(|id| register.province_today(*id));
    let first = provinces.next();
    provinces.all(|other| Some(other) == first)
}

/// The province of one structure that has units of more names than any other, and of more than half
/// of the names. A log of one province names few units that it does not have.
fn province_of_most(
    register: &Register,
    names: &[&Mentions],
    structure: Structure,
) -> Option<UnitId> {
    let distinct: BTreeSet<&Vec<UnitId>> =
        names.iter().flat_map(|mentions| &mentions.places).collect();
    let mut having: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut all = 0;
    for ids in distinct {
        let of_structure = ids.iter().filter(|id| register.unit(**id).structure == structure);
        let provinces: BTreeSet<&'static str> = of_structure
            .filter_map(|id| register.at_level(*id, UnitLevel::Province))
            .map(|province| register.unit(province).code)
            .collect();
        all += usize::from(!provinces.is_empty());
        for province in provinces {
            *having.entry(province).or_default() += 1;
        }
    }
    let most = *having.values().max()?;
    let mut first = having.iter().filter(|(_, names)| **names == most);
    let (province, _) = first.next()?;
    let is_clear = first.next().is_none() && most * 2 > all;
    register.with_code(structure, province).filter(|_| is_clear)
}

#[cfg(test)]
mod tests {
    use super::{Context, Meaning, Setting};
    use crate::domain::{Day, UnitLevel};
    use crate::units::mention::mentions;
    use crate::units::register::Register;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// Codes of the units a text may mean in a log of Thái Bình.
    fn codes(text: &str, district: &str, days: (&str, &str), is_since: bool) -> Vec<&'static str> {
        let register = Register::built_in();
        let names = ["Huyện Quỳnh Phụ", "Huyện Hưng Hà", "Huyện Đông Hưng"];
        let names = names.map(|name| mentions(register, name, None));
        let setting = Setting::new(register, names.iter(), (day(days.0), day(days.1)));
        let district = mentions(register, district, Some(UnitLevel::District));
        let context = Context { district: Some(&district), code: "", province: &[], is_since };
        match setting.meaning(register, &mentions(register, text, None), context) {
            Meaning::Unit(id) => vec![register.unit(id).code],
            Meaning::Ambiguous(ids) => ids.iter().map(|id| register.unit(*id).code).collect(),
            Meaning::Nothing | Meaning::Unknown => Vec::new(),
        }
    }

    const YEAR: (&str, &str) = ("2024-01-01", "2024-06-30");

    #[test]
    fn equal_names_need_their_district() {
        let three = codes("UBND xã Minh Tân", "", ("2024-12-01", "2024-12-31"), false);
        assert_eq!(three.len(), 3, "{three:?}");
        let mut found: Vec<_> = ["Huyện Đông Hưng", "Hưng Hà", "H. Kiến Xương"]
            .iter()
            .map(|district| codes("UBND xã Minh Tân", district, YEAR, false))
            .collect();
        assert!(found.iter().all(|codes| codes.len() == 1), "{found:?}");
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 3);
        assert_eq!(codes("Xã Minh Tân, huyện Đông Hưng", "", YEAR, false).len(), 1);
        assert!(codes("UBND xã Minh Tân", "Huyện Quỳnh Phụ", YEAR, false).is_empty());
    }

    #[test]
    fn the_days_of_the_log_tell_a_name_that_moved() {
        let of_2025 = ("2025-01-01", "2025-06-30");
        assert_eq!(codes("Xã Đông Quang", "", of_2025, false), ["12997"]);
        assert_eq!(codes("Xã Đông Quang", "Đông Hưng", YEAR, false), ["12796"]);
    }

    #[test]
    fn the_province_is_where_most_names_lie() {
        let register = Register::built_in();
        let names = ["Huyện Quỳnh Phụ", "Huyện Hưng Hà", "Xã Quỳnh Mỹ", "Thị xã Nghĩa Lộ"];
        let names: Vec<_> = names.iter().map(|name| mentions(register, name, None)).collect();
        let days = (day("2024-01-01"), day("2024-12-31"));
        let setting = Setting::new(register, names.iter(), days);
        let codes = setting.provinces.map(|id| id.map(|id| register.unit(id).code));
        assert_eq!(codes, [Some("34"), Some("33")]);
        assert_eq!(Setting::new(register, [].iter(), days).provinces, [None, None]);
        // Each name exists in several provinces, both together in one.
        let names = ["Xã Quỳnh Mỹ", "Xã An Hiệp"].map(|name| mentions(register, name, None));
        let setting = Setting::new(register, names.iter(), days);
        assert_eq!(setting.provinces[0].map(|id| register.unit(id).code), Some("34"));
        assert_eq!(Setting::new(register, names[..1].iter(), days).provinces[0], None);
    }
}
