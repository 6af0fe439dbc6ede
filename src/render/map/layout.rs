//! A picture of a map → everything that stands on it: what is to be seen, title, map, legend, names, notes.
//!
//! In: a [`MapPicture`]. Out: a [`Scene`]. Must not know: file formats, colours.

use super::figures::{draw, text, told};
use super::font::Font;
use super::scene::{Ink, Label, Scene, Shape};
use crate::answers::map::{MapPicture, MappedCommune};
use crate::render::{inert, number};
use crate::words::Lang;

/// Width of a picture, and the edge that stays free.
pub const WIDTH: f64 = 800.0;
const EDGE: f64 = 24.0;
/// The map is no higher.
const HIGHEST: f64 = 720.0;
const HEADLINE: f64 = 24.0;
const TITLE: f64 = 18.0;
const LEGEND: f64 = 17.0;
const NOTE: f64 = 14.0;
/// From line to line, in sizes.
const LEADING: f64 = 1.35;
const SWATCH: (f64, f64) = (30.0, 18.0);

/// A page that is written from top to bottom.
struct Page<'a> {
    font: &'a Font,
    shapes: Vec<Shape>,
    /// Where the next line begins.
    upper: f64,
}

impl Page<'_> {
    fn paragraph(&mut self, words: &str, size: f64, is_bold: bool, ink: Ink) {
        // Bold letters are drawn a little wider.
        let measured = if is_bold { size * 1.12 } else { size };
        for line in self.font.lines(&inert::text(words), measured, EDGE.mul_add(-2.0, WIDTH)) {
            self.upper += size * LEADING;
            let at = (EDGE, size.mul_add(-0.3, self.upper));
            let label = Label { at, is_centred: false, size, is_bold, ink, text: line };
            self.shapes.push(Shape::Text(label));
        }
    }

    const fn skip(&mut self, height: f64) {
        self.upper += height;
    }

    /// Entries in two columns, one below the other.
    fn columns(&mut self, entries: &[Entry]) {
        let wide = EDGE.mul_add(-2.0, WIDTH) / 2.0;
        let rows = entries.len().div_ceil(2);
        let high = LEGEND * 1.6;
        let mut upper = self.upper;
        for (place, entry) in entries.iter().enumerate() {
            if place == rows {
                upper = self.upper;
            }
            let left = if place < rows { EDGE } else { EDGE + wide };
            entry.draw(self.font, (left, upper), &mut self.shapes);
            upper += high;
        }
        self.upper += high * f64::from(u32::try_from(rows).unwrap_or(u32::MAX));
    }
}

/// A line of the legend, or a numbered commune.
struct Entry {
    sign: Sign,
    words: String,
}

enum Sign {
    Swatch(Ink),
    Number(usize),
    Mark,
}

impl Entry {
    fn draw(&self, font: &Font, (left, upper): (f64, f64), shapes: &mut Vec<Shape>) {
        let (wide, high) = SWATCH;
        let base = LEGEND.mul_add(0.9, upper);
        let middle = (left + wide / 2.0, upper + high / 2.0);
        let label = |at, size, ink, text| {
            Shape::Text(Label { at, is_centred: true, size, is_bold: true, ink, text })
        };
        match self.sign {
            Sign::Swatch(ink) => {
                shapes.push(Shape::Rect { corner: [left, upper, wide, high], ink });
            }
            Sign::Number(number) => {
                shapes.push(Shape::Dot { at: middle, radius: 11.0 });
                let at = (middle.0, middle.1 + 5.0);
                shapes.push(label(at, 14.0, Ink::OnDot, number.to_string()));
            }
            Sign::Mark => {
                shapes.push(label((middle.0, base + 4.0), 20.0, Ink::Text, "*".to_owned()));
            }
        }
        let room = EDGE.mul_add(-2.0, WIDTH) / 2.0 - wide - 18.0;
        let lines = font.lines(&self.words, LEGEND, room);
        // What does not fit into a line is set smaller.
        let size = if lines.len() > 1 {
            LEGEND * (room / font.width(&self.words, LEGEND))
        } else {
            LEGEND
        };
        shapes.push(text((left + wide + 10.0, base), size, Ink::Text, self.words.clone()));
    }
}

