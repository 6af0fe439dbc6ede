//! A row, the name of a sheet, the name of a file → the unit it names, if the register or the roster
//! knows it.
//!
//! In: a text and the roster. Out: the name of the unit and its level. Must not know: which rows belong
//! to it.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::mention::{Mentions, mentions};
use super::register::Register;
use super::roster::RosterEntry;
use super::title::starts_like_office;
use super::tokens::tokens;
use crate::columns::{plain, without_number};
use crate::domain::UnitLevel;
use crate::domain::fold;

/// What a text says of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitInText {
    /// A unit that is known, and its level if the register knows it.
    Unit(String, Option<UnitLevel>),
    /// Something that looks like a unit and that nobody knows.
    Unknown,
    Nothing,
}

/// The unit that is all a text names: `UBND xã Quỳnh Mỹ`, `2. Xã Quỳnh Mỹ (12 hồ sơ)`,
/// `Đơn vị: Xã Quỳnh Mỹ`.
pub fn named_unit(text: &str, roster: &[RosterEntry]) -> UnitInText {
    let register = Register::built_in();
    let mut looks_like_one = false;
    for candidate in candidates(text) {
        let key = fold(candidate);
        if roster.iter().any(|entry| !entry.name.is_empty() && fold(&entry.name) == key) {
            return UnitInText::Unit(
                candidate.to_owned(),
                level(&mentions(register, candidate, None)),
            );
        }
        let found = mentions(register, candidate, None);
        if found.is_unit && !found.places.is_empty() {
            return UnitInText::Unit(candidate.to_owned(), level(&found));
        }
        looks_like_one |= found.has_unknown || starts_like_office(candidate);
    }
    if looks_like_one { UnitInText::Unknown } else { UnitInText::Nothing }
}

/// A text without what may stand around the name of a unit, the plainest last.
fn candidates(text: &str) -> impl Iterator<Item = &str> {
    let whole = text.trim();
    let label = tokens("đơn vị");
    let labelled = whole.split_once(':').filter(|(before, _)| tokens(before) == label);
    let name = labelled.map_or(whole, |(_, name)| name.trim());
    let name = without_number(name);
    // `(12 hồ sơ)`, `: 12 hồ sơ`.
    let end = name.find(['(', '[', ':']).unwrap_or(name.len());
    let short = name.get(..end).unwrap_or(name).trim_end_matches([' ', '-', '–', '.', ',']);
    [Some(whole), Some(name).filter(|name| *name != whole), Some(short).filter(|s| *s != name)]
        .into_iter()
        .flatten()
        .filter(|candidate| !candidate.is_empty())
}

/// The lowest level that a text names.
fn level(found: &Mentions) -> Option<UnitLevel> {
    let register = Register::built_in();
    [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province]
        .into_iter()
        .find(|level| found.at(register, *level).is_some())
}

/// The unit that the name of a sheet is; a bare name is enough (`Quỳnh Mỹ`).
pub fn unit_of_sheet(name: &str, roster: &[RosterEntry]) -> Option<(String, Option<UnitLevel>)> {
    match named_unit(name, roster) {
        UnitInText::Unit(unit, level) => return Some((unit, level)),
        UnitInText::Unknown => return None,
        UnitInText::Nothing => {}
    }
    let name = without_number(name.trim());
    let words: Vec<&str> = name.split_whitespace().collect();
    // `Thống nhất` is a word, `Thống Nhất` may be a commune.
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    if words.len() < 2 || !words.iter().all(is_name) {
        return None;
    }
    let register = Register::built_in();
    [UnitLevel::Commune, UnitLevel::District].into_iter().find_map(|level| {
        let found = mentions(register, name, Some(level));
        let ids = found.at(register, level)?;
        let first = register.unit(*ids.first()?).name;
        let is_one_name = ids.iter().all(|id| register.unit(*id).name == first);
        Some((if is_one_name { first.to_owned() } else { name.to_owned() }, Some(level)))
    })
}

