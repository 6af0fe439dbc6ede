//! Why a file of tallies cannot be read, and values by their names.

use crate::domain::Dimension;
use crate::findings::LedgerError;
use crate::tally::IdentityError;
use crate::tally::times::TimesRecordError;

/// Why a text is no file of tallies.
#[derive(Debug, thiserror::Error)]
pub enum TallyFileError {
    #[error("no file of tallies: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the file calls itself `{0}`, not `cchc/tally/1`")]
    OtherSchema(String),
    #[error("`{key}` cannot be `{value}`")]
    BadValue { key: &'static str, value: String },
    #[error("the cube by {by}: {what}")]
    BadCube { by: String, what: String },
    #[error("the counts contradict each other: {0}")]
    Identity(#[from] IdentityError),
    #[error(transparent)]
    Times(#[from] TimesRecordError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

pub fn bad(key: &'static str, value: &str) -> TallyFileError {
    TallyFileError::BadValue { key, value: value.to_owned() }
}

pub fn dimension(key: &'static str, name: &str) -> Result<Dimension, TallyFileError> {
    let dimension = Dimension::from_name(name).filter(|dimension| !dimension.is_time());
    dimension.ok_or_else(|| bad(key, name))
}

pub fn find<T: Copy>(
    key: &'static str,
    text: &str,
    all: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Result<T, TallyFileError> {
    all.into_iter().find(|value| name(*value) == text).ok_or_else(|| bad(key, text))
}
