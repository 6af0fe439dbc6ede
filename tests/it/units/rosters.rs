//! Lists of units are read like logs, and no unit that reported is called silent.

use std::fmt::Write as _;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::{json, run};

/// A log of dossiers, one for each (district, unit).
fn log(folder: &Path, units: &[(&str, &str)]) -> String {
    let has_districts = units.iter().any(|(district, _)| !district.is_empty());
    let district = |name: &str| if has_districts { format!("{name},") } else { String::new() };
    let mut text = format!(
        "Mã hồ sơ,{}Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n",
        district("Quận/Huyện")
    );
    for (number, (within, unit)) in units.iter().enumerate() {
        let within = district(within);
        writeln!(text, "A-{number},{within}{unit},03/06/2024,20/06/2024,14/06/2024")
            .expect("memory");
    }
    written(folder, "ho-so.csv", text.as_bytes())
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path.to_str().expect("a path").to_owned()
}

/// Units named silent, and those that cannot be told.
fn held(log: &str, roster: &str) -> (Vec<String>, Vec<String>) {
    let checked = json(&["check", log, "--roster", roster, "--format", "json"]);
    let of = |code: &str| {
        let findings = checked["findings"].as_array().expect("findings").iter();
        let texts = findings.filter(|one| one["code"] == code).map(|one| &one["value"]);
        texts.map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    };
    (of("C0214"), of("C0247"))
}

const TWO: [(&str, &str); 2] = [("", "UBND xã An Bình"), ("", "UBND xã Bình Minh")];
const OF_DISTRICT: [(&str, &str); 2] =
    [("Huyện Hưng Hà", "UBND xã Hòa Bình"), ("Huyện Hưng Hà", "UBND xã Văn Lang")];

#[test]
fn spellings_numbers_and_bullets_are_no_other_units() {
    let folder = tempfile::tempdir().expect("a folder");
    for (units, roster, silent) in [
        (&TWO, "Ủy ban nhân dân xã An Bình\nUBND Xã Bình Minh\nX. Cao Sơn\n", &["X. Cao Sơn"][..]),
        (&TWO, "XA AN BINH\nUBND XA BINH MINH\n", &[]),
        (&TWO, "1\tUBND xã An Bình\n2\tUBND xã Bình Minh\n", &[]),
        (&TWO, "UBND xã An Bình; UBND xã Bình Minh; UBND xã Cao Sơn\n", &["UBND xã Cao Sơn"]),
        (&TWO, "UBND xã An Bình\nUBND phường Bình Minh\n", &["UBND phường Bình Minh"]),
        (
            &OF_DISTRICT,
            "1. UBND xã Hòa Bình\n2. UBND xã Văn Lang\n3. UBND xã Văn Cẩm\n",
            &["UBND xã Văn Cẩm"],
        ),
        (&OF_DISTRICT, "1) Xã Hòa Bình\n2) Xã Văn Lang\n", &[]),
        (
            &OF_DISTRICT,
            "- UBND xã Hòa Bình;\n+ UBND xã Văn Lang;\n• UBND xã Văn Cẩm.\n",
            &["UBND xã Văn Cẩm"],
        ),
        (&OF_DISTRICT, "Hòa Bình\nVăn Lang\n", &[]),
        (&OF_DISTRICT, "UBND xã Hòa Bình - huyện Hưng Hà\nUBND xã Văn Lang (Hưng Hà)\n", &[]),
        (
            &OF_DISTRICT,
            "I. Huyện Hưng Hà\n1. Xã Hòa Bình\n2. Xã Văn Lang\nII. Huyện Vũ Thư\n1. Xã Hòa Bình\n",
            &["Xã Hòa Bình (Huyện Vũ Thư)"],
        ),
        (
            &OF_DISTRICT,
            "STT,Tên đơn vị,Ghi chú\nI,Huyện Hưng Hà,\n1,Xã Hòa Bình,\n2,Xã Văn Lang,\n",
            &[],
        ),
        (&OF_DISTRICT, "12655\n", &[]),
    ] {
        let log = log(folder.path(), units);
        let roster = written(folder.path(), "ds.txt", roster.as_bytes());
        assert_eq!(
            held(&log, &roster).0,
            silent,
            "{}",
            std::fs::read_to_string(&roster).expect("text")
        );
    }
}

