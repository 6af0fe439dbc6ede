//! `cchc list`: what is listed is what `stats` counts, to the dossier; days by hand; rows that are no
//! dossiers; files of lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::{answer, json, run};

/// A district of the sample with ratings and open dossiers.
const LOG: &str = "examples/thai-binh/2024/hung-ha-2024-thang-6.csv.gz";
const PERIOD: &str = "2024-06";

fn listed(more: &[&str]) -> Value {
    json(&[&["list", LOG, "--period", PERIOD, "--format", "json", "--quiet"][..], more].concat())
}

fn total(list: &Value) -> u64 {
    let rows = list["rows"].as_array().expect("a list").len() as u64;
    assert_eq!(list["total"], rows);
    rows
}

/// A log made by hand; 1 July 2024 is a Monday.
const BY_HAND: &str = "\
Mã hồ sơ,Mã thủ tục,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái\n\
H1,1.001,Sở Tư pháp,03/06/2024,26/06/2024,,Đang xử lý\n\
H2,1.002,Sở Tư pháp,03/06/2024,28/06/2024,,Đang xử lý\n\
H3,=1+1,Sở Nội vụ,03/06/2024,05/07/2024,,Đang xử lý\n\
H4,1.001,Sở Nội vụ,03/06/2024,08/07/2024,,Đang xử lý\n\
H5,1.001,Sở Nội vụ,03/06/2024,10/06/2024,13/06/2024,Đã trả kết quả\n\
H6,1.001,Sở Nội vụ,03/06/2024,,,Đang xử lý\n\
H7,1.001,Sở Nội vụ,03/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n\
H8,1.001,Sở Nội vụ,32/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n\
,1.003,sở tư pháp,03/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n\
H1,1.001,Sở Tư pháp,03/06/2024,27/06/2024,,Đang xử lý\n\
H9,1.001,,03/06/2024,20/06/2024,,Đang xử lý\n";

struct Log {
    folder: tempfile::TempDir,
}

impl Log {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("so.csv"), BY_HAND).expect("written");
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn list(&self, more: &[&str]) -> Value {
        let path = self.path("so.csv");
        json(&[&["list", &path, "--format", "json", "--quiet"][..], more].concat())
    }

    fn ids(&self, more: &[&str]) -> Vec<String> {
        let list = self.list(more);
        let rows = list["rows"].as_array().expect("a list").iter();
        rows.map(|row| row["dossier_id"].as_str().expect("a text").to_owned()).collect()
    }
}

const JUNE: [&str; 4] = ["--period", "2024-06", "--as-of", "2024-06-30"];

#[test]
fn as_many_are_listed_as_stats_counts() {
    let stats = ["stats", LOG, "--period", PERIOD, "--format", "json", "--quiet"];
    let counts = json(&stats)["total"]["counts"].clone();
    let count = |name: &str| counts[name].as_u64().expect("a count");
    for (state, expected) in [
        ("overdue", count("closing_overdue")),
        ("late", count("late")),
        ("open", count("closing")),
        ("paused", count("closing_paused")),
        ("returned", count("returned")),
        ("undated", count("undated") + count("closing_undated")),
        ("received", count("received")),
        ("resolved", count("resolved")),
    ] {
        assert_eq!(total(&listed(&["--state", state])), expected, "{state}");
    }
    assert!(count("closing") > 0 && count("late") > 0);
    // With time enough every open dossier within its term falls due.
    let due = listed(&["--state", "due", "--within", "1000"]);
    assert_eq!(total(&due), count("closing_within"));
    let figure = listed(&["--figure", "late_rate"]);
    assert_eq!(total(&figure), count("early") + count("on_time") + count("late"));
    assert_eq!(figure["by_class"]["late"], count("late"));
    assert_eq!(total(&listed(&["--figure", "received_online"])), count("received_online"));
}

