//! The maps of a report → pictures between the paragraphs, with words for those who do not see them.
//!
//! In: a [`Report`]. Out: paragraphs, and what the archive holds for them. Must not know: how a map is drawn.

use std::fmt::Write as _;

use docx_rs::{AlignmentType, Paragraph, Pic, Run};
use quick_xml::escape::escape;

use super::page::Part;
use super::text::spaced;
use crate::answers::publication::Report;
use crate::render::{inert, map, number};

/// English metric units in a twentieth of a point.
const EMU: u32 = 635;
/// A picture is no higher, so that its heading stands on the same page: 21 cm.
const HIGHEST: f64 = 11_900.0;

/// Writes every map; nothing where the report has none.
pub fn write(report: &Report, part: &mut Part) {
    let width = f64::from(u32::try_from(part.width()).unwrap_or_default());
    for (picture, place) in report.maps.iter().zip(1..) {
        let Some(png) = map::png(report.lang, picture) else { continue };
        let share = (width / png.width).min(HIGHEST / png.height);
        let [wide, high] = [png.width, png.height].map(|length| emu(length * share));
        // Ids of docx-rs count per process, so two runs would differ.
        let picture = Pic::new_with_dimensions(png.bytes, 1, 1).id(id(place)).size(wide, high);
        let paragraph = Paragraph::new().align(AlignmentType::Center);
        let paragraph = paragraph.add_run(Run::new().add_image(picture));
        part.push(spaced(paragraph, 6, 6, 100));
    }
}

fn id(place: usize) -> String {
    format!("rIdImage{place}")
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length on paper, some thousand twentieths of a point"
)]
fn emu(twentieths: f64) -> u32 {
    twentieths as u32 * EMU
}

/// The document with what its pictures show, in words: docx-rs calls each of them `Figure`.
pub fn described(report: &Report, document: &str) -> String {
    const NAMELESS: &str = r#"<wp:docPr id="1" name="Figure" />"#;
    let mut described = String::with_capacity(document.len());
    let mut parts = document.split(NAMELESS);
    described.push_str(parts.next().unwrap_or_default());
    for ((part, picture), place) in parts.zip(&report.maps).zip(1_usize..) {
        let words = number::phrase(report.lang, &picture.description);
        let seen = picture.headline.as_ref().map(|words| number::phrase(report.lang, words));
        let words = [Some(picture.title.clone()), seen, Some(words)];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(". ");
        let words = inert::text(&words);
        let (name, words) = (escape(&picture.title), escape(&words));
        // Writing to a string cannot fail.
        let _ = write!(described, r#"<wp:docPr id="{place}" name="{name}" descr="{words}" />"#);
        described.push_str(part);
    }
    described
}
