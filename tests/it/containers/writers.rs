//! The same six dossiers as several programs write them: units merged over three rows each, and due
//! dates that some leave to Excel.

use cchc::findings::FindingCode;

use super::{Folder, findings, fixture, is_refused, stats};

/// Received by each of the two units, and how many have no due date.
fn read(name: &str) -> (u64, u64, u64) {
    let path = fixture("writers").join(name);
    let answer = stats(path.to_str().expect("UTF-8"), &["--by", "unit"]);
    let rows = answer["rows"].as_array().expect("rows");
    let received = |unit: &str| {
        let row = rows.iter().find(|row| row["group"]["unit"] == unit);
        row.and_then(|row| row["counts"]["received"].as_u64()).unwrap_or(0)
    };
    let undated = answer["total"]["counts"]["undated"].as_u64().expect("a count");
    (received("UBND xã Quỳnh Mỹ"), received("UBND xã Quỳnh Hoa"), undated)
}

#[test]
fn a_unit_merged_over_rows_holds_for_all_of_them_whatever_wrote_it() {
    for name in [
        "sheetjs.xls",
        "sheetjs.fods",
        "sheetjs.xml",
        "poi.xls",
        "libreoffice.xls",
        "libreoffice.ods",
    ] {
        assert_eq!(read(name), (3, 3, 0), "{name}");
    }
}

#[test]
fn formulas_that_are_left_to_excel_are_told_whatever_wrote_them() {
    for name in ["writeexcel-formulas.xls", "xlwt-formulas.xls"] {
        assert_eq!(read(name), (3, 3, 6), "{name}");
        told(name);
    }
    // It stores a zero, which is no date.
    told("sheetjs-formulas.ods");
}

#[track_caller]
fn told(name: &str) {
    let path = fixture("writers").join(name);
    let found = findings(path.to_str().expect("UTF-8"), FindingCode::FormulaWithoutValue);
    let values: Vec<&str> = found.iter().map(|(_, _, value)| value.as_str()).collect();
    assert_eq!(values, ["× 6 (E2)"], "{name}");
}

#[test]
fn old_formats_are_named_with_what_to_do() {
    for (name, format) in [("biff3.xls", "BIFF3"), ("sheetjs.slk", "SYLK")] {
        let path = fixture("writers").join(name);
        is_refused(path.to_str().expect("UTF-8"), FindingCode::OtherFormat, format);
    }
}

/// A record of a binary workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("short").to_le_bytes();
    [&kind.to_le_bytes()[..], &length, data].concat()
}

/// A cell of text in windows-1258, as Excel 5 wrote it.
fn label(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short");
    let head = [row, column, 0, length].map(u16::to_le_bytes).concat();
    record(0x0204, &[&head[..], text].concat())
}

fn begin(kind: u8) -> Vec<u8> {
    record(0x0809, &[0, 5, kind, 0, 0, 0, 0, 0])
}

#[test]
fn records_of_excel_5_without_their_container() {
    // "Mã hồ sơ" with its tone marks apart, as the code page has them.
    let headings: [&[u8]; 4] = [
        b"Ma\xDE h\xF4\xCC s\xF5",
        b"Ng\xE0y nh\xE2\xF2n",
        b"Ng\xE0y he\xF2n tra\xD2",
        b"\xD0\xF5n vi\xF2",
    ];
    let headings: Vec<Vec<u8>> =
        (0..).zip(headings).map(|(place, text)| label(0, place, text)).collect();
    let date = |row: u16, column: u16, day: u32| {
        // An integer in four bytes, in the first style.
        let place = [row, column, 1].map(u16::to_le_bytes).concat();
        record(0x027E, &[&place[..], &((day << 2) | 2).to_le_bytes()].concat())
    };
    let globals = |place: u32| {
        [
            begin(5),
            record(0x0042, &1258_u16.to_le_bytes()),
            record(0x00E0, &[0; 16]),
            record(0x00E0, &[0, 0, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 2], b"S\xF4"].concat()),
            record(0x000A, &[]),
        ]
        .concat()
    };
    let sheet = [
        begin(0x10),
        headings.concat(),
        label(1, 0, b"H-240001"),
        date(1, 1, 45_446),
        date(1, 2, 45_453),
        label(1, 3, b"Xa\xDE A"),
        record(0x000A, &[]),
    ]
    .concat();
    let place = u32::try_from(globals(0).len()).expect("short");
    let bytes = [globals(place), sheet].concat();
    let folder = Folder::new();
    let path = folder.write("cu.xls", &bytes);
    let answer = stats(&path, &["--by", "unit", "--period", "2024-06"]);
    assert_eq!(answer["rows"][0]["group"]["unit"], "Xã A");
    assert_eq!(answer["total"]["counts"]["received"], 1);
    assert_eq!(answer["total"]["counts"]["closing_overdue"], 1);
    // Cut off inside of the sheet.
    is_refused(&folder.write("cut.xls", &bytes[..bytes.len() - 8]), FindingCode::CutOffFile, "XLS");
}
