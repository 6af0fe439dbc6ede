//! Files that cannot be counted: each alone ends the run with 3, and beside a good file only the good
//! one is counted, still with 3.

use std::io::Write;

use cchc::findings::FindingCode;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{
    Folder, GOOD_ROWS, HEADER, assert_code, assert_has, checked, counted, findings, lines, refused,
    stderr, stdout, with_rows,
};
use crate::support::run;

/// What a file that cannot be counted has to bring about.
#[track_caller]
fn is_refused_alone_and_beside_a_good_file(
    name: &str,
    content: impl AsRef<[u8]>,
    code: FindingCode,
    row: Option<u64>,
    value: &str,
) {
    let folder = Folder::new();
    let bad = folder.write(name, content);
    // Alone: nothing to count, the file, the trouble and its repair named.
    let vi = [bad.as_str(), code.number(), code.title().vi, code.repair().vi, value];
    let en = [bad.as_str(), code.number(), code.title().en, code.repair().en, value];
    for command in ["stats", "check"] {
        for (lang, words) in [("vi", vi), ("en", en)] {
            let arguments = [command, &bad, "--lang", lang, "--quiet"];
            let output = run(&arguments);
            assert_code(&output, 3, &arguments);
            assert_has(&stderr(&output), &words);
        }
    }
    refused(&["stats", &bad], 3, &["không có dòng nào tính được"], &["nothing can be counted"]);
    // Beside a good file: its figures are there, the bad one is named, and the exit code says that
    // the answer is not complete.
    folder.write("tot.csv", with_rows(GOOD_ROWS));
    let stats = counted(&folder, &[]);
    assert_eq!(stats["total"]["counts"]["received"], 2);
    assert_eq!(stats["ledger"]["files"], 1);
    assert_eq!(stats["ledger"]["read"], 2, "no row of the bad file is in the account");
    let check = checked(&folder);
    assert_eq!(check["failed_files"], 1);
    let found = findings(&check, code);
    assert_eq!(found.len(), 1, "{check}");
    assert_eq!(found[0].0, row);
    assert_has(found[0].2.expect("a value"), &[value]);
    for (lang, words) in [("vi", vi), ("en", en)] {
        for command in [vec![], vec!["stats"], vec!["check"]] {
            let arguments = [command, vec![folder.name(), "--lang", lang]].concat();
            let output = run(&arguments);
            assert_code(&output, 3, &arguments);
            assert_has(&stderr(&output), &words);
            assert_ne!(stdout(&output), "");
        }
    }
}

#[test]
fn an_empty_file_is_refused() {
    for content in ["", "\n\n  \n", "\u{feff}"] {
        let code = FindingCode::EmptyFile;
        is_refused_alone_and_beside_a_good_file("rong.csv", content, code, None, "byte");
    }
}

#[test]
fn a_file_without_a_header_shows_the_rows_that_look_most_like_one() {
    is_refused_alone_and_beside_a_good_file(
        "la.csv",
        "BÁO CÁO\nKý hiệu;Nơi làm;Bắt đầu;Xong\nA1;Phòng A;Thứ hai;Thứ ba\n",
        FindingCode::HeaderNotFound,
        None,
        "[2] Ký hiệu | Nơi làm | Bắt đầu | Xong",
    );
}

#[test]
fn the_message_on_a_missing_header_tells_how_to_write_a_profile() {
    let folder = Folder::of("Ký hiệu;Nơi làm;Bắt đầu;Xong\nA1;Phòng A;Thứ hai;Thứ ba\n");
    for command in ["stats", "check", "inspect"] {
        for lang in ["vi", "en"] {
            let output = run(&[command, folder.name(), "--lang", lang]);
            assert_code(&output, 3, &[command]);
            let told = stdout(&output) + &stderr(&output);
            assert_has(&told, &["--profile", "[columns]", "dossier_id", "received_at"]);
        }
    }
}

