//! Tables: borders, widths, cells.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, Shading, Table, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::text::{Look, paragraph, spaced};

/// Colour of header cells.
const SHADE: &str = "EDEDED";
/// A row of this height is a row of the header: docx-rs has no word for that, see
/// [`package`](super::package).
pub const HEADER_HEIGHT: f32 = 17.0;

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
pub fn text_cell(width: usize, look: Look, align: AlignmentType, text: &str) -> TableCell {
    cell(width, [spaced(paragraph(look, align, text), 0, 0, 100)])
        .vertical_align(VAlignType::Center)
}

/// A cell of a header.
pub fn header_cell(width: usize, points: usize, text: &str) -> TableCell {
    text_cell(width, Look::bold(points), AlignmentType::Center, text)
        .shading(Shading::new().fill(SHADE))
}

/// What a column needs.
pub struct Need {
    /// Letters that must stand side by side: the longest number, the longest word of the head.
    pub letters: usize,
    /// Letters of the longest text that may go over several lines; nothing for numbers.
    pub text: Option<usize>,
}

/// Widths that fill a line: what must not break comes first, texts share the rest.
pub fn widths(needs: &[Need], points: usize, whole: usize) -> Vec<usize> {
    /// Twentieths of a point beside the text of a cell.
    const SIDES: usize = 150;
    // A letter is about 0.57 of its size wide; capitals and bold letters are wider.
    let fixed: Vec<usize> =
        needs.iter().map(|need| need.letters * points * 20 * 57 / 100 + SIDES).collect();
    let sum: usize = fixed.iter().sum::<usize>().max(1);
    let share = |place: usize| needs[place].text.unwrap_or(0);
    let texts: usize = (0..needs.len()).map(share).sum();
    let mut widths: Vec<usize> = match whole.checked_sub(sum) {
        // Too many columns: all give way alike.
        None => fixed.iter().map(|width| width * whole / sum).collect(),
        Some(rest) if texts == 0 => fixed.iter().map(|width| width + rest * width / sum).collect(),
        Some(rest) => {
            let shares = (0..needs.len()).map(|place| rest * share(place) / texts);
            fixed.iter().zip(shares).map(|(width, more)| width + more).collect()
        }
    };
    let rest = whole.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{Need, widths};

    #[test]
    fn columns_fill_the_line_and_texts_get_what_numbers_leave() {
        let number = || Need { letters: 5, text: None };
        let name = || Need { letters: 6, text: Some(30) };
        let shared = widths(&[name(), number(), number()], 11, 9_000);
        assert_eq!(shared.iter().sum::<usize>(), 9_000);
        assert_eq!(shared[1], shared[2]);
        assert!(shared[0] > 7_000, "{shared:?}");
        let crowded = widths(&[name(), number(), number()], 11, 1_500);
        assert_eq!(crowded.iter().sum::<usize>(), 1_500);
        assert!(crowded.iter().all(|width| *width > 300), "{crowded:?}");
        assert_eq!(widths(&[number(), number()], 11, 9_000), [4_500, 4_500]);
    }
}
