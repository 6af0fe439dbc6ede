//! What a dossier code tells: the body that gave it, the day, the running number of that day.
//!
//! In: an id as it is compared, and the forms in `data/codes`. Out: a [`DossierCode`], or nothing where the id is of
//! no known form. Must not know: units, what the row says otherwise.

use std::sync::LazyLock;

use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::domain::Day;

/// A code of a known form. Two numbers, since every dossier may have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DossierCode {
    /// Hash of the body as it is written, in capitals.
    pub body: u32,
    /// Days since 2000, then the running number.
    stamp: u32,
}

/// Stands for the day and number of an id of no known form.
const NO_STAMP: u32 = u32::MAX;
/// 1 January 2000 in days since 1970.
const FIRST_DAY: i32 = 10_957;
/// Bits of the running number: five digits.
const NUMBER_BITS: u32 = 17;
const LONGEST_CODE: usize = 64;

impl DossierCode {
    /// Of an id without guards and spaces.
    pub fn read(id: &[u8]) -> Option<Self> {
        if id.len() > LONGEST_CODE {
            return None;
        }
        FORMS.iter().find_map(|form| form.read(id))
    }

    pub const fn day(self) -> Day {
        Day(FIRST_DAY + (self.stamp >> NUMBER_BITS).cast_signed())
    }

    pub const fn number(self) -> u32 {
        self.stamp & ((1 << NUMBER_BITS) - 1)
    }

    /// Both numbers of the code of an id; of an id of no known form, what it looks like and no day.
    pub fn packed(id: &[u8]) -> [u32; 2] {
        Self::read(id).map_or_else(|| [look(id), NO_STAMP], |code| [code.body, code.stamp])
    }

    pub const fn unpacked(packed: [u32; 2]) -> Option<Self> {
        let [body, stamp] = packed;
        if stamp == NO_STAMP { None } else { Some(Self { body, stamp }) }
    }

    /// What tells the codes of one system from those of another: the body, or the look.
    pub const fn form(packed: [u32; 2]) -> u32 {
        packed[0]
    }
}

/// What an id looks like, as a hash: its short words and signs as they are, numbers without their digits.
fn look(id: &[u8]) -> u32 {
    /// Longer words are no names of a system.
    const LONGEST_WORD: usize = 6;
    let mut text = [0_u8; LONGEST_CODE];
    let mut length = 0;
    let mut add = |signs: &[u8]| {
        for sign in signs {
            if let Some(slot) = text.get_mut(length) {
                *slot = sign.to_ascii_uppercase();
                length += 1;
            }
        }
    };
    for part in
        id.chunk_by(|left, right| left.is_ascii_alphanumeric() == right.is_ascii_alphanumeric())
    {
        let has_digit = part.iter().any(u8::is_ascii_digit);
        let has_letter = part.iter().any(u8::is_ascii_alphabetic);
        match (has_digit, has_letter) {
            (true, false) => add(b"0"),
            (true, true) => add(b"X0"),
            (false, true) if part.len() > LONGEST_WORD => add(b"X"),
            _ => add(part),
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash")]
    let look = xxh3_64(text.get(..length).unwrap_or_default()) as u32;
    look
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    forms: Vec<FormText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "name, source and confidence are for readers of the file")]
struct FormText {
    id: String,
    name: Words,
    pattern: String,
    from: Option<String>,
    to: Option<String>,
    source: String,
    confidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "for readers of the file")]
struct Words {
    vi: String,
    en: String,
}

/// One form.
#[derive(Debug)]
struct Form {
    pattern: Vec<u8>,
    days: (Day, Day),
}

static FORMS: LazyLock<Vec<Form>> =
    LazyLock::new(|| forms(include_str!("../../data/codes/dossier-codes.toml")));

#[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
fn forms(text: &str) -> Vec<Form> {
    let file: File = toml::from_str(text).expect("the forms of codes are valid TOML");
    let day = |text: &Option<String>, otherwise: i32| {
        text.as_ref().map_or(Day(otherwise), |text| Day::parse(text).expect("a day"))
    };
    let form = |form: FormText| Form {
        pattern: form.pattern.into_bytes(),
        days: (day(&form.from, i32::MIN), day(&form.to, i32::MAX)),
    };
    file.forms.into_iter().map(form).collect()
}

