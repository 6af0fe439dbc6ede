//! The page for leaders: the same figures as everywhere, plans held against them, and nothing said beyond the limits.

use serde_json::Value;

use super::Written;
use crate::support::answer;

fn report(arguments: &[&str]) -> Value {
    let written = Written::new(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&written.bytes("so-lieu.json")).expect("JSON")
}

fn figure<'a>(report: &'a Value, indicator: &str) -> &'a Value {
    let figures = report["brief"]["figures"].as_array().expect("figures");
    figures.iter().find(|one| one["indicator"] == indicator).expect("a figure")
}

#[test]
fn plans_are_held_against_the_figures_of_their_unit_and_period() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chi-tieu.csv");
    let plans = "Đơn vị,Chỉ tiêu,Kỳ,Kế hoạch,So sánh\n\
                 ,Tỷ lệ đúng hạn,2024,95%,Ít nhất\n\
                 ,online_rate,2024,50%,Ít nhất\n\
                 ,Hồ sơ giải quyết quá hạn,2024-02,1,Không quá\n\
                 ,Hồ sơ tiếp nhận,2024,400,Ít nhất\n\
                 Sở không có,Hồ sơ tiếp nhận,2024,1,Ít nhất\n\
                 ,Hồ sơ đã giải quyết,2023,1,Ít nhất\n\
                 ,Chỉ tiêu không ai đếm,2024,90%,Ít nhất\n";
    std::fs::write(&path, plans).expect("written");
    let path = path.to_str().expect("a UTF-8 path");
    let report = report(&["tests/data/sample", "--period", "2024-02", "--targets", path]);
    let told = |indicator| {
        let one = figure(&report, indicator);
        (one["plan"].as_str().unwrap_or_default(), one["evaluation"].as_str().unwrap_or_default())
    };
    let (plan, evaluation) = told("Tỷ lệ đúng hạn (gồm trước hạn)");
    assert!(plan == "từ 95,00%" && evaluation.starts_with("✗ chưa đạt kế hoạch"), "{evaluation}");
    let (plan, evaluation) = told("Tỷ lệ tiếp nhận trực tuyến");
    assert!(plan == "từ 50,00%" && evaluation.starts_with("✓ đạt kế hoạch"), "{evaluation}");
    let (plan, evaluation) = told("Hồ sơ giải quyết quá hạn");
    assert!(plan == "không quá 1" && evaluation.starts_with("✗ chưa đạt kế hoạch"), "{evaluation}");
    let (plan, evaluation) = told("Hồ sơ tiếp nhận");
    assert!(
        plan == "từ 400" && evaluation == "▼ giảm",
        "a year's amount judges no month: {evaluation}"
    );
    assert_eq!(told("Hồ sơ đã giải quyết").0, "", "the plan of another year");
    let notes = report["notes"].as_array().expect("notes");
    let unknown = notes.iter().find(|note| note["subject"] == "Kế hoạch").expect("a note");
    assert!(unknown["text"].as_str().expect("text").ends_with(": Chỉ tiêu không ai đếm."));
}

#[test]
fn figures_of_the_page_are_those_of_stats() {
    let data = ["examples/thai-binh/2024", "--period", "2024-06"];
    let report = report(&data);
    let stats = answer(&[&["stats"], &data[..], &["--format", "json", "--quiet"]].concat(), 0);
    let stats: Value = serde_json::from_str(&stats).expect("JSON");
    let row = &stats["total"]["counts"];
    for (indicator, count) in [
        ("Hồ sơ tiếp nhận", "received"),
        ("Hồ sơ đã giải quyết", "resolved"),
        ("Hồ sơ giải quyết quá hạn", "late"),
        ("Hồ sơ đang giải quyết đã quá hạn", "closing_overdue"),
    ] {
        let shown = figure(&report, indicator)["reached"].as_str().expect("a count");
        assert_eq!(shown.replace('.', ""), row[count].to_string(), "{indicator}");
    }
    let sentences = report["brief"]["sentences"].as_array().expect("sentences");
    assert!((3..=7).contains(&sentences.len()), "{sentences:?}");
    let first = sentences[0].as_str().expect("a sentence");
    assert!(
        first.starts_with("Hồ sơ đang giải quyết đã quá hạn: 25, tăng 17 so với 8 của"),
        "{first}"
    );
}

#[test]
fn a_rate_inside_its_limits_is_neither_better_nor_worse() {
    let report = report(&["examples/thai-binh/2024", "--period", "2024-09"]);
    let evaluations = |key: &str| -> Vec<String> {
        let headlines = report["headlines"].as_array().expect("headlines");
        let of_key = headlines.iter().find(|one| one["key"] == key).expect("a headline");
        let changes = of_key["changes"].as_array().expect("changes").iter();
        changes.map(|one| one["evaluation"].as_str().expect("a word").to_owned()).collect()
    };
    let tables = report["tables"].as_array().expect("tables");
    let compared = tables.iter().find(|table| table["id"] == "comparison").expect("a comparison");
    let lines = compared["lines"].as_array().expect("lines");
    let on_time = lines.iter().find(|line| line["position"].is_string()).expect("a position");
    assert!(on_time["position"].as_str().expect("text").starts_with("trong giới hạn"), "{on_time}");
    assert_eq!(evaluations("on_time_rate")[0], "ordinary");
}

#[test]
fn a_unit_is_told_where_it_stands_among_units_of_like_volume() {
    let data = ["examples/thai-binh/2024", "--period", "2024-06", "--each", "unit"];
    let written = Written::new(&[&data[..], &["--format", "json"]].concat());
    let unit = written.bytes("don-vi/so-y-te/so-lieu.json");
    let unit: Value = serde_json::from_slice(&unit).expect("JSON");
    let sentences = unit["brief"]["sentences"].as_array().expect("sentences");
    let place = sentences.iter().filter_map(Value::as_str).find(|one| one.contains("xếp thứ"));
    assert!(
        place.expect("a place").contains("đơn vị sở, ngành có số hồ sơ tương đương"),
        "{place:?}"
    );
    let named = serde_json::to_string(&unit["brief"]).expect("JSON");
    assert!(
        !named.contains("Sở Nội vụ") && !named.contains("UBND"),
        "nothing of other units: {named}"
    );
}

#[test]
fn every_table_of_a_report_has_a_name_that_templates_know() {
    let report = report(&["examples/thai-binh/2024", "--period", "2024-06", "--index", "766-nhom"]);
    for table in report["tables"].as_array().expect("tables") {
        let id = table["id"].as_str().expect("an id");
        let is_of_a_comparison = id.starts_with("comparison_");
        assert!(cchc::answers::publication::TABLES.contains(&id) || is_of_a_comparison, "{id}");
    }
}
