//! The font that pictures bring with them: how wide a text is, and the course of its letters.
//!
//! In: texts. Out: lengths, outlines. Must not know: colours, maps. Its letters: `data/fonts/README.md`.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

const FONT: &[u8] = include_bytes!("../../../data/fonts/DejaVuSans-vietnamese.ttf");

/// The font, ready to measure and to draw with.
pub struct Font(Face<'static>);

impl Font {
    /// The font of the program; nothing if it is damaged, which a test excludes.
    pub fn built_in() -> Option<Self> {
        Face::parse(FONT, 0).ok().map(Self)
    }

    fn glyph(&self, letter: char) -> GlyphId {
        self.0.glyph_index(letter).unwrap_or(GlyphId(0))
    }

    /// A length of the font as a part of the size.
    fn scale(&self, size: f64) -> f64 {
        size / f64::from(self.0.units_per_em())
    }

    /// How wide a text is, in pixels.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let advance = |letter| self.0.glyph_hor_advance(self.glyph(letter)).unwrap_or(0);
        text.chars().map(|letter| f64::from(advance(letter))).sum::<f64>() * self.scale(size)
    }

    /// Draws a text from a place on its base line.
    pub fn draw(&self, text: &str, size: f64, (x, y): (f64, f64), pen: &mut dyn OutlineBuilder) {
        let scale = self.scale(size);
        let mut start = x;
        for letter in text.chars() {
            let glyph = self.glyph(letter);
            let mut placed = PlacedPen { pen, start, base: y, scale };
            // A blank has no outline.
            let _ = self.0.outline_glyph(glyph, &mut placed);
            start += f64::from(self.0.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
        }
    }

    /// The lines of a text that is not to be wider; a word that is wider stands alone.
    pub fn lines(&self, text: &str, size: f64, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// From the units of the font, which grow upwards, to pixels.
struct PlacedPen<'a> {
    pen: &'a mut dyn OutlineBuilder,
    start: f64,
    base: f64,
    scale: f64,
}

impl PlacedPen<'_> {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let x = f64::from(x).mul_add(self.scale, self.start);
        let y = f64::from(y).mul_add(-self.scale, self.base);
        (x as f32, y as f32)
    }
}

impl OutlineBuilder for PlacedPen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pen.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pen.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.pen.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.pen.curve_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::Font;

    #[test]
    fn it_has_every_letter_of_both_languages() {
        let font = Font::built_in().expect("a font");
        let vowels = "aăâeêioôơuưy";
        let marks = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let mut letters: String = ('a'..='z').chain("đăâêôơư".chars()).collect();
        for vowel in vowels.chars() {
            letters.extend(marks.iter().flat_map(|mark| [vowel, *mark].into_iter().nfc()));
        }
        letters.push_str(&letters.to_uppercase());
        letters.push_str("0123456789%.,:;()[]/–-*'\"=+<>&");
        for letter in letters.chars() {
            assert!(font.0.glyph_index(letter).is_some(), "no `{letter}`");
        }
    }

    #[test]
    fn lines_are_no_wider_than_their_room() {
        let font = Font::built_in().expect("a font");
        let text = "12 trong 99 xã, phường có tỷ lệ đúng hạn dưới 80%";
        let lines = font.lines(text, 20.0, 200.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| font.width(line, 20.0) <= 200.0));
        assert_eq!(lines.join(" "), text);
        assert_eq!(font.lines("", 20.0, 200.0), Vec::<String>::new());
    }
}
