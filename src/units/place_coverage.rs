//! The units that tell something → how much that is of the district or province they lie in.
//!
//! In: keys of groups, the structure and the day. Out: the place, and how many of its communes and
//! districts are among them. Must not know: dossiers, periods, languages.

use std::collections::BTreeSet;

use super::keys::unit_of;
use super::places::is_provincial;
use super::register::{Register, Structure, UnitId};
use crate::domain::{Day, REORGANISATION, UnitLevel, UnitsBasis};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub told: usize,
    pub all: usize,
}

impl Share {
    pub const fn is_complete(self) -> bool {
        self.told == self.all
    }
}

/// How much of a place tells something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCoverage {
    /// As it is called on the day.
    pub place: &'static str,
    pub communes: Share,
    /// First words of the names of all its communes: `xã`, `phường`, `thị trấn`, `đặc khu`.
    pub kinds: Vec<&'static str>,
    /// Until the reorganisation, of a province.
    pub districts: Option<Share>,
    /// The day of the list.
    pub day: Day,
}

impl PlaceCoverage {
    pub fn is_complete(&self) -> bool {
        self.communes.is_complete() && self.districts.is_none_or(Share::is_complete)
    }
}

/// Which units tell something of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presence {
    /// Units of the roster that have dossiers, but none received, closed or open in the period.
    pub silent_in_period: Vec<String>,
    /// How much of their district or province the units in the period are; nothing where units were not
    /// loaded or lie in several provinces.
    pub whole: Option<PlaceCoverage>,
}

/// The first day of the register.
const FIRST: Day = Day(19_723);

/// Which list of units is in force: its structure and the day it is looked at.
pub fn list_on(basis: UnitsBasis, day: Day) -> (Structure, Day) {
    let is_old = match basis {
        UnitsBasis::AsWritten => day < REORGANISATION,
        UnitsBasis::Before => true,
        UnitsBasis::Since => false,
    };
    if is_old {
        (Structure::Old, day.clamp(FIRST, REORGANISATION.previous()))
    } else {
        (Structure::New, day.max(REORGANISATION))
    }
}

/// The units of a level in a place on a day, in the order of their codes.
pub fn units_of(
    register: &Register,
    place: UnitId,
    level: UnitLevel,
    day: Day,
) -> impl Iterator<Item = UnitId> + '_ {
    let (structure, above) = (register.unit(place).structure, register.unit(place).level);
    let is_of_place = move |id: &UnitId| {
        let unit = register.unit(*id);
        unit.structure == structure
            && unit.level == level
            && unit.from <= day
            && unit.until.is_none_or(|until| day < until)
            && register.at_level(*id, above).is_some_and(|found| register.is_same(found, place))
    };
    register.iter().map(|(id, _)| id).filter(is_of_place)
}

/// The place that groups lie in, by name and key of each; nothing where they lie in several provinces, or
/// fewer than two communes are among them.
pub fn whole<'k>(
    groups: impl Iterator<Item = (&'k str, &'k str)>,
    basis: UnitsBasis,
    day: Day,
) -> Option<PlaceCoverage> {
    let register = Register::built_in();
    let (structure, day) = list_on(basis, day);
    let (mut told, mut is_of_province) = (Vec::new(), false);
    for (name, key) in groups {
        match unit_of(register, key) {
            Some((_, id)) if register.unit(id).structure == structure => {
                told.push(register.on(id, day));
            }
            Some(_) => {}
            None => is_of_province |= is_provincial(name),
        }
    }
    let above = |level| {
        let found = told.iter().map(|id| register.at_level(*id, level));
        let codes: BTreeSet<Option<&str>> =
            found.map(|id| id.map(|id| register.unit(id).code)).collect();
        let only = codes.first().copied().flatten().filter(|_| codes.len() == 1)?;
        register.with_code(structure, only)
    };
    let district = if is_of_province { None } else { above(UnitLevel::District) };
    let place = district.or_else(|| above(UnitLevel::Province))?;
    let codes = |level| {
        let of_level = told.iter().map(|id| register.unit(*id)).filter(|unit| unit.level == level);
        of_level.map(|unit| unit.code).collect::<BTreeSet<_>>()
    };
    let share = |level| {
        let told = codes(level);
        units_of(register, place, level, day).fold(Share::default(), |share, id| Share {
            told: share.told + usize::from(told.contains(register.unit(id).code)),
            all: share.all + 1,
        })
    };
    let communes = share(UnitLevel::Commune);
    let has_districts = structure == Structure::Old && district.is_none();
    let names: Vec<&str> = units_of(register, place, UnitLevel::Commune, day)
        .map(|id| register.unit(id).name)
        .collect();
    let is_there = |kind: &&str| names.iter().any(|name| super::tokens::opens_with(name, kind));
    (communes.told > 1).then(|| PlaceCoverage {
        place: register.unit(register.on(place, day)).name,
        communes,
        kinds: ["xã", "phường", "thị trấn", "đặc khu"].into_iter().filter(is_there).collect(),
        districts: has_districts.then(|| share(UnitLevel::District)),
        day,
    })
}

