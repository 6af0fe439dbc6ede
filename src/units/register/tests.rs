//! The tables are whole, and a unit is found by code, name and day.

use std::collections::BTreeSet;

use super::{ALIASES, CROSSWALK, CURRENT, HISTORY, PROVINCES, Register, Structure, UnitId};
use crate::domain::{Day, UnitLevel};

#[test]
fn no_cell_is_quoted_and_every_row_has_the_cells_of_its_header() {
    let tables = [(HISTORY, 6), (CURRENT, 6), (ALIASES, 2), (CROSSWALK, 9), (PROVINCES, 4)];
    for (table, width) in tables {
        assert!(!table.contains('"'));
        assert!(table.lines().all(|line| line.split(',').count() == width));
    }
}

#[test]
fn the_counts_of_the_sources() {
    let register = Register::built_in();
    let new = |level| {
        let units = register.iter().filter(|(_, unit)| unit.structure == Structure::New);
        let codes = units.filter(|(_, unit)| unit.level == level).map(|(_, unit)| unit.code);
        codes.collect::<BTreeSet<_>>().len()
    };
    assert_eq!((new(UnitLevel::Province), new(UnitLevel::Commune)), (34, 3_321));
    assert_eq!(new(UnitLevel::District), 0);
    let last = register
        .iter()
        .filter(|(id, unit)| register.with_code(unit.structure, unit.code) == Some(*id));
    let steps: usize = last.map(|(id, _)| register.predecessors(id).len()).sum();
    assert_eq!(steps, 10_561);
    assert_eq!(register.provinces.len(), 63);
}

#[test]
fn a_key_made_word_by_word_is_that_of_the_name() {
    let mut keys = super::Keys::default();
    for (_, unit) in Register::built_in().iter() {
        assert_eq!(keys.of(unit.name), super::tokens(unit.name).join(" "));
    }
}

#[test]
fn every_unit_has_the_unit_above_it() {
    let register = Register::built_in();
    for (id, unit) in register.iter() {
        let is_top = unit.level == UnitLevel::Province;
        assert_eq!(register.parent(id).is_none(), is_top, "{} {}", unit.code, unit.name);
        assert!(register.province_today(id).is_some(), "{} {}", unit.code, unit.name);
    }
}

#[test]
fn a_name_that_moved_to_another_code_is_two_units() {
    let register = Register::built_in();
    let code = |code| register.with_code(Structure::Old, code).expect("a unit");
    for number in ["12796", "12997"] {
        assert_eq!(register.unit(code(number)).name, "Xã Đông Quang", "{number}");
    }
    assert!(!register.is_same(code("12796"), code("12997")));
}

#[test]
fn every_province_of_today_goes_on_from_one_of_its_name() {
    let register = Register::built_in();
    let old = register.provinces.keys().filter_map(|code| register.with_code(Structure::Old, code));
    let lasting: Vec<_> = old.filter(|id| register.lasting(*id) != *id).collect();
    assert_eq!(lasting.len(), 34);
    let code = |code| {
        register
            .unit(register.lasting(register.with_code(Structure::Old, code).expect("a unit")))
            .code
    };
    assert_eq!([code("27"), code("24"), code("33"), code("46")], ["24", "24", "33", "46"]);
    let bac_giang = register.with_code(Structure::Old, "24").expect("Bắc Giang");
    assert_eq!(register.lasting(bac_giang), bac_giang, "went into another");
}

#[test]
fn thai_binh_became_part_of_hung_yen() {
    let register = Register::built_in();
    let communes = register.iter().filter(|(id, unit)| {
        unit.structure == Structure::New
            && unit.level == UnitLevel::Commune
            && register.predecessors(*id).iter().any(|step| {
                let province = register.at_level(step.unit, UnitLevel::Province);
                province.is_some_and(|id| register.unit(id).code == "34")
            })
    });
    assert_eq!(communes.count(), 65);
    let old = register.with_code(Structure::Old, "34").expect("Thái Bình");
    assert_eq!(register.province_today(old), Some("33"));
}

fn new(code: &str) -> UnitId {
    Register::built_in().with_code(Structure::New, code).expect("a unit")
}

/// Provinces, cities among them, wards, other communes and special zones on a day.
fn state(day: &str) -> [usize; 5] {
    let register = Register::built_in();
    let day = Day::parse(day).expect("a day");
    let on = register
        .iter()
        .filter(|(id, unit)| unit.structure == Structure::New && register.on(*id, day) == *id);
    on.fold([0; 5], |mut counts, (_, unit)| {
        let is = |kind: &str| unit.name.starts_with(kind);
        let is_province = unit.level == UnitLevel::Province;
        counts[0] += usize::from(is_province);
        counts[1] += usize::from(is_province && is("Thành phố "));
        counts[2] += usize::from(is("Phường "));
        counts[3] += usize::from(is("Xã ") || is("xã "));
        counts[4] += usize::from(is("Đặc khu "));
        counts
    })
}

#[test]
fn the_states_of_the_source_day_by_day() {
    assert_eq!(state("2025-07-01"), [34, 6, 687, 2_621, 13]);
    assert_eq!(state("2026-04-29"), [34, 6, 687, 2_621, 13]);
    assert_eq!(state("2026-04-30"), [34, 7, 697, 2_611, 13]);
    assert_eq!(state("2026-09-01"), [34, 8, 697, 2_611, 13]);
    assert_eq!(state("2026-09-20"), [34, 9, 709, 2_599, 13]);
}

#[test]
fn a_unit_on_a_day_has_the_name_and_the_parent_of_that_day() {
    let register = Register::built_in();
    let on = |id, day: &str| register.unit(register.on(id, Day::parse(day).expect("a day")));
    assert_eq!(on(new("09193"), "2026-09-19").name, "Xã Yên Phong");
    assert_eq!(on(new("09193"), "2026-09-20").name, "Phường Yên Phong");
    assert_eq!(on(new("09193"), "2024-01-01").name, "Xã Yên Phong", "before its first day");
    assert_eq!(on(new("75"), "2026-05-01").name, "Thành phố Đồng Nai");
    let old = register.with_code(Structure::Old, "25189").expect("Quảng Ngãi");
    assert_ne!(on(old, "2024-05-05").parent, on(old, "2025-05-05").parent);
    assert_eq!(on(old, "2026-05-05").parent, on(old, "2025-06-30").parent);
}

#[test]
fn a_second_code_stands_for_the_unit_since_the_reorganisation_only() {
    let register = Register::built_in();
    assert_eq!(new("06970"), new("06978"));
    assert_eq!(register.unit(new("06970")).name, "Xã Ba Chẽ");
    assert!(register.bears(new("06978"), "06970") && !register.bears(new("06978"), "06979"));
    let township = register.with_code(Structure::Old, "06970").expect("the township");
    assert_eq!(register.unit(township).code, "06970");
}
