//! Who was paused at the end of a past month is not in rows that were exported later: no value, never 0.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{answer, json, run};

/// A log of January to June 2024: every working day brings a dossier, done a week later; some stay open, one of
/// them paused today. `until`: the last month with receipts.
fn log(folder: &std::path::Path, until: u32) -> String {
    let mut text = "Mã hồ sơ,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n".to_owned();
    for month in 1..=until {
        for day in 1..=28_u32 {
            let number = month * 100 + day;
            let (finish, status) = match number {
                105 => (String::new(), "Tạm dừng"),
                110 | 210 | 310 => (String::new(), "Đang xử lý"),
                _ => (format!("{day:02}/{month:02}/2024"), "Đã trả kết quả"),
            };
            let _ = writeln!(
                text,
                "H{number},UBND xã An Khê,Trực tuyến,{day:02}/{month:02}/2024,28/{month:02}/2024,{finish},{status}"
            );
        }
    }
    let path = folder.join("log.csv");
    std::fs::write(&path, text).expect("written");
    path.to_string_lossy().into_owned()
}

fn paused(log: &str, period: &str) -> Value {
    let stats = json(&["stats", log, "--period", period, "--format", "json"]);
    let counts = &stats["total"]["counts"];
    assert!(counts["closing"].as_u64() > Some(0), "some are open: {counts}");
    counts["closing_paused"].clone()
}

#[test]
fn a_past_month_has_no_paused_dossiers_and_the_last_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), 6);
    assert_eq!(paused(&log, "2024-06"), 1);
    assert_eq!(paused(&log, "2024-05"), Value::Null);
    assert_eq!(paused(&log, "2024-01"), Value::Null);
    // The whole ends with the data.
    assert_eq!(paused(&log, "2024-H1"), 1);
    let by_month = json(&["stats", &log, "--by", "month", "--format", "json"]);
    let rows = by_month["rows"].as_array().expect("rows");
    let known: Vec<bool> =
        rows.iter().map(|row| !row["counts"]["closing_paused"].is_null()).collect();
    assert_eq!(known, [false, false, false, false, false, true]);
    assert_eq!(by_month["total"]["counts"]["closing_paused"], 1);
}

#[test]
fn an_export_of_the_days_behind_the_month_tells_of_its_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), 6);
    // As of 21 June the data go on for a week, as of the 20th for longer.
    for (as_of, is_known) in [("2024-06-21", true), ("2024-06-20", false)] {
        let arguments =
            ["stats", &log, "--period", "2024-06", "--as-of", as_of, "--format", "json"];
        let paused = json(&arguments)["total"]["counts"]["closing_paused"].clone();
        assert_eq!(!paused.is_null(), is_known, "{as_of}");
    }
}

#[test]
fn every_answer_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), 6);
    let columns = ["stats", &log, "--by", "month", "--columns", "closing,closing_paused"];
    assert!(answer(&columns, 0).contains('–'));
    let explained = answer(&["explain", "closing_paused", &log, "--period", "2024-03"], 0);
    assert!(explained.contains("chỉ cho biết trạng thái của ngày xuất"), "{explained}");
    let list = run(&["list", &log, "--state", "paused", "--period", "2024-03"]);
    assert_eq!(list.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&list.stderr).contains("tạm dừng vào ngày xuất"));
    assert!(answer(&["list", &log, "--state", "paused"], 0).contains("H105"));
    let compared = json(&["compare", &log, "--period", "2024-06", "--format", "json"]);
    let counts = &compared["comparisons"][0]["counts"];
    assert_eq!(counts["later"]["closing_paused"], 1);
    assert_eq!(counts["earlier"]["closing_paused"], Value::Null);
}

#[test]
fn where_nothing_is_open_nobody_was_paused() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = "Mã hồ sơ,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n";
    let row = |number: u32, month: u32| {
        format!(
            "H{number},UBND xã An Khê,Trực tuyến,03/0{month}/2024,20/0{month}/2024,10/0{month}/2024,Đã trả kết quả\n"
        )
    };
    let path = folder.path().join("log.csv");
    std::fs::write(&path, format!("{header}{}{}", row(1, 3), row(2, 6))).expect("written");
    let log = path.to_string_lossy().into_owned();
    let stats = json(&["stats", &log, "--period", "2024-03", "--format", "json"]);
    assert_eq!(stats["total"]["counts"]["closing_paused"], 0);
}
