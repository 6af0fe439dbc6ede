//! Maps of communes on the command line: the same figures as tables, whatever file they become.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::{answer, cchc, json, run};

/// A log of communes since July 2025: name, province, dossiers, how many of them late, still open.
fn log(folder: &Path, units: &[(&str, &str, usize, usize, usize)]) -> String {
    let mut text = String::from(
        "Mã hồ sơ,Đơn vị giải quyết,Tỉnh,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái,Hình thức tiếp nhận\n",
    );
    for (place, (unit, province, dossiers, late, open)) in units.iter().enumerate() {
        for number in 0..*dossiers {
            let (day, status) = match number {
                number if number < *late => ("20/03/2026", "Đã trả kết quả"),
                number if number < late + open => ("", "Đang giải quyết"),
                _ => ("10/03/2026", "Đã trả kết quả"),
            };
            let channel = if number % 3 == 0 { "Trực tuyến" } else { "Trực tiếp" };
            writeln!(
                text,
                "H{place}.{number},{unit},{province},03/03/2026,12/03/2026,{day},{status},{channel}"
            )
            .expect("a string");
        }
    }
    let path = folder.join("xuat.csv");
    std::fs::write(&path, text).expect("written");
    path.to_string_lossy().into_owned()
}

const BAC_NINH: &str = "Tỉnh Bắc Ninh";
const UNITS: [(&str, &str, usize, usize, usize); 5] = [
    ("UBND xã Yên Phong", BAC_NINH, 80, 20, 4),
    ("UBND phường Kinh Bắc", BAC_NINH, 60, 0, 0),
    ("UBND xã Tam Giang", BAC_NINH, 12, 3, 9),
    ("Công an xã Yên Phong", BAC_NINH, 40, 0, 2),
    ("Sở Tư pháp", BAC_NINH, 33, 1, 0),
];
const MARCH: [&str; 3] = ["--period", "2026-03", "--quiet"];

fn map<'a>(log: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["map", log], &MARCH[..], more].concat()
}

fn communes(record: &Value) -> BTreeMap<String, Value> {
    let communes = record["communes"].as_array().expect("communes").iter();
    communes.map(|one| (one["name"].as_str().expect("a name").to_owned(), one.clone())).collect()
}

#[test]
fn figures_of_a_map_are_those_of_stats() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let figures = [
        "received",
        "closing_overdue",
        "on_time_rate",
        "online_rate",
        "avg_processing_time",
        "late",
    ];
    let columns = figures.join(",");
    let stats =
        json(&[&["stats", &log, "--format", "json", "--columns", &columns], &MARCH[..]].concat());
    let rows = stats["rows"].as_array().expect("rows");
    let of_unit = |unit: &str| rows.iter().find(|row| row["group"]["unit"] == unit).expect(unit);
    for figure in figures {
        let record = json(&map(&log, &["--figure", figure, "--format", "json"]));
        let drawn = communes(&record);
        assert_eq!(drawn.len(), 99, "{figure}");
        let own = &drawn["Phường Kinh Bắc"];
        let expected = of_unit("UBND phường Kinh Bắc");
        match &expected["counts"][figure] {
            Value::Null => {
                let expected = &expected["rates"][figure];
                assert!(expected["num"].is_u64(), "{figure}: {expected}");
                assert_eq!((&own["num"], &own["den"]), (&expected["num"], &expected["den"]));
            }
            count => assert_eq!(own["value"], *count, "{figure}"),
        }
        if figure == "received" {
            // An office of a commune stands in its commune; what stands nowhere is told.
            assert_eq!(drawn["Xã Yên Phong"]["value"], 120);
            let sum: u64 = drawn.values().filter_map(|one| one["value"].as_u64()).sum();
            assert_eq!(sum + 33, stats["total"]["counts"]["received"].as_u64().expect("a count"));
            assert_eq!(record["off_map"]["no_commune"], 33);
        }
    }
}

