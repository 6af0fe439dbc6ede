//! The words that are kept as data: every key that the program asks for is there, and no other; `cchc words`
//! prints them all.

use std::collections::BTreeSet;
use std::fs;

use cchc::findings::FindingCode;
use cchc::words::LABELS;

use crate::support::{answer, repository, run};

/// What stands between `start` and the next quotation mark, anywhere in `src`.
fn literals(start: &str) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(repository("src")).into_iter().filter_map(Result::ok);
    let texts = files
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|file| fs::read_to_string(file.path()).expect("a source file"));
    let keys = |text: String| -> Vec<String> {
        let behind = text.split(start).skip(1);
        behind.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    texts.flat_map(keys).collect()
}

#[test]
fn every_head_of_a_column_is_there_and_none_is_left_over() {
    let (_, sections) = &LABELS[1];
    let there: BTreeSet<String> = sections["heads"].keys().cloned().collect();
    let asked_for = [".head(\"", "Column::text(lang, \"", "Column::number(lang, \""];
    let asked_for: BTreeSet<String> = asked_for.into_iter().flat_map(literals).collect();
    assert_eq!(asked_for, there);
}

#[test]
fn every_section_that_is_asked_for_is_there() {
    let (_, sections) = &LABELS[0];
    let there: BTreeSet<String> = sections.keys().cloned().collect();
    assert_eq!(literals(".label(\""), there);
}

/// Kind, file, key, Vietnamese and English of everything that `cchc words` prints.
fn printed(arguments: &[&str]) -> Vec<[String; 5]> {
    let csv = answer(&[&["words", "--format", "csv"], arguments].concat(), 0);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| std::array::from_fn(|place| row[place].to_owned())).collect()
}

#[test]
fn words_prints_every_text_with_its_key_in_both_languages() {
    let rows = printed(&[]);
    let kinds: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let expected = [
        "figures",
        "findings",
        "forms",
        "guide",
        "indices",
        "labels",
        "logs",
        "options",
        "signals",
        "templates",
    ];
    assert_eq!(kinds, BTreeSet::from(expected));
    for [kind, file, key, vi, en] in &rows {
        let is_of_both = ["figures", "findings", "labels", "signals"].contains(&kind.as_str());
        assert!(!vi.is_empty() && !en.is_empty() || !is_of_both, "{file}: {key}");
        assert!(!vi.is_empty() || !en.is_empty(), "{file}: {key}");
    }
    let has = |kind: &str, key: &str| rows.iter().any(|row| row[0] == kind && row[2] == key);
    for code in FindingCode::ALL {
        assert!(
            code.texts()
                .iter()
                .all(|(key, _)| { has("findings", &format!("{}.{key}", code.number())) })
        );
    }
    for (kind, key) in [
        ("signals", "C0505.ordinary_reasons"),
        ("figures", "counts.received.rule"),
        ("labels", "heads.unit"),
        ("options", "stats --by"),
        ("options", "words"),
        ("forms", "title"),
        ("indices", "name"),
        ("logs", "satisfaction.very_satisfied.seen"),
        ("logs", "due_at.memory"),
        ("guide", "1"),
    ] {
        assert!(has(kind, key), "{kind}: {key}");
    }
}

#[test]
fn words_of_one_kind_have_their_file_and_where_they_are_shown() {
    let rows = printed(&["labels"]);
    assert!(!rows.is_empty() && rows.iter().all(|row| row[1].starts_with("data/words/")));
    for (lang, shown) in [("vi", "đầu cột và từ dùng"), ("en", "heads of columns")] {
        let text = answer(&["tu-ngu", "labels", "--lang", lang], 0);
        assert!(text.contains("data/words/labels.toml") && text.contains(shown), "{text}");
        assert!(text.contains("Bưu chính công ích") && text.contains("Postal"), "{text}");
    }
    let refused = run(&["words", "label", "--lang", "en"]);
    let errors = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2));
    assert!(errors.contains("did you mean `labels`?"), "{errors}");
}

/// The files of a folder and of those below it that end like this, from the root of the repository.
fn files_below(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(repository(folder)).into_iter().filter_map(Result::ok);
    let root = repository("");
    let name = |file: walkdir::DirEntry| {
        let path = file.path().strip_prefix(&root).expect("below the root").display().to_string();
        path.ends_with(ending).then_some(path)
    };
    files.filter_map(name).collect()
}

#[test]
fn words_of_logs_are_every_spelling_of_every_file() {
    let rows = printed(&["logs"]);
    let files: BTreeSet<String> = rows.iter().map(|row| row[1].clone()).collect();
    assert_eq!(files, files_below("data/logs", ".toml"));
    for (file, key, spelling) in [
        ("dossiers.toml", "dossier_id.seen", "Mã hồ sơ"),
        ("common/scales.toml", "satisfaction.dissatisfied.memory", "Chưa hài lòng"),
        ("feedback.toml", "known.seen", "STT"),
        ("common/headings.toml", "personal.memory", "Họ tên"),
    ] {
        let file = format!("data/logs/{file}");
        let row = rows.iter().find(|row| row[1] == file && row[2] == key);
        let row = row.unwrap_or_else(|| panic!("{file}: {key}"));
        assert!(row[3].split("; ").any(|text| text == spelling), "{row:?}");
    }
}

#[test]
fn words_of_the_guide_are_the_lines_of_its_pages_in_their_language() {
    let rows = printed(&["guide"]);
    let mut pages = files_below("docs/vi", ".md");
    pages.extend(files_below("docs/en", ".md"));
    // What the program prints of these is their topics; the reference pages are made from the registries.
    pages.retain(|page| !page.ends_with("README.md") && page.matches('/').count() == 2);
    let printed: BTreeSet<String> = rows.iter().map(|row| row[1].clone()).collect();
    assert_eq!(printed, pages);
    for [_, file, key, vi, en] in &rows {
        let text = fs::read_to_string(repository(file)).expect("a page");
        let number: usize = key.parse().expect("a line");
        let line = text.lines().nth(number - 1).expect("a line of the page").trim();
        let (own, other) = if file.starts_with("docs/vi/") { (vi, en) } else { (en, vi) };
        // An item begins with a sign that a spreadsheet would take for a formula.
        let own = own.strip_prefix('\'').unwrap_or(own);
        assert!(own.starts_with(line) && other.is_empty(), "{file}: {key}: {own}");
        assert!(!line.starts_with("$ "), "console blocks are no prose: {file}: {key}");
    }
}