#[test]
fn each_unit_has_as_many_as_its_row_of_stats_and_the_units_stand_in_order() {
    let stats = ["stats", LOG, "--period", PERIOD, "--format", "json", "--quiet"];
    let rows = json(&stats)["rows"].clone();
    let expected: BTreeMap<String, u64> = rows
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let unit = row["group"]["unit"].as_str().expect("a name").to_owned();
            (unit, row["counts"]["resolved"].as_u64().expect("a count"))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let list = listed(&["--state", "resolved"]);
    let by_unit = list["by_unit"].as_array().expect("units").iter();
    let by_unit: BTreeMap<String, u64> = by_unit
        .map(|row| {
            (
                row["unit"].as_str().expect("a name").to_owned(),
                row["count"].as_u64().expect("a count"),
            )
        })
        .collect();
    assert_eq!(by_unit, expected);
    let keys: Vec<(&str, &str)> = list["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["unit"].as_str().expect("a name"), row["due"].as_str().unwrap_or("9999")))
        .collect();
    let of_unit = |pair: &[(&str, &str)]| pair[0].0 != pair[1].0 || pair[0].1 <= pair[1].1;
    assert!(keys.windows(2).all(of_unit));
    let one = expected.keys().next().expect("a unit");
    assert_eq!(total(&listed(&["--state", "resolved", "--unit", one])), expected[one]);
    let by_where = listed(&["--state", "resolved", "--where", &format!("unit={one}")]);
    assert_eq!(total(&by_where), expected[one]);
}

#[test]
fn days_are_working_days_of_the_calendar() {
    let log = Log::new();
    let list = log.list(&[&["--state", "overdue"][..], &JUNE].concat());
    let days: BTreeMap<&str, (&Value, &Value)> = list["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let days = (&row["working_days_over"], &row["due"]);
            (row["dossier_id"].as_str().expect("an id"), days)
        })
        .collect();
    // Thursday 27 June to Sunday 30 June: one working day; from Friday on: none; from the 20th: six.
    assert_eq!(days.len(), 3);
    assert_eq!(days["H1"], (&1.into(), &"2024-06-27".into()));
    assert_eq!(days["H2"].0, &Value::from(0));
    assert_eq!(days["H9"].0, &Value::from(6));
    // The unit that nobody names stands last.
    assert_eq!(log.ids(&[&["--state", "overdue"][..], &JUNE].concat()), ["H1", "H2", "H9"]);
    let late = log.list(&[&["--state", "late"][..], &JUNE].concat());
    assert_eq!(late["rows"][0]["dossier_id"], "H5");
    assert_eq!(late["rows"][0]["working_days_over"], 3);
    // Friday 5 July is the fifth working day after the 30th, Monday 8 July the sixth.
    let due = |days: &[&str]| log.ids(&[&["--state", "due"][..], days, &JUNE].concat());
    assert_eq!(due(&[]), ["H3"]);
    assert_eq!(due(&["--within", "4"]), Vec::<String>::new());
    assert_eq!(due(&["--within", "6"]), ["H3", "H4"]);
    assert_eq!(log.ids(&[&["--state", "undated"][..], &JUNE].concat()), ["H6"]);
}

#[test]
fn rejected_and_superseded_rows_are_listed_whatever_the_period() {
    let log = Log::new();
    let rejected = log.list(&["--state", "rejected"]);
    assert_eq!(rejected["by_class"], serde_json::json!({"bad_date": 1, "missing_id": 1}));
    assert_eq!(rejected["period"], Value::Null);
    let rows = rejected["rows"].as_array().expect("rows");
    assert_eq!((&rows[0]["unit"], &rows[0]["row"]), (&"Sở Nội vụ".into(), &9.into()));
    // As it stands in the file, for it is no day.
    assert_eq!(rows[0]["received"], "32/06/2024");
    // The unit under the name that tables show.
    assert_eq!((&rows[1]["unit"], &rows[1]["row"]), (&"Sở Tư pháp".into(), &10.into()));
    assert_eq!(total(&log.list(&["--state", "rejected", "--unit", "sở tư pháp"])), 1);
    let superseded = log.list(&["--state", "superseded"]);
    assert_eq!(total(&superseded), 1);
    let row = &superseded["rows"][0];
    assert_eq!(
        (&row["dossier_id"], &row["row"], &row["due"]),
        (&"H1".into(), &2.into(), &"2024-06-26".into())
    );
    assert_eq!(row["superseded_by"]["row"], 11);
    assert_eq!(row["unit"], "Sở Tư pháp");
    assert_eq!(row["procedure_code"], "1.001");
}

