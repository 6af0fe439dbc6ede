//! `cchc help`: every page of the guide is in the program, and every text that points to one names it
//! rightly.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::{answer, repository, run};

const LANGS: [&str; 2] = ["vi", "en"];

/// The names of the pages of a language, by their files.
fn pages(lang: &str) -> BTreeSet<String> {
    let folder = repository("docs").join(lang);
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let names = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(".md").map(ToOwned::to_owned)
    });
    names.filter(|name| name != "README").collect()
}

fn page(lang: &str, name: &str) -> String {
    std::fs::read_to_string(repository(&format!("docs/{lang}/{name}.md"))).expect("readable")
}

#[test]
fn every_page_is_a_topic_and_begins_with_what_one_wants() {
    for lang in LANGS {
        let contents = answer(&["help", "--lang", lang], 0);
        let index = page(lang, "README");
        for name in pages(lang) {
            let text = page(lang, &name);
            let title =
                text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a title");
            assert!(contents.contains(&format!("cchc help {name} ")), "{name} is no topic");
            assert!(index.contains(&format!("({name}.md)")), "{name} is not in the index");
            let shown = answer(&["help", &name, "--lang", lang], 0);
            assert!(shown.starts_with(title), "{shown}");
            let table = text.lines().find(|line| line.starts_with('|')).unwrap_or_default();
            let heads = ["| I want | Command |", "| Muốn | Lệnh |"];
            assert!(heads.contains(&table), "{lang}/{name} begins with {table}");
        }
    }
}

#[test]
fn a_page_in_the_terminal_has_no_marks_of_its_source() {
    for lang in LANGS {
        for name in pages(lang) {
            let shown = answer(&["help", &name, "--lang", lang], 0);
            for mark in ["**", "](", "```", "| --- |", "<!--", "\\["] {
                assert!(!shown.contains(mark), "{name}: {mark}\n{shown}");
            }
            let is_typed = |line: &&str| line.starts_with("    ");
            let longest =
                shown.lines().filter(|line| !is_typed(line)).map(|line| line.chars().count());
            assert!(longest.max().unwrap_or_default() <= 100, "{name}");
        }
    }
}

#[test]
fn both_names_of_a_topic_lead_to_it_in_the_language_asked_for() {
    for (word, lang, title) in [
        ("counting", "en", "Counting and its rules"),
        ("cach-dem", "en", "Counting and its rules"),
        ("counting", "vi", "Cách đếm"),
        ("Cach-Dem", "vi", "Cách đếm"),
        ("working_days", "en", "Working days"),
    ] {
        assert!(answer(&["help", word, "--lang", lang], 0).starts_with(title), "{word} {lang}");
    }
    let markdown = answer(&["help", "counting", "--lang", "en", "--format", "md"], 0);
    assert_eq!(markdown, page("en", "counting"));
}

#[test]
fn a_command_is_explained_by_either_of_its_names_with_the_page_about_it() {
    for (word, lang, pieces) in [
        ("stats", "en", ["--sort <KEY>", "Guide: cchc help counting"]),
        ("thong-ke", "vi", ["--sort <KEY>", "Hướng dẫn: cchc help cach-dem"]),
        ("report", "en", ["--letterhead <FILE>", "Guide: cchc help reports"]),
    ] {
        let shown = answer(&["help", word, "--lang", lang], 0);
        assert!(pieces.iter().all(|piece| shown.contains(piece)), "{word}\n{shown}");
    }
}

#[test]
fn an_unknown_word_is_refused_with_the_page_that_comes_near() {
    for (word, hint) in [
        ("countin", "cchc help counting"),
        ("hang-than", "cchc help month"),
        ("zzzzzzzz", "cchc explain"),
    ] {
        let output = run(&["help", word, "--lang", "en"]);
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{talk}");
        assert!(talk.contains(hint), "{word}: {talk}");
    }
    let output = run(&["help", "counting", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Everything that a user may come to read: sources without comments, data, pages.
fn texts() -> Vec<(PathBuf, String)> {
    let folders = ["src", "data", "docs"].map(|folder| walkdir::WalkDir::new(repository(folder)));
    let entries = folders.into_iter().flatten().flatten().map(walkdir::DirEntry::into_path);
    let mut texts = Vec::new();
    for path in entries {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let mark = match ending {
            "rs" => "//",
            "toml" => "#",
            "txt" => "{#",
            "md" => "<!--",
            _ => continue,
        };
        let text = std::fs::read_to_string(&path).expect("readable");
        let lines = text.lines().filter(|line| !line.trim_start().starts_with(mark));
        texts.push((path, lines.collect::<Vec<_>>().join("\n")));
    }
    texts
}

/// The guide is in the program; a file beside it may not be there.
#[test]
fn no_message_points_to_the_readme() {
    let mut sources = 0;
    for (path, text) in texts() {
        if path.extension().is_some_and(|ending| ending == "md") {
            continue;
        }
        sources += 1;
        assert!(!text.contains("README"), "{}", path.display());
    }
    assert!(sources > 300);
}

#[test]
fn every_topic_that_is_named_is_there() {
    let topics: BTreeSet<String> = LANGS.into_iter().flat_map(pages).collect();
    let mut named = 0;
    for (path, text) in texts() {
        for after in text.split("cchc help ").skip(1) {
            let is_of_name = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
            let name: String = after.chars().take_while(is_of_name).collect();
            // A placeholder, or the sentence goes on.
            if name.is_empty() || name.chars().any(|letter| letter.is_ascii_uppercase()) {
                continue;
            }
            named += 1;
            let is_command = || run(&["help", &name]).status.code() == Some(0);
            assert!(topics.contains(&name) || is_command(), "{}: {name}", path.display());
        }
    }
    assert!(named > 20, "{named}");
}