#[test]
fn few_dossiers_are_marked_and_none_are_no_zero() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let drawn = communes(&json(&map(&log, &["--format", "json"])));
    assert_eq!(drawn["Xã Tam Giang"]["is_small"], true);
    assert_eq!(drawn["Phường Kinh Bắc"]["is_small"], false);
    assert_eq!(drawn["Xã Cẩm Lý"]["class"], Value::Null);
    assert_eq!(drawn["Xã Cẩm Lý"]["reason"], "no_dossiers");
    let text = answer(&map(&log, &[]), 0);
    assert!(text.contains("1 trong 3 xã, phường có tỷ lệ đúng hạn"), "{text}");
    let csv = answer(&map(&log, &["--format", "csv"]), 0);
    assert_eq!(csv.lines().count(), 100);
    assert!(
        csv.starts_with("code,commune,on_time_rate,on_time_rate_num,on_time_rate_den,class,"),
        "{csv}"
    );
}

#[test]
fn a_map_is_written_as_its_ending_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let write = |ending: &str| {
        let path = folder.path().join(format!("ban-do.{ending}"));
        answer(&map(&log, &["--output", path.to_str().expect("a path")]), 0);
        std::fs::read(path).expect("written")
    };
    let text = |ending| String::from_utf8(write(ending)).expect("UTF-8");
    let svg = text("svg");
    assert!(svg.starts_with("<?xml") && svg.contains("Xã Yên Phong: "), "no SVG");
    assert!(write("png").starts_with(b"\x89PNG"));
    let page = text("html");
    assert_eq!(page.matches("data-code=").count(), 99);
    assert!(page.contains("Content-Security-Policy") && page.contains("<caption"));
    assert!(text("json").contains("cchc/map/1"));
    assert!(text("csv").contains("09193"));
    let word = write("docx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("an archive");
    let mut part = |name: &str| {
        let mut part = archive.by_name(name).expect(name);
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("read");
        bytes
    };
    assert!(part("word/media/rIdImage1.png").starts_with(b"\x89PNG"));
    let document = String::from_utf8(part("word/document.xml")).expect("UTF-8");
    assert!(document.contains("descr=\"Tỷ lệ đúng hạn"), "words for who does not see it");
    write("xlsx");
    let path = folder.path().join("ban-do.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    assert!(book.sheet_names().contains(&"Bản đồ".to_owned()), "{:?}", book.sheet_names());
    let cells = book.worksheet_range("Bản đồ").expect("a sheet");
    assert!(cells.rows().count() > 100);
    let file = std::fs::File::open(&path).expect("a file");
    let names = zip::ZipArchive::new(file).expect("an archive");
    assert!(names.file_names().flatten().any(|name| name.starts_with("xl/media/")), "no picture");
}

#[test]
fn a_report_has_maps_and_that_of_a_unit_has_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let to = folder.path().join("bao-cao");
    let to_name = to.to_str().expect("a path");
    let start = ["report", &log, "--output", to_name, "--format", "docx,html", "--each", "unit"];
    answer(&[&start[..], &MARCH].concat(), 0);
    let page = std::fs::read_to_string(to.join("xem.html")).expect("a page");
    assert_eq!(page.matches("data-code=").count(), 3 * 99, "in time, online, overdue");
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains(" trong 3 xã, phường chiếm "), "where the overdue ones are");
    let pictures = |path: &Path| {
        let file = std::fs::File::open(path).expect("a file");
        let archive = zip::ZipArchive::new(file).expect("an archive");
        archive.file_names().flatten().filter(|name| name.starts_with("word/media/")).count()
    };
    assert_eq!(pictures(&to.join("bao-cao.docx")), 3);
    let mut units = 0;
    for file in walkdir::WalkDir::new(&to).min_depth(2) {
        let path = file.expect("listed").into_path();
        match path.extension().and_then(std::ffi::OsStr::to_str) {
            Some("docx") => assert_eq!(pictures(&path), 0, "{}", path.display()),
            Some("html") => {
                let page = std::fs::read_to_string(&path).expect("a page");
                assert!(!page.contains("data-code="), "{}", path.display());
                units += 1;
            }
            _ => {}
        }
    }
    assert_eq!(units, UNITS.len());
}

