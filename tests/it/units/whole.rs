//! What is the whole of a province and what is part of it; the roster held against a period.

use std::path::Path;

use serde_json::json as value;

use super::{log, stats};
use crate::support::{answer, json, run};

/// Three communes and a ward of Hưng Yên; one of them silent in September, one before.
const HUNG_YEN: [(&str, &str, &str, usize); 5] = [
    ("UBND xã Vạn Xuân", "", "05/08/2025", 3),
    ("UBND xã Vạn Xuân", "", "05/09/2025", 2),
    ("UBND phường Thái Bình", "", "06/08/2025", 4),
    ("UBND xã Lạc Đạo", "", "07/09/2025", 1),
    ("Sở Tư pháp", "", "07/09/2025", 1),
];

fn text(path: &Path, arguments: &[&str]) -> String {
    let path = path.to_str().expect("a path");
    let command = [&[arguments[0], path], &arguments[1..]].concat();
    answer(&command, 0).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn part_of_a_province_says_how_much_of_it() {
    let (folder, path) = log(&HUNG_YEN);
    let all = "3 trong 104 xã, phường của Tỉnh Hưng Yên có dữ liệu trong kỳ";
    let september = "2 trong 104 xã, phường của Tỉnh Hưng Yên có dữ liệu trong kỳ";
    assert!(text(&path, &["stats", "--by", "unit"]).contains(all));
    let compare = ["compare", "--period", "2025-09", "--with", "previous"];
    for command in [&["stats", "--by", "unit", "--period", "2025-09"][..], &compare] {
        assert!(text(&path, command).contains(september), "{command:?}");
    }
    assert!(text(&path, &["series"]).contains(all));
    let english = text(&path, &["stats", "--by", "unit", "--lang", "en"]);
    assert!(english.contains("3 of 104 communes of Tỉnh Hưng Yên have data in the period"));
    let found = stats(&path, &["--by", "unit", "--period", "2025-09"]);
    assert_eq!(found["units"]["is_whole"], false);
    assert_eq!(
        found["units"]["whole"],
        value!({"place": "Tỉnh Hưng Yên", "list_of": "2025-09-30", "communes": {"told": 2, "all": 104}, "districts": null})
    );
    let compared = json(&[
        "compare",
        path.to_str().expect("a path"),
        "--period",
        "2025-09",
        "--format",
        "json",
    ]);
    assert_eq!(compared["presence"]["whole"]["communes"]["told"], 2);
    let report = folder.path().join("bao-cao");
    let target = report.to_str().expect("a path");
    let log = path.to_str().expect("a path");
    answer(&["report", log, "--period", "2025-09", "--output", target, "--format", "md,html"], 0);
    let texts: Vec<String> = ["bao-cao.md", "xem.html"]
        .iter()
        .map(|file| std::fs::read_to_string(report.join(file)).expect("a file"))
        .collect();
    for text in &texts {
        assert!(text.contains("2 trong 104 xã, phường của "), "{text}");
        assert!(!text.contains("toàn tỉnh"), "{text}");
    }
}

#[test]
fn all_communes_of_a_province_are_the_whole() {
    let list = full_list("Tỉnh Hưng Yên", &["--units", "2025"]);
    let communes: Vec<(&str, &str, &str, usize)> = list
        .lines()
        .skip(3)
        .map(|line| (line.split(',').next().expect("a name"), "", "05/09/2025", 1))
        .collect();
    assert_eq!(communes.len(), 104);
    let (_folder, path) = log(&communes);
    let found = stats(&path, &["--by", "unit"]);
    assert_eq!(
        (&found["units"]["is_whole"], &found["units"]["whole"]["communes"]["told"]),
        (&value!(true), &value!(104))
    );
    assert!(!text(&path, &["stats", "--by", "unit"]).contains("trong 104"));
    let (_folder, path) = log(&communes[1..]);
    assert!(text(&path, &["stats", "--by", "unit"]).contains("103 trong 104 xã, phường"));
}

#[test]
fn one_unit_or_two_provinces_are_no_part_of_anything() {
    for rows in [
        &[("UBND xã Vạn Xuân", "", "05/09/2025", 3), ("Sở Tư pháp", "", "05/09/2025", 3)][..],
        &[("NYPD", "", "05/09/2025", 3), ("FDNY", "", "05/09/2025", 3)],
    ] {
        let (_folder, path) = log(rows);
        assert_eq!(stats(&path, &["--by", "unit"]).get("units"), None);
    }
    let (_folder, path) = log(&HUNG_YEN);
    assert_eq!(stats(&path, &["--by", "month"]).get("units"), None, "units were not asked for");
}

#[test]
fn the_roster_is_held_against_the_period() {
    let (folder, path) = log(&HUNG_YEN);
    let roster = folder.path().join("don-vi.csv");
    let list = "Đơn vị,Mã đơn vị\nUBND xã Vạn Xuân,\nPhường Thái Bình,\nXã Lạc Đạo,\nXã Đại Đồng,\nSở Tư pháp,\n";
    std::fs::write(&roster, list).expect("written");
    let roster = roster.to_str().expect("a path");
    let of = |period: &[&str]| {
        let more: Vec<&str> = [&["--roster", roster], period].concat();
        let units = stats(&path, &more)["units"].clone();
        (units["silent"].clone(), units["silent_in_period"].clone(), units["is_whole"].clone())
    };
    let never = value!(["Xã Đại Đồng"]);
    assert_eq!(of(&[]), (never.clone(), value!([]), value!(false)));
    assert_eq!(
        of(&["--period", "2025-09"]),
        (never.clone(), value!(["Phường Thái Bình"]), value!(false))
    );
    assert_eq!(
        of(&["--period", "2025-08"]),
        (never, value!(["Xã Lạc Đạo", "Sở Tư pháp"]), value!(false))
    );
    let september = ["--period", "2025-09", "--roster", roster];
    let told = text(&path, &[&["stats"], &september[..]].concat());
    assert!(
        told.contains("Không có hồ sơ trong kỳ 1 trong 5 đơn vị phải báo cáo: Phường Thái Bình."),
        "{told}"
    );
    assert!(told.contains("Chưa có dữ liệu 1 trong 5 đơn vị phải báo cáo: Xã Đại Đồng."), "{told}");
    let log = path.to_str().expect("a path");
    let overview = json(&[&[log, "--format", "json"], &september[..]].concat());
    assert_eq!(overview["findings"]["unit_silent_in_period"], 1);
    assert_eq!(overview["findings"]["unit_silent"], 1);
    // A dossier that waits through the period is something told of it.
    let open = folder.path().join("open.csv");
    std::fs::write(&open, "Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nX1,UBND phường Thái Bình,05/08/2025\nX2,UBND xã Lạc Đạo,05/09/2025\n").expect("written");
    let units = stats(&open, &["--period", "2025-09", "--roster", roster])["units"].clone();
    assert_eq!(units["silent_in_period"], value!([]));
}

#[test]
fn a_roster_that_is_complete_makes_the_whole() {
    let (folder, path) = log(&HUNG_YEN);
    let roster = folder.path().join("don-vi.csv");
    std::fs::write(&roster, "Xã Vạn Xuân\nSở Tư pháp\nXã Lạc Đạo\n").expect("written");
    let roster = roster.to_str().expect("a path");
    for (period, is_whole) in [("2025-09", true), ("2025-08", false)] {
        let found = stats(&path, &["--period", period, "--by", "unit", "--roster", roster]);
        assert_eq!(found["units"]["is_whole"], is_whole, "{period}");
    }
}

/// What `init --roster-of` writes.
fn full_list(place: &str, more: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().to_str().expect("a path");
    answer(&[&["init", target, "--roster-of", place], more].concat(), 0);
    let config = std::fs::read_to_string(folder.path().join("cchc.toml")).expect("a file");
    assert!(config.contains("roster = \"don-vi.csv\""), "{config}");
    std::fs::read_to_string(folder.path().join("don-vi.csv")).expect("a file")
}

#[test]
fn a_full_list_is_dated_and_read_back() {
    let list = full_list("Tỉnh Thái Bình", &["--units", "2024"]);
    let lines: Vec<&str> = list.lines().collect();
    assert!(
        lines[0].starts_with("# Tỉnh Thái Bình: 250 đơn vị") && lines[0].contains("31/12/2024"),
        "{}",
        lines[0]
    );
    assert_eq!(lines[2], "Tên đơn vị,Cấp,Quận/Huyện,Mã đơn vị");
    assert_eq!(lines[3], "Thành phố Thái Bình,Cấp huyện,,336");
    assert_eq!(lines.len(), 3 + 8 + 242);
    assert!(
        lines.contains(&"Xã Quỳnh Hội,Cấp xã,Huyện Quỳnh Phụ,12490")
            || lines.iter().any(|line| line.contains("Huyện Quỳnh Phụ"))
    );
    let (folder, path) = log(&[
        ("UBND xã Minh Tân", "Huyện Hưng Hà", "03/12/2024", 1),
        ("UBND huyện Hưng Hà", "Huyện Hưng Hà", "03/12/2024", 1),
    ]);
    let roster = folder.path().join("don-vi.csv");
    std::fs::write(&roster, &list).expect("written");
    let units = stats(&path, &["--roster", roster.to_str().expect("a path")])["units"].clone();
    assert_eq!(units["expected"], 250);
    assert_eq!(units["silent"].as_array().map(Vec::len), Some(248));
    let today = full_list("Thành phố Bắc Ninh", &[]);
    assert!(today.contains("Phường Yên Phong,Cấp xã,,09193"), "{today}");
    let before = full_list("Thành phố Bắc Ninh", &["--units", "2026-09-19"]);
    assert!(
        before.contains("Xã Yên Phong,Cấp xã,,09193") && before.starts_with("# Tỉnh Bắc Ninh: 99")
    );
}

#[test]
fn a_place_that_is_none_of_the_day_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("new");
    let target = target.to_str().expect("a path");
    for (place, more, message) in [
        (
            "Tỉnh Thái Bình",
            &[][..],
            "nay thuộc Tỉnh Hưng Yên; danh sách ngày cuối: --units 2025-06-30",
        ),
        ("Tỉnh Hưng Yêm", &[], "có phải ý bạn là `Tỉnh Hưng Yên`?"),
        ("Huyện Châu Thành", &["--units", "2024"], "`Huyện Châu Thành - Tỉnh Tiền Giang`"),
        ("Tỉnh Hưng Yên", &["--units", "25"], "--units"),
    ] {
        let output = run(&[&["init", target, "--roster-of", place], more].concat());
        let errors = String::from_utf8_lossy(&output.stderr)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(output.status.code(), Some(2), "{place}: {errors}");
        assert!(errors.contains(message), "{place}: {errors}");
        assert!(!folder.path().join("new").exists(), "nothing is written");
    }
}
