//! What each answer with a period says of its sources behind its figures.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::answer;

/// A file of one unit: forty dossiers over each of these months of 2024, all done on the day.
fn log(unit: &str, series: &str, months: &[u32]) -> String {
    let mut text = String::from(
        "Mã hồ sơ,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Tên thủ tục\n",
    );
    for month in months {
        for number in 0..40 {
            let day = format!("{:02}/{month:02}/2024", number * 3 / 4 + 1);
            let _ = writeln!(
                text,
                "{series}-{month}-{number},{unit},Trực tuyến,{day},{day},{day},Khai sinh"
            );
        }
    }
    text
}

const TITLE: &str = "Sources and how far they reach";
/// Every command that answers for a period.
const ANSWERS: [&[&str]; 7] = [
    &["stats", "--by", "unit"],
    &["times"],
    &["compare", "--with", "2024-05"],
    &["series", "--every", "month"],
    &["score", "--index", "766-nhom"],
    &["list", "--state", "received"],
    &["explain", "on_time_rate"],
];

fn told(command: &[&str], folder: &Path, more: &[&str]) -> String {
    let path = folder.to_str().expect("a path");
    let period = if command[0] == "series" { "2024-05..2024-06" } else { "2024-06" };
    let lang = ["--period", period, "--lang", "en"];
    answer(&[command, &[path], &lang, more].concat(), 0)
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

#[test]
fn where_all_sources_reach_a_sentence_is_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.csv", &log("UBND xã An Ấp", "A", &[4, 5, 6]));
    write(folder.path(), "b.csv", &log("UBND xã Quỳnh Giao", "B", &[4, 5, 6]));
    for command in ANSWERS {
        let text = told(command, folder.path(), &[]);
        assert!(!text.contains(TITLE), "{command:?}: {text}");
        let sentence = "Sources: 2 files, 2 units; none ends early.";
        assert_eq!(text.matches(sentence).count(), 1, "{command:?}: {text}");
    }
    // One file says it by itself.
    let path = folder.path().join("a.csv");
    for command in ANSWERS {
        let text = told(command, &path, &[]);
        assert!(!text.contains("Sources"), "{command:?}: {text}");
    }
}

#[test]
fn a_source_that_ends_that_has_rejected_rows_or_came_twice_has_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let late = log("UBND xã Quỳnh Giao", "B", &[4, 5, 6]);
    write(folder.path(), "a.csv", &log("UBND xã An Ấp", "A", &[4, 5]));
    write(folder.path(), "b.csv", &late);
    write(folder.path(), "b (1).csv", &late);
    let bad = "C-99,UBND xã An Cầu,Trực tuyến,31/02/2024,01/03/2024,01/03/2024,Khai sinh\n";
    write(folder.path(), "c.csv", &(log("UBND xã An Cầu", "C", &[4, 5, 6]) + bad));
    write(folder.path(), "d.csv", &log("UBND xã An Đồng", "D", &[4, 5, 6]));
    for command in ANSWERS {
        let text = told(command, folder.path(), &[]);
        assert!(!text.contains("not read ("), "{command:?}: {text}");
        let table = text.split(TITLE).nth(1).unwrap_or_else(|| panic!("{command:?}: {text}"));
        let line = |unit: &str| table.lines().find(|line| line.contains(unit));
        for (unit, says) in [
            ("An Ấp", "ends before the period"),
            ("Quỳnh Giao", "covered; a file was sent twice"),
            ("An Cầu", "covered"),
        ] {
            // A series begins with a month that this unit tells of.
            let says = if command[0] == "series" && unit == "An Ấp" { "ends in" } else { says };
            let line = line(unit).unwrap_or_else(|| panic!("{command:?} {unit}: {table}"));
            assert!(line.contains(says), "{command:?}: {line}");
        }
        assert_eq!(line("An Đồng"), None, "{command:?}: {table}");
        assert!(table.contains("Other sources: 1, all covered."), "{command:?}: {table}");
    }
}

