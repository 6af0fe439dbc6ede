//! Profiles that cannot be used: exit code 4, the file and the key named, before any data are read.

use super::{Folder, GOOD_ROWS, checked, findings, refused, with_rows};
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
    let vi = [words, &[profile.as_str(), "TOML", "README"]].concat();
    for command in ["stats", "check", "inspect"] {
        refused(&[command, folder.name(), "--profile", &profile], 4, &vi, &vi);
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
    is_refused("[columns]", "[columns", &["line 2"]);
}

#[test]
fn a_profile_without_a_required_column_is_refused() {
    is_refused("dossier_id = \"Mã hồ sơ\"\n", "", &["`columns.dossier_id`"]);
}

#[test]
fn a_profile_cannot_load_a_personal_column() {
    for header in ["Số điện thoại", "CHỦ HỒ SƠ", "địa chỉ"] {
        let to = format!("resolving_unit = \"{header}\"\nreceived_at");
        is_refused("received_at", &to, &["`columns.resolving_unit`", "personal"]);
    }
}

#[test]
fn a_profile_cannot_load_a_personal_column_by_the_label_of_its_merged_cell() {
    let to = "resolving_unit = \"Trả kết quả > Bên nhận\"\nreceived_at";
    is_refused("received_at", to, &["`columns.resolving_unit`", "personal"]);
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
    let text = GOOD.replacen("[values", "due_at = [\"Hạn\", \"Hẹn\"]\n[values", 1);
    let profile = profiles.write("mau.toml", text);
    let arguments = ["check", folder.name(), "--format", "json", "--profile", &profile];
    let check = serde_json::from_slice(&run(&arguments).stdout).expect("JSON");
    let found = findings(&check, FindingCode::ProfileColumnAbsent);
    assert_eq!(found, [(None, Some("Hạn | Hẹn"), Some("due_at"))]);
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
