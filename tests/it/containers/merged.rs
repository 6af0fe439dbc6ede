//! Cells merged over rows: in the body a value holds for all of them; titles, headers, totals and
//! signatures stay what they are.

use cchc::findings::FindingCode;
use cchc::read::{Opener, discover};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

use super::{Folder, LOG, Typing, answered, fill, findings, stats, table, write_cell};

/// Received by unit.
fn units(answer: &Value) -> Vec<(String, u64)> {
    let rows = answer["rows"].as_array().expect("rows");
    let unit = |row: &Value| {
        let name = row["group"]["unit"].as_str().unwrap_or("–").to_owned();
        (name, row["counts"]["received"].as_u64().expect("a count"))
    };
    rows.iter().map(unit).filter(|(_, received)| *received > 0).collect()
}

fn named(units: &[(&str, u64)]) -> Vec<(String, u64)> {
    units.iter().map(|(name, received)| ((*name).to_owned(), *received)).collect()
}

/// A row of the log, whose cells may be left to a merged one.
fn row(number: usize, unit: &str, received: &str, due: &str) -> Vec<String> {
    let id = format!("H-2400{number:04}");
    let cells = [&number.to_string(), &id, unit, "Trực tiếp", received, due, "22/01/2024"];
    cells.into_iter().map(ToOwned::to_owned).chain(["Đã trả kết quả".to_owned()]).collect()
}

fn merge(sheet: &mut Worksheet, column: u16, from: u32, to: u32, text: &str) {
    sheet.merge_range(from, column, to, column, text, &Format::new()).expect("a merged cell");
}

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn below_a_merged_header_and_above_totals_and_signatures() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    sheet.merge_range(0, 0, 1, 7, "SỔ THEO DÕI HỒ SƠ", &format).expect("a title");
    let header = table(LOG, b';').remove(0);
    for column in [0, 1, 2, 3, 6, 7] {
        merge(sheet, column, 2, 3, &header[usize::from(column)]);
    }
    sheet.merge_range(2, 4, 2, 5, "Ngày tháng năm", &format).expect("a group");
    write_cell(sheet, 3, 4, "Nhận hồ sơ", Typing::Text);
    write_cell(sheet, 3, 5, "Hẹn trả kết quả", Typing::Text);
    for number in 1..=4 {
        let cells = row(number, "", "", "25/01/2024");
        for (column, text) in (0..).zip(&cells).filter(|(_, text)| !text.is_empty()) {
            let line = 3 + u32::try_from(number).expect("small");
            write_cell(sheet, line, column, text, Typing::Typed);
        }
    }
    merge(sheet, 2, 4, 5, "UBND xã Quỳnh Mỹ");
    merge(sheet, 2, 6, 7, "UBND xã An Ấp");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.merge_range(4, 4, 7, 4, "", &date).expect("a merged cell");
    sheet.write_number_with_format(4, 4, 45_306.0, &date).expect("a date");
    sheet.merge_range(8, 0, 9, 1, "Tổng cộng", &format).expect("a total");
    write_cell(sheet, 8, 2, "4", Typing::Typed);
    sheet.merge_range(11, 0, 14, 3, "NGƯỜI LẬP BIỂU", &format).expect("a signature");
    sheet.merge_range(11, 4, 14, 7, "THỦ TRƯỞNG", &format).expect("a signature");
    let path = folder.write("so.xlsx", saved(book));
    let answer = stats(&path, &["--by", "unit"]);
    assert_eq!(units(&answer), named(&[("UBND xã An Ấp", 2), ("UBND xã Quỳnh Mỹ", 2)]));
    assert_eq!(answer["total"]["counts"]["early"], 4);
    let ledger = &answer["ledger"];
    assert_eq!((&ledger["counted"], &ledger["rejected"]), (&4.into(), &serde_json::json!({})));
    // The header keeps its two rows.
    let (inspected, _) = answered(&["inspect", &path]);
    let file = &inspected["files"][0];
    assert_eq!((&file["header_row"], &file["header_rows"]), (&3.into(), &2.into()));
}

#[test]
fn in_the_last_column_of_a_second_sheet_beside_plain_files() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Bìa").expect("a name").write(0, 0, "SỞ Y TẾ").expect("a cell");
    let sheet = book.add_worksheet();
    let rows = table(LOG, b';');
    let mut body: Vec<Vec<String>> = vec![rows[0].clone()];
    body.extend((1..=3).map(|number| row(number, "UBND xã An Ấp", "15/01/2024", "25/01/2024")));
    for cells in &mut body[1..] {
        cells[6].clear();
        cells[7].clear();
    }
    fill(sheet, &body, Typing::Text);
    merge(sheet, 7, 1, 3, "Tạm dừng");
    folder.write("so.xlsx", saved(book));
    let plain = LOG.replace("1993789", "2993789");
    folder.write("a.csv", plain);
    let path = folder.path().to_str().expect("UTF-8");
    let answer = stats(path, &["--period", "2024-01"]);
    let counts = &answer["total"]["counts"];
    assert_eq!((&counts["received"], &counts["closing_paused"]), (&6.into(), &3.into()));
}

