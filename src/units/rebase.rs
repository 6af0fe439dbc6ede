//! A unit of one structure → the unit that stands for it in the other, by the crosswalk.
//!
//! In: a unit, the structure asked for and the day. Out: the unit there, and whether its series can be
//! compared across 1 July 2025; the district and the province it lies in that day. Must not know: names
//! in exports, figures.

use super::register::{Register, Structure, UnitId};
use crate::domain::{Day, UnitLevel, UnitsBasis};

/// A unit in the structure asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebased {
    pub unit: UnitId,
    /// False where a commune was split, or has no counterpart: the series before and after do not
    /// tell of the same place.
    pub is_comparable: bool,
}

impl Rebased {
    /// Whether it is another unit than the one written.
    pub fn is_moved(self, register: &Register, written: UnitId) -> bool {
        !register.is_same(self.unit, written)
    }
}

/// Takes a unit over.
pub fn rebase(register: &Register, id: UnitId, basis: UnitsBasis) -> Rebased {
    let unit = register.unit(id);
    let as_it_is = |is_comparable| Rebased { unit: id, is_comparable };
    match (basis, unit.structure, unit.level) {
        (UnitsBasis::Since, Structure::Old, UnitLevel::Commune) => {
            let main = register.successors(id).iter().find(|step| step.is_main);
            main.map_or(as_it_is(false), |step| Rebased {
                unit: step.unit,
                is_comparable: is_whole(register, step.unit),
            })
        }
        (UnitsBasis::Since, Structure::Old, UnitLevel::Province) => {
            let since = register.province_since(id);
            Rebased { unit: since.unwrap_or(id), is_comparable: since.is_some() }
        }
        (UnitsBasis::Since, Structure::New, UnitLevel::Commune) => as_it_is(is_whole(register, id)),
        (UnitsBasis::Before, Structure::New, UnitLevel::Commune) => {
            match register.predecessors(id) {
                [only] if only.is_full => Rebased { unit: only.unit, is_comparable: true },
                _ => as_it_is(false),
            }
        }
        (UnitsBasis::Before, Structure::Old, UnitLevel::Commune) => {
            let goes_on = register
                .successors(id)
                .iter()
                .any(|step| step.is_full && register.predecessors(step.unit).len() == 1);
            as_it_is(goes_on)
        }
        // Districts ended; a province of the new structure may be several old ones.
        (UnitsBasis::Since, _, UnitLevel::District) | (UnitsBasis::Before, Structure::New, _) => {
            as_it_is(false)
        }
        (UnitsBasis::AsWritten | UnitsBasis::Since | UnitsBasis::Before, ..) => as_it_is(true),
    }
}

/// Whether a new commune is made of whole old ones.
fn is_whole(register: &Register, id: UnitId) -> bool {
    let parts = register.predecessors(id);
    !parts.is_empty() && parts.iter().all(|step| step.is_full)
}

/// The district a unit lies in on a day; for a new commune the one that all its parts came from, if the
/// old structure is asked for.
pub fn district(register: &Register, id: UnitId, basis: UnitsBasis, day: Day) -> Option<UnitId> {
    let of_unit = |id| register.at_level(register.on(id, day), UnitLevel::District);
    let own = of_unit(id);
    match (basis, register.unit(id).structure) {
        (UnitsBasis::Since, _) => None,
        (UnitsBasis::Before, Structure::New) => {
            let mut of_parts = register.predecessors(id).iter().map(|step| of_unit(step.unit));
            let first = of_parts.next().flatten()?;
            let is_one = of_parts.all(|other| other.is_some_and(|o| register.is_same(o, first)));
            is_one.then_some(first)
        }
        _ => own,
    }
}

/// The province a unit lies in, in the structure asked for.
pub fn province(register: &Register, id: UnitId, basis: UnitsBasis) -> Option<UnitId> {
    let own = register.at_level(id, UnitLevel::Province)?;
    match (basis, register.unit(own).structure) {
        (UnitsBasis::Since, Structure::Old) => register.province_since(own),
        (UnitsBasis::Before, Structure::New) => {
            let part = register.predecessors(id).first()?;
            register.at_level(part.unit, UnitLevel::Province)
        }
        _ => Some(own),
    }
}

#[cfg(test)]
mod tests {
    use super::{district, province, rebase};
    use crate::domain::{Day, UnitLevel, UnitsBasis};
    use crate::units::register::{Register, Structure, UnitId};

    fn old(code: &str) -> UnitId {
        Register::built_in().with_code(Structure::Old, code).expect("an old unit")
    }

    fn new(code: &str) -> UnitId {
        Register::built_in().with_code(Structure::New, code).expect("a new unit")
    }

    const BEFORE: UnitsBasis = UnitsBasis::Before;

    #[test]
    fn a_commune_goes_to_the_new_one_that_takes_its_main_part() {
        let register = Register::built_in();
        // Phúc Xá went whole to Hồng Hà (00097), which also took parts of split wards.
        let rebased = rebase(register, old("00001"), UnitsBasis::Since);
        assert_eq!(register.unit(rebased.unit).name, "Phường Hồng Hà");
        assert!(rebased.is_moved(register, old("00001")));
        let is_whole = register.predecessors(new("00097")).iter().all(|step| step.is_full);
        assert_eq!(rebased.is_comparable, is_whole);
        assert_eq!(rebase(register, old("00001"), UnitsBasis::AsWritten).unit, old("00001"));
    }

    #[test]
    fn nothing_is_lost_and_nothing_invented() {
        let register = Register::built_in();
        let mut without = Vec::new();
        for (id, unit) in register.iter().filter(|(_, unit)| unit.level == UnitLevel::Commune) {
            let since = rebase(register, id, UnitsBasis::Since);
            let before = rebase(register, id, BEFORE);
            if unit.structure == Structure::Old {
                assert_eq!(before.unit, id);
                if register.unit(since.unit).structure == Structure::Old && unit.until.is_none() {
                    assert!(!since.is_comparable);
                    without.push(unit.code);
                }
            } else {
                assert_eq!(since.unit, id);
                let back = register.unit(before.unit).structure == Structure::Old;
                assert_eq!(back, before.is_comparable);
            }
        }
        // Named in data/units/README.md as having no pair in both compilations.
        without.sort_unstable();
        assert_eq!(without, ["13768", "23521", "23710", "27739", "30622", "31771"]);
    }

    #[test]
    fn districts_exist_before_and_not_since() {
        let register = Register::built_in();
        let commune = new("00097");
        let day = |text| Day::parse(text).expect("a day");
        let last = day("2025-06-30");
        assert_eq!(district(register, commune, UnitsBasis::Since, last), None);
        let home = province(register, old("12508"), UnitsBasis::Since);
        assert_eq!(home.map(|id| register.unit(id).name), Some("Tỉnh Hưng Yên"));
        let home = province(register, old("12508"), UnitsBasis::AsWritten);
        assert_eq!(home.map(|id| register.unit(id).name), Some("Tỉnh Thái Bình"));
        let back = district(register, old("12508"), BEFORE, last);
        assert!(back.is_some_and(|id| register.unit(id).level == UnitLevel::District));
        for (text, name) in [
            ("2024-05-05", "Huyện Cát Tiên"),
            ("2025-05-05", "Huyện Đạ Huoai"),
            ("2026-01-01", "Huyện Đạ Huoai"),
        ] {
            let found = district(register, old("25189"), UnitsBasis::AsWritten, day(text));
            assert_eq!(found.map(|id| register.unit(id).name), Some(name), "{text}");
        }
    }
}
