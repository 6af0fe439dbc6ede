//! Every figure of the registry is the same wherever it can be asked for: tables, lists, comparisons,
//! series, annexes, templates, tallies, scores.

use std::path::Path;

use cchc::indicators::{Figure, INDICATORS, Quantity};
use cchc::tally::Count;
use serde_json::{Value, json};

use super::sample::folder;
use crate::support::{answer, json as asked, run};

const PERIOD: &str = "2024-06";

fn path(folder: &tempfile::TempDir) -> String {
    folder.path().to_str().expect("a UTF-8 path").to_owned()
}

/// The total of `stats` with some columns.
fn total(path: &str, columns: &str) -> Value {
    let stats = ["stats", path, "--period", PERIOD, "--columns", columns, "--format", "json"];
    asked(&stats)["total"].clone()
}

#[test]
fn a_table_of_any_figure_shows_what_explain_counts() {
    let folder = folder();
    let path = path(&folder);
    let names: Vec<&str> = Figure::names().collect();
    let total = total(&path, &names.join(","));
    let mut met = 0;
    for name in names {
        let explain = ["explain", name, &path, "--period", PERIOD, "--format", "json"];
        let figure = asked(&explain)["figure"].clone();
        let Some(Figure::Rate(indicator)) = Figure::find(name) else {
            let count = &total["counts"][name];
            let is_counted = *count == figure["numerator"];
            assert!(is_counted || count.is_null(), "{name}: {count} {figure}");
            continue;
        };
        let rate = &total["rates"][name];
        for part in ["num", "den", "value", "reason"] {
            assert_eq!(rate[part], figure["value"][part], "{name}");
        }
        met += u32::from(indicator.has_evidence() && rate["value"].is_number());
    }
    assert!(met > 15, "the log tells of most: {met}");
}

#[test]
fn csv_has_the_columns_asked_for_and_text_shows_means_as_numbers() {
    let folder = folder();
    let path = path(&folder);
    let columns = "paid_online,pay_online,avg_processing_time";
    let stats = ["stats", &path, "--period", PERIOD, "--columns", columns, "--by", "unit"];
    let csv = answer(&[&stats[..], &["--format", "csv"]].concat(), 0);
    let mut lines = csv.lines();
    let head = "unit,paid_online,pay_online,pay_online_num,pay_online_den,avg_processing_time,\
                avg_processing_time_num,avg_processing_time_den,period_from,period_to,as_of,definition";
    assert_eq!(lines.next(), Some(head));
    assert!(
        lines.next().is_some_and(|line| line.starts_with("Sở Y tế,2,0.5,2,4,10,30,3,")),
        "{csv}"
    );
    let text = answer(&[&stats[..], &["--lang", "en"]].concat(), 0);
    assert!(text.contains("10.00") && text.contains("Mean days taken"), "{text}");
    let top = ["--sort", "pay_online", "--top", "1", "--lang", "en"];
    let sorted = answer(&[&stats[..], &top].concat(), 0);
    let sorted = sorted.split("Sources and how far").next().unwrap_or_default();
    assert!(sorted.contains("Sở Y tế") && !sorted.contains("Bình Nguyên"), "{sorted}");
}

#[test]
fn tallies_of_places_score_as_their_logs_do() {
    let folder = folder();
    let out = tempfile::tempdir().expect("a folder");
    let tally = |file: &str| {
        let (log, to) = (folder.path().join(file), out.path().join(file).with_extension("json"));
        let (log, to) = (log.display().to_string(), to.display().to_string());
        answer(&["tally", &log, "--period", PERIOD, "--output", &to, "--quiet"], 0);
        to
    };
    let files = ["a.csv", "b.csv"].map(tally);
    let index = ["--index", "766-van-ban", "--format", "json", "--quiet"];
    let path = path(&folder);
    let mut of_logs = asked(&[&["score", &path, "--period", PERIOD], &index[..]].concat());
    let of_tallies = asked(&[&["score", &files[0], &files[1]], &index[..]].concat());
    // Tallies do not tell from which days of the calendar unconfirmed years were met, nor of files.
    of_logs["calendar"] = Value::Null;
    of_logs["coverage"] = Value::Null;
    let mut of_tallies = of_tallies;
    of_tallies["calendar"] = Value::Null;
    assert_eq!(of_tallies, of_logs);
}

