//! What months printed of other months: told when it is out of date, and made anew with its reason.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::office::{Office, rows};

/// March to May are archived; March is restated afterwards.
fn restated() -> Office {
    let office = Office::new();
    for month in ["2024-03", "2024-04", "2024-05"] {
        office.talk(&["run", "--period", month], 0);
    }
    let mut march = rows(3);
    march.push("H-03-99;Đăng ký khai sinh;Xã Yên Phú;Trực tuyến;03/03/2024;10/03/2024;29/03/2024;Đã trả kết quả\n".to_owned());
    office.write_month(3, &march);
    office
}

const RESTATE: [&str; 5] = ["run", "--period", "2024-03", "--restate", "nộp bổ sung"];

#[test]
fn a_restatement_names_the_months_that_compare_with_it() {
    let office = restated();
    let talk = office.talk(&RESTATE, 0);
    // April compares with March; May has it among the months of its limits alone.
    assert!(talk.contains("so sánh với 2024-03 đã in trong 2024-04"), "{talk}");
    assert!(talk.contains("giới hạn kiểm soát in trong 2024-05"), "{talk}");
    let verified = office.json(&["verify", "--format", "json"], 3);
    let months = verified["months"].as_array().expect("months");
    // The flat folder has another March file now, so April and May cannot be counted again.
    assert_eq!(months[1]["stale"][0]["period"], "2024-03", "{verified}");
    assert_eq!(months[1]["stale"][0]["used_for"], "comparison");
    assert_eq!(months[1]["stale"][0]["reasons"], json!(["nộp bổ sung"]));
    assert_eq!(months[2]["stale"][0]["used_for"], "limits");
    assert_eq!(months[0]["stale"], serde_json::Value::Null);
    let text = office.answer(&["verify"], 3);
    assert!(text.contains("cchc run --refresh 2024-04 2024-05"), "{text}");
}

#[test]
fn a_refresh_renews_the_comparison_and_nothing_else() {
    let office = restated();
    office.talk(&RESTATE, 0);
    let before = office.written();
    let talk = office.talk(&["run", "--refresh", "2024-04"], 0);
    assert!(talk.contains("2024-04") && talk.contains("nộp bổ sung"), "{talk}");
    let after = office.written();
    let changed: Vec<&String> =
        after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    let expected = [
        "bao-cao/2024-04/manifest.json",
        "bao-cao/2024-04/so-sanh.json",
        "bao-cao/2024-04/so-sanh.md",
        "luu-tru/.published.json",
        "luu-tru/2024-04/bao-cao/so-sanh.json",
        "luu-tru/2024-04/bao-cao/so-sanh.md",
        "luu-tru/2024-04/manifest.json",
        "luu-tru/2024-04/refreshed/1/so-sanh.json",
        "luu-tru/2024-04/refreshed/1/so-sanh.md",
        "luu-tru/2024-04/run.json",
    ];
    assert!(changed.iter().all(|name| expected.contains(&name.as_str())), "{changed:?}");
    assert_eq!(
        before["luu-tru/2024-04/bao-cao/so-sanh.md"],
        after["luu-tru/2024-04/refreshed/1/so-sanh.md"]
    );
    let record = office.record("luu-tru/2024-04/run.json");
    assert_eq!(record["refreshed"][0]["because"][0]["reasons"], json!(["nộp bổ sung"]));
    // By hand: March had 8 of 9 in time, and has one late dossier more.
    let text = String::from_utf8(after["bao-cao/2024-04/so-sanh.md"].clone()).expect("text");
    assert!(text.contains("80,00%") && text.contains("8/10"), "{text}");
    // All that are left, then none.
    assert!(office.talk(&["run", "--refresh"], 0).contains("2024-05"));
    assert!(office.talk(&["run", "--refresh"], 0).contains("Không có so sánh nào"));
    assert!(office.talk(&["run", "--refresh", "2031-01"], 2).contains("2031-01"));
}

