//! Units that changed their name, their kind or their district: one unit each, told as of the day.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{log, map, received, stats};
use crate::support::{answer, json};

/// A log of (unit, code, received day), in a folder of its own.
fn coded(rows: &[(&str, &str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    write_coded(&path, "A", rows);
    (folder, path)
}

fn write_coded(path: &Path, series: &str, rows: &[(&str, &str, &str)]) {
    let mut text = String::from("Mã hồ sơ,Mã đơn vị,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả\n");
    for (number, (unit, code, day)) in rows.iter().enumerate() {
        writeln!(text, "{series}-{number},{code},{unit},{day},{day}").expect("text");
    }
    std::fs::write(path, text).expect("written");
}

/// Bắc Ninh in September 2026: `Xã Yên Phong` became a ward, the province a city, on the 20th.
const BAC_NINH: [(&str, &str, &str, usize); 8] = [
    ("UBND xã Yên Phong", "", "05/08/2026", 5),
    ("UBND xã Yên Phong", "", "10/09/2026", 3),
    ("UBND phường Yên Phong", "", "25/09/2026", 1),
    ("Công an xã Yên Phong", "", "05/08/2026", 2),
    ("Công an phường Yên Phong", "", "25/09/2026", 1),
    ("UBND phường Hiệp Hòa", "", "25/09/2026", 4),
    ("UBND xã Văn Môn", "", "25/09/2026", 2),
    ("UBND tỉnh Bắc Ninh", "", "05/08/2026", 1),
];

#[test]
fn a_commune_that_became_a_ward_is_one_unit_under_the_name_of_the_periods_end() {
    let (_folder, path) = log(&BAC_NINH);
    let all = received(&path, &["--by", "unit"]);
    assert_eq!(
        all,
        map(&[
            ("UBND phường Yên Phong", 9),
            ("Công an phường Yên Phong", 3),
            ("UBND phường Hiệp Hòa", 4),
            ("UBND xã Văn Môn", 2),
            ("Thành phố Bắc Ninh", 1),
        ])
    );
    let august = received(&path, &["--by", "unit", "--period", "2026-08"]);
    assert_eq!(august["UBND xã Yên Phong"], 5, "{august:?}");
    assert_eq!(august["Công an xã Yên Phong"], 2, "{august:?}");
    assert_eq!(august["UBND tỉnh Bắc Ninh"], 1, "{august:?}");
    // A day asked for goes before the end of the period.
    let as_of = received(&path, &["--by", "unit", "--units", "2026-09-19"]);
    assert_eq!(as_of["UBND xã Yên Phong"], 9, "{as_of:?}");
    assert_eq!(received(&path, &["--by", "province"]), map(&[("Thành phố Bắc Ninh", 19)]));
    let august = received(&path, &["--by", "province", "--period", "2026-08"]);
    assert_eq!(august, map(&[("Tỉnh Bắc Ninh", 8)]));
    // Either name finds the unit.
    for name in ["unit=UBND xã Yên Phong", "unit=UBND phường Yên Phong"] {
        assert_eq!(stats(&path, &["--where", name])["total"]["counts"]["received"], 9, "{name}");
    }
}

#[test]
fn a_name_given_up_is_told_as_the_new_one_where_no_export_has_it_yet() {
    let (_folder, path) = log(&[
        ("UBND xã Long Thành", "", "05/05/2026", 2),
        ("UBND xã Trị An", "", "05/05/2026", 1),
        ("UBND xã Bình Minh", "", "05/05/2026", 1),
        ("UBND phường Trấn Biên", "", "05/05/2026", 1),
    ]);
    let same = [("UBND phường Trấn Biên", 1), ("UBND xã Bình Minh", 1)];
    let may = received(&path, &["--by", "unit"]);
    let names = [("Phường Long Thành", 2), ("Phường Trị An", 1)];
    assert_eq!(may, map(&[same.as_slice(), &names].concat()));
    let april = received(&path, &["--by", "unit", "--units", "2026-04-29"]);
    let names = [("UBND xã Long Thành", 2), ("UBND xã Trị An", 1)];
    assert_eq!(april, map(&[same.as_slice(), &names].concat()));
    assert_eq!(received(&path, &["--by", "province"]), map(&[("Thành phố Đồng Nai", 5)]));
    let april = received(&path, &["--by", "province", "--units", "2026-04-29"]);
    assert_eq!(april, map(&[("Tỉnh Đồng Nai", 5)]));
}

#[test]
fn by_code_a_unit_is_one_under_either_name() {
    let (_folder, path) = coded(&[
        ("UBND xã Yên Phong", "09193", "10/09/2026"),
        ("UBND phường Yên Phong", "09193", "21/09/2026"),
        // A code tells whose misspelt name it is.
        ("UBND phường Yên Phonh", "09193", "22/09/2026"),
        ("UBND xã Văn Môn", "09238", "22/09/2026"),
        ("UBND phường Kinh Bắc", "09169", "22/09/2026"),
    ]);
    let groups = received(&path, &["--by", "unit"]);
    assert_eq!(groups.get("UBND phường Yên Phong"), Some(&3), "{groups:?}");
    assert_eq!(groups.len(), 3);
}

#[test]
fn the_second_code_of_ba_che_is_the_commune() {
    let (_folder, path) = coded(&[
        ("Xã Ba Chẽ", "06978", "10/09/2026"),
        ("Xã Ba Chẽ", "06970", "10/09/2026"),
        ("", "06970", "11/09/2026"),
        ("UBND xã Lương Minh", "06985", "11/09/2026"),
        ("Phường Hiệp Hòa", "", "25/09/2026"),
    ]);
    let groups = received(&path, &["--by", "unit"]);
    assert_eq!(groups.get("Xã Ba Chẽ"), Some(&3), "{groups:?}");
    // The ward of this name in Bắc Ninh is another one.
    assert_eq!(received(&path, &["--by", "province"]), map(&[("Thành phố Quảng Ninh", 5)]));
}

#[test]
fn one_name_stands_for_a_district_before_and_a_city_since() {
    let (_folder, path) = log(&[
        ("UBND phường Kim Chân", "Thành phố Bắc Ninh", "03/01/2024", 2),
        ("UBND thành phố Bắc Ninh", "", "03/01/2024", 3),
    ]);
    assert_eq!(received(&path, &["--by", "district"]), map(&[("Thành phố Bắc Ninh", 5)]));
    assert_eq!(received(&path, &["--by", "level"]), map(&[("Cấp xã", 2), ("Cấp huyện", 3)]));
    let (_folder, path) = log(&[
        ("UBND thành phố Bắc Ninh", "", "25/09/2026", 3),
        ("UBND phường Yên Phong", "", "25/09/2026", 2),
    ]);
    assert_eq!(received(&path, &["--by", "level"]), map(&[("Cấp xã", 2), ("Cấp tỉnh", 3)]));
    assert_eq!(received(&path, &["--by", "province"]), map(&[("Thành phố Bắc Ninh", 5)]));
}

/// Xã Quảng Ngãi and Xã Đạ Lây lay in Cát Tiên and Đạ Tẻh until they came to Đạ Huoai.
#[test]
fn the_district_of_a_commune_is_that_of_the_day() {
    let rows = |year: &str| {
        [
            ("UBND xã Quảng Ngãi", "25189", format!("05/05/{year}")),
            ("UBND xã Đạ Lây", "25141", format!("05/05/{year}")),
        ]
    };
    let districts = |year: &str, more: &[&str]| {
        let rows = rows(year);
        let rows: Vec<_> =
            rows.iter().map(|(unit, code, day)| (*unit, *code, day.as_str())).collect();
        let (_folder, path) = coded(&rows);
        let more: Vec<&str> =
            ["--by", "unit,district"].into_iter().chain(more.iter().copied()).collect();
        received(&path, &more).into_keys().collect::<Vec<_>>()
    };
    let before = ["UBND xã Quảng Ngãi/Huyện Cát Tiên", "UBND xã Đạ Lây/Huyện Đạ Tẻh"];
    let after = ["UBND xã Quảng Ngãi/Huyện Đạ Huoai", "UBND xã Đạ Lây/Huyện Đạ Huoai"];
    assert_eq!(districts("2024", &[]), before);
    assert_eq!(districts("2025", &[]), after);
    assert_eq!(districts("2025", &["--units", "2025-06-30"]), after);
    assert_eq!(districts("2025", &["--units", "2024-06-30"]), before);
    assert_eq!(districts("2024", &["--units", "2025-03-01"]), after);
    // A year tells the structure; the district is that of the period's end.
    assert_eq!(districts("2025", &["--units", "2024"]), after);
    assert_eq!(districts("2024", &["--units", "2024"]), before);
}

#[test]
fn a_district_that_is_written_decides_whatever_its_day() {
    let (_folder, path) = log(&[
        ("UBND xã Quảng Ngãi", "Huyện Đạ Huoai", "05/05/2025", 1),
        ("UBND xã Đạ Lây", "Huyện Đạ Huoai", "05/05/2025", 1),
    ]);
    let check = answer(&["check", path.to_str().expect("a path")], 0);
    assert!(!check.contains("C0211") && !check.contains("C0212"), "{check}");
}

/// Three communes of Hưng Yên whose names were others' before the reorganisation.
#[test]
fn names_are_those_of_the_day_of_the_export_whatever_the_received_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let names = ["UBND xã Hoàng Hoa Thám", "UBND xã Chí Minh", "UBND xã Phạm Ngũ Lão"];
    let rows = |day: &'static str| names.map(|name| (name, "", day));
    let june = rows("02/06/2025");
    write_coded(&path.join("cu.csv"), "A", &june);
    let since = path.join("moi.csv");
    write_coded(&since, "B", &[june, rows("15/07/2025")].concat());
    assert_eq!(
        received(path, &["--by", "district"]),
        map(&[("Huyện Ân Thi", 1), ("Huyện Khoái Châu", 1), ("Huyện Kim Động", 1), ("-", 6)])
    );
    assert_eq!(
        received(path, &["--by", "unit"])["UBND xã Chí Minh (Huyện Khoái Châu)"],
        1,
        "another commune than that of July"
    );
    assert_eq!(received(path, &["--by", "unit"])["UBND xã Chí Minh (Tỉnh Hưng Yên)"], 2);
    // A code of since tells what an old name became.
    let rows =
        [("UBND xã Hồng Lý", "11992", "02/06/2025"), ("UBND xã Lạc Đạo", "11992", "15/07/2025")];
    write_coded(&path.join("cu.csv"), "A", &[rows.as_slice(), &rows[1..], &rows[1..]].concat());
    let groups = received(path, &["--by", "unit"]);
    assert_eq!(groups["UBND xã Lạc Đạo"], 4, "{groups:?}");
}

#[test]
fn months_that_are_added_up_know_the_unit_under_both_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_log, path) = log(&BAC_NINH);
    let path = path.to_str().expect("a path");
    let tallies: Vec<String> = ["2026-08", "2026-09"]
        .iter()
        .map(|month| {
            let target = folder.path().join(format!("{month}.json")).display().to_string();
            answer(&["tally", path, "--period", month, "--output", &target], 0);
            target
        })
        .collect();
    let merged = json(&["merge", &tallies[0], &tallies[1], "--by", "unit", "--format", "json"]);
    let rows = merged["rows"].as_array().expect("rows").iter();
    let received: Vec<(&str, u64)> = rows
        .map(|row| {
            let name = row["group"]["unit"].as_str().expect("a name");
            (name, row["counts"]["received"].as_u64().expect("a count"))
        })
        .collect();
    assert!(received.contains(&("UBND phường Yên Phong", 9)), "{received:?}");
    assert!(received.contains(&("Công an phường Yên Phong", 3)), "{received:?}");
    assert!(received.contains(&("Thành phố Bắc Ninh", 1)), "{received:?}");
    assert_eq!(received.len(), 5, "{received:?}");
}

