//! Random tables through a workbook or page come out as the records they were.

use std::io::Read;

use cchc::read::{Dialect, Discovery, Opener, Records, Source};
use proptest::prelude::*;

use super::{Folder, Table, Typing, html, xlsx};

/// All cells of a file that has one export.
fn cells(path: &str) -> Table {
    let opener = Opener::default();
    let discovery = Discovery { sources: vec![Source::File(path.into())], ..Discovery::default() };
    let sources = opener.expand(discovery).expect("few").sources;
    let mut open = opener.open(&sources[0]).expect("an export");
    let mut text = open.head;
    open.rest.read_to_end(&mut text).expect("readable");
    let mut records = Records::new(&text, Dialect::new(open.delimiter.expect("a sheet")));
    let mut rows = Vec::new();
    while let Some(record) = records.advance() {
        let cell = |cell: std::borrow::Cow<'_, [u8]>| String::from_utf8(cell.into_owned());
        rows.push(record.cells().map(|bytes| cell(bytes).expect("UTF-8")).collect());
    }
    rows
}

/// A table as a sheet shows it: cells without blanks around them, rows of one width, nothing below.
fn shown(rows: &Table) -> Table {
    let trim = |row: &Vec<String>| -> Vec<String> {
        let mut row: Vec<String> = row.iter().map(|cell| cell.trim().to_owned()).collect();
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        row
    };
    let mut rows: Table = rows.iter().map(trim).collect();
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        // A blank row is an empty line.
        let width = if row.is_empty() { 1 } else { width };
        row.resize(width, String::new());
    }
    rows
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => "[a-zA-ZăđƠ;,|\"' ]{1,8}",
        2 => "[1-9][0-9]{0,14}",
        1 => "[a-z]{1,3}\n[a-z\"]{1,3}",
        1 => Just("_x0041_ & <b>".to_owned()),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    proptest::collection::vec(proptest::collection::vec(any_cell(), 1..6), 1..12)
        .prop_filter("something in it", |rows| rows.iter().flatten().any(|c| !c.trim().is_empty()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::support::cases(128)))]

    #[test]
    fn a_table_through_a_workbook(rows in any_table(), is_typed: bool) {
        let folder = Folder::new();
        let typing = if is_typed { Typing::Typed } else { Typing::Text };
        let path = folder.write("a.xlsx", xlsx(&rows, typing));
        prop_assert_eq!(cells(&path), shown(&rows));
    }

    #[test]
    fn a_table_through_a_page(rows in any_table()) {
        let folder = Folder::new();
        let path = folder.write("a.xls", html(&rows));
        // A page shows line breaks and runs of blanks as one.
        let blank = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows: Table = rows.iter().map(|row| row.iter().map(blank).collect()).collect();
        prop_assert_eq!(cells(&path), shown(&rows));
    }
}

/// The program that everybody uses reads the same cells.
#[test]
fn the_cells_are_those_that_calamine_reads() {
    use calamine::{Data, Reader};
    let text = std::fs::read_to_string(crate::support::repository(
        "examples/thai-binh/2024/ubnd-xa-quynh-my.csv",
    ));
    let rows = super::table(&text.expect("a sample"), b';');
    let folder = Folder::new();
    let bytes = xlsx(&rows, Typing::Typed);
    let path = folder.write("a.xlsx", &bytes);
    let ours = cells(&path);
    let mut book: calamine::Xlsx<_> =
        calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("a sheet");
    let mut compared = 0;
    for (row, theirs) in range.rows().enumerate() {
        for (column, cell) in theirs.iter().enumerate() {
            let here = ours[row].get(column).map_or("", String::as_str);
            match cell {
                Data::Empty => assert_eq!(here, ""),
                Data::Float(number) => assert_eq!(here, number.to_string()),
                Data::String(text) => assert_eq!(here, text.trim()),
                Data::DateTime(date) => {
                    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
                    let date = format!("{year}-{month:02}-{day:02}");
                    let time = format!("T{hour:02}:{minute:02}:{second:02}");
                    assert_eq!(here, if time == "T00:00:00" { date } else { date + &time });
                }
                other => panic!("{other:?}"),
            }
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared}");
}