#[test]
fn a_run_of_a_month_that_stands_says_that_its_comparison_does_not() {
    let office = Office::new();
    let settings = super::office::SETTINGS.replace("\"xuat\"", "\"xuat/thang-{period}\"");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    for month in [3, 4] {
        let folder = office.path(&format!("xuat/thang-2024-{month:02}"));
        std::fs::create_dir(&folder).expect("made");
        std::fs::rename(office.path(&format!("xuat/thang-{month:02}.csv")), folder.join("a.csv"))
            .expect("moved");
        let period = format!("2024-{month:02}");
        office.talk(&["run", "--period", &period, "--accept-missing"], 0);
    }
    let path = office.path("xuat/thang-2024-03/a.csv");
    let text = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, text.replacen("Trực tuyến", "Trực tiếp", 1)).expect("written");
    office.talk(&[&RESTATE[..], &["--accept-missing"]].concat(), 0);
    let talk = office.talk(&["run", "--period", "2024-04", "--accept-missing"], 0);
    assert!(talk.contains("Không đổi"), "{talk}");
    assert!(talk.contains("cảnh báo") && talk.contains("--refresh 2024-04"), "{talk}");
    // The figures are the same to the last digit, and what was printed beside them is not.
    let verified = office.json(&["verify", "2024-04", "--format", "json"], 1);
    assert_eq!(verified["months"][0]["state"], "same");
    assert_eq!(verified["months"][0]["stale"][0]["period"], "2024-03");
    office.answer(&["verify", "2024-03"], 0);
    office.answer(&["verify"], 1);
    office.talk(&["run", "--refresh"], 0);
    office.answer(&["verify"], 0);
}

#[test]
fn a_longer_period_is_told_to_be_counted_again() {
    let office = restated();
    office.talk(&["run", "--period", "2024-06"], 0);
    // The quarter of April to June holds none of March; the first one does.
    let mut march = rows(3);
    march.truncate(9);
    office.write_month(3, &march);
    office.talk(&["run", "--period", "2024-03", "--restate", "bớt một dòng"], 0);
    office.talk(&["run", "--period", "2024-Q1"], 0);
    office.write_month(3, &rows(3));
    let talk = office.talk(&["run", "--period", "2024-03", "--restate", "thêm lại"], 0);
    assert!(talk.contains("cchc run --period 2024-Q1 --restate"), "{talk}");
    let talk = office.talk(&["run", "--refresh", "2024-Q1"], 0);
    assert!(talk.contains("chỉ đổi khi đếm lại"), "{talk}");
}

#[test]
fn a_removed_month_stays_published() {
    let office = Office::new();
    let settings = super::office::SETTINGS.replace("\"luu-tru\"", "\"luu-tru\"\nkeep_months = 1");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    for month in ["2024-03", "2024-04"] {
        office.talk(&["run", "--period", month], 0);
    }
    assert!(!office.path("luu-tru/2024-03").exists());
    // The same once more is no other month; nothing has to be explained.
    let talk = office.talk(&["run", "--period", "2024-03"], 0);
    assert!(talk.contains("Báo cáo giữ nguyên"), "{talk}");
    office.talk(&["run", "--period", "2024-04"], 0);
    assert!(!office.path("luu-tru/2024-03").exists());
    let published = office.written();
    let mut march = rows(3);
    march.push("H-03-99;Đăng ký khai sinh;Xã Yên Phú;Trực tuyến;03/03/2024;10/03/2024;29/03/2024;Đã trả kết quả\n".to_owned());
    office.write_month(3, &march);
    let talk = office.talk(&["run", "--period", "2024-03"], 5);
    assert!(talk.contains("đã công bố") && talk.contains("Tiếp nhận 10 → 11"), "{talk}");
    // The units of a removed month are told as those of any other; by hand: Xã Yên Phú had three in March.
    let unit = "Xã Yên Phú: Tiếp nhận 3 → 4, Đã giải quyết 3 → 4, Quá hạn 1 → 2";
    assert!(talk.contains(unit) && !talk.contains("Xã An Bình"), "{talk}");
    assert!(published == office.written());
    let verified = office.output(&["verify", "--format", "json"]);
    let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    assert_eq!(verified["months"][0]["period"], "2024-03", "{verified}");
    assert_eq!(verified["months"][0]["state"], "removed", "{verified}");
    office.talk(&RESTATE, 0);
    let record = office.record("luu-tru/2024-03/run.json");
    assert_eq!(record["restatements"][0]["reason"], "nộp bổ sung");
    let moved = json!({ "unit": "Xã Yên Phú", "count": "received", "before": 3, "after": 4 });
    assert_eq!(record["restatements"][0]["moved"][0], moved);
    // What was restated is remembered when it goes again.
    office.talk(&["run", "--period", "2024-04", "--restate", "cùng dữ liệu"], 0);
    let register = office.record("luu-tru/.published.json");
    assert_eq!(register["periods"]["2024-03"]["is_removed"], true, "{register}");
    assert_eq!(register["periods"]["2024-03"]["restatements"][0]["reason"], "nộp bổ sung");
    // A month that vanished without being removed is missing.
    std::fs::remove_dir_all(office.path("luu-tru/2024-04")).expect("removed");
    let verified = office.json(&["verify", "2024-04", "--format", "json"], 3);
    assert_eq!(verified["months"][0]["state"], "missing", "{verified}");
}

