//! A cell → the places it names: `UBND xã Minh Tân - huyện Đông Hưng` names a commune and a district.
//!
//! In: text and the [`Register`]. Out: for each name the units that bear it, and whether the text is
//! nothing but a unit. Must not know: which of several units of one name is meant.

use std::sync::OnceLock;

use super::register::{Register, UnitId};
use super::tokens::tokens;
use crate::domain::{UnitLevel, has_lost_letters_of_name};

/// The places that a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// One per name, in the order of the text: all units that bear it.
    pub places: Vec<Vec<UnitId>>,
    /// The text is the unit itself (its name, or its people's committee), not an office in it.
    pub is_unit: bool,
    /// It says "xã", "huyện" and the like before a name that no unit bears.
    pub has_unknown: bool,
}

impl Mentions {
    /// The units of the first name at a level.
    pub fn at(&self, register: &Register, level: UnitLevel) -> Option<&[UnitId]> {
        let has = |ids: &&Vec<UnitId>| ids.iter().any(|id| register.unit(*id).level == level);
        self.places.iter().find(has).map(Vec::as_slice)
    }
}

/// Words that open the name of a place, folded; abbreviations with what they stand for.
struct Openings {
    full: Vec<Vec<String>>,
    short: Vec<(String, Vec<String>)>,
    /// People's committee, people's council: the unit itself.
    authority: Vec<Vec<String>>,
    /// `thị`, after which `xã` opens nothing.
    thi: Vec<String>,
}

fn openings() -> &'static Openings {
    static OPENINGS: OnceLock<Openings> = OnceLock::new();
    OPENINGS.get_or_init(|| {
        let full =
            ["thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];
        let short = [
            ("tp", "thành phố"),
            ("tx", "thị xã"),
            ("tt", "thị trấn"),
            ("đk", "đặc khu"),
            ("h", "huyện"),
            ("q", "quận"),
            ("x", "xã"),
            ("p", "phường"),
        ];
        let authority = ["hội đồng nhân dân", "ủy ban nhân dân", "hđnd", "ubnd", "và"];
        Openings {
            full: full.iter().map(|text| tokens(text)).collect(),
            short: short
                .iter()
                .map(|(short, text)| (tokens(short).concat(), tokens(text)))
                .collect(),
            authority: authority.iter().map(|text| tokens(text)).collect(),
            thi: tokens("thị"),
        }
    })
}

/// No name of a unit has more words behind its opening.
const LONGEST_NAME: usize = 6;
/// No text that names units is longer, in bytes.
const LONGEST_TEXT: usize = 1_000;

/// Finds the places in a text. In a column for one level a bare name is enough (`Minh Tân` under
/// `Xã/Phường`).
pub fn mentions(register: &Register, text: &str, column: Option<UnitLevel>) -> Mentions {
    // What is left of a name may be another unit's, and a cell may hold a book.
    if has_lost_letters_of_name(text) || text.len() > LONGEST_TEXT {
        return Mentions::default();
    }
    let words = tokens(text);
    let mut found = Mentions { is_unit: true, ..Mentions::default() };
    let mut place = 0;
    while let Some(rest) = words.get(place..).filter(|rest| !rest.is_empty()) {
        let after_thi = place > 0 && openings().thi.first() == words.get(place - 1);
        if let Some((length, ids)) = place_at(register, rest).filter(|_| !after_thi) {
            found.places.push(ids);
            place += length;
        } else if let Some(length) = starts_with_any(rest, &openings().authority) {
            place += length;
        } else {
            // Behind other words it may open nothing: `Bảo hiểm xã hội`, `hợp tác xã`.
            let opens = starts_with_any(rest, &openings().full).is_some_and(|n| n < rest.len());
            found.has_unknown |= opens && found.is_unit;
            found.is_unit = false;
            place += 1;
        }
    }
    if found.places.is_empty() {
        let bare = column.map(|level| bare(register, &words, level)).unwrap_or_default();
        found.is_unit = !bare.is_empty();
        found.has_unknown |= bare.is_empty() && column.is_some() && !words.is_empty();
        found.places.extend((!bare.is_empty()).then_some(bare));
    }
    found
}

/// Whether a text names a place of the register with what it is: `xã Minh Tân`.
pub fn names_place(text: &str) -> bool {
    !mentions(Register::built_in(), text, None).places.is_empty()
}

