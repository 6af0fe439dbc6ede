//! The name of an office → the level it stands at, without any log around it.
//!
//! In: a name and a day. Out: its [`OfficeLevel`], where the name tells it. Must not know: rows, columns.

use super::mention::mentions;
use super::places::is_provincial;
use super::register::Register;
use super::tokens::tokens;
use crate::domain::{Day, UnitLevel};

/// Where an office stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficeLevel {
    Province,
    /// A department or board of a province.
    Department,
    District,
    Commune,
}

impl OfficeLevel {
    /// The name in data and JSON, that of the level of an index.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Department => "department",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }
}

/// First words that say the level by themselves. Every "Thành phố" has to be looked up.
const OPENINGS: [(&str, OfficeLevel); 15] = [
    ("tỉnh", OfficeLevel::Province),
    ("ban quản lý", OfficeLevel::Department),
    ("ban dân tộc", OfficeLevel::Department),
    ("thanh tra tỉnh", OfficeLevel::Department),
    ("thanh tra thành phố", OfficeLevel::Department),
    ("văn phòng ubnd tỉnh", OfficeLevel::Department),
    ("văn phòng ubnd thành phố", OfficeLevel::Department),
    ("huyện", OfficeLevel::District),
    ("quận", OfficeLevel::District),
    ("thị xã", OfficeLevel::District),
    ("xã", OfficeLevel::Commune),
    ("phường", OfficeLevel::Commune),
    ("thị trấn", OfficeLevel::Commune),
    ("đặc khu", OfficeLevel::Commune),
    ("trạm y tế", OfficeLevel::Commune),
];
/// What may stand before the name of a place.
const AUTHORITIES: [&str; 3] = ["ubnd", "ủy ban nhân dân", "hđnd và ubnd"];

/// The level that a name tells on a day.
pub fn office_level(name: &str, day: Day) -> Option<OfficeLevel> {
    let words = tokens(name);
    let authority =
        AUTHORITIES.iter().map(|text| tokens(text)).find(|text| words.starts_with(text));
    let place =
        authority.as_ref().map_or(&*words, |text| words.get(text.len()..).unwrap_or_default());
    let opening = OPENINGS.iter().find(|(text, _)| place.starts_with(&tokens(text)));
    if let Some((_, level)) = opening {
        return Some(*level);
    }
    if authority.is_none() && is_provincial(name) {
        return Some(OfficeLevel::Department);
    }
    of_place(name, day)
}

/// The lowest level of the places that a name mentions, of those that there were on the day.
fn of_place(name: &str, day: Day) -> Option<OfficeLevel> {
    let register = Register::built_in();
    let found = mentions(register, name, None);
    let levels = [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province];
    let is_there = |level: &UnitLevel, days: (Day, Day)| {
        let units = found.at(register, *level).unwrap_or_default();
        // Units of several levels bear one name.
        let units = units.iter().map(|id| register.unit(*id));
        units.filter(|unit| unit.level == *level).any(|unit| unit.existed_within(days))
    };
    let then = levels.iter().find(|level| is_there(level, (day, day)));
    let ever = levels.iter().find(|level| found.at(register, **level).is_some());
    then.or(ever).map(|level| match level {
        UnitLevel::Province => OfficeLevel::Province,
        UnitLevel::District => OfficeLevel::District,
        UnitLevel::Commune => OfficeLevel::Commune,
    })
}

#[cfg(test)]
mod tests {
    use super::{OfficeLevel, office_level};
    use crate::domain::Day;

    #[test]
    fn a_name_tells_its_level() {
        use OfficeLevel as L;

        for (name, day, level) in [
            ("UBND xã Đông Thái", "2025-12-31", Some(L::Commune)),
            ("Phường Hiệp Hòa", "2025-12-31", Some(L::Commune)),
            ("Ủy ban nhân dân thị trấn Diêm Điền", "2024-12-31", Some(L::Commune)),
            ("UBND xã Không Có Trong Danh Mục", "2024-12-31", Some(L::Commune)),
            ("UBND tỉnh An Giang", "2025-12-31", Some(L::Province)),
            ("Tỉnh Hưng Yên", "2025-12-31", Some(L::Province)),
            ("Thành phố Hà Nội", "2025-12-31", Some(L::Province)),
            ("UBND thành phố Thái Bình", "2024-12-31", Some(L::District)),
            ("UBND thành phố Huế", "2024-06-30", Some(L::District)),
            ("UBND thành phố Huế", "2025-12-31", Some(L::Province)),
            ("Huyện Quỳnh Phụ", "2024-12-31", Some(L::District)),
            ("Sở Nội vụ", "2025-12-31", Some(L::Department)),
            ("Thanh tra tỉnh", "2025-12-31", Some(L::Department)),
            ("Ban Quản lý Khu kinh tế", "2025-12-31", Some(L::Department)),
            ("Tổ công tác số 3", "2025-12-31", None),
        ] {
            let day = Day::parse(day).expect("a day");
            assert_eq!(office_level(name, day), level, "{name}");
        }
    }
}
