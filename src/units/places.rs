//! The texts of a row that name its place → the group it belongs to, dimension by dimension.
//!
//! In: all spellings of the unit, district, commune and code columns of a log, and which of them
//! stand together in a row. Out: for each such combination a key, a name, and what is in doubt.
//! Must not know: rows, threads, figures.

use std::collections::BTreeMap;

use super::keys::code_key;
use super::mention::{Mentions, mentions};
use super::near_names::near_names;
use super::provinces_of_units::ProvincesOfUnits;
use super::rebase::{district, province, rebase};
use super::register::{Register, Structure, UnitId};
use super::resolve::{Context, Meaning, Setting};
use super::tokens::tokens;
use super::written_place::{GroupKey, UnitDoubt, WrittenPlace};
use crate::domain::fold;
use crate::domain::{Day, Dimension, REORGANISATION, UnitLevel, UnitsBasis};

/// All texts of a log that name places.
pub struct Places {
    register: &'static Register,
    setting: Setting,
    basis: UnitsBasis,
    /// The day whose names and districts are told.
    day: Day,
    texts: BTreeMap<Dimension, Vec<String>>,
    mentions: BTreeMap<Dimension, Vec<Mentions>>,
    /// The provinces of each text of their column.
    provinces: Vec<Vec<UnitId>>,
}

impl Places {
    /// From the spellings of each dimension, by code, the provinces that a column tells units apart by, and
    /// the days of the log; names and districts are told as they are on `day`.
    pub fn new(
        mut texts: BTreeMap<Dimension, Vec<String>>,
        told: ProvincesOfUnits,
        days: (Day, Day),
        basis: UnitsBasis,
        day: Day,
    ) -> Self {
        let register = Register::built_in();
        let provinces = texts.remove(&Dimension::Province).unwrap_or_default();
        let provinces = provinces.iter().map(|text| told.in_cell(register, text)).collect();
        let of_column = |(dimension, texts): (&Dimension, &Vec<String>)| {
            let column = match dimension {
                Dimension::Commune => Some(UnitLevel::Commune),
                Dimension::District => Some(UnitLevel::District),
                _ => None,
            };
            (*dimension, texts.iter().map(|text| mentions(register, text, column)).collect())
        };
        let mentions: BTreeMap<Dimension, Vec<Mentions>> = texts.iter().map(of_column).collect();
        let setting = Setting::new(register, mentions.values().flatten(), days).with(told);
        Self { register, setting, basis, day, texts, mentions, provinces }
    }

    /// The province that a column of them says a row's unit lies in.
    fn told_province(&self, written: WrittenPlace<'_>) -> &[UnitId] {
        let told = written.code(Dimension::Province).and_then(|code| self.provinces.get(code));
        told.map_or(&[], Vec::as_slice)
    }

    fn text(&self, written: WrittenPlace<'_>, dimension: Dimension) -> &str {
        let code = written.code(dimension);
        let text = code.and_then(|code| self.texts.get(&dimension)?.get(code));
        text.map_or("", String::as_str)
    }

    fn mentioned(&self, written: WrittenPlace<'_>, dimension: Dimension) -> Option<&Mentions> {
        self.mentions.get(&dimension)?.get(written.code(dimension)?)
    }

    /// The group of a combination.
    pub fn keyed(&self, dimension: Dimension, written: WrittenPlace<'_>) -> GroupKey {
        match dimension {
            Dimension::District => self.district(written),
            Dimension::Province => self.above(province(
                self.register,
                match self.place(written).or_else(|| self.agency_province(written)) {
                    Some(place) => place,
                    None => return GroupKey::default(),
                },
                self.basis,
            )),
            Dimension::Level => self.level(written),
            _ => self.unit(dimension, written),
        }
    }

    fn meaning(&self, written: WrittenPlace<'_>, dimension: Dimension) -> Meaning {
        let Some(own) = self.mentioned(written, dimension) else {
            return Meaning::Nothing;
        };
        let context = Context {
            district: self.mentioned(written, Dimension::District),
            code: self.text(written, Dimension::UnitCode),
            province: self.told_province(written),
            is_since: written.is_since,
        };
        self.setting.meaning(self.register, own, context)
    }

    /// The lowest unit that any column names beyond doubt.
    fn place(&self, written: WrittenPlace<'_>) -> Option<UnitId> {
        let code = self.text(written, Dimension::UnitCode);
        let by_name = [Dimension::Commune, Dimension::Unit, Dimension::District]
            .into_iter()
            .filter_map(|dimension| match self.meaning(written, dimension) {
                Meaning::Unit(id) => Some(id),
                Meaning::Nothing | Meaning::Ambiguous(_) | Meaning::Unknown => None,
            })
            .max_by_key(|id| self.register.unit(*id).level);
        by_name.or_else(|| self.with_code(code, written.is_since))
    }

    /// A code counts by itself only where it has the form of a commune's: shorter ones may be
    /// anything.
    fn with_code(&self, code: &str, is_since: bool) -> Option<UnitId> {
        let order = if is_since {
            [Structure::New, Structure::Old]
        } else {
            [Structure::Old, Structure::New]
        };
        let is_commune = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        let find = || order.iter().find_map(|structure| self.register.with_code(*structure, code));
        is_commune.then(find).flatten()
    }

