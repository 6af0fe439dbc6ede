//! Dossier ids as they are compared and shown: without guards against spreadsheets, invisible signs and
//! spaces, with one kind of hyphen and width; restored where a spreadsheet took them for numbers and
//! all digits are there ([`super::id_number`]).
//!
//! In: a cell, or a text that somebody typed. Out: an [`Id`], the same for every log and command. Must not
//! know: rows, and what other columns hold.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use wide::u8x16;
use xxhash_rust::xxh3::xxh3_128;

use super::id_number::{is_number, looks_like_number, restored};
use super::row::is_blank_word;
use crate::domain::{plain_sign, without_guards};
use crate::read::Record;

/// A dossier id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id<'r> {
    /// As it is shown; empty where the cell holds no id.
    pub text: Cow<'r, [u8]>,
    /// Whether it had become a number.
    pub is_restored: bool,
    /// Whether another id may differ from it in case or a final dot only.
    pub may_nearly_meet: bool,
    has_spaces: bool,
}

/// What every id is looked at for, sixteen bytes at once: signs that are no visible ASCII, and small
/// letters (a few other signs are taken for some, which does no harm).
#[derive(Debug, Clone, Copy, Default)]
struct ByteClasses {
    hidden: u32,
    small: u32,
}

const LANE: usize = 16;

/// Nothing for texts of fewer than eight bytes.
#[inline(always)]
fn look(cell: &[u8]) -> Option<ByteClasses> {
    let Some(end) = cell.last_chunk::<LANE>() else {
        // Both halves overlap, as the last lane does with the one before it.
        let (first, last) = (cell.first_chunk::<8>()?, cell.last_chunk::<8>()?);
        let mut both = [0; LANE];
        both[..8].copy_from_slice(first);
        both[8..].copy_from_slice(last);
        return Some(ByteClasses::default().with(both));
    };
    let mut seen = ByteClasses::default();
    for lane in cell.as_chunks::<LANE>().0 {
        seen = seen.with(*lane);
    }
    Some(seen.with(*end))
}

impl ByteClasses {
    #[inline(always)]
    fn with(self, lane: [u8; LANE]) -> Self {
        let (lane, small) = (u8x16::from(lane), u8x16::splat(SMALL));
        // Beyond ASCII the highest bit is set, which is what a bit mask is made of.
        let hidden = lane.to_bitmask() | lane.min(u8x16::splat(b' ')).simd_eq(lane).to_bitmask();
        Self {
            hidden: self.hidden | hidden,
            small: self.small | (lane & small).simd_eq(small).to_bitmask(),
        }
    }
}

/// Both bits that 0x60 to 0x7F have, and no sign below them.
const SMALL: u8 = 0x60;

/// The dossier id of a row.
#[inline(always)]
pub fn id_of<'r>(record: &Record<'r>, column: usize) -> Id<'r> {
    let cell = record.cell(column);
    if let Some(ByteClasses { hidden: 0, small }) = look(&cell)
        && !is_guard(cell.first())
        && !is_guard(cell.last())
        && !looks_like_number(&cell)
    {
        let may_nearly_meet = small != 0 || cell.last() == Some(&b'.');
        return Id { text: cell, is_restored: false, may_nearly_meet, has_spaces: false };
    }
    unusual_id(&cell)
}

#[inline(always)]
fn is_guard(sign: Option<&u8>) -> bool {
    matches!(sign, Some(b'\'' | b'=' | b'"' | b'`'))
}

/// Ids are longer than any blank word.
const LONGEST_BLANK_WORD: usize = 12;

/// Short ids, and those with anything to take away. An id whose digits are lost is no id.
#[cold]
fn unusual_id(cell: &[u8]) -> Id<'static> {
    let text = clean(&String::from_utf8_lossy(cell));
    let number = looks_like_number(text.as_bytes()) && is_number(text.as_bytes());
    let restored = number.then(|| restored(text.as_bytes()));
    let is_restored = matches!(restored, Some(Some(_)));
    let mut text = match restored {
        Some(restored) => restored.unwrap_or_default(),
        None => text.into_bytes(),
    };
    if text.len() <= LONGEST_BLANK_WORD && is_blank_word(&text) {
        text.clear();
    }
    let is_upper = |byte: &u8| byte.is_ascii() && !byte.is_ascii_lowercase();
    let may_nearly_meet = !text.iter().all(is_upper) || text.last() == Some(&b'.');
    let has_spaces = text.contains(&b' ');
    Id { text: Cow::Owned(text), is_restored, may_nearly_meet, has_spaces }
}

impl Id<'_> {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What ids are compared by: 128 bits of a hash, in which spaces do not count.
    #[inline(always)]
    pub fn digest(&self) -> u128 {
        if self.has_spaces { xxh3_128(&without_spaces(&self.text)) } else { xxh3_128(&self.text) }
    }

    /// The same without regard to case and a final dot.
    pub fn near_digest(&self) -> u128 {
        let text = String::from_utf8_lossy(&self.text).to_uppercase();
        let text = without_spaces(text.trim_end_matches('.').as_bytes());
        xxh3_128(&text)
    }

    /// As it is shown.
    pub fn shown(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }
}

