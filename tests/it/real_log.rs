//! A real log, 2,000 requests to the city of New York, against figures that an independent program
//! worked out from the same file (`tests/data/nyc-311-2011/expected.json`, its words in `mapping.md`).
//!
//! There `carried_in` is our opening, `on_due` on time, `no_due` undated, `pending` closing.

mod expected;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{answer, json, repository};
use expected::{
    LOG, PERIOD, PROFILE, SNAPSHOT, STRICT, compare_counts, compare_rates, expected, number,
    object, percent, policies, stats, table,
};

#[test]
fn every_row_is_accounted_for() {
    let expected = expected();
    let rows = number(&expected["rows_total_data_rows"]);
    let structural = number(&expected["rejected_structural"]["count"]);
    let early = &expected["rejected_if_result_before_received_is_an_error_day_granularity"];
    for (policy, counted, finished_early) in [
        ("strict", &expected["accepted_strict"], number(early)),
        ("lenient", &expected["accepted_structural"], 0),
    ] {
        let ledger = &stats(policy, &[])["ledger"];
        assert_eq!(number(&ledger["read"]), rows, "{policy}");
        assert_eq!(&ledger["counted"], counted, "{policy}");
        assert_eq!(number(&ledger["superseded"]), 0, "{policy}");
        assert!(object(&ledger["excluded"]).is_empty(), "{policy}");
        let reasons: BTreeMap<&str, u64> =
            object(&ledger["rejected"]).iter().map(|(k, v)| (k.as_str(), number(v))).collect();
        let wanted = [("finished_before_received", finished_early)];
        let wanted = wanted.into_iter().filter(|(_, rows)| *rows > 0).collect();
        assert_eq!(reasons, wanted, "{policy}");
        assert_eq!(reasons.values().sum::<u64>(), structural + finished_early, "{policy}");
    }
    assert!(object(&expected["rejected_structural"]["by_reason"]).is_empty());
}

#[test]
fn snapshots_of_two_days_under_both_policies() {
    let expected = expected();
    for (figures, policy) in policies(&expected) {
        for day in ["2011-12-31", "2011-06-30"] {
            let what = format!("{policy}, {day}");
            let wanted = &figures[format!("as_of_{day}")];
            for definition in ["resolved", "form06a"] {
                let answer = stats(policy, &["--as-of", day, "--definition", definition]);
                assert_eq!(answer["period"]["to"], day, "{what}");
                let total = &answer["total"];
                compare_counts(wanted, &total["counts"], &SNAPSHOT, &what);
                compare_rates(wanted, &total["rates"], definition, &what);
                assert_eq!(number(&total["counts"]["opening"]), 0, "{what}");
                let later = wanted.get("received_after_as_of_left_out").map_or(0, number);
                let received = number(&total["counts"]["received"]);
                assert_eq!(number(&answer["ledger"]["counted"]) - received, later, "{what}");
            }
        }
    }
}

#[test]
fn people_see_the_rates_of_a_snapshot_with_two_decimals() {
    const SHOWN: [(&str, &str); 5] = [
        ("rate_on_time_of_resolved_with_due", "On-time rate (early included)"),
        ("rate_early_of_resolved_with_due", "Early rate"),
        ("rate_late_of_resolved_with_due", "Late rate"),
        ("rate_overdue_of_pending_with_due", "Overdue share of open dossiers"),
        ("rate_online_of_received", "Online rate"),
    ];
    let expected = expected();
    for (figures, policy) in policies(&expected) {
        for day in ["2011-12-31", "2011-06-30"] {
            let fixed = [LOG, "--profile", PROFILE, "--policy", policy, "--as-of", day];
            let printed = |more: &[&str]| {
                let shown = ["--format", "md", "--lang", "en"];
                answer(&[&fixed, &shown[..], more].concat(), 0)
            };
            let wanted = &figures[format!("as_of_{day}")];
            let rates = table(&printed(&[]), "Indicator");
            for (theirs, ours) in SHOWN {
                assert_eq!(
                    rates[ours]["Rate"],
                    percent(&wanted[theirs]),
                    "{policy}, {day}: {ours}"
                );
            }
            let rates = table(&printed(&["--definition", "form06a"]), "Indicator");
            let all = percent(&wanted["rate_on_time_of_all_resolved_no_due_counted_on_time"]);
            assert_eq!(rates["On-time rate (early included)"]["Rate"], all, "{policy}, {day}");
        }
    }
}