    fn unit(&self, dimension: Dimension, written: WrittenPlace<'_>) -> GroupKey {
        let text = self.text(written, dimension);
        let own = self.mentioned(written, dimension);
        if text.is_empty() {
            let place = self.place(written).filter(|_| dimension == Dimension::Commune);
            let place = place.or_else(|| {
                self.with_code(self.text(written, Dimension::UnitCode), written.is_since)
            });
            let is_commune = |id: &UnitId| self.register.unit(*id).level == UnitLevel::Commune;
            return place
                .filter(is_commune)
                .map_or_else(GroupKey::default, |id| self.register_key(id));
        }
        let as_written = GroupKey {
            key: fold(text),
            is_named_by_text: true,
            is_comparable: true,
            ..GroupKey::default()
        };
        match self.meaning(written, dimension) {
            // A name that nobody bears is that of a unit where a code tells which.
            Meaning::Unit(id) if own.is_some_and(|own| own.is_unit || own.places.is_empty()) => {
                let is_moved = rebase(self.register, id, self.basis).is_moved(self.register, id);
                let is_current = own.is_none_or(|own| self.is_named_so(own, id));
                GroupKey {
                    is_named_by_text: !is_moved && is_current,
                    is_of_another_day: !is_moved && !is_current,
                    ..self.register_key(id)
                }
            }
            Meaning::Unit(id) => self.office(id, text, as_written),
            Meaning::Nothing => self.in_its_province(written, as_written),
            Meaning::Ambiguous(ids) => {
                let label = |id: &UnitId| {
                    let within = self.within(*id).unwrap_or_default();
                    format!("{} ({within})", self.register.unit(*id).name)
                };
                let doubt = UnitDoubt::Ambiguous(ids.iter().map(label).collect());
                GroupKey { doubt: Some(doubt), ..self.in_its_district(written, as_written) }
            }
            Meaning::Unknown => {
                let doubt = UnitDoubt::Unknown(self.near_names(text));
                GroupKey { doubt: Some(doubt), ..self.in_its_district(written, as_written) }
            }
        }
    }

    /// Whether a text names a unit as it is called on the day; a name that nobody bears is no other's.
    fn is_named_so(&self, own: &Mentions, id: UnitId) -> bool {
        let current = self.register.unit(self.register.on(id, self.day)).name;
        let mut named = own.places.iter().flatten().map(|place| self.register.unit(*place).name);
        own.places.is_empty()
            || named.any(|name| name == current || tokens(name) == tokens(current))
    }

    /// An office in a place: itself, but not the office of that name elsewhere. It stays itself where
    /// the place gets another name since the reorganisation.
    fn office(&self, id: UnitId, text: &str, as_written: GroupKey) -> GroupKey {
        let is_since = self.register.unit(id).structure == Structure::New;
        let name_on = |day| fold(self.register.unit(self.register.on(id, day)).name);
        let written = fold(self.register.unit(id).name);
        let key = &as_written.key;
        let is_current = !is_since || written == name_on(self.day) || !key.contains(&written);
        let first = if is_since { name_on(REORGANISATION) } else { written.clone() };
        GroupKey {
            key: format!("{} #{}", key.replace(&written, &first), self.code_key(id)),
            within: self.within(id),
            is_named_by_text: is_current,
            is_of_another_day: !is_current,
            name: Some(text.to_owned()),
            ..as_written
        }
    }

    /// A name the register cannot place is still not the same name in another district.
    fn in_its_district(&self, written: WrittenPlace<'_>, keyed: GroupKey) -> GroupKey {
        let district = self.text(written, Dimension::District);
        if district.is_empty() {
            return self.in_its_province(written, keyed);
        }
        let key = format!("{} @{}", keyed.key, self.district(written).key);
        GroupKey { key, within: Some(district.to_owned()), ..keyed }
    }

    /// In a log of several provinces a department of one is not that of another.
    fn in_its_province(&self, written: WrittenPlace<'_>, keyed: GroupKey) -> GroupKey {
        let told = self.told_province(written).last().filter(|_| self.setting.told.are_several());
        let Some(province) = told.and_then(|id| self.register.province_since(*id)) else {
            return keyed;
        };
        let key = format!("{} {}", keyed.key, self.code_key(province));
        GroupKey { key, within: Some(self.name(province).to_owned()), ..keyed }
    }

