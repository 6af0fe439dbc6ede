//! Administrative units on the command line: equal names, roll-ups, the series across 1 July 2025,
//! the roster.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use serde_json::Value;

mod by_day;
mod levels;
mod rosters;
mod told_province;
mod whole;

use crate::support::{answer, json, run};

const HEADER: &str =
    "Mã hồ sơ,Đơn vị giải quyết,Quận/Huyện,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n";

/// A log of (unit, district, received day, number of dossiers), in a folder of its own.
fn log(rows: &[(&str, &str, &str, usize)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let mut text = HEADER.to_owned();
    let mut id = 0;
    for (unit, district, day, dossiers) in rows {
        for _ in 0..*dossiers {
            id += 1;
            writeln!(text, "HS-{id:06},{unit},{district},{day},{day},{day}").expect("text");
        }
    }
    std::fs::write(&path, text).expect("written");
    (folder, path)
}

/// Received dossiers of each group, its names joined by `/`.
fn received(path: &std::path::Path, more: &[&str]) -> BTreeMap<String, u64> {
    let stats = stats(path, more);
    let rows = stats["rows"].as_array().expect("rows").iter().map(|row| {
        let group = row["group"].as_object().expect("a group");
        let by = stats["by"].as_array().expect("dimensions").iter();
        let names = by.map(|by| group[by.as_str().expect("a name")].as_str().unwrap_or("-"));
        let name = names.collect::<Vec<_>>().join("/");
        (name, row["counts"]["received"].as_u64().expect("a count"))
    });
    rows.collect()
}

fn stats(path: &std::path::Path, more: &[&str]) -> Value {
    let path = path.to_str().expect("a path");
    let mut arguments = vec!["stats", path, "--format", "json"];
    arguments.extend(more);
    json(&arguments)
}

fn map(rows: &[(&str, u64)]) -> BTreeMap<String, u64> {
    rows.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

/// Equal names in three districts, one spelling more, an office, a department.
const OLD: [(&str, &str, &str, usize); 7] = [
    ("UBND xã Minh Tân", "Huyện Đông Hưng", "03/01/2024", 3),
    ("UBND xã Minh Tân", "Huyện Hưng Hà", "03/01/2024", 4),
    ("Xã Minh Tân", "Hưng Hà", "04/01/2024", 1),
    ("UBND xã Minh Tân", "Huyện Kiến Xương", "03/01/2024", 5),
    ("UBND huyện Đông Hưng", "Huyện Đông Hưng", "03/01/2024", 2),
    ("Công an xã Minh Tân", "Huyện Đông Hưng", "03/01/2024", 6),
    ("Sở Tư pháp", "", "03/01/2024", 7),
];

#[test]
fn equal_names_are_never_joined_and_spellings_of_one_unit_are() {
    let (_folder, path) = log(&OLD);
    assert_eq!(
        received(&path, &["--by", "unit"]),
        map(&[
            ("UBND xã Minh Tân (Huyện Đông Hưng)", 3),
            ("UBND xã Minh Tân (Huyện Hưng Hà)", 5),
            ("UBND xã Minh Tân (Huyện Kiến Xương)", 5),
            ("UBND huyện Đông Hưng", 2),
            ("Công an xã Minh Tân", 6),
            ("Sở Tư pháp", 7),
        ])
    );
    // The plain name stands for all that bear it, the full one for one of them.
    let all = stats(&path, &["--where", "unit=ubnd xã minh tân"]);
    assert_eq!(all["total"]["counts"]["received"], 13);
    let one = stats(&path, &["--where", "unit=UBND xã Minh Tân (Huyện Hưng Hà)"]);
    assert_eq!(one["total"]["counts"]["received"], 5);
}

#[test]
fn units_roll_up_to_what_lies_above_them() {
    let without_district: Vec<_> =
        OLD.iter().map(|(unit, _, day, dossiers)| (*unit, "", *day, *dossiers)).collect();
    let (_folder, path) = log(&OLD);
    assert_eq!(
        received(&path, &["--by", "district"]),
        map(&[("Huyện Đông Hưng", 11), ("Huyện Hưng Hà", 5), ("Huyện Kiến Xương", 5), ("-", 7)])
    );
    assert_eq!(received(&path, &["--by", "province"]), map(&[("Tỉnh Thái Bình", 28)]));
    assert_eq!(
        received(&path, &["--by", "level"]),
        map(&[("Cấp xã", 19), ("Cấp huyện", 2), ("Cấp tỉnh", 7)])
    );
    let (_other, path) = log(&without_district);
    // Nothing says which Minh Tân: joined to none of the three, and said.
    assert_eq!(received(&path, &["--by", "district"]), map(&[("Huyện Đông Hưng", 2), ("-", 26)]));
    let found = json(&["check", path.to_str().expect("a path"), "--format", "json"]);
    let ambiguous: Vec<&str> = found["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["code"] == "C0212")
        .filter_map(|finding| finding["value"].as_str())
        .collect();
    assert_eq!(ambiguous.len(), 3, "{ambiguous:?}");
    assert!(ambiguous[0].starts_with("UBND xã Minh Tân (× 12) → "), "{ambiguous:?}");
}

#[test]
fn a_unit_nobody_knows_stays_itself_and_gets_suggestions() {
    let mut rows = OLD.to_vec();
    rows.push(("UBND xã Quỳnh Mỷ", "Huyện Quỳnh Phụ", "03/01/2024", 8));
    let (_folder, path) = log(&rows);
    assert_eq!(received(&path, &["--by", "unit"])["UBND xã Quỳnh Mỷ"], 8);
    let text = answer(&["check", path.to_str().expect("a path")], 0);
    assert!(text.contains("C0211"), "{text}");
    assert!(text.contains("UBND xã Quỳnh Mỷ (× 8) → Xã Quỳnh Mỹ (Huyện Quỳnh Phụ)"), "{text}");
}

/// Xã Vạn Xuân is made of three whole communes and the main part of a split one; before and after.
const ACROSS: [(&str, &str, &str, usize); 7] = [
    ("UBND xã Hồng Lý", "Huyện Vũ Thư", "02/06/2025", 2),
    ("UBND xã Đồng Thanh", "Huyện Vũ Thư", "02/06/2025", 3),
    ("UBND xã Việt Hùng", "Huyện Vũ Thư", "02/06/2025", 4),
    ("UBND xã Vạn Xuân", "", "15/07/2025", 10),
    ("UBND phường Bồ Xuyên", "Thành phố Thái Bình", "02/06/2025", 5),
    ("UBND phường Thái Bình", "", "15/07/2025", 6),
    ("UBND phường Đề Thám", "Thành phố Thái Bình", "02/06/2025", 1),
];

#[test]
fn a_series_across_the_reorganisation() {
    let (_folder, path) = log(&ACROSS);
    let since = stats(&path, &["--by", "unit,month", "--units", "2025"]);
    assert_eq!(
        received(&path, &["--by", "unit,month", "--units", "2025"]),
        map(&[
            ("UBND phường Thái Bình/2025-06", 5),
            ("UBND phường Thái Bình/2025-07", 6),
            ("UBND xã Vạn Xuân/2025-06", 9),
            ("UBND xã Vạn Xuân/2025-07", 10),
            ("Phường Trần Hưng Đạo/2025-06", 1),
            ("Phường Trần Hưng Đạo/2025-07", 0),
        ])
    );
    assert_eq!(since["units"]["basis"], "since_2025_07_01");
    assert_eq!(since["units"]["not_comparable"], serde_json::json!(["UBND xã Vạn Xuân"]));
    assert_eq!(
        received(&path, &["--by", "province", "--units", "2025-07-01"]),
        map(&[("Tỉnh Hưng Yên", 31)])
    );
    assert_eq!(
        received(&path, &["--by", "province"]),
        map(&[("Tỉnh Thái Bình", 15), ("Tỉnh Hưng Yên", 16)])
    );
    // All parts of Vạn Xuân lay in one district; of the ward of Thái Bình, in two.
    assert_eq!(
        received(&path, &["--by", "district", "--units", "2024"]),
        map(&[("Huyện Vũ Thư", 19), ("Thành phố Thái Bình", 6), ("-", 6)])
    );
    for basis in ["2024", "2025", "2025-06-30"] {
        let rebased = stats(&path, &["--by", "unit", "--units", basis]);
        assert_eq!(rebased["total"]["counts"]["received"], 31, "{basis}");
        let sum: u64 = received(&path, &["--by", "unit", "--units", basis]).values().sum();
        assert_eq!(sum, 31, "{basis}");
    }
    let table =
        answer(&["stats", path.to_str().expect("a path"), "--by", "unit", "--units", "2025"], 0);
    assert!(table.contains("Đơn vị theo cơ cấu từ ngày 01/7/2025"), "{table}");
    assert!(table.contains("1 đơn vị: UBND xã Vạn Xuân."), "{table}");
}

#[test]
fn a_unit_is_found_by_its_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let text = "Mã hồ sơ,Mã đơn vị,Đơn vị,Ngày tiếp nhận\n\
                1,12670,UBND xã Minh Tân,03/01/2024\n\
                2,12721,UBND xã Minh Tân,03/01/2024\n\
                3,12670,UBND xã Minh Tân,03/01/2024\n";
    std::fs::write(&path, text).expect("written");
    let groups = received(&path, &["--by", "unit"]);
    assert_eq!(groups.values().sum::<u64>(), 3);
    assert_eq!(groups.len(), 2, "{groups:?}");
    let districts = received(&path, &["--by", "district"]);
    assert_eq!(districts.len(), 2, "{districts:?}");
}

#[test]
fn who_is_silent_is_named() {
    let (folder, path) = log(&OLD);
    let roster = folder.path().join("danh-sach.csv");
    let text = "Đơn vị,Quận/Huyện\nUBND xã Minh Tân,Hưng Hà\nxã Quỳnh Mỹ,Huyện Quỳnh Phụ\n\
                Sở Tư pháp,\nSở Y tế,\nUBND xã Minh Tân,Quỳnh Phụ\n";
    std::fs::write(&roster, text).expect("written");
    let roster = roster.to_str().expect("a path");
    let found = stats(&path, &["--by", "month", "--roster", roster]);
    assert_eq!(found["units"]["expected"], 5);
    let silent = ["xã Quỳnh Mỹ (Huyện Quỳnh Phụ)", "Sở Y tế", "UBND xã Minh Tân (Quỳnh Phụ)"];
    assert_eq!(found["units"]["silent"], serde_json::json!(silent));
    let table = answer(&["stats", path.to_str().expect("a path"), "--roster", roster], 0);
    let note = format!("Chưa có dữ liệu 3 trong 5 đơn vị phải báo cáo: {}.", silent.join("; "));
    assert!(table.replace('\n', " ").contains(&note), "{table}");
    let check = answer(
        &["check", path.to_str().expect("a path"), "--roster", roster, "--fail-on", "warning"],
        1,
    );
    assert!(check.contains("C0214"), "{check}");
}

#[test]
fn what_cannot_be_understood_is_refused() {
    let (folder, path) = log(&OLD);
    let path = path.to_str().expect("a path");
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "\n").expect("written");
    let titled = folder.path().join("titled.txt");
    std::fs::write(&titled, "Danh sách đơn vị\n").expect("written");
    for (option, value, code, message) in [
        ("--units", "25", 2, "--units"),
        ("--roster", "/no/such/file", 4, "/no/such/file"),
        ("--roster", empty.to_str().expect("a path"), 4, "C0007"),
        ("--roster", titled.to_str().expect("a path"), 4, "không có đơn vị nào"),
    ] {
        let output = run(&["stats", path, option, value]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{option} {value}: {errors}");
        assert!(errors.contains(message), "{errors}");
    }
    // Names of places that are none: no province is made up.
    let (_folder, path) = log(&[("NYPD", "", "03/01/2024", 3)]);
    let output = run(&["stats", path.to_str().expect("a path"), "--by", "province"]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_file_without_a_unit_column_is_of_the_unit_above_its_table() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, unit) in [("a.csv", "UBND XÃ QUỲNH MỸ"), ("b.csv", "Đơn vị: UBND xã Quỳnh Hội")]
    {
        let text = format!(
            "UBND HUYỆN QUỲNH PHỤ,,,\n{unit},,,\nDANH SÁCH HỒ SƠ,,,\n\
             STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả\n1,{file}-1,03/01/2024,05/01/2024\n"
        );
        std::fs::write(folder.path().join(file), text).expect("written");
    }
    let groups = received(folder.path(), &["--by", "unit"]);
    assert_eq!(groups, map(&[("UBND xã Quỳnh Hội", 1), ("UBND XÃ QUỲNH MỸ", 1)]));
    let districts = received(folder.path(), &["--by", "district"]);
    assert_eq!(districts, map(&[("Huyện Quỳnh Phụ", 2)]));
    let check = answer(&["check", folder.path().to_str().expect("a path")], 0);
    assert!(check.contains("C0215"), "{check}");
}