/// The rows of an answer by the name of their group.
fn rows<'a>(answer: &'a Value, by: &str) -> BTreeMap<&'a str, &'a Value> {
    let rows = answer["rows"].as_array().expect("rows");
    let name = |row: &'a Value| row["group"][by].as_str().expect("no group is nameless");
    let named: BTreeMap<&str, &Value> = rows.iter().map(|row| (name(row), row)).collect();
    assert_eq!(named.len(), rows.len(), "every group has one row");
    named
}

#[test]
fn units_at_the_end_of_the_year_under_both_policies() {
    let expected = expected();
    for (figures, policy) in policies(&expected) {
        let wanted = object(&figures["by_unit_as_of_2011-12-31"]);
        for definition in ["resolved", "form06a"] {
            let asked = ["--by", "unit", "--as-of", "2011-12-31", "--definition", definition];
            let answer = stats(policy, &asked);
            let rows = rows(&answer, "unit");
            assert!(rows.keys().copied().eq(wanted.keys().map(String::as_str)), "{policy}");
            for (unit, wanted) in wanted {
                let what = format!("{policy}, {unit}");
                compare_counts(wanted, &rows[unit.as_str()]["counts"], &SNAPSHOT, &what);
                compare_rates(wanted, &rows[unit.as_str()]["rates"], definition, &what);
            }
        }
        let fixed = ["stats", LOG, "--profile", PROFILE, "--policy", policy, "--by", "unit"];
        let shown = ["--as-of", "2011-12-31", "--format", "md", "--lang", "en"];
        let printed = table(&answer(&[&fixed[..], &shown].concat(), 0), "Unit");
        for (unit, wanted) in wanted {
            let on_time = percent(&wanted["rate_on_time_of_resolved_with_due"]);
            assert_eq!(printed[unit]["On-time rate"], on_time, "{policy}, {unit}");
            let online = percent(&wanted["rate_online_of_received"]);
            assert_eq!(printed[unit]["Online"], online, "{policy}, {unit}");
        }
    }
}

#[test]
fn procedures_at_the_end_of_the_year() {
    let expected = expected();
    let wanted = object(&expected[STRICT]["by_procedure_as_of_2011-12-31"]);
    let answer = stats("strict", &["--by", "procedure", "--as-of", "2011-12-31"]);
    let rows = rows(&answer, "procedure");
    let ours: BTreeSet<&str> = rows.keys().copied().collect();
    assert_eq!(ours, wanted.keys().map(String::as_str).collect());
    for (procedure, wanted) in wanted {
        compare_counts(wanted, &rows[procedure.as_str()]["counts"], &SNAPSHOT, procedure);
    }
}

#[test]
fn months_of_the_year_each_with_its_own_opening_and_closing() {
    let expected = expected();
    let wanted = object(&expected[STRICT]["by_month_period_report"]);
    let answer = stats("strict", &["--by", "month", "--period", "2011-02-01..2011-12-31"]);
    let rows = rows(&answer, "month");
    assert!(rows.keys().copied().eq(wanted.keys().map(String::as_str)));
    for (month, wanted) in wanted {
        assert_eq!(number(&wanted["identity_gap"]), 0);
        compare_counts(wanted, &rows[month.as_str()]["counts"], &PERIOD, month);
    }
}

#[test]
fn months_of_every_unit() {
    let expected = expected();
    let wanted = object(&expected[STRICT]["by_unit_by_month_period_report"]);
    let answer = stats("strict", &["--by", "unit,month", "--period", "2011-02-01..2011-12-31"]);
    let mut compared = 0;
    for row in answer["rows"].as_array().expect("rows") {
        let name = |by: &str| row["group"][by].as_str().expect("a name");
        let (unit, month) = (name("unit"), name("month"));
        let wanted = wanted.get(unit).and_then(|months| months.get(month));
        let wanted = wanted.unwrap_or_else(|| panic!("no {unit} in {month}"));
        compare_counts(wanted, &row["counts"], &PERIOD, &format!("{unit}, {month}"));
        compared += 1;
    }
    let months: usize = wanted.values().map(|months| object(months).len()).sum();
    assert_eq!(compared, months);
}

