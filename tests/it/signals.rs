//! Integrity signals: patterns planted in small exports are counted to the dossier and to the row, and
//! what the exports cannot tell is said instead of 0.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod codes;
mod crowds;

use std::fmt::Write;

use serde_json::{Value, json};

use crate::support::{answer, run};

const HEADER: &str = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Đánh giá";

/// An export as it is written row by row.
struct Export {
    text: String,
    rows: u64,
}

impl Export {
    fn new() -> Self {
        Self { text: format!("{HEADER}\n"), rows: 1 }
    }

    /// Adds a resolved dossier and returns its row.
    fn dossier(&mut self, unit: &str, received: &str, due: &str, finished: &str) -> u64 {
        self.rated(unit, received, due, finished, "")
    }

    fn rated(
        &mut self,
        unit: &str,
        received: &str,
        due: &str,
        finished: &str,
        rating: &str,
    ) -> u64 {
        let number = self.rows;
        let status = if finished.is_empty() { "Đang xử lý" } else { "Đã trả kết quả" };
        let cells = [unit, received, due, finished, status, rating].join(";");
        writeln!(self.text, "T-{number:05};{cells}").expect("memory takes all");
        self.rows += 1;
        self.rows
    }

    /// So many dossiers that show nothing: closed one a minute, days before they are due.
    fn calm(&mut self, unit: &str, count: u64) {
        for number in 0..count {
            let (hour, minute) = (8 + number / 60 % 8, number % 60);
            let finished = format!("11/06/2024 {hour:02}:{minute:02}:30");
            self.dossier(unit, "03/06/2024 08:15:00", "24/06/2024 10:00:00", &finished);
        }
    }

    fn folder(&self) -> tempfile::TempDir {
        folder(&[("log.csv", &self.text)])
    }

