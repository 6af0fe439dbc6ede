//! What can be wrong with a settings file, in both languages.
//!
//! In: problems as they are met. Out: lines for people. Must not know: which files there are.

use std::fmt;

use crate::words::{Bilingual, Lang, pick};

/// Everything that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// What kind of file it is: `biểu mẫu`, `form`.
    pub kind: Bilingual,
    /// The name of the file, for messages.
    pub file: String,
    /// In the order in which the file is read.
    pub problems: Vec<LocatedProblem>,
}

/// One thing that is wrong, and the key it is wrong at: `columns[4].counts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedProblem {
    pub key: String,
    pub problem: SettingsProblem,
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsProblem {
    /// No TOML at all.
    Syntax {
        line: usize,
        column: usize,
        message: String,
    },
    UnknownKey {
        nearest: Option<String>,
    },
    Missing,
    /// A number where a text is needed, and the like, in the words of the reader.
    Reader(String),
    /// A name that nothing knows.
    UnknownName {
        kind: Bilingual,
        name: String,
        nearest: Option<String>,
    },
    Twice(String),
    /// A rule that the key breaks.
    Rule(Bilingual),
    /// A problem of one kind of file only, in Vietnamese and English.
    OfFile {
        vi: String,
        en: String,
    },
}

impl std::error::Error for SettingsError {}

impl fmt::Display for SettingsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.lines(Lang::En).join("\n"))
    }
}

impl SettingsError {
    /// One line per problem, for people.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let start = pick(lang, self.kind);
        self.problems
            .iter()
            .map(|LocatedProblem { key, problem }| {
                let key = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
                format!("{start} `{}`: {key}{}", self.file, problem.text(lang))
            })
            .collect()
    }
}

fn suggestion(lang: Lang, nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| match lang {
        Lang::Vi => format!("; có phải `{nearest}`?"),
        Lang::En => format!("; did you mean `{nearest}`?"),
    })
}

impl SettingsProblem {
    /// The problem in words, without its place.
    pub fn text(&self, lang: Lang) -> String {
        let vi = lang == Lang::Vi;
        match self {
            Self::Syntax { line, column, message } if vi => {
                format!("dòng {line}, cột {column}: {message}")
            }
            Self::Syntax { line, column, message } => {
                format!("line {line}, column {column}: {message}")
            }
            Self::UnknownKey { nearest } => {
                let text = lang.of("không có khóa này", "unknown key");
                format!("{text}{}", suggestion(lang, nearest.as_deref()))
            }
            Self::Missing => lang.of("thiếu, bắt buộc phải có", "is required and not there").into(),
            Self::Reader(message) => message.clone(),
            Self::UnknownName { kind, name, nearest } => {
                let start = lang.of("không có", "unknown");
                let nearest = suggestion(lang, nearest.as_deref());
                format!("{start} {} `{name}`{nearest}", pick(lang, *kind))
            }
            Self::Twice(name) if vi => format!("`{name}` có hai lần"),
            Self::Twice(name) => format!("`{name}` stands twice"),
            Self::Rule(rule) => pick(lang, *rule).to_owned(),
            Self::OfFile { vi: text, .. } if vi => text.clone(),
            Self::OfFile { en, .. } => en.clone(),
        }
    }
}

/// Collects problems while a file is read.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<LocatedProblem>);

impl Problems {
    /// One more problem.
    pub fn add(&mut self, key: impl Into<String>, problem: SettingsProblem) {
        self.0.push(LocatedProblem { key: key.into(), problem });
    }

    /// A rule that the key breaks.
    pub fn rule(&mut self, key: impl Into<String>, vi: &'static str, en: &'static str) {
        self.add(key, SettingsProblem::Rule(Bilingual { vi, en }));
    }

    /// What only one kind of file can do wrong.
    pub fn say(&mut self, key: impl Into<String>, vi: String, en: String) {
        self.add(key, SettingsProblem::OfFile { vi, en });
    }

    /// A name that nothing knows, with the nearest one that is known.
    pub fn unknown<'n>(
        &mut self,
        key: impl Into<String>,
        kind: Bilingual,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let nearest = crate::domain::nearest(name, known);
        self.add(key, SettingsProblem::UnknownName { kind, name: name.to_owned(), nearest });
    }
}