    fn district(&self, written: WrittenPlace<'_>) -> GroupKey {
        let text = self.text(written, Dimension::District);
        if text.is_empty() {
            let place = self.place(written);
            let above = |id| district(self.register, id, self.basis, self.day);
            return self.above(place.and_then(above));
        }
        let keyed = GroupKey {
            key: fold(text),
            is_named_by_text: true,
            is_comparable: self.basis != UnitsBasis::Since,
            ..GroupKey::default()
        };
        match self.meaning(written, Dimension::District) {
            Meaning::Unit(id) => {
                let own = self.mentioned(written, Dimension::District);
                let is_current = own.is_none_or(|own| self.is_named_so(own, id));
                GroupKey {
                    is_named_by_text: is_current,
                    is_of_another_day: !is_current,
                    is_comparable: keyed.is_comparable,
                    ..self.above(Some(id))
                }
            }
            Meaning::Unknown => {
                GroupKey { doubt: Some(UnitDoubt::Unknown(self.near_names(text))), ..keyed }
            }
            Meaning::Nothing | Meaning::Ambiguous(_) => keyed,
        }
    }

    /// A unit that no text of its own names.
    fn above(&self, id: Option<UnitId>) -> GroupKey {
        id.map_or_else(GroupKey::default, |id| GroupKey {
            key: self.code_key(id),
            name: Some(self.name(id).to_owned()),
            is_comparable: true,
            ..GroupKey::default()
        })
    }

    /// What a unit is called on the day. A province that goes on is called as it is by then.
    fn name(&self, id: UnitId) -> &'static str {
        self.register.unit(self.register.on(self.register.lasting(id), self.day)).name
    }

    /// The unit in the structure asked for.
    fn register_key(&self, id: UnitId) -> GroupKey {
        let rebased = rebase(self.register, id, self.basis);
        GroupKey {
            within: self.within(rebased.unit),
            is_comparable: rebased.is_comparable,
            ..self.above(Some(rebased.unit))
        }
    }

    fn code_key(&self, id: UnitId) -> String {
        code_key(self.register, id)
    }

    fn within(&self, id: UnitId) -> Option<String> {
        let parent = self.register.parent(self.register.on(id, self.day))?;
        Some(self.name(parent).to_owned())
    }

    fn near_names(&self, text: &str) -> Vec<String> {
        let name = |id| {
            format!("{} ({})", self.register.unit(id).name, self.within(id).unwrap_or_default())
        };
        near_names(self.register, &self.setting, text, name)
    }

    fn level(&self, written: WrittenPlace<'_>) -> GroupKey {
        let text = self.text(written, Dimension::Level);
        if !text.is_empty() {
            let key = fold(text);
            return GroupKey {
                key,
                is_named_by_text: true,
                is_comparable: true,
                ..GroupKey::default()
            };
        }
        let of_place =
            self.level_of_name(written).or_else(|| match self.meaning(written, Dimension::Unit) {
                Meaning::Unit(id) => Some(self.register.unit(id).level),
                Meaning::Ambiguous(ids) => ids.first().map(|id| self.register.unit(*id).level),
                Meaning::Nothing | Meaning::Unknown => None,
            });
        let is_provincial = is_provincial(self.text(written, Dimension::Unit));
        let level = of_place.or(is_provincial.then_some(UnitLevel::Province));
        level.map_or_else(GroupKey::default, |level| {
            // As the exports themselves write it.
            let name = match level {
                UnitLevel::Province => "Cấp tỉnh",
                UnitLevel::District => "Cấp huyện",
                UnitLevel::Commune => "Cấp xã",
            };
            let name = name.to_owned();
            GroupKey {
                key: fold(&name),
                name: Some(name),
                is_comparable: true,
                ..GroupKey::default()
            }
        })
    }

    /// The level of all that bear the name of a unit: no matter which of them is meant, which other columns may tell
    /// or not.
    fn level_of_name(&self, written: WrittenPlace<'_>) -> Option<UnitLevel> {
        let own = self.mentioned(written, Dimension::Unit)?;
        let lowest_first = [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province];
        let bearers = lowest_first.into_iter().find_map(|level| own.at(self.register, level))?;
        let mut levels = bearers.iter().map(|id| self.register.unit(*id).level);
        let first = levels.next();
        first.filter(|first| levels.all(|level| level == *first))
    }

    /// A department of the province names no place: it lies in the province that a column names, or else in
    /// that of the log.
    fn told_of_day(&self, written: WrittenPlace<'_>) -> Option<UnitId> {
        let told = self.told_province(written);
        let before = told.iter().find(|id| self.register.unit(**id).structure == Structure::Old);
        let since = told.last().and_then(|id| self.register.province_since(*id));
        if written.is_since { since } else { before.copied().or(since) }
    }

    fn agency_province(&self, written: WrittenPlace<'_>) -> Option<UnitId> {
        if let Some(told) = self.told_of_day(written) {
            return Some(told);
        }
        let is_provincial = is_provincial(self.text(written, Dimension::Unit));
        let [before, since] = self.setting.provinces;
        let home = if written.is_since { since.or(before) } else { before.or(since) };
        home.filter(|_| is_provincial)
    }
}

/// Departments (Sở), boards and the centre of a province: by their first word, or by "tỉnh".
pub(super) fn is_provincial(text: &str) -> bool {
    let words = tokens(text);
    let opens = words.first().is_some_and(|first| Some(first) == tokens("sở").first());
    opens || words.last().is_some_and(|last| Some(last) == tokens("tỉnh").first())
}

#[cfg(test)]
mod tests;
