//! What holds for the headings, rows and cells of every kind of log: `data/logs/common/headings.toml`, folded
//! and ready for look-ups.
//!
//! In: that file. Out: personal headings, what stands around names, labels of other rows, blank words. Must not
//! know: which kinds there are.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::spellings::Spellings;
use crate::domain::{fold, says};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    personal: Spellings,
    headings: Headings,
    rows: Rows,
    cells: Cells,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    abbreviations: BTreeMap<String, String>,
    telling: Vec<String>,
    expected: Vec<String>,
    actual: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    total: Vec<String>,
    signature: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    blank: Vec<String>,
}

/// Words in brackets behind a heading, folded.
#[derive(Debug)]
pub struct Notes {
    /// Make it another column, whatever it is.
    telling: Vec<String>,
    /// Say nothing new of a promised date, and that any other date is only planned.
    expected: Vec<String>,
    /// The reverse.
    actual: Vec<String>,
}

impl Notes {
    /// Whether a column with this note is still of the field that its name means.
    pub fn allow(&self, is_promised: bool, note: &str) -> bool {
        let says = |words: &[String]| words.iter().any(|words| says(note, words));
        let contrary = if is_promised { &self.actual } else { &self.expected };
        !says(&self.telling) && !says(contrary)
    }

    /// Whether a heading says that its dates are expected ones.
    pub fn is_expected(&self, heading: &str) -> bool {
        self.expected.iter().any(|words| says(heading, words))
    }
}

/// What the program knows of every kind of log.
#[derive(Debug)]
pub struct Common {
    /// Folded headings of personal data.
    pub personal: HashSet<String>,
    /// Folded words that headings write short → the words, folded.
    pub abbreviations: BTreeMap<String, String>,
    /// Notes in brackets that make a heading another one.
    pub notes: Notes,
    /// Folded beginnings of total rows.
    pub total_labels: Vec<String>,
    /// Folded beginnings of signature blocks.
    pub signature_labels: Vec<String>,
    /// Cells that count as blank, as they are written.
    pub blank_cells: Vec<String>,
}

static COMMON: LazyLock<Common> =
    LazyLock::new(|| Common::parse(include_str!("../../data/logs/common/headings.toml")));

impl Common {
    /// What is built into the program.
    pub fn built_in() -> &'static Self {
        &COMMON
    }

    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in file is valid TOML");
        let folded = |texts: &[String]| texts.iter().map(|text| fold(text)).collect();
        let short = file.headings.abbreviations.iter();
        Self {
            personal: file.personal.keys().collect(),
            abbreviations: short.map(|(short, long)| (fold(short), fold(long))).collect(),
            notes: Notes {
                telling: folded(&file.headings.telling),
                expected: folded(&file.headings.expected),
                actual: folded(&file.headings.actual),
            },
            total_labels: folded(&file.rows.total),
            signature_labels: folded(&file.rows.signature),
            blank_cells: file.cells.blank,
        }
    }
}
