//! The name of a province or district → every unit in it on a day, as the register has them.
//!
//! In: a name and a day. Out: the units, districts first, in the order of their codes. Must not know:
//! exports, languages, files.

use super::mention::mentions;
use super::place_coverage::{list_on, units_of};
use super::register::{Register, Structure, UnitId};
use crate::domain::nearest;
use crate::domain::{Day, REORGANISATION, UnitLevel, UnitsBasis};

/// All units of a place on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullList {
    /// As the place is called on the day.
    pub place: &'static str,
    pub day: Day,
    pub units: Vec<ListedUnit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedUnit {
    pub name: &'static str,
    pub level: UnitLevel,
    /// The district of a commune; empty since the reorganisation.
    pub district: &'static str,
    pub code: &'static str,
}

/// Why there is no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoList {
    /// No province or district is called so; the name that comes near.
    Unknown(Option<String>),
    /// It is one of other days: the first and last day it was, and what it lies in since.
    OtherDays { first: Day, last: Option<Day>, since: Option<&'static str> },
    /// Several districts are called so.
    Several(Vec<String>),
}

/// The full list of a place on a day; without one, as it is last known.
///
/// # Errors
/// When no place is called so that day, or several are.
pub fn full_list(name: &str, day: Option<Day>) -> Result<FullList, NoList> {
    let register = Register::built_in();
    let (structure, day) = match day {
        Some(day) => list_on(UnitsBasis::AsWritten, day),
        None => (Structure::New, last_change(register)),
    };
    let bearers = bearers(register, name);
    let of_day: Vec<UnitId> = codes_once(
        register,
        bearers.iter().copied().filter(|id| register.unit(*id).structure == structure),
    );
    let place = match of_day.as_slice() {
        [place] => register.on(*place, day),
        [] => return Err(no_list(register, name, &bearers)),
        several => {
            let label = |id: &UnitId| {
                let above = register.parent(*id).map(|id| register.unit(id).name);
                format!("{} - {}", register.unit(*id).name, above.unwrap_or_default())
            };
            return Err(NoList::Several(several.iter().map(label).collect()));
        }
    };
    let is_alive = |id: UnitId| {
        let unit = register.unit(id);
        unit.from <= day && unit.until.is_none_or(|until| day < until)
    };
    if !is_alive(place) {
        return Err(no_list(register, name, &bearers));
    }
    let listed = |id: UnitId| {
        let unit = register.unit(id);
        let district = register.at_level(id, UnitLevel::District).filter(|above| *above != id);
        let district = district.map_or("", |above| register.unit(register.on(above, day)).name);
        let is_commune = unit.level == UnitLevel::Commune;
        let district = if is_commune { district } else { "" };
        ListedUnit { name: unit.name, level: unit.level, district, code: unit.code }
    };
    let below = [UnitLevel::District, UnitLevel::Commune].into_iter();
    let below = below.filter(|level| *level > register.unit(place).level);
    let units = below.flat_map(|level| {
        let mut units: Vec<_> = units_of(register, place, level, day).map(listed).collect();
        units.sort_by_key(|unit| unit.code);
        units
    });
    Ok(FullList { place: register.unit(place).name, day, units: units.collect() })
}

/// The provinces and districts that a text names; a district may be told by its province.
fn bearers(register: &Register, name: &str) -> Vec<UnitId> {
    let mut found = mentions(register, name, None).places;
    if found.is_empty() {
        let levels = [UnitLevel::Province, UnitLevel::District];
        let bare = levels.map(|level| mentions(register, name, Some(level)).places);
        found = vec![bare.concat().concat()];
    }
    let is_above = |id: &UnitId| register.unit(*id).level < UnitLevel::Commune;
    let mut places = found.iter().map(|ids| ids.iter().copied().filter(is_above));
    let first: Vec<UnitId> = places.next().into_iter().flatten().collect();
    let within: Vec<UnitId> = places.flatten().collect();
    let lies_within = |id: &UnitId| {
        let province = register.at_level(*id, UnitLevel::Province);
        within.is_empty()
            || within.iter().any(|other| province.is_some_and(|p| register.is_same(p, *other)))
    };
    first.into_iter().filter(lies_within).collect()
}

fn codes_once(register: &Register, ids: impl Iterator<Item = UnitId>) -> Vec<UnitId> {
    let mut once: Vec<UnitId> = Vec::new();
    for id in ids {
        if !once.iter().any(|known| register.is_same(*known, id)) {
            once.push(id);
        }
    }
    once
}

