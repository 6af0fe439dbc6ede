//! `cchc.toml`: which value wins, what is refused, where paths begin, and that every option of every
//! command hears of it.

mod commands;
mod refused;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{cchc, repository};

const LOG: &str = "tests/data/sample/so-tu-phap.csv";

/// An office: a folder with a working folder in it, and a home beside it.
struct Office {
    root: tempfile::TempDir,
}

impl Office {
    fn new(project: &str) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let office = Self { root };
        office.write("office/cchc.toml", project);
        office
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.root.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let folder = self.root.path().join(folder);
        fs::create_dir_all(&folder).expect("made");
        let mut command = cchc(arguments);
        command.current_dir(folder).env("HOME", self.root.path().join("home"));
        command
    }

    /// Runs in the working folder.
    fn run(&self, arguments: &[&str]) -> Output {
        self.command("office", arguments).output().expect("the program starts")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        json(&self.run(arguments))
    }

    /// The talk of a run that is refused with this code, and that answers nothing.
    fn refusal(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        let talk = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{talk}");
        assert!(output.stdout.is_empty(), "{talk}");
        talk
    }

    /// Value and origin of a key.
    fn shown(&self, key: &str) -> (String, String) {
        let shown = self.json(&["config", "show", "--format", "json"]);
        let settings = shown["settings"].as_array().expect("a list");
        let setting = settings.iter().find(|setting| setting["key"] == key).expect("the key");
        let values = setting["values"].as_array().expect("a list").iter();
        let values: Vec<&str> = values.map(|value| value.as_str().expect("a text")).collect();
        let kind = setting["origin"]["kind"].as_str().expect("a text");
        (values.join(";"), kind.to_owned())
    }
}