#[test]
fn rows_of_the_sample_are_as_many_as_the_ledger_says() {
    for (state, name) in [("rejected", "rejected"), ("superseded", "superseded")] {
        let list =
            json(&["list", "examples/thai-binh", "--state", state, "--format", "json", "--quiet"]);
        let ledger = &list["ledger"][name];
        let expected = match ledger {
            Value::Object(reasons) => {
                let counts = reasons.values().map(|count| count.as_u64().expect("a count"));
                assert_eq!(&list["by_class"], ledger);
                counts.sum()
            }
            count => count.as_u64().expect("a count"),
        };
        assert!(expected > 0, "{state}");
        assert_eq!(total(&list), expected, "{state}");
    }
}

#[test]
fn the_screen_shows_twenty_and_says_how_many_there_are() {
    let all = total(&listed(&["--state", "resolved"]));
    let screen =
        answer(&["list", LOG, "--period", PERIOD, "--state", "resolved", "--lang", "vi"], 0);
    let more = all - 20;
    let grouped = match more {
        1000.. => format!("{}.{:03}", more / 1000, more % 1000),
        _ => more.to_string(),
    };
    assert!(screen.contains(&format!("… và {grouped} hồ sơ nữa")), "{screen}");
    let rows = screen.lines().filter(|line| line.contains(".csv.gz")).count();
    assert!((1..=40).contains(&rows), "{rows}");
    let csv = answer(
        &["list", LOG, "--period", PERIOD, "--state", "resolved", "--format", "csv", "--quiet"],
        0,
    );
    assert_eq!(csv.lines().count() as u64, all + 1);
    assert!(csv.lines().skip(1).all(|line| !line.contains(",,,,,,")));
}

