//! The command on the sample logs: figures of `stats`, formats, what is refused.

use std::fmt::Write;

use serde_json::Value;

use super::near;
use crate::support::{answer, json, run};

const LOGS: &str = "examples/thai-binh/2024";

#[test]
fn rates_are_those_of_stats_and_effects_add_up() {
    let compared = json(&["compare", LOGS, "--period", "2024-05", "--format", "json"]);
    let stats = |period| json(&["stats", LOGS, "--period", period, "--format", "json"]);
    let (later, earlier) = (stats("2024-05"), stats("2024-04"));
    let rates = compared["comparisons"][0]["rates"].as_array().expect("rates");
    let ids: Vec<&str> = rates.iter().filter_map(|rate| rate["id"].as_str()).collect();
    let headline = [
        "on_time_rate",
        "early_rate",
        "late_rate",
        "online_rate",
        "overdue_open_rate",
        "satisfied_share",
    ];
    assert_eq!(ids, headline);
    for (id, rate) in headline.iter().zip(rates) {
        let total = &rate["total"];
        assert_eq!(total["later"], later["total"]["rates"][id], "{id}");
        assert_eq!(total["earlier"], earlier["total"]["rates"][id], "{id}");
        let Some(change) = total["change"].as_f64() else {
            // The sample has ratings on two scales.
            assert_eq!((*id, &total["later"]["reason"]), ("satisfied_share", &"two_scales".into()));
            continue;
        };
        for effects in total["effects"].as_array().expect("effects") {
            let sum = effects["rate"].as_f64().zip(effects["mix"].as_f64()).map(|(a, b)| a + b);
            assert!(near(&total["change"], sum.expect("effects")), "{id} {effects}");
        }
        let value = |side: &Value| side["value"].as_f64().expect("a value");
        assert!((change - (value(&total["later"]) - value(&total["earlier"]))).abs() < 1e-12);
        for group in rate["groups"].as_array().expect("groups") {
            let unit = &group["group"]["unit"];
            let of = |stats: &Value| {
                let rows = stats["rows"].as_array().expect("rows");
                let row = rows.iter().find(|row| row["group"]["unit"] == *unit).cloned();
                row.map(|row| row["rates"][id].clone())
            };
            if let Some(rate) = of(&later) {
                assert_eq!(group["later"], rate, "{id} {unit}");
            }
            if let Some(rate) = of(&earlier) {
                assert_eq!(group["earlier"], rate, "{id} {unit}");
            }
        }
    }
}

#[test]
fn the_last_full_month_is_compared_when_no_period_is_named() {
    let commune = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    let compared = json(&["compare", commune, "--format", "json"]);
    let named = json(&["compare", commune, "--period", "2024-06", "--format", "json"]);
    assert_eq!(compared, named);
    assert_eq!(named["comparisons"][0]["later"]["to"], "2024-06-30");
    let decree = ["--period-rule", "decree", "--period", "2024-05", "--format", "json"];
    let decree = json(&[&["compare", LOGS][..], &decree].concat());
    let span = |side: &str| {
        let side = &decree["comparisons"][0][side];
        [side["from"].clone(), side["to"].clone()]
    };
    assert_eq!(span("later"), ["2024-04-15", "2024-05-14"]);
    assert_eq!(span("earlier"), ["2024-03-15", "2024-04-14"]);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    for (arguments, code, words) in [
        (&["--period", "2024-05", "--with", "last-year"][..], 3, "không có kỳ nào để so sánh"),
        (&["--period", "2024-9M"], 3, "không có kỳ nào để so sánh"),
        (&["--with", "yesterday"], 2, "previous, last-year, ytd"),
        (&["--by", "month"], 2, "month"),
        (&["--indicator", "nonsense"], 2, "nonsense"),
        (&["--period", "2019-05"], 3, ""),
    ] {
        let output = run(&[&["compare", LOGS][..], arguments].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{errors}");
        assert!(errors.contains(words), "{arguments:?}\n{errors}");
    }
    // One of two that can be compared is.
    let both = ["compare", LOGS, "--period", "2024-05", "--with", "previous,last-year"];
    let output = run(&both);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("Không so sánh với tháng 5 năm 2023"), "{told}");
}

