//! Text of other people → text that is only read: one line, without what steers a page or a file.
//!
//! In: a name or cell as an export has it. Out: the same, of bounded length, every sign that is hidden
//! or steers shown by its number. Must not know: where it is going to stand.

use crate::domain::visible;

/// Longer names and cells are cut: nobody reads them, and a page should hold more than one.
const LONGEST: usize = 500;

/// A text of any length, on one line.
pub fn text(text: &str) -> String {
    visible(text).chars().map(spaced).collect()
}

/// A name or cell, on one line, of bounded length.
pub fn line(text: &str) -> String {
    let mut letters = text.char_indices();
    // What is cut off is not looked at.
    let end = letters.nth(LONGEST + 1).map_or(text.len(), |(end, _)| end);
    let shown = self::text(text.get(..end).unwrap_or(text));
    let mut clean: String = shown.chars().take(LONGEST + 1).collect();
    if clean.chars().count() > LONGEST {
        clean.pop();
        clean.push('…');
    }
    clean.trim().to_owned()
}

fn spaced(letter: char) -> char {
    if letter.is_control() { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, line};

    #[test]
    fn nothing_steers_and_everything_readable_stays() {
        assert_eq!(line("UBND xã\u{202E}\tBắc\r\nSơn\u{0} "), "UBND xã⟦U+202E⟧ Bắc  Sơn⟦U+0000⟧");
        assert_eq!(line("=cmd|'/c calc'!A1 <script>"), "=cmd|'/c calc'!A1 <script>");
        assert_eq!(line("a\u{FFFF}b\u{FEFF}c\u{2067}"), "a⟦U+FFFF⟧b⟦U+FEFF⟧c⟦U+2067⟧");
    }

    #[test]
    fn a_cell_of_excels_longest_length_is_cut() {
        let cut = line(&"x".repeat(32_767));
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
        assert_eq!(line(&"x".repeat(LONGEST)), "x".repeat(LONGEST));
    }
}
