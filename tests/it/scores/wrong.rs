//! What is wrong with an index or with declared inputs: everything at once, exit 4, nothing written.

use super::file;
use crate::support::run;

const SAMPLE: &str = "tests/data/sample";

fn refused(arguments: &[&str], code: i32) -> String {
    let output = run(&[&["score", "--lang", "en"], arguments].concat());
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{talk}");
    assert!(output.stdout.is_empty(), "nothing is answered: {talk}");
    talk
}

#[test]
fn every_error_of_an_index_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = String::from_utf8(run(&["score", "--print-index", "vi-du-dia-phuong"]).stdout)
        .expect("UTF-8");
    let wrong = text
        .replace("indicator = \"apology_rate\"", "indicator = \"apology_rat\"")
        .replace("cap = 0.8", "cap = 1.8")
        .replace("max = 9\n", "max = 8\n")
        .replace(
            "{ from = 0.01, to = 0.05, points = 1 }",
            "{ from = 0.005, to = 0.05, points = 1 }",
        )
        .replace("needs = { vi = \"điểm do", "need = { vi = \"điểm do");
    let index = file(folder.path(), "sai.toml", &wrong);
    let target = folder.path().join("ket-qua.md");
    let target = target.to_str().expect("UTF-8");
    let options = ["--index", &index, "--period", "2024-02", "--format", "md", "--output", target];
    let talk = refused(&[&[SAMPLE], &options[..]].concat(), 4);
    for part in [
        "`criteria.1.3.indicator`: unknown indicator `apology_rat`; did you mean `apology_rate`?",
        "`criteria.3.2.need`",
        "`criteria.2.1.rule`: `cap` is above 0, at most 1",
        "`criteria.1.2.rule.bands[1]`: overlaps the band before it",
    ] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
    assert!(!std::path::Path::new(target).exists());
    // Sums are told with the rest as soon as every criterion can be read.
    let readable = wrong.replace("need = {", "needs = {");
    let index = file(folder.path(), "sai.toml", &readable);
    let talk = refused(&[SAMPLE, "--index", &index, "--period", "2024-02"], 4);
    for part in [
        "`criteria.1.3.indicator`",
        "`groups[0].max`: is 8, but its parts add up to 9",
        "`total`: is 20, but its parts add up to 19",
        "`criteria.2.1.rule`",
        "`criteria.1.2.rule.bands[1]`",
    ] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
}

#[test]
fn an_index_of_another_year_is_refused_until_asked_for() {
    let other = ["--index", "766-cong-2026", "--period", "2024-02"];
    let talk = refused(&[&[SAMPLE], &other[..]].concat(), 4);
    assert!(
        talk.contains("is for 2026-01-01 to …") && talk.contains("--outside-validity"),
        "{talk}"
    );
    let output = run(&[&["score", SAMPLE], &other[..], &["--outside-validity"]].concat());
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("nằm ngoài thời gian áp dụng"), "{text}");
}

#[test]
fn declared_inputs_that_do_not_fit_are_all_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let declared = file(
        folder.path(),
        "khai.csv",
        "period,criterion,points,numerator,denominator\n2024-02,1.1,7,,\n2024-02,9.9,1,,\n2024-02,1.2,,5,4\n",
    );
    let talk = refused(&[SAMPLE, "--declared", &declared, "--period", "2024-02"], 4);
    for part in ["row 2: 7 points, not within 0 and 6", "row 3", "no criterion `9.9`", "row 4"] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
    // A row that cannot be read is not left out in silence.
    let declared = file(folder.path(), "khai.csv", "period,criterion,points\n2024-02,1.1,sáu\n");
    let talk = refused(&[SAMPLE, "--declared", &declared, "--period", "2024-02"], 4);
    assert!(talk.contains("khai.csv:2"), "{talk}");
}

#[test]
fn names_that_do_not_exist_get_the_nearest() {
    let talk = refused(&[SAMPLE, "--index", "766-cong-2025"], 2);
    assert!(talk.contains("did you mean `766-cong-2026`?"), "{talk}");
    let what_if = ["--index", "vi-du-dia-phuong", "--what-if"];
    for (change, part) in [
        ("on_time_rat=+2pp", "did you mean `on_time_rate`?"),
        ("on_time_rate=2", "`2` is none of"),
        ("on_time_rate", "takes [UNIT.]CRITERION=CHANGE"),
        ("xa-khong-co.on_time_rate=+2pp", "there is no unit `xa-khong-co`"),
    ] {
        let talk = refused(&[&[SAMPLE], &what_if[..], &[change]].concat(), 2);
        assert!(talk.contains(part), "{part}: {talk}");
    }
    let talk = refused(&[SAMPLE, "--view", "seven"], 2);
    assert!(talk.contains("views: five"), "{talk}");
}

#[test]
fn a_file_that_is_not_there_is_no_score_without_it() {
    for option in ["--declared", "--feedback-log", "--ratings-log", "--procedures"] {
        let talk = refused(&[SAMPLE, option, "khong-co.csv"], 3);
        assert!(talk.contains("khong-co.csv"), "{talk}");
    }
}
