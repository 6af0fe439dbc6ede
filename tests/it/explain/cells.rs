//! `cchc explain --report --cell`: cells of tables, forms and annexes of a report are counted as the report was.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use super::{LOG, PERIOD};
use crate::support::{answer, json, run};

/// A report of the district, in a language.
fn report(folder: &Path, lang: &str) -> PathBuf {
    let target = folder.join(lang);
    let name = target.to_str().expect("a path");
    let fixed =
        ["report", LOG, "--period", PERIOD, "--output", name, "--quiet", "--format", "xlsx,json"];
    answer(&[&fixed[..], &["--lang", lang]].concat(), 0);
    target.join("so-lieu.xlsx")
}

#[test]
fn every_number_of_the_sheet_of_units_is_explained_and_met() {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, sheet) in [("vi", "Đơn vị"), ("en", "Units")] {
        let book = report(folder.path(), lang);
        let name = book.to_str().expect("a path");
        let mut workbook: Xlsx<_> = open_workbook(&book).expect("a workbook");
        let range = workbook.worksheet_range(sheet).expect("the sheet of units");
        let (top, left) = range.start().expect("cells");
        let met = if lang == "vi" { "khớp với dữ liệu" } else { "the data give the same" };
        let numbers =
            range.used_cells().filter(|(_, _, cell)| matches!(cell, Data::Float(_) | Data::Int(_)));
        let mut rows = BTreeMap::new();
        for (row, column, _) in numbers {
            rows.entry(row).or_insert_with(Vec::new).push(column);
        }
        // The first unit, and the total.
        let rows = [rows.first_key_value(), rows.last_key_value()];
        for (row, columns) in rows.into_iter().flatten() {
            for column in columns {
                let letter = char::from(
                    b'A' + u8::try_from(*column).expect("few") + u8::try_from(left).expect("few"),
                );
                let cell = format!("{sheet}!{letter}{}", row + 1 + top as usize);
                let arguments =
                    ["explain", "--report", name, "--cell", &cell, LOG, "--lang", lang, "--quiet"];
                let page = answer(&arguments, 0);
                assert!(page.contains(met), "{cell}: {page}");
            }
        }
    }
}

/// Sheet, row and column (from 0) of every number below the head of a sheet, row by row.
fn numbers(book: &Path, sheet: &str) -> BTreeMap<u32, Vec<u32>> {
    let mut workbook: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("the sheet");
    let (top, left) = range.start().expect("cells");
    let is_number = |cell: &Data| matches!(cell, Data::Float(_) | Data::Int(_));
    let mut rows: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (row, column, _) in range.used_cells().filter(|(_, _, cell)| is_number(cell)) {
        let place = |at: usize, start: u32| start + u32::try_from(at).expect("few");
        rows.entry(place(row, top)).or_default().push(place(column, left));
    }
    rows
}

/// What a cell of a report of the log is explained as.
fn explained_cell(book: &Path, sheet: &str, (row, column): (u32, u32)) -> (String, String) {
    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
    let cell = format!("{sheet}!{letter}{}", row + 1);
    let book = book.to_str().expect("a path");
    let page = answer(&["explain", "--report", book, "--cell", &cell, LOG, "--quiet"], 0);
    (cell, page)
}

#[test]
fn every_column_of_a_form_and_every_row_of_an_annex_is_explained_and_met() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("bieu");
    let made = ["report", LOG, "--period", PERIOD, "--format", "xlsx", "--quiet", "--output"];
    let forms = ["--form", "06a,07a", "--annex", "cchc"];
    answer(&[&made[..], &[to.to_str().expect("a path")], &forms].concat(), 0);
    let book = to.join("so-lieu.xlsx");
    let mut met = 0;
    // A heading with its sum and the first row below it; a form without headings: the total.
    for (sheet, first, last) in [("Biểu 06a", 2, 0), ("Biểu 07a", 0, 1)] {
        let rows: Vec<(u32, Vec<u32>)> = numbers(&book, sheet).into_iter().collect();
        for (row, columns) in rows.iter().take(first).chain(rows.iter().rev().take(last)) {
            for column in columns {
                let (cell, page) = explained_cell(&book, sheet, (*row, *column));
                assert!(page.contains("khớp với dữ liệu"), "{cell}: {page}");
                assert!(page.contains(", cột "), "{cell}: {page}");
                met += 1;
            }
        }
    }
    for (row, columns) in numbers(&book, "Phụ lục cchc") {
        assert_eq!(columns, [3], "row {row}");
        let (cell, page) = explained_cell(&book, "Phụ lục cchc", (row, 3));
        assert!(page.contains("khớp với dữ liệu"), "{cell}: {page}");
        met += 1;
    }
    assert!(met > 40, "{met}");
}