/// The unit that the name of a file holds among other words, with marks or without:
/// `UBND xã Quỳnh Mỹ - thang 6`, `xa_quynh_my_2024`.
pub fn unit_of_file(stem: &str, roster: &[RosterEntry]) -> Option<(String, Option<UnitLevel>)> {
    let text = stem.replace(['_', '+'], " ");
    // What is nothing but a unit between two dashes keeps its spelling.
    let parts = stem.split(['_', '+', '–', '(', ')', '[', ']', ',']).flat_map(|p| p.split(" - "));
    let whole =
        parts.filter(|part| !part.is_ascii()).find_map(|part| match named_unit(part, roster) {
            UnitInText::Unit(name, level) if level != Some(UnitLevel::Province) => {
                Some((name, level))
            }
            _ => None,
        });
    if whole.is_some() {
        return whole;
    }
    let words = tokens(&text);
    if let Some(name) = of_roster(&words, roster, text.is_ascii()) {
        return Some((name.to_owned(), level(&mentions(Register::built_in(), name, None))));
    }
    let register = Register::built_in();
    let found = mentions(register, &text, None);
    let name_of = |level: UnitLevel| {
        let ids = found.at(register, level)?;
        let first = register.unit(*ids.first()?).name;
        ids.iter().all(|id| register.unit(*id).name == first).then(|| first.to_owned())
    };
    match (name_of(UnitLevel::Commune), name_of(UnitLevel::District)) {
        (Some(commune), Some(district)) => {
            Some((format!("{commune} - {district}"), Some(UnitLevel::Commune)))
        }
        (Some(commune), None) => Some((commune, Some(UnitLevel::Commune))),
        (None, Some(district)) => Some((district, Some(UnitLevel::District))),
        (None, None) => without_marks(&words).filter(|_| text.is_ascii()),
    }
}

/// The entry of the roster that stands in a text; the longest, if it is the only one.
fn of_roster<'r>(words: &[String], roster: &'r [RosterEntry], is_plain: bool) -> Option<&'r str> {
    let mut best: Option<(usize, &str, bool)> = None;
    for entry in roster {
        let mut name = tokens(&entry.name);
        if is_plain {
            for word in &mut name {
                *word = plain(word);
            }
        }
        let stands = !name.is_empty() && words.windows(name.len()).any(|part| part == name);
        match best {
            _ if !stands => {}
            Some((length, _, _)) if length > name.len() => {}
            Some((length, _, _)) if length == name.len() => best = Some((length, "", false)),
            _ => best = Some((name.len(), &entry.name, true)),
        }
    }
    best.filter(|(_, _, is_only)| *is_only).map(|(_, name, _)| name)
}

/// Names of communes and districts without marks → the one name that is written so.
fn plain_names() -> &'static HashMap<String, Option<(&'static str, UnitLevel)>> {
    static NAMES: OnceLock<HashMap<String, Option<(&'static str, UnitLevel)>>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: HashMap<String, Option<(&'static str, UnitLevel)>> = HashMap::new();
        for (_, unit) in Register::built_in().iter().filter(|(_, u)| u.level != UnitLevel::Province)
        {
            let key = plain(&tokens(unit.name).join(" "));
            let met = names.entry(key).or_insert(Some((unit.name, unit.level)));
            if met.is_some_and(|(name, _)| fold(name) != fold(unit.name)) {
                *met = None;
            }
        }
        names
    })
}

/// The first commune, else the first district, of a text without marks. A name that may be read in two
/// ways is none.
fn without_marks(words: &[String]) -> Option<(String, Option<UnitLevel>)> {
    /// `thành phố` and six words.
    const LONGEST: usize = 8;
    let mut found: Vec<(&'static str, UnitLevel)> = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let longest = LONGEST.min(words.len() - place);
        let name = (2..=longest).rev().find_map(|length| {
            let key = words.get(place..place + length)?.join(" ");
            Some((length, *plain_names().get(&key)?))
        });
        place += name.map_or(1, |(length, _)| length);
        found.extend(name.and_then(|(_, name)| name));
    }
    let of = |level| found.iter().find(|(_, other)| *other == level);
    let (name, level) = of(UnitLevel::Commune).or_else(|| of(UnitLevel::District))?;
    Some(((*name).to_owned(), Some(*level)))
}

