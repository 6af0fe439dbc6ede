//! A column of provinces beside the units → the provinces that it tells units apart by.
//!
//! In: which provinces stand beside which units, and in how many dossiers. Out: the provinces, as they are since
//! the reorganisation. Such a column may as well say where applicants live: a province counts only where the
//! register does not contradict it. Must not know: rows, files, groups.

use std::collections::{BTreeMap, BTreeSet};

use super::mention::mentions;
use super::register::{Register, UnitId};
use crate::domain::UnitLevel;

/// The provinces, by their codes since the reorganisation, in which the units of a log lie by its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProvincesOfUnits(BTreeSet<&'static str>);

/// A unit and the province beside it, as written.
#[derive(Debug, Clone, Copy)]
pub struct UnitInProvince<'a> {
    pub unit: &'a str,
    pub province: &'a str,
    pub dossiers: u64,
}

/// Dossiers whose unit lies in the province beside it, and those whose unit does not, by the register.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    agreeing: u64,
    contradicting: u64,
    all: u64,
}

/// One slip in so many dossiers of a province is nothing.
const DOSSIERS_PER_SLIP: u64 = 10;
/// Where no unit tells its province by itself: a province has one dossier in so many at least. Few applicants of a
/// unit live in any one other province.
const LARGEST_PART_OF_ONE: u64 = 20;

impl ProvincesOfUnits {
    /// From all pairs of a log.
    pub fn new<'a>(pairs: impl Iterator<Item = UnitInProvince<'a>>) -> Self {
        let register = Register::built_in();
        let mut of_province: BTreeMap<&'static str, Evidence> = BTreeMap::new();
        for UnitInProvince { unit, province, dossiers } in pairs {
            let named = provinces_named(register, province);
            let possible = provinces_of(register, unit);
            for code in named.iter().filter_map(|id| register.province_today(*id)) {
                let evidence = of_province.entry(code).or_default();
                evidence.all += dossiers;
                if !possible.is_empty() && !possible.contains(code) {
                    evidence.contradicting += dossiers;
                } else if possible.len() == 1 {
                    evidence.agreeing += dossiers;
                }
            }
        }
        let sum = |part: fn(&Evidence) -> u64| of_province.values().map(part).sum::<u64>();
        let all = sum(|evidence| evidence.all);
        let has_evidence = sum(|evidence| evidence.agreeing + evidence.contradicting) > 0;
        let is_contradicted = sum(|evidence| evidence.contradicting) > 0;
        let is_told = |evidence: &Evidence| {
            let Evidence { agreeing, contradicting, all: own } = *evidence;
            match agreeing + contradicting {
                0 if has_evidence => !is_contradicted,
                0 => own * LARGEST_PART_OF_ONE >= all,
                sum => contradicting * DOSSIERS_PER_SLIP <= sum,
            }
        };
        let told = of_province.iter().filter(|(_, evidence)| is_told(evidence));
        Self(told.map(|(code, _)| *code).collect())
    }

    /// Whether the units lie in several provinces.
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// The provinces that a cell names, under each of their names; none where it says nothing of units.
    pub fn in_cell(&self, register: &Register, text: &str) -> Vec<UnitId> {
        let mut named = provinces_named(register, text);
        named.retain(|id| self.have(register, *id));
        named
    }

    /// Whether a unit lies in one of them.
    pub fn have(&self, register: &Register, id: UnitId) -> bool {
        register.province_today(id).is_some_and(|code| self.0.contains(code))
    }
}

/// The provinces of the name in a cell, before and since the reorganisation.
fn provinces_named(register: &Register, text: &str) -> Vec<UnitId> {
    let found = mentions(register, text, Some(UnitLevel::Province));
    let mut named = found.at(register, UnitLevel::Province).map(<[UnitId]>::to_vec);
    let is_province = |id: &UnitId| register.unit(*id).level == UnitLevel::Province;
    if let Some(named) = &mut named {
        named.retain(is_province);
    }
    named.unwrap_or_default()
}

/// The provinces that a unit may lie in by its name alone.
fn provinces_of(register: &Register, unit: &str) -> BTreeSet<&'static str> {
    let found = mentions(register, unit, None);
    let levels = [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province];
    let ids = levels.into_iter().find_map(|level| found.at(register, level));
    ids.unwrap_or_default().iter().filter_map(|id| register.province_today(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::{ProvincesOfUnits, UnitInProvince};
    use crate::units::register::Register;

    fn told(pairs: &[(&str, &str, u64)]) -> Vec<&'static str> {
        let pairs = pairs.iter().map(|(unit, province, dossiers)| UnitInProvince {
            unit,
            province,
            dossiers: *dossiers,
        });
        ProvincesOfUnits::new(pairs).0.into_iter().collect()
    }

    #[test]
    fn a_province_counts_where_its_units_agree() {
        // Kinh Bắc lies in Bắc Ninh only, Quảng Yên in Quảng Ninh; Hiệp Hòa in both.
        let both = [
            ("UBND phường Kinh Bắc", "Bắc Ninh", 40),
            ("UBND phường Hiệp Hòa", "Tỉnh Bắc Giang", 9),
            ("UBND phường Quảng Yên", "Tỉnh Quảng Ninh", 3),
            ("UBND phường Hiệp Hòa", "TP. Quảng Ninh", 2),
        ];
        assert_eq!(told(&both), ["22", "24"]);
        assert_eq!(told(&both[1..2]), ["24"]);
        assert_eq!(told(&[both[0], both[3]]), ["22", "24"]);
        assert!(told(&[("UBND phường Hiệp Hòa", "", 4), ("Sở Tư pháp", "Boston", 4)]).is_empty());
    }

    #[test]
    fn where_applicants_live_tells_no_units_apart() {
        let home = ("UBND phường Kinh Bắc", "Tỉnh Bắc Ninh", 90);
        let elsewhere = ("UBND phường Kinh Bắc", "Tỉnh Quảng Ninh", 4);
        let of_homonym = ("UBND phường Hiệp Hòa", "Tỉnh Quảng Ninh", 1);
        assert_eq!(told(&[home, elsewhere, of_homonym]), ["24"]);
        let departments = [("Sở Tư pháp", "Bắc Ninh", 96), ("Sở Tư pháp", "Quảng Ninh", 4)];
        assert_eq!(told(&departments), ["24"]);
        let of_two = [("Sở Tư pháp", "Bắc Ninh", 60), ("Sở Tư pháp", "Quảng Ninh", 40)];
        assert_eq!(told(&of_two), ["22", "24"]);
    }

    #[test]
    fn a_cell_names_a_province_under_any_of_its_names() {
        let register = Register::built_in();
        let provinces = ProvincesOfUnits(["24"].into());
        for text in ["Bắc Ninh", "Tỉnh Bắc Ninh", "TP Bắc Ninh", "tỉnh Bắc Giang", "BẮC GIANG"]
        {
            assert!(!provinces.in_cell(register, text).is_empty(), "{text}");
        }
        for text in ["", "Quảng Ninh", "Huyện Hiệp Hòa", "Boston"] {
            assert!(provinces.in_cell(register, text).is_empty(), "{text}");
        }
    }
}
