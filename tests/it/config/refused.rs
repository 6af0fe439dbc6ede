//! What is wrong in a file of settings or a variable, and how it is told.

use super::{Office, log};

#[test]
fn everything_that_is_wrong_is_told_at_once_with_its_key() {
    let office = Office::new(
        "schema = 'cchc/config/9'\n[counting]\ngrian = 'day'\ngrain = 'hour'\nwhere = ['colour=red', 7]\n\
         [report]\nsuppress_below = 'ten'\nsatisfaction_target = 'high'\n[period]\npolicy = 'strict'\n\
         [units]\nbasis = 2025\n[colour]\n",
    );
    office.write("home/.config/cchc/config.toml", "[interface]\nlang = 'fr'\n");
    let log = log();
    for arguments in [&["stats", &log][..], &["config", "show"], &["config", "check"], &[&log]] {
        let talk = office.refusal(&[arguments, &["--lang", "en"]].concat(), 4);
        for told in [
            "`schema`: this version reads",
            "`counting.grian`: unknown key; did you mean `grain`?",
            "`counting.grain`: `hour` is none of day, time",
            "`counting.where[0]`: takes \"FIELD=VALUE\"",
            "`counting.where[1]`: has to be a text",
            "`report.suppress_below`: has to be a whole number",
            "`report.satisfaction_target`: takes a share",
            "`period.policy`: unknown key; did you mean `counting.policy`?",
            "`units.basis`: has to be a text in double quotes",
            "`colour`: unknown key",
            "`interface.lang`: `fr` is none of vi, en",
            "cchc.toml`",
            "config.toml`",
        ] {
            assert!(talk.contains(told), "{told}\n{talk}");
        }
    }
    let talk = office.refusal(&["stats", &log], 4);
    assert!(
        talk.contains("tệp cấu hình `cchc.toml`: `counting.grian`: không có khóa này"),
        "{talk}"
    );
}

#[test]
fn what_is_no_toml_and_what_cannot_be_read_is_refused() {
    let office = Office::new("[counting\n");
    let talk = office.refusal(&["config", "--lang", "en"], 4);
    assert!(talk.contains("configuration file `cchc.toml`: line 1, column"), "{talk}");
    let talk = office.refusal(&["config", "--lang", "en", "--config", "nowhere.toml"], 4);
    assert!(talk.contains("`nowhere.toml`: cannot be read"), "{talk}");
}

#[test]
fn a_wrong_variable_is_refused_by_its_name() {
    let office = Office::new("");
    let mut command = office.command("office", &["config", "--lang", "en"]);
    let output = command.env("CCHC_GRAIN", "hour").env("CCHC_FORM", "06a,,07a").output();
    let output = output.expect("the program starts");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{talk}");
    assert!(talk.contains("environment variable `CCHC_GRAIN`: `hour` is none of day, time"));
    assert!(talk.contains("environment variable `CCHC_FORM`: `[1]`: must not be empty"), "{talk}");
}

#[test]
fn a_wrong_file_stands_in_nobodys_way_to_help() {
    let office = Office::new("nonsense = 1");
    for arguments in [&["--help"][..], &["stats", "--help"], &["schema", "config"], &["man"]] {
        let output = office.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}
