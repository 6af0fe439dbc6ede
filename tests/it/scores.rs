//! `cchc score`, and the score in a report.

mod by_hand;
mod command;
mod disagreements;
mod marks;
mod published;
mod wrong;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::json;

/// Writes a file and says where.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

/// A score as JSON.
fn score(arguments: &[&str]) -> Value {
    json(&[&["score", "--format", "json", "--quiet"], arguments].concat())
}

/// The criterion of a card.
fn criterion<'a>(card: &'a Value, id: &str) -> &'a Value {
    let criteria = card["criteria"].as_array().expect("criteria");
    criteria.iter().find(|one| one["id"] == id).expect("the criterion")
}

/// The points of a criterion, exactly.
fn points<'a>(card: &'a Value, id: &str) -> &'a str {
    criterion(card, id)["points"]["exact"].as_str().unwrap_or("none")
}