impl Form {
    fn read(&self, id: &[u8]) -> Option<DossierCode> {
        // What a star stands for is as long as the rest leaves it.
        let (stars, rest) = match self.pattern.strip_prefix(b"*") {
            Some(rest) => (id.len().checked_sub(rest.len()).filter(|length| *length > 0)?, rest),
            None => (0, &*self.pattern),
        };
        let (body, tail) = id.split_at_checked(stars)?;
        let is_body = |sign: &u8| sign.is_ascii_alphanumeric() || b".-".contains(sign);
        if tail.len() != rest.len() || !body.iter().all(is_body) {
            return None;
        }
        let mut parts = Parts::default();
        let mut end_of_body = None;
        for (place, (sign, meant)) in tail.iter().zip(rest).enumerate() {
            let digit = || sign.is_ascii_digit().then(|| u32::from(sign - b'0'));
            match meant {
                b'A' if sign.is_ascii_alphanumeric() => {}
                b'X' if sign.is_ascii_alphabetic() => {}
                b'N' => parts.number = parts.number * 10 + digit()?,
                b'Y' => {
                    end_of_body.get_or_insert(stars + place);
                    parts.year = parts.year * 10 + digit()?;
                }
                b'M' => parts.month = parts.month * 10 + digit()?,
                b'D' => parts.day = parts.day * 10 + digit()?,
                b'A' | b'X' => return None,
                other if sign.eq_ignore_ascii_case(other) => {}
                _ => return None,
            }
        }
        let body = id.get(..end_of_body?)?.to_ascii_uppercase();
        let year = i32::try_from(2_000 + parts.year).ok()?;
        let day = Day::from_ymd(year, parts.month, parts.day)?;
        if day < self.days.0 || self.days.1 < day {
            return None;
        }
        let since = u32::try_from(day.0 - FIRST_DAY).ok().filter(|days| *days < 1 << 15)?;
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash")]
        let body = xxh3_64(&body) as u32;
        Some(DossierCode { body, stamp: since << NUMBER_BITS | parts.number })
    }
}

/// The numbers of a code.
#[derive(Debug, Default)]
struct Parts {
    year: u32,
    month: u32,
    day: u32,
    number: u32,
}

#[cfg(test)]
mod tests {
    use super::DossierCode;

    fn read(text: &str) -> Option<(String, u32)> {
        let code = DossierCode::read(text.as_bytes())?;
        assert_eq!(DossierCode::unpacked(DossierCode::packed(text.as_bytes())), Some(code));
        Some((code.day().to_string(), code.number()))
    }

    #[test]
    fn codes_of_known_forms_tell_day_and_number() {
        let told = |day: &str, number| Some((day.to_owned(), number));
        for (text, expected) in [
            ("000.00.00.H05-240603-0007", told("2024-06-03", 7)),
            ("000.22.15.H54-260930-9999", told("2026-09-30", 9_999)),
            ("h54.12.3.g9-240603-0001", told("2024-06-03", 1)),
            ("GD-240601-0001", told("2024-06-01", 1)),
            ("000.00.00.H05-240603-12345", told("2024-06-03", 12_345)),
            // No such day, and codes of other systems.
            ("000.00.00.H05-240632-0007", None),
            ("000.00.00.H05-241332-0007", None),
            ("000.00.00.H05-240603-7", None),
            ("240603-0001", None),
            ("HS-2024-000123", None),
            ("H01-TP-24-00017", None),
            ("T-00017", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn bodies_are_told_apart_whatever_the_case() {
        let body = |text: &str| DossierCode::read(text.as_bytes()).map(|code| code.body);
        assert_eq!(body("000.00.00.H05-240603-0007"), body("000.00.00.h05-240604-0001"));
        assert_ne!(body("000.00.00.H05-240603-0007"), body("000.00.01.H05-240603-0007"));
        assert_eq!(DossierCode::unpacked(DossierCode::packed(b"HS-2024-000123")), None);
    }

    #[test]
    fn ids_of_one_system_look_alike() {
        let form = |text: &str| DossierCode::form(DossierCode::packed(text.as_bytes()));
        for (one, other, is_same) in [
            ("HS-2024-000123", "HS-2025-9", true),
            ("HS-2024-000123", "hs-2024-000124", true),
            ("HS-2024-000123", "T-2024-000123", false),
            ("T-17", "T17", false),
            ("3f2a91c0-77aa", "9b01cd3e-12ff", true),
            ("000.00.00.H05-240603-0007", "000.00.00.H05-240604-0001", true),
            ("000.00.00.H05-240603-0007", "000.00.01.H05-240603-0007", false),
            ("000.00.00.H05-240603-0007", "H05-2024-7", false),
        ] {
            assert_eq!(form(one) == form(other), is_same, "{one} {other}");
        }
    }
}
