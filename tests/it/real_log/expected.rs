//! The figures of the independent program, and how they meet ours.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::support::{json, repository};

const FOLDER: &str = "tests/data/nyc-311-2011";
pub const LOG: &str = "tests/data/nyc-311-2011/nyc-311-2011-2000.csv";
pub const PROFILE: &str = "tests/data/nyc-311-2011/profile.toml";
pub const STRICT: &str = "policy_strict_reject_result_before_received";
const LENIENT: &str = "policy_lenient_keep_result_before_received";

/// Its names of counts and ours. Counts that it leaves out are zero.
pub const SNAPSHOT: [(&str, &str); 11] = [
    ("received", "received"),
    ("online", "received_online"),
    ("resolved", "resolved"),
    ("early", "early"),
    ("on_due", "on_time"),
    ("late", "late"),
    ("no_due", "undated"),
    ("pending", "closing"),
    ("pending_within", "closing_within"),
    ("pending_over", "closing_overdue"),
    ("pending_no_due", "closing_undated"),
];
pub const PERIOD: [(&str, &str); 12] = [
    ("carried_in", "opening"),
    ("received_in", "received"),
    ("online_in", "received_online"),
    ("resolved_in", "resolved"),
    ("early", "early"),
    ("on_due", "on_time"),
    ("late", "late"),
    ("no_due", "undated"),
    ("pending_end", "closing"),
    ("pending_within", "closing_within"),
    ("pending_over", "closing_overdue"),
    ("pending_no_due", "closing_undated"),
];
/// Its names of rates, the definition of the on-time rate, and our names.
const RATES: [(&str, &str, &str); 6] = [
    ("rate_on_time_of_resolved_with_due", "resolved", "on_time_rate"),
    ("rate_early_of_resolved_with_due", "resolved", "early_rate"),
    ("rate_late_of_resolved_with_due", "resolved", "late_rate"),
    ("rate_on_time_of_all_resolved_no_due_counted_on_time", "form06a", "on_time_rate"),
    ("rate_overdue_of_pending_with_due", "resolved", "overdue_open_rate"),
    ("rate_online_of_received", "resolved", "online_rate"),
];
/// Keys of a snapshot that are no counts of ours: a blank channel is looked at by its own test.
const OTHER_KEYS: [&str; 2] = ["channel_blank", "received_after_as_of_left_out"];

pub fn expected() -> Value {
    let path = repository(FOLDER).join("expected.json");
    let text = std::fs::read_to_string(path).expect("the expected figures");
    serde_json::from_str(&text).expect("JSON")
}

/// The expected figures of a policy, and the policy's name.
pub fn policies(expected: &Value) -> [(&Value, &'static str); 2] {
    [(&expected[STRICT], "strict"), (&expected[LENIENT], "lenient")]
}

pub fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count, not {value}"))
}

pub fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("an object, not {value}"))
}

/// The answer of `stats`.
pub fn stats(policy: &str, more: &[&str]) -> Value {
    let fixed = ["stats", LOG, "--profile", PROFILE, "--policy", policy, "--format", "json"];
    json(&[&fixed, more].concat())
}

/// Compares counts under their two names; none may be left over.
pub fn compare_counts(expected: &Value, counts: &Value, names: &[(&str, &str)], what: &str) {
    for (theirs, ours) in names {
        let wanted = expected.get(theirs).map_or(0, number);
        assert_eq!(number(&counts[ours]), wanted, "{what}: {theirs}");
    }
    let is_known = |key: &&String| {
        let is_count = names.iter().any(|(theirs, _)| theirs == key);
        is_count || OTHER_KEYS.contains(&key.as_str()) || key.starts_with("rate_")
    };
    let unknown: Vec<&String> =
        object(expected).keys().filter(|key| *key != "identity_gap" && !is_known(key)).collect();
    assert!(unknown.is_empty(), "{what}: nothing compares {unknown:?}");
}

/// Compares the rates of one definition.
pub fn compare_rates(expected: &Value, rates: &Value, definition: &str, what: &str) {
    let of_definition = RATES.iter().filter(|(_, other, _)| *other == definition);
    for (theirs, _, ours) in of_definition {
        let wanted = expected.get(theirs).expect(theirs);
        let rate = &rates[ours];
        if wanted.is_null() {
            assert_eq!(rate["reason"], "no_dossiers", "{what}: {theirs}");
            assert!(rate["value"].is_null(), "{what}: {theirs}");
            continue;
        }
        let (numerator, denominator) = (&wanted["num"], &wanted["den"]);
        assert_eq!((&rate["num"], &rate["den"]), (numerator, denominator), "{what}: {theirs}");
    }
}

/// A table of the answer in Markdown: the cells of each row, by its first.
pub fn table(markdown: &str, head: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_matches('|').replace("**", "");
        line.split('|').map(|cell| cell.trim().trim_end_matches(" \\*").to_owned()).collect()
    };
    let mut lines = markdown.lines().skip_while(|line| !line.starts_with(&format!("| {head} |")));
    let names = cells(lines.next().expect(head));
    let rows = lines.skip(1).take_while(|line| line.starts_with('|')).map(cells);
    rows.map(|row| (row[0].clone(), names.iter().cloned().zip(row).collect())).collect()
}

/// As people see a rate, rounded to two decimals.
pub fn percent(expected: &Value) -> String {
    match expected["percent_2dp"].as_str() {
        Some(percent) => format!("{percent}%"),
        None => "–".to_owned(),
    }
}
