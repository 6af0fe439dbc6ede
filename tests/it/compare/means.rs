//! A rate and a mean compared together: numbers with their unit, worked by hand, in every format.

use insta::{Settings, assert_snapshot};
use serde_json::Value;

use super::{file, near};
use crate::support::{answer, json, run};

const HEADER: &str = "Mã hồ sơ,Tên thủ tục hành chính,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n";

/// Dossiers of May or June 2024, each so many working days after Monday 6 May or Monday 3 June; late behind
/// five days. Neither month has a holiday between its days.
fn rows(month: u32, unit: &str, procedure: &str, days: &[u32]) -> String {
    let row = |(number, days): (usize, &u32)| {
        let first = if month == 5 { 6 } else { 3 };
        // Five working days are a week.
        let after = |days: u32| first + days / 5 * 7 + days % 5;
        let id = format!("{month}-{unit}-{procedure}-{number}");
        let [received, due, finished] =
            [0, 5, *days].map(|days| format!("{:02}/{month:02}/2024", after(days)));
        format!("{id},{procedure},{unit},Trực tuyến,{received},{due},{finished},Đã trả kết quả\n")
    };
    days.iter().enumerate().map(row).collect()
}

/// May: An 2 and 4 days for x, 10 for y; Bình 6 for x. June: An 1 and 3 for x, 8 and 12 for y; Bình 9 for x.
fn log() -> String {
    [
        HEADER.to_owned(),
        rows(5, "UBND xã An", "x", &[2, 4]),
        rows(5, "UBND xã An", "y", &[10]),
        rows(5, "UBND xã Bình", "x", &[6]),
        rows(6, "UBND xã An", "x", &[1, 3]),
        rows(6, "UBND xã An", "y", &[8, 12]),
        rows(6, "UBND xã Bình", "x", &[9]),
    ]
    .concat()
}

const BOTH: &str = "on_time_rate,avg_processing_time";

fn compared(folder: &std::path::Path, more: &[&str]) -> Vec<String> {
    let log = file(folder, "log.csv", &log());
    let fixed = ["compare", &log, "--period", "2024-06", "--indicator", BOTH, "--quiet"];
    [&fixed[..], more].concat().into_iter().map(str::to_owned).collect()
}

fn told(folder: &std::path::Path, more: &[&str]) -> String {
    let arguments = compared(folder, more);
    answer(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), 0)
}

fn rate<'a>(record: &'a Value, id: &str) -> &'a Value {
    let rates = record["comparisons"][0]["rates"].as_array().expect("rates");
    rates.iter().find(|rate| rate["id"] == id).expect(id)
}

#[test]
fn a_mean_is_taken_apart_ranked_and_told_in_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = compared(folder.path(), &["--format", "json"]);
    let record = json(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let mean = rate(&record, "avg_processing_time");
    assert_eq!(mean["quantity"], "days");
    // May 22 days of 4 dossiers, June 33 of 5.
    let total = &mean["total"];
    assert_eq!((&total["earlier"]["num"], &total["earlier"]["den"]), (&22.into(), &4.into()));
    assert_eq!((&total["later"]["num"], &total["later"]["den"]), (&33.into(), &5.into()));
    assert!(near(&total["change"], 6.6 - 5.5), "{total}");
    for nothing in ["change_low", "change_high", "limits"] {
        assert_eq!(total[nothing], Value::Null, "{nothing}");
    }
    // x: 12 of 3 and 13 of 3, weights ¾ and ⅗; y: 10 of 1 and 20 of 2, weights ¼ and ⅖.
    let effects = &total["effects"][0];
    assert_eq!(effects["over"], "procedure");
    let by_results = 0.5 * (0.75 + 0.6) * (13.0 / 3.0 - 4.0);
    assert!(near(&effects["rate"], by_results), "{effects}");
    assert!(near(&effects["mix"], 1.1 - by_results), "{effects}");
    // Fewer days are better: Bình had the longer time in both months.
    let ranks = mean["ranks"].as_array().expect("ranks");
    let ranks: Vec<_> =
        ranks.iter().map(|one| (&one["unit"], &one["earlier"], &one["later"])).collect();
    let [an, binh] = ["UBND xã An", "UBND xã Bình"].map(Value::from);
    assert_eq!(ranks, [(&an, &1.into(), &1.into()), (&binh, &2.into(), &2.into())]);
    let rate = rate(&record, "on_time_rate");
    assert_eq!(rate["quantity"], "share");
    // May 2 of 4 on time, June 2 of 5.
    assert!(near(&rate["total"]["change"], 0.4 - 0.5), "{rate}");
    assert!(rate["total"]["change_low"].is_number());
}

