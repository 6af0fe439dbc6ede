//! The help pages of the codes: `data/findings/`, one file per group of numbers, one section per code.
//!
//! In: the compiled-in TOML. Out: a [`Page`] per code. Must not know: how a page is shown. A new code
//! needs its section in the file of its group and nothing here; a test walks the registry.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::FindingCode;

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    pub what: String,
    /// Why it matters for the figures.
    pub why: String,
    /// How to mend it in the one-stop software or in Excel.
    pub at_source: String,
    /// What a profile or an option can do.
    pub here: String,
    pub wrong: String,
    pub right: String,
}

/// The help page of one code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Numbers of codes worth reading beside it.
    pub related: Vec<String>,
    pub vi: PageText,
    pub en: PageText,
}

/// The name of a group of codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupName {
    vi: String,
    en: String,
}

/// Codes with the same first two digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub vi: &'static str,
    pub en: &'static str,
    pub codes: Vec<FindingCode>,
}

#[derive(Debug, Deserialize)]
struct GroupFile {
    group: GroupName,
    #[serde(flatten)]
    pages: BTreeMap<String, Page>,
}

/// Beginning of the numbers, and the text of the file.
const FILES: [(&str, &str); 7] = [
    ("C00", include_str!("../../data/findings/c00.toml")),
    ("C01", include_str!("../../data/findings/c01.toml")),
    ("C02", include_str!("../../data/findings/c02.toml")),
    ("C03", include_str!("../../data/findings/c03.toml")),
    ("C04", include_str!("../../data/findings/c04.toml")),
    ("C05", include_str!("../../data/findings/c05.toml")),
    ("C06", include_str!("../../data/findings/c06.toml")),
];

static GROUPS: LazyLock<Vec<(&'static str, GroupFile)>> =
    LazyLock::new(|| FILES.into_iter().map(|(start, text)| (start, parse(text))).collect());

#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
fn parse(text: &str) -> GroupFile {
    toml::from_str(text).expect("the built-in help pages are valid TOML")
}

/// The page of a code; every code has one, which a test checks.
pub fn page(code: FindingCode) -> Option<&'static Page> {
    GROUPS.iter().find_map(|(_, file)| file.pages.get(code.number()))
}

/// All codes by group, in the order of the numbers. Groups without a code are left out.
pub fn groups() -> Vec<Group> {
    let group = |(start, file): &'static (&'static str, GroupFile)| {
        let codes =
            FindingCode::ALL.iter().copied().filter(|code| code.number().starts_with(start));
        Group { vi: &file.group.vi, en: &file.group.en, codes: codes.collect() }
    };
    GROUPS.iter().map(group).filter(|group| !group.codes.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, groups, page};
    use crate::findings::FindingCode;

    #[test]
    fn every_code_has_a_page_in_both_languages() {
        for code in FindingCode::ALL.iter().copied() {
            let number = code.number();
            let Some(page) = page(code) else {
                let file = number[..3].to_lowercase();
                panic!("{number} `{}` has no section in data/findings/{file}.toml", code.name());
            };
            for text in [&page.vi, &page.en] {
                for part in
                    [&text.what, &text.why, &text.at_source, &text.here, &text.wrong, &text.right]
                {
                    assert!(!part.trim().is_empty() && part.trim() == part, "{number}");
                }
                assert_ne!(text.wrong, text.right, "{number}");
            }
            assert_ne!(page.vi.what, page.en.what, "{number}");
        }
    }

    #[test]
    fn every_page_belongs_to_a_code_of_its_group_and_names_known_ones() {
        let is_known = |number: &str| FindingCode::ALL.iter().any(|code| code.number() == number);
        for (start, file) in GROUPS.iter() {
            for (number, page) in &file.pages {
                assert!(is_known(number) && number.starts_with(start), "{number} in {start}");
                for related in &page.related {
                    assert!(is_known(related) && related != number, "{number}: {related}");
                }
            }
        }
        let listed: usize = groups().iter().map(|group| group.codes.len()).sum();
        assert_eq!(listed, FindingCode::ALL.len());
    }
}
