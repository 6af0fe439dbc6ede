//! The series from logs, from tallies and from an archive; months that do not go together.

use std::fmt::Write;
use std::path::Path;

use crate::support::{answer, json, run};

const LOG: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";

/// The tallies of a month in a folder of an archive.
fn keep(archive: &Path, month: &str, more: &[&str]) {
    let folder = archive.join(month);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("tally.json");
    let path = path.to_str().expect("a UTF-8 path");
    answer(&[&["tally", LOG, "--period", month, "--output", path][..], more].concat(), 0);
}

#[test]
fn an_archive_says_what_the_log_says() {
    let archive = tempfile::tempdir().expect("a folder");
    for month in ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"] {
        keep(archive.path(), month, &[]);
    }
    let path = archive.path().to_str().expect("a UTF-8 path");
    for every in ["month", "quarter", "year"] {
        let more = ["--every", every, "--by", "unit", "--format", "json"];
        let mut of_archive = json(&[&["series", path][..], &more].concat());
        let mut of_log = json(&[&["series", LOG, "--period", "2024-H1"][..], &more].concat());
        // Which units tell something is known of logs only.
        let presence = of_log.as_object_mut().and_then(|record| record.remove("presence"));
        assert!(presence.is_some());
        for record in [&mut of_archive, &mut of_log] {
            record.as_object_mut().and_then(|record| record.remove("coverage"));
        }
        assert_eq!(of_archive, of_log, "{every}");
    }
    let quarters = json(&["series", path, "--every", "quarter", "--format", "json"]);
    let stats = json(&["stats", LOG, "--period", "2024-Q2", "--format", "json"]);
    let values = &quarters["lines"][0]["values"];
    assert_eq!(values[1], stats["total"]["rates"]["on_time_rate"]);
    assert_eq!(quarters["steps"][1]["is_whole"], true);
    let year = json(&["series", path, "--every", "year", "--format", "json"]);
    assert_eq!(year["steps"][0]["label"], "2024");
    assert_eq!(year["steps"][0]["is_whole"], false);
}

#[test]
fn a_missing_month_is_a_gap_and_a_restated_one_is_marked() {
    let archive = tempfile::tempdir().expect("a folder");
    for month in ["2024-02", "2024-04", "2024-05"] {
        keep(archive.path(), month, &[]);
    }
    let record = r#"{"restatements": [{}], "options": {"definition": ["resolved"]}}"#;
    std::fs::write(archive.path().join("2024-05/run.json"), record).expect("written");
    // What a month was before is no month of its own.
    keep(&archive.path().join("2024-05/restated"), "2024-05", &[]);
    let path = archive.path().to_str().expect("a UTF-8 path");
    let series = json(&["series", path, "--format", "json"]);
    let steps = series["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 4);
    assert_eq!(steps[1]["missing"][0], "2024-03");
    assert_eq!(series["lines"][0]["values"][1], serde_json::Value::Null);
    assert_eq!(steps[3]["restated"][0], "2024-05");
    let text = answer(&["series", path, "--lang", "vi"], 0);
    assert!(text.contains("thiếu 2024-03") && text.contains("đã tính lại 2024-05"), "{text}");
}

#[test]
fn rules_do_not_mix_silently() {
    let archive = tempfile::tempdir().expect("a folder");
    keep(archive.path(), "2024-04", &[]);
    keep(archive.path(), "2024-05", &["--period-rule", "decree"]);
    let path = archive.path().to_str().expect("a UTF-8 path");
    let output = run(&["series", path]);
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("2024-04") && errors.contains("2024-05"), "{errors}");
    assert!(errors.contains("--allow-mixed"), "{errors}");
    let mixed = json(&["series", path, "--allow-mixed", "--format", "json"]);
    assert_eq!(mixed["steps"][1]["breaks"][0]["kind"], "period_rule");
    let text = answer(&["series", path, "--allow-mixed"], 0);
    assert!(text.contains("┆") && text.contains("quy tắc kỳ: calendar → decree"), "{text}");
    let period = run(&["series", path, "--period", "2024-05"]);
    assert_eq!(period.status.code(), Some(2), "the period is in the files");
}

