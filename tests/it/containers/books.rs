//! Which sheets count, what is hidden, merged headers, and cells that are no plain text.

use cchc::findings::FindingCode;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{Folder, LOG, Typing, answered, fill, findings, fixture, is_refused, stats, table};

/// Cover, log of January, log of February, a hidden note, a chart.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let rows = table(LOG, b';');
    book.add_worksheet().set_name("Bìa").expect("a name").write(0, 0, "SỞ Y TẾ").expect("a cell");
    let first = book.add_worksheet();
    first.set_name("Tháng 1").expect("a name");
    fill(first, &rows[..3].to_vec(), Typing::Typed);
    first.set_row_hidden(2).expect("a row");
    let second = book.add_worksheet();
    second.set_name("Tháng 2").expect("a name");
    fill(second, &[&rows[..1], &rows[3..]].concat(), Typing::Typed);
    second.set_hidden(true);
    book.add_worksheet().set_name("Trống").expect("a name");
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values(("Tháng 1", 1, 0, 2, 0));
    let sheet = book.add_chartsheet();
    sheet.set_name("Biểu đồ").expect("a name");
    sheet.insert_chart(0, 0, &chart).expect("a chart");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn every_sheet_with_a_log_counts_and_the_others_are_passed_over() {
    let folder = Folder::new();
    let path = folder.write("so.xlsx", book());
    let answer = stats(&path, &[]);
    assert_eq!(answer["ledger"]["files"], 2);
    assert_eq!(answer["ledger"]["counted"], 3);
    let passed = findings(&path, FindingCode::SheetPassedOver);
    let names: Vec<&str> = passed.iter().map(|(file, _, _)| file.as_str()).collect();
    assert_eq!(names, ["so.xlsx » Bìa", "so.xlsx » Trống", "so.xlsx » Biểu đồ"]);
    let (inspected, code) = answered(&["inspect", &path]);
    assert_eq!(code, Some(0));
    let files = inspected["files"].as_array().expect("files");
    let shape = |place: usize| {
        let file = &files[place];
        (file["container"].as_str(), file["hidden_sheet"].as_bool(), file["hidden_rows"].as_u64())
    };
    assert_eq!(shape(1), (Some("xlsx"), Some(false), Some(1)));
    assert_eq!(shape(2), (Some("xlsx"), Some(true), Some(0)));
    assert_eq!(files[0]["failure"]["name"], "sheet_passed_over");
}

#[test]
fn hidden_sheets_and_rows_are_said() {
    let folder = Folder::new();
    let path = folder.write("so.xlsx", book());
    let hidden = findings(&path, FindingCode::HiddenRows);
    let hidden: Vec<_> = hidden.iter().map(|(file, _, value)| (&file[..], &value[..])).collect();
    assert_eq!(
        hidden,
        [("so.xlsx » Tháng 1", "dòng (rows) × 1"), ("so.xlsx » Tháng 2", "trang tính (sheet)")]
    );
    for name in ["so-theo-doi.xls", "so-theo-doi.ods"] {
        let path = fixture(name);
        let path = path.to_str().expect("UTF-8");
        let hidden = findings(path, FindingCode::HiddenRows);
        let log = format!("{name} » Sổ theo dõi");
        assert_eq!(hidden, [(log, None, "dòng (rows) × 3".to_owned())]);
        assert_eq!(findings(path, FindingCode::SheetPassedOver).len(), 2);
    }
    let page =
        super::html(&table(LOG, b';')).replacen("<tr><td>2<", "<tr style='display:none'><td>2<", 1);
    let hidden = findings(&folder.write("so.xls", page), FindingCode::HiddenRows);
    assert_eq!(hidden, [("so.xls".to_owned(), None, "dòng (rows) × 1".to_owned())]);
}

