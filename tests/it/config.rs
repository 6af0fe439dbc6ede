//! `cchc.toml`: which value wins, what is refused, where paths begin, and that every option of every
//! command hears of it.

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

#[test]
fn config_show_tells_where_each_value_comes_from() {
    let office =
        Office::new("[counting]\ngrain = 'time'\nwhere = []\n[archive]\nkeep_months = 24\n");
    office.write("home/.config/cchc/config.toml", "[counting]\nwhere = ['level=commune']");
    assert_eq!(office.shown("counting.grain"), ("time".into(), "project".into()));
    assert_eq!(office.shown("archive.keep_months"), ("24".into(), "project".into()));
    assert_eq!(office.shown("counting.policy"), ("strict".into(), "built_in".into()));
    assert_eq!(office.shown("report.folder"), ("bao-cao-{period}".into(), "built_in".into()));
    // An empty list of the project stands before a list of the user.
    assert_eq!(office.shown("counting.where"), (String::new(), "project".into()));
    let mut table = office.command("office", &["config", "show", "--origin", "--lang", "en"]);
    let table = table.env("CCHC_FAIL_ON", "error").output().expect("the program starts");
    let table = String::from_utf8(table.stdout).expect("UTF-8");
    let row = |key: &str| {
        let line = table.lines().find(|line| line.contains(key)).expect(key);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(row("counting.grain").contains("time cchc.toml"), "{table}");
    assert!(row("thresholds.fail_on").contains("error variable CCHC_FAIL_ON"), "{table}");
    assert!(row("interface.lang").contains("en command line"), "{table}");
    assert!(row("counting.policy").contains("strict built in"), "{table}");
    assert!(!office.run(&["config"]).stdout.is_empty());
    let talk = office.run(&["stats", &log(), "-v", "--lang", "en"]).stderr;
    let talk = String::from_utf8_lossy(&talk).into_owned();
    assert!(talk.contains("settings: cchc.toml"), "{talk}");
}

#[test]
fn config_check_reads_the_files_that_are_named() {
    let office = Office::new(
        "[units]\nroster = 'none.txt'\n[report]\nletterhead = 'head.toml'\nforms = ['06z']\n\
         [score]\nindex = '766-cong-2027'\ndeclared = ['khai.csv']\n",
    );
    office.write("office/head.toml", "agencyy = 'x'");
    let talk = office.refusal(&["config", "check", "--lang", "en"], 4);
    for told in
        ["`units.roster`", "`report.letterhead`", "agencyy", "06z", "766-cong-2027", "khai.csv"]
    {
        assert!(talk.contains(told), "{told}\n{talk}");
    }
    office.write("office/cchc.toml", "[report]\nletterhead = 'head.toml'\nforms = ['06a']");
    office.write("office/head.toml", "agency = 'SỞ NỘI VỤ'");
    let mut command = office.command("office", &["config", "check", "--lang", "en"]);
    let fine = command.env("CCHC_FAILON", "error").output().expect("the program starts");
    assert_eq!(fine.status.code(), Some(0));
    let answer = String::from_utf8(fine.stdout).expect("UTF-8");
    assert!(answer.contains("`CCHC_FAILON`; did you mean `CCHC_FAIL_ON`?"), "{answer}");
    assert!(answer.ends_with("The settings can be used.\n"), "{answer}");
}

#[test]
fn the_schema_names_every_key_and_nothing_else() {
    let office = Office::new("");
    let schema = office.json(&["schema", "config"]);
    let shown = office.json(&["config", "--format", "json"]);
    let mut keys: Vec<String> = Vec::new();
    for (section, of_section) in schema["properties"].as_object().expect("sections") {
        let of_section = of_section["properties"].as_object();
        keys.extend(of_section.into_iter().flat_map(|names| {
            names.keys().map(|name| format!("{section}.{name}")).collect::<Vec<_>>()
        }));
    }
    let settings = shown["settings"].as_array().expect("a list").iter();
    let mut shown: Vec<&str> = settings.filter_map(|setting| setting["key"].as_str()).collect();
    keys.sort();
    shown.sort_unstable();
    assert_eq!(keys, shown);
    let grain = &schema["properties"]["counting"]["properties"]["grain"];
    assert_eq!(grain["enum"], serde_json::json!(["day", "time"]));
    assert_eq!(grain["default"], "day");
}

#[test]
fn init_writes_what_is_built_in_and_nothing_else_in_force() {
    for lang in ["vi", "en"] {
        let office = Office::new("");
        let made = office.command("new", &["init", "--lang", lang]).output().expect("starts");
        assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
        let text = fs::read_to_string(office.root.path().join("new/cchc.toml")).expect("there");
        let shown = office.command("new", &["config", "--format", "json"]).output();
        let shown = json(&shown.expect("the program starts"));
        let nothing = office.command("elsewhere", &["config", "--format", "json"]).output();
        let nothing = json(&nothing.expect("the program starts"));
        let values = |shown: &Value| -> Vec<(Value, Value)> {
            let settings = shown["settings"].as_array().expect("a list").iter();
            settings.map(|one| (one["key"].clone(), one["values"].clone())).collect()
        };
        assert_eq!(values(&shown), values(&nothing), "{lang}");
        for (key, values) in values(&shown) {
            let name = key.as_str().expect("a text").split('.').next_back().expect("a name");
            // Every key stands there; one without a value only as an example.
            let is_set = text.contains(&format!("\n{name} = "));
            assert_eq!(is_set, values.as_array() != Some(&Vec::new()), "{key}");
            assert!(
                text.contains(&format!("\n{name} = ")) || text.contains(&format!("\n# {name} = "))
            );
        }
        // With every example in force the file is valid, too.
        let all: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) => {
                    format!("{rest}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        office.write("new/cchc.toml", &all);
        let all = office.command("new", &["config", "--format", "json"]).output().expect("starts");
        assert!(values(&json(&all)).iter().all(|(_, values)| values != &serde_json::json!([])));
    }
}

#[test]
fn init_never_replaces_a_file_unasked() {
    let office = Office::new("# mine\n");
    let talk = office.refusal(&["init", "--lang", "en"], 5);
    assert!(talk.contains("cchc.toml") && talk.contains("exists"), "{talk}");
    let text = || fs::read_to_string(office.root.path().join("office/cchc.toml")).expect("there");
    assert_eq!(text(), "# mine\n");
    // Even a file that nothing can read may be replaced.
    office.write("office/cchc.toml", "nonsense = ");
    assert_eq!(office.run(&["init", "--force"]).status.code(), Some(0));
    assert!(text().contains("schema = \"cchc/config/1\""));
}

#[test]
fn from_init_to_figures() {
    let office = Office::new("");
    for log in ["so-tu-phap.csv", "xa-minh-quang.csv"] {
        let source = repository("tests/data/sample").join(log);
        if let Ok(text) = fs::read(source) {
            fs::create_dir_all(office.root.path().join("new/xuat")).expect("made");
            fs::write(office.root.path().join("new/xuat").join(log), text).expect("written");
        }
    }
    let new = |arguments: &[&str]| office.command("new", arguments).output().expect("starts");
    let made = new(&["init", "--inputs", "xuat", "--roster-from", "xuat", "--lang", "vi"]);
    let talk = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(0), "{talk}");
    assert!(talk.contains("Việc tiếp theo:") && talk.contains("cchc inspect xuat"), "{talk}");
    assert_eq!(new(&["config", "check"]).status.code(), Some(0));
    let shown = json(&new(&["config", "--format", "json"]));
    let settings = shown["settings"].as_array().expect("a list");
    assert_eq!(settings[0]["values"], serde_json::json!(["xuat"]));
    // Everybody on the list has sent something.
    let units = json(&new(&["stats", "xuat", "--format", "json"]))["units"].clone();
    assert!(units["expected"].as_u64() > Some(0));
    assert_eq!(units["silent"], serde_json::json!([]));
}

#[test]
fn the_list_of_units_is_one_that_is_read_back_whole() {
    let office = Office::new("");
    let exports = repository("examples/thai-binh/2024").display().to_string();
    let made = office.command("office/list", &["init", "--roster-from", &exports]).output();
    assert_eq!(made.expect("the program starts").status.code(), Some(0));
    let arguments = stats(&[]);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments[1] = &exports;
    let units = office.command("office/list", &arguments).output().expect("the program starts");
    let units = json(&units)["units"].clone();
    assert!(units["expected"].as_u64() > Some(40));
    assert_eq!(units["silent"], serde_json::json!([]));
}