fn sheet(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        cell => cell.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn files_hold_every_row_and_no_formula() {
    let log = Log::new();
    let (source, csv, xlsx) = (log.path("so.csv"), log.path("mo.csv"), log.path("mo.xlsx"));
    for target in [&csv, &xlsx] {
        let fixed = ["list", &source, "--state", "open", "--output", target, "--lang", "vi"];
        assert_eq!(answer(&[&fixed[..], &JUNE].concat(), 0), "");
    }
    let text = fs::read_to_string(&csv).expect("there");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 6);
    let hostile = rows.iter().find(|row| row["dossier_id"] == "H3").expect("there");
    assert_eq!(hostile["procedure_code"], "'=1+1");
    let rows = sheet(Path::new(&xlsx));
    let head = rows.iter().position(|row| row[0] == "Đơn vị").expect("a head");
    assert_eq!(rows.len() - head - 1, 6);
    assert!(rows[0][0].ends_with(": 6"), "{:?}", rows[0]);
    let ids: Vec<&str> = rows[head + 1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(ids, ["H3", "H4", "H6", "H1", "H2", "H9"]);
    let hostile = rows.iter().find(|row| row[1] == "H3").expect("there");
    assert_eq!(hostile[2], "=1+1");
    let mut book: Xlsx<_> = open_workbook(&xlsx).expect("a workbook");
    let formulas = book.worksheet_formula("Danh sách").expect("readable");
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_read() {
    let log = Log::new();
    let path = log.path("so.csv");
    for (more, code) in [
        (&["--state", "open", "--within", "3"][..], 2),
        (&["--figure", "late_rate", "--within", "3"], 2),
        (&["--state", "late", "--figure", "late_rate"], 2),
        (&["--figure", "lateness"], 2),
        (&["--state", "rejected", "--where", "channel=online"], 2),
        (&["--state", "superseded", "--period", "2024-06"], 2),
        (&["--output", "x.xlsx", "--format", "json"], 2),
        (&["--figure", "online_rate"], 3),
        (&["--unit", "Sở Không Có"], 3),
    ] {
        let output = run(&[&["list", &path, "--lang", "en"][..], more].concat());
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{more:?} {talk}");
        assert!(output.stdout.is_empty() && talk.contains("error"), "{talk}");
    }
    let nobody = answer(&["list", &path, "--state", "returned", "--lang", "en"], 0);
    assert!(nobody.contains("There is none."), "{nobody}");
}

/// Names of procedures for some rows; one code has two.
const NAMED: &str = "\
Mã hồ sơ,Mã thủ tục,Tên thủ tục hành chính,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái\n\
H1,1.001,Đăng ký kết hôn,Sở Tư pháp,03/06/2024,26/06/2024,,Đang xử lý\n\
H2,1.001,,Sở Tư pháp,03/06/2024,27/06/2024,,Đang xử lý\n\
H3,1.002,,Sở Tư pháp,03/06/2024,28/06/2024,,Đang xử lý\n\
H4,,Chứng thực chữ ký,Sở Tư pháp,04/06/2024,29/06/2024,,Đang xử lý\n\
H5,1.001,Đăng ký kết hôn,Sở Tư pháp,32/06/2024,29/06/2024,,Đang xử lý\n\
H6,1.001,Đăng ký cho ông Bùi Văn Tám,Sở Tư pháp,33/06/2024,29/06/2024,,Đang xử lý\n";

#[test]
fn procedures_have_their_names_in_every_shape_of_a_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("so.csv"), NAMED).expect("written");
    fs::write(
        path("danh-muc.csv"),
        "Mã TTHC,Tên thủ tục hành chính,Lĩnh vực\n1.002,Khai tử,Hộ tịch\n",
    )
    .expect("written");
    let (log, catalogue) = (path("so.csv"), path("danh-muc.csv"));
    let names = |more: &[&str]| {
        let list = json(&[&["list", &log, "--format", "json", "--quiet"][..], more].concat());
        let rows = list["rows"].as_array().expect("rows").clone();
        let name = |row: &Value| row["procedure"].as_str().expect("a text").to_owned();
        rows.iter().map(name).collect::<Vec<_>>()
    };
    let overdue = ["--state", "overdue", "--period", "2024-06"];
    let marriage = "Đăng ký kết hôn";
    // The second row learns from the first; of the third only a catalogue knows.
    assert_eq!(names(&overdue), [marriage, marriage, "", "Chứng thực chữ ký"]);
    let with = [&overdue[..], &["--procedures", &catalogue]].concat();
    assert_eq!(names(&with), [marriage, marriage, "Khai tử", "Chứng thực chữ ký"]);
    // What no dossier is named by may be what somebody wrote of one of them.
    assert_eq!(names(&["--state", "rejected"]), [marriage, ""]);
    let screen = answer(&[&["list", &log, "--lang", "vi"], &overdue[..]].concat(), 0);
    assert!(screen.contains("Tên thủ tục") && screen.contains("1.001"), "{screen}");
    let csv = answer(&[&["list", &log, "--format", "csv", "--quiet"], &overdue[..]].concat(), 0);
    assert!(csv.contains("procedure_code,procedure,") && csv.contains(marriage), "{csv}");
    let xlsx = path("qua-han.xlsx");
    answer(&[&["list", &log, "--output", &xlsx, "--lang", "vi"], &overdue[..]].concat(), 0);
    let rows = sheet(Path::new(&xlsx));
    assert!(rows.iter().any(|row| row.contains(&marriage.to_owned())), "{rows:?}");
    let mut book: Xlsx<_> = open_workbook(&xlsx).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let days = range.used_cells().filter(|(.., cell)| matches!(cell, Data::DateTime(_)));
    assert_eq!(days.count(), 8, "received and due of four");
}
