//! `--each unit`: every unit its own figures and charts, the whole beside them, all or nothing.

use std::collections::BTreeSet;

use super::{Written, files, table};
use crate::support::json;

const LOG: [&str; 5] =
    ["examples/thai-binh/2024", "--period", "2024-06", "--where", "district=Huyện Quỳnh Phụ"];

#[test]
fn every_package_tells_of_its_own_unit() {
    let arguments = [&LOG[..], &["--each", "unit", "--format", "json,html"]].concat();
    let written = Written::new(&arguments);
    let whole = written.json("so-lieu.json");
    let units = table(&whole, "units")["lines"].as_array().expect("lines").clone();
    let folder = written.path("don-vi");
    let folders: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
    assert_eq!(folders.len(), units.len());
    let mut trends = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for entry in folders {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        let report = written.json(&format!("don-vi/{name}/so-lieu.json"));
        let unit = report["subject"]["unit"].as_str().expect("a unit").to_owned();
        let line = units.iter().find(|line| line["unit"] == unit.as_str()).expect("in the whole");
        for (headline, key) in [(0, "received"), (1, "resolved")] {
            assert_eq!(report["headlines"][headline]["key"], key);
            assert_eq!(report["headlines"][headline]["figure"], line[key], "{unit} {key}");
        }
        // The trap: every report with the chart of the last unit.
        let page = written.text(&format!("don-vi/{name}/xem.html"));
        assert!(page.contains(&unit), "{unit}");
        let trend: String = page.split("<svg").skip(1).collect();
        trends.insert(trend);
        seen.insert(unit);
    }
    assert_eq!(seen.len(), units.len(), "each unit once");
    assert!(trends.len() * 10 > units.len() * 9, "{} different pages", trends.len());
    assert!(files(&written.path("")).len() > 2 * units.len());
}

#[test]
fn a_unit_has_the_figures_of_stats_for_that_unit() {
    let arguments = [&LOG[..], &["--each", "unit", "--format", "json"]].concat();
    let written = Written::new(&arguments);
    let report = written.json("don-vi/ubnd-xa-quynh-my/so-lieu.json");
    let filter = ["--where", "unit=UBND xã Quỳnh Mỹ", "--format", "json"];
    // This commune's export has no column for fields.
    for (id, by) in [("procedures", "procedure")] {
        let stats = json(&[&["stats"], &LOG[..3], &["--by", by], &filter[..]].concat());
        let mut rows = stats["rows"].as_array().expect("rows").clone();
        let lines = table(&report, id)["lines"].as_array().expect("lines");
        assert_eq!(lines.len(), rows.len(), "{id}");
        for line in lines {
            let place =
                rows.iter().position(|row| row["group"][by] == line[by]).expect("the group");
            let row = rows.remove(place);
            for count in ["opening", "received", "resolved", "late", "closing"] {
                assert_eq!(line[count], row["counts"][count], "{id} {count}");
            }
        }
    }
    let months = table(&report, "months")["lines"].as_array().expect("lines");
    let june = months.iter().find(|line| line["month"] == "2024-06").expect("June");
    assert_eq!(june["received"], report["headlines"][0]["figure"]);
}

/// Communes of like volume with late and overdue dossiers; one has none of either, one has 29.
struct Made {
    folder: tempfile::TempDir,
}

const COMMUNES: [&str; 8] = [
    "UBND xã Quỳnh Sơn",
    "UBND xã An Bình",
    "UBND xã Minh Khai",
    "UBND xã Tân Lập",
    "UBND xã Phú Lương",
    "UBND xã Đông Hải",
    "UBND xã Thái Hưng",
    "UBND xã Vũ Ninh",
];
const HEAD: &str = "Mã hồ sơ;Mã thủ tục;Tên thủ tục hành chính;Đơn vị giải quyết;Người nộp;Số điện thoại;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc;Trạng thái;Hình thức nộp\n";

