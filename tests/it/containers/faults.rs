//! What stands before or around a workbook, what is wrong with it, and what is said of that.

use cchc::findings::FindingCode;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{
    Folder, LOG, Typing, answered, fill, findings, fixture, is_refused, stats, table, xlsx, zip,
};
use crate::support::run;

fn counted(path: &str) -> u64 {
    stats(path, &[])["ledger"]["counted"].as_u64().expect("a count")
}

fn book() -> Vec<u8> {
    xlsx(&table(LOG, b';'), Typing::Typed)
}

#[test]
fn bytes_before_a_workbook_are_passed_over() {
    let folder = Folder::new();
    let binary = std::fs::read(fixture("quynh-my.xls")).expect("a fixture");
    let warning =
        b"<br />\n<b>Warning</b>: Undefined index in <b>/var/www/x.php</b> on line 3<br />\n";
    let answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.ms-excel\r\n\r\n";
    for before in [&b"\xEF\xBB\xBF"[..], b"\r\n\r\n", b" \n", warning, answer] {
        let path = folder.write("a.xlsx", [before, &book()].concat());
        assert_eq!(counted(&path), 3, "{before:?}");
        let old = folder.write("b.xls", &binary);
        let path = folder.write("c.xls", [before, &binary].concat());
        assert_eq!(counted(&path), counted(&old), "{before:?}");
    }
    // And some add something behind it.
    let path = folder.write("a.xlsx", [&book(), &b"\r\n<!-- 0.3 s -->"[..]].concat());
    assert_eq!(counted(&path), 3);
}

/// Names and bytes of what is packed.
fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook");
    let count = archive.len();
    let part = |place| {
        let mut part = archive.by_index(place).expect("a part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("read");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// Takes the values from beside all formulas, as openpyxl leaves them.
fn without_values(book: &[u8]) -> Vec<u8> {
    let mut parts = parts(book);
    for (name, bytes) in &mut parts {
        if name.contains("worksheets/") {
            let text = String::from_utf8(std::mem::take(bytes)).expect("XML");
            *bytes = text.replace("</f><v>0</v>", "</f><v></v>").into_bytes();
        }
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (&name[..], &bytes[..])).collect();
    zip(&parts)
}

#[test]
fn an_archive_is_read_by_its_content_whatever_its_names() {
    let folder = Folder::new();
    let parts = parts(&book());
    let named = |name: fn(&str) -> String| {
        let parts: Vec<(String, &[u8])> =
            parts.iter().map(|(old, bytes)| (name(old), &bytes[..])).collect();
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (&name[..], *bytes)).collect();
        zip(&parts)
    };
    let forms: [fn(&str) -> String; 4] = [
        |name| format!("/{name}"),
        |name| name.replace('/', "\\"),
        |name| format!("./{name}"),
        |name| format!("\\{}", name.replace('/', "\\")),
    ];
    for (place, form) in forms.into_iter().enumerate() {
        assert_eq!(counted(&folder.write("a.xlsx", named(form))), 3, "{place}");
    }
    for name in ["/home/a/thang-6.csv", "C:\\so\\thang-6.csv", "../../thang-6.csv"] {
        assert_eq!(counted(&folder.write("a.zip", zip(&[(name, LOG.as_bytes())]))), 3, "{name}");
    }
    // A workbook without its list of parts.
    let left: Vec<(&str, &[u8])> = parts
        .iter()
        .filter(|(name, _)| name != "[Content_Types].xml")
        .map(|(name, bytes)| (&name[..], &bytes[..]))
        .collect();
    assert_eq!(counted(&folder.write("b.xlsx", zip(&left))), 3);
}

/// Words of libraries and of the system, and advice that is none.
const FOREIGN_WORDS: [&str; 14] = [
    "os error",
    "zip archive",
    "invalid Zip",
    "EOCD",
    "syntax error",
    "ill-formed",
    "deflate",
    "FAT",
    "CFB",
    "EndOfStream",
    "stream did not",
    "--profile",
    "permission",
    "quyền đọc",
];

#[track_caller]
fn is_named(path: &str, code: FindingCode, part: &str) {
    is_refused(path, code, part);
    for lang in ["vi", "en"] {
        for command in ["stats", "check", "inspect"] {
            let output = run(&[command, path, "--lang", lang]);
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            for word in FOREIGN_WORDS {
                assert!(!said.contains(word), "`{word}` in:\n{said}");
            }
        }
    }
}

#[test]
fn the_kind_of_fault_is_named_with_what_to_do() {
    use FindingCode::{CutOffFile, DamagedFile, NotAnExport, OtherFormat};
    let folder = Folder::new();
    let book = book();
    let xls = std::fs::read(fixture("quynh-my.xls")).expect("a fixture");
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let mut directory = book.clone();
    let at = memchr::memmem::rfind(&directory, b"PK\x01\x02").expect("a directory");
    directory[at..at + 4].copy_from_slice(b"XX\x01\x02");
    let parts = [("xl/worksheets/sheet1.xml", &b"<worksheet/>"[..])];
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook><Worksheet ss:Name=\"A\"><Table><Row><Cell>";
    let page =
        "<html><body><h1>Phiên làm việc đã hết hạn</h1><form>Mật khẩu <input></form></body></html>";
    for (name, bytes, code, part) in [
        ("a.xlsx", half(&book), CutOffFile, "zip"),
        ("b.xls", half(&xls), CutOffFile, "XLS"),
        ("c.xlsx", directory, DamagedFile, "zip: directory"),
        ("d.xlsx", zip(&parts), DamagedFile, "XLSX: − "),
        ("e.xls", page.into(), NotAnExport, "HTML: 0 <table>"),
        ("f.xml", xml.into(), CutOffFile, "XML 2003"),
        ("g.csv", b"{\"error\": \"het phien\"}".to_vec(), NotAnExport, "JSON"),
        ("h.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00".to_vec(), OtherFormat, "BIFF2"),
        (
            "i.xls",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related".to_vec(),
            OtherFormat,
            "MHTML",
        ),
        (
            "k.xls",
            b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"STT\"\r\nE\r\n".to_vec(),
            OtherFormat,
            "SYLK",
        ),
    ] {
        is_named(&folder.write(name, bytes), code, part);
    }
}

#[test]
fn bytes_in_no_order_at_all_are_no_export() {
    let folder = Folder::new();
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // No NUL, so that only the signs between tell it from text.
        u8::try_from(state >> 24).unwrap_or(1).max(1)
    };
    let bytes: Vec<u8> = (0..20_000).map(|_| noise()).collect();
    is_named(&folder.write("a.csv", bytes), FindingCode::NotAnExport, "");
}