#[test]
fn a_tally_of_version_1_is_read_and_says_what_it_does_not_have() {
    let folder = folder();
    let file = folder.path().join("t.json");
    let to = file.display().to_string();
    let log = folder.path().join("a.csv").display().to_string();
    answer(&["tally", &log, "--period", PERIOD, "--output", &to, "--quiet"], 0);
    let mut tally: Value =
        serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
    assert_eq!((&tally["schema"], &tally["evidence"]), (&json!("cchc/tally/2"), &json!("all")));
    for key in ["evidence", "evidence_without", "schema"] {
        tally.as_object_mut().expect("an object").remove(key);
    }
    for cube in tally["cubes"].as_array_mut().expect("cubes") {
        let counts = cube["counts"].as_object_mut().expect("counts");
        counts.retain(|name, _| Count::find(name).is_some_and(|count| !count.is_evidence()));
    }
    let text = tally.to_string().replacen('{', "{\"schema\":\"cchc/tally/1\",", 1);
    std::fs::write(&file, text).expect("written");
    let series = |id: &str| {
        asked(&["series", &to, "--indicator", id, "--format", "json"])["lines"][0]["values"][0]
            .clone()
    };
    assert_eq!(series("pay_online")["reason"], "not_counted");
    assert!(series("on_time_rate")["num"].is_number());
    let merged = asked(&["merge", &to, "--format", "json"]);
    assert_eq!(merged["total"]["counts"]["received"], 6);
}

/// A file of tallies from before the counts by working days says of them that they were not counted; what it was
/// added up with loses them, and everything else stays.
#[test]
fn a_tally_without_counts_by_working_days_is_read() {
    let folder = folder();
    let out = tempfile::tempdir().expect("a folder");
    let tally = |file: &str| {
        let (log, to) = (folder.path().join(file), out.path().join(file).with_extension("json"));
        let (log, to) = (log.display().to_string(), to.display().to_string());
        answer(&["tally", &log, "--period", PERIOD, "--output", &to, "--quiet"], 0);
        to
    };
    let [before, now] = ["a.csv", "b.csv"].map(tally);
    let text = std::fs::read(&before).expect("a file");
    let mut old: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(old["evidence_without"], json!([]));
    for key in ["evidence_without", "schema"] {
        old.as_object_mut().expect("an object").remove(key);
    }
    for cube in old["cubes"].as_array_mut().expect("cubes") {
        let counts = cube["counts"].as_object_mut().expect("counts");
        counts.retain(|name, _| !name.starts_with("resolved_within_"));
    }
    let old = old.to_string().replacen('{', "{\"schema\":\"cchc/tally/2\",", 1);
    std::fs::write(&before, old).expect("written");
    let both = out.path().join("gop.json").display().to_string();
    answer(&["merge", &before, &now, "--save", &both, "--quiet"], 0);
    let value = |path: &str, id: &str| {
        let series = ["series", path, "--indicator", id, "--format", "json"];
        asked(&series)["lines"][0]["values"][0].clone()
    };
    for path in [&before, &both] {
        assert_eq!(value(path, "within_5_days")["reason"], "not_counted", "{path}");
        assert!(value(path, "avg_processing_time")["num"].is_number(), "{path}");
    }
    assert!(value(&now, "within_5_days")["num"].is_number());
    let merged: Value =
        serde_json::from_slice(&std::fs::read(&both).expect("a file")).expect("JSON");
    let lacking = merged["evidence_without"].as_array().expect("names").len();
    assert_eq!((&merged["evidence"], lacking), (&json!("all"), Count::WITHIN.len()));
}