fn no_list(register: &Register, name: &str, bearers: &[UnitId]) -> NoList {
    let Some(first) = bearers.first() else {
        let above = register.iter().filter(|(_, unit)| unit.level < UnitLevel::Commune);
        return NoList::Unknown(nearest(name, above.map(|(_, unit)| unit.name)));
    };
    let unit = register.unit(*first);
    let is_old = unit.structure == Structure::Old;
    let last = unit.until.or(is_old.then_some(REORGANISATION)).map(Day::previous);
    let since = if is_old { register.province_since(*first) } else { None };
    let since = since.map(|id| register.unit(id).name);
    NoList::OtherDays { first: unit.from, last, since }
}

/// The day of the last change that the register knows.
fn last_change(register: &Register) -> Day {
    register.iter().map(|(_, unit)| unit.from).max().unwrap_or(REORGANISATION)
}

#[cfg(test)]
mod tests {
    use super::{FullList, NoList, full_list};
    use crate::domain::{Day, UnitLevel};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// The place, its districts and its communes.
    fn list(name: &str, on: &str) -> Result<(&'static str, usize, usize), NoList> {
        let FullList { place, units, .. } = full_list(name, Some(day(on)))?;
        let of = |level| units.iter().filter(|unit| unit.level == level).count();
        Ok((place, of(UnitLevel::District), of(UnitLevel::Commune)))
    }

    #[test]
    fn the_units_of_a_day() {
        assert_eq!(list("Tỉnh Hưng Yên", "2025-07-01"), Ok(("Tỉnh Hưng Yên", 0, 104)));
        assert_eq!(list("hưng yên", "2026-10-01"), Ok(("Tỉnh Hưng Yên", 0, 104)));
        assert_eq!(list("Tỉnh Thái Bình", "2024-10-31"), Ok(("Tỉnh Thái Bình", 8, 260)));
        assert_eq!(list("Tỉnh Thái Bình", "2024-11-01"), Ok(("Tỉnh Thái Bình", 8, 242)));
        assert_eq!(list("Tỉnh Bắc Ninh", "2026-09-20"), Ok(("Thành phố Bắc Ninh", 0, 99)));
        assert_eq!(list("Thành phố Bắc Ninh", "2026-09-19"), Ok(("Tỉnh Bắc Ninh", 0, 99)));
        let (place, districts, communes) =
            list("Thành phố Bắc Ninh", "2024-12-31").expect("a city");
        assert_eq!((place, districts), ("Thành phố Bắc Ninh", 0), "the district of before");
        assert!((10..30).contains(&communes), "{communes}");
        let latest = full_list("Thành phố Bắc Ninh", None).expect("a list");
        assert!(latest.units.iter().any(|unit| unit.name == "Phường Yên Phong"));
    }

    #[test]
    fn a_commune_has_its_district_of_the_day() {
        for (on, district) in [("2024-05-05", "Huyện Cát Tiên"), ("2025-05-05", "Huyện Đạ Huoai")]
        {
            let list = full_list("Tỉnh Lâm Đồng", Some(day(on))).expect("a list");
            let unit = list.units.iter().find(|unit| unit.code == "25189").expect("Quảng Ngãi");
            assert_eq!(unit.district, district, "{on}");
        }
    }

    #[test]
    fn what_is_no_place_of_the_day_says_why() {
        let gone = list("Tỉnh Thái Bình", "2025-07-01").expect_err("part of Hưng Yên");
        let NoList::OtherDays { last, since, .. } = gone else { panic!("{gone:?}") };
        assert_eq!((last, since), (Some(day("2025-06-30")), Some("Tỉnh Hưng Yên")));
        let near = list("Tỉnh Hưng Yêm", "2025-07-01");
        assert_eq!(near, Err(NoList::Unknown(Some("Tỉnh Hưng Yên".to_owned()))));
        assert_eq!(list("Xã Vạn Xuân", "2025-07-01"), Err(NoList::Unknown(None)));
        let several = list("Huyện Châu Thành", "2024-12-31").expect_err("there are many");
        assert!(matches!(several, NoList::Several(names) if names.len() > 3));
        let one = list("Huyện Châu Thành - Tỉnh Tiền Giang", "2024-12-31").expect("one of them");
        assert_eq!(one.0, "Huyện Châu Thành");
    }
}
