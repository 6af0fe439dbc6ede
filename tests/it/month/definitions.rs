//! A definition that changes in mid-year: values are counted again by one, what was published stands beside them.

use serde_json::json;

use super::office::{Office, SETTINGS};

/// March is published by `resolved`, April by `overall`.
fn office() -> Office {
    let office = Office::new();
    office.talk(&["run", "--period", "2024-03"], 0);
    let settings = format!("{SETTINGS}[counting]\ndefinition = \"overall\"\n");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    office
}

#[test]
fn a_series_has_one_definition_and_says_what_was_published_by_another() {
    let office = office();
    office.talk(&["run", "--period", "2024-04"], 0);
    let series = office.json(&["series", "luu-tru", "--format", "json"], 0);
    assert_eq!(series["definition"], "overall");
    let march = &series["steps"][0];
    // By hand: of March 9 are closed, 8 of them in time.
    assert_eq!(march["published"][0]["month"], "2024-03");
    assert_eq!(march["published"][0]["definition"], "resolved");
    let rate = &march["published"][0]["on_time_rate"];
    assert_eq!((&rate["num"], &rate["den"]), (&json!(8), &json!(9)), "{march}");
    assert_eq!(series["steps"][1]["published"], json!([]));
    // The line itself is of one definition: nothing breaks it.
    assert_eq!(series["steps"][1]["breaks"], json!([]));
    let text = office.answer(&["series", "luu-tru"], 0);
    assert!(text.contains("đã công bố giá trị khác"), "{text}");
    assert!(
        text.contains("2024-03: tỷ lệ đúng hạn đã công bố là 88,89% (theo resolved)"),
        "{text}"
    );
    // By the other one it is April that was published otherwise.
    let back = ["series", "luu-tru", "--definition", "resolved", "--format", "json"];
    let series = office.json(&back, 0);
    assert_eq!(series["steps"][0]["published"], json!([]));
    assert_eq!(series["steps"][1]["published"][0]["definition"], "overall");
    // Lines of other rates have nothing to say of it.
    let online = ["series", "luu-tru", "--indicator", "online_rate", "--format", "json"];
    assert_eq!(office.json(&online, 0)["steps"][0]["published"], json!([]));
}

#[test]
fn a_comparison_says_what_was_published_of_the_month_before() {
    let office = office();
    let talk = office.talk(&["run", "--period", "2024-04"], 0);
    assert!(talk.contains("đã công bố 88,89% * theo resolved"), "{talk}");
    let text = std::fs::read_to_string(office.path("bao-cao/2024-04/so-sanh.md")).expect("there");
    assert!(text.contains("đã công bố là 88,89% (theo resolved)"), "{text}");
    let record = office.record("bao-cao/2024-04/so-sanh.json");
    assert_eq!(record["comparisons"][0]["earlier_published"]["definition"], "resolved");
    let both = ["compare", "luu-tru/2024-03", "luu-tru/2024-04", "--format", "json"];
    let compared = office.json(&both, 0);
    assert_eq!(compared["comparisons"][0]["earlier_published"]["definition"], "resolved");
    let same = office.json(&[&both[..], &["--definition", "resolved"]].concat(), 0);
    assert_eq!(same["comparisons"][0]["earlier_published"], serde_json::Value::Null);
}

#[test]
fn a_profile_that_changes_is_a_break_where_it_does() {
    let office = Office::new();
    office.talk(&["run", "--period", "2024-03"], 0);
    let profile = "name = \"he-thong\"\nlog = \"dossiers\"\n[columns]\ndossier_id = \"Mã hồ sơ\"\nresolving_unit = \"Đơn vị giải quyết\"\n\
                   channel = \"Hình thức nộp\"\nreceived_at = \"Ngày tiếp nhận\"\ndue_at = \"Ngày hẹn trả\"\nfinished_at = \"Ngày kết thúc xử lý\"\n";
    std::fs::write(office.path("he-thong.toml"), profile).expect("written");
    let settings =
        SETTINGS.replace("paths = [\"xuat\"]", "paths = [\"xuat\"]\nprofile = \"he-thong.toml\"");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    for month in ["2024-04", "2024-05"] {
        office.talk(&["run", "--period", month], 0);
    }
    let series = office.json(&["series", "luu-tru", "--format", "json"], 0);
    let kinds = |step: usize| -> Vec<String> {
        let breaks = series["steps"][step]["breaks"].as_array().expect("breaks");
        breaks.iter().filter_map(|one| Some(one["kind"].as_str()?.to_owned())).collect()
    };
    assert!(kinds(1).contains(&"profile".to_owned()), "{series}");
    assert_eq!(kinds(2), <[String; 0]>::default());
}