#[test]
fn a_folder_of_good_and_broken_workbooks_counts_the_good_ones_and_names_the_others() {
    let folder = Folder::new();
    folder.write("a.xlsx", book());
    folder.write("b.xlsx", &book()[..2_000]);
    let path = folder.path().to_str().expect("UTF-8");
    let (checked, code) = answered(&["check", path]);
    assert_eq!((&checked["ledger"]["counted"], code), (&3.into(), Some(3)));
    assert_eq!(findings(path, FindingCode::CutOffFile).len(), 1);
}

/// The log with formulas for due dates, of which some have no value.
fn with_formulas(value: &str, cells: &[(u32, u16)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table(LOG, b';'), Typing::Typed);
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, column) in cells {
        let formula = Formula::new("E2+8").set_result(value);
        sheet.write_formula_with_format(*row, *column, formula, &date).expect("a formula");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn one_warning_for_each_column_of_formulas_without_a_value() {
    let folder = Folder::new();
    let zeros = with_formulas("0", &[(1, 5), (3, 5), (2, 6)]);
    for bytes in [without_values(&zeros), zeros] {
        let path = folder.write("so.xlsx", bytes);
        let found = findings(&path, FindingCode::FormulaWithoutValue);
        let values: Vec<_> = found.iter().map(|(_, row, value)| (*row, &value[..])).collect();
        assert_eq!(values, [(None, "× 2 (F2)"), (None, "× 1 (G3)")]);
    }
    let path = folder.write("so.xlsx", with_formulas("45316", &[(1, 5), (3, 5)]));
    assert!(findings(&path, FindingCode::FormulaWithoutValue).is_empty());
}

#[test]
fn sums_without_a_value_in_a_table_of_counts_are_told() {
    let folder = Folder::new();
    let table_of_counts = "tests/data/aggregates/s4-don-vi-hung-ha-2024-q2.csv";
    let text =
        std::fs::read_to_string(crate::support::repository(table_of_counts)).expect("a table");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table(&text, b';'), Typing::Typed);
    sheet.write_formula(6, 5, Formula::new("C7+D7+E7")).expect("a formula");
    let book = book.save_to_buffer().expect("a workbook");
    let path = folder.write("bang.xlsx", without_values(&book));
    let found = findings(&path, FindingCode::FormulaWithoutValue);
    let values: Vec<&str> = found.iter().map(|(_, _, value)| &value[..]).collect();
    assert_eq!(values, ["× 1 (F7)"]);
}

#[test]
fn xml_workbooks_behind_blank_lines_are_read() {
    let folder = Folder::new();
    for name in ["sheetjs.xml", "sheetjs.fods"] {
        let bytes = std::fs::read(fixture("writers").join(name)).expect("a fixture");
        let path = folder.write("a.xls", [b"\xEF\xBB\xBF\r\n\r\n", &bytes[..]].concat());
        assert_eq!(counted(&path), 6, "{name}");
    }
}