#[test]
fn the_islands_stand_with_their_provinces() {
    let folder = tempfile::tempdir().expect("a folder");
    for (unit, province, island) in [
        ("UBND phường Hải Châu", "Thành phố Đà Nẵng", "Hoàng Sa"),
        ("UBND phường Nha Trang", "Tỉnh Khánh Hòa", "Trường Sa"),
    ] {
        let log = log(folder.path(), &[(unit, province, 40, 2, 0)]);
        let path = folder.path().join("ban-do.svg");
        answer(&map(&log, &["--output", path.to_str().expect("a path")]), 0);
        let svg = std::fs::read_to_string(&path).expect("written");
        assert!(svg.contains(&format!(">{island}</text>")), "{island} has no box");
        assert!(svg.contains(&format!("<title>Đặc khu {island}: không có dữ liệu</title>")));
    }
}

#[test]
fn a_map_is_of_one_province() {
    let folder = tempfile::tempdir().expect("a folder");
    let units = [UNITS[0], ("UBND phường Hải Châu", "Thành phố Đà Nẵng", 40, 2, 0)];
    let log = log(folder.path(), &units);
    let refused = run(&map(&log, &[]));
    assert_eq!(refused.status.code(), Some(3));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        told.contains("--province") && told.contains("Tỉnh Bắc Ninh (24, 1 xã, phường)"),
        "{told}"
    );
    for (province, name) in [("24", "Tỉnh Bắc Ninh"), ("đà nẵng", "Thành phố Đà Nẵng")]
    {
        let record = json(&map(&log, &["--province", province, "--format", "json"]));
        assert_eq!(record["province"]["name"], name);
        assert!(record["off_map"]["elsewhere"].as_u64() > Some(0));
    }
    for (province, code) in [("Hà Nội", 3), ("Atlantis", 2)] {
        assert_eq!(
            run(&map(&log, &["--province", province])).status.code(),
            Some(code),
            "{province}"
        );
    }
}

#[test]
fn units_of_before_are_drawn_where_they_are_told_in_those_of_today() {
    const FOLDER: &str = "examples/thai-binh/2024";
    let june = ["map", FOLDER, "--period", "2024-06", "--quiet"];
    let refused = run(&june);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--units 2025"));
    let record = json(&[&june[..], &["--units", "2025", "--format", "json"]].concat());
    assert_eq!(record["province"]["name"], "Tỉnh Hưng Yên");
    let drawn = communes(&record);
    assert_eq!(drawn.len(), 104);
    assert!(drawn.values().filter(|one| !one["class"].is_null()).count() > 10);
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let told = |arguments: &[&str], code: i32| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(told(&map(&log, &["--figure", "on_time_rat"]), 2).contains("on_time_rate"));
    told(&map(&log, &["--output", "/nowhere/at/all/ban-do.svg"]), 5);
    assert!(told(&map(&log, &["--output", "ban-do.gif"]), 2).contains(".svg .png"));
    told(&["map", &log, "--period", "2021-01"], 3);
    told(&["map", "tests/data/aggregates/06a-hung-ha-2024-06.csv"], 3);
    let departments = self::log(folder.path(), &[("Sở Tư pháp", BAC_NINH, 9, 0, 0)]);
    assert!(told(&map(&departments, &[]), 3).contains("cchc help don-vi"));
    assert!(answer(&["ban-do", "--help"], 0).contains("cchc map"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &UNITS);
    let mut child = cchc(&map(&log, &["--format", "json"]))
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}