/// B1 and B2 were received by the old commune of the name; the export of July names the new ones.
#[test]
fn what_is_carried_over_stands_at_the_commune_of_the_export() {
    let carried = [
        ("UBND xã Hoàng Hoa Thám", "", "25/06/2025"),
        ("UBND xã Hoàng Hoa Thám", "", "26/06/2025"),
    ];
    let of_july = [
        ("UBND xã Ân Thi", "", "02/07/2025"),
        ("UBND xã Phạm Ngũ Lão", "", "02/07/2025"),
        ("UBND xã Hoàng Hoa Thám", "", "03/07/2025"),
    ];
    let by_unit = |path: &Path, more: &[&str]| {
        let stats = stats(path, &[&["--by", "unit", "--period", "2025-07"], more].concat());
        let rows = stats["rows"].as_array().expect("rows").clone();
        rows.into_iter()
            .map(|row| {
                let name = row["group"]["unit"].as_str().expect("a name").to_owned();
                (name, row["counts"]["opening"].as_u64().expect("a count"))
            })
            .collect::<Vec<_>>()
    };
    for more in [&[][..], &["--units", "2025"]] {
        let (_folder, path) = coded(&[&carried[..], &of_july].concat());
        let opening: Vec<_> =
            by_unit(&path, more).into_iter().filter(|(_, opening)| *opening > 0).collect();
        assert_eq!(opening, [("UBND xã Hoàng Hoa Thám".to_owned(), 2)], "{more:?}");
    }
    // Nothing was received since, but the titles tell of July.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write_coded(&path.join("t7.csv"), "A", &carried);
    write_coded(&path.join("so.csv"), "B", &[("Sở Nội vụ", "", "05/07/2025"); 4]);
    let since = |path: &Path| received(path, &["--by", "unit", "--units", "2025"]);
    assert_eq!(since(path)["Xã Ân Thi"], 2, "an export of June names the old commune");
    let text = std::fs::read_to_string(path.join("t7.csv")).expect("readable");
    let titles = "Từ ngày 01/07/2025 đến ngày 31/07/2025\n";
    std::fs::write(path.join("t7.csv"), format!("{titles}{text}")).expect("written");
    assert_eq!(since(path)["UBND xã Hoàng Hoa Thám"], 2, "an export of July");
    let opening = by_unit(path, &[]).into_iter().filter(|(_, opening)| *opening > 0);
    assert_eq!(opening.collect::<Vec<_>>(), [("UBND xã Hoàng Hoa Thám".to_owned(), 2)]);
}

