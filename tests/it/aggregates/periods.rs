//! The period of a table, from its title to the comparison with a log.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::sample;
use crate::support::{answer, json};

const HUNG_HA: &str = "examples/thai-binh/2024/hung-ha-2024-thang-*.csv.gz";
const TITLE: &str = "Từ ngày 1/6/2024 đến ngày 30/6/2024,,,";

/// The sample with another title, checked against its log.
fn against(title: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(sample("s3-linh-vuc-hung-ha-2024-06.csv")).expect("read");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    assert!(text.contains(TITLE));
    std::fs::write(&path, text.replace(TITLE, title)).expect("written");
    let path = path.to_str().expect("UTF-8");
    json(&["check", path, "--against", HUNG_HA, "--format", "json"])
}

#[test]
fn a_period_split_over_cells_is_that_of_the_comparison() {
    for title in [
        "Từ ngày,01/06/2024,đến ngày,30/06/2024",
        "Tháng,6,năm,2024",
        "\"Tháng 6, năm 2024\",,,",
        "Kỳ báo cáo:,T6/2024,,",
    ] {
        let answer = against(title);
        let comparison = &answer["comparisons"][0];
        assert_eq!(comparison["period"]["from"], "2024-06-01", "{title}");
        assert_eq!((&comparison["different"], &comparison["equal"]), (&0.into(), &88.into()));
    }
}

#[test]
fn a_title_that_is_not_understood_is_named() {
    for (title, said) in [
        (
            "Tháng 6 năm 2024,lũy kế 6 tháng đầu năm 2024,,",
            Some("Tháng 6 năm 2024 lũy kế 6 tháng đầu năm 2024"),
        ),
        ("Tháng … năm 2024,,,", Some("Tháng … năm 2024")),
        ("\"Quý I, III năm 2024\",,,", Some("Quý I, III năm 2024")),
        ("Số liệu tổng hợp,,,", None),
    ] {
        let answer = against(title);
        let findings = answer["findings"].as_array().expect("findings");
        let found: Vec<_> = findings.iter().filter(|finding| finding["code"] == "C0415").collect();
        assert_eq!(found.len(), 1, "{title}");
        assert_eq!(found[0]["value"].as_str(), said, "{title}");
        assert_eq!(answer.get("comparisons"), None, "{title}");
    }
}

#[test]
fn real_dates_of_a_workbook_make_a_period() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let mut date = |row, column, month, number| {
        let date = ExcelDateTime::from_ymd(2024, month, number).expect("a day");
        sheet.write_with_format(row, column, &date, &day).expect("a date");
    };
    date(1, 1, 4, 1);
    date(1, 3, 6, 30);
    for (row, column, text) in [(0, 0, "UBND HUYỆN HƯNG HÀ"), (1, 0, "Từ ngày"), (1, 2, "đến ngày")]
    {
        sheet.write(row, column, text).expect("a title");
    }
    for (column, text) in
        (0..).zip(["STT", "Đơn vị", "Tiếp nhận trong kỳ", "Đã giải quyết", "Đang giải quyết"])
    {
        sheet.write(3, column, text).expect("a heading");
    }
    sheet.write(4, 1, "Xã An Bình").expect("a name");
    for (column, count) in [(0, 1), (2, 125), (3, 120), (4, 5)] {
        sheet.write(4, column, count).expect("a count");
    }
    book.save(&path).expect("saved");
    let path = path.to_str().expect("UTF-8");
    let period = &json(&["stats", path, "--format", "json"])["tables"][0]["period"];
    assert_eq!((&period["from"], &period["to"]), (&"2024-04-01".into(), &"2024-06-30".into()));
}

#[test]
fn the_figures_of_a_table_say_which_title_is_not_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    let table = "Quý I và 6 tháng đầu năm 2024,,,,\nSTT,Đơn vị,Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết\n1,Xã A,5,4,1\n";
    std::fs::write(&path, table).expect("written");
    let path = path.to_str().expect("UTF-8");
    for (lang, said) in [
        ("vi", "(không xác định được từ “Quý I và 6 tháng đầu năm 2024”)"),
        ("en", "(cannot be told from “Quý I và 6 tháng đầu năm 2024”)"),
    ] {
        assert!(answer(&["stats", path, "--lang", lang], 0).contains(said));
    }
}