/// Two units, one of them new: the mean of those of both alone.
#[test]
fn like_for_like_holds_of_means() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log() + &rows(6, "UBND xã Mới", "x", &[1, 1, 1]);
    let log = file(folder.path(), "log.csv", &log);
    let compare = ["compare", &log, "--period", "2024-06", "--indicator", "avg_processing_time"];
    let record = json(&[&compare[..], &["--format", "json"]].concat());
    let mean = rate(&record, "avg_processing_time");
    assert!(near(&mean["total"]["change"], 36.0 / 8.0 - 5.5), "{mean}");
    assert!(near(&mean["like_for_like"]["change"], 1.1), "{mean}");
    let text = answer(&compare, 0).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Chỉ tính 2 đơn vị có ở cả hai kỳ: tăng 1,10 ngày"), "{text}");
}

#[test]
fn a_mixed_comparison_says_the_unit_of_every_figure() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| {
        for lang in ["vi", "en"] {
            let text = told(folder.path(), &["--lang", lang]);
            assert_snapshot!(format!("compare-means-{lang}"), text);
        }
        assert_snapshot!("compare-means-md", told(folder.path(), &["--format", "md"]));
        assert_snapshot!("compare-means-csv", told(folder.path(), &["--format", "csv"]));
    });
}

/// Files show the same numbers: cells of a workbook are numbers that say their unit.
#[test]
fn files_of_a_mixed_comparison_have_days_and_points() {
    let folder = tempfile::tempdir().expect("a folder");
    for ending in ["xlsx", "docx", "html"] {
        let to = folder.path().join(format!("so-sanh.{ending}")).display().to_string();
        told(folder.path(), &["--output", &to]);
        if ending == "html" {
            let page = std::fs::read_to_string(&to).expect("a page");
            for text in ["6,60 ngày", "+1,10 ngày", "−10,00 điểm %"] {
                assert!(page.contains(text), "{text}");
            }
            continue;
        }
        let inside = if ending == "xlsx" { "xl/styles.xml" } else { "word/document.xml" };
        let archive = std::fs::File::open(&to).expect("a file");
        let mut archive = zip::ZipArchive::new(archive).expect("an archive");
        let part = archive.by_name(inside).expect(inside);
        let text = std::io::read_to_string(part).expect("text");
        let expected =
            if ending == "xlsx" { "#,##0.00&quot; ngày&quot;" } else { "6,60\u{a0}ngày" };
        let is_there = text.contains(expected) || text.contains("6,60 ngày");
        assert!(is_there, "{ending}");
    }
}

/// Every name of the registry is taken; none is turned away for what it is told in.
#[test]
fn a_mean_without_a_value_gives_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = file(folder.path(), "log.csv", &log());
    let compare = ["compare", &log, "--period", "2024-06", "--format", "json", "--indicator"];
    for (id, reason) in [
        ("one_stop_time", "not_in_export"),
        ("one_stop_attitude", "not_in_export"),
        ("backlog_age", "no_dossiers"),
    ] {
        let record = json(&[&compare[..], &[id]].concat());
        let total = &rate(&record, id)["total"];
        assert_eq!((&total["change"], &total["reason"]), (&Value::Null, &reason.into()), "{id}");
    }
    let wrong = run(&[&compare[..], &["mean_time"]].concat());
    assert_eq!(wrong.status.code(), Some(2));
}
