//! Pages: paper, margins, page numbers, and the sections of a document that need their own.

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, PageMargin, PageNum, PageNumType,
    PageOrientationType, PageSize, Paragraph, RunFonts, RunProperty, Section, Style, StyleType,
    Table,
};

use super::grid::cell_styles;
use crate::words::Lang;

/// Twentieths of a point in a millimetre, as a fraction.
const fn millimetres(millimetres: usize) -> usize {
    millimetres * 1_440 * 10 / 254
}

const PAPER: (u32, u32) = (11_906, 16_838);
/// Decree 30: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
const LEFT: usize = millimetres(30);
const RIGHT: usize = millimetres(15);
const TOP: usize = millimetres(20);
/// Where the page number stands.
const HEADER: usize = millimetres(10);
/// On wide pages all margins are the same.
const WIDE_MARGIN: usize = millimetres(20);

/// Width of the text on upright and on wide pages, in twentieths of a point.
pub const TEXT_WIDTH: usize = PAPER.0 as usize - LEFT - RIGHT;
pub const WIDE_TEXT_WIDTH: usize = PAPER.1 as usize - 2 * WIDE_MARGIN;

/// The font of every letter (Decree 30: Times New Roman).
pub const FONT: &str = "Times New Roman";
/// Half-points: body text of 14 points.
pub const BODY: usize = 28;

/// What stands on pages, from top to bottom.
pub enum Child {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Child {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

impl From<Table> for Child {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
}

/// Pages of one kind: page numbers begin anew, and the first page shows none.
#[derive(Default)]
pub struct Part {
    pub is_wide: bool,
    pub children: Vec<Child>,
}

impl Part {
    pub fn new(is_wide: bool) -> Self {
        Self { is_wide, children: Vec::new() }
    }

    pub fn push(&mut self, child: impl Into<Child>) {
        self.children.push(child.into());
    }

    pub const fn width(&self) -> usize {
        if self.is_wide { WIDE_TEXT_WIDTH } else { TEXT_WIDTH }
    }
}

/// The document of its parts; each begins on a new page.
pub fn document(lang: Lang, mut parts: Vec<Part>) -> Docx {
    let mut docx = styled(lang);
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let section = Section::new()
            .page_size(paper(part.is_wide))
            .page_margin(margins(part.is_wide))
            .page_num_type(PageNumType::new().start(1))
            .title_pg()
            .header(page_number());
        docx = docx.add_section(part.children.into_iter().fold(
            section,
            |section, child| match child {
                Child::Paragraph(paragraph) => section.add_paragraph(*paragraph),
                Child::Table(table) => section.add_table(*table),
            },
        ));
    }
    docx.document = docx.document.page_size(paper(last.is_wide));
    docx = docx
        .page_margin(margins(last.is_wide))
        .page_num_type(PageNumType::new().start(1))
        .header(page_number())
        .title_pg();
    last.children.into_iter().fold(docx, |docx, child| match child {
        Child::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Child::Table(table) => docx.add_table(*table),
    })
}

fn styled(lang: Lang) -> Docx {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let heading = |level: usize| {
        let number = level + 1;
        let mut style = Style::new(format!("Heading{number}"), StyleType::Paragraph)
            .name(format!("heading {number}"))
            .based_on("Normal")
            .next("Normal")
            .outline_lvl(level)
            .size(BODY)
            .bold();
        style.run_property = RunProperty::new().size(BODY).bold();
        style
    };
    let docx = Docx::new()
        .default_fonts(fonts)
        .default_size(BODY)
        .default_line_spacing(LineSpacing::new().before(0).after(0))
        .add_style(heading(0))
        .add_style(heading(1));
    cell_styles(lang).fold(docx, Docx::add_style)
}

fn paper(is_wide: bool) -> PageSize {
    if is_wide {
        PageSize::new().size(PAPER.1, PAPER.0).orient(PageOrientationType::Landscape)
    } else {
        PageSize::new().size(PAPER.0, PAPER.1)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "page widths")]
fn margins(is_wide: bool) -> PageMargin {
    let (left, right) = if is_wide { (WIDE_MARGIN, WIDE_MARGIN) } else { (LEFT, RIGHT) };
    PageMargin {
        top: TOP as i32,
        bottom: TOP as i32,
        left: left as i32,
        right: right as i32,
        header: HEADER as i32,
        footer: HEADER as i32,
        gutter: 0,
    }
}

/// The page number in the middle of the upper margin (Decree 30: 13 to 14 points).
fn page_number() -> Header {
    let number = Paragraph::new().align(AlignmentType::Center).size(BODY);
    Header::new().add_paragraph(number.add_page_num(PageNum::new()))
}
