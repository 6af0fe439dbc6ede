//! The end of an administrative report: recipients on the left, signature on the right.

use docx_rs::{AlignmentType, Paragraph, SpecialIndentType, Table};

use super::grid::{bare, cell, row};
use super::page::TEXT_WIDTH;
use super::text::{TextStyle, paragraph, spaced};
use crate::answers::publication::Letterhead;
use crate::words::Lang;

const LEFT: usize = TEXT_WIDTH * 45 / 100;
const RIGHT: usize = TEXT_WIDTH - LEFT;

/// Recipients and signature.
pub fn signature(lang: Lang, facts: &Letterhead) -> Table {
    let heading = TextStyle { is_italic: true, ..TextStyle::bold(12) };
    let mut left = vec![spaced(
        paragraph(heading, AlignmentType::Left, lang.of("Nơi nhận:", "Recipients:")),
        0,
        0,
        100,
    )];
    left.extend(recipients(lang, facts).iter().map(|line| {
        let line = paragraph(TextStyle::plain(11), AlignmentType::Left, line);
        spaced(line, 0, 0, 100).indent(Some(140), Some(SpecialIndentType::Hanging(140)), None, None)
    }));
    bare(vec![row(vec![cell(LEFT, left), cell(RIGHT, signer(lang, facts))])], &[LEFT, RIGHT])
}

/// `- Sở Nội vụ;` … `- Lưu: VT.`
fn recipients(lang: Lang, facts: &Letterhead) -> Vec<String> {
    let named: Vec<&str> = facts
        .recipients
        .iter()
        .map(|name| name.trim_start_matches(['-', ' ']).trim_end_matches([';', '.', ' ']))
        .filter(|name| !name.is_empty())
        .collect();
    let shown = if named.is_empty() {
        vec!["………………", lang.of("Lưu: VT", "File")]
    } else {
        named
    };
    let last = shown.len() - 1;
    let ending = |place| if place == last { "." } else { ";" };
    shown.iter().enumerate().map(|(place, name)| format!("- {name}{}", ending(place))).collect()
}

fn signer(lang: Lang, facts: &Letterhead) -> Vec<Paragraph> {
    let centred = |look, text: &str| paragraph(look, AlignmentType::Center, text);
    let title = match &facts.signer_title {
        Some(title) => centred(TextStyle::bold(14), &title.to_uppercase()),
        None => centred(
            TextStyle::italic(14),
            lang.of("[Chức vụ của người ký]", "[Office of the signatory]"),
        ),
    };
    let name = match &facts.signer {
        Some(name) => centred(TextStyle::bold(14), name),
        None => centred(TextStyle::italic(14), lang.of("[Họ và tên]", "[Name]")),
    };
    // Room for signature and seal.
    vec![spaced(title, 0, 70, 100), spaced(name, 0, 0, 100)]
}
