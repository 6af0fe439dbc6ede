//! Groups that print alike, in every dimension: what is written into tallies is read back, and each name stands there
//! once.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::office::Office;

const HEADER: &str = "Mã hồ sơ;Mã thủ tục;Tên thủ tục;Lĩnh vực;Đơn vị giải quyết;Xã;Huyện;Cấp;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n";

/// Names that people cannot tell apart, or hardly: case, marks as signs of their own, spaces, a name that says where
/// it lies, provinces and districts that share one.
const UNITS: [&str; 12] = [
    "UBND xã Minh Tân",
    "UBND Xã Minh Tân",
    "Xã Minh Tân (Huyện Hưng Hà)",
    "Xã Minh Tân",
    "UBND xa\u{303} Minh Tân",
    "UBND  xã Minh Tân ",
    "UBND huyện Châu Thành",
    "Huyện Châu Thành (Tỉnh Tiền Giang)",
    "UBND tỉnh Hưng Yên",
    "Sở Nội vụ tỉnh Bắc Ninh",
    "Sở Nội vụ",
    "",
];
const DISTRICTS: [&str; 4] = ["Huyện Hưng Hà", "Huyện Đông Hưng", "huyện Hưng Hà", ""];
const PROCEDURES: [&str; 5] = [
    "Đăng ký khai sinh",
    "đăng ký khai sinh",
    "Đăng ký khai sinh ",
    "Đăng  ký khai sinh",
    "1.001193",
];
const CODES: [&str; 4] = ["1.001193", "1.001194", "1.001193.000.00.00.H54", ""];
const FIELDS: [&str; 4] = ["Hộ tịch", "HỘ TỊCH", "Ho\u{323}\u{302} tịch", ""];
const LEVELS: [&str; 4] = ["Cấp xã", "xã", "cấp Xã", ""];
const CHANNELS: [&str; 4] = ["Trực tuyến", "trực tuyến", "Online", "lạ"];
const DAYS: [(&str, &str); 4] = [
    ("20/06/2025", "09/07/2025"),
    ("02/07/2025", "10/07/2025"),
    ("30/06/2025", ""),
    ("01/07/2025", "01/07/2025"),
];

fn row() -> impl Strategy<Value = String> {
    let names = (select(&CODES[..]), select(&PROCEDURES[..]), select(&FIELDS[..]));
    let places = (select(&UNITS[..]), select(&UNITS[..]), select(&DISTRICTS[..]));
    let rest = (select(&LEVELS[..]), select(&CHANNELS[..]), select(&DAYS[..]));
    (names, places, rest).prop_map(
        |((code, procedure, field), (unit, commune, district), (level, channel, days))| {
            let (received, finished) = days;
            format!("{code};{procedure};{field};{unit};{commune};{district};{level};{channel};{received};15/07/2025;{finished}")
        },
    )
}

#[test]
fn groups_that_print_alike_are_one_group_or_have_two_names() {
    let mut runner = TestRunner::deterministic();
    let office = Office::new();
    for number in 0..10 {
        let rows = proptest::collection::vec(row(), 1..40).new_tree(&mut runner).expect("rows");
        let mut text = HEADER.to_owned();
        for (place, row) in rows.current().iter().enumerate() {
            writeln!(text, "A{place};{row}").expect("memory");
        }
        std::fs::write(office.path("mot.csv"), &text).expect("written");
        let tally = ["tally", "mot.csv", "--period", "2025-07", "--output", "mot.json", "--quiet"];
        office.talk(&tally, 0);
        let written = office.record("mot.json");
        for (dimension, groups) in written["groups"].as_object().expect("groups") {
            let names: Vec<&str> = groups
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|one| one["name"].as_str())
                .collect();
            let distinct: BTreeSet<&&str> = names.iter().collect();
            assert_eq!(names.len(), distinct.len(), "{number} {dimension}: {names:?}\n{text}");
        }
        for by in ["unit", "district", "province", "level", "procedure", "field", "channel"] {
            let ask = ["merge", "mot.json", "--by", by, "--save", "hai.json", "--format", "json"];
            let merged = office.json(&[&ask[..], &["--quiet"]].concat(), 0);
            let rows = merged["rows"].as_array().expect("rows");
            let received = |row: &serde_json::Value| row["counts"]["received"].as_u64();
            let sum: u64 = rows.iter().filter_map(received).sum();
            assert_eq!(Some(sum), received(&merged["total"]), "{number} {by}\n{text}");
            // Read and written again, it is the same file.
            assert!(office.record("hai.json") == written, "{number} {by}\n{text}");
        }
    }
}
