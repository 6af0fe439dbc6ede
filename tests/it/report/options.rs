//! What can be asked for, and what is refused before anything is read or written.

use std::path::Path;

use super::{Written, table};
use crate::support::{answer, run};

const COMMUNE: &str = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";

/// Runs a report that has to fail, and returns what it said; nothing may be written.
fn refused(arguments: &[&str], code: i32) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("x");
    let target = target.to_str().expect("a UTF-8 path");
    let output = run(&[&["report", COMMUNE, "--output", target], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{errors}");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "nothing is written: {arguments:?}");
    errors
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a UTF-8 path").to_owned()
}

#[test]
fn what_is_wrong_is_told_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let letterhead = file(folder.path(), "a.toml", "agencyy = 'x'");
    assert!(refused(&["--letterhead", &letterhead], 4).contains("agencyy"));
    let template = file(folder.path(), "a.txt", "Có {{ counts.recieved | so }} hồ sơ.");
    assert!(refused(&["--template", &template], 4).contains("recieved"));
    assert!(refused(&["--form", "99z"], 2).contains("99z"));
    let form = file(folder.path(), "form.toml", "id = 'x'\nwhatever = 1");
    assert!(refused(&["--form", &form], 4).contains("whatever"));
    assert!(refused(&["--form", "06a", "--placement", "returned=3"], 2).contains("returned"));
    refused(&["--format", "pdf"], 2);
    refused(&["--period", "2020"], 3);
}

#[test]
fn one_format_is_one_file_or_goes_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("thang-6.xlsx");
    let path = path.to_str().expect("a UTF-8 path");
    let arguments = ["report", COMMUNE, "--format", "xlsx", "--output", path];
    answer(&arguments, 0);
    assert!(std::fs::read(path).expect("written").starts_with(b"PK"));
    answer(&arguments, 5);
    answer(&[&arguments[..], &["--force"]].concat(), 0);
    let text = answer(&["report", COMMUNE, "--format", "md", "--output", "-"], 0);
    assert!(text.contains("UBND xã Quỳnh Mỹ"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "no litter");
}

#[test]
fn an_old_report_survives_unless_it_may_be_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("bao-cao");
    let target = target.to_str().expect("a UTF-8 path");
    let arguments =
        |period| ["report", COMMUNE, "--format", "json,md", "--output", target, "--period", period];
    answer(&arguments("2024-05"), 0);
    let old = super::files(Path::new(target));
    let output = run(&arguments("2024-06"));
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--force"));
    assert!(super::files(Path::new(target)) == old, "the old report is as it was");
    answer(&[&arguments("2024-06")[..], &["--force"]].concat(), 0);
    assert!(super::files(Path::new(target)) != old);
    let strange = Path::new(target).join("ghi-chu-cua-toi.txt");
    std::fs::write(&strange, "do not lose me").expect("written");
    let output = run(&[&arguments("2024-05")[..], &["--force"]].concat());
    assert_eq!(output.status.code(), Some(5), "what somebody else wrote is not removed");
    assert_eq!(std::fs::read_to_string(&strange).expect("there"), "do not lose me");
}

#[test]
fn a_report_among_the_exports_is_no_export_and_the_same_run_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(crate::support::repository(COMMUNE), folder.path().join("xa.csv"))
        .expect("copied");
    let run = |arguments: &[&str]| {
        let mut command = crate::support::cchc(arguments);
        let output = command.current_dir(folder.path()).output().expect("the program starts");
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{talk}");
        talk
    };
    let report = ["report", ".", "--period", "2024-06", "--force"];
    assert!(run(&report).contains("Đã ghi: bao-cao-2024-06"));
    let written = super::files(&folder.path().join("bao-cao-2024-06"));
    assert!(written.len() >= 7, "{}", written.len());
    assert!(run(&report).contains("Không đổi"));
    assert!(super::files(&folder.path().join("bao-cao-2024-06")) == written);
    assert!(run(&["stats", ".", "--verbose"]).contains("xa.csv"));
}

#[test]
fn a_template_of_ones_own_begins_with_the_built_in_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = answer(&["report", "--print-template"], 0);
    let own = text.replace("# TÌNH HÌNH TIẾP NHẬN", "# PHẦN RIÊNG CỦA HUYỆN");
    assert_ne!(own, text);
    let path = file(folder.path(), "loi-van.txt", &own);
    let written = Written::new(&[COMMUNE, "--period", "2024-06", "--template", &path]);
    assert!(super::equal::words(&written.bytes("bao-cao.docx")).contains("PHẦN RIÊNG CỦA HUYỆN"));
    assert!(written.text("bao-cao.md").contains("PHẦN RIÊNG CỦA HUYỆN"));
}

#[test]
fn ratings_of_few_are_not_published_anywhere() {
    let written =
        Written::new(&["examples/thai-binh", "--period", "2024-06", "--suppress-below", "20"]);
    let report = written.json("so-lieu.json");
    let mut hidden = 0;
    for id in ["satisfaction_3", "satisfaction_5"] {
        for line in table(&report, id)["lines"].as_array().expect("lines") {
            let is_few = line["rated"].as_u64().is_some_and(|rated| (1..20).contains(&rated));
            let is_hidden = line["satisfied"]["reason"] == "too_few";
            assert!(!is_few || is_hidden, "{line}");
            assert_eq!(is_hidden, line["satisfied_share"]["reason"] == "too_few");
            hidden += usize::from(is_hidden);
        }
    }
    assert!(hidden > 5, "{hidden}");
    let marks = written.text("bao-cao.md").matches("\\<20").count();
    assert!(marks > hidden, "{marks}");
}

#[test]
fn the_same_words_in_english() {
    let written = Written::new(&[COMMUNE, "--period", "2024-06", "--lang", "en"]);
    let text = written.text("bao-cao.md");
    assert!(text.contains("UBND xã Quỳnh Mỹ") && text.contains("On-time rate"));
    let vietnamese = ["Tỷ lệ", "Tổng số", "Ghi chú", "Đơn vị"];
    let own: Vec<&str> = vietnamese.into_iter().filter(|word| text.contains(word)).collect();
    assert!(own.is_empty(), "{own:?}");
    let page = written.text("xem.html");
    assert!(page.contains("<html lang=\"en\""));
}
