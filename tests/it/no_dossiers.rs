//! A place without a dossier in a month hands in zeros, where its exports say that they are of that month.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::support::{answer, json, run};

const HEADER: &str = "Mã hồ sơ,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n";

/// An export of one month of 2024 with these dossiers, received and finished in it.
fn export(unit: &str, month: u32, days: u32, dossiers: usize) -> String {
    let mut text = format!(
        "DANH SÁCH HỒ SƠ\n{unit}\nTừ ngày 01/{month:02}/2024 đến ngày {days}/{month:02}/2024\n{HEADER}"
    );
    for number in 0..dossiers {
        let _ = writeln!(
            text,
            "{unit}-{month}-{number},{unit},Trực tuyến,03/{month:02}/2024,12/{month:02}/2024,10/{month:02}/2024,Đã trả kết quả"
        );
    }
    text
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(&path, text).expect("written");
    path.to_string_lossy().into_owned()
}

fn refused(arguments: &[&str]) {
    assert_eq!(run(arguments).status.code(), Some(3), "{arguments:?}");
}

#[test]
fn a_month_that_the_titles_name_is_one_of_zeros() {
    let folder = tempfile::tempdir().expect("a folder");
    let may = written(folder.path(), "an/05.csv", &export("UBND xã An Khê", 5, 31, 2));
    let june = written(folder.path(), "an/06.csv", &export("UBND xã An Khê", 6, 30, 0));
    let both = folder.path().join("an").to_string_lossy().into_owned();
    let other = written(folder.path(), "binh.csv", &export("UBND xã An Bình", 6, 30, 3));
    let of = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let binh = of("binh.json");
    answer(&["tally", &other, "--period", "2024-06", "-q", "--output", &binh], 0);
    for (name, place) in [("one.json", &june), ("two.json", &both)] {
        let tally = of(name);
        answer(&["tally", place, "--period", "2024-06", "-q", "--output", &tally], 0);
        let merged = json(&["merge", &tally, &binh, "--format", "json"]);
        assert_eq!(merged["total"]["counts"]["received"], 3, "{name}: zeros add nothing");
        let stats = json(&["stats", place, "--period", "2024-06", "--format", "json"]);
        assert_eq!(stats["total"]["counts"]["received"], 0, "{name}");
        assert_eq!(stats["total"]["rates"]["on_time_rate"]["reason"], "no_dossiers", "{name}");
    }
    let stats = answer(&["stats", &both, "--period", "2024-06"], 0);
    assert!(!stats.contains("Dữ liệu chỉ có đến"), "the titles reach to the end\n{stats}");
    // Without a title of the month nobody says that there was nothing.
    refused(&["tally", &may, "--period", "2024-06"]);
    refused(&["tally", &june, "--period", "2024-07"]);
    refused(&["stats", &june]);
}

#[test]
fn a_quiet_month_between_two_others_is_one_of_zeros() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = HEADER.to_owned();
    for (number, month) in [1, 2, 4, 5].into_iter().enumerate() {
        text += &format!("Q{number},UBND xã An Khê,Trực tuyến,0{number}/0{month}/2024,20/0{month}/2024,15/0{month}/2024,Đã trả kết quả\n").replace(",00/", ",01/");
    }
    let log = written(folder.path(), "2024.csv", &text);
    let stats = json(&["stats", &log, "--period", "2024-03", "--format", "json"]);
    let total = &stats["total"]["counts"];
    assert_eq!((total["opening"].as_u64(), total["received"].as_u64()), (Some(0), Some(0)));
    refused(&["stats", &log, "--period", "2024-06"]);
    refused(&["stats", &log, "--period", "2023-12"]);
}

#[test]
fn a_file_that_cannot_be_read_may_hold_them() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path(), "an/05.csv", &export("UBND xã An Khê", 5, 31, 2));
    written(folder.path(), "an/06.csv", &export("UBND xã An Khê", 6, 30, 0));
    written(folder.path(), "an/06-them.xlsx", "no workbook at all");
    let place = folder.path().join("an").to_string_lossy().into_owned();
    refused(&["tally", &place, "--period", "2024-06"]);
}

#[test]
fn a_month_of_zeros_is_published_and_verified() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path(), "xuat/05.csv", &export("UBND xã An Khê", 5, 31, 2));
    written(folder.path(), "xuat/06.csv", &export("UBND xã An Khê", 6, 30, 0));
    let inside = |arguments: &[&str]| {
        let mut command = crate::support::cchc(arguments);
        let output = command.current_dir(folder.path()).output().expect("started");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{errors}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    inside(&["init", "--inputs", "xuat", "--lang", "en", "."]);
    inside(&["run", "--period", "2024-05"]);
    inside(&["run", "--period", "2024-06"]);
    let verified: Value =
        serde_json::from_str(&inside(&["verify", "--format", "json"])).expect("JSON");
    let months = verified["months"].as_array().expect("months");
    assert!(months.len() == 2 && months.iter().all(|month| month["state"] == "same"), "{months:?}");
}