#[cfg(test)]
mod tests {
    use super::{UnitInText, named_unit, unit_of_file, unit_of_sheet};
    use crate::domain::UnitLevel;
    use crate::units::roster::RosterEntry;

    fn roster(names: &[&str]) -> Vec<RosterEntry> {
        let entry =
            |name: &&str| RosterEntry { name: (*name).to_owned(), ..RosterEntry::default() };
        names.iter().map(entry).collect()
    }

    #[test]
    fn rows_that_name_a_unit() {
        let commune = Some(UnitLevel::Commune);
        for (text, name, level) in [
            ("UBND xã Quỳnh Mỹ", "UBND xã Quỳnh Mỹ", commune),
            ("I. UBND XÃ QUỲNH MỸ", "UBND XÃ QUỲNH MỸ", commune),
            ("Đơn vị: Xã Quỳnh Mỹ", "Xã Quỳnh Mỹ", commune),
            ("2) Xã Quỳnh Mỹ: 12 hồ sơ", "Xã Quỳnh Mỹ", commune),
            ("Xã Quỳnh Mỹ (12 hồ sơ)", "Xã Quỳnh Mỹ", commune),
            ("Huyện Quỳnh Phụ", "Huyện Quỳnh Phụ", Some(UnitLevel::District)),
            ("Chi nhánh Quỳnh Phụ", "Chi nhánh Quỳnh Phụ", None),
        ] {
            let found = named_unit(text, &roster(&["Chi nhánh Quỳnh Phụ"]));
            assert_eq!(found, UnitInText::Unit(name.to_owned(), level), "{text}");
        }
        for text in ["UBND xã Quỳnh Mỷ", "Phòng Tư pháp", "Chi nhánh Quỳnh Phụ"] {
            assert_eq!(named_unit(text, &[]), UnitInText::Unknown, "{text}");
        }
        for text in ["Lĩnh vực đất đai", "Hộ tịch", "Nguyễn Văn A", "I", "Đơn vị tính: hồ sơ"]
        {
            assert_eq!(named_unit(text, &[]), UnitInText::Nothing, "{text}");
        }
    }

    #[test]
    fn names_of_sheets() {
        let name = |text: &str| unit_of_sheet(text, &[]).map(|(name, _)| name);
        assert_eq!(name("UBND xã Quỳnh Mỹ").as_deref(), Some("UBND xã Quỳnh Mỹ"));
        assert_eq!(name("Quỳnh Mỹ").as_deref(), Some("Xã Quỳnh Mỹ"));
        for text in ["Sheet1", "Tháng 6", "Tổng hợp", "Thống nhất", "Trực tuyến", "Hộ Tịch"]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_files() {
        let name = |text: &str| unit_of_file(text, &[]).map(|(name, _)| name);
        for (text, expected) in [
            ("UBND xã Quỳnh Mỹ - tháng 6", Some("UBND xã Quỳnh Mỹ")),
            ("UBND xã Quỳnh Mỹ", Some("UBND xã Quỳnh Mỹ")),
            ("Hồ sơ UBND xã Quỳnh Mỹ tháng 6", Some("Xã Quỳnh Mỹ")),
            ("ho so xa Quynh My thang 6", Some("Xã Quỳnh Mỹ")),
            ("xa-quynh-my_2024-06", Some("Xã Quỳnh Mỹ")),
            ("huyen_quynh_phu_2024", Some("Huyện Quỳnh Phụ")),
            ("Xã Quỳnh Mỹ huyện Quỳnh Phụ quý 2", Some("Xã Quỳnh Mỹ - Huyện Quỳnh Phụ")),
            // Without marks it may be one of several.
            ("xa-tan-thanh", None),
            ("thang-6", None),
            ("bao-cao-xa-hoi", None),
            ("quynh-my", None),
        ] {
            assert_eq!(name(text).as_deref(), expected, "{text}");
        }
        let roster = roster(&["Quỳnh Mỹ", "Sở Tư pháp"]);
        let known = |text: &str| unit_of_file(text, &roster).map(|(name, _)| name);
        assert_eq!(known("quynh-my-thang-6").as_deref(), Some("Quỳnh Mỹ"));
        assert_eq!(known("so tu phap 2024").as_deref(), Some("Sở Tư pháp"));
    }
}
