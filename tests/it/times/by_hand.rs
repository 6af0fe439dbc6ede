//! Nine dossiers whose times were counted on a paper calendar.

use serde_json::{Value, json};

use crate::support::{answer, json, run};

const LOG: &str = "tests/data/times/ho-so.csv";
const PROFILE: &str = "tests/data/times/anh-xa.toml";

/// The answer about the nine months of 2024, with more options.
fn times(options: &[&str]) -> Value {
    let fixed = ["times", LOG, "--profile", PROFILE, "--period", "2024-9M"];
    json(&[&fixed, &["--format", "json", "--advice", "--distribution"][..], options].concat())
}

/// Median, 90 %, and sum and number behind the mean.
fn days(record: &Value) -> [Option<u64>; 4] {
    let mean = &record["mean"];
    [&record["median"], &record["p90"], &mean["num"], &mean["den"]].map(Value::as_u64)
}

#[test]
fn times_are_those_counted_by_hand() {
    let total = times(&[])["total"].clone();
    // Working days 1 (over Tết), 5 (over 30 April, with a worked Saturday), 3 and 0.
    assert_eq!(total["resolved"]["dossiers"], 4);
    assert_eq!(days(&total["resolved"]["working_days"]), [1, 5, 9, 4].map(Some));
    assert_eq!(days(&total["resolved"]["calendar_days"]), [5, 11, 24, 4].map(Some));
    // Due 2 May, finished 6 May; due Saturday 7 September, finished 10 September.
    assert_eq!(total["late"]["dossiers"], 2);
    assert_eq!(days(&total["late"]["working_days"]), [2, 3, 5, 2].map(Some));
    assert_eq!(days(&total["late"]["calendar_days"]), [3, 4, 7, 2].map(Some));
    // 1 of 1, 5 of 2, 3 of 3, 0 of 2; hours are no days.
    let used = |num, den| json!({"num": num, "den": den});
    for (term, dossiers, share) in
        [("statutory_time", 4, used(9, 8)), ("committed_time", 1, used(5, 1))]
    {
        assert_eq!(total[term]["dossiers"], dossiers);
        let of = |key: &str| total[term]["share"][key].clone();
        assert_eq!(json!({"num": of("num"), "den": of("den")}), share);
    }
    // Ages 6, 19, 1 and 2; the paused one is old, and not due.
    let open = &total["open"];
    assert_eq!(open["dossiers"], 4);
    assert_eq!(days(&open["working_days"]), [2, 19, 28, 4].map(Some));
    assert_eq!(days(&open["calendar_days"]), [4, 31, 48, 4].map(Some));
    assert_eq!(open["due_within"], json!({"working_days": 5, "dossiers": 2}));
    let bands: Vec<u64> = open["age_bands"]
        .as_array()
        .expect("bands")
        .iter()
        .map(|band| band["dossiers"].as_u64().expect("a count"))
        .collect();
    assert_eq!(bands, [2, 1, 1, 0, 0]);
    let within = |days: &str| {
        times(&["--due-within", days])["total"]["open"]["due_within"]["dossiers"].clone()
    };
    assert_eq!([within("0"), within("1"), within("2")], [1, 1, 2].map(Value::from));
}

#[test]
fn the_distribution_and_the_advice_are_those_counted_by_hand() {
    let total = times(&[])["total"].clone();
    let counted: Vec<String> = total["distribution"]
        .as_array()
        .expect("bands")
        .iter()
        .filter(|band| band["dossiers"] != 0)
        .map(|band| format!("{}-{}: {}", band["from"], band["to"], band["dossiers"]))
        .collect();
    assert_eq!(counted, ["0-0: 1", "1-1: 1", "3-3: 1", "4-5: 1"]);
    let difference = |dossiers: u64, days: Option<u32>| json!({"dossiers": dossiers, "median": days, "max": days});
    assert_eq!(
        total["advice"],
        json!({
            "dated": 8,
            // Saturday 7 September.
            "on_day_off": 1,
            "statutory": {
                "dossiers": 4,
                "equal": 3,
                "export_earlier": difference(1, Some(3)),
                "export_later": difference(0, None),
            },
            // Committed to 26 April, due 2 May.
            "committed": {
                "dossiers": 1,
                "equal": 0,
                "export_earlier": difference(0, None),
                "export_later": difference(1, Some(6)),
            },
        })
    );
}

#[test]
fn a_storm_day_of_a_place_changes_the_days_after_it() {
    let local = ["--calendar", "tests/data/times/lich-bao.toml"];
    let answer = times(&local);
    let expected = json!({"edition": "2026-11", "local": "Sở Nội vụ tỉnh X, 2024-09"});
    assert_eq!(answer["calendar"], expected);
    let total = &answer["total"];
    // Monday 9 September is off: 2 instead of 3 days, late by 1 instead of 2, an age of 18.
    assert_eq!(days(&total["resolved"]["working_days"]), [1, 5, 8, 4].map(Some));
    assert_eq!(days(&total["resolved"]["calendar_days"]), [5, 11, 24, 4].map(Some));
    assert_eq!(days(&total["late"]["working_days"]), [1, 3, 4, 2].map(Some));
    assert_eq!(days(&total["open"]["working_days"]), [2, 18, 27, 4].map(Some));
    assert_eq!(total["statutory_time"]["share"]["num"], 8);
    assert_eq!(total["advice"]["statutory"]["export_earlier"]["max"], 4);
}