/// Whether a text is the bare name of a place of the register: `Minh Tân`.
pub fn is_bare_place(text: &str) -> bool {
    let words = tokens(text);
    let levels = [UnitLevel::Commune, UnitLevel::District, UnitLevel::Province];
    let register = Register::built_in();
    (1..=LONGEST_NAME).contains(&words.len())
        && levels.into_iter().any(|level| !bare(register, &words, level).is_empty())
}

/// The longest name that opens here, and how many words it takes.
fn place_at(register: &Register, rest: &[String]) -> Option<(usize, Vec<UnitId>)> {
    let Openings { full, short, .. } = openings();
    let opened = full
        .iter()
        .filter(|opening| rest.starts_with(opening))
        .map(|opening| (opening.len(), opening))
        .chain(
            short.iter().filter(|(word, _)| rest.first() == Some(word)).map(|(_, full)| (1, full)),
        );
    for (taken, opening) in opened {
        for length in (1..=LONGEST_NAME.min(rest.len() - taken)).rev() {
            let name = opening.iter().chain(&rest[taken..taken + length]);
            let key = name.map(String::as_str).collect::<Vec<_>>().join(" ");
            let ids = register.named(&key);
            if !ids.is_empty() {
                return Some((taken + length, ids.to_vec()));
            }
        }
    }
    None
}

/// Units of a level whose name without its opening is the whole text.
fn bare(register: &Register, words: &[String], level: UnitLevel) -> Vec<UnitId> {
    let mut ids = Vec::new();
    for opening in &openings().full {
        let key = opening.iter().chain(words).map(String::as_str).collect::<Vec<_>>().join(" ");
        let named = register.named(&key).iter().copied();
        ids.extend(named.filter(|id| register.unit(*id).level == level));
    }
    ids
}

fn starts_with_any(rest: &[String], openings: &[Vec<String>]) -> Option<usize> {
    openings.iter().find(|opening| rest.starts_with(opening)).map(Vec::len)
}

#[cfg(test)]
mod tests {
    use super::{Mentions, mentions};
    use crate::domain::UnitLevel;
    use crate::units::register::Register;

    fn names(found: &Mentions) -> Vec<&'static str> {
        let register = Register::built_in();
        found.places.iter().map(|ids| register.unit(ids[0]).name).collect()
    }

    #[test]
    fn places_in_the_names_of_offices() {
        let register = Register::built_in();
        for (text, places, is_unit) in [
            ("UBND xã Minh Tân - huyện Đông Hưng", &["Xã Minh Tân", "Huyện Đông Hưng"][..], true),
            ("Ủy ban nhân dân thị trấn Quỳnh Côi", &["Thị trấn Quỳnh Côi"], true),
            ("HĐND và UBND huyện Quỳnh Phụ", &["Huyện Quỳnh Phụ"], true),
            ("Phòng Tư pháp huyện Quỳnh Phụ", &["Huyện Quỳnh Phụ"], false),
            ("TP. Thái Bình", &["Thành phố Thái Bình"], true),
            ("Thị xã Nghĩa Lộ", &["Thị xã Nghĩa Lộ"], true),
            ("Sở Tư pháp", &[], false),
            ("NYPD", &[], false),
            ("", &[], false),
        ] {
            let found = mentions(register, text, None);
            assert_eq!((names(&found), found.is_unit), (places.to_vec(), is_unit), "{text}");
            assert!(!found.has_unknown, "{text}");
        }
    }

    #[test]
    fn a_column_of_communes_needs_no_opening() {
        let register = Register::built_in();
        let found = mentions(register, "Quỳnh Mỹ", Some(UnitLevel::Commune));
        assert_eq!((names(&found), found.is_unit), (vec!["Xã Quỳnh Mỹ"], true));
        assert!(mentions(register, "Quỳnh Mỹ", None).places.is_empty());
    }

    #[test]
    fn a_name_that_nobody_bears_is_noticed() {
        let register = Register::built_in();
        assert!(mentions(register, "UBND xã Quỳnh Mỷ", None).has_unknown);
        assert!(mentions(register, "Quỳnh Mỷ", Some(UnitLevel::Commune)).has_unknown);
        assert!(!mentions(register, "Phòng quản lý thị trường", None).has_unknown);
    }
}
