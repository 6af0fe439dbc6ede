//! Rows of a list of units: what is a unit in them, and which are titles, totals and signatures.
//!
//! In: cells. Out: their names without numbers and bullets, and what the row is. Must not know: columns.

use crate::columns::{Common, without_number};
use crate::domain::{fold, trim};
use crate::findings::has_unit_word;

/// How a line is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordinal {
    None,
    /// `I.`, `A.`: a heading where others are numbered otherwise.
    Upper,
    /// `1.`, `1)`, a bullet.
    Lower,
}

const BULLETS: [char; 14] =
    ['-', '–', '—', '•', '·', '+', '*', '►', '▪', '●', '○', '✓', '◦', '\u{F0B7}'];

/// How a text is numbered.
pub fn as_ordinal(text: &str) -> Ordinal {
    let text = trim(text);
    let sign = text.chars().next();
    let word = text.split([' ', '.', ')', ':', '/']).next().unwrap_or("");
    let is_upper = matches!(word.len(), 1..=4)
        && (word.bytes().all(|byte| b"IVX".contains(&byte))
            || (word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())))
        && (word.len() == text.len() || !text.get(word.len()..).unwrap_or("").starts_with(' '));
    match sign {
        Some(sign) if BULLETS.contains(&sign) || sign.is_ascii_digit() => Ordinal::Lower,
        _ if is_upper => Ordinal::Upper,
        _ => Ordinal::None,
    }
}

/// The name of a unit without what numbers it and the mark behind it; nothing for a number alone.
pub fn as_unit_text(text: &str) -> &str {
    let text = trim(text).trim_start_matches(BULLETS);
    let text = trim(text);
    let behind = behind_ordinal(text).unwrap_or_else(|| without_number(text));
    // `X. Cao Sơn` is a commune and no tenth line.
    let is_kind = text.starts_with(['X', 'P', 'H', 'Q', 'T'])
        && text.get(1..).is_some_and(|rest| rest.starts_with('.'))
        && !has_unit_word(behind);
    let named = if is_kind { text } else { behind };
    let named = trim(named).trim_start_matches(BULLETS);
    let named = trim(named).trim_end_matches([';', ',', '.', ':']);
    let is_ordinal = named.len() <= 3 && named.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = is_ordinal || (as_ordinal(named) == Ordinal::Upper && named.len() <= 4);
    if is_number { "" } else { trim(named) }
}

