//! Files that unpack to an absurd size are refused, in little memory and time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use cchc::findings::FindingCode;

use super::{Folder, LOG, fixture, gzip, is_refused, table, xlsx, zip};

const MEGABYTES: usize = 50;

fn zeros() -> Vec<u8> {
    vec![0; MEGABYTES << 20]
}

/// One dossier told until the file is full.
fn monotonous_log() -> Vec<u8> {
    let (head, row) = LOG.split_once('\n').expect("a header");
    let row = row.lines().next().expect("a row");
    format!("{head}\n{}", format!("{row}\n").repeat((MEGABYTES << 20) / row.len())).into_bytes()
}

/// A workbook whose only sheet is this XML.
fn book(sheet: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "sheet1.xml").as_bytes()),
        ("xl/sheet1.xml", sheet.as_bytes()),
    ])
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// The log as rows of inline texts.
fn log_rows() -> String {
    let cell = |text: &String| format!("<c t=\"str\"><v>{text}</v></c>");
    let row =
        |row: &Vec<String>| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    table(LOG, b';').iter().map(row).collect()
}

/// Refused within seconds, whatever it claims to be.
#[track_caller]
fn is_absurd(path: &str) {
    let start = Instant::now();
    is_refused(path, FindingCode::AbsurdExpansion, "");
    assert!(start.elapsed() < Duration::from_secs(20), "{path}: {:?}", start.elapsed());
}

#[test]
fn zeros_packed_into_an_archive() {
    let folder = Folder::new();
    let inner = zip(&[("a.csv", &zeros())]);
    is_absurd(&folder.write("a.zip", &inner));
    is_absurd(&folder.write("b.zip", zip(&[("a.zip", &inner)])));
}

#[test]
fn an_archive_that_lies_about_what_is_in_it() {
    let folder = Folder::new();
    let mut archive = zip(&[("a.csv", &monotonous_log())]);
    for (mark, size) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let mut places = 0..archive.len() - 4;
        let at = places.find(|at| archive[*at..].starts_with(mark)).expect("a header");
        archive[at + size..at + size + 4].copy_from_slice(&100_000_u32.to_le_bytes());
    }
    is_absurd(&folder.write("a.zip", archive));
}

#[test]
fn one_row_packed_a_million_times() {
    let folder = Folder::new();
    is_absurd(&folder.write("a.csv.gz", gzip(&monotonous_log())));
    is_absurd(&folder.write("b.zip", zip(&[("a.csv.gz", &gzip(&monotonous_log()))])));
}

#[test]
fn a_workbook_of_the_same_cell() {
    let folder = Folder::new();
    let cells = "<row><c><v>1</v></c></row>".repeat((MEGABYTES << 20) / 26);
    is_absurd(&folder.write("a.xlsx", book(&sheet(&cells))));
}

#[test]
fn a_text_that_cells_repeat() {
    let folder = Folder::new();
    let mut rows = log_rows();
    // The text is packed once; each cell that shows it takes some bytes.
    let mut book = rust_xlsxwriter::Workbook::new();
    let long = "x".repeat(32_000);
    let pages = book.add_worksheet();
    super::fill(pages, &table(LOG, b';'), super::Typing::Text);
    for row in 4..4_000 {
        pages.write_string(row, 2, &long).expect("a cell");
    }
    is_absurd(&folder.write("a.xlsx", book.save_to_buffer().expect("a workbook")));
    // A row where none can be.
    write!(rows, "<row r=\"4000000000\"><c><v>1</v></c></row>").expect("written");
    is_absurd(&folder.write("b.xlsx", super::absurd::book(&sheet(&rows))));
    let far = log_rows().replacen("<row>", "<row><c r=\"ZZZZZ1\"><v>1</v></c>", 1);
    is_absurd(&folder.write("c.xlsx", super::absurd::book(&sheet(&far))));
}

/// A log, then a row that stands for a million, of a cell that stands for all of its columns.
fn open_document(text: &str) -> Vec<u8> {
    let cell = format!(
        "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>{text}</text:p></table:table-cell>"
    );
    let text = |text: &String| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |row: &Vec<String>| row.iter().map(text).collect::<String>();
    let rows = table(LOG, b';').iter().map(row).collect::<Vec<_>>();
    let log = rows.join("</table:table-row><table:table-row>");
    let content = format!(
        "<office><table:table table:name=\"A\"><table:table-row>{log}</table:table-row><table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row></table:table></office>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_open_document_that_repeats_a_row_for_ever() {
    let folder = Folder::new();
    is_absurd(&folder.write("a.ods", open_document("abcdefgh")));
    is_absurd(&folder.write("b.ods", open_document(&"a".repeat(100_000))));
}

/// Only the cells that are there are held, so the size of the sheet is no trouble.
#[test]
fn a_binary_workbook_with_one_cell_in_each_corner() {
    let start = Instant::now();
    let path = fixture("corner.xls");
    is_refused(path.to_str().expect("UTF-8"), FindingCode::HeaderNotFound, "");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn an_archive_of_too_many_files() {
    let folder = Folder::new();
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    is_absurd(&folder.write("a.zip", zip(&files)));
}

/// The limits hold where memory ends: in 600 MB of addresses, of which threads and code take most.
#[cfg(target_os = "linux")]
#[test]
fn refused_in_bounded_memory() {
    let folder = Folder::new();
    let cells = "<row><c><v>1</v></c></row>".repeat((MEGABYTES << 20) / 26);
    let rows = table(LOG, b';');
    for (name, bytes, exit) in [
        ("a.zip", zip(&[("a.csv", &zeros())]), 3),
        ("b.xlsx", book(&sheet(&cells)), 3),
        ("c.csv.gz", gzip(&monotonous_log()), 3),
        ("e.ods", open_document(&"a".repeat(100_000)), 3),
        ("d.xlsx", xlsx(&rows, super::Typing::Typed), 0),
    ] {
        let path = folder.write(name, bytes);
        let script = "ulimit -v 600000; exec \"$0\" stats \"$1\" --quiet --format json";
        let status = std::process::Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_cchc"), &path])
            .output()
            .expect("a shell")
            .status;
        assert_eq!(status.code(), Some(exit), "{name}");
    }
}
