//! `--output` knows the format of an answer by the ending of the file.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::{answer, json, run};

const LOG: &str = "examples/thai-binh/2024/hung-ha-2024-thang-6.csv.gz";

fn write(command: &[&str], to: &Path) -> Vec<u8> {
    let to_name = to.to_str().expect("a path");
    answer(&[command, &["--output", to_name, "--quiet"]].concat(), 0);
    std::fs::read(to).expect("written")
}

/// Every command that answers in tables.
const COMMANDS: [&[&str]; 9] = [
    &["stats", LOG, "--period", "2024-06", "--by", "unit"],
    &["times", LOG, "--period", "2024-06"],
    &["check", LOG],
    &["inspect", LOG],
    &["explain", "late_rate", LOG, "--period", "2024-06"],
    &["explain", "C0103"],
    &["indicators"],
    &["calendar", "show", "2024"],
    &["words", "signals"],
];

#[test]
fn every_answer_is_written_as_its_ending_says() {
    let folder = tempfile::tempdir().expect("a folder");
    for (place, command) in COMMANDS.into_iter().enumerate() {
        let file = |ending: &str| folder.path().join(format!("{place}.{ending}"));
        let csv = write(command, &file("csv"));
        let csv = String::from_utf8(csv).expect("UTF-8");
        let csv = csv.strip_prefix('\u{FEFF}').expect("a byte-order mark for Excel");
        let quiet = ["--quiet", "--format", "csv"];
        assert_eq!(csv, answer(&[command, &quiet].concat(), 0), "{command:?}");
        let record: Value = serde_json::from_slice(&write(command, &file("JSON"))).expect("JSON");
        assert_eq!(record, json(&[command, &["--quiet", "--format", "json"]].concat()));
        let markdown = String::from_utf8(write(command, &file("md"))).expect("UTF-8");
        assert_eq!(markdown, answer(&[command, &["--quiet", "--format", "md"]].concat(), 0));
        write(command, &file("xlsx"));
        let mut book: Xlsx<_> = open_workbook(file("xlsx")).expect("a workbook");
        let names = book.sheet_names();
        assert!(!names.is_empty(), "{command:?}");
        for name in names {
            let cells = book.worksheet_range(&name).expect("a sheet").used_cells().count();
            assert!(cells > 2, "{command:?} {name}");
        }
        let text = String::from_utf8(write(command, &file("txt"))).expect("UTF-8");
        assert!(!text.contains("| ---"), "{command:?}");
    }
}

/// Counts and rates of a workbook are numbers, equal to those of the record.
#[test]
fn the_workbook_of_stats_holds_its_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("so-lieu.xlsx");
    write(COMMANDS[0], &to);
    let record = json(&[COMMANDS[0], &["--quiet", "--format", "json"]].concat());
    let mut book: Xlsx<_> = open_workbook(&to).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("a sheet");
    let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let head = rows.iter().position(|row| row.contains(&Data::String("Tiếp nhận".to_owned())));
    let head = head.expect("the heads");
    let place = |name: &str| {
        let at = rows[head].iter().position(|cell| *cell == Data::String(name.to_owned()));
        at.unwrap_or_else(|| panic!("{name}: {:?}", rows[head]))
    };
    let (received, on_time) = (place("Tiếp nhận"), place("Tỷ lệ đúng hạn"));
    for (row, expected) in rows[head + 1..].iter().zip(record["rows"].as_array().expect("rows")) {
        assert_eq!(row[0].to_string(), expected["group"]["unit"].as_str().expect("a name"));
        let counted = expected["counts"]["received"].as_f64();
        assert_eq!(row[received].to_string().parse::<f64>().ok(), counted);
        let rate = expected["rates"]["on_time_rate"]["value"].as_f64();
        let shown = if let Data::Float(number) = row[on_time] { Some(number) } else { None };
        let near = |(shown, rate): (f64, f64)| (shown - rate).abs() < 1e-12;
        assert_eq!(shown.is_some(), rate.is_some(), "{expected}");
        assert!(shown.zip(rate).is_none_or(near), "{expected}");
    }
}

/// A report whose name ends like a file is that file; any other name is a folder of all of them.
#[test]
fn a_report_is_the_file_that_its_name_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = ["report", LOG, "--period", "2024-06", "--quiet", "--output"];
    for (name, begin) in
        [("a.xlsx", &b"PK"[..]), ("b.DOCX", b"PK"), ("c.html", b"<!"), ("d.json", b"{")]
    {
        let to = folder.path().join(name);
        answer(&[&report[..], &[to.to_str().expect("a path")]].concat(), 0);
        assert!(std::fs::read(&to).expect("a file").starts_with(begin), "{name}");
    }
    let named = folder.path().join("bao-cao.v2");
    answer(&[&report[..], &[named.to_str().expect("a path")]].concat(), 0);
    assert!(named.join("so-lieu.xlsx").is_file());
    let all = folder.path().join("x.docx");
    let more = [all.to_str().expect("a path"), "--format", "docx,xlsx"];
    answer(&[&report[..], &more].concat(), 0);
    assert!(all.join("bao-cao.docx").is_file(), "several formats are a folder whatever its name");
}

#[test]
fn an_ending_that_an_answer_cannot_have_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |name: &str, more: &[&str]| {
        let to = folder.path().join(name);
        let stats = ["stats", LOG, "--period", "2024-06", "--quiet", "--output"];
        let output = run(&[&stats[..], &[to.to_str().expect("a path")], more].concat());
        assert_eq!(output.status.code(), Some(2), "{name} {more:?}");
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(talk.contains(".xlsx .csv .json .md .txt"), "{name}: {talk}");
        assert!(!to.exists(), "{name}");
    };
    for name in ["a.docx", "a.xls", "a.pdf", "a.parquet", "a.csv.gz"] {
        refused(name, &[]);
    }
    refused("a.xlsx", &["--format", "json"]);
    refused("a.csv", &["--format", "md"]);
    // What a script calls its file is its own affair where it says what it wants.
    for (name, format) in [("a.log", "json"), ("so-lieu", "csv"), ("b.txt", "md")] {
        write(
            &["stats", LOG, "--period", "2024-06", "--format", format],
            &folder.path().join(name),
        );
    }
    assert!(!write(&["stats", LOG, "--period", "2024-06"], &folder.path().join("bang")).is_empty());
}