#[test]
fn desks_that_open_on_saturdays_count_them_but_not_those_of_tet() {
    let answer = times(&["--calendar", "tests/data/times/lich-thu-bay.toml"]);
    let total = &answer["total"];
    // 1 (Saturday 10 February is Tết), 6 with 27 April, 4 with 7 September, 0.
    assert_eq!(days(&total["resolved"]["working_days"]), [1, 6, 11, 4].map(Some));
    assert_eq!(total["advice"]["on_day_off"], 0);
}

#[test]
fn groups_and_months_have_their_own_rows() {
    let fixed = ["times", LOG, "--profile", PROFILE, "--period", "2024-9M", "--format", "json"];
    let answer = json(&[&fixed[..], &["--by", "unit,month"]].concat());
    let rows = answer["rows"].as_array().expect("rows");
    let of = |unit: &str, month: &str| {
        rows.iter()
            .find(|row| row["group"] == json!({"unit": unit, "month": month}))
            .unwrap_or_else(|| panic!("{unit} {month}"))
    };
    let august = of("Sở Nội vụ", "2024-08");
    // Received on Friday 30 August, open on Saturday 31.
    assert_eq!(august["open"]["dossiers"], 1);
    assert_eq!(august["open"]["working_days"]["median"], 0);
    assert_eq!(august["resolved"]["dossiers"], 0);
    assert_eq!(august["resolved"]["working_days"]["median"], Value::Null);
    assert_eq!(august["resolved"]["working_days"]["mean"]["reason"], "no_dossiers");
    assert_eq!(of("Sở Tư pháp", "2024-05")["late"]["working_days"]["median"], 3);
    // What is open in several months stands once in the total.
    assert_eq!(answer["total"]["open"]["dossiers"], 4);
    assert!(answer.get("advice").is_none() && answer["total"].get("distribution").is_none());
}

#[test]
fn a_log_without_terms_and_due_dates_has_no_value_instead_of_nought() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv");
    let text = "Mã hồ sơ,Ngày tiếp nhận,Ngày kết thúc xử lý\nA1,03/06/2030,05/06/2030\n";
    std::fs::write(&path, text).expect("written");
    let path = path.to_str().expect("a UTF-8 path");
    let answer = json(&["times", path, "--by", "month", "--format", "json"]);
    let total = &answer["total"];
    assert_eq!(total["resolved"]["working_days"]["median"], 2);
    assert_eq!(total["late"]["dossiers"], Value::Null);
    assert_eq!(total["late"]["working_days"]["mean"]["reason"], "not_in_export");
    assert_eq!(total["statutory_time"]["share"]["reason"], "not_in_export");
    assert_eq!(total["open"]["due_within"]["dossiers"], Value::Null);
    // No holiday of 2030 is known.
    assert_eq!(answer["years_by_weekends"], json!([2030]));
    let table = crate::support::answer(&["times", path, "--by", "month", "--lang", "en"], 0);
    assert!(table.contains("judged mostly by weekends: 2030."), "{table}");
}

#[test]
fn every_format_shows_the_same_figures_in_both_languages() {
    let fixed = ["times", LOG, "--profile", PROFILE, "--period", "2024-9M", "--quiet"];
    let shown = |options: &[&str]| answer(&[&fixed[..], options].concat(), 0);
    let csv = shown(&["--format", "csv", "--advice", "--distribution"]);
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a head");
    let row = lines.find(|row| row[0] == "Sở Nội vụ").expect("the row of a unit");
    for (name, value) in [
        ("resolved", "1"),
        ("resolved_working_days_median", "3"),
        ("late_calendar_days_p90", "3"),
        ("open", "2"),
        ("open_working_days_sum", "25"),
        ("open_working_days_11_30", "1"),
        ("due_within_5", "1"),
        ("resolved_working_days_3", "1"),
        ("due_on_day_off", "1"),
        ("committed_share", ""),
        ("calendar_edition", "2026-11"),
    ] {
        let place = head.iter().position(|head| *head == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(row[place], value, "{name}");
    }
    let vi = shown(&["--advice", "--distribution", "--format", "md", "--lang", "vi"]);
    for text in ["Thời gian giải quyết hồ sơ", "Hẹn vào ngày nghỉ", "Lịch làm việc: phiên bản"]
    {
        assert!(vi.contains(text), "{text}\n{vi}");
    }
    let md = shown(&["--format", "md", "--lang", "en"]);
    assert!(md.contains("| **Total** | **4** | **1** | **5** | **2.3** |"), "{md}");
    let alias = run(&["thoi-gian", LOG, "--quiet"]);
    assert_eq!(alias.status.code(), Some(0));
}
