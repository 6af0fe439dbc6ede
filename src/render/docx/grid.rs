//! Tables: borders, widths, cells.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, Paragraph, Run, RunProperty, Shading,
    Style, StyleType, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellContent, TableCellMargins, TableLayoutType, TableRow, TableRowChild,
    VAlignType, WidthType,
};

use super::text::{TextStyle, weighted};
use crate::render::inert;
use crate::words::Lang;

/// Colour of header cells.
const SHADE: &str = "EDEDED";
/// A row with a height is a row of the header: docx-rs has no word for that, see
/// [`order`](super::order).
const HEADER_HEIGHT: f32 = 17.0;

/// A table with thin lines around every cell.
pub fn ruled(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    const SIDES: [TableBorderPosition; 6] = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let borders = SIDES.into_iter().fold(TableBorders::with_empty(), |borders, side| {
        let border = TableBorder::new(side).border_type(BorderType::Single);
        borders.set(border.size(4).color("000000"))
    });
    shaped(Table::new(rows).set_borders(borders), widths)
        .margins(TableCellMargins::new().margin(20, 60, 20, 60))
}

/// A table that only places its cells.
pub fn bare(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    shaped(Table::without_borders(rows), widths)
        .margins(TableCellMargins::new().margin(0, 40, 0, 40))
}

fn shaped(table: Table, widths: &[usize]) -> Table {
    table
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
}

/// A row that stays on one page.
pub fn row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells).cant_split()
}

/// The row on the page of what follows.
pub fn kept_with_next(mut row: TableRow) -> TableRow {
    for TableRowChild::TableCell(cell) in &mut row.cells {
        for content in &mut cell.children {
            if let TableCellContent::Paragraph(paragraph) = content {
                paragraph.property.keep_next = Some(true);
            }
        }
    }
    row
}

/// A row that is repeated on every page.
pub fn header_row(cells: Vec<TableCell>) -> TableRow {
    row(cells).row_height(HEADER_HEIGHT)
}