#[test]
fn comparisons_and_series_take_every_rate_and_mean() {
    let folder = folder();
    let path = path(&folder);
    let ids: Vec<&str> = INDICATORS.iter().map(|indicator| indicator.id).collect();
    let total = total(&path, &ids.join(","));
    let ids = ids.join(",");
    let series = ["series", &path, "--indicator", &ids, "--format", "json"];
    let series = asked(&[&series[..], &["--period", PERIOD]].concat());
    let lines = series["lines"].as_array().expect("lines");
    assert_eq!(lines.len(), INDICATORS.len());
    for line in lines {
        let id = line["indicator"].as_str().expect("an id");
        let month = line["values"].as_array().expect("values").last().expect("a month").clone();
        assert_eq!(month["num"], total["rates"][id]["num"], "{id}");
        assert_eq!(month["den"], total["rates"][id]["den"], "{id}");
    }
    // A month beside itself, as two runs: nothing moved, and both sides are what the table says.
    let tally = folder.path().join("thang-6.json").display().to_string();
    answer(&["tally", &path, "--period", PERIOD, "--output", &tally, "--quiet"], 0);
    let compare = ["compare", &tally, &tally, "--indicator", &ids, "--format", "json"];
    let compared = asked(&compare)["comparisons"][0]["rates"].clone();
    let mut means = 0;
    for indicator in INDICATORS {
        let rates = compared.as_array().expect("rates");
        let rate = rates.iter().find(|rate| rate["id"] == indicator.id).expect(indicator.id);
        assert_eq!(rate["quantity"], indicator.quantity.name());
        let side = &rate["total"]["later"];
        assert_eq!(side["num"], total["rates"][indicator.id]["num"], "{}", indicator.id);
        assert_eq!(side["den"], total["rates"][indicator.id]["den"], "{}", indicator.id);
        if side["value"].is_number() {
            assert_eq!(rate["total"]["change"], 0.0, "{}", indicator.id);
            means += u32::from(indicator.quantity != Quantity::Share);
        }
    }
    // Points of attitude need the log of feedback, which no tally of dossiers tells.
    assert!(means >= 5, "{means}");
}

fn report(folder: &Path, more: &[&str]) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let to = out.path().join("bc").display().to_string();
    let log = folder.display().to_string();
    let fixed = ["report", &log, "--period", PERIOD, "--output", &to, "--quiet"];
    answer(&[&fixed[..], more].concat(), 0);
    out
}

#[test]
fn the_annex_counts_apologies_and_payments() {
    let folder = folder();
    let out = report(folder.path(), &["--annex", "cchc", "--format", "md", "--lang", "en"]);
    let text = std::fs::read_dir(out.path().join("bc"))
        .expect("a folder")
        .filter_map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).ok())
        .find(|text| text.contains("apology letter"))
        .expect("the report");
    let row = |number: &str| {
        let start = format!("| {number} |");
        text.lines().find(|line| line.starts_with(&start)).expect("a row").to_owned()
    };
    assert!(row("6").contains("| 2 |"), "{}", row("6"));
    assert!(row("6.1").contains("66.67%"), "{}", row("6.1"));
    assert!(row("9").contains("50.00%"), "{}", row("9"));
}

#[test]
fn a_template_may_name_any_count_rate_and_mean() {
    let folder = folder();
    let template = folder.path().join("mau.txt");
    let text = "Paid online: {{ counts.paid_online }}, {{ rates.pay_online | percent }}; \
                mean {{ rates.avg_processing_time }} ({{ rates.avg_processing_time | fraction }}), \
                {{ rates.avg_processing_time | change(rates.avg_processing_time) }}.\n";
    std::fs::write(&template, text).expect("written");
    let logs = tempfile::tempdir().expect("a folder");
    std::fs::copy(folder.path().join("a.csv"), logs.path().join("a.csv")).expect("copied");
    let template = template.display().to_string();
    let out = report(logs.path(), &["--template", &template, "--format", "md", "--lang", "en"]);
    let found = std::fs::read_dir(out.path().join("bc"))
        .expect("a folder")
        .filter_map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).ok())
        .any(|text| {
            text.contains("Paid online: 2, 50.00%; mean 10.00 days (30/3), did not change.")
        });
    assert!(found);
    let percent = "{{ rates.avg_processing_time | percent }}";
    std::fs::write(folder.path().join("mau.txt"), percent).expect("written");
    let log = logs.path().display().to_string();
    let asked = ["report", &log, "--period", PERIOD, "--template", &template, "--format", "md"];
    let to = logs.path().join("bc").display().to_string();
    let refused = run(&[&asked[..], &["--output", &to, "--lang", "en", "--quiet"]].concat());
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("a mean is no rate"), "{told}");
}
