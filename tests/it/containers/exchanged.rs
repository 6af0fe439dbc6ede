//! A spreadsheet of another country took `05/06/2024` for May and left `13/06/2024` as text.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::support::{answer, json};

/// A log of June 2024 as such a spreadsheet saves it: days from 1 to `last_typed` are date cells with
/// day and month exchanged, the others are text.
fn log(last_typed: u8) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let dates = Format::new().set_num_format("dd/mm/yyyy");
    let header = ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"];
    sheet.write_row(0, 0, header).expect("a header");
    for day in 1..=28_u8 {
        let row = u32::from(day);
        sheet.write(row, 0, format!("HS-2024-{day:03}")).expect("an id");
        // Due and finished on the day received.
        for column in 1..=3 {
            if day <= last_typed {
                let taken = ExcelDateTime::from_ymd(2024, day.min(12), 6).expect("a date");
                sheet.write_with_format(row, column, &taken, &dates).expect("a date cell");
            } else {
                sheet.write(row, column, format!("{day:02}/06/2024")).expect("a text");
            }
        }
    }
    book.save(&path).expect("written");
    let path = path.to_str().expect("a path").to_owned();
    (folder, path)
}

#[test]
fn days_and_months_are_put_right_and_it_is_said() {
    let (_folder, path) = log(12);
    let stats = json(&["stats", &path, "--by", "month", "--format", "json"]);
    assert_eq!(stats["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(stats["rows"][0]["group"]["month"], "2024-06");
    assert_eq!(stats["total"]["counts"]["received"], 28);
    assert_eq!(stats["period"]["to"], "2024-06-28");
    let check = answer(&["check", &path], 0);
    assert!(check.contains("C0309"), "{check}");
    let inspect = json(&["inspect", &path, "--format", "json"]);
    assert!(inspect.to_string().contains("\"exchanged\""), "{inspect}");
}

#[test]
fn without_proof_the_dates_stay_as_they_are() {
    // Three typed days are nine cells: too few to tell.
    let (_folder, path) = log(3);
    let check = json(&["check", &path, "--format", "json"]);
    assert!(check["counts"].get("dates_exchanged").is_none(), "{check}");
}
