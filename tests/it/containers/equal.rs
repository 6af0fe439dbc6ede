//! The same table as CSV, XLSX, XLS, ODS, HTML, and packed: identical figures and account.

use serde_json::Value;

use super::{Folder, Typing, fixture, gzip, html, stats, table, xlsx, zip};
use crate::support::repository;

const BY: [&str; 4] = ["--by", "unit,month", "--grain", "time"];

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).expect("a sample")
}

/// Every packing of a table gives the figures of the table.
fn all_are_equal(content: &str, delimiter: u8, options: &[&str]) {
    let folder = Folder::new();
    let rows = table(content, delimiter);
    let csv = folder.write("a.csv", content);
    let expected: Value = stats(&csv, options);
    assert!(expected["ledger"]["counted"].as_u64() > Some(0));
    let typed = xlsx(&rows, Typing::Typed);
    let page = html(&rows);
    let utf16: Vec<u8> =
        format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inner = zip(&[("con/a.csv", content.as_bytes())]);
    for (name, bytes) in [
        ("typed.xlsx", typed.clone()),
        // What a file is, its first bytes tell.
        ("typed.csv", typed.clone()),
        ("text.xlsx", xlsx(&rows, Typing::Text)),
        ("page.xls", page.clone().into_bytes()),
        ("mark.xls", format!("\u{feff}{page}").into_bytes()),
        ("utf16.xls", utf16),
        ("a.zip", zip(&[("thang 6/a.csv", content.as_bytes())])),
        ("b.zip", zip(&[("a.xlsx", &typed)])),
        ("c.zip", zip(&[("a.csv.gz", &gzip(content.as_bytes()))])),
        ("d.zip", zip(&[("a.zip", &inner)])),
        ("e.zip", zip(&[("page.xls", page.as_bytes())])),
        ("f.xlsx.gz", gzip(&typed)),
    ] {
        let path = folder.write(name, bytes);
        assert_eq!(stats(&path, options), expected, "{name}");
    }
}

#[test]
fn a_log_of_a_commune() {
    all_are_equal(&text("examples/thai-binh/2024/ubnd-xa-quynh-my.csv"), b';', &BY);
}

#[test]
fn a_log_with_merged_header_groups_and_signatures() {
    all_are_equal(&text("tests/data/sample/ubnd-huyen-hung-ha.csv"), b';', &BY);
}

#[test]
fn the_real_log_with_a_profile_of_american_dates() {
    let profile = ["--profile", "tests/data/nyc-311-2011/profile.toml"];
    let options = [&BY[..], &profile].concat();
    all_are_equal(&text("tests/data/nyc-311-2011/nyc-311-2011-2000.csv"), b',', &options);
}

#[test]
fn binary_and_open_document_workbooks_of_several_programs() {
    for (csv, books) in [
        ("examples/thai-binh/2024/ubnd-xa-quynh-my.csv", ["quynh-my.xls", "quynh-my.ods"]),
        ("tests/data/sample/ubnd-huyen-hung-ha.csv", ["so-theo-doi.xls", "so-theo-doi.ods"]),
    ] {
        let expected = stats(csv, &BY);
        for book in books {
            let book = fixture(book);
            assert_eq!(stats(book.to_str().expect("UTF-8"), &BY), expected, "{book:?}");
            let folder = Folder::new();
            let bytes = std::fs::read(&book).expect("a fixture");
            let packed = folder.write("a.zip", zip(&[("so/book.xls", &bytes)]));
            assert_eq!(stats(&packed, &BY), expected, "{book:?} in a zip");
        }
    }
}

#[test]
fn the_xml_of_excel_2003() {
    let folder = Folder::new();
    let cell = |text: &String| {
        let date = text.split('/').collect::<Vec<_>>();
        if let [day, month, year] = date[..] {
            return format!(
                "<Cell><Data ss:Type=\"DateTime\">{year}-{month}-{day}T00:00:00.000</Data></Cell>"
            );
        }
        let kind = if super::integer(text).is_some() { "Number" } else { "String" };
        format!("<Cell><Data ss:Type=\"{kind}\">{text}</Data></Cell>")
    };
    let rows = table(super::LOG, b';');
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<String>();
    let rows = rows.iter().map(row).collect::<Vec<_>>().join("</Row><Row>");
    let book = format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"Bìa\"><Table/></Worksheet>\
         <Worksheet ss:Name=\"A\"><Table><Row>{rows}</Row></Table></Worksheet></Workbook>"
    );
    // An empty cell of that format has no data element; an empty date is not written as one.
    let book = book.replace("<Data ss:Type=\"String\"></Data>", "");
    let expected = stats(&folder.write("a.csv", super::LOG), &BY);
    assert_eq!(stats(&folder.write("a.xls", book), &BY), expected);
}

#[test]
fn standard_input_may_be_an_archive_or_a_workbook() {
    use std::io::Write;
    use std::process::Stdio;
    let folder = Folder::new();
    let expected = stats(&folder.write("a.csv", super::LOG), &[]);
    let rows = table(super::LOG, b';');
    let (first, second) = rows.split_at(3);
    let second = [&rows[..1], second].concat();
    let halves = [first.to_vec(), second].map(|rows| xlsx(&rows, Typing::Typed));
    let archive = zip(&[("1.xlsx", &halves[0]), ("2.xlsx", &halves[1])]);
    for (bytes, exports) in [(xlsx(&rows, Typing::Typed), 1), (archive, 2)] {
        let mut program = crate::support::cchc(&["stats", "-", "--format", "json", "--quiet"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        program.stdin.take().expect("a pipe").write_all(&bytes).expect("written");
        let output = program.wait_with_output().expect("it ends");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(answer["rows"], expected["rows"]);
        assert_eq!(answer["ledger"]["files"], exports);
    }
}
