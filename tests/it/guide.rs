//! The README and the guide are run: every console block, every shown table, every profile and piece
//! of JSON in them is what the program really does.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod examples;
mod links;
mod reference;
mod topics;
mod typed;

use serde_json::Value;

use crate::support::{answer, json, repository, run};

/// Longer, and nobody reads it to its end.
const README_LINES: usize = 200;

fn readme() -> String {
    std::fs::read_to_string(repository("README.md")).expect("readable")
}

/// The README and every page of the guide, one after the other.
fn guide() -> String {
    let mut text = readme();
    for page in pages() {
        text.push('\n');
        text.push_str(&std::fs::read_to_string(page).expect("readable"));
    }
    text
}

fn readme_and_contributing() -> String {
    let texts =
        ["README.md", "CONTRIBUTING.md"].map(|name| std::fs::read_to_string(repository(name)));
    texts.map(|text| text.expect("readable")).concat()
}

/// Every page of the guide, in the order of their names.
fn pages() -> Vec<std::path::PathBuf> {
    let files = walkdir::WalkDir::new(repository("docs")).sort_by_file_name();
    let paths = files.into_iter().map(|entry| entry.expect("can be listed").into_path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

/// The contents of the fenced blocks of one language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some((is_wanted, block)), Some(_)) => {
                if *is_wanted {
                    blocks.push(std::mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, Some(name)) => open = Some((name == language, String::new())),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// To take over new output: `TRYCMD=overwrite cargo test --release -- console`.
#[test]
fn every_console_block_is_exact() {
    let guide = guide();
    let blocks = blocks(&guide, "console");
    assert!(!blocks.is_empty());
    for line in blocks.iter().flat_map(|block| block.lines()) {
        assert!(!line.contains("[..]") && line.trim() != "...", "no wildcards: {line}");
        assert!(!line.starts_with("$ ") || line.starts_with("$ cchc"), "not run: {line}");
    }
    trycmd::TestCases::new()
        .register_bin("cchc", std::path::Path::new(env!("CARGO_BIN_EXE_cchc")))
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/*/*.md");
}

#[test]
fn the_readme_is_short() {
    assert!(readme().lines().count() <= README_LINES);
}

#[test]
fn the_first_command_and_the_tests_stand_on_lines_of_their_own() {
    let commands = blocks(&readme(), "sh").concat();
    assert_eq!(commands.lines().next(), Some("cargo run --release -- examples/thai-binh"));
    assert!(commands.lines().any(|line| line == "cargo test --release"));
}

/// `<!-- $ cchc … -->`, then what it prints in Markdown below its first heading, then `<!-- -->`.
#[test]
fn every_shown_table_is_the_answer_of_its_command() {
    let guide = guide();
    let mut shown = 0;
    for part in guide.split("<!-- $ cchc ").skip(1) {
        let (command, rest) = part.split_once(" -->\n").expect("a command");
        let (table, _) = rest.split_once("<!-- -->").expect("an end");
        let arguments: Vec<&str> = command.split(' ').collect();
        let answer = answer(&arguments, 0);
        let (_what_is_missing, answer) = answer.split_once("## ").expect("a heading");
        let (_heading, below) = answer.split_once("\n\n").expect("a table");
        let below = below.split("\n## ").next().unwrap_or(below);
        assert_eq!(table.trim(), below.trim(), "{command}");
        shown += 1;
    }
    assert!(shown > 0);
}

/// Whether everything in `part` is in `whole` with the same value; lists match item by item.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|other| is_part(value, other))),
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len()
                && part.iter().zip(whole).all(|(part, whole)| is_part(part, whole))
        }
        _ => part == whole,
    }
}

#[test]
fn the_json_shown_is_a_part_of_a_real_answer() {
    let guide = guide();
    let (_, behind) = guide.split_once("<!-- json of: cchc ").expect("a command");
    let (command, _) = behind.split_once(" -->").expect("an end");
    let shown = blocks(&guide, "json");
    assert_eq!(shown.len(), 1);
    let shown: Value = serde_json::from_str(&shown[0]).expect("JSON");
    let real = json(&command.split(' ').collect::<Vec<_>>());
    assert!(is_part(&shown, &real), "{real:#}");
}

#[test]
fn every_profile_shown_is_accepted() {
    let blocks = blocks(&guide(), "toml");
    assert!(!blocks.is_empty());
    for block in blocks {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("profile.toml");
        std::fs::write(&path, &block).expect("written");
        let path = path.to_str().expect("a UTF-8 path");
        let output = run(&["inspect", "tests/data/sample/so-tu-phap.csv", "--profile", path]);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_ne!(output.status.code(), Some(4), "{talk}\n{block}");
    }
}

#[test]
fn every_settings_file_shown_is_accepted() {
    let blocks = blocks(&guide(), "toml cchc.toml");
    assert!(!blocks.is_empty());
    for block in blocks {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("cchc.toml");
        std::fs::write(&path, &block).expect("written");
        answer(&["config", "check", "--config", path.to_str().expect("a UTF-8 path")], 0);
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = std::fs::read_to_string(repository("Cargo.toml")).expect("readable");
    let text = std::fs::read_to_string(repository("CONTRIBUTING.md")).expect("readable");
    let mut is_dependency = false;
    let mut names = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependency) {
            assert!(text.contains(&format!("`{name}`")), "{name} has no line in CONTRIBUTING.md");
            names += 1;
        }
    }
    assert!(names > 10);
}
