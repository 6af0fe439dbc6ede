//! Tables of counts on the command line: shown, checked, compared; exit codes; both languages.

use serde_json::Value;

use super::sample;
use crate::support::{answer, json, run};

const FORM: &str = "tests/data/aggregates/06a-hung-ha-2024-06.csv";
const S4: &str = "tests/data/aggregates/s4-don-vi-hung-ha-2024-q2.csv";
const S5: &str = "tests/data/aggregates/s5-a-hung-ha-2024-06.csv";
const HUNG_HA: &str = "examples/thai-binh/2024/hung-ha-2024-thang-*.csv.gz";
const LOG: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";

fn count(answer: &Value, code: &str) -> u64 {
    answer["counts"][code].as_u64().unwrap_or(0)
}

#[test]
fn figures_of_a_table_are_shown_where_there_is_no_log() {
    let answer = json(&["stats", S5, "--format", "json"]);
    assert_eq!(answer["schema"], "cchc/aggregate/1");
    let table = &answer["tables"][0];
    assert_eq!(table["period"]["from"], "2024-06-01");
    let total = table["rows"].as_array().expect("rows").last().expect("a total");
    assert_eq!(total["kind"], "total");
    assert_eq!(total["counts"]["to_resolve"], 443);
    assert_eq!(total["rates"]["early_rate"]["reason"], "not_in_export");
    assert_eq!(total["rates"]["early_rate"]["num"], Value::Null);
    assert_eq!(total["rates"]["on_time_rate"]["num"], 357);
    assert_eq!(total["rates"]["on_time_rate"]["den"], 363);
}

#[test]
fn every_format_in_both_languages() {
    for (lang, absent) in
        [("vi", "bảng thiếu cột: Tỷ lệ trước hạn"), ("en", "no column: Early rate")]
    {
        for command in [&[][..], &["stats"]] {
            for format in ["table", "md", "csv", "json"] {
                let options = [S4, "--lang", lang, "--format", format];
                let text = answer(&[command, &options].concat(), 0);
                assert!(text.contains("UBND thị trấn Hưng Nhân"), "{text}");
                assert_eq!(text.contains(absent), matches!(format, "table" | "md"), "{text}");
            }
        }
    }
    let [vi, en] =
        ["vi", "en"].map(|lang| answer(&["stats", S4, "--format", "csv", "--lang", lang], 0));
    assert_eq!(vi, en);
}

/// 2,938 of 2,966 in time, by hand 99.055… %; nothing open is no rate of nothing.
#[test]
fn rates_come_from_the_counts() {
    let text = answer(&["stats", S4, "--lang", "en"], 0);
    let total = text.lines().find(|line| line.trim_start().starts_with("Tổng ")).expect("a total");
    for part in ["3,102", "99.06%", "2,938/2,966", "–"] {
        assert!(total.contains(part), "{part}: {total}");
    }
}

#[test]
fn a_table_beside_logs_is_mentioned_and_not_counted() {
    let alone = json(&["stats", LOG, "--format", "json"]);
    let mixed = json(&["stats", LOG, FORM, "--format", "json"]);
    assert_eq!(alone, mixed);
    let check = json(&["check", LOG, FORM, "--format", "json"]);
    assert_eq!(count(&check, "aggregate_table"), 1);
    assert_eq!(check["failed_files"], 0);
    assert_eq!(check["ledger"]["files"], 1);
}