/// A register of an older version remembers no units: the whole is told, and that units cannot be.
#[test]
fn a_removed_month_without_units_is_told_as_a_whole() {
    let office = Office::new();
    let settings = super::office::SETTINGS.replace("\"luu-tru\"", "\"luu-tru\"\nkeep_months = 1");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    for month in ["2024-03", "2024-04"] {
        office.talk(&["run", "--period", month], 0);
    }
    let mut register = office.record("luu-tru/.published.json");
    let march = register["periods"]["2024-03"].as_object_mut().expect("an object");
    march.remove("units").expect("a newer field");
    std::fs::write(office.path("luu-tru/.published.json"), register.to_string()).expect("written");
    office.write_month(3, &rows(3)[1..]);
    let talk = office.talk(&["run", "--period", "2024-03"], 5);
    assert!(talk.contains("Tiếp nhận 10 → 9"), "{talk}");
    assert!(talk.contains("không còn số liệu từng đơn vị") && !talk.contains("Xã "), "{talk}");
}

/// Months that an older version archived do not say what they compared with: what they printed tells.
#[test]
fn a_month_of_an_older_version_is_out_of_date_too() {
    let office = restated();
    let path = office.path("luu-tru/2024-04/run.json");
    let mut record = office.record("luu-tru/2024-04/run.json");
    let fields = record.as_object_mut().expect("an object");
    for key in ["counts_sha256", "stands_on"] {
        fields.remove(key).expect("a newer field");
    }
    std::fs::write(&path, serde_json::to_string_pretty(&record).expect("JSON") + "\n")
        .expect("written");
    let text = std::fs::read(&path).expect("there");
    let mut manifest = office.record("luu-tru/2024-04/manifest.json");
    for file in manifest["files"].as_array_mut().expect("files") {
        if file["path"] == "run.json" {
            file["sha256"] = json!(cchc::read::hexadecimal(&Sha256::digest(&text)));
            file["bytes"] = json!(text.len());
        }
    }
    std::fs::write(office.path("luu-tru/2024-04/manifest.json"), manifest.to_string())
        .expect("written");
    let stale = |office: &Office| {
        let verified = office.output(&["verify", "2024-04", "--format", "json"]);
        let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
        verified["months"][0]["stale"].clone()
    };
    assert_eq!(stale(&office), serde_json::Value::Null);
    let talk = office.talk(&RESTATE, 0);
    assert!(talk.contains("so sánh với 2024-03 đã in trong 2024-04"), "{talk}");
    assert_eq!(stale(&office)[0]["reasons"], json!(["nộp bổ sung"]));
    office.talk(&["run", "--refresh", "2024-04"], 0);
    assert_eq!(stale(&office), serde_json::Value::Null);
}