#[test]
fn received_in_each_month_under_both_policies() {
    let expected = expected();
    for (figures, policy) in policies(&expected) {
        let answer = stats(policy, &["--by", "month"]);
        let received: BTreeMap<&str, u64> = rows(&answer, "month")
            .into_iter()
            .map(|(month, row)| (month, number(&row["counts"]["received"])))
            .filter(|(_, received)| *received > 0)
            .collect();
        let wanted = object(&figures["received_per_month"]);
        let wanted = wanted.iter().map(|(month, n)| (month.as_str(), number(n))).collect();
        assert_eq!(received, wanted, "{policy}");
    }
}

#[test]
fn results_in_each_year() {
    let expected = expected();
    let years = object(&expected["result_year_counts"]);
    // The finish of 1900 lies before the receipt: rejected, or closed on the received day of 2011.
    let early = number(&years["1900"]);
    for (policy, early) in [("strict", 0), ("lenient", early)] {
        for (year, results) in years.iter().filter(|(year, _)| *year != "1900") {
            let answer = stats(policy, &["--period", year]);
            let wanted = number(results) + if year == "2011" { early } else { 0 };
            let counts = &answer["total"]["counts"];
            assert_eq!(number(&counts["resolved"]), wanted, "{policy}, {year}");
        }
    }
    let answer = stats("lenient", &[]);
    let all = years.values().map(number).sum::<u64>();
    assert_eq!(number(&answer["total"]["counts"]["resolved"]), all);
}

#[test]
fn channels_are_told_apart() {
    let expected = expected();
    let wanted = &expected["channel_counts_accepted_structural"];
    let counted = |name: &str| number(&wanted[name]);
    let counts = &stats("lenient", &[])["total"]["counts"];
    assert_eq!(number(&counts["received_online"]), counted("ONLINE"));
    assert_eq!(number(&counts["received_other"]), counted("PHONE") + counted("OTHER"));
    assert_eq!(number(&counts["received_unknown"]), counted("UNKNOWN"));
    let all = object(wanted).values().map(number).sum::<u64>();
    assert_eq!(number(&counts["received"]), all);

    // The same with a profile that gives the telephone a channel of its own.
    let text = std::fs::read_to_string(repository(PROFILE)).expect("the profile");
    let apart = text.replace("other = [\"PHONE\",", "in_person = [\"PHONE\"]\nother = [");
    assert_ne!(apart, text);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let profile = folder.path().join("profile.toml");
    std::fs::write(&profile, apart).expect("the folder is writable");
    let profile = profile.display().to_string();
    let asked = ["stats", LOG, "--profile", &profile, "--policy", "lenient", "--format", "json"];
    let counts = &json(&asked)["total"]["counts"];
    assert_eq!(number(&counts["received_in_person"]), counted("PHONE"));
    assert_eq!(number(&counts["received_other"]), counted("OTHER"));

    let profile: toml::Table = text.parse().expect("TOML");
    let online = profile["values"]["channel"]["online"].as_array().expect("a list");
    let online: BTreeSet<&str> = online.iter().filter_map(toml::Value::as_str).collect();
    let values = expected["online_channel_values"].as_array().expect("a list");
    assert_eq!(online, values.iter().filter_map(Value::as_str).collect());
}

fn check(policy: &str, more: &[&str]) -> Value {
    let fixed = ["check", LOG, "--profile", PROFILE, "--policy", policy, "--format", "json"];
    json(&[&fixed, more].concat())
}

/// The values of all findings of a name.
fn found<'a>(check: &'a Value, name: &str) -> Vec<&'a str> {
    let findings = check["findings"].as_array().expect("findings").iter();
    let of_name = findings.filter(|finding| finding["name"] == name);
    of_name.map(|finding| finding["value"].as_str().expect("a value")).collect()
}