fn json(output: &Output) -> Value {
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{talk}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn log() -> String {
    repository(LOG).display().to_string()
}

/// Statistics as JSON.
fn stats(more: &[&str]) -> Vec<String> {
    let log = log();
    let fixed = ["stats", &log, "--format", "json", "--quiet"];
    fixed.iter().chain(more).map(|text| (*text).to_owned()).collect()
}

fn definition(command: &mut Command) -> Value {
    json(&command.output().expect("the program starts"))["definition"].clone()
}

#[test]
fn the_command_line_beats_variables_beat_the_project_beats_the_user_beats_what_is_built_in() {
    let office = Office::new("");
    let arguments = stats(&[]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = || office.command("office", &arguments);
    assert_eq!(definition(&mut run()), "resolved");
    office.write("home/.config/cchc/config.toml", "[counting]\ndefinition = 'overall'");
    assert_eq!(definition(&mut run()), "overall");
    office.write("office/cchc.toml", "[counting]\ndefinition = 'index766'");
    assert_eq!(definition(&mut run()), "index766");
    assert_eq!(definition(run().env("CCHC_DEFINITION", "form06a")), "form06a");
    // An empty variable says nothing.
    assert_eq!(definition(run().env("CCHC_DEFINITION", "")), "index766");
    let typed = run().args(["--definition", "resolved"]).env("CCHC_DEFINITION", "form06a").output();
    assert_eq!(json(&typed.expect("the program starts"))["definition"], "resolved");
}

#[test]
fn another_folder_for_user_files_is_heard_of() {
    let office = Office::new("");
    office.write("elsewhere/cchc/config.toml", "[counting]\ndefinition = 'overall'");
    let arguments = stats(&[]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = office.command("office", &arguments);
    command.env("XDG_CONFIG_HOME", office.root.path().join("elsewhere"));
    assert_eq!(definition(&mut command), "overall");
}

#[test]
fn a_list_on_the_command_line_replaces_the_list_of_a_file() {
    let office = Office::new("[counting]\nwhere = ['channel=online', 'channel=postal']");
    let received = |more: &[&str]| {
        let arguments = stats(more);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        office.json(&arguments)["total"]["counts"].clone()
    };
    let configured = received(&[]);
    assert!(configured["received_online"].as_u64() > Some(0));
    assert_eq!(configured["received_in_person"], 0);
    let typed = received(&["--where", "channel=in_person"]);
    assert_eq!(typed["received_online"], 0);
    assert!(typed["received_in_person"].as_u64() > Some(0));
}

#[test]
fn relative_paths_start_at_the_folder_of_their_file() {
    let office =
        Office::new("[units]\nroster = 'lists/units.txt'\n[report]\nforms = ['06a', './own.toml']");
    office.write("office/lists/units.txt", "Sở Tư pháp\nXã Không Có Thật\n");
    // From below the project, its file and what that names are found all the same.
    let arguments = stats(&[]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let deep = office.command("office/2024/thang-6", &arguments).output();
    assert_eq!(json(&deep.expect("the program starts"))["units"]["expected"], 2);
    // By its name, the file may lie anywhere.
    let mut named = office.command("elsewhere", &arguments);
    named.args(["--config", "../office/cchc.toml"]);
    assert_eq!(json(&named.output().expect("the program starts"))["units"]["expected"], 2);
    let mut by_variable = office.command("elsewhere", &arguments);
    by_variable.env("CCHC_CONFIG", "../office/cchc.toml");
    assert_eq!(json(&by_variable.output().expect("the program starts"))["units"]["expected"], 2);
    // Without it there is no roster.
    let without = office.command("elsewhere", &arguments).output().expect("the program starts");
    assert_eq!(json(&without)["units"], Value::Null);
    // What is built in is no path.
    let shown = office.command("elsewhere", &["config", "--format", "json"]);
    let mut shown = shown;
    let shown = json(&shown.args(["--config", "../office/cchc.toml"]).output().expect("starts"));
    let forms = shown["settings"].as_array().expect("a list").iter();
    let forms = forms.filter(|setting| setting["key"] == "report.forms");
    let forms: Vec<&Value> = forms.map(|setting| &setting["values"]).collect();
    let own = Path::new("../office").join("./own.toml").display().to_string();
    assert_eq!(forms, [&serde_json::json!(["06a", own])]);
}

#[test]
fn the_nearest_file_above_is_the_only_one_of_the_project() {
    let office = Office::new("[counting]\ndefinition = 'overall'\ngrain = 'time'");
    office.write("office/inner/cchc.toml", "[counting]\ndefinition = 'index766'");
    let arguments = stats(&[]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = json(&office.command("office/inner/deep", &arguments).output().expect("starts"));
    assert_eq!(answer["definition"], "index766");
    assert_eq!(answer["grain"], "day");
}

#[test]
fn every_option_with_a_key_takes_its_value_from_the_file() {
    let office = Office::new(
        "[report]\nfolder = 'out/{period}'\nformats = ['md', 'json']\nforms = ['06a']\n\
         placements = ['returned=8']\nsuppress_below = 3\neach = 'unit'\n\
         [thresholds]\nfail_on = 'info'\n[interface]\nlang = 'en'\n[period]\nrule = 'decree'\n",
    );
    let log = log();
    let report = office.run(&["report", &log, "--period", "2024-02"]);
    let talk = String::from_utf8_lossy(&report.stderr);
    assert_eq!(report.status.code(), Some(1), "{talk}");
    assert!(talk.contains("Written: out/"), "{talk}");
    let folders: Vec<_> =
        fs::read_dir(office.root.path().join("office/out")).expect("there").collect();
    assert_eq!(folders.len(), 1);
    let folder = folders.into_iter().next().expect("one").expect("readable").path();
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.starts_with("2024-02"), "{name}");
    assert!(folder.join("don-vi").is_dir());
    let mut files: Vec<String> = fs::read_dir(&folder)
        .expect("there")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files, ["bao-cao.md", "don-vi", "manifest.json", "so-lieu.json"]);
    let text = fs::read_to_string(folder.join("bao-cao.md")).expect("there");
    assert!(text.contains("06a"), "{text}");
    // One file is one file, whatever else the office wants; other forms have other columns.
    let one = ["report", &log, "--period", "2024-02", "--format", "md", "--output", "-"];
    let one = office.run(&[&one[..], &["--form", "07a", "--fail-on", "never"]].concat());
    assert_eq!(one.status.code(), Some(0), "{}", String::from_utf8_lossy(&one.stderr));
    assert!(String::from_utf8_lossy(&one.stdout).contains("07a"));
}

#[test]
fn compare_takes_what_a_run_compares_with() {
    let office = Office::new("[compare]\nwith = ['2024-01']");
    let log = repository("examples/thai-binh/2024").display().to_string();
    let compared = |more: &[&str]| {
        let fixed = ["compare", &log, "--period", "2024-06", "--format", "json", "--quiet"];
        office.json(&[&fixed[..], more].concat()).to_string()
    };
    let configured = compared(&[]);
    assert!(configured.contains("2024-01-31") && !configured.contains("2024-05-31"));
    let typed = compared(&["--with", "previous"]);
    assert!(typed.contains("2024-05-31") && !typed.contains("2024-01-31"));
}

#[test]
fn a_profile_of_dossiers_is_no_profile_of_other_logs() {
    let office = Office::new("[inputs]\nprofile = 'profile.toml'");
    office.write(
        "office/profile.toml",
        "name = 'x'\n[columns]\ndossier_id = 'Mã'\nreceived_at = 'Nhận'",
    );
    office.write("office/log.csv", "Mã,Nhận\nH1,01/06/2024\n");
    office.write("office/targets.csv", "target,indicator,value,period\nt1,Tỷ lệ,90,2024\n");
    let answer = office.json(&["stats", "log.csv", "--by", "month", "--format", "json", "--quiet"]);
    assert_eq!(answer["total"]["counts"]["received"], 1);
    let talk = office.run(&["targets", "targets.csv"]);
    let talk = String::from_utf8_lossy(&talk.stderr).into_owned();
    assert!(!talk.contains("profile.toml"), "{talk}");
    let inspected = office.json(&["inspect", "log.csv", "--format", "json"]);
    assert!(inspected.to_string().contains("received_at"));
}

#[test]
fn filters_of_the_office_do_not_ask_for_data() {
    let office = Office::new("[counting]\nwhere = ['channel=online']");
    assert_eq!(office.run(&["explain", "late_rate"]).status.code(), Some(0));
    let log = log();
    let all = cchc(&["explain", "received", LOG, "--format", "json", "--quiet"]).output();
    let all = json(&all.expect("the program starts"))["figure"]["numerator"].as_u64();
    let some = office.json(&["explain", "received", &log, "--format", "json", "--quiet"]);
    assert!(some["figure"]["numerator"].as_u64() < all);
}
