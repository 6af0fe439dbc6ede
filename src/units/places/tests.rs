//! Groups of places by hand: equal names, communes above districts, the units since July 2025.

use std::collections::BTreeMap;

use super::{GroupKey, Places, ProvincesOfUnits, UnitDoubt, WrittenPlace};
use crate::domain::{Day, Dimension, UnitsBasis};

const SOURCES: [Dimension; 2] = [Dimension::Unit, Dimension::District];

/// The groups of rows of unit and district in a log of 2024.
fn keyed(dimension: Dimension, basis: UnitsBasis, rows: &[(&str, &str)]) -> Vec<GroupKey> {
    let column = |text: fn(&(&str, &str)) -> String| rows.iter().map(text).collect::<Vec<_>>();
    let texts = BTreeMap::from([
        (Dimension::Unit, column(|row| row.0.to_owned())),
        (Dimension::District, column(|row| row.1.to_owned())),
    ]);
    let day = |text| Day::parse(text).expect("a day");
    let days = (day("2024-01-01"), day("2024-10-31"));
    let places = Places::new(texts, ProvincesOfUnits::default(), days, basis, days.1);
    let group = |row: u32| {
        let codes = [row, row];
        places.keyed(dimension, WrittenPlace { sources: &SOURCES, codes: &codes, is_since: false })
    };
    (0..).take(rows.len()).map(group).collect()
}

const ROWS: [(&str, &str); 9] = [
    ("UBND xã Minh Tân", "Huyện Đông Hưng"),
    ("UBND xã Minh Tân", "Huyện Hưng Hà"),
    ("Xã Minh Tân", "Hưng Hà"),
    ("UBND xã Quỳnh Mỹ", ""),
    ("Công an xã Quỳnh Mỹ", ""),
    ("UBND huyện Quỳnh Phụ", "Huyện Quỳnh Phụ"),
    ("Sở Tư pháp", ""),
    ("UBND xã Quỳnh Mỷ", ""),
    ("UBND xã Minh Tân", ""),
];

#[test]
fn equal_names_are_told_apart_and_spellings_joined() {
    let groups = keyed(Dimension::Unit, UnitsBasis::AsWritten, &ROWS);
    assert_ne!(groups[0].key, groups[1].key);
    assert_eq!(groups[1].key, groups[2].key);
    assert_eq!(groups[0].within.as_deref(), Some("Huyện Đông Hưng"));
    assert_ne!(groups[3].key, groups[4].key);
    assert!(groups[..7].iter().all(|group| group.doubt.is_none()), "{groups:?}");
    let Some(UnitDoubt::Unknown(near)) = &groups[7].doubt else { panic!("{:?}", groups[7]) };
    assert_eq!(near[0], "Xã Quỳnh Mỹ (Huyện Quỳnh Phụ)");
    let Some(UnitDoubt::Ambiguous(units)) = &groups[8].doubt else { panic!("{:?}", groups[8]) };
    assert_eq!(units.len(), 3);
    assert!(groups[..2].iter().all(|group| group.key != groups[8].key));
}

#[test]
fn communes_roll_up_to_districts_provinces_and_levels() {
    let name = |group: &GroupKey| group.name.clone().unwrap_or_default();
    let districts = keyed(Dimension::District, UnitsBasis::AsWritten, &ROWS);
    assert_eq!(name(&districts[3]), "Huyện Quỳnh Phụ");
    assert_eq!(districts[3].key, districts[5].key);
    assert_eq!(districts[6].key, "");
    let provinces = keyed(Dimension::Province, UnitsBasis::AsWritten, &ROWS);
    assert!(provinces[..7].iter().all(|group| name(group) == "Tỉnh Thái Bình"));
    assert_eq!(provinces[7].key, "", "an unknown unit lies nowhere");
    let levels = keyed(Dimension::Level, UnitsBasis::AsWritten, &ROWS);
    let levels: Vec<String> = levels[3..7].iter().map(name).collect();
    assert_eq!(levels, ["Cấp xã", "Cấp xã", "Cấp huyện", "Cấp tỉnh"]);
}

#[test]
fn a_series_in_the_units_since_july_2025() {
    let groups = keyed(Dimension::Unit, UnitsBasis::Since, &ROWS);
    assert!(groups[3].key.starts_with("#new"), "{:?}", groups[3]);
    assert!(!groups[3].is_named_by_text && groups[3].name.is_some());
    let provinces = keyed(Dimension::Province, UnitsBasis::Since, &ROWS);
    assert_eq!(provinces[3].name.as_deref(), Some("Tỉnh Hưng Yên"));
    let districts = keyed(Dimension::District, UnitsBasis::Since, &ROWS);
    assert_eq!(districts[3].key, "");
    assert!(!districts[5].is_comparable);
}
