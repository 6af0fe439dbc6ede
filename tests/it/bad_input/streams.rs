//! What can be read only once, and links that cannot be followed: neither costs more than itself.

use std::os::unix::fs::symlink;
use std::process::{Command, Output};

use cchc::findings::FindingCode;

use super::{
    Folder, GOOD_ROWS, assert_code, assert_has, checked, counted, findings, stderr, with_rows,
};
use crate::support::cchc;

/// Runs the program in a shell, with `$cchc` and the paths as `$1`, `$2` …
fn shell(script: &str, paths: &[&str]) -> Output {
    let program = cchc(&[]);
    let mut bash = Command::new("bash");
    bash.env("cchc", program.get_program()).args(["-c", script, "bash"]).args(paths);
    bash.output().expect("a shell")
}

#[test]
fn a_pipe_is_read_like_the_file_behind_it() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let log = folder.file("log.csv");
    let log = log.to_str().expect("UTF-8");
    let expected = counted(&folder, &[]);
    for script in [
        "$cchc stats <(cat \"$1\") --format json",
        "$cchc stats <(gzip -c \"$1\") --format json",
        "mkfifo \"$1.pipe\"; cat \"$1\" > \"$1.pipe\" & $cchc stats \"$1.pipe\" --format json; rm \"$1.pipe\"",
    ] {
        let output = shell(script, &[log]);
        assert_code(&output, 0, &[script]);
        let stats: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(stats["total"], expected["total"], "{script}");
        assert_eq!(stats["ledger"], expected["ledger"], "{script}");
    }
}

#[test]
fn two_pipes_and_standard_input_are_three_sources() {
    let folder = Folder::new();
    let header = with_rows("");
    let paths = ["a", "b", "c"].map(|name| {
        let row =
            format!("1;{name}-1;UBND xã A;;15/01/2024;25/01/2024;22/01/2024;Đã trả kết quả\n");
        folder.write(&format!("{name}.csv"), format!("{header}{row}"))
    });
    let paths = paths.each_ref().map(String::as_str);
    let script = "$cchc stats <(cat \"$1\") <(cat \"$2\") - --format json < \"$3\"";
    let output = shell(script, &paths);
    assert_code(&output, 0, &[script]);
    let stats: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(stats["ledger"]["files"], 3);
    assert_eq!(stats["total"]["counts"]["received"], 3);
}

#[test]
fn a_report_of_a_pipe_names_it_with_its_sum() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let log = folder.file("log.csv");
    let script = "cd \"$2\" && $cchc report <(cat \"$1\") --format json --output bao-cao";
    let output = shell(script, &[log.to_str().expect("UTF-8"), folder.name()]);
    assert_code(&output, 0, &[script]);
    let sum = cchc::read::fingerprint(&log).sha256.expect("a sum");
    assert_has(&folder.read("bao-cao/manifest.json"), &["/dev/fd/", &sum]);
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle_cost_a_finding_each_and_not_the_folder() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let alone = counted(&folder, &[]);
    let gone = folder.file("khong-co");
    symlink(&gone, folder.file("thang-6.csv")).expect("a link");
    symlink(&gone, folder.file("luu")).expect("a link");
    symlink(&gone, folder.file(".an.csv")).expect("a link");
    symlink("vong.xlsx", folder.file("vong.xlsx")).expect("a link");
    std::fs::create_dir(folder.file("con")).expect("a folder");
    symlink("..", folder.file("con/len")).expect("a link");
    symlink(folder.path(), folder.file("con/.goc")).expect("a link");
    let stats = counted(&folder, &[]);
    assert_eq!(stats, alone, "what can be read is read, once");
    let check = checked(&folder);
    assert_eq!(check["failed_files"], 0);
    let names = |code: FindingCode| {
        let found = findings(&check, code);
        assert!(found.iter().all(|(row, ..)| row.is_none()));
        found.len()
    };
    assert_eq!(names(FindingCode::BrokenLink), 2, "{check}");
    assert_eq!(names(FindingCode::OtherFile), 4, "{check}");
    for (lang, title) in
        [("vi", FindingCode::BrokenLink.title().vi), ("en", FindingCode::BrokenLink.title().en)]
    {
        let output = cchc(&["check", folder.name(), "--lang", lang]).output().expect("starts");
        assert_code(&output, 0, &["check", lang]);
        assert_has(&String::from_utf8_lossy(&output.stdout), &[title, "thang-6.csv"]);
    }
    let failing = ["check", folder.name(), "--fail-on", "error"];
    assert_code(&cchc(&failing).output().expect("starts"), 1, &failing);
}

#[test]
fn a_pipe_in_a_folder_is_passed_over_and_a_named_link_to_nothing_is_refused() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let alone = counted(&folder, &[]);
    let made = Command::new("mkfifo").arg(folder.file("ong.csv")).status().expect("mkfifo");
    assert!(made.success());
    assert_eq!(counted(&folder, &[]), alone, "nobody waits for a writer");
    let link = folder.file("thang-6.csv");
    symlink(folder.file("khong-co"), &link).expect("a link");
    let arguments = ["stats", link.to_str().expect("UTF-8"), "--lang", "vi"];
    let output = cchc(&arguments).output().expect("starts");
    assert_code(&output, 3, &arguments);
    assert_has(&stderr(&output), &["không có tệp hay thư mục"]);
}
