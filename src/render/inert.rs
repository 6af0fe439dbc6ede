//! Text of other people → text that is only read: one line, without what steers a page or a file.
//!
//! In: a name or cell as an export has it. Out: the same, of bounded length, without control
//! characters, marks that turn the direction of reading, and characters that XML does not allow.
//! Must not know: where it is going to stand.

/// Longer names and cells are cut: nobody reads them, and a page should hold more than one.
const LONGEST: usize = 500;

/// A text of any length, on one line.
#[must_use]
pub fn text(text: &str) -> String {
    text.chars().filter(|letter| !is_mark(*letter)).map(spaced).collect()
}

/// A name or cell, on one line, of bounded length.
#[must_use]
pub fn line(text: &str) -> String {
    let letters = text.chars().filter(|letter| !is_mark(*letter)).map(spaced);
    let mut clean: String = letters.take(LONGEST + 1).collect();
    if clean.chars().count() > LONGEST {
        clean.pop();
        clean.push('…');
    }
    clean.trim().to_owned()
}

/// Marks and overrides of direction, byte-order marks, and what is no character at all.
const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{061C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'
            | '\u{FFFF}'
    )
}

fn spaced(letter: char) -> char {
    let is_break = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    if is_break { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, line};

    #[test]
    fn nothing_steers_and_everything_readable_stays() {
        assert_eq!(line("UBND xã\u{202E}\tBắc\r\nSơn\u{0} "), "UBND xã Bắc  Sơn");
        assert_eq!(line("=cmd|'/c calc'!A1 <script>"), "=cmd|'/c calc'!A1 <script>");
        assert_eq!(line("a\u{FFFF}b\u{FEFF}c\u{2067}"), "abc");
    }

    #[test]
    fn a_cell_of_excels_longest_length_is_cut() {
        let cut = line(&"x".repeat(32_767));
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
        assert_eq!(line(&"x".repeat(LONGEST)), "x".repeat(LONGEST));
    }
}