/// The new Bắc Ninh reads what was written in Bắc Giang and in Bắc Ninh before them.
#[test]
fn the_communes_of_both_provinces_that_became_one_are_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let districts = [
        ("UBND xã Đông Tiến", "Huyện Yên Phong"),
        ("UBND xã Trung Nghĩa", "Huyện Yên Phong"),
        ("UBND xã Long Châu", "Huyện Yên Phong"),
        ("UBND xã Hương Vĩ", "Huyện Yên Thế"),
        ("UBND thị trấn Bố Hạ", "Huyện Yên Thế"),
    ];
    let mut text = super::HEADER.to_owned();
    for (number, (unit, district)) in districts.into_iter().enumerate() {
        writeln!(text, "A-{number},{unit},{district},05/05/2025,09/05/2025,08/05/2025")
            .expect("text");
    }
    std::fs::write(path.join("cu.csv"), &text).expect("written");
    let mut text = super::HEADER.to_owned();
    for number in 0..4 {
        writeln!(text, "B-{number},UBND xã Yên Phong,,05/08/2025,09/08/2025,08/08/2025")
            .expect("text");
    }
    std::fs::write(path.join("moi.csv"), &text).expect("written");
    let check = answer(&["check", path.to_str().expect("a path")], 0);
    assert!(!check.contains("C0211") && !check.contains("C0212"), "{check}");
    let rebased = received(path, &["--by", "unit", "--units", "2025"]);
    assert_eq!(rebased["Xã Bố Hạ"], 2, "{rebased:?}");
}