#[test]
fn a_book_without_a_log_fails_once_by_the_sheet_that_comes_nearest() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Trống").expect("a name");
    let sheet = book.add_worksheet().set_name("Tổng hợp").expect("a name");
    for (column, name) in (0..).zip(["Ký hiệu", "Nơi làm", "Bắt đầu", "Xong"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    let path = folder.write("so.xlsx", book.save_to_buffer().expect("a workbook"));
    let code = FindingCode::HeaderNotFound;
    is_refused(&path, code, "[1] Ký hiệu | Nơi làm | Bắt đầu | Xong");
    assert_eq!(findings(&path, code).len(), 1);
    assert_eq!(findings(&path, FindingCode::SheetPassedOver).len(), 1);
}

#[test]
fn half_a_log_beside_a_whole_one_is_a_failure() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let rows = table(LOG, b';');
    fill(book.add_worksheet(), &rows, Typing::Typed);
    let half: Vec<Vec<String>> = rows.iter().map(|row| row[..4].to_vec()).collect();
    fill(book.add_worksheet(), &half, Typing::Typed);
    let path = folder.write("so.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_eq!(findings(&path, FindingCode::RequiredColumnMissing).len(), 1);
    assert_eq!(answered(&["stats", &path]).1, Some(3));
}

#[test]
fn names_merged_over_two_and_three_rows_are_read() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    let mut merge = |from: (u32, u16), to: (u32, u16), text: &str| {
        sheet.merge_range(from.0, from.1, to.0, to.1, text, &format).expect("a merged cell");
    };
    merge((0, 0), (0, 6), "SỔ THEO DÕI HỒ SƠ");
    merge((1, 0), (3, 0), "STT");
    merge((1, 1), (3, 1), "Mã hồ sơ");
    merge((1, 2), (1, 5), "Quá trình giải quyết");
    merge((2, 2), (2, 3), "Ngày tháng năm");
    merge((2, 4), (3, 4), "Ngày kết thúc xử lý");
    merge((2, 5), (3, 5), "Trạng thái");
    merge((1, 6), (3, 6), "Hình thức nộp");
    for (column, name) in [(2, "Nhận hồ sơ"), (3, "Hẹn trả kết quả")] {
        sheet.write(3, column, name).expect("a cell");
    }
    let row =
        ["1", "H-1", "15/01/2024", "25/01/2024", "22/01/2024", "Đã trả kết quả", "Trực tuyến"];
    for (column, text) in (0..).zip(row) {
        super::write_cell(sheet, 4, column, text, Typing::Typed);
    }
    let path = folder.write("so.xlsx", book.save_to_buffer().expect("a workbook"));
    let counts = &stats(&path, &["--by", "month"])["total"]["counts"];
    assert_eq!((&counts["early"], &counts["received_online"]), (&1.into(), &1.into()));
    let (inspected, _) = answered(&["inspect", &path]);
    let file = &inspected["files"][0];
    assert_eq!((&file["header_row"], &file["header_rows"]), (&2.into(), &3.into()));
    assert_eq!(file["columns"][3]["header"], "Ngày tháng năm > Hẹn trả kết quả");
    assert_eq!(file["columns"][4]["header"], "Quá trình giải quyết > Ngày kết thúc xử lý");
}

#[test]
fn formulas_count_by_their_value_and_errors_stay_what_they_are() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table(LOG, b';'), Typing::Typed);
    sheet.write_formula(1, 1, Formula::new("\"H-\"&1").set_result("H-1")).expect("a formula");
    sheet.write_formula(2, 6, Formula::new("NA()").set_result("#N/A")).expect("a formula");
    let path = folder.write("so.xlsx", book.save_to_buffer().expect("a workbook"));
    // A missing finish date would make the dossier open; an error is a date that cannot be read.
    let bad = findings(&path, FindingCode::BadDate);
    assert_eq!(bad, [("so.xlsx » Sheet1".to_owned(), Some(3), "#N/A".to_owned())]);
    assert_eq!(stats(&path, &[])["ledger"]["counted"], 2);
}

#[test]
fn the_rows_of_findings_are_the_rows_of_the_sheet() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, row) in [3, 5, 9, 20].into_iter().zip(table(LOG, b';')) {
        for (column, text) in (4..).zip(&row).filter(|(_, text)| !text.is_empty()) {
            let text = text.replace("17/01/2024", "37/01/2024");
            super::write_cell(sheet, number, column, &text, Typing::Typed);
        }
    }
    let path = folder.write("so.xlsx", book.save_to_buffer().expect("a workbook"));
    let bad = findings(&path, FindingCode::BadDate);
    assert_eq!(bad, [("so.xlsx » Sheet1".to_owned(), Some(21), "37/01/2024".to_owned())]);
}
