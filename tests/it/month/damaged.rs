//! A month of the archive that cannot be read is named by every command that would have used it.

use super::office::Office;

/// April and May are archived, April is spoilt.
fn office(spoil: fn(&str) -> Option<String>, name: &str) -> Office {
    let office = Office::new();
    for month in ["2024-03", "2024-04"] {
        office.talk(&["run", "--period", month], 0);
    }
    let path = office.path(&format!("luu-tru/2024-04/{name}"));
    let text = std::fs::read_to_string(&path).expect("there");
    match spoil(&text) {
        Some(text) => std::fs::write(&path, text).expect("written"),
        None => std::fs::remove_file(&path).expect("removed"),
    }
    office
}

type Spoil = fn(&str) -> Option<String>;
const SPOILT: [(&str, &str, Spoil); 6] = [
    ("cut off", "tally.json", |text| Some(text[..text.len() / 3].to_owned())),
    ("empty", "tally.json", |_| Some(String::new())),
    ("gone", "tally.json", |_| None),
    ("edited", "tally.json", |text| Some(text.replacen("\"received\":[", "\"received\":[1", 1))),
    ("of another program", "tally.json", |_| Some("{\"schema\":\"khac/1\"}".to_owned())),
    ("no JSON", "tally.json", |_| Some("<html>".to_owned())),
];

#[test]
fn a_run_names_the_month_that_it_cannot_compare_with() {
    for (kind, name, spoil) in SPOILT {
        let office = office(spoil, name);
        let talk = office.talk(&["run", "--period", "2024-05"], 0);
        let warning = talk.lines().find(|line| line.starts_with("cảnh báo"));
        let warning = warning.unwrap_or_else(|| panic!("{kind}: {talk}"));
        assert!(warning.contains("2024-04") && warning.contains("sao lưu"), "{kind}: {warning}");
        assert!(warning.contains("cchc run --period 2024-04 --restate"), "{kind}: {warning}");
        assert_eq!(talk.matches("cảnh báo: ").count(), 1, "told once: {talk}");
        // Quiet runs and watchers hear of it, too.
        let quiet = office.talk(&["run", "--period", "2024-05", "--quiet"], 0);
        assert!(quiet.contains("2024-04"), "{kind}: {quiet}");
        let lines = office.talk(&["run", "--period", "2024-05", "--log-format", "json"], 0);
        assert!(lines.contains("\"damaged_month\":\"2024-04\""), "{kind}: {lines}");
    }
}

#[test]
fn verify_series_merge_compare_and_score_name_it() {
    for (kind, name, spoil) in SPOILT {
        let office = office(spoil, name);
        let verified = office.output(&["verify", "--format", "json"]);
        let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
        let april = &verified["months"][1];
        assert_eq!(april["period"], "2024-04", "{kind}: {verified}");
        assert_ne!(april["state"], "same", "{kind}");
        // A series has the others, a gap, and says so on both ways out.
        let output = office.output(&["series", "luu-tru", "--format", "json"]);
        assert_eq!(output.status.code(), Some(3), "{kind}");
        let series: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(series["unreadable"], serde_json::json!(["2024-04"]), "{kind}: {series}");
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(talk.contains("2024-04") && talk.contains("sao lưu"), "{kind}: {talk}");
        let text = office.answer(&["series", "luu-tru"], 3);
        assert!(text.contains("không đọc được, nên bỏ trống ở đây: 2024-04"), "{kind}: {text}");
        let both = ["luu-tru/2024-03", "luu-tru/2024-04"];
        for command in ["merge", "compare"] {
            let talk = office.talk(&[&[command][..], &both].concat(), 3);
            assert!(talk.contains("2024-04") && talk.contains("sao lưu"), "{kind}: {talk}");
        }
        let talk = office.talk(&["score", "luu-tru", "--index", "mot-cua-9"], 3);
        assert!(talk.contains("2024-04"), "{kind}: {talk}");
    }
}

#[test]
fn what_the_run_was_is_named_too_when_it_cannot_be_read() {
    for spoil in [(|_| Some("{".to_owned())) as Spoil, |_| None] {
        let office = office(spoil, "run.json");
        let verified = office.output(&["verify", "--format", "json"]);
        let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
        assert_eq!(verified["months"][1]["period"], "2024-04", "{verified}");
        assert_eq!(verified["months"][1]["state"], "unreadable", "{verified}");
        let talk = office.talk(&["run", "--period", "2024-05"], 0);
        assert!(talk.contains("cảnh báo") && talk.contains("run.json"), "{talk}");
    }
}

#[test]
fn a_damaged_month_is_published_anew_for_a_reason_and_kept_aside() {
    for (kind, name, spoil) in SPOILT {
        let office = office(spoil, name);
        if kind != "gone" {
            let talk = office.talk(&["run", "--period", "2024-04"], 5);
            assert!(talk.contains("--restate"), "{kind}: {talk}");
        }
        let talk = office.talk(&["run", "--period", "2024-04", "--restate", "tệp hỏng"], 0);
        assert!(kind == "gone" || talk.contains(".damaged-2024-04-1"), "{kind}: {talk}");
        let record = office.record("luu-tru/2024-04/run.json");
        let last = record["restatements"].as_array().and_then(|all| all.last()).cloned();
        if kind != "gone" {
            assert_eq!(last.expect("a restatement")["reason"], "tệp hỏng", "{kind}");
        }
        let verified = office.json(&["verify", "--format", "json"], 0);
        assert_eq!(verified["months"].as_array().expect("months").len(), 2, "{kind}: {verified}");
        office.talk(&["series", "luu-tru"], 0);
    }
}

#[test]
fn a_month_that_vanished_is_named() {
    let office = Office::new();
    for month in ["2024-03", "2024-04"] {
        office.talk(&["run", "--period", month], 0);
    }
    std::fs::remove_dir_all(office.path("luu-tru/2024-04")).expect("removed");
    let talk = office.talk(&["run", "--period", "2024-05"], 0);
    let warning = talk.lines().find(|line| line.starts_with("cảnh báo")).expect("a warning");
    assert!(warning.contains("2024-04") && warning.contains("không còn trong kho"), "{warning}");
    let series = office.json(&["series", "luu-tru", "--format", "json"], 3);
    assert_eq!(series["unreadable"], serde_json::json!(["2024-04"]), "{series}");
    let verified = office.json(&["verify", "--format", "json"], 3);
    assert_eq!(verified["months"][1]["state"], "missing", "{verified}");
    // It is still published: the same comes back as it was, another result needs its reason.
    office.talk(&["run", "--period", "2024-04"], 0);
    office.talk(&["series", "luu-tru"], 0);
}
