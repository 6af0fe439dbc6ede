//! What all spellings of a unit share, in any log: its code in the structure it belongs to.
//!
//! In: a unit, or such a key. Out: the key, or what the register says of the unit in it. Must not know:
//! exports, figures.

use super::mention::mentions;
use super::register::{Register, Structure, UnitId};
use super::tokens::tokens;
use super::unit_name::UnitName;
use crate::domain::{Day, REORGANISATION, UnitLevel};

const OLD: &str = "#old ";
const NEW: &str = "#new ";

/// The key of a unit. A province that keeps its name is one unit.
pub fn code_key(register: &Register, id: UnitId) -> String {
    let unit = register.unit(register.lasting(id));
    match unit.structure {
        Structure::Old => format!("{OLD}{}", unit.code),
        Structure::New => format!("{NEW}{}", unit.code),
    }
}

/// The unit of a key, and where its code begins: an office in a place is named before it.
pub(super) fn unit_of(register: &Register, key: &str) -> Option<(usize, UnitId)> {
    let found = [(OLD, Structure::Old), (NEW, Structure::New)].into_iter();
    let mut found = found.filter_map(|(mark, structure)| {
        let place = key.rfind(mark)?;
        let code = key.get(place + mark.len()..)?;
        Some((place, register.with_code(structure, code)?))
    });
    found.next()
}

/// A key as it is made today: archives of earlier versions have two for a province that keeps its name.
pub fn lasting_key(key: &str) -> String {
    let register = Register::built_in();
    let found = unit_of(register, key).map(|(place, id)| (key.get(..place), id));
    match found {
        Some((Some(before), id)) => format!("{before}{}", code_key(register, id)),
        _ => key.to_owned(),
    }
}

/// Whether a text names the unit of a key as it is called on a day. Units that were never called otherwise
/// are called as anybody writes them.
pub fn is_called_on(key: &str, text: &str, day: Day) -> bool {
    let register = Register::built_in();
    let Some((_, id)) = unit_of(register, key).filter(|(_, id)| register.has_changed(*id)) else {
        return true;
    };
    let current = tokens(register.unit(register.on(id, day)).name);
    let found = mentions(register, text, None).places;
    let mut names = found.iter().flatten().map(|place| register.unit(*place).name);
    found.is_empty() || names.any(|name| tokens(name) == current)
}

/// The province that a text is, in any usual spelling: bare, with its kind in full or short, with its authority.
pub fn province_named(text: &str) -> Option<&'static str> {
    let register = Register::built_in();
    let name = UnitName::new(text);
    if !name.place().is_empty() {
        return None;
    }
    let found = mentions(register, &name.words(), Some(UnitLevel::Province));
    let id = *found.at(register, UnitLevel::Province).filter(|_| found.is_unit)?.first()?;
    let province = register.unit(register.lasting(id)).name;
    // A province may have become a city: either kind is its own.
    let names = names_of_code(register.unit(id).code);
    let mut names = names.into_iter().chain([province]);
    let mut is_of_kind = |kind: &str| names.any(|name| UnitName::new(name).kind() == Some(kind));
    name.kind().is_none_or(&mut is_of_kind).then_some(province)
}

/// What the units of a code are called, before the reorganisation and since.
pub fn names_of_code(code: &str) -> Vec<&'static str> {
    let register = Register::built_in();
    let found = [Structure::Old, Structure::New].into_iter();
    let ids = found.filter_map(|structure| register.with_code(structure, code));
    ids.map(|id| register.unit(id).name).collect()
}

/// What the unit of a key is called on a day; nothing for an office in a place.
pub fn name_on(key: &str, day: Day) -> Option<&'static str> {
    let register = Register::built_in();
    let (_, id) = unit_of(register, key).filter(|(place, _)| *place == 0)?;
    Some(register.unit(register.on(id, day)).name)
}

/// Whether the unit of a key, or the place of an office, was no more on a day: the communes and districts of
/// before the reorganisation.
pub fn has_ended(key: &str, day: Day) -> bool {
    let register = Register::built_in();
    let unit = unit_of(register, key).map(|(_, id)| register.unit(id));
    day >= REORGANISATION
        && unit.is_some_and(|unit| {
            unit.structure == Structure::Old && unit.level != UnitLevel::Province
        })
}

/// Whether a key is that of a province, or of an office that names one.
pub fn is_province_key(key: &str) -> bool {
    let register = Register::built_in();
    unit_of(register, key).is_some_and(|(_, id)| register.unit(id).level == UnitLevel::Province)
}

/// The province that the unit of a key lies in; nothing for a province itself.
pub fn province_of_key(key: &str) -> Option<&'static str> {
    let register = Register::built_in();
    let (_, id) = unit_of(register, key)?;
    let province = register.at_level(id, UnitLevel::Province)?;
    (province != id).then(|| register.unit(province).name)
}

#[cfg(test)]
mod tests {
    use super::{has_ended, is_called_on, is_province_key, lasting_key, province_of_key};
    use crate::domain::Day;

    #[test]
    fn a_province_that_keeps_its_name_has_one_key() {
        for (key, today) in [
            ("#old 33", "#new 33"),
            ("#old 27", "#new 24"),
            ("#old 75", "#new 75"),
            ("#old 24", "#old 24"),
            ("so noi vu #old 27", "so noi vu #new 24"),
            ("#new 24", "#new 24"),
            ("#old 12345678", "#old 12345678"),
            ("so noi vu", "so noi vu"),
            ("", ""),
        ] {
            assert_eq!(lasting_key(key), today, "{key}");
        }
    }

    #[test]
    fn communes_and_districts_of_before_have_ended_since() {
        let [last, first] = ["2025-06-30", "2025-07-01"].map(|d| Day::parse(d).expect("a day"));
        for (key, ended) in [
            ("#old 12508", true),
            ("cong an xa #old 12508", true),
            ("#old 34", false),
            ("#new 12452", false),
            ("so tu phap", false),
        ] {
            assert_eq!((has_ended(key, last), has_ended(key, first)), (false, ended), "{key}");
        }
    }

    #[test]
    fn a_unit_is_called_by_the_name_of_the_day() {
        for (key, text, day, is_called) in [
            ("#new 09193", "UBND xã Yên Phong", "2026-09-19", true),
            ("#new 09193", "UBND xã Yên Phong", "2026-09-30", false),
            ("#new 09193", "UBND phường Yên Phong", "2026-09-30", true),
            ("#new 09193", "Bộ phận một cửa", "2026-09-30", true),
            ("cong an xa yen phong #new 09193", "Công an xã Yên Phong", "2026-10-31", false),
            ("#new 24", "Tỉnh Bắc Ninh", "2026-09-20", false),
            ("#new 33", "Tỉnh Hưng Yên", "2026-09-20", true),
            ("so tu phap", "Sở Tư pháp", "2026-09-20", true),
        ] {
            let day = Day::parse(day).expect("a day");
            assert_eq!(is_called_on(key, text, day), is_called, "{key} {text} {day}");
        }
    }

    #[test]
    fn the_province_of_a_commune_and_of_an_office_in_it() {
        assert_eq!(province_of_key("#old 12508"), Some("Tỉnh Thái Bình"));
        assert_eq!(province_of_key("cong an xa #old 12508"), Some("Tỉnh Thái Bình"));
        assert_eq!(province_of_key("#new 33"), None);
        assert_eq!(province_of_key("so tu phap"), None);
        assert!(is_province_key("so noi vu #old 27") && !is_province_key("#old 12508"));
    }
}
