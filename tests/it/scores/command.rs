//! The command: formats, lists, schemas, and the score in a report.

use std::fs;

use super::{file, score};
use crate::support::{answer, json, run};

const SAMPLE: &str = "tests/data/sample";

#[test]
fn all_built_in_indices_are_listed_and_can_be_printed_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = json(&["score", "--list-indices", "--format", "json"]);
    assert_eq!(list["schema"], "cchc/indices/1");
    let indices = list["indices"].as_array().expect("indices");
    assert_eq!(indices.len(), 6);
    let table = answer(&["cham-diem", "--list-indices"], 0);
    for index in indices {
        let id = index["id"].as_str().expect("an id");
        assert!(table.contains(id));
        let text = answer(&["score", "--print-index", id], 0);
        let copy = file(folder.path(), &format!("{id}.toml"), &text);
        let scored =
            score(&[SAMPLE, "--index", &copy, "--outside-validity", "--period", "2024-02"]);
        assert_eq!(scored["index"]["id"], id);
        assert_eq!(scored["index"]["confirmed"], false);
    }
}

/// Totals are sums of what stands beside them, in every card.
#[test]
fn the_json_adds_up() {
    let answer = score(&[SAMPLE, "--period", "2024-02", "--index", "vi-du-dia-phuong"]);
    let units = answer["units"].as_array().expect("units");
    for card in units.iter().chain([&answer["whole"]]) {
        let number = |value: &serde_json::Value| value["value"].as_f64().unwrap_or(0.0);
        let total = &card["total"];
        let criteria = card["criteria"].as_array().expect("criteria");
        let sum: f64 = criteria.iter().map(|one| number(&one["points"])).sum();
        assert!((sum - number(&total["points"])).abs() < 1e-9);
        let groups = card["groups"].as_array().expect("groups");
        let sum: f64 = groups.iter().map(|one| number(&one["total"]["points"])).sum();
        assert!((sum - number(&total["points"])).abs() < 1e-9);
        let parts = ["computable", "not_computable", "not_applicable"];
        let all: f64 = parts.iter().map(|part| number(&total[part])).sum();
        assert!((all - 20.0).abs() < 1e-9, "{total}");
        assert!(number(&total["points"]) <= number(&total["computable"]));
    }
}

#[test]
fn the_flat_rows_are_those_of_the_cards() {
    let options = ["--period", "2024-02", "--index", "vi-du-dia-phuong"];
    let scored = score(&[&[SAMPLE], &options[..]].concat());
    let cards = scored["units"].as_array().expect("units").len() + 1;
    let text = answer(&[&["score", SAMPLE, "--format", "csv"], &options[..]].concat(), 0);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let criteria = scored["whole"]["criteria"].as_array().expect("criteria").len();
    assert_eq!(rows.len(), cards * criteria);
    let whole = rows.iter().find(|row| row[3].is_empty() && &row[7] == "1.1").expect("a row");
    let criterion = super::criterion(&scored["whole"], "1.1");
    assert_eq!(whole[10].parse::<f64>().ok(), criterion["points"]["value"].as_f64());
}

#[test]
fn a_total_is_never_made_up_for_and_a_band_waits_for_all_points() {
    let text = answer(&["score", SAMPLE, "--period", "2024-02", "--lang", "en"], 0);
    for part in ["computable points", "points not computable from these inputs", "open: from "] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn schemas_of_score_and_index_are_published() {
    let names = answer(&["schema"], 0);
    assert!(
        ["report", "score", "index"].iter().all(|name| names.lines().any(|line| line == *name))
    );
    let index = json(&["schema", "index"]);
    assert!(index["properties"]["criteria"].is_object());
    // The reader takes what the schema names, and nothing else: each key is asked for by a built-in
    // file or refused.
    let text = answer(&["score", "--print-index", "766-cong-2026"], 0);
    let table: toml::Table = text.parse().expect("TOML");
    let known = index["properties"].as_object().expect("keys");
    for key in table.keys() {
        assert!(known.contains_key(key), "{key}");
    }
    assert!(json(&["schema", "score"])["properties"]["whole"].is_object());
}

#[test]
fn a_report_has_the_score_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("bao-cao");
    let target = target.to_str().expect("UTF-8");
    let output = run(&[
        "report",
        SAMPLE,
        "--period",
        "2024-02",
        "--index",
        "766-van-ban",
        "--output",
        target,
    ]);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{talk}");
    let read = |name: &str| fs::read_to_string(format!("{target}/{name}")).expect("a file");
    let report: serde_json::Value = serde_json::from_str(&read("so-lieu.json")).expect("JSON");
    let tables = report["tables"].as_array().expect("tables");
    let ids: Vec<&str> = tables.iter().filter_map(|table| table["id"].as_str()).collect();
    for id in ["score_groups", "score_criteria", "score_units"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    let scored = score(&[SAMPLE, "--period", "2024-02", "--index", "766-van-ban"]);
    let criteria = tables.iter().find(|table| table["id"] == "score_criteria").expect("a table");
    let progress = criteria["lines"].as_array().expect("lines").iter();
    let progress = progress.clone().find(|line| line["criterion"] == "2.1").expect("a line");
    let expected = super::criterion(&scored["whole"], "2.1");
    assert_eq!(progress["points"]["exact"], expected["points"]["exact"]);
    assert!(read("so-lieu.csv").contains("score_criteria"));
    let markdown = read("bao-cao.md");
    assert!(markdown.contains("ĐIỂM THEO BỘ TIÊU CHÍ"), "{markdown}");
    assert!(read("xem.html").contains("Điểm từng tiêu chí và căn cứ"));
    // The same run again is the same report.
    let again = run(&[
        "report",
        SAMPLE,
        "--period",
        "2024-02",
        "--index",
        "766-van-ban",
        "--output",
        target,
        "--force",
    ]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("Không đổi"));
}

/// F09: the Economic Zone Authority announced 40 % less than the statutory time; what the catalogue
/// tells stands in the card.
#[test]
fn a_catalogue_of_procedures_is_told_in_the_card() {
    let scored = score(&[
        "examples/thai-binh/2024",
        "--period",
        "2024-06",
        "--index",
        "vi-du-dia-phuong",
        "--procedures",
        "examples/so-lieu-khac/danh-muc-tthc.csv",
    ]);
    let rate = |id: &str| super::criterion(&scored["whole"], id)["rate"]["value"].as_f64();
    assert!(rate("1.5").is_some_and(|cut| cut > 0.0 && cut < 1.0), "{:?}", rate("1.5"));
    assert!(rate("2.3").is_some_and(|share| share > 0.0), "{:?}", rate("2.3"));
    let units = scored["units"].as_array().expect("units");
    let zone = units.iter().find(|unit| {
        unit["unit"].as_str().is_some_and(|name| name.starts_with("Ban Quản lý Khu kinh tế"))
    });
    let cut = super::criterion(zone.expect("the authority"), "1.5")["rate"]["value"].as_f64();
    assert!(cut.is_some_and(|cut| cut >= 0.40), "{cut:?}");
}