/// A report is explained by the options that its cover names.
#[test]
fn a_cell_is_counted_by_the_options_of_its_report() {
    let folder = tempfile::tempdir().expect("a folder");
    for (place, options) in [
        &["--where", "field=Chứng thực"][..],
        &["--grain", "time", "--policy", "lenient", "--suppress-below", "5"],
        &["--definition", "index766", "--units", "2024", "--where", "channel=online"],
        &["--lang", "en", "--grain", "time", "--where", "level=Cấp huyện"],
    ]
    .iter()
    .enumerate()
    {
        let to = folder.path().join(place.to_string());
        let made = ["report", LOG, "--period", PERIOD, "--format", "xlsx", "--quiet", "--output"];
        answer(&[&made[..], &[to.to_str().expect("a path")], options].concat(), 0);
        let book = to.join("so-lieu.xlsx");
        let sheet = if options.contains(&"en") { "Summary" } else { "Tổng hợp" };
        let rows = numbers(&book, sheet);
        assert!(rows.len() > 4, "{options:?}");
        for row in rows.into_keys().filter(|row| *row > 4) {
            let (cell, page) = explained_cell(&book, sheet, (row, 1));
            assert!(page.contains("khớp với dữ liệu"), "{options:?} {cell}: {page}");
        }
    }
}

#[test]
fn a_form_is_explained_with_the_columns_that_were_chosen_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let cells = ["returned=8", "returned=9"].map(|placement| {
        let to = folder.path().join(placement);
        let made = ["report", LOG, "--period", PERIOD, "--format", "xlsx", "--quiet", "--output"];
        let form = ["--form", "06a", "--placement", placement];
        answer(&[&made[..], &[to.to_str().expect("a path")], &form].concat(), 0);
        let book = to.join("so-lieu.xlsx");
        let rows = numbers(&book, "Biểu 06a");
        let (row, columns) = rows.first_key_value().expect("the total");
        let explained = columns.iter().map(|column| {
            let (cell, page) = explained_cell(&book, "Biểu 06a", (*row, *column));
            assert!(page.contains("khớp với dữ liệu"), "{placement} {cell}: {page}");
            (cell, page.contains("returned"))
        });
        explained.filter(|(_, has_returned)| *has_returned).map(|(cell, _)| cell).collect()
    });
    let [eight, nine]: [Vec<String>; 2] = cells;
    assert_ne!(eight, nine, "nothing was moved");
}

/// Rows without a name are a group, too.
#[test]
fn a_row_of_dossiers_without_a_field_is_explained_and_met() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "Mã hồ sơ;Đơn vị;Lĩnh vực;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả kết quả".to_owned();
    let row = |place: u32| {
        let field = ["Hộ tịch", "", "Đất đai"][place as usize % 3];
        let day = 1 + place % 27;
        format!("H{place};UBND xã A;{field};{day:02}/06/2024;{:02}/06/2024;28/06/2024", day + 2)
    };
    let rows: Vec<String> = std::iter::once(head).chain((0..60).map(row)).collect();
    let log = folder.path().join("log.csv");
    std::fs::write(&log, rows.join("\n")).expect("written");
    let log = log.to_str().expect("a path");
    let to = folder.path().join("bc");
    let to_name = to.to_str().expect("a path");
    let made =
        ["report", log, "--period", "2024-06", "--format", "xlsx", "--quiet", "--form", "06a"];
    answer(&[&made[..], &["--output", to_name]].concat(), 0);
    let book = to.join("so-lieu.xlsx");
    let mut met = 0;
    for sheet in ["Lĩnh vực", "Biểu 06a"] {
        let mut workbook: Xlsx<_> = open_workbook(&book).expect("a workbook");
        let range = workbook.worksheet_range(sheet).expect("the sheet");
        let is_nameless = |row: u32| {
            (0..3).any(|column| {
                let cell = range.get_value((row, column));
                matches!(cell, Some(Data::String(text)) if text == "(không ghi)" || text == "(để trống)")
            })
        };
        let rows = numbers(&book, sheet).into_iter().filter(|(row, _)| is_nameless(*row));
        for (row, columns) in rows {
            for column in columns {
                let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
                let cell = format!("{sheet}!{letter}{}", row + 1);
                let book = book.to_str().expect("a path");
                let page =
                    answer(&["explain", "--report", book, "--cell", &cell, log, "--quiet"], 0);
                assert!(page.contains("khớp với dữ liệu"), "{cell}: {page}");
                met += 1;
            }
        }
    }
    assert!(met > 10, "{met}");
}

