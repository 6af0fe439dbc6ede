//! Text that stands raised in a cell → the signs that Unicode has for that.
//!
//! In: text, and whether it is raised. Out: the text; a note such as the raised 1 of 125 is `¹`, no digit. Must
//! not know: what a cell means.

use quick_xml::events::BytesStart;

use super::xml::attribute;

/// Whether a run of text is raised.
#[derive(Debug, Default, Clone, Copy)]
pub struct Raised(pub bool);

impl Raised {
    /// `<vertAlign val="superscript"/>` of a workbook.
    pub fn see(&mut self, element: &BytesStart<'_>) {
        self.0 = attribute(element, "val").is_some_and(|value| value == "superscript");
    }

    /// Appends text. Raised text that stands alone is no note, but how somebody likes to write.
    pub fn push(self, text: &str, out: &mut String) {
        if self.is_note_behind(out) {
            out.extend(text.chars().map(raised));
        } else {
            out.push_str(text);
        }
    }

    /// A character as it stands behind a text.
    pub fn sign(self, character: char, behind: &str) -> char {
        if self.is_note_behind(behind) { raised(character) } else { character }
    }

    fn is_note_behind(self, text: &str) -> bool {
        self.0 && !text.trim().is_empty()
    }
}

const fn raised(character: char) -> char {
    match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '(' => '⁽',
        ')' => '⁾',
        '+' => '⁺',
        '-' => '⁻',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Raised;

    #[test]
    fn raised_digits_behind_a_text_are_notes() {
        let mut out = String::from("125");
        Raised(true).push("(1)", &mut out);
        Raised(false).push(" hồ sơ", &mut out);
        assert_eq!(out, "125⁽¹⁾ hồ sơ");
        let mut alone = String::new();
        Raised(true).push("125", &mut alone);
        assert_eq!(alone, "125");
    }
}