#[test]
fn one_dossier_over_two_rows_counts_once() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut rows = vec![table(LOG, b';').remove(0)];
    rows[0].push("Bước xử lý".to_owned());
    for number in 1..=2 {
        rows.push(row(number, "UBND xã An Ấp", "15/01/2024", "25/01/2024"));
        rows.push(vec![String::new(); 8]);
        let last = rows.len() - 1;
        rows[last - 1].push("Thẩm định".to_owned());
        rows[last].push("Trình ký".to_owned());
    }
    fill(sheet, &rows, Typing::Text);
    for number in 0..2_u32 {
        let top = 1 + 2 * number;
        for column in 0..8_u16 {
            let text = rows[top as usize][usize::from(column)].clone();
            merge(sheet, column, top, top + 1, &text);
        }
    }
    let path = folder.write("so.xlsx", saved(book));
    let ledger = &stats(&path, &[])["ledger"];
    assert_eq!(
        (&ledger["counted"], &ledger["superseded"], &ledger["rejected"]),
        (&2.into(), &2.into(), &serde_json::json!({}))
    );
}

#[test]
fn rows_of_a_large_sheet_and_the_rows_that_findings_show() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut rows = vec![table(LOG, b';').remove(0)];
    rows.extend((1..=6_000).map(|number| {
        let due = if number == 5_999 { "37/01/2024" } else { "25/01/2024" };
        row(number, "", "15/01/2024", due)
    }));
    fill(sheet, &rows, Typing::Text);
    for group in 0..2_000_u32 {
        let unit = if group % 2 == 0 { "UBND xã An Ấp" } else { "UBND xã Quỳnh Mỹ" };
        merge(sheet, 2, 1 + 3 * group, 3 + 3 * group, unit);
    }
    let path = folder.write("so.xlsx", saved(book));
    let answer = stats(&path, &["--by", "unit"]);
    assert_eq!(units(&answer), named(&[("UBND xã An Ấp", 3_000), ("UBND xã Quỳnh Mỹ", 2_999)]));
    let bad = findings(&path, FindingCode::BadDate);
    assert_eq!(bad, [("so.xlsx » Sheet1".to_owned(), Some(6_000), "37/01/2024".to_owned())]);
    // What looks at single rows again sees the same.
    let (listed, _) = answered(&["list", &path, "--state", "rejected"]);
    assert!(listed.to_string().contains("UBND xã Quỳnh Mỹ"), "{listed}");
}

#[test]
fn rows_of_a_page_and_of_an_old_xml_workbook() {
    let folder = Folder::new();
    let head = "STT|Mã hồ sơ|Đơn vị giải quyết|Ngày tiếp nhận|Ngày hẹn trả";
    let head = head.split('|').map(|name| format!("<th>{name}</th>")).collect::<String>();
    // A page longer than what is read before its header is found.
    let mut page = format!("<table><tr>{head}</tr>");
    for group in 0..3_000 {
        let unit = if group % 3 == 0 { "UBND xã An Ấp" } else { "UBND xã Quỳnh Mỹ" };
        for line in 0..2 {
            let number = 2 * group + line;
            let cell = if line == 0 { format!("<td rowspan=2>{unit}</td>") } else { String::new() };
            page.extend([format!(
                "<tr><td>{number}<td>H-2400{number}</td>{cell}<td>15/01/2024<td>25/01/2024</tr>"
            )]);
        }
    }
    let path = folder.write("so.xls", page + "</table>");
    let expected = named(&[("UBND xã An Ấp", 2_000), ("UBND xã Quỳnh Mỹ", 4_000)]);
    assert_eq!(units(&stats(&path, &["--by", "unit"])), expected);

    let data = |text: &str| format!("<Data ss:Type=\"String\">{text}</Data>");
    let cell = |text: &&str| format!("<Cell>{}</Cell>", data(text));
    let head = ["Mã hồ sơ", "Đơn vị giải quyết", "Ngày tiếp nhận"].iter().map(cell);
    let book = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook><Worksheet ss:Name=\"A\"><Table>\
         <Row>{}</Row><Row>{}<Cell ss:MergeDown=\"1\">{}</Cell>{}</Row><Row>{}<Cell ss:Index=\"3\">{}</Cell></Row>\
         </Table></Worksheet></Workbook>",
        head.collect::<String>(),
        cell(&"H-240001"),
        data("UBND xã An Ấp"),
        cell(&"15/01/2024"),
        cell(&"H-240002"),
        data("16/01/2024"),
    );
    let path = folder.write("so.xml", book);
    assert_eq!(units(&stats(&path, &["--by", "unit"])), named(&[("UBND xã An Ấp", 2)]));
}

#[test]
fn names_of_a_small_log_hold_too() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows: Table = [
        ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Mức độ dịch vụ công"],
        ["1.001", "Khai sinh", "", "Toàn trình"],
        ["1.002", "Khai tử", "", "Một phần"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .to_vec();
    fill(sheet, &rows, Typing::Text);
    merge(sheet, 2, 1, 2, "Hộ tịch");
    let path = folder.write("thu-tuc.xlsx", saved(book));
    let opener = Opener::default();
    let found = opener.expand(discover(&[path]).expect("a file")).expect("a sheet");
    let log = cchc::records::procedures::read(&opener, &found.sources, None).expect("a log");
    let fields: Vec<_> = log.records.iter().map(|record| record.record.field.clone()).collect();
    assert_eq!(fields, [Some("Hộ tịch".to_owned()), Some("Hộ tịch".to_owned())]);
}

type Table = Vec<Vec<String>>;