/// The whole picture.
pub fn scene(lang: Lang, picture: &MapPicture, font: &Font) -> Scene {
    let mut page = Page { font, shapes: Vec::new(), upper: EDGE * 0.6 };
    if let Some(headline) = &picture.headline {
        page.paragraph(&number::phrase(lang, headline), HEADLINE, true, Ink::Text);
        page.skip(4.0);
        page.paragraph(&picture.title, TITLE, false, Ink::Quiet);
    } else {
        page.paragraph(&picture.title, HEADLINE, true, Ink::Text);
    }
    page.skip(16.0);
    let frame = [EDGE, page.upper, EDGE.mul_add(-2.0, WIDTH), HIGHEST];
    let (shapes, lower) = draw(lang, picture, frame, 1.0);
    page.shapes.extend(shapes);
    page.upper = lower;
    page.skip(14.0);
    page.paragraph(legend_title(lang), LEGEND, true, Ink::Text);
    page.skip(8.0);
    page.columns(&legend(lang, picture));
    let numbered = numbered(lang, picture);
    if !numbered.is_empty() {
        page.skip(8.0);
        page.paragraph(picture.numbered, LEGEND, true, Ink::Text);
        page.skip(8.0);
        page.columns(&numbered);
    }
    page.skip(6.0);
    for note in &picture.notes {
        page.paragraph(&number::phrase(lang, note), NOTE, false, Ink::Quiet);
    }
    Scene { width: WIDTH, height: (page.upper + EDGE).ceil(), shapes: page.shapes }
}

/// Words of the legend: of each class, the darkest first, then of what has no figure.
pub fn classes(lang: Lang, picture: &MapPicture) -> Vec<(Ink, String)> {
    let of = picture.classes.len();
    let counted = |communes: usize| number::count(lang, communes as u64);
    let mut entries: Vec<(Ink, String)> = (0..)
        .zip(&picture.classes)
        .map(|(shade, (label, communes))| {
            (Ink::Shade(shade, of), format!("{label} ({})", counted(*communes)))
        })
        .collect();
    entries.reverse();
    let missing = picture.communes.iter().filter(|commune| commune.shade.is_none()).count();
    if missing > 0 {
        let none = lang.of("không có dữ liệu", "no data");
        entries.push((Ink::NoData, format!("{none} ({})", counted(missing))));
    }
    entries
}

/// Over the legend: what its numbers in brackets are.
pub const fn legend_title(lang: Lang) -> &'static str {
    lang.of("Chú giải (trong ngoặc: số xã, phường)", "Legend (in brackets: communes)")
}

/// What the mark of few dossiers means; nothing where there is none.
pub fn mark(lang: Lang, picture: &MapPicture) -> Option<&'static str> {
    let has_small = picture.communes.iter().any(MappedCommune::is_small);
    has_small.then(|| lang.of("dưới 30 hồ sơ, đọc cùng số hồ sơ", "fewer than 30 dossiers"))
}

fn legend(lang: Lang, picture: &MapPicture) -> Vec<Entry> {
    let classes = classes(lang, picture).into_iter();
    let classes = classes.map(|(ink, words)| Entry { sign: Sign::Swatch(ink), words });
    let mark = mark(lang, picture);
    classes.chain(mark.map(|words| Entry { sign: Sign::Mark, words: words.to_owned() })).collect()
}

/// The communes with a number, in order.
pub fn names(lang: Lang, picture: &MapPicture) -> Vec<(usize, String)> {
    let communes = picture.communes.iter();
    let mut names: Vec<(usize, String)> =
        communes.filter_map(|commune| Some((commune.number?, told(lang, commune)))).collect();
    names.sort();
    names
}

fn numbered(lang: Lang, picture: &MapPicture) -> Vec<Entry> {
    let names = names(lang, picture).into_iter();
    names.map(|(number, words)| Entry { sign: Sign::Number(number), words }).collect()
}