#[test]
fn every_format_and_file_can_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let commune = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    for (ending, beginning) in [("xlsx", "PK"), ("docx", "PK"), ("html", "<!DOCTYPE html>")] {
        for command in ["compare", "series"] {
            for lang in ["vi", "en"] {
                let path = folder.path().join(format!("{command}-{lang}.{ending}"));
                let path = path.to_str().expect("a UTF-8 path");
                answer(&[command, commune, "--lang", lang, "--output", path], 0);
                let bytes = std::fs::read(path).expect("written");
                assert!(bytes.starts_with(beginning.as_bytes()), "{path}");
            }
        }
    }
    let csv = answer(&["compare", commune, "--format", "csv"], 0);
    let columns: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
    assert!(columns.len() > 6);
    let md = answer(&["compare", commune, "--format", "md", "--with", "previous,2024-02"], 0);
    assert!(md.contains("So sánh tháng 6 năm 2024 với tháng 2 năm 2024"), "{md}");
}

#[test]
fn reports_have_the_comparison() {
    let commune = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    let arguments = ["report", commune, "--period", "2024-06", "--format", "json", "--output", "-"];
    let report = json(&arguments);
    let tables = report["tables"].as_array().expect("tables");
    let table = tables.iter().find(|table| table["id"] == "comparison").expect("a comparison");
    let line = &table["lines"][0];
    let compared = json(&["compare", commune, "--period", "2024-06", "--format", "json"]);
    let total = &compared["comparisons"][0]["rates"][0]["total"];
    assert_eq!(line["later"], total["later"]);
    assert_eq!(line["earlier"], total["earlier"]);
}

/// The verdict on the whole does not hang on how the lines are broken down.
#[test]
fn the_limits_of_the_whole_are_the_same_by_every_breakdown() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "Mã hồ sơ,Tên thủ tục hành chính,Lĩnh vực,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n".to_owned();
    // The second unit has no dossier in August.
    for month in 1..=8 {
        for number in 0..40 {
            let (unit, late) =
                if number < 20 { ("Sở Tư pháp", 1) } else { ("Sở Y tế", 10) };
            if month == 8 && number >= 20 {
                continue;
            }
            let (procedure, channel) = match number % 3 {
                0 => ("Khai sinh", "Trực tuyến"),
                1 => ("Khai sinh", "Trực tiếp"),
                _ => ("Chứng thực", ""),
            };
            let finished = if number % 20 < late { 15 } else { 9 };
            writeln!(text, "H{month}-{number},{procedure},Hộ tịch,{unit},{channel},02/{month:02}/2024,10/{month:02}/2024,{finished:02}/{month:02}/2024").expect("memory");
        }
    }
    let path = super::file(folder.path(), "so.csv", &text);
    let limits = |by: &str| {
        let by: &[&str] = if by.is_empty() { &[] } else { &["--by", by] };
        let more = ["compare", &path, "--period", "2024-08", "--format", "json"];
        let answer = json(&[&more[..], by].concat());
        answer["comparisons"][0]["rates"][0]["total"]["limits"].clone()
    };
    let of_units = limits("unit");
    assert_eq!(of_units["mean"], 0.95, "the unit that is there: {of_units}");
    for by in ["", "channel", "procedure", "field", "unit,channel"] {
        assert_eq!(limits(by), of_units, "{by}");
    }
}

#[test]
fn a_period_that_does_not_exist_is_not_blamed_on_the_data() {
    const LOG: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    for (with, says) in [
        ("previous", "this period has no `previous`"),
        ("2021", "do not tell of all months"),
        ("previous,2021", "do not tell of all months"),
    ] {
        let arguments = ["compare", LOG, "--period", "2024-9M", "--with", with, "--lang", "en"];
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(3));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(says), "{told}");
    }
}
