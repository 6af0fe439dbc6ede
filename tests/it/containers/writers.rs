//! The same six dossiers as several programs write them: units merged over three rows each, and due
//! dates that some leave to Excel.

use cchc::findings::FindingCode;

use super::{findings, fixture, is_refused, stats};

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
