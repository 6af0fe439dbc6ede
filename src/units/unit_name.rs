//! A unit as anybody writes it → its plain name: without its authority, its kind in full, what it lies in apart.
//!
//! In: a text. Out: a [`UnitName`], compared with another. Must not know: the register.

use super::tokens::tokens;
use crate::columns::plain;

/// The name of a unit in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// `xã`, `huyện` and the like; nothing where the text does not say.
    kind: Option<&'static str>,
    words: Vec<String>,
    /// The words of the unit it lies in, without their kind.
    within: Option<Vec<String>>,
}

/// What is left out before a name.
const AUTHORITIES: [&str; 7] = [
    "hội đồng nhân dân và ủy ban nhân dân",
    "hđnd và ubnd",
    "hđnd ubnd",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "ubnd",
    "ub nhân dân",
];

/// Kinds, and how they are written short.
const KINDS: [(&str, &[&str]); 9] = [
    ("thành phố", &["tp"]),
    ("thị xã", &["tx"]),
    ("thị trấn", &["tt"]),
    ("đặc khu", &["đk"]),
    ("tỉnh", &["t"]),
    ("huyện", &["h"]),
    ("quận", &["q"]),
    ("phường", &["p"]),
    ("xã", &["x"]),
];

impl UnitName {
    pub fn new(text: &str) -> Self {
        let (own, rest) = split(text);
        let (kind, words) = own_words(own);
        let within = rest.map(|rest| own_words(rest).1).filter(|words| !words.is_empty());
        Self { kind, words, within }
    }

    /// The same, in a unit that another column names.
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        let words = own_words(name).1;
        if !words.is_empty() {
            self.within = Some(words);
        }
        self
    }

    pub const fn kind(&self) -> Option<&'static str> {
        self.kind
    }

    /// The words of the name.
    pub fn words(&self) -> String {
        self.words.join(" ")
    }

    /// The words of what it lies in; nothing where the text does not say.
    pub fn place(&self) -> String {
        self.within.as_ref().map(|words| words.join(" ")).unwrap_or_default()
    }

    /// Whether both say the same, and nothing more.
    pub fn is_spelling_of(&self, other: &Self) -> bool {
        self.kind == other.kind && self.within == other.within && self.words == other.words
    }

    /// Whether both may be one unit: the same words, no other kind, not in another place.
    pub fn may_be(&self, other: &Self) -> bool {
        let agree = |left: Option<&str>, right: Option<&str>| {
            left.zip(right).is_none_or(|(left, right)| left == right)
        };
        let places = self.within.as_ref().zip(other.within.as_ref());
        !self.words.is_empty()
            && agree(self.kind, other.kind)
            && places.is_none_or(|(left, right)| same(left, right))
            && same(&self.words, &other.words)
    }
}

/// Words are the same with their marks, or where one of the texts has none at all.
fn same(left: &[String], right: &[String]) -> bool {
    let is_plain = |words: &[String]| words.iter().all(|word| word.is_ascii());
    let without_marks = |words: &[String]| words.iter().map(|word| plain(word)).collect::<Vec<_>>();
    left == right
        || ((is_plain(left) || is_plain(right)) && without_marks(left) == without_marks(right))
}

/// A name and what it lies in: `Xã A, huyện B`, `Xã A - huyện B`, `Xã A (huyện B)`.
fn split(text: &str) -> (&str, Option<&str>) {
    let at = [", ", " - ", " – ", "("].iter().filter_map(|mark| {
        let place = text.find(mark)?;
        Some((place, place + mark.len()))
    });
    match at.min() {
        Some((end, start)) => (text.get(..end).unwrap_or(text), text.get(start..)),
        None => (text, None),
    }
}

/// The kind of a name and its other words.
fn own_words(text: &str) -> (Option<&'static str>, Vec<String>) {
    let words = tokens(text);
    let behind = |words: &[String], opening: &str| {
        let opening = tokens(opening);
        let opens = words.len() > opening.len()
            && same(words.get(..opening.len()).unwrap_or_default(), &opening);
        opens.then(|| words.get(opening.len()..).unwrap_or_default().to_vec())
    };
    let words = AUTHORITIES.iter().find_map(|name| behind(&words, name)).unwrap_or(words);
    let kind = KINDS.iter().find_map(|(kind, short)| {
        let spellings = std::iter::once(kind).chain(short.iter());
        let rest = spellings.into_iter().find_map(|spelling| behind(&words, spelling))?;
        Some((*kind, rest))
    });
    match kind {
        Some((kind, rest)) => (Some(kind), rest),
        None => (None, words),
    }
}

#[cfg(test)]
mod tests {
    use super::UnitName;

    #[test]
    fn one_unit_in_many_spellings() {
        let unit = UnitName::new("UBND xã Hòa Bình");
        for text in [
            "Ủy ban nhân dân xã Hoà Bình",
            "UỶ BAN NHÂN DÂN XÃ HÒA BÌNH",
            "Xã Hòa Bình",
            "X. Hòa Bình",
            "Hòa Bình",
            "xa Hoa Binh",
            "Xã Hòa Bình - huyện Hưng Hà",
            "UBND xã Hòa Bình (Hưng Hà)",
        ] {
            assert!(unit.may_be(&UnitName::new(text)), "{text}");
        }
        for text in ["Phường Hòa Bình", "Xã Hòa Bình 2", "Xã Hóa Bình", "UBND", ""] {
            assert!(!unit.may_be(&UnitName::new(text)), "{text}");
        }
        let placed = UnitName::new("UBND xã Hòa Bình").within("Huyện Hưng Hà");
        assert!(placed.may_be(&UnitName::new("Hòa Bình, H. Hưng Hà")));
        assert!(!placed.may_be(&UnitName::new("Xã Hòa Bình, huyện Vũ Thư")));
        assert!(UnitName::new("Tỉnh Quảng Ninh").may_be(&UnitName::new("T. Quảng Ninh")));
    }
}
