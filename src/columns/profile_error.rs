//! What can be wrong with a profile, as data: the English text stands here, the Vietnamese one where
//! people are spoken to.

/// What is wrong with a profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error("profile `{file}`: line {line}, column {column}: {message}")]
    Syntax { file: String, line: usize, column: usize, message: String },
    #[error("profile `{file}`: `{key}`: {problem}{}", suggestion(.nearest.as_deref()))]
    Key { file: String, key: String, problem: ProfileProblem, nearest: Option<String> },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}

/// What a name that nothing knows was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    Field,
    FieldOfValues,
    Value,
    Encoding,
}

impl NameKind {
    const fn text(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::FieldOfValues => "field of values",
            Self::Value => "value",
            Self::Encoding => "encoding",
        }
    }
}

/// What is wrong with one key.
#[derive(Debug, thiserror::Error)]
pub enum ProfileProblem {
    /// A key that no profile has.
    #[error("unknown key; the keys here are {}", .known.join(", "))]
    UnknownKey { known: Vec<String> },
    #[error("`{0}` is required and not there")]
    MissingKey(String),
    /// A number where a text is needed, and the like, in the words of the TOML reader.
    #[error("{0}")]
    WrongType(String),
    #[error("has to be a text or a list of texts")]
    NotTexts,
    #[error("a profile of a log of kind `{found}`; one of `{here}` is needed here")]
    LogKind { found: String, here: &'static str },
    #[error("unknown {} `{name}`", .kind.text())]
    UnknownName { kind: NameKind, name: String },
    #[error("names no header")]
    NoHeader,
    #[error("`{0}` is a personal-data column, which is never loaded")]
    Personal(String),
    #[error("is required and not there")]
    Required,
    #[error("`{text}` is also listed under `{other}`")]
    ListedTwice { text: String, other: String },
    #[error("{0}")]
    DateFormat(super::date::DateFormatError),
    #[error("is one character such as `;`, or `tab`")]
    Delimiter,
    #[error("is a number of seconds from -3600 to 3600")]
    Seconds,
    #[error("rows are counted from 1")]
    HeaderRow,
    #[error("is no regular expression: {0}")]
    Pattern(String),
}

impl ProfileProblem {
    /// From the words of the TOML reader, which are English and fixed.
    pub fn of_reader(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field") {
            quoted.next();
            return Self::UnknownKey { known: quoted.collect() };
        }
        if message.starts_with("missing field") {
            return Self::MissingKey(quoted.next().unwrap_or_default());
        }
        if message.contains("OneOrMany") {
            return Self::NotTexts;
        }
        Self::WrongType(message.to_owned())
    }
}