    fn signal(&self, name: &str) -> Value {
        signal(&self.folder(), name)
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("a UTF-8 path")
}

fn checked(folder: &tempfile::TempDir) -> Value {
    let text = answer(&["check", path(folder), "--format", "json", "--lang", "en"], 0);
    serde_json::from_str(&text).expect("JSON")
}

/// One signal of the answer of `check`.
fn signal(folder: &tempfile::TempDir, name: &str) -> Value {
    let checked = checked(folder);
    let signals = checked["signals"].as_array().expect("signals");
    signals.iter().find(|signal| signal["name"] == name).expect("the signal").clone()
}

#[track_caller]
fn assert_figures(signal: &Value, count: u64, of: u64, rows: &[u64], is_marked: bool) {
    assert_eq!((&signal["count"], &signal["of"]), (&json!(count), &json!(of)), "{signal:#}");
    let share = &signal["share"];
    assert_eq!((&share["num"], &share["den"]), (&json!(count), &json!(of)));
    let listed: Vec<u64> = signal["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["row"].as_u64().expect("a row"))
        .collect();
    assert_eq!(listed, rows, "{signal:#}");
    assert_eq!(signal["marked"], is_marked, "{signal:#}");
}

/// Units at the threshold as (name, count, of).
fn units(signal: &Value) -> Vec<(&str, u64, u64)> {
    let units = signal["units"].as_array().expect("units").iter();
    let number = |value: &Value| value.as_u64().expect("a number");
    units
        .map(|unit| {
            (unit["unit"].as_str().expect("a name"), number(&unit["count"]), number(&unit["of"]))
        })
        .collect()
}

#[test]
fn a_finish_at_the_due_second_is_counted_to_the_second() {
    let mut export = Export::new();
    export.calm("Sở Tư pháp", 100);
    let mut rows = Vec::new();
    for minute in 10..22 {
        let moment = format!("12/06/2024 16:{minute}:07");
        rows.push(export.dossier("Sở Tư pháp", "03/06/2024 08:00:00", &moment, &moment));
    }
    // A second later, on another day, at midnight on both sides, without times: not the pattern.
    export.dossier("Sở Tư pháp", "03/06/2024", "12/06/2024 16:10:07", "12/06/2024 16:10:08");
    export.dossier("Sở Tư pháp", "03/06/2024", "12/06/2024 16:10:07", "11/06/2024 16:10:07");
    export.dossier("Sở Tư pháp", "03/06/2024", "12/06/2024 00:00:00", "12/06/2024 00:00:00");
    export.dossier("Sở Tư pháp", "03/06/2024", "12/06/2024", "12/06/2024");
    assert_figures(&export.signal("finish_equals_due"), 12, 114, &rows, true);
}

#[test]
fn a_returned_dossier_is_no_finish_at_the_due_second() {
    let mut export = Export::new();
    export.calm("Sở Tư pháp", 5);
    let moment = "12/06/2024 16:10:07";
    export.dossier("Sở Tư pháp", "03/06/2024", moment, moment);
    export.text = export.text.replace(
        "12/06/2024 16:10:07;Đã trả kết quả",
        "12/06/2024 16:10:07;Công dân yêu cầu rút hồ sơ",
    );
    assert_figures(&export.signal("finish_equals_due"), 0, 5, &[], false);
}

#[test]
fn bulk_is_ten_closings_of_one_unit_in_one_minute() {
    let mut export = Export::new();
    export.calm("Sở Tư pháp", 40);
    let mut rows = Vec::new();
    for second in 0..20 {
        let finished = format!("12/06/2024 16:30:{second:02}");
        rows.push(export.dossier("Sở Tư pháp", "03/06/2024", "", &finished));
    }
    for second in 0..9 {
        // Nine in the same minute by another unit, and one in the next minute.
        let finished = format!("12/06/2024 16:30:{second:02}");
        export.dossier("Sở Nội vụ", "03/06/2024", "", &finished);
    }
    export.dossier("Sở Nội vụ", "03/06/2024", "", "12/06/2024 16:31:00");
    let signal = export.signal("closings_in_bulk");
    assert_figures(&signal, 20, 70, &rows, true);
    assert_eq!(units(&signal), [("Sở Tư pháp", 20, 60)]);
}

#[test]
fn night_begins_at_eight_and_ends_at_six() {
    let mut export = Export::new();
    let mut rows = Vec::new();
    for (time, is_night) in [
        ("05:59:59", true),
        ("06:00:00", false),
        ("19:59:59", false),
        ("20:00:00", true),
        ("23:59:59", true),
        // Midnight to the second is a date without a time.
        ("00:00:00", false),
        ("00:00:01", true),
    ] {
        let row = export.dossier("Sở Tư pháp", "03/06/2024", "", &format!("12/06/2024 {time}"));
        rows.extend(is_night.then_some(row));
    }
    // Four of six, yet only four: listed and not marked.
    assert_figures(&export.signal("closings_at_night"), 4, 6, &rows, false);
}

#[test]
fn days_off_are_weekends_and_confirmed_holidays() {
    let mut export = Export::new();
    let mut rows = Vec::new();
    for (due, is_off) in [
        ("Thursday", "06/06/2024", false),
        ("Saturday", "08/06/2024", true),
        ("Sunday", "09/06/2024", true),
        ("a public holiday", "18/04/2024", true),
        ("a swapped Monday", "29/04/2024", true),
        ("the Saturday worked for it", "04/05/2024", false),
        ("a swapped Monday that is only proposed", "23/11/2026", false),
        ("2 September of a year without data", "02/09/2010", false),
    ]
    .map(|(_, due, is_off)| (due, is_off))
    {
        let row = export.dossier("Sở Tư pháp", "04/01/2010", due, "");
        rows.extend(is_off.then_some(row));
    }
    let folder = export.folder();
    assert_figures(&signal(&folder, "due_on_day_off"), 4, 8, &rows, false);
    let calendar = &checked(&folder)["working_calendar"];
    assert_eq!(calendar, &json!({"edition": "2026-11", "years_by_weekends": [2010]}));
}

#[test]
fn received_and_finished_in_the_same_minute() {
    let mut export = Export::new();
    export.calm("Sở Tư pháp", 50);
    let rows: Vec<u64> = (10..40)
        .map(|minute| {
            let (received, finished) =
                (format!("12/06/2024 09:{minute}:01"), format!("12/06/2024 09:{minute}:59"));
            export.dossier("Sở Nội vụ", &received, "", &finished)
        })
        .collect();
    export.dossier("Sở Nội vụ", "12/06/2024 09:10:59", "", "12/06/2024 09:11:00");
    export.dossier("Sở Nội vụ", "12/06/2024", "", "12/06/2024 09:11:00");
    let signal = export.signal("finished_in_minute_received");
    assert_figures(&signal, 30, 81, &rows, true);
    assert_eq!(units(&signal), [("Sở Nội vụ", 30, 31)]);
}

#[test]
fn full_satisfaction_on_few_ratings_is_a_matter_of_the_unit() {
    let mut export = Export::new();
    let mut rate = |unit: &str, rating: &str, times: u64| {
        let one = |_| export.rated(unit, "03/06/2024", "", "11/06/2024", rating);
        (0..times).map(one).collect::<Vec<u64>>()
    };
    // Few by number, few by share; many; not full; not rated at all.
    let mut rows = rate("Xã A", "Rất hài lòng", 12);
    rows.extend(rate("Xã B", "Hài lòng", 30));
    rate("Xã B", "", 121);
    rate("Xã C", "Hài lòng", 30);
    rate("Xã D", "Hài lòng", 5);
    rate("Xã D", "Bình thường", 1);
    rate("Xã E", "", 5);
    let signal = export.signal("full_satisfaction");
    assert_figures(&signal, 42, 78, &rows, true);
    assert_eq!(units(&signal), [("Xã B", 30, 30), ("Xã A", 12, 12)]);
}

#[test]
fn a_due_date_that_moved_counts_once_per_dossier() {
    let line = |id: u32, due: &str| format!("T-{id};Sở Tư pháp;03/06/2024;{due};;Đang xử lý;\n");
    let file = |lines: Vec<String>| format!("{HEADER}\n{}", lines.concat());
    let day = |id: u32, month: u32| match (id, month) {
        // 1 moves every month, 2 moves and moves back, 3 loses its due day, 4 and 5 stay.
        (1, month) => format!("{:02}/06/2024", 10 + month),
        (2, 2) => "27/06/2024".to_owned(),
        (3, 2 | 3) => String::new(),
        _ => "20/06/2024".to_owned(),
    };
    let month = |number: u32, ids: std::ops::RangeInclusive<u32>| {
        file(ids.map(|id| line(id, &day(id, number))).collect())
    };
    let (first, second, third) = (month(1, 1..=6), month(2, 1..=5), month(3, 1..=5));
    let folder = folder(&[("1.csv", &first), ("2.csv", &second), ("10.csv", &third)]);
    let signal = signal(&folder, "due_date_moves");
    // 6 is told once, 3 never twice with a due day.
    assert_figures(&signal, 2, 4, &[2, 3], false);
    let file = signal["rows"][0]["file"].as_str().expect("a file");
    assert!(file.ends_with("10.csv"), "the latest row is the one to look at: {file}");
    assert_eq!(checked(&folder)["counts"]["due_date_moved"], 4, "every move is a finding");
}

#[test]
fn what_the_export_cannot_tell_is_said_and_not_zero() {
    let text = "Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n\
                T-1;03/06/2024;12/06/2024;11/06/2024\n\
                T-2;03/06/2024;12/06/2024 00:00:00;12/06/2024 00:00:00\n";
    let folder = folder(&[("log.csv", text)]);
    for (name, reason) in [
        ("due_date_moves", "no_dossiers"),
        ("finish_equals_due", "not_in_export"),
        ("closings_in_bulk", "not_in_export"),
        ("closings_at_night", "not_in_export"),
        ("finished_in_minute_received", "not_in_export"),
        ("full_satisfaction", "not_in_export"),
        ("closings_in_last_hour", "not_in_export"),
    ] {
        let signal = signal(&folder, name);
        let number = if reason == "no_dossiers" { json!(0) } else { Value::Null };
        assert_eq!((&signal["count"], &signal["of"]), (&number, &number), "{name}");
        assert_eq!(signal["share"]["reason"], reason, "{name}");
        assert_eq!(signal["marked"], false, "{name}");
    }
    assert_figures(&signal(&folder, "due_on_day_off"), 0, 2, &[], false);
    let csv = answer(&["check", path(&folder), "--format", "csv", "--quiet"], 0);
    assert!(csv.contains("C0504,closings_at_night,,,,,not_in_export,"), "{csv}");
    for (lang, words) in [("vi", "không có trong dữ liệu xuất"), ("en", "not in the export")]
    {
        let text = answer(&["check", path(&folder), "--lang", lang, "--quiet"], 0);
        let note = text.lines().find(|line| line.contains(words)).expect("a note");
        assert!(note.contains("C0502, C0503, C0504, C0506, C0507, C0510"), "{note}");
    }
}

#[test]
fn only_a_signal_that_stands_out_fails_a_run() {
    let code = |export: &Export, severity: &str| {
        let folder = export.folder();
        run(&["check", path(&folder), "--fail-on", severity]).status.code()
    };
    let mut export = Export::new();
    export.calm("Sở Tư pháp", 150);
    for _ in 0..9 {
        export.dossier("Sở Tư pháp", "03/06/2024", "08/06/2024", "");
    }
    assert_eq!(code(&export, "info"), Some(0), "nine are below the threshold");
    export.dossier("Sở Tư pháp", "03/06/2024", "08/06/2024", "");
    assert_eq!(code(&export, "warning"), Some(1), "ten of 160 are due on a Saturday");
    assert_eq!(code(&export, "error"), Some(0));
    let mut night = Export::new();
    night.calm("Sở Tư pháp", 50);
    for minute in 10..20 {
        night.dossier("Sở Tư pháp", "03/06/2024", "", &format!("12/06/2024 22:{minute}:00"));
    }
    assert_eq!(code(&night, "info"), Some(1));
    assert_eq!(code(&night, "warning"), Some(0), "closings at night mislead no rate");
}

#[test]
fn at_most_a_hundred_rows_are_listed_and_all_are_counted() {
    let mut export = Export::new();
    for number in 0..130 {
        let finished = format!("12/06/2024 21:{:02}:{:02}", number / 60, number % 60);
        export.dossier("Sở Tư pháp", "03/06/2024", "", &finished);
    }
    let signal = export.signal("closings_at_night");
    assert_figures(&signal, 130, 130, &(2..102).collect::<Vec<u64>>(), true);
    assert_eq!(signal["rows_left_out"], 30);
}

#[test]
fn a_finish_moved_to_the_received_day_has_no_time_of_day() {
    let mut export = Export::new();
    export.dossier("Sở Tư pháp", "12/06/2024 09:00:30", "", "12/06/2024 09:00:40");
    export.dossier("Sở Tư pháp", "12/06/2024 09:00:30", "", "11/06/2024 09:00:40");
    let folder = export.folder();
    let options = ["--policy", "lenient", "--format", "json"];
    let text = answer(&[&["check", path(&folder)], &options[..]].concat(), 0);
    let checked: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(checked["ledger"]["counted"], 2);
    let signals = checked["signals"].as_array().expect("signals").iter();
    let of = |name: &str| {
        let mut found = signals.clone().filter(|signal| signal["name"] == name);
        found.next().expect("the signal")["of"].clone()
    };
    assert_eq!(of("finished_in_minute_received"), 1);
    assert_eq!(of("closings_at_night"), 1);
    assert_eq!(of("closings_at_month_end"), 2);
}

#[test]
fn nothing_to_ask_about_is_no_section() {
    let folder = folder(&[("log.csv", &format!("{HEADER}\n"))]);
    let output = run(&["check", path(&folder), "--lang", "en"]);
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("header_only") && !text.contains("Signals"), "{text}");
}
