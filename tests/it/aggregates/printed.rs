//! Rows and cells as people print them: parts, sums of pages, rows that are no unit, broken names, notes, shares,
//! formulas without a value, hidden rows.

use std::path::Path;

use cchc::aggregates::{AggregateTable, Measure as M, RowKind, check_table, read_tables};
use cchc::domain::PeriodRule;
use cchc::findings::{FindingCode as Code, Severity};
use cchc::read::{Opener, discover};
use rust_xlsxwriter::{Format, FormatScript, Formula, Workbook};

use super::{read_text, row};
use crate::support::repository;

const HEAD: &str = "UBND XÃ AN BÌNH\nTháng 6 năm 2024\n\nSTT;Lĩnh vực;Tiếp nhận trong kỳ;Đã giải quyết;Đang giải quyết\n";

fn kinds(table: &AggregateTable) -> Vec<(RowKind, &str)> {
    table.rows.iter().map(|row| (row.kind, row.label.as_str())).collect()
}

fn grave(table: &AggregateTable) -> Vec<Code> {
    let found = check_table(table).into_iter().map(|finding| finding.code);
    found.filter(|code| code.severity() > Severity::Info).collect()
}

#[test]
fn parts_of_a_row_are_in_no_sum() {
    for parts in [
        ";Trong đó:;;;\n;- Cấp lần đầu;60;50;10\n;- Biến động;40;30;10\n",
        ";Trong đó;;;\n;+ Cấp lần đầu;60;50;10\n;+ Biến động;40;30;10\n",
        ";Trong đó: cấp lần đầu;60;50;10\n;- Biến động;40;30;10\n",
        ";Bao gồm:;;;\na;Cấp lần đầu;60;50;10\nb;Biến động;40;30;10\n",
    ] {
        let table = read_text(&format!(
            "{HEAD}1;Đất đai;100;80;20\n{parts}2;Hộ tịch;50;50;0\n;Tổng số;150;130;20\n"
        ));
        assert_eq!(grave(&table), [], "{parts}");
        let of_which = table.rows.iter().filter(|row| row.kind == RowKind::OfWhich).count();
        assert_eq!(of_which, 2, "{parts}");
        assert_eq!(row(&table, "Hộ tịch").kind, RowKind::Body, "{parts}");
    }
}

#[test]
fn sums_of_blocks_pages_and_the_whole() {
    let table = read_text(&format!(
        "{HEAD}1;Đất đai;100;80;20\n;Cộng mang sang;100;80;20\n;Trang trước mang sang;100;80;20\n2;Hộ tịch;50;50;0\n;Toàn xã;150;130;20\n"
    ));
    assert_eq!(grave(&table), []);
    assert_eq!(row(&table, "Trang trước mang sang").kind, RowKind::SetApart);
    assert_eq!(table.total().map(|row| row.label.as_str()), Some("Toàn xã"));
    let wrong = read_text(&format!(
        "{HEAD}1;Đất đai;100;80;20\n2;Hộ tịch;50;50;0\n;Toàn tỉnh;151;130;20\n"
    ));
    assert!(grave(&wrong).contains(&Code::SumDiffers));
    let block = read_text(&format!(
        "{HEAD}1;Đất đai;100;80;20\n;Tiểu cộng;101;80;20\n2;Hộ tịch;50;50;0\n;Tổng;150;130;20\n"
    ));
    assert!(grave(&block).contains(&Code::SumDiffers));
}

#[test]
fn rows_of_rates_and_of_other_periods_are_no_units() {
    let table = read_text(&format!(
        "{HEAD}1;Đất đai;100;80;20\n;Tổng số;100;80;20\n;Tỷ lệ (%);;80,0;20,0\n;Cùng kỳ năm 2023;90;70;20\n;Tăng/giảm;10;10;0\n"
    ));
    let apart: Vec<&str> = kinds(&table)
        .into_iter()
        .filter(|(kind, _)| *kind == RowKind::SetApart)
        .map(|(_, label)| label)
        .collect();
    assert_eq!(apart, ["Tỷ lệ (%)", "Cùng kỳ năm 2023", "Tăng/giảm"]);
    assert_eq!(grave(&table), []);
    let said = table.reading.iter().find(|finding| finding.code == Code::RowsSetApart);
    assert_eq!(
        said.and_then(|finding| finding.value.as_deref()),
        Some("Tỷ lệ (%); Cùng kỳ năm 2023; Tăng/giảm")
    );
}

#[test]
fn names_that_a_page_broke_are_put_together() {
    for body in [
        "1;UBND xã An;;;\n;Bình;100;80;20\n2;UBND xã Hòa Bình;50;50;0\n",
        "1;UBND xã An Bình;100;80;20\n2;UBND xã Hòa Bình;50;50;0\n",
        "1;UBND xã;;;\n;an Bình;100;80;20\n2;UBND xã Hòa Bình;50;50;0\n",
    ] {
        let table = read_text(&format!("{HEAD}{body};Tổng số;150;130;20\n"));
        let names: Vec<String> = table.rows.iter().map(|row| row.label.to_lowercase()).collect();
        assert_eq!(names, ["ubnd xã an bình", "ubnd xã hòa bình", "tổng số"], "{body}");
    }
    // A heading over rows of its own stays one.
    let headed = read_text(&format!("{HEAD}1;Khối sở;;;\n;Hộ tịch;100;80;20\n;Đất đai;50;50;0\n"));
    assert_eq!(headed.rows.first().map(|row| row.kind), Some(RowKind::Heading));
}