impl Made {
    /// `split`: each commune in a file of its own name.
    fn new(split: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut whole = HEAD.to_owned();
        for (place, commune) in COMMUNES.iter().enumerate() {
            let mut rows = String::new();
            for number in 0..29 + place * 2 {
                let id = format!("000.{place:02}.07.H54-2406-{number:04}");
                let (due, finish) = match (place, number % 9) {
                    (1, _) => ("12/06/2024", "12/06/2024"),
                    // Friday to Monday: one working day.
                    (_, 0) => ("14/06/2024", "17/06/2024"),
                    (_, 1) => ("14/06/2024", ""),
                    (0, 2) => ("31/02/2024", "12/06/2024"),
                    _ => ("20/06/2024", "19/06/2024"),
                };
                let state =
                    if finish.is_empty() { "Đang xử lý" } else { "Đã trả kết quả" };
                let row = format!(
                    "{id};1.001193;Đăng ký khai sinh;{commune};Bùi Bí Mật;0912345678;03/06/2024;{due};{finish};{state};Trực tuyến\n"
                );
                rows.push_str(&row);
            }
            if split {
                let name = format!("{commune}.csv");
                std::fs::write(folder.path().join(name), format!("{HEAD}{rows}")).expect("written");
            }
            whole += &rows;
        }
        if !split {
            std::fs::write(folder.path().join("so.csv"), whole).expect("written");
        }
        Self { folder }
    }

