//! What the record beside archived counts says of how the month was published: `run.json`, as far as it is there.
//!
//! In: a file of tallies, or the folder of a month. Out: [`RunFacts`]. Records of any version are read. Must not know:
//! what the facts are for.

use std::path::Path;

use serde_json::Value;

use super::counts_file::{Damage, RUN_FILE};
use super::error::ArchiveError;
use crate::domain::Ratio;
use crate::indicators::ON_TIME_RATE;

/// What the record beside a file of tallies says of the month.
#[derive(Debug, Clone, Default)]
pub struct RunFacts {
    pub restatements: usize,
    /// Definition and value of the on-time rate, as published.
    pub published: Option<(String, Ratio)>,
    /// The profile, with the beginning of its sum; empty for none.
    pub profile: Option<String>,
}

/// Reads it; files of tallies that were handed in alone have none.
///
/// # Errors
/// When there is one, and it is no record.
pub fn facts_of_run(file: &Path) -> Result<RunFacts, ArchiveError> {
    let folder = if file.is_dir() { Some(file) } else { file.parent() };
    let Some(path) = folder.map(|folder| folder.join(RUN_FILE)) else {
        return Ok(RunFacts::default());
    };
    let Ok(text) = std::fs::read(&path) else { return Ok(RunFacts::default()) };
    let damage = |error: serde_json::Error| ArchiveError::Counts {
        path: file.to_owned(),
        damage: Damage::Record(error.to_string()),
    };
    let record: Value = serde_json::from_slice(&text).map_err(damage)?;
    let restatements = record.get("restatements").and_then(Value::as_array).map_or(0, Vec::len);
    let definition = record.pointer("/options/definition/0").and_then(Value::as_str);
    let part = |name: &str| {
        let figure = record.pointer(&format!("/figures/{}/{name}", ON_TIME_RATE.id));
        figure.and_then(Value::as_u64)
    };
    let rate = part("num").zip(part("den")).and_then(|(num, den)| Ratio::new(num, den));
    let published = definition.map(str::to_owned).zip(rate);
    Ok(RunFacts { restatements, published, profile: profile(&record) })
}

/// `ioffice.toml (3f2a91c0)`: a profile that was edited is another one, whatever it is called.
fn profile(record: &Value) -> Option<String> {
    const SHOWN: usize = 8;
    let settings = record.get("settings")?.as_array()?;
    let Some(path) = record.pointer("/options/profile/0").and_then(Value::as_str) else {
        return Some(String::new());
    };
    let own = settings.iter().find(|file| file.get("file").and_then(Value::as_str) == Some(path));
    let sum = own.and_then(|file| file.get("sha256")?.as_str()?.get(..SHOWN));
    Some(format!("{path} ({})", sum.unwrap_or("–")))
}
