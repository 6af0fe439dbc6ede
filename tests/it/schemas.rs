//! Every document that the program writes for others is what its published schema says, and has nothing that
//! the schema does not name.

use std::collections::{BTreeMap, BTreeSet};

use cchc::words::Lang;
use serde_json::Value;

use crate::json_schema::faults;
use crate::month::office::Office;
use crate::support::{answer, run};

const FOLDER: &str = "examples/thai-binh/2024";
const LOG: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
const JUNE: [&str; 2] = ["--period", "2024-06"];

fn schema(name: &str) -> Value {
    serde_json::from_str(&answer(&["schema", name], 0)).expect("JSON")
}

/// The document that a command answers with, whatever its exit code says of the data.
fn document(arguments: &[&str]) -> Value {
    let output = run(arguments);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&text).unwrap_or_else(|error| Value::String(format!("{error}: {errors}")))
}

/// Commands by the name of the schema of their answers.
fn answers() -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    let table = "tests/data/aggregates/06a-hung-ha-2024-06.csv";
    let of_june = |start: &[&'static str]| [start, &JUNE].concat();
    BTreeMap::from([
        ("overview", vec![vec![LOG], of_june(&[FOLDER])]),
        (
            "stats",
            vec![
                of_june(&["stats", FOLDER, "--by", "unit,month"]),
                of_june(&["stats", FOLDER, "--by", "level", "--units", "2024"]),
                vec!["stats", LOG, "--columns", "pay_online,on_time_766,avg_processing_time"],
            ],
        ),
        ("times", vec![of_june(&["times", FOLDER, "--distribution"]), vec!["times", LOG]]),
        ("inspect", vec![vec!["inspect", FOLDER], vec!["inspect", LOG]]),
        ("check", vec![vec!["check", FOLDER], vec!["check", table, "--against", LOG]]),
        ("aggregate", vec![vec!["stats", table]]),
        (
            "compare",
            vec![
                of_june(&["compare", FOLDER, "--with", "previous,last-year"]),
                of_june(&["compare", LOG, "--indicator", "on_time_rate,avg_processing_time"]),
            ],
        ),
        ("series", vec![vec!["series", FOLDER, "--by", "unit"]]),
        (
            "map",
            vec![
                of_june(&["map", FOLDER, "--units", "2025"]),
                of_june(&["map", FOLDER, "--units", "2025", "--figure", "received"]),
            ],
        ),
        (
            "score",
            vec![
                of_june(&["score", FOLDER, "--index", "766-cong-2026", "--outside-validity"]),
                of_june(&["score", FOLDER, "--index", "mot-cua-9"]),
            ],
        ),
        ("indices", vec![vec!["score", "--list-indices"]]),
        ("targets", vec![vec!["targets", "examples/so-lieu-khac/chi-tieu.csv"]]),
        (
            "ranks",
            vec![
                vec!["ranks", "examples/so-lieu-khac/xep-hang.csv"],
                vec!["ranks", "examples/so-lieu-khac/xep-hang-tieu-chi.csv"],
            ],
        ),
        (
            "explain",
            vec![
                vec!["explain", "C0103"],
                vec!["explain"],
                vec!["explain", "finish_equals_due"],
                vec!["explain", "on_time_rate"],
                of_june(&["explain", "on_time_rate", LOG]),
                of_june(&["explain", "late", LOG]),
            ],
        ),
        ("words", vec![vec!["words"], vec!["words", "signals"]]),
        ("indicators", vec![vec!["indicators"], vec!["indicators", "on_time_rate"]]),
        ("list", vec![of_june(&["list", FOLDER, "--state", "overdue"]), vec!["list", LOG]]),
        (
            "calendar",
            vec![
                vec!["calendar", "show", "2024"],
                vec!["calendar", "days", "2024-02-01", "2024-02-20"],
            ],
        ),
    ])
}

#[test]
fn every_answer_in_json_is_what_its_schema_says() {
    let mut wrong = Vec::new();
    for (name, commands) in answers() {
        let schema = schema(name);
        for arguments in commands {
            let arguments = [&arguments[..], &["--format", "json", "--quiet"]].concat();
            let document = document(&arguments);
            let mut faults = faults(&schema, &document);
            if document["schema"] != format!("cchc/{name}/1") {
                faults.push(format!("another document: {}", document["schema"]));
            }
            wrong.extend(faults.into_iter().take(5).map(|fault| format!("{arguments:?}: {fault}")));
        }
    }
    assert_eq!(wrong, [] as [String; 0]);
}

#[test]
fn what_is_kept_of_a_month_is_what_its_schema_says() {
    let office = Office::new();
    for period in ["2024-04", "2024-05"] {
        office.talk(&["run", "--period", period], 0);
    }
    let kept = [
        ("run", office.record("luu-tru/2024-05/run.json")),
        ("tally", office.record("luu-tru/2024-05/tally.json")),
        ("published", office.record("luu-tru/.published.json")),
        ("report", office.record("luu-tru/2024-05/bao-cao/so-lieu.json")),
        ("verify", office.json(&["verify", "--format", "json"], 0)),
        ("settings", office.json(&["config", "--format", "json"], 0)),
        ("series", office.json(&["series", "luu-tru", "--format", "json"], 0)),
        ("rekey", office.json(&["verify", "--rekey", "--format", "json"], 0)),
    ];
    let faults = kept.iter().flat_map(|(name, document)| {
        let faults = faults(&schema(name), document).into_iter().take(5);
        faults.map(move |fault| format!("{name}: {fault}"))
    });
    assert_eq!(faults.collect::<Vec<_>>(), [] as [String; 0]);
}

#[test]
fn every_published_document_is_held_to_its_schema() {
    let held: BTreeSet<&str> = answers().into_keys().collect();
    let of_months =
        ["run", "tally", "published", "report", "verify", "settings", "rekey", "feedback"];
    // Files that people write are held to theirs where they are read.
    let written_by_people = ["index", "config", "calendar-file"];
    let known: BTreeSet<&str> =
        held.into_iter().chain(of_months).chain(written_by_people).collect();
    let names = answer(&["schema"], 0);
    assert_eq!(names.lines().collect::<BTreeSet<_>>(), known);
}

/// Commands whose documents are called otherwise; more than one where they write several.
const OTHER_NAMES: [(&str, &[&str]); 5] = [
    ("cchc", &["overview"]),
    ("config", &["settings"]),
    ("merge", &["tally"]),
    ("verify", &["verify", "rekey"]),
    ("score", &["score", "indices"]),
];

#[test]
fn every_command_that_answers_in_json_has_a_schema() {
    let names = answer(&["schema"], 0);
    let names: BTreeSet<&str> = names.lines().collect();
    let root = cchc::cli::command(Lang::En);
    let mut found = 0;
    for command in std::iter::once(&root).chain(root.get_subcommands()) {
        let formats =
            command.get_arguments().filter(|argument| argument.get_long() == Some("format"));
        let mut values = formats.flat_map(clap::Arg::get_possible_values);
        if !values.any(|value| value.get_name() == "json") {
            continue;
        }
        let own = [command.get_name()];
        let other = OTHER_NAMES.iter().find(|(name, _)| *name == command.get_name());
        for name in other.map_or(&own[..], |(_, names)| names) {
            assert!(names.contains(name), "no schema of `{name}` in src/cli/commands/schema.rs");
            found += 1;
        }
    }
    assert!(found > 10);
}