#[test]
fn a_profile_written_after_that_message_reads_the_file() {
    let folder = Folder::of("Ký hiệu;Nơi làm;Bắt đầu;Xong\nA1;Phòng A;01/02/2024;15/02/2024\n");
    let profile = "name = \"la\"\n[columns]\ndossier_id = \"Ký hiệu\"\nreceived_at = \"Bắt đầu\"\n\
                   finished_at = \"Xong\"\nresolving_unit = \"Nơi làm\"\n";
    let profiles = Folder::new();
    let profile = profiles.write("la.toml", profile);
    let stats = counted(&folder, &["--profile", &profile]);
    assert_eq!(stats["rows"][0]["group"]["unit"], "Phòng A");
    assert_eq!(stats["total"]["counts"]["resolved"], 1);
}

#[test]
fn a_required_column_that_is_missing_is_named_with_the_header_that_was_found() {
    is_refused_alone_and_beside_a_good_file(
        "thieu.csv",
        "STT;Mã hồ sơ;Đơn vị giải quyết;Ngày hẹn trả\n1;A;Xã A;05/01/2024\n",
        FindingCode::RequiredColumnMissing,
        None,
        "received_at ← [1] STT | Mã hồ sơ | Đơn vị giải quyết | Ngày hẹn trả",
    );
}

#[test]
fn a_binary_file_is_refused() {
    let mut content = with_rows("").into_bytes();
    let place = content.len();
    content.extend(b"\x00\x01\x02\x03\xff");
    let value = format!("byte {place}: NUL");
    let code = FindingCode::NotAnExport;
    is_refused_alone_and_beside_a_good_file("may.csv", content, code, None, &value);
}

#[test]
fn a_document_is_refused_by_its_first_bytes_whatever_its_name() {
    for (content, kind) in [(&b"%PDF-1.7\n"[..], "PDF"), (b"\x89PNG\r\n", "PNG")] {
        for name in ["so-lieu.csv", "so-lieu.xlsx"] {
            let code = FindingCode::NotAnExport;
            is_refused_alone_and_beside_a_good_file(name, content, code, None, kind);
        }
    }
}

