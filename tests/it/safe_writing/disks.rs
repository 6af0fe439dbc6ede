//! Disks and limits that end a file before its end.

use std::process::{Command, Output};

use super::{Office, Tree, litter, talk, tree};
use crate::support::run;

/// Runs with a limit on the size of a file: 512 bytes in one shell, a kilobyte in another. What goes
/// beyond it meets a signal, which whoever starts the program may have had it ignore.
fn limited(is_ignored: bool, arguments: &[&str]) -> Output {
    let script = r#"ulimit -f 1; exec "$0" "$@""#;
    let script = if is_ignored { format!("trap '' XFSZ; {script}") } else { script.to_owned() };
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_cchc")])
        .args(arguments)
        .output()
        .expect("runs")
}

/// Runs in a name space of its own, where anybody may mount a tiny disk; none where that is forbidden.
fn on_tiny_disk(office: &Office, mount: &str, arguments: &[&str]) -> Option<(Output, String)> {
    let may = Command::new("unshare").args(["-rm", "true"]).output();
    if !may.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let disk = office.path("dia");
    std::fs::create_dir_all(&disk).expect("made");
    let script = format!(
        r#"disk="$1"; shift
        mount -t tmpfs -o size=16k none "$disk" && printf old > "$disk/bang.json" && {mount} || exit 99
        "$@"; code=$?
        echo "$(ls -A "$disk") $(cat "$disk/bang.json")" > "$disk.txt"
        exit $code"#
    );
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script, "sh"])
        .arg(&disk)
        .arg(env!("CARGO_BIN_EXE_cchc"))
        .args(arguments)
        .output()
        .expect("runs");
    let left = std::fs::read_to_string(office.path("dia.txt")).unwrap_or_default();
    Some((output, left.trim().to_owned()))
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_leaves_the_old_one() {
    let office = Office::new();
    std::fs::write(office.path("bang.json"), "old").expect("written");
    std::fs::create_dir(office.path("can-sua")).expect("made");
    let [exports, file, folder, report] =
        ["xuat", "bang.json", "can-sua", "bao-cao"].map(|name| office.name(name));
    for (lang, words) in [("vi", "vượt giới hạn cỡ tệp"), ("en", "cannot write")] {
        for arguments in [
            &["stats", &exports, "--by", "unit", "--lang", lang, "--output", &file][..],
            &["check", &exports, "--lang", lang, "--feedback", &folder],
            &["check", &exports, "--lang", lang, "--rejects", &file],
            &["tally", &exports, "--lang", lang, "--output", &file],
            &["list", &exports, "--state", "rejected", "--lang", lang, "--output", &file],
            &["report", &exports, "--format", "json,md", "--lang", lang, "--output", &report],
        ] {
            for is_ignored in [true, false] {
                let output = limited(is_ignored, arguments);
                assert_eq!(output.status.code(), Some(5), "{arguments:?}: {}", talk(&output));
                assert!(talk(&output).contains(words), "{}", talk(&output));
                assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "{arguments:?}");
            }
        }
    }
    assert_eq!(std::fs::read(office.path("bang.json")).expect("there"), b"old");
    assert!(!office.path("bao-cao").exists());
    assert_eq!(tree(&office.path("can-sua")), Tree::new());
}

#[test]
fn a_full_or_read_only_disk_is_named_and_keeps_the_old_file() {
    let office = Office::new();
    let [exports, file] = ["xuat", "dia/bang.json"].map(|name| office.name(name));
    let arguments = ["stats", &exports, "--by", "unit", "--format", "json", "--output", &file];
    for (mount, words) in
        [("true", "hết chỗ trên ổ đĩa"), (r#"mount -o remount,ro "$disk""#, "ổ đĩa chỉ cho đọc")]
    {
        // Where nobody may mount, the limit on the size of files in the test above has to do.
        let Some((output, left)) = on_tiny_disk(&office, mount, &arguments) else { return };
        assert_eq!(output.status.code(), Some(5), "{}", talk(&output));
        assert!(talk(&output).contains(words), "{}", talk(&output));
        assert_eq!(left, "bang.json old");
    }
}

#[test]
fn a_name_too_long_for_the_disk_is_refused() {
    let office = Office::new();
    let name = office.name(&"x".repeat(300));
    let output = run(&["stats", &office.name("xuat"), "--output", &name]);
    assert_eq!(output.status.code(), Some(5));
    assert!(talk(&output).contains("tên quá dài"), "{}", talk(&output));
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
}
