//! Archives as every version of the program wrote them are read by every command.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::office::Office;
use crate::support::repository;

const FORMATS: [&str; 4] = ["1-first", "2-times", "3-evidence", "4-related"];

/// An office whose archive has April as this format has it, and exports of April and May.
fn office(format: &str) -> Office {
    let office = Office::new();
    std::fs::remove_dir_all(office.path("xuat")).expect("removed");
    let settings =
        super::office::SETTINGS.replace("\"xuat\"", "\"xuat/{period}\"").replace("\"md\", ", "");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    let archives = repository("tests/data/archives");
    copy(&archives.join("xuat"), &office.path("xuat"));
    copy(&archives.join(format), &office.path("luu-tru"));
    office
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in super::office::tree(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
}

#[test]
fn every_format_is_there() {
    let folders = std::fs::read_dir(repository("tests/data/archives")).expect("there").flatten();
    let mut names: Vec<String> = folders
        .filter(|entry| entry.path().join("2024-04").is_dir())
        .filter(|entry| entry.file_name() != "xuat")
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, FORMATS);
}

#[test]
fn a_month_of_any_format_is_counted_again_compared_and_added_up() {
    for format in FORMATS {
        let office = office(format);
        let verified = office.json(&["verify", "--format", "json"], 0);
        assert_eq!(verified["months"][0]["state"], "same", "{format}: {verified}");
        // The run of the month itself finds it as it is.
        let april = office.talk(&["run", "--period", "2024-04", "--accept-missing"], 0);
        assert!(april.contains("Không đổi"), "{format}: {april}");
        let may = office.talk(&["run", "--period", "2024-05", "--accept-missing"], 0);
        assert!(may.contains("so với tháng 4 năm 2024"), "{format}: {may}");
        assert!(!may.contains("cảnh báo"), "{format}: {may}");
        assert!(office.path("bao-cao/2024-05/so-sanh.md").is_file(), "{format}");
        // By hand: four dossiers a month, one of them late.
        let series = office.json(&["series", "luu-tru", "--format", "json"], 0);
        let values = series["lines"][0]["values"].as_array().expect("values");
        let told: Vec<_> = values.iter().map(|value| (&value["num"], &value["den"])).collect();
        assert_eq!(told, [(&3.into(), &4.into()); 2], "{format}");
        let both = ["luu-tru/2024-04", "luu-tru/2024-05"];
        let merged = office.json(&[&["merge"][..], &both, &["--format", "json"]].concat(), 0);
        assert_eq!(merged["total"]["counts"]["received"], 8, "{format}");
        office.json(&[&["compare"][..], &both, &["--format", "json"]].concat(), 0);
        let index = ["score", "luu-tru", "--index", "mot-cua-9", "--format", "json"];
        office.json(&index, 0);
        let verified = office.json(&["verify", "--format", "json"], 0);
        let months = verified["months"].as_array().expect("months");
        assert!(months.iter().all(|month| month["state"] == "same"), "{format}: {verified}");
        assert!(months.iter().all(|month| month["stale"].is_null()), "{format}: {verified}");
    }
}

/// A calendar with one more year is another edition; the months before stand.
#[test]
fn another_edition_that_changes_no_figure_is_no_difference() {
    let office = office("4-related");
    let record = office.path("luu-tru/2024-04/run.json");
    let text = std::fs::read_to_string(&record).expect("there");
    let older = text.replace("\"2026-11\"", "\"2026-10\"");
    assert_ne!(older, text, "the month names its edition");
    let sums = [&text, &older].map(|text| cchc::read::hexadecimal(&Sha256::digest(text)));
    let manifest = office.path("luu-tru/2024-04/manifest.json");
    let sealed = std::fs::read_to_string(&manifest).expect("there").replace(&sums[0], &sums[1]);
    std::fs::write(&record, older).expect("written");
    std::fs::write(&manifest, sealed).expect("written");
    let verified = office.json(&["verify", "--format", "json"], 0);
    assert_eq!(verified["months"][0]["state"], "same", "{verified}");
}

/// A restatement of a month of an older version tells what moved, and that May printed another comparison.
#[test]
fn a_month_of_any_format_is_restated_and_what_compares_with_it_is_told() {
    for format in FORMATS {
        let office = office(format);
        office.talk(&["run", "--period", "2024-05", "--accept-missing"], 0);
        let path = office.path("xuat/2024-04/a.csv");
        let text = std::fs::read_to_string(&path).expect("there");
        std::fs::write(&path, text.replace("30/04/2024", "12/04/2024")).expect("written");
        office.talk(&["run", "--period", "2024-04", "--accept-missing"], 5);
        let restate = ["run", "--period", "2024-04", "--accept-missing", "--restate", "nhập lại"];
        let talk = office.talk(&restate, 0);
        assert!(talk.contains("Quá hạn 1 → 0"), "{format}: {talk}");
        assert!(talk.contains("cchc run --refresh 2024-05"), "{format}: {talk}");
    }
}
