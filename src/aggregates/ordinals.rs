//! Ordinals of rows: `A`, `I`, `1`, `1.1`, `a`, and how deep a row with one stands.
//!
//! In: texts of cells. Out: levels. Must not know: what the row holds.

/// Level of a row without an ordinal, and of `1`, `2`, `3`.
pub const PLAIN_LEVEL: u8 = 3;

/// A → 1, I → 2, 1 → 3, 1.1 → 4, a → 6, - → 7.
pub fn level(ordinal: &str) -> Option<u8> {
    let text = ordinal.trim().trim_end_matches(['.', ')', '/']);
    let is = |allowed: fn(char) -> bool| !text.is_empty() && text.chars().all(allowed);
    if is(|character| "IVX".contains(character)) {
        return Some(2);
    }
    if text.chars().count() == 1 && is(char::is_uppercase) {
        return Some(1);
    }
    if text.chars().count() == 1 && is(char::is_lowercase) {
        return Some(6);
    }
    if matches!(ordinal.trim(), "-" | "–" | "+") {
        return Some(7);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let are_numbers = parts.iter().all(|part| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    // Workbooks write the ordinal 1 as 1.0.
    let depth = parts.len() - usize::from(parts.len() == 2 && parts.last() == Some(&"0"));
    are_numbers.then(|| u8::try_from(depth).unwrap_or(3).min(3) + PLAIN_LEVEL - 1)
}

/// `A. Cấp tỉnh`, `I - Sở, ban, ngành`: ordinal and name in one cell.
pub fn split_ordinal(label: &str) -> (&str, &str) {
    let Some((ordinal, rest)) = label.split_once([' ', '\u{A0}']) else {
        return ("", label);
    };
    let is_marked = ordinal.ends_with(['.', ')', '/']);
    let is_section = matches!(level(ordinal), Some(1 | 2));
    let rest = rest.trim_start();
    let dashed = rest.strip_prefix(['-', '–', '.']).map(str::trim_start);
    match dashed {
        Some(rest) if is_section => (ordinal, rest),
        _ if is_marked && level(ordinal).is_some() => (ordinal, rest),
        _ => ("", label),
    }
}

#[cfg(test)]
mod tests {
    use super::{level, split_ordinal};

    #[test]
    fn ordinals_tell_the_level() {
        for (ordinal, expected) in [
            ("A", Some(1)),
            ("B.", Some(1)),
            ("I", Some(2)),
            ("IV.", Some(2)),
            ("1", Some(3)),
            ("12.", Some(3)),
            ("1.0", Some(3)),
            ("1.2", Some(4)),
            ("a)", Some(6)),
            ("-", Some(7)),
            ("", None),
            ("Tổng số", None),
        ] {
            assert_eq!(level(ordinal), expected, "{ordinal}");
        }
        assert_eq!(split_ordinal("A. Cấp tỉnh"), ("A.", "Cấp tỉnh"));
        assert_eq!(split_ordinal("I - Sở, ban, ngành"), ("I", "Sở, ban, ngành"));
        assert_eq!(split_ordinal("Xã An Ninh"), ("", "Xã An Ninh"));
    }
}
