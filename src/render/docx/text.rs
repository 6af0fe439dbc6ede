//! Paragraphs: size, weight and place of a piece of text. All text goes through here, so that what
//! comes from exports is inert.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, SpecialIndentType,
};

use crate::render::inert;
use crate::words::Lang;

/// How letters look.
#[derive(Clone, Copy)]
pub struct TextStyle {
    /// In points.
    pub points: usize,
    pub is_bold: bool,
    pub is_italic: bool,
    /// Nothing for black.
    pub colour: Option<u32>,
}

impl TextStyle {
    pub const fn plain(points: usize) -> Self {
        Self { points, is_bold: false, is_italic: false, colour: None }
    }

    pub const fn bold(points: usize) -> Self {
        Self { points, is_bold: true, is_italic: false, colour: None }
    }

    pub const fn italic(points: usize) -> Self {
        Self { points, is_bold: false, is_italic: true, colour: None }
    }

    /// The same in a colour, as `0xRRGGBB`.
    pub const fn coloured(self, colour: u32) -> Self {
        Self { colour: Some(colour), ..self }
    }
}

/// Text of one look.
pub fn run(look: TextStyle, text: &str) -> Run {
    weighted(look, Run::new().add_text(inert::text(text)).size(look.points * 2))
}

/// Letters of this weight and slant.
pub fn weighted(look: TextStyle, mut run: Run) -> Run {
    if look.is_bold {
        run = run.bold();
    }
    if look.is_italic {
        run = run.italic();
    }
    if let Some(colour) = look.colour {
        run = run.color(format!("{colour:06X}"));
    }
    run
}

/// A paragraph of one look.
pub fn paragraph(look: TextStyle, align: AlignmentType, text: &str) -> Paragraph {
    Paragraph::new().align(align).size(look.points * 2).add_run(run(look, text))
}

/// Space before and after, in points, and between the lines, in percent.
pub fn spaced(paragraph: Paragraph, before: u32, after: u32, percent: i32) -> Paragraph {
    let line = percent * 240 / 100;
    let spacing = LineSpacing::new().before(before * 20).after(after * 20);
    paragraph.line_spacing(spacing.line_rule(LineSpacingType::Auto).line(line))
}

/// A body paragraph's shape: justified, first line set in by 10 mm, 6 points after it.
pub fn body() -> Paragraph {
    /// 10 mm in twentieths of a point.
    const FIRST_LINE: i32 = 567;
    let paragraph = Paragraph::new().align(AlignmentType::Both).indent(
        None,
        Some(SpecialIndentType::FirstLine(FIRST_LINE)),
        None,
        None,
    );
    spaced(paragraph, 0, 6, 112)
}

/// A thin line in the middle of a column, `share` percent of its width long.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "page widths")]
pub fn rule(width: usize, share: usize) -> Paragraph {
    let side = (width * (100 - share) / 200) as i32;
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single);
    let line = border.size(6).space(1).color("000000");
    let mut paragraph = Paragraph::new().align(AlignmentType::Center).size(8).indent(
        Some(side),
        None,
        Some(side),
        None,
    );
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    spaced(paragraph, 2, 0, 100)
}

/// A place that only people can fill: in italics and brackets, with room to write.
pub fn open(lang: Lang, points: usize, what: &str) -> Run {
    let text = if what.is_empty() {
        "[……………………]".to_owned()
    } else {
        format!("[{}: {what} ……………………]", lang.of("Bổ sung", "To be added"))
    };
    run(TextStyle::italic(points), &text)
}
