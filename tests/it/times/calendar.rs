//! The command on the calendar, and files of a place that are wrong.

use serde_json::json;

use crate::support::{answer, json, run};

const STORM: &str = "tests/data/times/lich-bao.toml";

#[test]
fn days_between_two_days_are_told_with_those_off() {
    let record = json(&["calendar", "days", "2024-04-25", "2024-05-06", "--format", "json"]);
    let between = &record["between"];
    assert_eq!(between["working_days"], 5);
    assert_eq!(between["calendar_days"], 11);
    let lines: Vec<&str> = between["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["date"].as_str().expect("a date"))
        .collect();
    assert_eq!(lines, ["2024-04-29", "2024-04-30", "2024-05-01", "2024-05-04"]);
    let after = json(&["lich", "days", "2024-02-07", "+1", "--format", "json"]);
    assert_eq!(after["between"]["to"], "2024-02-15");
    let storm = ["calendar", "days", "2024-09-06", "2024-09-10", "--calendar", STORM];
    let storm = json(&[&storm[..], &["--format", "json"]].concat());
    assert_eq!(storm["between"]["working_days"], 1);
    assert_eq!(storm["between"]["lines"][0]["name"], "Bão số 3");
    let future = json(&["calendar", "days", "2030-01-30", "2030-02-06", "--format", "json"]);
    assert_eq!(future["between"]["unconfirmed_years"], json!([2030]));
}

#[test]
fn proposals_are_shown_and_do_not_count() {
    let record = json(&["calendar", "show", "2026", "--format", "json"]);
    assert_eq!(record["years"][0]["working_days"], 249);
    let days = record["days"].as_array().expect("days");
    let proposal = days.iter().find(|day| day["date"] == "2026-11-23").expect("a proposal");
    assert_eq!(proposal["counts"], false);
    let table = answer(&["calendar", "show", "2026"], 0);
    assert!(table.contains("chưa xác nhận, không tính"), "{table}");
    let whole = json(&["calendar", "--format", "json"]);
    assert_eq!(whole["calendar"], json!({"edition": "2026-11", "local": null}));
    assert!(whole["years"].as_array().expect("years").len() >= 8);
    assert_eq!(whole["worked_weekdays"].as_array().expect("weekdays").len(), 5);
}

#[test]
fn a_check_ends_with_1_where_a_line_of_a_place_changes_nothing() {
    let record = json(&["calendar", "check", "--format", "json"]);
    assert_eq!(record["issues"].as_array().expect("issues").len(), 1);
    assert_eq!(
        answer(&["calendar", "check", "--calendar", STORM, "--format", "csv"], 0).lines().count(),
        2
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.toml");
    let text =
        "edition = \"X\"\n[[days]]\ndate = \"2024-09-08\"\nkind = \"day_off\"\nsource = \"CV 1\"\n";
    std::fs::write(&path, text).expect("written");
    let path = path.to_str().expect("a UTF-8 path");
    let told = answer(&["calendar", "check", "--calendar", path, "--lang", "en"], 1);
    assert!(told.contains("a line that changes nothing") && told.contains("2024-09-08"), "{told}");
}

#[test]
fn everything_wrong_with_a_file_of_a_place_ends_any_count_with_4() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.toml");
    let text =
        "worked_weekdays = [\"friday\"]\n[[days]]\ndate = \"09/09/2024\"\nkind = \"day_off\"\n";
    std::fs::write(&path, text).expect("written");
    let file = path.to_str().expect("a UTF-8 path");
    for command in ["stats", "check", "report", "score", "times", "tests/data/sample", "calendar"] {
        let paths: &[&str] = match command {
            "calendar" | "tests/data/sample" => &[],
            _ => &["tests/data/sample"],
        };
        let arguments = [&[command], paths, &["--calendar", file, "--lang", "en"][..]].concat();
        let output = run(&arguments);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{command}\n{talk}");
        for expected in
            ["`edition`: is required", "`worked_weekdays[0]`: unknown variant", "`days[0].source`"]
        {
            assert!(talk.contains(expected), "{command}: {expected}\n{talk}");
        }
    }
    let absent = run(&["stats", "tests/data/sample", "--calendar", "khong-co.toml"]);
    assert_eq!(absent.status.code(), Some(4));
}

#[test]
fn values_that_are_none_are_refused_with_2() {
    for arguments in [
        &["calendar", "show", "năm"][..],
        &["calendar", "show", "2024", "2025"],
        &["calendar", "days", "2024-01-01"],
        &["calendar", "days", "2024-01-02", "2024-01-01"],
        &["calendar", "days", "2024-01-02", "+10000"],
        &["calendar", "days", "2024-01-02", "+x"],
        &["calendar", "check", "2024"],
        &["calendar", "2024"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_schemas_of_calendar_and_times_are_printed() {
    for (name, title) in
        [("calendar", "calendar"), ("calendar-file", "calendar-file"), ("times", "times")]
    {
        let schema: serde_json::Value =
            serde_json::from_str(&answer(&["schema", name], 0)).expect("JSON");
        assert_eq!(schema["title"], title);
        assert!(schema["properties"].as_object().is_some_and(|keys| !keys.is_empty()));
    }
}

/// The editions that an answer names.
fn editions(arguments: &[&str]) -> serde_json::Value {
    json(&[arguments, &["--calendar", STORM, "--format", "json", "--quiet"]].concat())["calendar"]
        .clone()
}

#[test]
fn every_output_with_figures_names_the_editions() {
    let expected = json!({"edition": "2026-11", "local": "Sở Nội vụ tỉnh X, 2024-09"});
    let sample = "tests/data/sample";
    for arguments in [
        &["stats", sample][..],
        &["check", sample],
        &["score", sample],
        &["times", sample],
        &["explain", "late_rate", sample],
        &["report", sample, "--output", "-"],
        &["calendar", "check"],
    ] {
        assert_eq!(editions(arguments), expected, "{arguments:?}");
    }
    let local = ["--calendar", STORM, "--quiet"];
    let told = |arguments: &[&str]| answer(&[arguments, &local[..]].concat(), 0);
    for arguments in [
        &["check", sample][..],
        &["score", sample],
        &["times", sample],
        &["explain", "avg_processing_time", sample],
        &["report", sample, "--output", "-", "--format", "md"],
    ] {
        // A line may break anywhere.
        let text = told(arguments).replace('\n', " ");
        assert!(text.contains("Sở Nội vụ tỉnh X, 2024-09"), "{arguments:?}\n{text}");
    }
    assert!(!told(&["explain", "late_rate", sample]).contains("Sở Nội vụ tỉnh X, 2024-09"));
}

#[test]
fn a_storm_day_changes_every_figure_in_working_days() {
    let log = "tests/data/times/ho-so.csv";
    let with = |options: &[&str], arguments: &[&str]| {
        json(&[arguments, &["--period", "2024-9M", "--format", "json"], options].concat())
    };
    // 9 working days of 4 dossiers, less the Monday of the storm.
    let mean = ["explain", "avg_processing_time", log];
    let storm = ["--calendar", STORM];
    assert_eq!(with(&[], &mean)["figure"]["numerator"], 9);
    assert_eq!(with(&storm, &mean)["figure"]["numerator"], 8);
    // The due date of 16 September is on no day off; that of Saturday 7 September is.
    let check = |options: &[&str]| {
        let record = json(&[&["check", log, "--format", "json"], options].concat());
        let signals = record["signals"].as_array().expect("signals").clone();
        let signal = signals.iter().find(|signal| signal["name"] == "due_on_day_off");
        signal.expect("the signal")["count"].clone()
    };
    assert_eq!(check(&[]), 1);
    assert_eq!(check(&["--calendar", "tests/data/times/lich-thu-bay.toml"]), 0);
}
