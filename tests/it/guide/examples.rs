//! The examples in the help of every command are run, one after the other, in the folder of an office.

use std::path::Path;
use std::process::Command;

use cchc::words::Lang;

use crate::support::repository;

/// Every example of every command, as its help shows it.
fn examples(lang: Lang) -> Vec<(String, Vec<String>)> {
    let root = cchc::cli::command(lang);
    let commands = std::iter::once(&root).chain(root.get_subcommands());
    commands
        .map(|command| {
            let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines = text.lines().filter_map(|line| line.strip_prefix("  cchc "));
            assert!(lines.clone().all(|line| line.chars().count() <= 98), "wrapped: {text}");
            let lines =
                lines.map(|line| line.split("   ").next().unwrap_or(line).trim().to_owned());
            (command.get_name().to_owned(), lines.collect())
        })
        .collect()
}

/// What an office has before its first command: exports, other logs, settings.
fn office(folder: &Path) {
    let exports = folder.join("exports");
    std::fs::create_dir(&exports).expect("a folder");
    let copy = |from: &str, to: &Path| {
        std::fs::copy(repository(from), to).expect("copied");
    };
    for name in ["ubnd-thi-tran-quynh-coi.csv", "ubnd-xa-quynh-my.csv"] {
        copy(&format!("examples/thai-binh/2024/{name}"), &exports.join(name));
    }
    for name in ["chi-tieu.csv", "xep-hang.csv"] {
        copy(&format!("examples/so-lieu-khac/{name}"), &folder.join(name));
    }
    run(folder, "init --inputs exports");
    // The exports have rows to mend.
    let settings = folder.join("cchc.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let text = text.replace("fail_on = \"error\"", "fail_on = \"never\"");
    std::fs::write(settings, text).expect("written");
    run(folder, "run --period 2024-05 --accept-missing --accept-lost");
    run(folder, "tally exports --period 2024-06 --output so-dem.json");
}

fn run(folder: &Path, line: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_cchc"))
        .args(line.split(' '))
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs");
    let talk = String::from_utf8_lossy(&output.stderr);
    // Findings and units without data are told by 1.
    assert!(matches!(output.status.code(), Some(0 | 1)), "cchc {line}\n{talk}");
}

#[test]
fn every_command_has_two_or_three_examples_the_same_in_both_languages() {
    let [english, vietnamese] = [Lang::En, Lang::Vi].map(examples);
    assert!(english.len() > 20, "{}", english.len());
    for ((name, lines), (_, others)) in english.iter().zip(&vietnamese) {
        assert!((2..=3).contains(&lines.len()), "{name}: {lines:?}");
        let others: Vec<String> = others
            .iter()
            .map(|line| line.replace("thu-muc-xuat", "exports").replace("hang-thang", "month"))
            .collect();
        assert_eq!(lines, &others, "{name}");
        let others_of_root = ["stats", "help", "exports"];
        for line in lines {
            let first = line.split(' ').next().unwrap_or_default();
            assert!(first == name || name == "cchc" && others_of_root.contains(&first), "{line}");
        }
    }
}

#[test]
fn every_example_of_the_help_can_be_run_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    office(folder.path());
    for line in examples(Lang::En).into_iter().flat_map(|(_, lines)| lines) {
        run(folder.path(), &line);
    }
}
