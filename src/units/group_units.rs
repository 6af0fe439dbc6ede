//! Rows that name a unit → the unit of the rows below them.
//!
//! In: the group rows of a file without a column of units. Out: for each the unit and the district of
//! the rows below. Must not know: the rows of dossiers.

use std::sync::Arc;

use super::{RosterEntry, UnitInText, named_unit};
use crate::domain::UnitLevel;
use crate::read::Position;

/// A row that names a unit, and what it says of the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupOfRows {
    pub start: Position,
    /// Nothing where it looks like a unit that nobody knows: the rows below are not of the one before.
    pub unit: Option<String>,
    pub district: Option<String>,
}

/// The texts of group rows → the units of the rows below. Nothing where none is known.
pub fn group_units(
    mut rows: Vec<(Position, String)>,
    roster: &[RosterEntry],
) -> Option<Arc<[GroupOfRows]>> {
    rows.sort_unstable();
    let mut district: Option<String> = None;
    let mut groups = Vec::new();
    for (start, text) in rows {
        let (unit, level) = match named_unit(&text, roster) {
            UnitInText::Unit(unit, level) => (Some(unit), level),
            UnitInText::Unknown => (None, None),
            UnitInText::Nothing => continue,
        };
        match level {
            Some(UnitLevel::District) => district.clone_from(&unit),
            Some(UnitLevel::Province) => district = None,
            Some(UnitLevel::Commune) | None => {}
        }
        groups.push(GroupOfRows { start, unit, district: district.clone() });
    }
    groups.iter().any(|group| group.unit.is_some()).then(|| groups.into())
}

/// The group that a row stands in.
pub fn group_at(groups: &[GroupOfRows], at: Position) -> Option<&GroupOfRows> {
    let behind = groups.partition_point(|group| group.start <= at);
    groups.get(behind.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::{group_at, group_units};
    use crate::read::{FileId, Position};

    #[test]
    fn a_district_stands_above_its_communes_and_a_field_changes_nothing() {
        let at = |row| Position::new(FileId(0), 0, row);
        let texts = [
            "HUYỆN QUỲNH PHỤ",
            "UBND xã Quỳnh Mỹ",
            "Lĩnh vực đất đai",
            "2. Xã Quỳnh Hoa (3 hồ sơ)",
            "UBND xã Không Có",
            "Huyện Hưng Hà",
        ];
        let rows = texts.iter().zip(0..).map(|(text, row)| (at(row * 10), (*text).to_owned()));
        let groups = group_units(rows.collect(), &[]).expect("units");
        let of = |row| {
            let group = group_at(&groups, at(row)).expect("a group");
            (group.unit.as_deref(), group.district.as_deref())
        };
        let district = Some("HUYỆN QUỲNH PHỤ");
        assert_eq!(of(5), (district, district));
        assert_eq!(of(15), (Some("UBND xã Quỳnh Mỹ"), district));
        assert_eq!(of(25), (Some("UBND xã Quỳnh Mỹ"), district));
        assert_eq!(of(35), (Some("Xã Quỳnh Hoa"), district));
        assert_eq!(of(45), (None, district));
        assert_eq!(of(55), (Some("Huyện Hưng Hà"), Some("Huyện Hưng Hà")));
        assert!(group_units(vec![(at(1), "Lĩnh vực đất đai".to_owned())], &[]).is_none());
    }
}
