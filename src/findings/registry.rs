//! What is said of every code: `data/findings/`, one file per group of numbers, one section per code.
//!
//! In: the compiled-in TOML. Out: name, severity, texts and help page of a code. Must not know: how any of
//! them is shown. A new code needs its section in the file of its group and nothing here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::FindingCode;
use super::severity::Severity;
use crate::words::{Bilingual, Lang, parse, pick};

/// A help page in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageText {
    pub what: &'static str,
    /// Why it matters for the figures.
    pub why: &'static str,
    /// How to mend it in the one-stop software or in Excel.
    pub at_source: &'static str,
    /// What a profile or an option can do.
    pub here: &'static str,
    pub wrong: &'static str,
    pub right: &'static str,
}

/// Codes with the same first two digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: Bilingual,
    pub codes: Vec<FindingCode>,
}

/// The section of a code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The name in JSON and CSV.
    name: String,
    severity: Severity,
    /// What is wrong, in one line.
    title: Bilingual,
    /// What the analyst can do about it.
    repair: Bilingual,
    what: Bilingual,
    why: Bilingual,
    at_source: Bilingual,
    here: Bilingual,
    wrong: Bilingual,
    right: Bilingual,
    /// Numbers of codes worth reading beside it.
    related: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct GroupFile {
    group: Bilingual,
    #[serde(flatten)]
    entries: BTreeMap<String, Entry>,
}

/// Name and text of every file.
pub static FILES: [(&str, &str); 7] = [
    ("c00.toml", include_str!("../../data/findings/c00.toml")),
    ("c01.toml", include_str!("../../data/findings/c01.toml")),
    ("c02.toml", include_str!("../../data/findings/c02.toml")),
    ("c03.toml", include_str!("../../data/findings/c03.toml")),
    ("c04.toml", include_str!("../../data/findings/c04.toml")),
    ("c05.toml", include_str!("../../data/findings/c05.toml")),
    ("c06.toml", include_str!("../../data/findings/c06.toml")),
];

/// Beginning of the numbers and what the file says. Each file is read when one of its codes is asked for.
static GROUPS: [(&str, LazyLock<GroupFile>); 7] = [
    ("C00", LazyLock::new(|| parse(FILES[0].1))),
    ("C01", LazyLock::new(|| parse(FILES[1].1))),
    ("C02", LazyLock::new(|| parse(FILES[2].1))),
    ("C03", LazyLock::new(|| parse(FILES[3].1))),
    ("C04", LazyLock::new(|| parse(FILES[4].1))),
    ("C05", LazyLock::new(|| parse(FILES[5].1))),
    ("C06", LazyLock::new(|| parse(FILES[6].1))),
];

fn entry(number: &str) -> Option<&'static Entry> {
    let (_, file) = GROUPS.iter().find(|(start, _)| number.starts_with(start))?;
    file.entries.get(number)
}

impl FindingCode {
    #[expect(clippy::expect_used, reason = "a test asks for the section of every code")]
    fn entry(self) -> &'static Entry {
        entry(self.number()).expect("every code has a section")
    }

    /// `bad_date`.
    pub fn name(self) -> &'static str {
        &self.entry().name
    }

    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// What is wrong, in one line.
    pub fn title(self) -> Bilingual {
        self.entry().title
    }

    /// What the analyst can do about it.
    pub fn repair(self) -> Bilingual {
        self.entry().repair
    }

    /// Its help page.
    pub fn page(self, lang: Lang) -> PageText {
        let Entry { what, why, at_source, here, wrong, right, .. } = self.entry();
        PageText {
            what: pick(lang, *what),
            why: pick(lang, *why),
            at_source: pick(lang, *at_source),
            here: pick(lang, *here),
            wrong: pick(lang, *wrong),
            right: pick(lang, *right),
        }
    }

    /// The numbers of codes worth reading beside it.
    pub fn related(self) -> impl Iterator<Item = &'static str> {
        self.entry().related.iter().map(String::as_str)
    }

    /// All its texts, by their keys in the file.
    pub fn texts(self) -> [(&'static str, Bilingual); 8] {
        let entry = self.entry();
        [
            ("title", entry.title),
            ("repair", entry.repair),
            ("what", entry.what),
            ("why", entry.why),
            ("at_source", entry.at_source),
            ("here", entry.here),
            ("wrong", entry.wrong),
            ("right", entry.right),
        ]
    }
}

/// All codes by group, in the order of the numbers. Groups without a code are left out.
pub fn groups() -> Vec<Group> {
    let group = |(start, file): &'static (&'static str, LazyLock<GroupFile>)| {
        let codes =
            FindingCode::ALL.iter().copied().filter(|code| code.number().starts_with(start));
        Group { name: file.group, codes: codes.collect() }
    };
    GROUPS.iter().map(group).filter(|group| !group.codes.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{GROUPS, entry, groups};
    use crate::findings::FindingCode;
    use crate::words::Lang;

    #[test]
    fn codes_are_in_the_order_of_their_numbers_and_every_name_is_given_once() {
        let numbers: Vec<_> = FindingCode::ALL.iter().map(|code| code.number()).collect();
        let sorted: BTreeSet<_> = numbers.iter().copied().collect();
        assert_eq!(numbers, sorted.into_iter().collect::<Vec<_>>());
        let names: BTreeSet<_> = FindingCode::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), FindingCode::ALL.len());
        for (place, code) in FindingCode::ALL.iter().enumerate() {
            assert_eq!(*code as usize, place);
        }
    }

    #[test]
    fn every_code_has_its_texts_in_both_languages() {
        for code in FindingCode::ALL.iter().copied() {
            let number = code.number();
            let file = number[..3].to_lowercase();
            assert!(
                entry(number).is_some(),
                "{number} has no section in data/findings/{file}.toml"
            );
            for (key, text) in code.texts() {
                for one in [text.vi, text.en] {
                    assert!(!one.is_empty() && one.trim() == one, "{number}.{key}");
                }
                let is_example = ["wrong", "right"].contains(&key);
                assert!(is_example || text.vi != text.en, "{number}.{key} is not translated");
            }
            for lang in [Lang::Vi, Lang::En] {
                assert_ne!(code.page(lang).wrong, code.page(lang).right, "{number}");
            }
        }
    }

    #[test]
    fn every_section_belongs_to_a_code_of_its_group_and_names_known_ones() {
        let is_known = |number: &str| FindingCode::ALL.iter().any(|code| code.number() == number);
        for (start, file) in &GROUPS {
            for (number, entry) in &file.entries {
                assert!(is_known(number) && number.starts_with(start), "{number} in {start}");
                for related in &entry.related {
                    assert!(is_known(related) && related != number, "{number}: {related}");
                }
            }
        }
        let listed: usize = groups().iter().map(|group| group.codes.len()).sum();
        assert_eq!(listed, FindingCode::ALL.len());
    }
}