#[test]
fn what_does_not_add_up_over_months_is_counted_for_the_longer_step() {
    let indicators = "on_time_rate_766,apology_rate,sat_766";
    for (every, periods) in
        [("quarter", &["2024-Q1", "2024-Q2"][..]), ("year", &["2024-H1"]), ("month", &["2024-01"])]
    {
        let more =
            ["--indicator", indicators, "--every", every, "--by", "unit", "--format", "json"];
        let series = json(&[&["series", LOG, "--period", "2024-H1"][..], &more].concat());
        for (place, period) in periods.iter().enumerate() {
            let columns = ["--columns", indicators, "--by", "unit", "--format", "json"];
            let stats = json(&[&["stats", LOG, "--period", period][..], &columns].concat());
            for line in series["lines"].as_array().expect("lines") {
                let id = line["indicator"].as_str().expect("an id");
                let counted = if line["is_total"] == true {
                    &stats["total"]["rates"][id]
                } else {
                    &stats["rows"][0]["rates"][id]
                };
                assert_eq!(line["values"][place]["num"], counted["num"], "{id} {period}");
                assert_eq!(line["values"][place]["reason"], counted["reason"], "{id} {period}");
            }
        }
    }
    // Archived months hold no dossiers.
    let archive = tempfile::tempdir().expect("a folder");
    for month in ["2024-01", "2024-02", "2024-03"] {
        keep(archive.path(), month, &[]);
    }
    let path = archive.path().to_str().expect("a UTF-8 path");
    let of = |every| {
        let more = ["--indicator", "on_time_rate_766", "--every", every, "--format", "json"];
        json(&[&["series", path][..], &more].concat())["lines"][0]["values"][0].clone()
    };
    assert_eq!(of("quarter")["reason"], "not_counted");
    assert!(of("month")["num"].as_u64().is_some_and(|num| num > 0));
}

#[test]
fn means_of_days_are_numbers_and_no_percentages() {
    const ASKED: [&str; 6] =
        ["series", LOG, "--period", "2024-H1", "--indicator", "avg_processing_time,backlog_age"];
    let machines = json(&[&ASKED[..], &["--format", "json"]].concat());
    for (place, month) in ["2024-01", "2024-02", "2024-06"].into_iter().enumerate() {
        let place = if place == 2 { 5 } else { place };
        let columns = ["--columns", "avg_processing_time,backlog_age", "--format", "json"];
        let stats = json(&[&["stats", LOG, "--period", month][..], &columns].concat());
        for line in machines["lines"].as_array().expect("lines") {
            let id = line["indicator"].as_str().expect("an id");
            for part in ["num", "den", "value"] {
                let counted = &stats["total"]["rates"][id][part];
                assert_eq!(&line["values"][place][part], counted, "{id} {month} {part}");
            }
        }
    }
    for more in [&["--lang", "en"][..], &["--lang", "vi"], &["--lang", "en", "--by", "unit"]] {
        let text = answer(&[&ASKED[..], more].concat(), 0);
        let mean = &machines["lines"][0]["values"][5];
        let (num, den) = (mean["num"].as_u64(), mean["den"].as_u64());
        let hundredths = num.zip(den).map(|(num, den)| (200 * num + den) / (2 * den));
        let hundredths = hundredths.expect("a mean");
        let sign = if more.contains(&"vi") { "," } else { "." };
        let shown = format!("{}{sign}{:02}", hundredths / 100, hundredths % 100);
        assert!(text.contains(&shown), "{shown}: {text}");
        assert!(!text.contains('%') && !text.contains(" pp") && !text.contains("điểm %"), "{text}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("series.md");
    let path = file.to_str().expect("a UTF-8 path");
    answer(&[&ASKED[..], &["--output", path]].concat(), 0);
    assert!(std::fs::read_to_string(&file).is_ok_and(|text| !text.contains('%')));
}

/// A log of rows `received,due,finished`, all of one unit and online.
fn log(rows: &[[&str; 3]]) -> String {
    let mut text =
        "Mã hồ sơ,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"
            .to_owned();
    for (number, [received, due, finished]) in rows.iter().enumerate() {
        writeln!(text, "H{number:04},UBND xã Minh Khai,Trực tuyến,{received},{due},{finished}")
            .expect("memory");
    }
    text
}

/// The shares of the first line, step by step; nothing where the step has none.
fn shares(series: &serde_json::Value) -> Vec<Option<(u64, u64)>> {
    let values = series["lines"][0]["values"].as_array().expect("values");
    let share = |value: &serde_json::Value| Some((value["num"].as_u64()?, value["den"].as_u64()?));
    values.iter().map(share).collect()
}

/// A month in which nothing came in, or nothing was finished, is a month of the data.
#[test]
fn a_month_without_a_receipt_or_without_a_finish_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let usual = |month: u32| {
        [["03", "12", "08"], ["12", "21", "17"], ["20", "27", "25"]]
            .map(|days| days.map(|day| format!("{day}/{month:02}/2024")))
    };
    let slow = |month: u32, finish: &str| {
        usual(month).map(|[received, due, _]| [received, due, finish.to_owned()])
    };
    let online = ["--indicator", "online_rate", "--format", "json"];
    let three = Some((3, 3));
    // Nothing finished in March; nothing received in May; the first month without a finish.
    for (name, months, expected, quarters) in [
        (
            "giua",
            vec![usual(1), usual(2), slow(3, "15/04/2024"), usual(4), usual(5), usual(6)],
            vec![three; 6],
            vec![Some((9, 9)), Some((9, 9))],
        ),
        (
            "vang",
            vec![usual(1), usual(2), usual(3), slow(4, "20/05/2024"), usual(6)],
            vec![three, three, three, three, Some((0, 0)), three],
            vec![Some((9, 9)), Some((6, 6))],
        ),
        (
            "dau",
            vec![slow(1, "05/02/2024"), usual(2), slow(3, "")],
            vec![three, three, three],
            vec![Some((9, 9))],
        ),
    ] {
        let rows: Vec<[String; 3]> = months.into_iter().flatten().collect();
        let rows: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[0], &*row[1], &*row[2]]).collect();
        let path = super::file(folder.path(), &format!("{name}.csv"), &log(&rows));
        let monthly = json(&[&["series", &path, "--period", "2024-H1"][..], &online].concat());
        assert_eq!(shares(&monthly), expected, "{name}");
        let steps = monthly["steps"].as_array().expect("steps");
        assert!(steps.iter().all(|step| step["missing"].as_array().is_none_or(Vec::is_empty)));
        let more = ["--every", "quarter"];
        let quarterly =
            json(&[&["series", &path, "--period", "2024-H1"][..], &more, &online].concat());
        assert_eq!(shares(&quarterly), quarters, "{name}");
    }
}