/// A code of since goes before a name that another commune bears.
#[test]
fn by_code_before_name_in_an_export_made_since() {
    let rows = [
        ("UBND xã Tân Sơn", "07534", "02/07/2025"),
        ("UBND xã Sa Lý", "", "02/07/2025"),
        ("UBND xã Tân Sơn", "", "03/07/2025"),
        ("UBND xã Biên Sơn", "07537", "03/07/2025"),
    ];
    let (_folder, path) = coded(&rows);
    let groups = received(&path, &["--by", "unit"]);
    let expected = [("UBND xã Biên Sơn", 1), ("UBND xã Sa Lý", 2), ("UBND xã Tân Sơn", 1)];
    assert_eq!(groups, map(&expected), "the code of Sa Lý");
}

/// The change of 20 September 2026, by name and by code: one unit each, and a roster under either name.
#[test]
fn a_unit_is_one_line_across_the_change_of_september_2026() {
    let days = ["03/09/2026", "23/09/2026"];
    let names = ["UBND xã Yên Phong", "UBND phường Yên Phong", "UBND xã Hiệp Hòa"];
    let names = [names[0], names[1], names[2], "UBND phường Hiệp Hòa"];
    let others = [("UBND xã Tam Đa", "", days[1]), ("UBND phường Kinh Bắc", "", days[1])];
    let folder = tempfile::tempdir().expect("a folder");
    for codes in [["", ""], ["09193", "07840"]] {
        let changed = names.iter().enumerate().map(|(n, name)| (*name, codes[n / 2], days[n % 2]));
        let rows: Vec<_> = changed.chain(others).collect();
        let (_log, path) = coded(&rows);
        let one_each = map(&[
            ("UBND phường Hiệp Hòa", 2),
            ("UBND phường Kinh Bắc", 1),
            ("UBND phường Yên Phong", 2),
            ("UBND xã Tam Đa", 1),
        ]);
        assert_eq!(received(&path, &["--by", "unit", "--period", "2026-09"]), one_each);
        let provinces = received(&path, &["--by", "province", "--period", "2026-09"]);
        assert_eq!(provinces, map(&[("Thành phố Bắc Ninh", 6)]));
        for kind in ["xã", "phường"] {
            let roster = folder.path().join("don-vi.csv");
            let text =
                format!("Đơn vị\nUBND {kind} Yên Phong\nUBND {kind} Hiệp Hòa\nUBND xã Tam Đa\n");
            std::fs::write(&roster, text).expect("written");
            let roster = roster.to_str().expect("a path");
            let stats = stats(&path, &["--period", "2026-09", "--roster", roster]);
            assert_eq!(stats["units"]["silent"], serde_json::json!([]), "{kind} {stats}");
            assert_eq!(stats["units"]["silent_in_period"], serde_json::json!([]), "{kind}");
        }
    }
}

