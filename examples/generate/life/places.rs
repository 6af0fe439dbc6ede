//! The areas of a lived office: departments of Bắc Ninh, and communes as they are since 1 July 2025 with
//! what they were made of.
//!
//! In: `data/units` and how many are wanted. Out: areas with their names by day. Must not know: dossiers.
//!
//! Bắc Ninh is the province because it sees both changes: on 1 July 2025 its communes were merged (and it
//! was, with Bắc Giang), and on 20 September 2026 some of them became wards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::random::Random;

const HISTORY: &str = include_str!("../../../data/units/units-history-2024-2025H1.csv");
const CURRENT: &str = include_str!("../../../data/units/units-history-2025-2026.csv");
const CROSSWALK: &str = include_str!("../../../data/units/crosswalk-2025.csv");
const PROVINCE: &str = "24";
/// Its code until 30 June 2025.
const PROVINCE_BEFORE: &str = "27";
const DEPARTMENTS: [&str; 6] = [
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
];

/// The first day of the communes of today.
pub fn reorganisation() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, 1).unwrap_or_default()
}

/// A department, or a commune with its past.
#[derive(Debug, Clone)]
pub struct Area {
    /// Names with the day each begins.
    pub names: Vec<(NaiveDate, &'static str)>,
    /// Code since 1 July 2025; empty for a department.
    pub code: &'static str,
    /// What it was made of; of a department itself, without a district.
    pub parts: Vec<Part>,
}

/// A commune until 30 June 2025.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub code: &'static str,
    pub name: &'static str,
    pub district: &'static str,
}

impl Area {
    pub const fn is_commune(&self) -> bool {
        !self.code.is_empty()
    }

    /// Its name since the reorganisation, as of a day.
    pub fn name_on(&self, day: NaiveDate) -> &'static str {
        let begun = self.names.iter().rev().find(|(from, _)| *from <= day);
        begun.or(self.names.first()).map_or("", |(_, name)| name)
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// Departments, then communes, at least one of them a commune that became a ward in September 2026.
pub fn areas(departments: usize, communes: usize, random: &mut Random) -> Vec<Area> {
    let department = |name: &'static str| Area {
        names: vec![(NaiveDate::default(), name)],
        code: "",
        parts: vec![Part { code: "", name, district: "" }],
    };
    let mut areas: Vec<Area> = DEPARTMENTS.into_iter().take(departments).map(department).collect();
    let mut all = of_province();
    random.shuffle(&mut all);
    // Wards first once, then as they come.
    if let Some(place) = all.iter().position(|area| area.names.len() > 1) {
        all.swap(0, place);
    }
    areas.extend(all.into_iter().take(communes));
    areas
}

/// The communes that were made of two to four whole ones.
fn of_province() -> Vec<Area> {
    let mut old: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for row in rows(HISTORY) {
        if let [code, name, _, parent, ..] = row.as_slice() {
            old.insert(code, (name, parent));
        }
    }
    let mut parts: BTreeMap<&str, Vec<(Part, bool)>> = BTreeMap::new();
    for row in rows(CROSSWALK) {
        if let [code, name, _, since, _, PROVINCE, kind, _, listed_in] = row.as_slice() {
            let (_, district) = old.get(code).copied().unwrap_or_default();
            let (district, province) = old.get(district).copied().unwrap_or_default();
            let is_whole = *kind == "full" && *listed_in == "both" && province == PROVINCE_BEFORE;
            parts.entry(since).or_default().push((Part { code, name, district }, is_whole));
        }
    }
    let mut names: BTreeMap<&'static str, Vec<(NaiveDate, &'static str)>> = BTreeMap::new();
    for row in rows(CURRENT) {
        if let [code, name, "commune", PROVINCE, from, ..] = row.as_slice() {
            names.entry(code).or_default().push((from.parse().unwrap_or_default(), name));
        }
    }
    let area = |(code, names): (&'static str, Vec<(NaiveDate, &'static str)>)| {
        let parts = parts.get(code)?;
        let is_simple = (2..=4).contains(&parts.len()) && parts.iter().all(|(_, whole)| *whole);
        let parts = parts.iter().map(|(part, _)| *part).collect();
        is_simple.then_some(Area { names, code, parts })
    };
    names.into_iter().filter_map(area).collect()
}