#[test]
fn the_period_of_a_report_is_found_on_its_cover_and_a_changed_log_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = report(folder.path(), "vi");
    std::fs::remove_file(book.with_file_name("manifest.json")).expect("removed");
    let name = book.to_str().expect("a path");
    let cell =
        ["explain", "--report", name, "--cell", "Tổng hợp!B6", "--format", "json", "--quiet"];
    let figure = json(&[&cell[..], &[LOG]].concat())["figure"].clone();
    assert_eq!(figure["name"], "received");
    assert_eq!(figure["period"]["from"], "2024-06-01");
    assert_eq!(figure["period"]["to"], "2024-06-30");
    // Another log than the one that the report was made from.
    let other = "examples/thai-binh/2024/quynh-phu-2024-quy-2.csv.gz";
    let page = answer(&["explain", "--report", name, "--cell", "Tổng hợp!B6", other, "--quiet"], 0);
    assert!(page.contains("dữ liệu cho số khác"), "{page}");
    for (cell, expected) in [
        ("Tổng hợp!A6", "is no number"),
        ("Ghi chú!Z99", "is no number"),
        ("Trang!A1", "there is no such sheet"),
        ("A1", "write `Units!F7`"),
    ] {
        let output = run(&["explain", "--report", name, "--cell", cell, LOG, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{cell}");
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(talk.contains(expected), "{cell}: {talk}");
    }
}

/// The table of channels follows the definition, and its cells agree with the data they came from.
#[test]
fn cells_of_channels_agree_under_every_definition() {
    const LOG: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    let folder = tempfile::tempdir().expect("a folder");
    for definition in ["resolved", "index766", "overall", "form06a"] {
        let report = folder.path().join(definition);
        let report = report.to_str().expect("UTF-8");
        let period = ["--period", "2024-06"];
        let made = ["report", LOG, "--output", report, "--format", "xlsx,json", "--quiet"];
        answer(&[&made[..], &period, &["--definition", definition]].concat(), 0);
        let stats = ["stats", LOG, "--by", "channel", "--format", "json"];
        let stats = json(&[&stats[..], &period, &["--definition", definition]].concat());
        let data = std::fs::read_to_string(format!("{report}/so-lieu.json")).expect("written");
        let data: Value = serde_json::from_str(&data).expect("JSON");
        let is_it = |table: &&Value| table["id"] == "channels";
        let table = data["tables"].as_array().expect("tables").iter().find(is_it);
        let table = table.expect("the channels");
        let columns = table["columns"].as_array().expect("columns");
        let place = columns.iter().position(|one| one["key"] == "on_time_rate").expect("the rate");
        let book = format!("{report}/so-lieu.xlsx");
        let letter = char::from(b'A' + u8::try_from(place).expect("few columns"));
        let rows = stats["rows"].as_array().expect("rows");
        for (row, expected) in (6..).zip(rows) {
            let cell = format!("Hình thức nộp!{letter}{row}");
            let explain = ["explain", "--report", &book, "--cell", &cell, LOG];
            let page = answer(&[&explain[..], &["--lang", "en", "--quiet"]].concat(), 0);
            assert!(page.contains("the data give the same"), "{definition} {cell}: {page}");
            let told = json(&[&explain[..], &["--format", "json"]].concat());
            let rate = &expected["rates"]["on_time_rate"];
            assert_eq!(told["figure"]["value"], *rate, "{definition} {cell}");
        }
    }
}
