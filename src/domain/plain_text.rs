//! A text without the guards that systems write around it and without signs that nobody sees, with plain
//! hyphens, digits and letters.
//!
//! In: the text of a cell. Out: the text. Must not know: what the cell means.

use super::fold::{is_invisible, is_space};

/// A cell of another column without guards and invisible signs, with plain hyphens, digits and letters.
pub fn plain_text(text: &str) -> String {
    without_guards(text).chars().filter_map(plain_sign).collect::<String>().trim().to_owned()
}

/// Nothing for signs that cannot be seen.
pub fn plain_sign(sign: char) -> Option<char> {
    match sign {
        // As wide as an ideograph.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0),
        // Hyphens that do not break, dashes of every length, the minus sign.
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => Some('-'),
        _ if is_space(sign) => Some(' '),
        _ => (!is_invisible(sign)).then_some(sign),
    }
}

/// A text without the signs that systems write around it so that Excel takes it for a text: `'0012`,
/// `="0012"`.
pub fn without_guards(text: &str) -> &str {
    const QUOTES: [char; 9] = ['\'', '"', '`', '´', '‘', '’', '“', '”', '′'];
    let hidden = |sign: char| is_space(sign) || is_invisible(sign);
    let mut text = text.trim_matches(hidden);
    loop {
        let formula = text.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
        let bare = formula.unwrap_or_else(|| text.trim_matches(QUOTES)).trim_matches(hidden);
        if bare.len() == text.len() {
            return text;
        }
        text = bare;
    }
}
