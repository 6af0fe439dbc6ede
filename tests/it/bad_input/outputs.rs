//! Where the answer goes: files, full disks, closed pipes; and where the data come from: stdin.

use std::io::{Read, Write};
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{
    Folder, GOOD_ROWS, assert_code, assert_has, counted, lines, refused, stderr, stdout, with_rows,
    without_files,
};
use crate::support::{cchc, repository, run};

#[test]
fn an_output_into_a_missing_folder_is_refused_and_nothing_is_written() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let target = Folder::new();
    let path = target.file("thieu/bang.csv");
    let path = path.to_str().expect("a UTF-8 path");
    for command in ["stats", "check", "inspect"] {
        let arguments = [command, folder.name(), "--output", path];
        refused(&arguments, 5, &["không ghi được", path], &["cannot write", path]);
    }
    let arguments = ["check", folder.name(), "--rejects", path];
    refused(&arguments, 5, &["không ghi được", path], &["cannot write", path]);
    assert_eq!(target.listing(), <[&str; 0]>::default());
}

#[test]
fn an_output_is_written_whole_and_told_on_standard_error() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let target = Folder::new();
    let path = target.write("bang.json", "old");
    let output = run(&["stats", folder.name(), "--format", "json", "--output", &path]);
    assert_code(&output, 0, &["--output"]);
    assert_eq!(stdout(&output), "");
    assert_has(&stderr(&output), &["Đã ghi", &path]);
    let written: serde_json::Value = serde_json::from_str(&target.read("bang.json")).expect("JSON");
    assert_eq!(written, counted(&folder, &[]));
    assert_eq!(target.listing(), ["bang.json"], "no temporary file stays behind");
}

#[test]
fn an_old_output_survives_a_run_that_fails() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let empty = Folder::of("");
    let target = Folder::new();
    let path = target.write("bang.csv", "old");
    for (arguments, code) in [
        (vec!["stats", empty.name()], 3),
        (vec!["stats", folder.name(), "--period", "2020"], 3),
        (vec!["stats", folder.name(), "--by", "rating"], 3),
        (vec!["stats", folder.name(), "--period", "x"], 2),
        (vec!["stats", folder.name(), "--profile", "khong-co.toml"], 4),
        (vec!["check", "khong-co.csv", "--rejects", &path], 3),
    ] {
        let output = run(&[&arguments[..], &["--output", &path]].concat());
        assert_code(&output, code, &arguments);
        assert_eq!(target.read("bang.csv"), "old", "{arguments:?}");
    }
    assert_eq!(target.listing(), ["bang.csv"]);
}

