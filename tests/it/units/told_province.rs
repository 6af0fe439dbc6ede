//! A column of provinces beside the units: it tells units of one name apart, and splits none.

use std::fmt::Write;
use std::path::Path;

use super::{map, received};
use crate::support::answer;

/// A table of (unit, province, received day, dossiers) under a heading of provinces.
fn table(series: &str, heading: &str, rows: &[(&str, &str, &str, usize)]) -> String {
    let mut text = format!("Mã hồ sơ,Đơn vị,{heading},Ngày tiếp nhận,Ngày hẹn trả\n");
    let mut id = 0;
    for (unit, province, day, dossiers) in rows {
        for _ in 0..*dossiers {
            id += 1;
            writeln!(text, "{series}-{id},{unit},{province},{day},{day}").expect("text");
        }
    }
    text
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

const DAY: &str = "25/09/2026";

#[test]
fn wards_of_one_name_are_told_apart_however_the_column_is_headed_and_filled() {
    for (heading, bac_ninh, quang_ninh) in [
        ("Tỉnh/Thành phố", "Thành phố Bắc Ninh", "Thành phố Quảng Ninh"),
        ("Tỉnh", "Bắc Ninh", "Quảng Ninh"),
        ("TỈNH / TP", "TP. Bắc Ninh", "TP Quảng Ninh"),
        ("Province", "Tỉnh Bắc Giang", "Tỉnh Quảng Ninh"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = [
            ("UBND phường Hiệp Hòa", bac_ninh, DAY, 4),
            ("UBND phường Hiệp Hòa", quang_ninh, DAY, 3),
            ("UBND phường Yên Phong", bac_ninh, DAY, 2),
            ("Sở Nội vụ", bac_ninh, DAY, 2),
            ("Sở Nội vụ", quang_ninh, DAY, 1),
            ("UBND phường Quảng Yên", quang_ninh, DAY, 5),
        ];
        write(folder.path(), "a.csv", &table("A", heading, &rows));
        let (first, second) = ("Thành phố Bắc Ninh", "Thành phố Quảng Ninh");
        assert_eq!(
            received(folder.path(), &["--by", "unit"]),
            map(&[
                (&format!("UBND phường Hiệp Hòa ({first})"), 4),
                (&format!("UBND phường Hiệp Hòa ({second})"), 3),
                ("UBND phường Yên Phong", 2),
                (&format!("Sở Nội vụ ({first})"), 2),
                (&format!("Sở Nội vụ ({second})"), 1),
                ("UBND phường Quảng Yên", 5),
            ]),
            "{heading}"
        );
        let provinces = received(folder.path(), &["--by", "province"]);
        assert_eq!(provinces, map(&[(first, 8), (second, 9)]), "{heading}");
        // What only the register names is found by that name.
        let of_one = ["--by", "unit", "--where", &format!("province={second}")];
        assert_eq!(received(folder.path(), &of_one).values().sum::<u64>(), 9, "{heading}");
    }
}

#[test]
fn two_systems_of_which_one_has_the_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows =
        [("Phường Hiệp Hòa", "Quảng Ninh", DAY, 3), ("Phường Quảng Yên", "Quảng Ninh", DAY, 6)];
    write(folder.path(), "a.csv", &table("A", "Tên tỉnh", &rows));
    // The other system writes the province behind the name.
    let text = "Số hồ sơ;Cơ quan giải quyết;Ngày nhận\nB1;UBND phường Hiệp Hòa - TP Bắc Ninh;25/09/2026\n\
                B2;UBND phường Yên Phong;25/09/2026\nB3;UBND phường Hiệp Hòa, tỉnh Bắc Ninh;26/09/2026\n";
    write(folder.path(), "b.csv", text);
    let units = received(folder.path(), &["--by", "unit"]);
    let of_bac_ninh = [("UBND phường Hiệp Hòa - TP Bắc Ninh", 2), ("UBND phường Yên Phong", 1)];
    let of_quang_ninh = [("Phường Hiệp Hòa", 3), ("Phường Quảng Yên", 6)];
    assert_eq!(units, map(&[of_bac_ninh, of_quang_ninh].concat()));
    let provinces = received(folder.path(), &["--by", "province"]);
    assert_eq!(provinces, map(&[("Thành phố Bắc Ninh", 3), ("Thành phố Quảng Ninh", 9)]));
}

#[test]
fn a_unit_stays_one_where_its_province_gets_another_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        ("UBND xã Yên Phong", "Tỉnh Bắc Ninh", "10/09/2026", 3),
        ("UBND phường Yên Phong", "Thành phố Bắc Ninh", DAY, 2),
        ("UBND phường Yên Phong", "", DAY, 1),
        ("Sở Nội vụ", "Tỉnh Bắc Ninh", "10/09/2026", 1),
        ("Sở Nội vụ", "Thành phố Bắc Ninh", DAY, 1),
        ("Sở Nội vụ", "Tỉnh Bắc Giang", DAY, 1),
    ];
    write(folder.path(), "a.csv", &table("A", "Tỉnh/Thành phố", &rows));
    let units = received(folder.path(), &["--by", "unit"]);
    assert_eq!(units, map(&[("UBND phường Yên Phong", 6), ("Sở Nội vụ", 3)]));
    // Before the reorganisation, communes of two provinces that became one.
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        ("Xã Minh Tân", "Tỉnh Thái Bình", "03/01/2024", 2),
        ("Xã Minh Tân", "Hưng Yên", "03/01/2024", 1),
        ("Xã Quỳnh Mỹ", "Thái Bình", "03/01/2024", 1),
        ("Xã Phan Sào Nam", "Hưng Yên", "03/01/2024", 1),
    ];
    write(folder.path(), "a.csv", &table("A", "Tỉnh", &rows));
    let units = received(folder.path(), &["--by", "unit"]);
    assert_eq!(units.values().sum::<u64>(), 5, "{units:?}");
    assert_eq!(units.iter().filter(|(name, _)| name.contains("Minh Tân")).count(), 2, "{units:?}");
}

