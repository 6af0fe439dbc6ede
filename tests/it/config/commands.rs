//! The commands about settings: `config show`, `config check`, `schema config`, `init`.

use std::fs;

use serde_json::Value;

use super::{Office, json, log, stats};
use crate::support::repository;

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
        // But for the one that a reviewed month should not go out without.
        let differ =
            values(&shown).into_iter().zip(values(&nothing)).filter(|(new, old)| new != old);
        let differ: Vec<_> = differ.map(|((key, values), _)| (key, values)).collect();
        assert_eq!(differ, [("thresholds.fail_on".into(), serde_json::json!(["error"]))], "{lang}");
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
    let units =
        json(&new(&["stats", "xuat", "--fail-on", "never", "--format", "json"]))["units"].clone();
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
    arguments.extend(["--fail-on", "never"]);
    let units = office.command("office/list", &arguments).output().expect("the program starts");
    let units = json(&units)["units"].clone();
    assert!(units["expected"].as_u64() > Some(40));
    assert_eq!(units["silent"], serde_json::json!([]));
}