fn without_spaces(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(|byte| *byte != b' ').collect()
}

/// What an id is compared by, wherever it was typed; see [`Id::digest`].
pub fn id_digest(text: &str) -> u128 {
    unusual_id(text.as_bytes()).digest()
}

/// An id as it is shown, wherever it was typed; empty where the text is none.
pub fn shown_id(text: &str) -> String {
    unusual_id(text.as_bytes()).shown()
}

/// Whether a cell holds a number that has lost digits.
pub fn has_lost_digits(cell: &[u8]) -> bool {
    is_number(clean(&String::from_utf8_lossy(cell)).as_bytes())
}

/// A text without guards and invisible signs, with plain hyphens, digits and letters, and with single
/// spaces where a reader needs them.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    // Composed and of usual width, a sign may be a guard that it was not before.
    let plain: String = text.nfc().filter_map(plain_sign).collect();
    for sign in without_guards(&plain).chars() {
        let joins = |sign: char| sign.is_ascii_punctuation();
        match (sign, cleaned.chars().next_back()) {
            (' ', None | Some(' ')) => {}
            (' ', Some(before)) if joins(before) => {}
            (sign, Some(' ')) if joins(sign) => {
                cleaned.pop();
                cleaned.push(sign);
            }
            (sign, _) => cleaned.push(sign),
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

#[cfg(test)]
mod tests {
    use super::{id_digest, id_of, shown_id};
    use crate::read::{Dialect, Records};

    #[test]
    fn guards_and_signs_nobody_sees_make_no_other_id() {
        let plain = "000.12.34.H54-240603-0001";
        for text in [
            "'000.12.34.H54-240603-0001",
            "’000.12.34.H54-240603-0001",
            "=\"000.12.34.H54-240603-0001\"",
            "=\"'000.12.34.H54-240603-0001\"",
            " ' 000.12.34.H54-240603-0001 ' ",
            "\t000.12.34.H54-240603-0001",
            "000.12.34.H54–240603—0001",
            "000.12.34.H54\u{2011}240603\u{2212}0001",
            "000.12.34.H54\u{a0}-\u{a0}240603 - 0001",
            "000.12.34.H54 -240603- 0001",
            "000.12.34.H54-\u{200b}240603\u{ad}-\u{2060}0001\u{feff}",
            "\u{202a}000.12.34.H54-240603-0001\u{202c}",
            "\u{200e}000.12.34.Ｈ５４－240603－０００１",
        ] {
            assert_eq!(shown_id(text), plain, "{text:?}");
            assert_eq!(id_digest(text), id_digest(plain), "{text:?}");
        }
    }

    #[test]
    fn spaces_are_shown_and_not_compared() {
        assert_eq!(shown_id("Số  12\u{a0}HS / 2024"), "Số 12 HS/2024");
        assert_eq!(id_digest("Số 12 HS/2024"), id_digest("Số 12HS / 2024"));
        assert_eq!(id_digest("Số 12HS/2024"), id_digest("So\u{302}\u{301}12HS/2024"));
        for (left, right) in [("H54-1", "H54-01"), ("H54-1", "H541"), ("a-1", "A-1"), ("1", "1.")] {
            assert_ne!(id_digest(left), id_digest(right), "{left} {right}");
        }
        for nothing in ["", "'", "=\"\"", " \u{200b}", "–", "' - '", "NULL"] {
            assert_eq!(shown_id(nothing), "", "{nothing:?}");
        }
    }

    #[test]
    fn the_first_look_says_what_the_long_one_says() {
        for text in [
            "000.12.34.H54-240603-0001",
            "12345678",
            "1234567",
            "hs-2024-000001",
            "HS-2024-000001.",
            "HS 2024-000001",
            "'HS-2024-000001",
            "HS-2024-000001'",
            "HS-2024-00000\u{a0}1",
            "HS-2024\u{200b}-000001",
            "19899345.0",
            "HS-\u{1}2024-000001",
        ] {
            let mut records = Records::new(text.as_bytes(), Dialect::new(b';'));
            let record = records.advance().expect("one record");
            let id = id_of(&record, 0);
            assert_eq!(id.shown(), shown_id(text), "{text:?}");
            assert_eq!(id.digest(), id_digest(text), "{text:?}");
            let is_small = text.contains("hs") || text.ends_with('.');
            assert_eq!(id.may_nearly_meet, is_small, "{text:?}");
        }
    }

    #[test]
    fn ids_nearly_meet_by_case_and_a_final_dot() {
        let near = |text: &str| super::unusual_id(text.as_bytes()).near_digest();
        for text in ["hs-2024-đk-01", "HS-2024-ĐK-01.", "Hs-2024-Đk-01"] {
            assert_eq!(near(text), id_digest("HS-2024-ĐK-01"), "{text}");
        }
        assert_ne!(near("HS-2024-01"), near("HS-2024-011"));
    }
}