#[test]
fn check_names_place_value_and_repair() {
    let text = answer(&["check", S4, "--lang", "en"], 0);
    assert!(text.contains("C0408 rate_of_nothing"), "{text}");
    let output = run(&["check", S4, "--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(1));
    let output = run(&["check", FORM, "--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(0), "nothing is wrong with the form");
    let answer = json(&["check", S4, "--format", "json", "--lang", "en"]);
    let findings = answer["findings"].as_array().expect("findings");
    let first = findings.iter().find(|f| f["name"] == "rate_of_nothing").expect("a finding");
    assert_eq!((&first["row"], &first["value"]), (&Value::from(8), &Value::from("0 = 0/0")));
    assert_eq!(first["column"], "Đang giải quyết > Tỷ lệ quá hạn (%)");
}

#[test]
fn every_sample_agrees_with_the_log_it_comes_from() {
    let logs = "examples/thai-binh/2024";
    let answer = json(&["check", "tests/data/aggregates", "--against", logs, "--format", "json"]);
    let comparisons = answer["comparisons"].as_array().expect("comparisons");
    let cells: Vec<(u64, u64)> = comparisons
        .iter()
        .map(|one| {
            (one["equal"].as_u64().expect("a count"), one["different"].as_u64().expect("a count"))
        })
        .collect();
    // Rows compared × columns that a log has: 14 × 11 in the forms of two levels, 8 × 11 in 07a …
    let expected = [154, 154, 8 * 11, 8 * 14, 36 * 12, 8 * 5, 8 * 11, 34 * 10, 8 * 10, 36 * 11];
    assert_eq!(cells, expected.map(|equal| (equal, 0)));
    for code in ["differs_from_log", "row_not_in_log", "row_not_in_table"] {
        assert_eq!(count(&answer, code), 0, "{code}");
    }
}

#[test]
fn one_changed_cell_differs_from_the_log() {
    let text =
        std::fs::read_to_string(sample("s3-linh-vuc-hung-ha-2024-06.csv")).expect("a sample");
    // Hộ tịch: 80 received instead of 81, and a field of another name.
    let text = text
        .replace("5,Hộ tịch,80,0,80,", "5,Hộ tịch,81,0,81,")
        .replace("Chứng thực", "Công chứng");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text).expect("written");
    let path = path.to_str().expect("UTF-8");
    let answer = json(&["check", path, "--against", HUNG_HA, "--format", "json"]);
    let differing: Vec<(u64, String)> = answer["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["name"] == "differs_from_log")
        .map(|finding| {
            let value = finding["value"].as_str().expect("a value").to_owned();
            (finding["row"].as_u64().expect("a row"), value)
        })
        .collect();
    let expected = [(13, "81 ≠ 80 (Hộ tịch)".to_owned()), (13, "81 ≠ 80 (Hộ tịch)".to_owned())];
    assert_eq!(differing, expected);
    assert_eq!(answer["comparisons"][0]["only_in_table"], serde_json::json!(["Công chứng"]));
    assert_eq!(answer["comparisons"][0]["only_in_log"], serde_json::json!(["Chứng thực"]));
    assert_eq!(
        answer["comparisons"][0]["not_in_log"],
        serde_json::json!(["Hồ sơ trả lại", "Hồ sơ rút"])
    );
}

#[test]
fn a_table_without_a_period_is_compared_for_the_period_asked_for() {
    let text =
        std::fs::read_to_string(sample("s3-linh-vuc-hung-ha-2024-06.csv")).expect("a sample");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text.replace("Từ ngày 1/6/2024 đến ngày 30/6/2024", ""))
        .expect("written");
    let path = path.to_str().expect("UTF-8");
    let without = json(&["check", path, "--against", HUNG_HA, "--format", "json"]);
    assert_eq!(count(&without, "table_without_period"), 1);
    assert_eq!(without.get("comparisons"), None);
    let options = ["--against", HUNG_HA, "--period", "2024-06", "--format", "json"];
    let with = json(&[&["check", path], &options[..]].concat());
    assert_eq!(with["comparisons"][0]["different"], 0);
    assert_eq!(with["comparisons"][0]["equal"], 88);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    for (arguments, code) in [
        (&["check", LOG, "--against", LOG][..], 2),
        (&["check", FORM, "--period", "2024-06"], 2),
        (&["check", FORM, "--against", FORM], 3),
        (&["check", FORM, "--against", "no-such-file.csv"], 3),
        (&["check", FORM, "--against", HUNG_HA, "--period", "sometime"], 2),
    ] {
        assert_eq!(run(arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn inspect_shows_what_each_column_was_taken_for() {
    let text = answer(&["inspect", S5, "--lang", "en"], 0);
    for (column, measure) in [
        ("Đã giải quyết > Đúng và trước hạn", "early_or_on_time"),
        ("Đang giải quyết > Quá hạn (chưa có thư xin lỗi)", "pending_overdue_without_apology"),
        ("Chờ tiếp nhận > Quá hạn", "not recognised"),
    ] {
        let line = text.lines().find(|line| line.contains(column)).expect(column);
        assert!(line.contains(measure), "{line}");
    }
}

#[test]
fn a_log_without_ids_or_dates_is_still_a_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let list = "STT,Mã hồ sơ,Đơn vị,Trạng thái,Đã giải quyết,,\n,,,,Trước hạn,Đúng hạn,Quá hạn\n1,a,b,c,1,0,0\n";
    std::fs::write(&path, list).expect("written");
    let path = path.to_str().expect("UTF-8");
    assert_eq!(run(&["stats", path]).status.code(), Some(3));
}
