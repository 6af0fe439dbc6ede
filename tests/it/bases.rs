//! Ratings on two scales are in no share, in no command; a share that rests on part of the dossiers says so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::support::{answer, json};

/// Dossiers of a unit, each with what was answered.
struct Dossiers<'a> {
    unit: &'a str,
    month: u32,
    answers: &'a [(&'a str, usize)],
}

/// A log whose rating column is called so; none where it is blank.
fn write(path: &Path, heading: &str, parts: &[Dossiers<'_>]) {
    let heading = if heading.is_empty() { String::new() } else { format!(",{heading}") };
    // Told until the end of the month: what is silent from the 20th on would be.
    let months = || parts.iter().map(|part| part.month);
    let (first, last) = (months().min().unwrap_or(1), months().max().unwrap_or(12));
    let end = if [4, 6, 9, 11].contains(&last) { 30 } else { 31 };
    let mut text = format!(
        "Từ ngày 01/{first:02}/2024 đến ngày {end}/{last:02}/2024\nMã hồ sơ,Tên thủ tục hành chính,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,\
         Ngày kết thúc xử lý,Trạng thái{heading}\n"
    );
    for Dossiers { unit, month, answers } in parts {
        let all = answers.iter().flat_map(|(answer, count)| (0..*count).map(move |_| *answer));
        for (number, answer) in all.enumerate() {
            let answer = if heading.is_empty() { String::new() } else { format!(",{answer}") };
            // To the end of the month: what comes after the last row is not covered.
            let day = 30 - number % 25;
            writeln!(
                text,
                "{unit}-{month}-{number},Khai sinh,{unit},Trực tuyến,01/{month:02}/2024,28/{month:02}/2024,\
                 {day:02}/{month:02}/2024,Đã trả kết quả{answer}"
            )
            .expect("written");
        }
    }
    std::fs::write(path, text).expect("written");
}

const THREE: &[(&str, usize)] = &[("Rất hài lòng", 6), ("Hài lòng", 5), ("Không hài lòng", 1)];
const FIVE: &[(&str, usize)] = &[("Rất hài lòng", 2), ("Hài lòng", 9), ("Bình thường", 4), ("", 3)];

fn rate<'a>(stats: &'a Value, id: &str) -> &'a Value {
    &stats["total"]["rates"][id]
}

fn satisfied(compared: &Value) -> &Value {
    let rates = compared["comparisons"][0]["rates"].as_array().expect("rates");
    rates.iter().find(|rate| rate["id"] == "satisfied_share").expect("a rate")
}

#[test]
fn two_scales_are_in_no_share_of_any_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    for month in [5, 6] {
        let part = |unit, answers| [Dossiers { unit, month, answers }];
        write(&path(&format!("a{month}.csv")), "Mức độ hài lòng", &part("Xã A", THREE));
        write(&path(&format!("b{month}.csv")), "Đánh giá", &part("Xã B", FIVE));
    }
    let log = folder.path().to_str().expect("UTF-8");
    let asked = ["--period", "2024-06", "--format", "json", "--quiet"];
    let of = |command: &[&str]| json(&[command, &asked].concat());
    let stats = of(&["stats", log, "--by", "unit"]);
    for id in ["satisfied_share", "very_satisfied_share"] {
        assert_eq!(rate(&stats, id)["reason"], "two_scales", "{id}");
        assert_eq!(rate(&stats, id)["num"], Value::Null);
    }
    assert_eq!(rate(&stats, "rated_share")["num"], 27, "how many rated is of no scale");
    let values: Vec<_> =
        (0..2).map(|row| &stats["rows"][row]["rates"]["satisfied_share"]["num"]).collect();
    assert_eq!(values, [11, 11], "each unit on its own scale");
    assert_eq!(rate(&of(&[log]), "satisfied_share")["reason"], "two_scales");
    let compared = of(&["compare", log]);
    let total = &satisfied(&compared)["total"];
    assert_eq!((&total["later"]["reason"], &total["change"]), (&"two_scales".into(), &Value::Null));
    assert_eq!(total["effects"].as_array().map(Vec::len), Some(0), "nothing is taken apart");
    let series = of(&["series", log, "--indicator", "satisfied_share"]);
    assert_eq!(series["lines"][0]["values"][0]["reason"], "two_scales");
    let score = of(&["score", log, "--index", "vi-du-dia-phuong"]);
    let numerator = |card: &Value| {
        let criteria = card["criteria"].as_array().expect("criteria");
        let at_desk = criteria.iter().find(|one| one["indicator"] == "satisfied_share");
        at_desk.expect("the criterion")["numerator"]["value"].as_f64()
    };
    assert_eq!(numerator(&score["whole"]), None);
    assert_eq!(numerator(&score["units"][1]), Some(11.0), "each unit on its own scale");
    let explained = answer(&["explain", "satisfied_share", log, "--period", "2024-06"], 0);
    assert!(explained.contains("hai thang khác nhau"), "{explained}");
    let text = answer(&["stats", log, "--by", "unit", "--lang", "vi"], 0);
    assert!(text.contains("đánh giá theo hai thang khác nhau"), "{text}");
    let target = path("bao-cao");
    let target = target.to_str().expect("UTF-8");
    answer(&["report", log, "--period", "2024-06", "--output", target, "--format", "md,json"], 0);
    let report = std::fs::read_to_string(path("bao-cao/bao-cao.md")).expect("a report");
    assert!(report.contains("thang 3 mức") && report.contains("thang 5 mức"), "{report}");
    assert!(!report.contains("22/27"), "{report}");
}