#[test]
fn titles_totals_and_signatures_are_no_units() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &TWO);
    for text in [
        "DANH SÁCH ĐƠN VỊ\n(Kèm theo Công văn số 12)\nSTT,Tên đơn vị\n1,UBND xã An Bình\n2,UBND xã Bình Minh\n,Tổng số: 2 đơn vị\n,NGƯỜI LẬP BIỂU\n",
        "UBND HUYỆN X\nDANH SÁCH CÁC ĐƠN VỊ NĂM 2024\n1. UBND xã An Bình\n2. UBND xã Bình Minh\nTổng cộng: 2 đơn vị\nHưng Hà, ngày 3 tháng 6 năm 2024\nNGƯỜI LẬP\nNguyễn Văn A\n",
        "A. KHỐI XÃ\n1. UBND xã An Bình\n2. UBND xã Bình Minh\n",
    ] {
        let roster = written(folder.path(), "ds.csv", text.as_bytes());
        let found = json(&["stats", &log, "--roster", &roster, "--format", "json"]);
        assert_eq!(found["units"]["expected"], 2, "{text}");
        assert_eq!(held(&log, &roster).0, [""; 0], "{text}");
    }
}

#[test]
fn every_container_and_encoding_of_a_log_holds_a_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = log(folder.path(), &TWO);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in
        (0..).zip(["DANH SÁCH", "Tên đơn vị", "UBND xã An Bình", "UBND xã Bình Minh"])
    {
        sheet.write(row, 1, text).expect("a cell");
    }
    let xlsx = written(folder.path(), "ds.xlsx", &book.save_to_buffer().expect("a workbook"));
    let text = "Tên đơn vị\r\nUBND xã An Bình\r\nUBND xã Bình Minh\r\n";
    let wide = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
    let utf16 = written(folder.path(), "ds.csv", &bytes);
    let html = text.replace("\r\n", "</td></tr><tr><td>");
    let html = format!("<html><table><tr><td>{html}</td></tr></table></html>");
    let html = written(folder.path(), "ds.xls", html.as_bytes());
    for roster in [xlsx, utf16, html] {
        assert_eq!(held(&log, &roster), (Vec::new(), Vec::new()), "{roster}");
    }
}

#[test]
fn a_name_that_could_be_two_units_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let units = [
        ("Huyện Hưng Hà", "UBND xã Hòa Bình"),
        ("Huyện Vũ Thư", "UBND xã Hòa Bình"),
        ("Huyện Hưng Hà", "UBND xã Hồng An"),
    ];
    let two = log(folder.path(), &units);
    let roster = written(folder.path(), "ds.txt", "UBND xã Hòa Bình\nHồng An\n".as_bytes());
    let (silent, unclear) = held(&two, &roster);
    assert!(silent.is_empty() && unclear.len() == 1, "{silent:?} {unclear:?}");
    let found: Value = json(&["stats", &two, "--roster", &roster, "--format", "json"]);
    assert_eq!(found["units"]["unclear"], serde_json::json!(["UBND xã Hòa Bình"]));
    assert_eq!(found["units"]["is_whole"], false);
    let output = run(&["stats", &two, "--roster", &roster]);
    let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
    assert!(text.contains("Không rõ là đơn vị nào 1 trong 2"), "{text}");
    let placed = written(
        folder.path(),
        "ds.csv",
        "Tên đơn vị;Quận/Huyện\nHòa Bình;Hưng Hà\nXã Hòa Bình;H. Vũ Thư\n".as_bytes(),
    );
    assert_eq!(held(&two, &placed), (Vec::new(), Vec::new()));

    // Two entries, and one unit of the log that does not say which it is; a code that nobody knows.
    let one = log(folder.path(), &[("", "UBND xã Hòa Bình")]);
    let text = "UBND xã Hòa Bình, huyện Hưng Hà\nUBND xã Hòa Bình, huyện Vũ Thư\n99999\n";
    let roster = written(folder.path(), "ds.txt", text.as_bytes());
    let (silent, unclear) = held(&one, &roster);
    assert!(silent.is_empty() && unclear.len() == 3, "{silent:?} {unclear:?}");
}