#[test]
fn a_file_that_is_not_read_has_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.csv", &log("UBND xã An Ấp", "A", &[4, 5, 6]));
    let renamed = log("UBND xã An Cầu", "C", &[4, 5, 6]);
    write(folder.path(), "c.csv", &renamed.replace("Ngày kết thúc", "Mốc 3"));
    let path = folder.path().to_str().expect("a path");
    for command in [ANSWERS[0], ANSWERS[1], ANSWERS[5]] {
        let lang = ["--period", "2024-06", "--lang", "en"];
        let text = answer(&[command, &[path], &lang].concat(), 3);
        let line = text.lines().find(|line| line.contains("c.csv"));
        assert!(line.is_some_and(|line| line.contains("not read (C0018)")), "{text}");
    }
}

#[test]
fn units_of_the_roster_without_dossiers_have_theirs_and_long_tables_are_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.csv", &log("UBND xã An Ấp", "A", &[4, 5, 6]));
    let names = ["An Ấp", "An Cầu", "An Dục", "An Đồng", "An Khê", "An Lễ", "An Mỹ", "An Ninh"];
    let more = ["An Quý", "An Thái", "An Tràng", "An Vinh", "An Vũ"];
    let roster: String =
        names.iter().chain(&more).map(|name| format!("UBND xã {name}\n")).collect();
    let list = tempfile::tempdir().expect("a folder");
    write(list.path(), "roster.txt", &roster);
    let roster = list.path().join("roster.txt");
    let roster = ["--roster", roster.to_str().expect("a path")];
    for command in [ANSWERS[0], ANSWERS[1], ANSWERS[2]] {
        let text = told(command, folder.path(), &roster);
        let table = text.split(TITLE).nth(1).unwrap_or_else(|| panic!("{command:?}: {text}"));
        assert_eq!(table.matches("no dossier in the period").count(), 10, "{table}");
        assert!(table.contains("And 2 more lines. Other sources: 1"), "{table}");
    }
    let path = folder.path().to_str().expect("a path");
    let whole = answer(&[&[path, "--period", "2024-06", "--lang", "en"], &roster[..]].concat(), 0);
    assert_eq!(whole.matches("no dossier in the period").count(), 12, "{whole}");
}

#[test]
fn a_series_breaks_where_units_come_or_go() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.csv", &log("UBND xã An Ấp", "A", &[3, 4]));
    write(folder.path(), "b.csv", &log("UBND xã Quỳnh Giao", "B", &[3, 4, 5, 6]));
    write(folder.path(), "c.csv", &log("UBND xã An Cầu", "C", &[5, 6]));
    let path = folder.path().to_str().expect("a path");
    let series = ["series", path, "--period", "2024-03..2024-06"];
    let breaks = |more: &[&str]| -> Vec<String> {
        let json = crate::support::json(&[&series[..], &["--format", "json"], more].concat());
        let steps = json["steps"].as_array().expect("steps").iter();
        let of_step = |step: &serde_json::Value| {
            let breaks = step["breaks"].as_array().expect("breaks").iter();
            let text = |one: &serde_json::Value| {
                format!("{} {} {}", step["label"], one["before"], one["after"])
            };
            breaks.filter(|one| one["kind"] == "coverage").map(text).collect::<Vec<_>>()
        };
        steps.flat_map(of_step).collect()
    };
    let found = breaks(&[]);
    assert_eq!(found, ["\"2024-05\" \"UBND xã An Ấp\" \"UBND xã An Cầu\""]);
    // Of one unit that is told of throughout there is none.
    assert_eq!(breaks(&["--where", "unit=UBND xã Quỳnh Giao"]), [] as [&str; 0]);
    let text = answer(&[&series[..], &["--lang", "en"]].concat(), 0);
    assert!(
        text.contains("no data any more of UBND xã An Ấp; data new of UBND xã An Cầu"),
        "{text}"
    );
    assert!(!text.contains(" pp)"), "no change across a break: {text}");
}