#[test]
fn where_applicants_live_splits_no_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        ("UBND phường Hiệp Hòa", "Bắc Ninh", DAY, 30),
        ("UBND phường Hiệp Hòa", "Quảng Ninh", DAY, 1),
        ("UBND phường Yên Phong", "Quảng Ninh", DAY, 2),
        ("UBND phường Yên Phong", "Bắc Ninh", DAY, 30),
        ("Sở Nội vụ", "Quảng Ninh", DAY, 1),
        ("Sở Nội vụ", "Bắc Ninh", DAY, 9),
    ];
    write(folder.path(), "a.csv", &table("A", "Tỉnh/Thành phố", &rows));
    let units = received(folder.path(), &["--by", "unit"]);
    let expected = [("UBND phường Hiệp Hòa", 31), ("UBND phường Yên Phong", 32), ("Sở Nội vụ", 10)];
    assert_eq!(units, map(&expected));
    assert_eq!(received(folder.path(), &["--by", "province"]), map(&[("Thành phố Bắc Ninh", 73)]));
}

#[test]
fn what_no_cell_decides_is_said_and_stays_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        ("UBND phường Hiệp Hòa", "Bắc Ninh", DAY, 4),
        ("UBND phường Hiệp Hòa", "", DAY, 2),
        ("UBND phường Hiệp Hòa", "Quảng Ninh", DAY, 3),
        ("UBND phường Yên Phong", "Bắc Ninh", DAY, 12),
        ("UBND phường Quảng Yên", "Quảng Ninh", DAY, 2),
        ("UBND xã Ba Chẽ", "Quảng Ninh", DAY, 2),
        ("UBND xã Ba Chẽ", "Bắc Ninh", DAY, 1),
    ];
    write(folder.path(), "a.csv", &table("A", "Tỉnh/Thành phố", &rows));
    let units = received(folder.path(), &["--by", "unit"]);
    assert_eq!(units.get("UBND phường Hiệp Hòa"), Some(&2), "{units:?}");
    let path = folder.path().to_str().expect("a path");
    let findings = answer(&["check", path, "--lang", "en"], 0);
    assert!(findings.contains("C0212") && findings.contains("C0211"), "{findings}");
    // A roster with the column finds both wards.
    let roster = "Tên đơn vị,Tỉnh\nPhường Hiệp Hòa,Bắc Ninh\nPhường Hiệp Hòa,Quảng Ninh\n";
    write(folder.path(), "roster.txt", roster);
    let roster = folder.path().join("roster.txt");
    let log = folder.path().join("a.csv");
    let [log, roster] = [&log, &roster].map(|path| path.to_str().expect("a path"));
    let findings = answer(&["check", log, "--roster", roster, "--lang", "en"], 0);
    assert!(!findings.contains("C0214"), "{findings}");
}
