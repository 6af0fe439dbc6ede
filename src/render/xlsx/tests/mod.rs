//! Workbooks read back: every figure where the report has it, formulas where they belong, and nothing
//! that a hostile text could do.

mod figures;
mod sheets;

use super::write;
use crate::answers::publication::{Report, Section};
use crate::answers::{Cell, ColumnKind};
use crate::domain::exact::to_float;
use crate::render::number;
use crate::render::rendering::RenderOptions;
use crate::render::spreadsheet::cell_text;
use calamine::{Data, Range, Reader, Xlsx};
use std::io::{Cursor, Read};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn bytes(report: &Report) -> Vec<u8> {
    assert_eq!(report.check(), Ok(()));
    write(report, &RenderOptions::default()).expect("a workbook")
}

fn open(report: &Report) -> Book {
    Xlsx::new(Cursor::new(bytes(report))).expect("readable")
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).expect("a sheet")
}

/// The value of a cell; places count from the first cell of the sheet.
fn at(range: &Range<Data>, row: usize, column: usize) -> Data {
    let place = |number: usize| u32::try_from(number).expect("small");
    range.get_value((place(row), place(column))).cloned().unwrap_or_default()
}

fn formula(book: &mut Book, name: &str, row: usize, column: usize) -> String {
    let formulas = book.worksheet_formula(name).expect("formulas");
    let place = |number: usize| u32::try_from(number).expect("small");
    formulas.get_value((place(row), place(column))).cloned().unwrap_or_default()
}

fn assert_number(cell: &Data, expected: f64, what: &str) {
    let number = match cell {
        Data::Float(number) => *number,
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        Data::Int(number) => *number as f64,
        other => panic!("{what}: {other:?} is no number"),
    };
    // The last bit may be lost on the way through decimal digits.
    assert!((number - expected).abs() <= expected.abs() * 1e-15, "{what}: {number} {expected}");
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn assert_figure(report: &Report, cells: [&Data; 2], figure: &Cell, what: &str) {
    if let Some(absence) = figure.absence() {
        let mark = number::missing(absence, report.suppress_below);
        assert_eq!(cells[0], &Data::String(mark), "{what}");
        return;
    }
    match figure {
        Cell::Empty => assert_eq!(cells[0], &Data::Empty, "{what}"),
        Cell::Text(text) => assert_eq!(cells[0], &Data::String(cell_text(text)), "{what}"),
        Cell::Count(count) => assert_number(cells[0], *count as f64, what),
        Cell::Number { value, .. } | Cell::Share(value) => {
            assert_number(cells[0], to_float(value), what);
        }
        Cell::Rate(Ok(ratio)) => assert_number(cells[0], ratio.value(), what),
        Cell::Interval(Ok(interval)) => {
            assert_number(cells[0], interval.low, what);
            assert_number(cells[1], interval.high, what);
        }
        Cell::CountChange { now, before } => {
            assert_number(cells[0], *now as f64 - *before as f64, what);
        }
        Cell::PointChange { now, before } => {
            assert_number(cells[0], number::points_value(*now, *before), what);
        }
        Cell::Effect(share) => assert_number(cells[0], to_float(share) * 100.0, what),
        Cell::Mean { mean, .. } => assert_number(cells[0], mean.value(), what),
        Cell::MeanChange { difference, .. } => {
            assert_number(cells[0], to_float(difference), what);
        }
        other => {
            let text = number::cell(report.lang, other, report.suppress_below);
            assert_eq!(cells[0], &Data::String(text), "{what}");
        }
    }
}

/// The row of the heads on the sheet of a section.
fn head_row(range: &Range<Data>, section: &Section) -> usize {
    let head = Data::String(section.table.columns[0].name.clone());
    (0..20).find(|row| at(range, *row, 0) == head).expect("heads")
}

/// Compares every figure of a section with its cell; gives the row of the heads.
fn assert_section(book: &mut Book, report: &Report, section: &Section) -> usize {
    let range = sheet(book, &section.sheet);
    assert_eq!(at(&range, 0, 0), Data::String(section.title.clone()));
    let head = head_row(&range, section);
    let lines = section.table.lines();
    let first = if section.table.body().len() == 0 { head + 2 } else { head + 1 };
    for (row, line) in (first..).zip(lines) {
        let mut place = 0;
        for (column, figure) in section.table.columns.iter().zip(line) {
            let cells = [&at(&range, row, place), &at(&range, row, place + 1)];
            assert_figure(report, cells, figure, &format!("{} {row} {}", section.id, column.key));
            place += if column.kind == ColumnKind::Interval { 2 } else { 1 };
        }
    }
    head
}

/// The parts of a workbook that are XML.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        parts.push((name, text));
    }
    parts
}
