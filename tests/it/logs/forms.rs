//! The files that offices keep: titles, totals and signatures around the table, any container and
//! encoding, and files that are something else.

use std::io::Write;

use cchc::columns::MarkCell::Says;
use cchc::domain::{Day, Rating};
use cchc::findings::{Exclusion, FindingCode, Rejection};
use cchc::records::{ratings, targets};
use rust_xlsxwriter::{Format, Workbook};

use super::{read_files, read_text, told};

/// Title, merged header, number row, two ratings, a blank row, a total and a signature block.
const SHEET: [[&str; 4]; 10] = [
    ["UBND XÃ QUỲNH MỸ", "", "", ""],
    ["SỔ ĐÁNH GIÁ", "", "", ""],
    ["", "", "", ""],
    ["STT", "Mã hồ sơ", "Ngày đánh giá", "Đánh giá"],
    ["1", "2", "3", "4"],
    ["1", "A-1", "05/06/2024", "Hài lòng"],
    ["2", "A-2", "13/06/2024", "Không hài lòng"],
    ["", "", "", ""],
    ["Tổng số: 2 lượt", "", "", ""],
    ["", "", "", "NGƯỜI LẬP BIỂU"],
];

fn csv(delimiter: &str) -> String {
    SHEET.map(|row| format!("{}\n", row.join(delimiter))).concat()
}

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.write(0, 0, "Bìa").expect("a cell");
    let sheet = book.add_worksheet();
    for (row, cells) in SHEET.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) =
                (u32::try_from(row).expect("few"), u16::try_from(column).expect("few"));
            sheet.write_with_format(row, column, *cell, &Format::new()).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn html() -> String {
    let row = |cells: [&str; 4]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
    format!("<html><body><table>{}</table></body></html>", SHEET.map(row).concat())
}

fn gz(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).expect("packed");
    packed.finish().expect("packed")
}

fn zip(text: &str) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    packed.start_file("a/danh-gia.csv", options).expect("an entry");
    packed.write_all(text.as_bytes()).expect("packed");
    packed.finish().expect("an archive").into_inner()
}

#[test]
fn every_container_and_encoding_gives_the_same_log() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(csv("\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let forms: [(&str, Vec<u8>); 8] = [
        ("a.csv", csv(",").into_bytes()),
        ("b.csv", csv(";").into_bytes()),
        ("c.txt", csv("|").into_bytes()),
        ("d.txt", utf16),
        ("e.xlsx", xlsx()),
        ("f.xls", html().into_bytes()),
        ("g.csv.gz", gz(&csv(";"))),
        ("h.zip", zip(&csv(";"))),
    ];
    for (name, content) in &forms {
        let log = read_files(ratings::read, &[(name, content)], None);
        let records: Vec<_> = log
            .records
            .iter()
            .map(|one| (one.row, one.record.dossier_id.as_str(), one.record.rating))
            .collect();
        let expected =
            [(6, "A-1", Says(Rating::Satisfied)), (7, "A-2", Says(Rating::Dissatisfied))];
        assert_eq!(records, expected, "{name}");
        assert_eq!(log.records[0].record.rated_at, Day::parse("2024-06-05"), "{name}");
        assert_eq!((log.failed_files, log.ledger.counted), (0, 2), "{name}");
        assert_eq!(log.ledger.excluded.get(&Exclusion::TitleRow), Some(&2), "{name}");
        assert_eq!(log.ledger.excluded.get(&Exclusion::TotalRow), Some(&1), "{name}");
        assert_eq!(log.ledger.excluded.get(&Exclusion::SignatureRow), Some(&1), "{name}");
        let print = &log.fingerprints[0];
        assert!(print.sha256.as_ref().is_some_and(|sum| sum.len() == 64), "{name}");
        assert_eq!(print.bytes, content.len() as u64, "{name}");
    }
}

