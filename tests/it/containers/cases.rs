//! Cases from the field: the file beside its expectation, and how an answer may tell the truth.

use serde_json::Value;

use super::{answered, table};
use crate::support::repository;

/// Findings about cells, not about the fault of the file.
const ABOUT_CELLS: [&str; 6] = ["C0202", "C0203", "C0204", "C0206", "C0208", "C0106"];

const GROUPS: [&str; 6] = [
    "c03-merged-down",
    "c04-html-hidden",
    "c05-html-spans",
    "c15-ooxml",
    "c23-sheetjs-xls",
    "c24-formula-no-value",
];

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

fn are_right(stats: &Value, counts: &str, units: &str) -> bool {
    let are_counts = counts.split(' ').all(|pair| {
        let (name, wanted) = pair.split_once('=').expect("name=number");
        stats["total"]["counts"][name] == number(wanted)
    });
    let are_units = units.split(';').filter(|pair| !pair.is_empty()).all(|pair| {
        let (name, wanted) = pair.split_once('=').expect("name=number");
        let rows = stats["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["group"]["unit"] == name);
        row.is_some_and(|row| row["counts"]["received"] == number(wanted))
    });
    are_counts && are_units
}

fn is_told(path: &str) -> bool {
    let (checked, _) = answered(&["check", path]);
    checked["findings"].as_array().expect("findings").iter().any(|finding| {
        let code = finding["code"].as_str().expect("a code");
        finding["severity"] != "info" && !ABOUT_CELLS.contains(&code)
    })
}

#[test]
fn every_given_case_is_read_right_or_told() {
    for group in GROUPS {
        let folder = repository("tests/data/cases").join(group);
        let expected = std::fs::read_to_string(folder.join("expected.csv")).expect("expected");
        let rows = table(&expected, b',');
        assert!(rows.len() > 1, "{group}");
        for row in &rows[1..] {
            let [file, period, accept, counts, units, ..] = &row[..] else { panic!("{row:?}") };
            let path = repository("tests/data/cases").join(file);
            let path = path.to_str().expect("UTF-8");
            let by: &[&str] = if units.is_empty() { &[] } else { &["--by", "unit"] };
            let (stats, _) = answered(&[&["stats", path, "--period", period], by].concat());
            let is_right = are_right(&stats, counts, units);
            let may_be_told = accept.split('|').any(|mode| mode == "told");
            assert!(is_right || (may_be_told && is_told(path)), "{file}: {}", stats["total"]);
        }
    }
}