#[test]
fn a_folder_as_output_is_refused_and_stays() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let target = Folder::new();
    target.write("trong.txt", "x");
    let arguments = ["stats", folder.name(), "--output", target.name()];
    refused(&arguments, 5, &["không ghi được", target.name()], &["cannot write", target.name()]);
    assert_eq!(target.listing(), ["trong.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_exit_code_5() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    for command in
        [&[][..], &["stats"], &["check"], &["inspect"], &["man"], &["completions", "bash"]]
    {
        let is_about_data = !matches!(command, ["man" | "completions", ..]);
        let paths = [folder.name()];
        let arguments = [command, if is_about_data { &paths } else { &[] }].concat();
        for (lang, words) in [
            ("en_US.UTF-8", "cannot write to standard output"),
            ("vi_VN.UTF-8", "không ghi được ra stdout"),
        ] {
            let full =
                std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
            let output = cchc(&arguments).env("LC_ALL", lang).stdout(full).output().expect("runs");
            assert_code(&output, 5, &arguments);
            assert_has(&stderr(&output), &[words]);
        }
    }
    let arguments = ["stats", folder.name(), "--output", "/dev/full"];
    refused(&arguments, 5, &["không ghi được `/dev/full`"], &["cannot write `/dev/full`"]);
}

#[test]
fn a_closed_pipe_is_fine_and_silent() {
    // More than any pipe holds: a thousand findings, each with its place and texts.
    let rows = lines(3_000, |row| format!("{row};;Xã A;;15/01/2024;;;\n"));
    let folder = Folder::of(with_rows(&(rows + GOOD_ROWS)));
    let mut child = cchc(&["check", folder.name(), "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut pipe = child.stdout.take().expect("a pipe");
    let mut first = [0; 10];
    pipe.read_exact(&mut first).expect("the answer begins");
    drop(pipe);
    let output = child.wait_with_output().expect("ends");
    assert_code(&output, 0, &["closed pipe"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(&first[..2], b"{\n");
}

/// Runs with these bytes on standard input.
fn fed(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = cchc(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(input).expect("read");
    drop(pipe);
    child.wait_with_output().expect("ends")
}

#[test]
fn standard_input_is_read_like_a_file() {
    let content = with_rows(GOOD_ROWS);
    let folder = Folder::of(&content);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content.as_bytes()).expect("compressed");
    let packed = packed.finish().expect("compressed");
    for input in [content.as_bytes(), &packed] {
        let output = fed(&["stats", "-", "--format", "json"], input);
        assert_code(&output, 0, &["-"]);
        let stats = serde_json::from_str(&stdout(&output)).expect("JSON");
        assert_eq!(without_files(stats), counted(&folder, &[]));
    }
}

#[test]
fn standard_input_is_named_in_messages_and_read_twice_where_need_be() {
    let output = fed(&["stats", "-"], b"");
    assert_code(&output, 3, &["-"]);
    assert_has(&stderr(&output), &["C0007: -: "]);
    // The order of dates is proved behind the head: the file has to be read again.
    let rows = lines(60_000, |row| format!("{row};H-{row};Xã A;;01/05/2024;;;\n"));
    let content = with_rows(&format!("{rows}1;B;Xã A;;01/31/2024;;;\n"));
    let output = fed(&["stats", "-", "--format", "json"], content.as_bytes());
    let stats: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(stats["ledger"]["counted"], 60_001);
}

#[test]
fn fail_on_turns_findings_into_exit_code_1_and_still_answers() {
    let fine = Folder::of(with_rows("1;A;Xã A;Trực tiếp;15/01/2024;;;\n"));
    let info = Folder::of(with_rows("1;A;Xã A;Trực tiếp;05/06/2024;;;\n"));
    let warning = Folder::of(with_rows("1;A;Xã A;Zalo;15/01/2024;;;\n"));
    let error = Folder::of(with_rows(
        "1;A;Xã A;Trực tiếp;15/01/2024;;;\n2;;Xã A;Trực tiếp;15/01/2024;;;\n",
    ));
    let levels = ["info", "warning", "error", "critical", "never"];
    for (folder, codes) in [
        (&fine, [0, 0, 0, 0, 0]),
        (&info, [1, 0, 0, 0, 0]),
        (&warning, [1, 1, 0, 0, 0]),
        (&error, [1, 1, 1, 0, 0]),
    ] {
        for command in [&[][..], &["stats"], &["check"]] {
            for (level, code) in levels.into_iter().zip(codes) {
                let arguments = [command, &[folder.name(), "--fail-on", level]].concat();
                let output = run(&arguments);
                assert_code(&output, code, &arguments);
                assert_ne!(stdout(&output), "");
            }
            let output = run(&[command, &[folder.name()]].concat());
            assert_code(&output, 0, command);
        }
    }
}

#[test]
fn a_failed_file_weighs_more_than_a_finding() {
    let folder = Folder::of(with_rows("1;A;Xã A;Zalo;15/01/2024;;;\n"));
    folder.write("rong.csv", "");
    assert_code(&run(&["stats", folder.name(), "--fail-on", "info"]), 3, &["--fail-on"]);
}

#[test]
fn the_same_input_and_options_give_the_same_bytes() {
    let sample = repository("tests/data/sample");
    let sample = sample.to_str().expect("a UTF-8 path");
    for arguments in [
        &["check", sample, "--format", "json"][..],
        &["stats", sample, "--by", "procedure,month", "--format", "csv"],
        &[sample],
    ] {
        let first = run(arguments);
        for _ in 0..5 {
            assert_eq!(run(arguments).stdout, first.stdout);
        }
    }
}

#[test]
fn quiet_leaves_standard_error_empty_and_verbose_has_a_line_for_each_file() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    folder.write("them.csv", with_rows("1;X;Xã A;;15/01/2024;;;\n"));
    let quiet = run(&["stats", folder.name(), "--quiet"]);
    assert_eq!(stderr(&quiet), "");
    let verbose = stderr(&run(&["stats", folder.name(), "--verbose", "--lang", "en"]));
    assert_has(&verbose, &["log.csv: read 2 = counted 2", "them.csv: read 1 = counted 1"]);
}

#[test]
fn help_and_version_are_answers() {
    for arguments in
        [&["--help"][..], &["-h"], &["--version"], &["stats", "--help"], &["thong-ke", "--help"]]
    {
        let output = run(arguments);
        assert_code(&output, 0, arguments);
        assert_ne!(stdout(&output), "");
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_option_beats_it() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    for (locale, option, word) in [
        (None, None, "Tình hình giải quyết hồ sơ"),
        (Some("C.UTF-8"), None, "Tình hình giải quyết hồ sơ"),
        (Some("en_US.UTF-8"), None, "Dossiers handled"),
        (Some("fr_FR.UTF-8"), None, "Dossiers handled"),
        (Some("en_US.UTF-8"), Some("vi"), "Tình hình giải quyết hồ sơ"),
        (Some("vi_VN.UTF-8"), Some("en"), "Dossiers handled"),
    ] {
        let mut command = cchc(&["stats", folder.name()]);
        command.args(option.into_iter().flat_map(|lang| ["--lang", lang]));
        command.envs(locale.map(|locale| ("LC_ALL", locale)));
        let output = command.output().expect("runs");
        assert_has(&stdout(&output), &[word]);
    }
}