#[test]
fn what_a_workbook_hides_is_read_and_told() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Bìa").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_hidden(true);
    for (row, cells) in
        [["dossier_id", "rating"], ["A-1", "good"], ["A-2", "bad"]].iter().enumerate()
    {
        let row = u32::try_from(row).expect("few");
        sheet.write(row, 0, cells[0]).expect("a cell");
        sheet.write(row, 1, cells[1]).expect("a cell");
    }
    sheet.set_row_hidden(2).expect("a row");
    let content = book.save_to_buffer().expect("a workbook");
    let log = read_files(ratings::read, &[("a.xlsx", &content)], None);
    assert_eq!(log.records.len(), 2);
    let hidden = &log.findings.of(FindingCode::HiddenRows)[0];
    assert_eq!(hidden.value.as_deref(), Some("trang tính (sheet), dòng (rows) × 1"));
    assert_eq!(log.findings.count(FindingCode::SheetPassedOver), 1);
}

#[test]
fn files_are_one_log_and_what_is_none_is_told() {
    let log = read_files(
        ratings::read,
        &[
            ("thang-2.csv", b"dossier_id,rating,rated_at\nA-1,good,2024-02-01\n"),
            ("thang-10.csv", b"dossier_id,rating\nA-1,bad\nA-2,good\n"),
            ("trong.csv", b""),
            ("khac.csv", b"a,b\n1,2\n"),
            ("thieu.csv", "Mã hồ sơ,Đơn vị\nA-1,B\n".as_bytes()),
        ],
        None,
    );
    // A rating without a day is older than any that has one.
    let kept: Vec<_> = log.records.iter().map(|one| one.record.dossier_id.as_str()).collect();
    assert_eq!(kept, ["A-1", "A-2"]);
    assert_eq!(log.records[0].record.rating, Says(Rating::Satisfied));
    assert_eq!((log.failed_files, log.ledger.files, log.ledger.superseded), (3, 2, 1));
    let codes: Vec<_> = log.findings.iter().map(|one| one.code).collect();
    assert_eq!(
        codes,
        [
            FindingCode::EmptyFile,
            FindingCode::RepeatedRow,
            FindingCode::LogColumnMissing,
            FindingCode::LogColumnMissing,
        ]
    );
    let missing = &log.findings.of(FindingCode::LogColumnMissing)[1];
    assert!(missing.value.as_deref().is_some_and(|value| value.contains("rating")), "{missing:?}");
    assert_eq!(log.fingerprints.len(), 5, "what could not be read was an input, too");
}

#[test]
fn ragged_rows_open_quotes_and_bare_headers() {
    let log = read_text(ratings::read, "dossier_id,rating\nA-1,good\nA-2,good,x,y\n240605-0003\n");
    assert_eq!((log.ledger.read, log.ledger.counted), (3, 1));
    assert_eq!(log.ledger.rejected.get(&Rejection::RaggedRow), Some(&2));
    assert_eq!(
        told(&log.findings),
        [
            (FindingCode::RaggedRow, Some(3), Some("4 ≠ 2")),
            (FindingCode::RaggedRow, Some(4), Some("1 ≠ 2")),
        ]
    );
    let log = read_text(ratings::read, "dossier_id,rating\nA-1,\"good\n");
    assert_eq!((log.failed_files, log.records.len()), (1, 0));
    let log = read_text(ratings::read, "dossier_id,rating\n");
    assert_eq!(told(&log.findings), [(FindingCode::HeaderOnly, None, None)]);
    let log = read_text(targets::read, "unit,indicator,period,color\nA,b,2024,red\n");
    assert_eq!(told(&log.findings), [(FindingCode::UnknownTableColumn, None, None)]);
}

#[test]
fn a_file_proves_that_its_months_come_first() {
    let text = "dossier_id,rating,rated_at\nA-1,good,06/05/2024\nA-2,good,06/25/2024\n";
    let log = read_text(ratings::read, text);
    assert_eq!(log.records[0].record.rated_at, Day::parse("2024-06-05"));
    let counts = "d/m 0 · m/d 1 · ? 1";
    assert_eq!(told(&log.findings), [(FindingCode::DatesMonthFirst, None, Some(counts))]);
}
