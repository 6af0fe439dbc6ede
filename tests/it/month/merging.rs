//! Tallies of many places: the sum is what the logs give at once.

use cchc::domain::{Day, Period, PeriodRule, PeriodSpan};
use cchc::indicators::Definition;
use serde_json::json;

use super::office::Office;
use crate::support::{answer, json as stats_json, run};

const HEADER: &str = "Mã hồ sơ;Tên thủ tục;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n";

/// The log of one commune: as many dossiers as its number says, every third late.
fn log(commune: usize) -> String {
    let row = |number: usize| {
        let finish = if number.is_multiple_of(3) { "20/06/2024" } else { "12/06/2024" };
        let channel = if number.is_multiple_of(2) { "Trực tuyến" } else { "Trực tiếp" };
        format!(
            "H-{commune}-{number};Thủ tục {};Xã số {commune};{channel};03/06/2024;14/06/2024;{finish}\n",
            number % 4
        )
    };
    let rows: Vec<String> = (0..=commune % 7).map(row).collect();
    format!("{HEADER}{}", rows.concat())
}

#[test]
fn three_hundred_communes_add_up_to_the_province() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("xuat")).expect("made");
    let mut tallies = Vec::new();
    for commune in 0..300 {
        let file = path(&format!("xuat/xa-{commune}.csv"));
        std::fs::write(&file, log(commune)).expect("written");
        let load = cchc::dossiers::LoadRequest {
            sources: cchc::read::discover(&[file.display().to_string()]).expect("there").sources,
            threads: 1,
            ..Default::default()
        };
        let june = Period::parse("2024-06", PeriodRule::default(), Day(0));
        let plan = cchc::pipeline::Plan {
            suppress_below: 0,
            load,
            span: PeriodSpan::Fixed(june.expect("a period")),
            as_of: None,
            rule: PeriodRule::default(),
            by: Vec::new(),
            by_is_optional: false,
            filters: Vec::new(),
            any_of: Vec::new(),
            definition: Definition::default(),
        };
        let counted = cchc::pipeline::tallies(&plan).expect("counted").tallies;
        let text = cchc::archive::tally_file::write(&counted).expect("written");
        let file = path(&format!("so-dem-{commune}.json"));
        std::fs::write(&file, text).expect("written");
        tallies.push(file.display().to_string());
    }
    let names: Vec<&str> = tallies.iter().map(String::as_str).collect();
    // Districts first, the province from the districts.
    let districts: Vec<String> = (0..3)
        .map(|district| {
            let file = path(&format!("huyen-{district}.json")).display().to_string();
            let part = &names[district * 100..(district + 1) * 100];
            answer(&[&["merge", "--save", &file], part].concat(), 0);
            file
        })
        .collect();
    let districts: Vec<&str> = districts.iter().map(String::as_str).collect();
    let xuat = path("xuat").display().to_string();
    for by in ["unit", "procedure", "channel"] {
        let at_once =
            stats_json(&["stats", &xuat, "--period", "2024-06", "--by", by, "--format", "json"]);
        for parts in [&names, &districts] {
            let sum =
                stats_json(&[&["merge", "--by", by, "--format", "json"], &parts[..]].concat());
            for key in ["rows", "total", "ledger", "period"] {
                assert_eq!(at_once[key], sum[key], "{by} {key}");
            }
        }
    }
    // Times add up, too: the median of the province is no mean of medians.
    let at_once =
        stats_json(&["times", &xuat, "--period", "2024-06", "--distribution", "--format", "json"]);
    let sum = stats_json(&[&["merge", "--times", "--format", "json"], &districts[..]].concat());
    for key in ["rows", "total", "ledger", "period", "calendar"] {
        assert_eq!(at_once[key], sum[key], "{key}");
    }
    // One of the three hundred again: as it is, and within the sum that has it.
    for twice in [names[7], districts[0]] {
        let output = run(&[&["merge", twice], &names[..]].concat());
        assert_eq!(output.status.code(), Some(3));
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(talk.contains("cùng đếm tệp"), "{talk}");
    }
}

#[test]
fn months_of_the_archive_add_up_to_the_quarter() {
    let office = Office::new();
    for month in ["2024-04", "2024-05", "2024-06"] {
        office.talk(&["run", "--period", month], 0);
    }
    let months = ["luu-tru/2024-06", "luu-tru/2024-04", "luu-tru/2024-05"];
    let sum = office.json(&[&["merge", "--format", "json"], &months[..]].concat(), 0);
    let at_once = office
        .json(&["stats", "xuat", "--period", "2024-Q2", "--by", "unit", "--format", "json"], 0);
    for key in ["rows", "total", "period"] {
        assert_eq!(at_once[key], sum[key], "{key}");
    }
    let talk = office.talk(&["merge", months[0], months[1]], 3);
    assert!(talk.contains("thiếu ngày"), "{talk}");
}

type Change = fn(&mut serde_json::Value);

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let office = Office::new();
    office.talk(&["tally", "xuat", "--period", "2024-05", "--output", "may.json"], 0);
    let text = std::fs::read_to_string(office.path("may.json")).expect("there");
    let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(whole["schema"], "cchc/tally/2");
    let changes: [(&str, Change); 8] = [
        ("mâu thuẫn hoặc sai", |file| file["cubes"][0]["counts"]["late"][0] = json!(99)),
        ("schema", |file| file["schema"] = json!("cchc/tally/9")),
        ("a group out of range", |file| file["cubes"][0]["groups"][0][0] = json!(77)),
        ("a column too short", |file| file["cubes"][0]["counts"]["late"] = json!([1])),
        ("an unknown key", |file| file["note"] = json!("x")),
        ("an unknown count", |file| file["cubes"][0]["counts"]["lost"] = json!([0, 0, 0])),
        ("rows lost", |file| file["ledger"]["read"] = json!(1)),
        ("a day that there is none", |file| file["period"]["to"] = json!("2024-05-32")),
    ];
    for (name, change) in changes {
        let mut file = whole.clone();
        change(&mut file);
        std::fs::write(office.path("sai.json"), file.to_string()).expect("written");
        let talk = office.talk(&["merge", "sai.json", "--lang", "en"], 3);
        assert!(talk.contains("sai.json"), "{name}: {talk}");
    }
    office.talk(&["merge", "may.json"], 0);
    office.talk(&["merge", "xuat/thang-05.csv"], 3);
    office.talk(&["merge", "khong-co.json"], 3);
}
