//! A province that keeps its name across 1 July 2025 is one group, in every command and in every archive.

use super::office::Office;
use crate::support::repository;

/// The project of a given case.
fn case(name: &str) -> Office {
    let office = Office { home: tempfile::tempdir().expect("a folder") };
    let from = repository("tests/data/cases/months").join(name);
    std::fs::create_dir(office.path("xuat")).expect("made");
    for file in ["cchc.toml", "xuat/tinh.csv"] {
        std::fs::copy(from.join(file), office.path(file)).expect("copied");
    }
    office
}

/// A project with a log of its own.
fn own(header: &str, rows: &[&str]) -> Office {
    let office = case("archive-unreadable-hung-yen");
    let text = format!("{header}\n{}\n", rows.join("\n"));
    std::fs::write(office.path("xuat/tinh.csv"), text).expect("written");
    office
}

/// The month is archived, and every command that reads it can.
#[track_caller]
fn is_read_by_every_command(office: &Office, period: &str) {
    let month = format!("luu-tru/{period}");
    office.talk(&["run", "--period", period], 0);
    let verified = office.json(&["verify", "--format", "json"], 0);
    assert_eq!(verified["months"][0]["state"], "same", "{verified}");
    office.talk(&["series", "luu-tru"], 0);
    office.talk(&["merge", &month, "--by", "province"], 0);
    let talk = office.talk(&["run", "--period", period], 0);
    assert!(talk.contains("Không đổi"), "{talk}");
}

/// The groups of a breakdown, in order.
#[track_caller]
fn groups(office: &Office, by: &str) -> Vec<String> {
    let stats = office.json(&["stats", "xuat", "--by", by, "--format", "json"], 0);
    let rows = stats["rows"].as_array().expect("rows");
    rows.iter().map(|row| row["group"][by].as_str().unwrap_or("–").to_owned()).collect()
}

#[test]
fn the_given_months_are_read_back_and_name_one_province() {
    for (name, province) in [
        ("archive-unreadable-hung-yen", "Tỉnh Hưng Yên"),
        ("archive-unreadable-two-provinces", "Tỉnh Bắc Ninh"),
    ] {
        let office = case(name);
        is_read_by_every_command(&office, "2025-07");
        let named = groups(&office, "province");
        assert_eq!(named.iter().filter(|named| *named == province).count(), 1, "{named:?}");
        let tally = office.record("luu-tru/2025-07/tally.json");
        let archived = tally["groups"]["province"].as_array().expect("provinces");
        assert_eq!(archived.iter().filter(|group| group["name"] == province).count(), 1);
    }
}

const HEADER: &str =
    "Mã hồ sơ;Đơn vị giải quyết;Quận/Huyện;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý";

#[test]
fn so_are_the_province_and_its_departments_as_units() {
    // A department that names its province, the committee itself, two spellings of it.
    let office = own(
        HEADER,
        &[
            "A1;Sở Nội vụ tỉnh Hưng Yên;;20/06/2025;10/07/2025;09/07/2025",
            "A2;Sở Nội vụ tỉnh Hưng Yên;;02/07/2025;10/07/2025;09/07/2025",
            "A3;UBND tỉnh Hưng Yên;;20/06/2025;10/07/2025;09/07/2025",
            "A4;UBND Tỉnh Hưng Yên;;02/07/2025;10/07/2025;09/07/2025",
            "A5;UBND tỉnh Hưng Yên;;03/07/2025;10/07/2025;09/07/2025",
        ],
    );
    assert_eq!(groups(&office, "unit"), ["Sở Nội vụ tỉnh Hưng Yên", "UBND tỉnh Hưng Yên"]);
    assert_eq!(groups(&office, "province"), ["Tỉnh Hưng Yên"]);
    is_read_by_every_command(&office, "2025-07");
}

#[test]
fn a_city_that_was_a_province_and_a_province_that_is_no_more() {
    // Huế became a city in January 2025; Bắc Giang went into Bắc Ninh in July.
    let office = own(
        HEADER,
        &[
            "A1;Sở Y tế thành phố Huế;;20/02/2025;10/07/2025;09/07/2025",
            "A2;Sở Y tế thành phố Huế;;02/07/2025;10/07/2025;09/07/2025",
        ],
    );
    assert_eq!(groups(&office, "unit"), ["Sở Y tế thành phố Huế"]);
    assert_eq!(groups(&office, "province"), ["Thành phố Huế"]);
    is_read_by_every_command(&office, "2025-07");
    let office = own(
        HEADER,
        &[
            "A1;Sở Y tế tỉnh Bắc Giang;;20/06/2025;10/07/2025;09/07/2025",
            "A2;Sở Y tế tỉnh Bắc Ninh;;02/07/2025;10/07/2025;09/07/2025",
            "A3;Sở Y tế tỉnh Bắc Ninh;;20/06/2025;10/07/2025;09/07/2025",
        ],
    );
    assert_eq!(groups(&office, "province"), ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"]);
    is_read_by_every_command(&office, "2025-07");
}

#[test]
fn districts_of_one_name_are_told_apart_by_their_province() {
    let office = own(
        "Mã hồ sơ;Mã đơn vị;Quận/Huyện;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý",
        &[
            "A1;821;Huyện Châu Thành;20/06/2025;10/07/2025;09/07/2025",
            "A2;905;Huyện Châu Thành;20/06/2025;10/07/2025;09/07/2025",
        ],
    );
    let named = groups(&office, "district");
    assert_eq!(named, ["Huyện Châu Thành (Tỉnh Kiên Giang)", "Huyện Châu Thành (Tỉnh Tiền Giang)"]);
    is_read_by_every_command(&office, "2025-07");
}

#[test]
fn a_month_that_an_earlier_version_wrote_with_the_province_twice_is_read() {
    let office = case("archive-unreadable-two-provinces");
    let old = repository("tests/data/cases/months/archive-unreadable-two-provinces/t.json");
    let text = std::fs::read_to_string(&old).expect("there");
    std::fs::write(office.path("t.json"), &text).expect("written");
    let merged = office.json(&["merge", "t.json", "--by", "province", "--format", "json"], 0);
    let fresh = ["stats", "xuat", "--period", "2025-07", "--by", "province", "--format", "json"];
    assert_eq!(merged["rows"], office.json(&fresh, 0)["rows"]);
    // Any other group that stands there twice is still a contradiction.
    let mut file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for group in file["groups"]["province"].as_array_mut().expect("provinces") {
        group["key"] = "tinh bac ninh".into();
    }
    std::fs::write(office.path("t.json"), file.to_string()).expect("written");
    office.talk(&["merge", "t.json"], 3);
}
