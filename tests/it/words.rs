//! The words that are kept as data: every key that the program asks for is there, and no other.

use std::collections::BTreeSet;
use std::fs;

use cchc::words::LABELS;

use crate::support::repository;

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
    assert_eq!(literals(".head(\""), there);
}

#[test]
fn every_section_that_is_asked_for_is_there() {
    let (_, sections) = &LABELS[0];
    let there: BTreeSet<String> = sections.keys().cloned().collect();
    assert_eq!(literals(".label(\""), there);
}
