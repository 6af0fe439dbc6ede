//! The cases from the field about cells, each with what is right.

use serde_json::Value;

use super::assert_counts;
use crate::support::{json, repository};

/// Findings that speak of a cell, not of the fault.
const QUIET: [&str; 6] = ["C0202", "C0203", "C0204", "C0206", "C0208", "C0106"];

#[test]
fn every_given_case_is_read_right_or_told() {
    let mut tried = 0;
    for group in [
        "c01-utc-shift",
        "c02-sheetjs-seconds",
        "c10-sentinel-dates",
        "c11-apostrophe",
        "c12-date-words",
    ] {
        let folder = repository("tests/data/cases").join(group);
        let mut table = csv::Reader::from_path(folder.join("expected.csv")).expect("readable");
        for case in table.records() {
            let case = case.expect("a row");
            let [files, period, accept, counts] = [0, 1, 2, 3].map(|place| case[place].to_owned());
            let paths: Vec<String> = files
                .split(' ')
                .map(|file| folder.join(file).to_str().expect("UTF-8").to_owned())
                .collect();
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let expected: Vec<(&str, u64)> = counts
                .split(' ')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, count)| (name, count.parse().expect("a count")))
                .collect();
            let ask = |command: &[&str]| json(&[command, &paths, &["--format", "json"]].concat());
            let found = ask(&["stats", "--period", &period])["total"]["counts"].clone();
            let is_right = expected.iter().all(|(name, count)| found[*name] == *count);
            if !is_right && accept.contains("told") {
                assert!(is_told(&ask(&["check"])), "{group} {files}: {found}");
            } else {
                assert_counts(&found, &expected, &files);
            }
            tried += 1;
        }
    }
    assert_eq!(tried, 21);
}

/// Whether a warning or worse speaks of the fault.
fn is_told(check: &Value) -> bool {
    let findings = check["findings"].as_array().expect("findings");
    findings.iter().any(|finding| {
        let is_loud = finding["severity"] != "info";
        is_loud && QUIET.iter().all(|code| finding["code"] != *code)
    })
}
