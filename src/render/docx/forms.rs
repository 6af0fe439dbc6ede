//! A filled official form → its head, its grid with merged header cells, and the places for signatures.

use docx_rs::{AlignmentType, Paragraph, Table, TableCell, TableRow, VMergeType};

use super::grid::{
    self, Need, Side, bare, cell, header_cell, header_row, kept_with_next, row, ruled, text_cell,
    width_of,
};
use super::page::Part;
use super::text::{TextStyle, paragraph, spaced};
use crate::answers::publication::{FilledForm, HeaderCell, Report};
use crate::answers::{Cell, RowKind};
use crate::render::form_foot::FormFoot;
use crate::render::{inert, number};
use crate::words::Lang;

/// Letters of a column of which the form does not say how wide it is.
const USUAL: u16 = 12;

/// What stands where only people know.
const OPEN: &str = "…";

/// Writes the form.
pub fn write(report: &Report, form: &FilledForm, part: &mut Part) {
    let lang = report.lang;
    let whole = part.width();
    part.push(head(form, whole));
    part.push(spaced(paragraph(TextStyle::plain(6), AlignmentType::Left, ""), 0, 0, 100));
    let points = if form.table.columns.len() > 12 { 9 } else { 11 };
    let widths = widths(form, points, whole);
    let mut rows: Vec<TableRow> = (0..form.header_rows)
        .map(|place| header_row(header_cells(form, place, &widths, points)))
        .collect();
    rows.extend(form.table.rows.iter().map(|line| body_row(lang, form, line, &widths, points)));
    // Signatures do not stand on a page without a line of the form.
    if let Some(last) = rows.pop() {
        rows.push(kept_with_next(last));
    }
    part.push(ruled(rows, &widths));
    let foot = FormFoot::new(report);
    let source = paragraph(TextStyle::italic(10), AlignmentType::Left, &foot.source);
    part.push(spaced(source, 2, 0, 100).keep_next(true));
    part.push(signatures(&foot, whole));
    // A part does not end with a table; more than that would begin an empty page below a full one.
    part.push(spaced(paragraph(TextStyle::plain(1), AlignmentType::Left, ""), 0, 0, 100));
}

/// The places for the signatures, in the two halves of the page.
fn signatures(foot: &FormFoot, whole: usize) -> Table {
    /// Points for a signature and a seal.
    const ROOM: u32 = 50;
    let halves = [whole / 2, whole - whole / 2];
    let line = |look, text: &str| spaced(paragraph(look, AlignmentType::Center, text), 0, 0, 100);
    let bold = TextStyle::bold(12);
    let italic = TextStyle::italic(11);
    let side = |place: usize, above: &str, name: &str| {
        vec![
            line(italic, above),
            line(bold, foot.offices[place]),
            spaced(line(italic, foot.how[place]), 0, ROOM, 100),
            line(bold, name),
        ]
    };
    let cells = vec![
        cell(halves[0], side(0, "", "")),
        cell(halves[1], side(1, &foot.place_and_day, &foot.signer)),
    ];
    bare(vec![row(cells)], &halves)
}

/// The form's own proportions, but no head is torn within a word.
fn widths(form: &FilledForm, points: usize, whole: usize) -> Vec<usize> {
    let needs: Vec<Need> = form
        .table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let heads =
                form.header.iter().filter(|cell| cell.column == place && cell.column_span == 1);
            let words = heads.flat_map(|cell| cell.text.split(' '));
            let word = words.map(|word| width_of(word, true)).max().unwrap_or(0);
            // The form's widths count letters; half a letter's size each.
            Need {
                fixed: word,
                text: usize::from(column.width.unwrap_or(USUAL)).clamp(4, 45) * 500,
            }
        })
        .collect();
    grid::widths(&needs, points, whole)
}

/// Number and legal base on the left, title in the middle, who reports to whom on the right.
fn head(form: &FilledForm, whole: usize) -> Table {
    let sides = whole * 28 / 100;
    let widths = [sides, whole - 2 * sides, sides];
    let line = |look, align, text: &str| -> Paragraph {
        spaced(paragraph(look, align, &inert::line(text)), 0, 0, 100)
    };
    let left = vec![
        line(TextStyle::bold(12), AlignmentType::Left, &form.number),
        line(TextStyle::italic(11), AlignmentType::Left, &form.legal_base),
    ];
    let middle =
        form.title.iter().map(|text| line(TextStyle::bold(13), AlignmentType::Center, text));
    let right = form.head.iter().map(|(label, value)| {
        let value = if value.is_empty() { "………………" } else { value };
        line(TextStyle::plain(11), AlignmentType::Left, &format!("{label}: {value}"))
    });
    let cells = vec![cell(widths[0], left), cell(widths[1], middle), cell(widths[2], right)];
    bare(vec![row(cells)], &widths)
}

/// The cells of a header row; a cell over several rows goes on in those below.
fn header_cells(
    form: &FilledForm,
    place: usize,
    widths: &[usize],
    points: usize,
) -> Vec<TableCell> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < widths.len() {
        let covers = |cell: &&HeaderCell| {
            (cell.row..cell.row + cell.row_span).contains(&place) && cell.column == column
        };
        let Some(header) = form.header.iter().find(covers) else {
            cells.push(header_cell(widths[column], points, ""));
            column += 1;
            continue;
        };
        let end = (column + header.column_span.max(1)).min(widths.len());
        let width = widths[column..end].iter().sum();
        let text = if header.row == place { inert::line(&header.text) } else { String::new() };
        let mut cell = header_cell(width, points, &text);
        if end - column > 1 {
            cell = cell.grid_span(end - column);
        }
        if header.row_span > 1 {
            let is_first = header.row == place;
            cell = cell.vertical_merge(if is_first {
                VMergeType::Restart
            } else {
                VMergeType::Continue
            });
        }
        cells.push(cell);
        column = end;
    }
    cells
}

fn body_row(
    lang: Lang,
    form: &FilledForm,
    line: &crate::answers::TableRow,
    widths: &[usize],
    points: usize,
) -> TableRow {
    let look =
        if line.kind == RowKind::Body { TextStyle::plain(points) } else { TextStyle::bold(points) };
    let cells =
        line.cells.iter().zip(&form.table.columns).zip(widths).map(|((value, column), width)| {
            let (text, side) = match value {
                Cell::Open => (OPEN.to_owned(), Side::Center),
                // What stands on few dossiers has no mark of ours in an official form.
                Cell::Rate(Ok(ratio)) => (number::percent(lang, *ratio), Side::Right),
                _ if column.is_text() => (inert::line(&number::cell(lang, value, 0)), Side::Left),
                _ => (inert::line(&number::cell(lang, value, 0)), Side::Right),
            };
            text_cell(*width, look, side, &text)
        });
    row(cells.collect())
}
