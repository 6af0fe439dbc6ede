//! What can be wrong with the file of a form, in both languages.

use std::fmt;

use crate::findings::Bilingual;
use crate::report::text::{Lang, pick};

/// Everything that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The name of the file, for messages.
    pub file: String,
    /// In the order in which the file is read.
    pub problems: Vec<LocatedProblem>,
}

/// One thing that is wrong, and the key it is wrong at: `columns[4].counts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedProblem {
    pub key: String,
    pub problem: FormProblem,
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProblem {
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
    /// A rule of plans that the key breaks.
    Rule(Bilingual),
    /// Two header cells over one place, counted from 1.
    HeaderOverlap {
        row: usize,
        column: usize,
    },
    HeaderGap {
        row: usize,
        column: usize,
    },
    HeaderOutside {
        row: usize,
        column: usize,
    },
    /// An equation that some dossiers break, and the counts that stand on one of its sides only.
    Unequal {
        equation: String,
        counts: Vec<&'static str>,
    },
}

impl std::error::Error for FormError {}

impl fmt::Display for FormError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.lines(Lang::En).join("\n"))
    }
}

impl FormError {
    /// One line per problem, for people.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let start = lang.of("biểu mẫu", "form");
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

impl FormProblem {
    /// The problem in words, without its place.
    #[must_use]
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
            Self::HeaderOverlap { row, column } if vi => {
                format!("hai ô tiêu đề đè lên nhau ở hàng {row}, cột {column}")
            }
            Self::HeaderOverlap { row, column } => {
                format!("two header cells lie over each other in row {row}, column {column}")
            }
            Self::HeaderGap { row, column } if vi => {
                format!("không có ô tiêu đề ở hàng {row}, cột {column}")
            }
            Self::HeaderGap { row, column } => {
                format!("no header cell covers row {row}, column {column}")
            }
            Self::HeaderOutside { row, column } if vi => {
                format!("ô tiêu đề ra ngoài bảng ở hàng {row}, cột {column}")
            }
            Self::HeaderOutside { row, column } => {
                format!("the header cell leaves the table in row {row}, column {column}")
            }
            Self::Unequal { equation, counts } => {
                let counts: Vec<String> = counts.iter().map(|name| format!("`{name}`")).collect();
                let counts = counts.join(", ");
                if vi {
                    format!("`{equation}` không luôn đúng: {counts} chỉ có ở một vế")
                } else {
                    format!("`{equation}` does not always hold: {counts} on one side only")
                }
            }
        }
    }
}

/// Collects problems while a file is read.
#[derive(Debug, Default)]
pub(super) struct Problems(pub Vec<LocatedProblem>);

impl Problems {
    pub fn add(&mut self, key: impl Into<String>, problem: FormProblem) {
        self.0.push(LocatedProblem { key: key.into(), problem });
    }

    pub fn rule(&mut self, key: impl Into<String>, vi: &'static str, en: &'static str) {
        self.add(key, FormProblem::Rule(Bilingual { vi, en }));
    }

    pub fn unknown<'n>(
        &mut self,
        key: impl Into<String>,
        kind: Bilingual,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let nearest = crate::normalise::nearest(name, known);
        self.add(key, FormProblem::UnknownName { kind, name: name.to_owned(), nearest });
    }
}