/// What follows `1/`, `(1)`, `a)`, `I -`.
fn behind_ordinal(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let end = inner.find([')', '/', '.', '-'])?;
    let (ordinal, rest) = inner.split_at(end);
    let ordinal = ordinal.trim_end();
    let is_ordinal = (1..=4).contains(&ordinal.len())
        && (ordinal.bytes().all(|byte| byte.is_ascii_digit())
            || ordinal.bytes().all(|byte| b"IVX".contains(&byte))
            || (ordinal.len() == 1 && ordinal.bytes().all(|byte| byte.is_ascii_lowercase())));
    let rest = rest.trim_start_matches([')', '/', '.', '-', ' ', '\u{A0}', '\t']);
    (is_ordinal && rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// Whether a text is the code of a unit: digits, with or without letters and dots, and no words.
pub fn is_code(text: &str) -> bool {
    const SHORTEST: usize = 4;
    let is_sign = |character: char| {
        character.is_ascii_digit() || character.is_ascii_uppercase() || "._-/".contains(character)
    };
    text.len() >= SHORTEST
        && text.chars().all(is_sign)
        && text.chars().filter(char::is_ascii_digit).count() >= 2
}

/// Whether a row heads the whole list.
pub fn is_title(cells: &[String]) -> bool {
    const OPENINGS: [&str; 9] = [
        "danh sách",
        "cộng hòa xã hội",
        "độc lập - tự do",
        "phụ lục",
        "biểu số",
        "biểu ",
        "(kèm theo",
        "(ban hành kèm",
        "stt",
    ];
    let first = cells.iter().find(|cell| !cell.is_empty()).map(|cell| fold(cell));
    first.is_some_and(|first| OPENINGS.iter().any(|opening| first.starts_with(&fold(opening))))
}

/// Whether a row is a total, or holds no word at all and no code.
pub fn is_furniture(cells: &[String]) -> bool {
    let has_word = |cell: &&String| cell.chars().any(char::is_alphabetic) || is_code(cell);
    let Some(first) = cells.iter().find(has_word) else { return true };
    let folded = fold(as_unit_text(first));
    let rests = Common::built_in().total_labels.iter();
    let rests = rests.filter_map(|label| folded.strip_prefix(label.as_str()));
    let mut rests = rests.filter(|rest| !rest.starts_with(char::is_alphanumeric));
    rests.any(|rest| {
        let counted =
            ["đơn vị", "xã", "phường", "thị trấn", "sở", "huyện", "số", "cộng", "có", ","];
        let mut rest = rest.to_owned();
        for word in counted {
            rest = rest.replace(&fold(word), "");
        }
        !rest.chars().any(char::is_alphabetic)
    })
}

/// Whether a row closes the list: a place and date, an office holder.
pub fn is_end(cells: &[String]) -> bool {
    let filled: Vec<String> =
        cells.iter().filter(|cell| !cell.is_empty()).map(|cell| fold(cell)).collect();
    let is_holder = |cell: &String| {
        let labels = Common::built_in().signature_labels.iter();
        let mut rests = labels.filter_map(|label| cell.strip_prefix(label.as_str()));
        rests.any(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_dated = |cell: &String| {
        let words: Vec<&str> = cell.split([' ', ',']).collect();
        ["ngày", "tháng", "năm"].iter().all(|word| words.contains(&&*fold(word)))
    };
    (!filled.is_empty() && filled.iter().all(is_holder))
        || (filled.len() <= 2 && filled.iter().any(is_dated))
        || filled.iter().any(|cell| cell.starts_with(&fold("nơi nhận")))
}

#[cfg(test)]
mod tests {
    use super::{Ordinal, as_ordinal, as_unit_text, is_code, is_end, is_furniture};

    #[test]
    fn a_name_without_its_number() {
        for text in [
            "1. UBND xã A",
            "1) UBND xã A",
            "(1) UBND xã A",
            "1/ UBND xã A",
            "I. UBND xã A",
            "a) UBND xã A",
            "- UBND xã A;",
            "+ UBND xã A",
            "• UBND xã A.",
            "01 UBND xã A",
            "1 - UBND xã A",
            "UBND xã A",
        ] {
            assert_eq!(as_unit_text(text), "UBND xã A", "{text}");
        }
        for text in ["1", "12", "IV", "-", ""] {
            assert_eq!(as_unit_text(text), "", "{text}");
        }
        for text in ["X. Cao Sơn", "P. Trần Lãm", "H. Hưng Hà"] {
            assert_eq!(as_unit_text(text), text);
        }
        assert_eq!(as_unit_text("X. UBND xã A"), "UBND xã A");
    }

    #[test]
    fn ordinals_and_codes() {
        assert_eq!(as_ordinal("I. Huyện B"), Ordinal::Upper);
        assert_eq!(as_ordinal("A. Khối sở"), Ordinal::Upper);
        assert_eq!(as_ordinal("- Xã A"), Ordinal::Lower);
        assert_eq!(as_ordinal("Xã A"), Ordinal::None);
        assert!(is_code("12508") && is_code("000.12.34.H54") && !is_code("UBND") && !is_code("12"));
    }

    #[test]
    fn totals_and_signatures_are_no_units() {
        let row = |text: &str| vec![text.to_owned()];
        for text in ["Tổng số: 3 đơn vị", "Tổng cộng", "CỘNG: 12 xã, phường", "12", "…"]
        {
            assert!(is_furniture(&row(text)), "{text}");
        }
        for text in ["Tổng cục Thuế", "Xã A", "Cộng Hòa"] {
            assert!(!is_furniture(&row(text)), "{text}");
        }
        for text in ["NGƯỜI LẬP BIỂU", "Hưng Hà, ngày 3 tháng 6 năm 2024", "Nơi nhận:"]
        {
            assert!(is_end(&row(text)), "{text}");
        }
        assert!(!is_end(&row("UBND xã A")));
    }
}