#[test]
fn places_on_two_scales_are_not_pooled_when_they_are_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for (name, unit, answers) in [("a", "Xã A", THREE), ("b", "Xã B", FIVE), ("c", "Xã C", FIVE)]
    {
        let log = folder.path().join(format!("{name}.csv"));
        write(&log, "Mức độ hài lòng", &[Dossiers { unit, month: 6, answers }]);
        let file = folder.path().join(format!("{name}.json"));
        let (log, to) = (log.to_str().expect("UTF-8"), file.to_str().expect("UTF-8").to_owned());
        answer(&["tally", log, "--period", "2024-06", "--output", &to, "--quiet"], 0);
        files.push(to);
    }
    let merged = |files: &[String]| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let merged = json(&[&["merge"], &files[..], &["--format", "json", "--quiet"]].concat());
        rate(&merged, "satisfied_share").clone()
    };
    assert_eq!(merged(&files)["reason"], "two_scales");
    assert_eq!(merged(&files[1..])["num"], 22, "both on five levels");
    assert_eq!(merged(&files[1..])["den"], 30);
    assert_eq!(merged(&files[..1])["den"], 12);
}

#[test]
fn from_one_scale_to_another_there_is_no_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let part = |month, answers| [Dossiers { unit: "Xã A", month, answers }];
    write(&folder.path().join("a5.csv"), "Mức độ hài lòng", &part(5, THREE));
    write(&folder.path().join("a6.csv"), "Đánh giá", &part(6, FIVE));
    let log = folder.path().to_str().expect("UTF-8");
    let asked = ["--format", "json", "--quiet", "--indicator", "satisfied_share"];
    let compared = json(&[&["compare", log, "--period", "2024-06"], &asked[..2]].concat());
    let total = &satisfied(&compared)["total"];
    assert_eq!(total["later"]["num"], 11);
    assert_eq!((&total["change"], &total["reason"]), (&Value::Null, &"two_scales".into()));
    let series = json(&[&["series", log], &asked[..]].concat());
    let values = &series["lines"][0]["values"];
    assert_eq!((&values[0]["den"], &values[1]["den"]), (&12.into(), &15.into()), "each by itself");
    let quarter = json(&[&["series", log, "--every", "quarter"], &asked[..]].concat());
    assert_eq!(quarter["lines"][0]["values"][0]["reason"], "two_scales");
}