    fn report(&self, more: &[&str]) -> Written {
        let path = self.folder.path().to_str().expect("a UTF-8 path");
        Written::new(&[&[path, "--period", "2024-06", "--each", "unit"], more].concat())
    }
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// All that a file says: the parts of an archive without their marks, else its text.
fn said(name: &str, bytes: &[u8]) -> String {
    if !["docx", "xlsx"].contains(&ending(name)) {
        return String::from_utf8(bytes.to_vec()).expect("UTF-8");
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("readable");
        text += &String::from_utf8_lossy(&bytes);
    }
    text
}

#[test]
fn a_package_holds_nothing_of_other_units_and_no_person() {
    for split in [false, true] {
        let written = Made::new(split).report(&[]);
        let packages = files(&written.path("don-vi"));
        let formats: BTreeSet<&str> =
            packages.iter().filter_map(|(name, _)| name.rsplit('/').next()).collect();
        let all = ["bao-cao.docx", "bao-cao.md", "cong-van.docx", "so-lieu.csv", "so-lieu.json"];
        assert!(all.iter().all(|name| formats.contains(name)), "{formats:?}");
        assert!(formats.contains("so-lieu.xlsx") && formats.contains("xem.html"), "{formats:?}");
        assert_eq!(packages.len(), COMMUNES.len() * formats.len());
        for (name, bytes) in &packages {
            let folder = name.split('/').next().expect("a folder");
            let report = written.json(&format!("don-vi/{folder}/so-lieu.json"));
            let own = report["subject"]["unit"].as_str().expect("a unit");
            let text = said(name, bytes);
            for (place, other) in COMMUNES.iter().enumerate() {
                let code = format!("000.{place:02}.07.H54");
                let is_of_other = text.contains(other) || text.contains(&code);
                assert!(*other == own || !is_of_other, "{name}: {other} {code}");
            }
            assert!(text.contains(own) || ending(name) == "csv", "{name} is of nobody");
            assert!(!text.contains("Bí Mật") && !text.contains("0912345678"), "{name}");
        }
    }
}

#[test]
fn a_unit_gets_the_list_of_its_late_dossiers_its_place_and_its_data_errors() {
    let written = Made::new(false).report(&["--format", "docx,json,xlsx", "--lang", "vi"]);
    let report = written.json("don-vi/ubnd-xa-quynh-son/so-lieu.json");
    let list = table(&report, "unit_dossiers")["lines"].as_array().expect("lines").clone();
    // Of 29 every ninth is late, and every ninth is open.
    assert_eq!(list.len(), 8);
    let of_class = |name: &str| list.iter().filter(|line| line["class"] == name).count();
    assert_eq!((of_class("Tồn quá hạn"), of_class("Quá hạn")), (4, 4));
    let first = &list[0];
    assert_eq!(
        (&first["class"], &first["procedure"], &first["due"], &first["finished"]),
        (
            &"Tồn quá hạn".into(),
            &"Đăng ký khai sinh".into(),
            &"2024-06-14".into(),
            &serde_json::Value::Null
        )
    );
    // Friday 14 June to Sunday 30 June: ten working days; to Monday: one.
    assert_eq!(
        (&first["working_days_over"], &list[7]["working_days_over"]),
        (&10.into(), &1.into())
    );
    assert_eq!(first["cause"], serde_json::Value::Null);
    let counts = &report["headlines"];
    let sum: u64 = counts.as_array().expect("headlines").iter().fold(0, |sum, headline| {
        let is_meant = ["late", "closing_overdue"].iter().any(|key| headline["key"] == *key);
        sum + if is_meant { headline["figure"].as_u64().expect("a count") } else { 0 }
    });
    assert_eq!(sum, 8, "as many as are counted");
    let place = table(&report, "unit_place")["lines"][0].clone();
    assert_eq!(place["units"], 8, "{place}");
    let errors = table(&report, "unit_findings")["lines"].as_array().expect("lines");
    let bad_date = errors.iter().find(|line| line["code"] == "C0103").expect("its own");
    assert_eq!(bad_date["count"], 3, "{errors:?}");
    let other = written.json("don-vi/ubnd-xa-minh-khai/so-lieu.json");
    let errors = table(&other, "unit_findings")["lines"].as_array().expect("lines").clone();
    assert!(errors.iter().all(|line| line["code"] != "C0103"), "{errors:?}");
    let none = written.json("don-vi/ubnd-xa-an-binh/so-lieu.json");
    let ids: Vec<&serde_json::Value> =
        none["tables"].as_array().expect("tables").iter().map(|table| &table["id"]).collect();
    assert!(!ids.contains(&&"unit_dossiers".into()), "{ids:?}");
    let letter = |unit: &str| {
        let name = format!("don-vi/{unit}/cong-van.docx");
        said(&name, &written.bytes(&name))
    };
    let (asked, thanked) = (letter("ubnd-xa-quynh-son"), letter("ubnd-xa-an-binh"));
    assert!(asked.contains("Kính gửi: UBND xã Quỳnh Sơn") && asked.contains("V/v rà soát"));
    assert!(asked.contains("“Nguyên nhân”") && !thanked.contains("“Nguyên nhân”"));
    assert!(said("cong-van.docx", &written.bytes("cong-van.docx")).contains("V/v báo cáo"));
    let report = said("x.docx", &written.bytes("don-vi/ubnd-xa-quynh-son/bao-cao.docx"));
    assert!(report.contains("Nguyên nhân") && report.contains("14/06/2024"));
    assert!(!report.contains("TÓM TẮT PHỤC VỤ LÃNH ĐẠO"), "what it says stands in the text");
    let path = written.path("don-vi/ubnd-xa-quynh-son/so-lieu.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range(&mut book, "Hồ sơ quá hạn").expect("a sheet");
    let days = sheet.used_cells().filter(|(.., cell)| matches!(cell, calamine::Data::DateTime(_)));
    assert_eq!(days.count(), 8 * 2 + 4, "received and due, and the finish of four");
}

#[test]
fn the_page_leads_from_a_unit_to_its_line_and_to_its_package() {
    let written = Made::new(false).report(&["--format", "html"]);
    let page = written.text("xem.html");
    let own = "href=\"don-vi/ubnd-xa-quynh-son/xem.html\"";
    assert_eq!(page.matches(own).count(), 1, "in the table of units");
    let (_, line) = page.split_once("href=\"#u-").expect("a link to a line");
    let number = line.split('"').next().expect("a number");
    assert!(page.contains(&format!("<tr id=\"u-{number}\"")), "{number}");
    // Alone, a page leads to no package.
    let folder = Made::new(false);
    let path = folder.folder.path().to_str().expect("a UTF-8 path");
    let alone = Written::new(&[path, "--period", "2024-06", "--format", "html"]);
    assert!(!alone.text("xem.html").contains("don-vi/"));
    assert!(!written.path("don-vi/ubnd-xa-quynh-son/cong-van.docx").exists(), "no Word, no letter");
}

#[test]
fn the_files_of_a_commune_can_be_mailed() {
    let written = Written::new(&[&LOG[..], &["--each", "unit", "--format", "html,docx"]].concat());
    let whole: Vec<(String, Vec<u8>)> = files(&written.path("don-vi"));
    let mut sizes: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (name, bytes) in &whole {
        *sizes.entry(name.split('/').next().expect("a folder")).or_default() += bytes.len();
    }
    assert!(sizes.len() > 30 && sizes.values().all(|size| *size < 400_000), "{sizes:?}");
}
