//! Lengths, texts and simple shapes of a drawing.

use unicode_normalization::char::is_combining_mark;

use super::super::markup::Markup;

/// Size of the text of a drawing.
pub const TEXT: f64 = 13.0;

/// A length with at most one decimal.
pub fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A place in a row as a factor of lengths.
pub fn place(index: usize) -> f64 {
    f64::from(u32::try_from(index).unwrap_or(u32::MAX))
}

/// A count as a length.
#[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
pub const fn amount(count: u64) -> f64 {
    count as f64
}

/// About how wide a text is: the reader's font is not known here, so rather too wide.
pub fn width(text: &str) -> f64 {
    let of = |character: char| {
        if is_combining_mark(character) {
            0.0
        } else if matches!(character, 'i' | 'l' | 'I' | ' ' | '.' | ',' | ':' | ';' | '|' | '\'') {
            0.32
        } else if character.is_uppercase() || matches!(character, 'm' | 'w' | '%' | '@') {
            0.75
        } else if character == '…' || character as u32 >= 0x2e80 {
            1.05
        } else {
            0.57
        }
    };
    text.chars().map(of).sum::<f64>() * TEXT
}

/// The beginning of a text that fits into a width, with `…` when it is not all of it.
pub fn shorten(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let room = room - width("…");
    let mut short = String::new();
    let mut used = 0.0;
    for character in text.chars() {
        used += width(character.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}

/// Where a text hangs on its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text on its base line.
pub fn text(markup: &mut Markup, at: (f64, f64), anchor: Anchor, class: &str, text: &str) {
    let (x, y) = (px(at.0), px(at.1));
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => "c ",
        Anchor::End => "e ",
    };
    let class = format!("{anchor}{class}");
    let mut attributes = vec![("x", x.as_str()), ("y", y.as_str())];
    if !class.trim().is_empty() {
        attributes.push(("class", class.trim()));
    }
    markup.element("text", &attributes, text);
}

/// An area.
pub fn rect(markup: &mut Markup, class: &str, [x, y, width, height]: [f64; 4]) {
    let [x, y, width, height] = [x, y, width.max(0.0), height].map(px);
    markup.empty(
        "rect",
        &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)],
    );
}

/// A path in the language of SVG.
pub fn path(markup: &mut Markup, class: &str, course: &str) {
    markup.empty("path", &[("class", class), ("d", course)]);
}

/// The course of a filled circle.
pub fn dot((x, y): (f64, f64)) -> String {
    format!("M{} {}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", px(x - 5.0), px(y))
}

/// A straight line.
pub fn line(markup: &mut Markup, class: &str, from: (f64, f64), to: (f64, f64)) {
    path(markup, class, &format!("M{} {}L{} {}", px(from.0), px(from.1), px(to.0), px(to.1)));
}

/// Opens a group with a text that is shown when one points at it; the caller closes it.
pub fn titled<'a>(markup: &'a mut Markup, title: &str) -> &'a mut Markup {
    markup.open("g", &[]).element("title", &[], title)
}

#[cfg(test)]
mod tests {
    use super::{px, shorten, width};

    #[test]
    fn lengths_are_short() {
        assert_eq!(px(12.0), "12");
        assert_eq!(px(12.34), "12.3");
        assert_eq!(px(-0.01), "0");
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        let name = "Trung tâm Phục vụ hành chính công thị trấn Quỳnh Côi";
        let short = shorten(name, 200.0);
        assert!(short.ends_with('…') && width(&short) <= 200.0, "{short}");
        assert!(name.starts_with(short.trim_end_matches('…')));
        assert_eq!(shorten("Đất đai", 200.0), "Đất đai");
        // A mark stays with its letter.
        assert_eq!(shorten("a\u{323}\u{302}bcdefghijk", 24.0), "a\u{323}\u{302}…");
    }
}
