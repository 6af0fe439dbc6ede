//! Every relative link in a page leads to a file that is there, and to a heading that it has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// The pages that people read on the site of the repository.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md"].into_iter().map(repository).collect();
    for folder in ["docs", "data", "examples", "benches"] {
        let files = walkdir::WalkDir::new(repository(folder)).sort_by_file_name();
        let paths = files.into_iter().map(|entry| entry.expect("can be listed").into_path());
        pages.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    pages
}

/// Where the links of a text outside its fenced blocks and code lead.
fn targets(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut targets = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
        for part in prose.split("](").skip(1) {
            targets.extend(part.split_once(')').map(|(target, _)| target.to_owned()));
        }
    }
    targets
}

/// A heading as GitHub makes an anchor of it.
fn anchor(heading: &str) -> String {
    let text = heading.to_lowercase();
    let kept =
        text.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

fn anchors(text: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let mut anchors = BTreeSet::new();
    for line in text.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code && line.starts_with('#') {
            anchors.insert(anchor(line.trim_start_matches('#').trim()));
        }
    }
    anchors
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// What is wrong with a link, if anything.
fn fault(page: &Path, text: &str, target: &str) -> Option<String> {
    if target.starts_with("http") {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { page.to_owned() } else { page.parent()?.join(file) };
    if !path.exists() {
        return Some(format!("{}: no file {target}", page.display()));
    }
    let other = if file.is_empty() { text.to_owned() } else { read(&path) };
    let is_there = anchor.is_empty() || anchors(&other).contains(anchor);
    (!is_there).then(|| format!("{}: no heading {target}", page.display()))
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    let mut faults = Vec::new();
    for page in pages() {
        let text = read(&page);
        for target in targets(&text) {
            links += 1;
            faults.extend(fault(&page, &text, &target));
        }
    }
    assert!(links > 100, "{links} links were read");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Files and folders of the repository that a text names between backticks.
fn named(text: &str) -> Vec<String> {
    let folders = ["src/", "data/", "tests/", "docs/", "examples/", "benches/"];
    let mut is_code = false;
    let mut named = Vec::new();
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        let words = line.split('`').skip(1).step_by(2).filter(|_| !is_code);
        let is_path = |word: &&str| {
            folders.iter().any(|folder| word.starts_with(folder)) && !word.contains(['<', ' '])
        };
        named.extend(words.filter(is_path).map(ToOwned::to_owned));
    }
    named
}

#[test]
fn every_path_that_is_named_is_there() {
    let mut paths = 0;
    let mut missing = Vec::new();
    for page in pages() {
        for path in named(&read(&page)) {
            paths += 1;
            let pattern = repository(&path).display().to_string();
            let is_there = glob::glob(&pattern).expect("a pattern").next().is_some();
            if !is_there {
                missing.push(format!("{}: {path}", page.display()));
            }
        }
    }
    assert!(paths > 50, "{paths} paths were read");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_broken_link_and_a_missing_heading_are_found() {
    let page = repository("README.md");
    for (text, count) in [
        ("# A b\n[x](#a-b) [y](LICENSE) [z](https://example.org/a)", 0),
        ("[x](no-such-file.md)", 1),
        ("# A\n[x](#b)", 1),
        ("`[x](no.md)`\n```\n[y](no.md)\n```", 0),
        ("# Ngày làm việc, `cchc`\n[x](#ngày-làm-việc-cchc)", 0),
    ] {
        let faults: Vec<String> =
            targets(text).iter().filter_map(|target| fault(&page, text, target)).collect();
        assert_eq!(faults.len(), count, "{text}: {faults:?}");
    }
}

/// What a newcomer asks first, with words that answer it: at most two links from the README.
#[test]
fn ten_questions_are_answered_within_two_clicks() {
    let near = within_clicks(2);
    for (question, words) in [
        ("how to count one file", "cchc thang-6.xlsx"),
        ("an Excel file", "XLSX (XLSM)"),
        ("which columns", "Two columns are required: `dossier_id` and `received_at`"),
        ("what is late", "| `late` | Late | Quá hạn | resolved in the period, finish after due |"),
        ("how to publish a month", "cchc run --period 2024-05"),
        ("how to get Word", "--format docx"),
        ("how to compare", "--with previous,last-year"),
        ("how to read JSON", "cchc schema report"),
        ("how to add a spelling", "## A spelling of a column or value"),
        ("what C0212 means", "### C0212 `ambiguous_unit`"),
    ] {
        assert!(near.iter().any(|text| text.contains(words)), "{question}: {words}");
    }
}

/// The texts of all pages that are so many links away from the README, or fewer.
fn within_clicks(clicks: usize) -> Vec<String> {
    let mut reached: BTreeSet<PathBuf> = BTreeSet::from([repository("README.md")]);
    for _ in 0..clicks {
        for page in reached.clone() {
            let links = targets(&read(&page)).into_iter();
            let files = links.filter_map(|target| {
                let file = target.split('#').next().unwrap_or_default().to_owned();
                page.parent()?.join(file).canonicalize().ok()
            });
            reached.extend(files.filter(|path| path.is_file()));
        }
    }
    reached.iter().map(|path| read(path)).collect()
}