/// What was carried into an export is no month of its own, and a file that is missing leaves a gap.
#[test]
fn what_was_carried_in_is_no_month() {
    let folder = tempfile::tempdir().expect("a folder");
    let month = |month: u32, year: u32| {
        (1..=28).map(move |day| {
            [
                format!("{day:02}/{month:02}/{year}"),
                String::new(),
                format!("{day:02}/{month:02}/{year}"),
            ]
        })
    };
    let carried = [["10/11/2023", "", "05/01/2024"], ["20/12/2023", "", "08/01/2024"]];
    let carried = carried.map(|row| row.map(str::to_owned));
    // March is missing but for what April's export carries in.
    let late = ["28/03/2024", "", "02/04/2024"].map(str::to_owned);
    let rows: Vec<[String; 3]> = carried
        .into_iter()
        .chain(month(1, 2024))
        .chain(month(2, 2024))
        .chain([late])
        .chain(month(4, 2024))
        .collect();
    let rows: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[0], &*row[1], &*row[2]]).collect();
    let path = super::file(folder.path(), "so.csv", &log(&rows));
    let series = json(&["series", &path, "--indicator", "online_rate", "--format", "json"]);
    let steps = series["steps"].as_array().expect("steps");
    let labels: Vec<&str> = steps.iter().filter_map(|step| step["label"].as_str()).collect();
    assert_eq!(labels, ["2024-01", "2024-02", "2024-03", "2024-04"]);
    assert_eq!(steps[2]["missing"][0], "2024-03");
    let refused = run(&["compare", &path, "--period", "2024-01", "--with", "previous"]);
    assert_eq!(refused.status.code(), Some(3), "nothing is known of December");
    let refused = run(&["compare", &path, "--period", "2024-04", "--lang", "en"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("do not tell of all months"), "{told}");
}