#[test]
fn a_workbook_that_is_cut_off_is_refused_whatever_its_name() {
    for (content, kind) in
        [(&b"PK\x03\x04\x14\x00\x06\x00"[..], "zip"), (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS")]
    {
        for name in ["so-lieu.csv", "so-lieu.xlsx"] {
            let code = FindingCode::CutOffFile;
            is_refused_alone_and_beside_a_good_file(name, content, code, None, kind);
        }
    }
}

#[test]
fn an_undecodable_byte_near_the_beginning_is_refused_with_its_offset_and_line() {
    // Windows-1258 or TCVN3 letters: no UTF-8.
    let mut content = with_rows("1;A;X").into_bytes();
    let place = content.len();
    content.extend(b"\xE3 Qu\xFDnh;Tr;01/02/2024;;;\n");
    let value = format!("line 2, byte {place}: 0xE3");
    let code = FindingCode::UndecodableBytes;
    is_refused_alone_and_beside_a_good_file("cu.csv", content, code, None, &value);
}

#[test]
fn an_undecodable_byte_deep_in_a_large_file_is_refused_with_its_offset_and_row() {
    for mark in [&b""[..], b"\xEF\xBB\xBF"] {
        let mut content = mark.to_vec();
        content.extend(with_rows("").bytes());
        let mut row = 1;
        while content.len() < 2_500_000 {
            row += 1;
            let line =
                format!("{row};H-{row};UBND xã Quỳnh Mỹ;Trực tuyến;15/01/2024;25/01/2024;;\n");
            content.extend(line.bytes());
        }
        row += 1;
        content.extend(format!("{row};H-{row};X").bytes());
        let place = content.len();
        content.extend(b"\xE3;Tr;01/02/2024;;;\n9;Z;;;;;;\n");
        is_refused_alone_and_beside_a_good_file(
            "lon.csv",
            content,
            FindingCode::UndecodableBytes,
            Some(row),
            &format!("byte {place}: 0xE3"),
        );
    }
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn a_lone_surrogate_in_utf_16_is_refused() {
    for rows in [1, 40_000] {
        let rows = lines(rows, |row| format!("{row};H-{row};Xã A;;15/01/2024;;;\n"));
        let mut content = utf16(&with_rows(&rows));
        content.extend([0x00, 0xD8, 0x41, 0x00]);
        let code = FindingCode::UndecodableBytes;
        is_refused_alone_and_beside_a_good_file("utf16.csv", content, code, None, "byte ");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_refuses_the_file_with_its_row() {
    for filler in [0, 60_000] {
        let rows = lines(filler, |row| format!("{row};H-{row};Xã A;Trực tiếp;15/01/2024;;;\n"));
        let content = with_rows(&format!(
            "{rows}1;A;\"Xã A;Trực tiếp;15/01/2024;;;\n2;B;Xã A;;15/01/2024;;;\n"
        ));
        is_refused_alone_and_beside_a_good_file(
            "ngoac.csv",
            content,
            FindingCode::UnterminatedQuote,
            Some(filler + 2),
            "\"",
        );
    }
}

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content.as_bytes()).expect("compressed");
    encoder.finish().expect("compressed")
}

#[test]
fn a_corrupt_gz_is_refused() {
    let whole = gzip(&with_rows(&GOOD_ROWS.repeat(500)));
    let cut = whole[..whole.len() - 20].to_vec();
    let mut garbled = whole;
    let middle = garbled.len() / 2;
    garbled[middle..].fill(0x55);
    for (content, code) in [
        (cut, FindingCode::CutOffFile),
        // What was overwritten happens to unpack, and to have no end.
        (garbled, FindingCode::CutOffFile),
        (b"\x1F\x8Bnot gzip at all".to_vec(), FindingCode::DamagedFile),
    ] {
        is_refused_alone_and_beside_a_good_file("nen.csv.gz", content, code, None, "gzip");
    }
}

#[test]
fn a_file_with_a_header_only_is_no_failure_but_alone_leaves_nothing_to_count() {
    let folder = Folder::new();
    let empty = folder.write("trong.csv", with_rows(""));
    refused(
        &["stats", &empty],
        3,
        &["không có dòng nào tính được", FindingCode::HeaderOnly.repair().vi],
        &["nothing can be counted", FindingCode::HeaderOnly.repair().en],
    );
    folder.write("tot.csv", with_rows(GOOD_ROWS));
    assert_eq!(counted(&folder, &[])["total"]["counts"]["received"], 2);
    let check = checked(&folder);
    assert_eq!(findings(&check, FindingCode::HeaderOnly), [(None, None, None)]);
    assert_eq!(check["failed_files"], 0);
    assert_code(&run(&["stats", folder.name()]), 0, &["stats"]);
}

#[test]
fn when_every_row_is_rejected_the_reasons_are_told() {
    let folder = Folder::of(with_rows("1;;Xã A;;15/01/2024;;;\n2;B;Xã A;;35/01/2024;;;\n"));
    refused(
        &["stats", folder.name()],
        3,
        &["không có dòng nào tính được", "thiếu mã hồ sơ 1", "ngày không đọc được 1"],
        &["nothing can be counted", "no dossier id 1", "unreadable dates 1"],
    );
    // `check` is there to show why, so it answers.
    let check = checked(&folder);
    assert_eq!(check["ledger"]["rejected"]["missing_id"], 1);
    assert_eq!(check["ledger"]["rejected"]["bad_date"], 1);
    assert_code(&run(&["check", folder.name()]), 3, &["check"]);
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let file = folder.file("log.csv");
    let file = file.to_str().expect("a UTF-8 path");
    let output = run(&["stats", file, file, "--format", "json"]);
    let stats: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(stats["ledger"]["files"], 1);
    assert_eq!(stats["ledger"]["superseded"], 0);
}

#[test]
fn other_files_of_a_folder_are_passed_over_with_a_word() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    folder.write("ghi-chu.docx", "not an export");
    folder.write(".an.csv", HEADER);
    folder.write("~$log.csv", HEADER);
    let check = checked(&folder);
    assert_eq!(check["counts"]["other_file"], 1);
    assert_eq!(check["ledger"]["files"], 1);
    let findings = check["findings"].as_array().expect("findings");
    let other = findings.iter().find(|finding| finding["name"] == "other_file");
    let named = other.and_then(|finding| finding["file"].as_str()).expect("a file");
    assert!(named.ends_with("ghi-chu.docx"), "{named}");
}