/// A cell of paragraphs.
pub fn cell(width: usize, paragraphs: impl IntoIterator<Item = Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// A cell with a line of text.
pub fn text_cell(width: usize, look: TextStyle, side: Side, text: &str) -> TableCell {
    // Size and side stand in the style: a report of a province has tens of thousands of cells.
    let letters = weighted(look, Run::new().add_text(inert::text(text)));
    let paragraph = Paragraph::new().style(&style_id(look.points, side)).add_run(letters);
    cell(width, [paragraph]).vertical_align(VAlignType::Center)
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Center,
    Right,
}

impl Side {
    const ALL: [Self; 3] = [Self::Left, Self::Center, Self::Right];

    /// What Word calls it, and people do.
    fn names(self, lang: Lang) -> (AlignmentType, &'static str) {
        match self {
            Self::Left => (AlignmentType::Left, lang.of("trái", "left")),
            Self::Center => (AlignmentType::Center, lang.of("giữa", "centre")),
            Self::Right => (AlignmentType::Right, lang.of("phải", "right")),
        }
    }
}

/// The letters of cells, in points: of tables, and of forms.
const SIZES: [usize; 4] = [12, 11, 10, 9];

fn style_id(points: usize, side: Side) -> String {
    format!("Table{points}{side:?}")
}

/// The style of the cells of each size and side: who edits the document changes a table in one place.
pub fn cell_styles(lang: Lang) -> impl Iterator<Item = Style> {
    let all = SIZES.into_iter().flat_map(|points| Side::ALL.map(|side| (points, side)));
    all.map(move |(points, side)| {
        let (align, name) = side.names(lang);
        let table = lang.of("Bảng", "Table");
        let spacing = LineSpacing::new().before(0).after(0);
        let mut style = Style::new(style_id(points, side), StyleType::Paragraph)
            .name(format!("{table} {points}, {name}"))
            .based_on("Normal")
            .align(align)
            .line_spacing(spacing.line_rule(LineSpacingType::Auto).line(240));
        style.run_property = RunProperty::new().size(points * 2);
        style
    })
}

/// A cell of a header.
pub fn header_cell(width: usize, points: usize, text: &str) -> TableCell {
    text_cell(width, TextStyle::bold(points), Side::Center, text)
        .shading(Shading::new().fill(SHADE))
}

/// What a column needs, in thousandths of the size of a letter.
pub struct Need {
    /// What must stand side by side: the longest number, the longest word of the head.
    pub fixed: usize,
    /// The longest text that may go over several lines; nothing for numbers.
    pub text: usize,
}

/// About how wide a text is in Times New Roman, in thousandths of its size.
pub fn width_of(text: &str, is_bold: bool) -> usize {
    let letter = |letter: char| match letter {
        ' ' | '\u{A0}' | ',' | '.' | ':' | ';' | '(' | ')' | '-' | 'i' | 'í' | 'ì' | 'l' | 't'
        | 'r' => 310,
        'm' | 'w' | 'M' | 'W' | '%' | '…' => 860,
        letter if letter.is_uppercase() => 720,
        _ => 510,
    };
    let width: usize = text.chars().map(letter).sum();
    if is_bold { width * 110 / 100 } else { width }
}

/// Points and widths of a table that fills a line: the largest letters at which texts are not torn.
pub fn fitted(needs: &[Need], whole: usize) -> (usize, Vec<usize>) {
    /// Texts may break, but not every word of them.
    const COMFORT: usize = 9_000;
    let sizes = [12, 11, 10];
    let fits = |points: &usize| {
        let least: usize =
            needs.iter().map(|need| twips(need.fixed.max(need.text.min(COMFORT)), *points)).sum();
        least <= whole
    };
    let points = sizes.into_iter().find(fits).unwrap_or(10);
    (points, widths(needs, points, whole))
}

/// Width of a cell that holds so much, with its sides.
const fn twips(thousandths: usize, points: usize) -> usize {
    const SIDES: usize = 160;
    thousandths * points * 20 / 1_000 + SIDES
}

/// What must not break comes first, texts get what they need of the rest, and all share what is
/// left.
pub fn widths(needs: &[Need], points: usize, whole: usize) -> Vec<usize> {
    let fixed: Vec<usize> = needs.iter().map(|need| twips(need.fixed, points)).collect();
    let wanted: Vec<usize> = needs
        .iter()
        .zip(&fixed)
        .map(|(need, fixed)| twips(need.text, points).saturating_sub(*fixed))
        .collect();
    let rest = whole.saturating_sub(fixed.iter().sum());
    let given = rest.min(wanted.iter().sum());
    let all_wanted = wanted.iter().sum::<usize>().max(1);
    let sized: Vec<usize> =
        fixed.iter().zip(&wanted).map(|(fixed, more)| fixed + given * more / all_wanted).collect();
    let sum: usize = sized.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = sized.iter().map(|width| width * whole / sum).collect();
    let rest = whole.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{Need, fitted, width_of};

    #[test]
    fn columns_fill_the_line_and_texts_get_what_numbers_leave() {
        let number = || Need { fixed: 3_000, text: 0 };
        let name = || Need { fixed: 3_000, text: 15_000 };
        let (points, shared) = fitted(&[name(), number(), number()], 9_000);
        assert_eq!((points, shared.iter().sum::<usize>()), (12, 9_000));
        assert!(shared[0] >= 15_000 * 12 * 20 / 1_000, "{shared:?}");
        assert!(shared[1].abs_diff(shared[2]) < 3, "{shared:?}");
        let (points, crowded) = fitted(&[name(), number(), number()], 1_500);
        assert_eq!((points, crowded.iter().sum::<usize>()), (10, 1_500));
        assert!(crowded.iter().all(|width| *width > 300), "{crowded:?}");
    }

    #[test]
    fn bold_and_capitals_are_wider() {
        assert!(width_of("Hạng", true) > width_of("Hạng", false));
        assert!(width_of("UBND", false) > width_of("ubnd", false));
        assert_eq!(width_of("", true), 0);
    }
}