#[cfg(test)]
mod tests {
    use super::{PlaceCoverage, Share, whole};
    use crate::domain::{Day, UnitsBasis};
    use crate::units::register::Register;

    fn of(groups: &[(&str, &str)], basis: UnitsBasis, day: &str) -> Option<PlaceCoverage> {
        whole(groups.iter().copied(), basis, Day::parse(day).expect("a day"))
    }

    const WRITTEN: UnitsBasis = UnitsBasis::AsWritten;

    #[test]
    fn communes_are_told_of_all_in_their_province() {
        let groups = [
            ("UBND xã Vạn Xuân", "#new 13219"),
            ("Công an phường Thái Bình", "cong an phuong thai binh #new 12452"),
            ("Sở Tư pháp", "so tu phap"),
        ];
        let found = of(&groups, WRITTEN, "2026-09-30").expect("a place");
        assert_eq!(found.place, "Tỉnh Hưng Yên");
        assert_eq!((found.communes, found.districts), (Share { told: 2, all: 104 }, None));
        assert_eq!(found.kinds, ["xã", "phường"]);
        assert!(!found.is_complete());
        assert_eq!(of(&groups[1..], WRITTEN, "2026-09-30"), None, "one commune tells nothing");
        assert_eq!(of(&groups, WRITTEN, "2024-09-30"), None, "not a unit of before");
    }

    #[test]
    fn a_district_and_its_province_by_the_day() {
        let hung_ha = ["#old 12586", "#old 12589", "#old 12592"].map(|key| ("xã", key));
        let found = of(&hung_ha, WRITTEN, "2024-06-30").expect("a place");
        assert_eq!((found.place, found.communes.told), ("Huyện Hưng Hà", 3));
        assert!(found.communes.all > 30 && found.districts.is_none(), "{found:?}");
        let with_province = [hung_ha.as_slice(), &[("Sở Tư pháp", "so tu phap")]].concat();
        for (day, all) in [("2024-10-31", 260), ("2024-11-01", 242), ("2026-01-01", 242)] {
            let found = of(&with_province, UnitsBasis::Before, day).expect("a place");
            assert_eq!((found.place, found.communes.all), ("Tỉnh Thái Bình", all), "{day}");
            assert_eq!(found.districts, Some(Share { told: 0, all: 8 }), "{day}");
        }
    }

    #[test]
    fn all_communes_are_the_whole_and_two_provinces_none() {
        let register = Register::built_in();
        let keys = |province: &'static str| {
            let units = register.iter().filter(move |(_, unit)| unit.parent == province);
            units.map(|(_, unit)| format!("#new {}", unit.code)).collect::<Vec<String>>()
        };
        let bac_ninh = keys("24");
        let groups: Vec<(&str, &str)> = bac_ninh.iter().map(|key| ("x", key.as_str())).collect();
        let found = of(&groups, UnitsBasis::Since, "2026-09-20").expect("a place");
        assert!(found.is_complete(), "{found:?}");
        assert_eq!(found.place, "Thành phố Bắc Ninh");
        assert_eq!(
            of(&groups, UnitsBasis::Since, "2026-09-19").map(|w| w.place),
            Some("Tỉnh Bắc Ninh")
        );
        let two = [groups.as_slice(), &[("x", "#new 13219")]].concat();
        assert_eq!(of(&two, UnitsBasis::Since, "2026-09-20"), None);
    }
}
