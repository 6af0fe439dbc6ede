//! Every shape in which one-stop systems and spreadsheets write a table: the same dossiers, whatever
//! stands around them.

use cchc::findings::FindingCode;

use super::{
    Folder, GOOD_ROWS, HEADER, checked, counted, findings, lines, with_rows, without_files,
};
use crate::support::{json, run};

/// A header, a dossier with the delimiter, a doubled mark and a line break in quoted cells, and one
/// more.
fn table(delimiter: char, line_end: &str) -> String {
    let header = ["Mã hồ sơ", "Tên thủ tục hành chính", "Đơn vị giải quyết", "Ngày tiếp nhận"];
    let quoted = format!("\"Cấp {delimiter} đổi \"\"sổ đỏ\"\"{line_end}tại xã\"");
    let rows = [
        header.map(str::to_owned),
        ["A-1".to_owned(), quoted, "UBND xã Quỳnh Mỹ".to_owned(), "15/01/2024".to_owned()],
        ["A-2", "Đăng ký khai sinh", "UBND xã Quỳnh Mỹ", "16/01/2024"].map(str::to_owned),
    ];
    let lines = rows.map(|cells| cells.join(&delimiter.to_string()));
    lines.map(|line| line + line_end).concat()
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8-bom" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "utf-16le" => [0xFF, 0xFE].into_iter().chain(units.flat_map(u16::to_le_bytes)).collect(),
        "utf-16be" => [0xFE, 0xFF].into_iter().chain(units.flat_map(u16::to_be_bytes)).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn every_delimiter_encoding_and_line_end_gives_the_same_dossiers() {
    for delimiter in [',', ';', '\t', '|'] {
        for encoding in ["utf-8", "utf-8-bom", "utf-16le", "utf-16be"] {
            for line_end in ["\n", "\r\n", "\r"] {
                let case = format!("{delimiter:?} {encoding} {line_end:?}");
                let folder = Folder::of(encoded(&table(delimiter, line_end), encoding));
                let stats = counted(&folder, &["--by", "procedure"]);
                assert_eq!(stats["total"]["counts"]["received"], 2, "{case}");
                let name = stats["rows"][0]["group"]["procedure"].as_str().expect("a name");
                assert_eq!(
                    name,
                    format!("Cấp {delimiter} đổi \"sổ đỏ\"{line_end}tại xã"),
                    "{case}"
                );
                let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
                assert_eq!(look["encoding"], encoding, "{case}");
                assert_eq!(look["delimiter"], delimiter.to_string(), "{case}");
            }
        }
    }
}

#[test]
fn a_large_utf_16_file_is_read_like_a_small_one() {
    let rows =
        lines(20_000, |row| format!("{row};H-{row};UBND xã Quỳnh Mỹ;Trực tuyến;15/01/2024;;;\n"));
    let plain = Folder::of(with_rows(&rows));
    for encoding in ["utf-16le", "utf-16be"] {
        let folder = Folder::of(encoded(&with_rows(&rows), encoding));
        let check = checked(&folder);
        assert_eq!(check["failed_files"], 0, "{}", check["findings"]);
        assert_eq!(counted(&folder, &[]), counted(&plain, &[]));
    }
}

#[test]
fn titles_above_the_header_are_excluded_padded_or_not() {
    let titles = [
        "SỞ NỘI VỤ TỈNH THÁI BÌNH",
        "",
        "DANH SÁCH HỒ SƠ",
        "Từ ngày 01/01/2024 đến ngày 31/01/2024",
    ];
    for padding in ["", ";;;;;;;"] {
        let above: String = titles.map(|title| format!("{title}{padding}\n")).concat();
        let folder = Folder::of(above + &with_rows(GOOD_ROWS));
        let check = checked(&folder);
        assert_eq!(check["ledger"]["read"], 6);
        assert_eq!(check["ledger"]["counted"], 2);
        assert_eq!(check["ledger"]["excluded"]["title_row"], 3);
        assert_eq!(check["ledger"]["excluded"]["blank_row"], 1);
        let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
        assert_eq!(look["header_row"], 5);
    }
}

#[test]
fn two_merged_header_rows_and_a_row_of_column_numbers_are_the_header() {
    let header = "STT;Mã hồ sơ;Đơn vị;Ngày tháng năm;;Trả kết quả;\n;;;Nhận hồ sơ;Hẹn trả kết quả;Ngày nhận kết quả;Bên nhận\n";
    let rows =
        "1;A;Xã A;15/01/2024;25/01/2024;26/01/2024;(đã ẩn)\n2;B;Xã A;15/01/2024;25/01/2024;;\n";
    for (numbers, has_numbers) in
        [("", false), ("(1);(2);(3);(4);(5);(6);(7)=(6)\n", true), ("A;B;1;2;3;4;5\n", true)]
    {
        let folder = Folder::of(format!("{header}{numbers}{rows}"));
        let stats = counted(&folder, &[]);
        assert_eq!(stats["total"]["counts"]["late"], 1, "{numbers}");
        assert_eq!(stats["total"]["counts"]["closing"], 1, "{numbers}");
        assert_eq!(stats["ledger"]["read"], 2, "header and number rows are not read as rows");
        let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
        assert_eq!(look["header_rows"], 2);
        assert_eq!(look["number_row"], has_numbers);
        assert_eq!(look["columns"][5]["header"], "Trả kết quả > Ngày nhận kết quả");
    }
}

#[test]
fn a_first_dossier_that_starts_with_numbers_is_no_row_of_column_numbers() {
    let header = "STT;Mã hồ sơ;Số lượng (bộ);Ngày tiếp nhận\n";
    let folder = Folder::of(format!("{header}1;2;3;05/01/2024\n2;3;1;16/01/2024\n"));
    assert_eq!(checked(&folder)["ledger"]["counted"], 2);
}

#[test]
fn rows_that_are_no_dossiers_are_excluded_each_with_its_reason() {
    let folder = Folder::of(with_rows(
        "I;UBND xã Quỳnh Mỹ;;;;;;\n\
         1;A;Xã A;;15/01/2024;;;\n\
         UBND xã Quỳnh Hải\n\
         ;;;;;;;\n\
         \n\
         STT;Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n\
         2;B;Xã A;;16/01/2024;;;\n\
         3;C;Xã A;;17/01/2024;;;Không được tiếp nhận\n\
         Tổng số;3;;;;;;\n\
         Trong đó: trực tuyến;1;;;;;;\n\
         Thái Bình, ngày 31 tháng 01 năm 2024;;;;;;;\n\
         ;NGƯỜI LẬP BIỂU;;;;;THỦ TRƯỞNG ĐƠN VỊ;\n\
         ;Nguyễn Thị Lập;;;;;Trần Văn Trưởng;\n",
    ));
    let check = checked(&folder);
    for (reason, rows) in [
        ("group_row", 2),
        ("blank_row", 2),
        ("header_row", 1),
        ("not_accepted", 1),
        ("total_row", 2),
        ("signature_row", 3),
    ] {
        assert_eq!(check["ledger"]["excluded"][reason], rows, "{reason}: {}", check["ledger"]);
    }
    assert_eq!(check["ledger"]["read"], 13);
    assert_eq!(check["ledger"]["counted"], 2);
    assert_eq!(check["ledger"]["rejected"], serde_json::json!({}));
}

#[test]
fn headers_are_known_in_any_case_spacing_unicode_form_and_tone_placement() {
    for header in [
        "MÃ HỒ SƠ;NGÀY TIẾP NHẬN;SỐ HOÁ KẾT QUẢ",
        "Ma\u{303} ho\u{302}\u{300} so\u{31b};Nga\u{300}y tie\u{302}\u{301}p nha\u{323}\u{302}n;So\u{302}\u{301} ho\u{301}a ke\u{302}\u{301}t qua\u{309}",
        "\u{a0}Mã  hồ sơ ;Ngày\u{a0}tiếp nhận;\"Số hóa\nkết quả\"",
    ] {
        let folder = Folder::of(format!("{header}\nA;15/01/2024;\n"));
        let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
        let fields: Vec<_> = look["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .map(|column| &column["field"])
            .collect();
        assert_eq!(fields, ["dossier_id", "received_at", "result_digitised"], "{header}");
    }
}

#[test]
fn of_two_columns_for_one_field_one_is_used_and_the_other_named() {
    let folder = Folder::of("Mã hồ sơ;Số biên nhận;Ngày tiếp nhận\nA;1;15/01/2024\n");
    let check = checked(&folder);
    let found = findings(&check, FindingCode::ColumnRepeated);
    assert_eq!(found, [(None, Some("Số biên nhận"), Some("dossier_id"))]);
}

#[test]
fn a_surplus_delimiter_at_the_end_of_every_row_is_no_trouble() {
    let folder = Folder::of("Mã hồ sơ;Ngày tiếp nhận\nA;15/01/2024;\nB;16/01/2024;\n");
    assert_eq!(checked(&folder)["ledger"]["counted"], 2);
}

#[test]
fn the_order_of_paths_and_the_number_of_files_do_not_change_a_figure() {
    let folder = Folder::new();
    let one = folder.write("mot.csv", with_rows("1;A;Xã A;;15/01/2024;16/01/2024;17/01/2024;\n"));
    let two = folder.write("hai.csv", with_rows("1;B;XÃ A;;15/01/2024;16/01/2024;16/01/2024;\n"));
    let both = counted(&folder, &[]);
    for paths in [[&one, &two], [&two, &one]] {
        let stats_of = json(&["stats", paths[0], paths[1], "--format", "json"]);
        assert_eq!(without_files(stats_of), both);
    }
    let together = Folder::of(with_rows(
        "1;A;Xã A;;15/01/2024;16/01/2024;17/01/2024;\n2;B;XÃ A;;15/01/2024;16/01/2024;16/01/2024;\n",
    ));
    assert_eq!(counted(&together, &[])["total"], both["total"]);
}

#[test]
fn inspect_looks_at_dossiers_and_not_at_the_rows_around_them() {
    let folder = Folder::of(with_rows(
        "I;UBND xã Quỳnh Mỹ;;;;;;\n\
         1;A;Xã A;Trực tiếp;15/01/2024;;;\n\
         Tổng số;1;;;;;;\n\
         ;NGƯỜI LẬP BIỂU;;;;;THỦ TRƯỞNG ĐƠN VỊ;\n",
    ));
    let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
    assert_eq!(look["rows_looked_at"], 1, "one dossier");
    for date in look["dates"].as_array().expect("dates") {
        assert_eq!(date["unreadable"], 0, "{date}");
    }
    let output = run(&["inspect", folder.name()]);
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    for text in ["NGƯỜI LẬP BIỂU", "UBND xã Quỳnh Mỹ"] {
        assert!(!shown.contains(text), "`{text}` is no value of a dossier:\n{shown}");
    }
}

#[test]
fn the_header_constant_of_these_tests_is_understood_in_full() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let look = &json(&["inspect", folder.name(), "--format", "json"])["files"][0];
    let columns = look["columns"].as_array().expect("columns");
    assert_eq!(columns.len(), HEADER.split(';').count());
    for column in &columns[1..] {
        assert!(column["field"].is_string(), "{column}");
    }
}
