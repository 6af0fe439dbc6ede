//! Keys of groups → the communes that a map has; the communes of a province on a day.
//!
//! In: what all spellings of a unit share, what people call a province. Out: codes and names since 1 July 2025.
//! Must not know: outlines, figures.

use super::keys::{province_named, unit_of};
use super::place_coverage::units_of;
use super::register::{Register, Structure, UnitId};
use crate::columns::plain;
use crate::domain::{Day, REORGANISATION, UnitLevel, fold};

/// Where on a map a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnMap {
    /// The commune that it is, or lies in: an office of a commune stands there.
    Commune { code: &'static str, province: &'static str },
    /// A commune or district that was no more since 1 July 2025.
    Former,
    /// The province itself, departments, and whatever the register does not know.
    Nowhere,
}

/// Where on a map the unit of a key stands.
pub fn on_map(key: &str) -> OnMap {
    let register = Register::built_in();
    let Some((_, id)) = unit_of(register, key) else { return OnMap::Nowhere };
    let unit = register.unit(id);
    match (unit.structure, unit.level) {
        (Structure::New, UnitLevel::Commune) => {
            OnMap::Commune { code: unit.code, province: unit.parent }
        }
        (Structure::Old, UnitLevel::Commune | UnitLevel::District) => OnMap::Former,
        _ => OnMap::Nowhere,
    }
}

/// Code and name of every commune of a province on a day, in the order of the codes.
pub fn communes_on(province: &str, day: Day) -> Vec<(&'static str, &'static str)> {
    let register = Register::built_in();
    let Some(province) = since(register, province) else { return Vec::new() };
    let communes = units_of(register, province, UnitLevel::Commune, day.max(REORGANISATION));
    let mut communes: Vec<_> =
        communes.map(|id| (register.unit(id).code, register.unit(id).name)).collect();
    communes.sort_unstable();
    communes
}

/// What a province is called on a day.
pub fn province_on(code: &str, day: Day) -> Option<&'static str> {
    let register = Register::built_in();
    let province = since(register, code)?;
    Some(register.unit(register.on(province, day.max(REORGANISATION))).name)
}

/// The code of a province since 1 July 2025, by its code or by any usual spelling of its name.
pub fn province_code(text: &str) -> Option<&'static str> {
    let register = Register::built_in();
    if let Some(id) = since(register, text.trim()) {
        return Some(register.unit(id).code);
    }
    let named = province_named(text);
    // A command line is often typed without marks, and without the kind.
    let without_marks = |text: &str| plain(&fold(text));
    let typed = without_marks(text);
    let is_called = |name: &str| {
        let kind = |name: &str| Some(name.strip_suffix(typed.as_str())?.trim_end().to_owned());
        named == Some(name)
            || (!typed.is_empty()
                && kind(&without_marks(name))
                    .is_some_and(|kind| ["", "tinh", "thanh pho"].contains(&kind.as_str())))
    };
    let of_name = register.iter().find(|(_, unit)| {
        unit.structure == Structure::New
            && unit.level == UnitLevel::Province
            && is_called(unit.name)
    });
    of_name.map(|(_, unit)| unit.code)
}

fn since(register: &Register, code: &str) -> Option<UnitId> {
    let id = register.with_code(Structure::New, code)?;
    (register.unit(id).level == UnitLevel::Province).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::{OnMap, communes_on, on_map, province_code, province_on};
    use crate::domain::Day;

    #[test]
    fn a_commune_and_its_offices_stand_there_and_nothing_else_does() {
        let yen_phong = OnMap::Commune { code: "09193", province: "24" };
        for (key, place) in [
            ("#new 09193", yen_phong),
            ("cong an xa yen phong #new 09193", yen_phong),
            ("#new 06970", OnMap::Commune { code: "06978", province: "22" }),
            ("#old 12508", OnMap::Former),
            ("#new 24", OnMap::Nowhere),
            ("#old 34", OnMap::Nowhere),
            ("so tu phap", OnMap::Nowhere),
            ("", OnMap::Nowhere),
        ] {
            assert_eq!(on_map(key), place, "{key}");
        }
    }

    #[test]
    fn communes_and_provinces_are_called_as_on_the_day() {
        let name = |day: &str| {
            let communes = communes_on("24", Day::parse(day).expect("a day"));
            assert_eq!(communes.len(), 99);
            communes.into_iter().find(|(code, _)| *code == "09193").map(|(_, name)| name)
        };
        assert_eq!(name("2026-09-19"), Some("Xã Yên Phong"));
        assert_eq!(name("2026-09-20"), Some("Phường Yên Phong"));
        let day = |text| Day::parse(text).expect("a day");
        assert_eq!(province_on("24", day("2026-09-30")), Some("Thành phố Bắc Ninh"));
        assert_eq!(province_on("24", day("2024-09-30")), Some("Tỉnh Bắc Ninh"));
        assert!(communes_on("34", day("2026-01-01")).is_empty());
    }

    #[test]
    fn a_province_is_found_by_code_and_by_name() {
        for text in ["24", "Bắc Ninh", "tỉnh Bắc Ninh", "TP Bắc Ninh", "bac ninh"] {
            assert_eq!(province_code(text), Some("24"), "{text}");
        }
        for text in ["", "99", "Thái Bình", "Xã Yên Phong"] {
            assert_eq!(province_code(text), None, "{text}");
        }
    }
}