#[test]
fn signs_of_notes_are_no_digits() {
    let table = read_text(&format!("{HEAD}1;Đất đai*;100¹;80(1);20**\n2;Hộ tịch;50;50;0\n"));
    let counts = [M::Received, M::Resolved, M::Pending].map(|m| row(&table, "Đất đai").count(m));
    assert_eq!(counts, [100, 80, 20].map(Some));
    let noted = table.reading.iter().filter(|finding| finding.code == Code::FigureWithNote);
    assert_eq!(noted.count(), 3);
    let negative = read_text(&format!("{HEAD}1;Đất đai;(100);80;20\n"));
    assert_eq!(negative.reading.first().map(|finding| finding.code), Some(Code::NotACount));
    assert_eq!(row(&negative, "Đất đai").count(M::Received), None);
}

fn workbook(name: &str, fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> AggregateTable {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bang.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name).expect("a name");
    let head = ["STT", "Đơn vị", "Đã xử lý", "", "", "Tỷ lệ đúng hạn"];
    let names = ["", "", "Trước hạn", "Đúng hạn", "Quá hạn", ""];
    for (at, row) in [head, names].iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            let (at, column) = (u32::try_from(at).unwrap_or(0), u16::try_from(column).unwrap_or(0));
            sheet.write(at, column, *text).expect("written");
        }
    }
    fill(sheet);
    book.save(&path).expect("saved");
    of_book(&path)
}

/// The first table of a workbook.
fn of_book(path: &Path) -> AggregateTable {
    let path = path.to_str().expect("a path").to_owned();
    let opener = Opener::default();
    let sheets = opener.expand(discover(&[path]).expect("found")).expect("sheets");
    let mut tables =
        read_tables(&opener, &sheets.sources[0], PeriodRule::Calendar).expect("a table");
    tables.swap_remove(0)
}

#[test]
fn shares_are_what_the_workbook_shows() {
    let percent = Format::new().set_num_format("0.00%");
    let table = workbook("Sheet1", |sheet| {
        for (at, [early, on_time, late]) in
            [[1_u32, 1, 1], [900, 325, 5], [7, 0, 4]].iter().enumerate()
        {
            let row = u32::try_from(at).unwrap_or(0) + 2;
            sheet.write(row, 1, format!("Xã {row}")).expect("written");
            for (column, count) in [(2, early), (3, on_time), (4, late)] {
                sheet.write(row, column, *count).expect("written");
            }
            let share = f64::from(early + on_time) / f64::from(early + on_time + late);
            sheet.write_with_format(row, 5, share, &percent).expect("written");
        }
        sheet.write(5, 1, "Xã sai").expect("written");
        for column in 2..5_u16 {
            sheet.write(5, column, 10).expect("written");
        }
        sheet.write_with_format(5, 5, 0.7, &percent).expect("written");
    });
    let found = check_table(&table);
    let wrong: Vec<Option<u64>> =
        found.iter().filter(|finding| finding.code == Code::RateDiffers).map(|f| f.row).collect();
    assert_eq!(wrong, [Some(6)], "{found:?}");
}

#[test]
fn raised_notes_hidden_rows_and_names_of_sheets() {
    let raised = Format::new().set_font_script(FormatScript::Superscript);
    let plain = Format::new();
    let table = workbook("Xã An Bình T6-2024", |sheet| {
        sheet.write(2, 1, "Hộ tịch").expect("written");
        sheet.write_rich_string(2, 2, &[(&plain, "125"), (&raised, "1")]).expect("written");
        sheet.write(2, 3, 10).expect("written");
        sheet.write(2, 4, 5).expect("written");
        sheet.write(3, 1, "Đất đai").expect("written");
        for column in 2..5_u16 {
            sheet.write(3, column, 7).expect("written");
        }
        sheet.set_row_hidden(3).expect("hidden");
        sheet.set_column_hidden(3).expect("hidden");
    });
    let counts = |label: &str| [M::Early, M::OnTime, M::Late].map(|m| row(&table, label).count(m));
    assert_eq!(counts("Hộ tịch"), [125, 10, 5].map(Some));
    assert_eq!(table.unit.as_deref(), Some("Xã An Bình"));
    let codes: Vec<Code> = table.reading.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::FigureWithNote), "{codes:?}");
    let hidden = table.reading.iter().find(|finding| finding.code == Code::HiddenRows);
    let hidden = hidden.and_then(|finding| finding.value.as_deref());
    assert_eq!(hidden, Some("dòng (rows) × 1, cột (columns) × 1"));
}

#[test]
fn a_head_without_rows_is_told() {
    let table = read_text(HEAD);
    assert_eq!(table.reading.first().map(|finding| finding.code), Some(Code::HeaderOnly));
}

#[test]
fn formulas_without_a_value_are_no_figures_and_their_rows_stay() {
    let table = of_book(&repository("tests/data/tables/cong-thuc-khong-gia-tri.xlsx"));
    let counts =
        |label: &str| [M::Received, M::Resolved, M::Pending].map(|m| row(&table, label).count(m));
    assert_eq!(counts("Xã An Bình"), [Some(125), Some(120), None]);
    assert_eq!(counts("Tổng số"), [None; 3]);
    assert_eq!(row(&table, "Tổng số").kind, RowKind::Total);
    let told = table.reading.iter().filter(|finding| finding.code == Code::FormulaWithoutValue);
    let told: Vec<Option<&str>> = told.map(|finding| finding.value.as_deref()).collect();
    assert_eq!(told, [Some("× 1 (C7)"), Some("× 1 (D7)"), Some("× 3 (E5)")]);
    assert_eq!(grave(&table), [Code::FormulaWithoutValue; 3]);
}