/// Nobody waits for the exports of a commune that is no more, but for what it left open.
#[test]
fn a_commune_that_has_ended_is_missing_only_with_what_it_left_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let rows = |series: &str, unit: &str, month: &str, open: usize| {
        let mut text = super::HEADER.to_owned();
        for day in 1..=28 {
            let day = format!("{day:02}/{month}/2025");
            writeln!(text, "{series}-{day},{unit},,{day},{day},{day}").expect("text");
        }
        for number in 0..open {
            let day = format!("20/{month}/2025");
            writeln!(text, "{series}-mo-{number},{unit},,{day},30/{month}/2025,").expect("text");
        }
        text
    };
    std::fs::write(path.join("moi.csv"), rows("M", "UBND xã Yên Phong", "08", 0)).expect("written");
    for open in [0, 2] {
        let text = rows("C", "UBND xã Đông Tiến", "06", open);
        std::fs::write(path.join("cu.csv"), text).expect("written");
        let august = stats(path, &["--by", "unit", "--period", "2025-08"]);
        let missing = august["coverage"]["not_covered"].as_array().expect("units").len();
        assert_eq!(missing, usize::from(open > 0), "{open}: {}", august["coverage"]);
        // In its own days it is a unit like any other.
        let june = stats(path, &["--by", "unit", "--period", "2025-06"]);
        assert_eq!(june["rows"].as_array().expect("rows").len(), 1, "{june}");
    }
}

/// A department of before and since lies in one province, called as on the last day, whichever was read first.
#[test]
fn a_province_is_called_by_one_name_whatever_was_read_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let before = [("Sở Nội vụ", "", "02/06/2025"), ("UBND xã Đông Tiến", "09217", "02/06/2025")];
    let since = [("Sở Nội vụ", "", "25/09/2026"), ("UBND phường Yên Phong", "09193", "25/09/2026")];
    for (first, last) in [("cu.csv", "moi.csv"), ("moi.csv", "a.csv")] {
        write_coded(&path.join(first), "A", &[before[0], before[1], before[1]]);
        write_coded(&path.join(last), "B", &[since[0], since[1], since[1]]);
        let provinces = received(path, &["--by", "province"]);
        assert_eq!(provinces, map(&[("Thành phố Bắc Ninh", 6)]), "{first} {last}");
        let june = received(path, &["--by", "province", "--period", "2025-06"]);
        assert_eq!(june, map(&[("Tỉnh Bắc Ninh", 3)]), "{first} {last}");
        for name in [first, last] {
            std::fs::remove_file(path.join(name)).expect("removed");
        }
    }
}