#[test]
fn a_share_of_part_of_the_dossiers_says_of_which() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain: &[(&str, usize)] = &[("", 44)];
    for (name, unit) in [("b", "Xã B"), ("c", "Xã C")] {
        let parts = [5, 6].map(|month| Dossiers { unit, month, answers: plain });
        write(&folder.path().join(format!("{name}.csv")), "", &parts);
    }
    let parts = [5, 6].map(|month| Dossiers { unit: "Xã A", month, answers: THREE });
    write(&folder.path().join("a.csv"), "Mức độ hài lòng", &parts);
    let log = folder.path().to_str().expect("UTF-8");
    let asked = ["--period", "2024-06", "--format", "json", "--quiet"];
    let base = |rate: &Value| {
        let part = |key: &str| rate["base"][key].as_u64();
        [part("dossiers"), part("of_dossiers"), part("units"), part("of_units")]
    };
    let whole = [Some(12), Some(100), Some(1), Some(3)];
    let stats = json(&[&["stats", log, "--by", "unit"], &asked[..]].concat());
    assert_eq!(base(rate(&stats, "satisfied_share")), whole);
    assert_eq!(rate(&stats, "on_time_rate")["base"], Value::Null, "that rests on all");
    let alone = &stats["rows"][0]["rates"]["satisfied_share"];
    assert_eq!((&alone["den"], &alone["base"]), (&12.into(), &Value::Null));
    let compared = json(&[&["compare", log], &asked[..]].concat());
    assert_eq!(base(&satisfied(&compared)["total"]["later"]), whole);
    assert_eq!(base(&satisfied(&compared)["total"]["earlier"]), whole);
    let series = json(&[&["series", log, "--indicator", "satisfied_share"], &asked[2..]].concat());
    assert_eq!(base(&series["lines"][0]["values"][1]), whole);
    let text = answer(&["stats", log, "--by", "unit", "--period", "2024-06", "--lang", "vi"], 0);
    let expected = "Tỷ lệ hài lòng tính trên 12,00% hồ sơ đã giải quyết (12/100; 1/3 đơn vị).";
    assert!(text.contains(expected), "{text}");
    let explained = json(&[&["explain", "satisfied_share", log], &asked[..]].concat());
    assert_eq!(base(&explained["figure"]["value"]), whole);
    let explained = answer(&["explain", "satisfied_share", log, "--period", "2024-06"], 0);
    assert!(explained.contains(expected), "{explained}");
    let compared = answer(&["compare", log, "--period", "2024-06", "--lang", "en"], 0);
    assert!(compared.contains("rests on 12.00% of the resolved dossiers"), "{compared}");
    let target = folder.path().join("bao-cao");
    let place = target.to_str().expect("UTF-8");
    let arguments =
        ["report", log, "--period", "2024-06", "--output", place, "--format", "md,json,html"];
    answer(&arguments, 0);
    let read = |name: &str| std::fs::read_to_string(target.join(name)).expect("a report");
    let card = "Tỷ lệ hài lòng (trên 12,00% hồ sơ, 1/3 đơn vị)";
    assert!(read("bao-cao.md").contains(card) && read("xem.html").contains(card));
    let report: Value = serde_json::from_str(&read("so-lieu.json")).expect("JSON");
    let headlines = report["headlines"].as_array().expect("headlines");
    let headline = headlines.iter().find(|one| one["key"] == "satisfied_share").expect("a card");
    assert_eq!(base(headline), whole);
}

/// The values of a row of a CSV by head.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let row = |row: Result<csv::StringRecord, _>| {
        let row = row.expect("a row");
        head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

/// What the base cells of a row say.
fn base_of(row: &BTreeMap<String, String>) -> [&str; 4] {
    ["dossiers", "of_dossiers", "units", "of_units"]
        .map(|part| row[&format!("base_{part}")].as_str())
}

/// Two communes without ratings, 44 resolved each, and one with 12 of 12 rated.
fn rated_in_one_of_three(folder: &Path) {
    for (name, unit) in [("b", "Xã B"), ("c", "Xã C")] {
        let parts = [Dossiers { unit, month: 6, answers: &[("", 44)] }];
        write(&folder.join(format!("{name}.csv")), "", &parts);
    }
    let parts = [Dossiers { unit: "Xã A", month: 6, answers: THREE }];
    write(&folder.join("a.csv"), "Mức độ hài lòng", &parts);
}

#[test]
fn a_criterion_says_on_which_dossiers_its_rate_rests() {
    let folder = tempfile::tempdir().expect("a folder");
    rated_in_one_of_three(folder.path());
    let log = folder.path().to_str().expect("UTF-8");
    let asked = ["score", log, "--period", "2024-06", "--index", "vi-du-dia-phuong", "--quiet"];
    let score = json(&[&asked[..], &["--format", "json"]].concat());
    let of = |card: &Value, id: &str| {
        let criteria = card["criteria"].as_array().expect("criteria");
        criteria.iter().find(|one| one["indicator"] == id).expect("the criterion")["base"].clone()
    };
    let part = serde_json::json!({"dossiers": 12, "of_dossiers": 100, "units": 1, "of_units": 3});
    assert_eq!(of(&score["whole"], "satisfied_share"), part);
    assert_eq!(of(&score["whole"], "on_time_rate"), Value::Null, "that rests on all");
    let of_a = score["units"].as_array().expect("units").iter().find(|one| one["unit"] == "Xã A");
    assert_eq!(of(of_a.expect("Xã A"), "satisfied_share"), Value::Null, "all of its own");
    let csv = answer(&[&asked[..], &["--format", "csv"]].concat(), 0);
    let rows = rows(&csv);
    let find = |unit: &str| {
        let is_it = |row: &&BTreeMap<String, String>| {
            row["indicator"] == "satisfied_share" && row["unit"] == unit
        };
        rows.iter().find(is_it).expect("a row")
    };
    assert_eq!(base_of(find("")), ["12", "100", "1", "3"]);
    assert_eq!(base_of(find("Xã A")), [""; 4]);
    let line = "3.3: Tỷ lệ hài lòng tính trên 12,00% hồ sơ đã giải quyết (12/100; 1/3 đơn vị).";
    let text = answer(&[&asked[..], &["--lang", "vi"]].concat(), 0);
    assert!(text.contains(line), "{text}");
}