#[test]
fn oddities_are_found_and_nothing_else() {
    let expected = expected();
    let quirks = &expected["quirks_over_accepted_structural"];
    let check = check("lenient", &[]);
    let count = |name: &str| check["counts"].get(name).map_or(0, number);
    let early = number(&quirks["result_before_received_by_day"]);
    assert_eq!(count("kept_finished_before_received"), early);
    assert_eq!(early, number(&quirks["result_before_received_by_timestamp"]));
    let due_before = number(&quirks["due_before_received_by_day"]);
    assert_eq!(count("due_before_received"), due_before);
    assert!(object(&expected["due_before_received_codes_count_by_agency"]).is_empty());

    // A status that says open beside a finish date.
    let statuses = object(&expected["status_vs_result_date"]);
    let mut open_but_finished: Vec<&str> = Vec::new();
    for (name, rows) in statuses {
        let (status, date) = name.split_once(" | ").expect("a status and a date");
        let is_odd = status != "Closed" && date == "result date present";
        let rows = usize::try_from(number(rows)).expect("few");
        open_but_finished.extend(std::iter::repeat_n(status, if is_odd { rows } else { 0 }));
    }
    let mut disagree = found(&check, "status_disagrees");
    disagree.sort_unstable();
    open_but_finished.sort_unstable();
    assert_eq!(disagree, open_but_finished);
    assert!(!statuses.contains_key("Closed | result date empty"));
    assert_eq!(count("closed_without_date"), 0);

    let unknown = number(&expected["channel_counts_accepted_structural"]["UNKNOWN"]);
    assert_eq!(found(&check, "unknown_channel"), [format!("UNKNOWN (× {unknown})")]);
    let names: BTreeSet<&str> = object(&check["counts"]).keys().map(String::as_str).collect();
    let wanted = [
        "kept_finished_before_received",
        "status_disagrees",
        "unknown_channel",
        // The log has columns that the profile does not name.
        "unknown_columns",
    ];
    assert_eq!(names, wanted.into_iter().collect());
}

#[test]
fn empty_dates_and_statuses_are_counted_as_open_or_undated() {
    let expected = expected();
    let quirks = &expected["quirks_over_accepted_structural"];
    let by_status = stats("lenient", &["--by", "status"]);
    let total = &by_status["total"]["counts"];
    let count = |name: &str| number(&total[name]);
    // The default period ends after the last result, so what is open has none.
    assert_eq!(count("closing"), number(&quirks["result_empty"]));
    assert_eq!(count("undated") + count("closing_undated"), number(&quirks["due_empty"]));
    assert_eq!(count("closing_undated"), number(&quirks["due_and_result_empty"]));

    let statuses = &expected["status_vs_result_date"];
    let sum = |ending: &str| {
        let counted = object(statuses).iter().filter(|(name, _)| name.ends_with(ending));
        counted.map(|(_, rows)| number(rows)).sum::<u64>()
    };
    let rows = rows(&by_status, "status");
    let closing = |status: &str| number(&rows[status]["counts"]["closing"]);
    let resolved = |status: &str| number(&rows[status]["counts"]["resolved"]);
    assert_eq!(rows.keys().copied().collect::<Vec<_>>(), ["pending", "resolved"]);
    assert_eq!((closing("pending"), closing("resolved")), (sum("empty"), 0));
    assert_eq!((resolved("pending"), resolved("resolved")), (0, sum("present")));

    let by_unit = stats("lenient", &["--by", "unit"]);
    let units = by_unit["rows"].as_array().expect("rows");
    let nameless = units.iter().filter(|row| row["group"]["unit"].is_null()).count();
    assert_eq!(nameless as u64, number(&quirks["unit_blank"]));
    let blank_channels = found(&check("lenient", &[]), "unknown_channel")
        .iter()
        .filter(|value| value.starts_with(" ("))
        .count();
    assert_eq!(blank_channels as u64, number(&quirks["channel_blank"]));
}

#[test]
fn rejected_rows_are_written_with_their_ids() {
    let expected = expected();
    let codes = expected["result_before_received_codes"].as_array().expect("a list");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (policy, grain, codes) in
        [("strict", "day", codes.len()), ("strict", "time", codes.len()), ("lenient", "day", 0)]
    {
        let path = folder.path().join(format!("{policy}-{grain}.csv"));
        let path = path.display().to_string();
        let check = check(policy, &["--grain", grain, "--rejects", &path]);
        assert_eq!(object(&check["ledger"]["rejected"]).len(), codes.min(1), "{policy}");
        let text = std::fs::read_to_string(&path).expect("the rejected rows");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let head = reader.headers().expect("a header").clone();
        let column = |name: &str| head.iter().position(|other| other == name).expect("a column");
        let (id, reason) = (column("dossier_id"), column("reason"));
        let records = reader.records().map(|record| record.expect("a record"));
        let rejected: Vec<(String, String)> =
            records.map(|record| (record[id].to_owned(), record[reason].to_owned())).collect();
        let wanted = expected["result_before_received_codes"].as_array().expect("a list");
        let wanted = wanted.iter().take(codes).filter_map(Value::as_str);
        let wanted: Vec<(String, String)> =
            wanted.map(|id| (id.to_owned(), "finished_before_received".to_owned())).collect();
        assert_eq!(rejected, wanted, "{policy}, {grain}");
    }
}
