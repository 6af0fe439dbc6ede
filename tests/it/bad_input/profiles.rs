//! Profiles that cannot be used: exit code 4, the file and the key named, before any data are read.

use super::{Folder, GOOD_ROWS, assert_has, checked, findings, refused, with_rows};
use crate::support::run;
use cchc::findings::FindingCode;

const GOOD: &str = r#"name = "mau"
[columns]
dossier_id = "Mã hồ sơ"
received_at = "Ngày tiếp nhận"
[values.channel]
online = ["Trực tuyến"]
"#;

/// Replaces a part of [`GOOD`] and expects the words in both languages.
#[track_caller]
fn is_refused(from: &str, to: &str, words: &[&str]) {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let profiles = Folder::new();
    let text = GOOD.replacen(from, to, 1);
    assert_ne!(text, GOOD, "the case changes the profile");
    let profile = profiles.write("mau.toml", text);
    let talk = |start| [words, &[profile.as_str(), "TOML", "cchc help", start]].concat();
    let (vi, en) = (talk("lỗi: tệp ánh xạ"), talk("error: profile"));
    for command in ["stats", "check", "inspect"] {
        refused(&[command, folder.name(), "--profile", &profile], 4, &vi, &en);
    }
}

#[test]
fn a_good_profile_is_taken() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let profiles = Folder::new();
    let profile = profiles.write("mau.toml", GOOD);
    let output = run(&["stats", folder.name(), "--by", "channel", "--profile", &profile]);
    assert_eq!(
        output.status.code(),
        Some(3),
        "a profile replaces the dictionary: no channel column"
    );
    let output = run(&["stats", folder.name(), "--by", "month", "--profile", &profile]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_unknown_key_is_named() {
    is_refused("name = \"mau\"", "name = \"mau\"\nheader = 3", &["`header`"]);
    is_refused("[values.channel]", "[value.channel]", &["`value`"]);
}

#[test]
fn an_unknown_field_is_named_and_a_known_one_suggested() {
    is_refused("received_at", "recieved_at", &["`columns.recieved_at`", "`received_at`"]);
    is_refused("[values.channel]", "[values.chanel]", &["`values.chanel`", "`channel`"]);
}

#[test]
fn an_unknown_value_is_named_and_a_known_one_suggested() {
    is_refused("online", "onlin", &["`values.channel.onlin`", "`online`"]);
}

#[test]
fn a_profile_that_is_no_toml_is_refused_with_its_line() {
    is_refused("[columns]", "[columns", &["2, "]);
}

#[test]
fn a_profile_without_a_required_column_is_refused() {
    is_refused("dossier_id = \"Mã hồ sơ\"\n", "", &["`columns.dossier_id`"]);
}

#[test]
fn a_profile_cannot_load_a_personal_column() {
    for header in ["Số điện thoại", "CHỦ HỒ SƠ", "địa chỉ"] {
        let to = format!("resolving_unit = \"{header}\"\nreceived_at");
        is_refused("received_at", &to, &["`columns.resolving_unit`"]);
    }
}

#[test]
fn a_profile_cannot_load_a_personal_column_by_the_label_of_its_merged_cell() {
    let to = "resolving_unit = \"Trả kết quả > Bên nhận\"\nreceived_at";
    is_refused("received_at", to, &["`columns.resolving_unit`"]);
}

#[test]
fn wrong_options_of_a_profile_are_named() {
    for (line, key) in [
        ("encoding = \"koi8-r\"", "`encoding`"),
        ("delimiter = \"ab\"", "`delimiter`"),
        ("header_row = 0", "`header_row`"),
        ("skip_rows_matching = \"(\"", "`skip_rows_matching`"),
        ("date_formats = [\"%d/%m\"]", "`date_formats[0]`"),
        ("log = \"ratings\"", "`log`"),
    ] {
        is_refused("name = \"mau\"", &format!("name = \"mau\"\n{line}"), &[key]);
    }
}

#[test]
fn a_profile_that_cannot_be_read_is_named() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    refused(
        &["stats", folder.name(), "--profile", "khong-co.toml"],
        4,
        &["không đọc được", "`khong-co.toml`"],
        &["cannot read the profile `khong-co.toml`"],
    );
}

#[test]
fn a_column_of_the_profile_that_a_file_lacks_is_a_finding() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let profiles = Folder::new();
    let text = GOOD.replacen("[values", "fee = [\"Phí\", \"Lệ phí\"]\n[values", 1);
    let profile = profiles.write("mau.toml", text);
    let arguments = ["check", folder.name(), "--format", "json", "--profile", &profile];
    let check = serde_json::from_slice(&run(&arguments).stdout).expect("JSON");
    let found = findings(&check, FindingCode::ProfileColumnAbsent);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, Some("Phí | Lệ phí"));
    assert_has(
        found[0].2.expect("a value"),
        &["− \"Lệ phí\"", "fee = [\"Phí\", \"Lệ phí\", \"…\"]"],
    );
    assert_eq!(findings(&checked(&folder), FindingCode::ProfileColumnAbsent), []);
}

#[test]
fn rows_that_a_profile_skips_are_excluded_with_that_reason() {
    let folder = Folder::of(with_rows(&format!("{GOOD_ROWS}# ghi chú;C;;;17/01/2024;;;\n")));
    let profiles = Folder::new();
    let profile = profiles.write("mau.toml", format!("skip_rows_matching = \"^#\"\n{GOOD}"));
    let arguments = ["check", folder.name(), "--format", "json", "--profile", &profile];
    let check: serde_json::Value = serde_json::from_slice(&run(&arguments).stdout).expect("JSON");
    assert_eq!(check["ledger"]["excluded"]["skipped_by_profile"], 1);
    assert_eq!(check["ledger"]["counted"], 2);
}

#[test]
fn errors_of_profiles_are_told_in_vietnamese() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let profiles = Folder::new();
    for (from, to, vi, en) in [
        ("[columns]", "[columns", "không đúng dạng TOML: dòng 2", "line 2"),
        ("name = \"mau\"", "nam = \"mau\"", "khóa không có trong tệp ánh xạ", "unknown key"),
        ("name = \"mau\"\n", "", "thiếu khóa bắt buộc `name`", "`name` is required"),
        ("received_at", "recieved_at", "không có trường `recieved_at`", "unknown field"),
        ("online =", "onlin =", "có phải ý bạn là `online`?", "did you mean `online`?"),
        ("\"Mã hồ sơ\"", "\"Số điện thoại\"", "cột dữ liệu cá nhân", "personal-data column"),
        ("\"Mã hồ sơ\"", "3", "một chuỗi hoặc một danh sách chuỗi", "a text or a list of texts"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "the case changes the profile");
        let profile = profiles.write("mau.toml", text);
        refused(&["stats", folder.name(), "--profile", &profile], 4, &[vi], &[en]);
    }
}