#[test]
fn the_tidy_table_of_a_report_says_on_which_dossiers_shares_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    rated_in_one_of_three(folder.path());
    // Four dossiers without a due date, which stand in no on-time rate.
    let log = folder.path().join("b.csv");
    let text = std::fs::read_to_string(&log).expect("a log");
    let text = text.replacen(",28/06/2024,", ",,", 4);
    std::fs::write(&log, text).expect("written");
    let target = folder.path().join("bao-cao");
    let (log, place) = (folder.path().to_str().expect("UTF-8"), target.to_str().expect("UTF-8"));
    let index = ["--index", "vi-du-dia-phuong", "--format", "csv,json,md"];
    let asked = ["report", log, "--period", "2024-06", "--output", place];
    answer(&[&asked[..], &index[..]].concat(), 0);
    let rows = rows(&std::fs::read_to_string(target.join("so-lieu.csv")).expect("a table"));
    let find = |cells: [&str; 4]| {
        let row = rows.iter().find(|row| {
            ["table", "row_kind", "name", "measure"].map(|key| row[key].as_str()) == cells
        });
        row.unwrap_or_else(|| panic!("{cells:?}"))
    };
    let base = |cells| base_of(find(cells));
    let whole = ["12", "100", "1", "3"];
    assert_eq!(base(["headlines", "body", "", "satisfied_share"]), whole);
    assert_eq!(base(["score_criteria", "body", "3.3", "rate"]), whole);
    assert_eq!(base(["units", "body", "Xã B", "on_time_rate"]), ["40", "44", "", ""]);
    assert_eq!(base(["units", "body", "Xã C", "on_time_rate"]), [""; 4], "all of them");
    assert_eq!(base(["units", "body", "Xã B", "online_rate"]), [""; 4], "of those received");
    let report = std::fs::read_to_string(target.join("so-lieu.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let tables = report["tables"].as_array().expect("tables");
    let units = tables.iter().find(|table| table["id"] == "units").expect("the units");
    let of_b = units["lines"].as_array().expect("lines").iter().find(|one| one["unit"] == "Xã B");
    let rate = &of_b.expect("Xã B")["on_time_rate"];
    assert_eq!((&rate["base"]["dossiers"], &rate["base"]["of_dossiers"]), (&40.into(), &44.into()));
    let text = std::fs::read_to_string(target.join("bao-cao.md")).expect("a report");
    assert!(text.contains("3.3: Tỷ lệ hài lòng tính trên 12,00% hồ sơ"), "{text}");
}

/// In both periods one commune of three is rated; in May two of them are there.
#[test]
fn the_table_of_a_comparison_says_on_which_dossiers_both_shares_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log.csv");
    let rated = |unit, month, answers| Dossiers { unit, month, answers };
    let parts = [
        rated("Xã A", 5, &[("Hài lòng", 12)][..]),
        rated("Xã B", 5, &[("", 20)]),
        rated("Xã A", 6, &[("Hài lòng", 10), ("Không hài lòng", 2)]),
        rated("Xã B", 6, &[("", 44)]),
        rated("Xã C", 6, &[("", 44)]),
    ];
    write(&log, "Mức độ hài lòng", &parts);
    let log = log.to_str().expect("UTF-8");
    let asked =
        ["compare", log, "--period", "2024-06", "--by", "unit", "--format", "csv", "--quiet"];
    let rows = rows(&answer(&asked, 0));
    let of = |row: &BTreeMap<String, String>, time: &str| {
        ["dossiers", "of_dossiers", "units", "of_units"]
            .map(|part| row[&format!("{time}_base_{part}")].clone())
    };
    let find = |indicator: &str, line: &str| {
        let is_meant =
            |row: &&BTreeMap<String, String>| row["indicator"] == indicator && row["line"] == line;
        rows.iter().find(is_meant).unwrap_or_else(|| panic!("{indicator} {line}: {rows:?}"))
    };
    let total = find("satisfied_share", "total");
    assert_eq!(of(total, "later"), ["12", "100", "1", "3"]);
    assert_eq!(of(total, "earlier"), ["12", "32", "1", "2"]);
    // A share of all dossiers names no base.
    assert_eq!(of(find("on_time_rate", "total"), "later"), [""; 4]);
}
