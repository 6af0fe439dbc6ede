//! A table wider than the terminal.

use cchc::answers::{Block, Cell, Column, Document, Table, TableRow};
use cchc::render::terminal::{TerminalStyle, write};
use cchc::words::Lang;

#[test]
fn a_narrow_terminal_breaks_names_between_words_and_not_between_letters() {
    let numbers = 12;
    let mut columns = vec![Column::text(Lang::Vi, "unit")];
    columns.extend((0..numbers).map(|_| Column::number_named("received", "Tiếp nhận")));
    let mut cells = vec![Cell::Text("Phòng Tài nguyên và Môi trường".to_owned())];
    cells.extend((0..numbers).map(|_| Cell::Count(1_234)));
    let table = Table { columns, rows: vec![TableRow::body(cells)], notes: Vec::new() };
    let document = Document { blocks: vec![Block::Table(table)] };
    for width in [80, 120, 160] {
        let text = write(&document, Lang::Vi, TerminalStyle { colour: false, width: Some(width) });
        for word in ["Phòng", "nguyên", "trường"] {
            assert!(text.contains(word), "`{word}` is broken at {width} columns:\n{text}");
        }
    }
}
