//! Cells that try to be something else are text in every file.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::Written;

const NAMES: [&str; 5] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ counts.received }}{% for x in y %}",
    "UBND xã \u{202E}ỷm hnỳuQ",
];

/// A log whose units have hostile names; each has dossiers enough to be ranked.
fn log() -> String {
    let mut rows = vec![
        "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý".to_owned(),
    ];
    let long = "Ủ".repeat(40_000);
    let names = NAMES.iter().copied().chain([long.as_str()]);
    for (unit, name) in names.enumerate() {
        for dossier in 0..40 {
            let finish = if dossier < unit { "20/06/2024" } else { "10/06/2024" };
            rows.push(format!("H{unit}-{dossier},\"{name}\",03/06/2024,12/06/2024,{finish}"));
        }
    }
    rows.join("\n")
}

#[test]
fn no_cell_is_a_formula_a_script_or_a_template() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    std::fs::write(&path, log()).expect("written");
    let path = path.to_str().expect("a UTF-8 path");
    let written = Written::new(&[path, "--period", "2024-06", "--form", "06-cac-cap"]);
    let page = written.text("xem.html");
    assert!(!page.contains("<script>alert"), "a script of the export");
    assert_eq!(page.matches("<script").count(), 1, "only ours");
    assert!(!page.contains('\u{202E}'), "text that turns around what follows");
    let csv = written.text("so-lieu.csv");
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    for row in reader.records() {
        for cell in &row.expect("a row") {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    let bytes = written.bytes("so-lieu.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("opens");
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        for (_, _, formula) in formulas.used_cells() {
            assert!(!formula.contains("cmd") && !formula.contains("alert"), "{formula}");
        }
    }
    let text = super::equal::words(&written.bytes("bao-cao.docx"));
    assert!(text.contains("=cmd|") && text.contains("&lt;script&gt;"), "text is text");
    assert!(written.text("bao-cao.md").contains("\\<script\\>"));
}
