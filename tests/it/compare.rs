//! `cchc compare` and `cchc series` on the sample logs and on logs worked by hand.

mod by_hand;
mod command;
mod means;
mod series;

use std::path::Path;

/// A file in a folder, by its path.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a UTF-8 path").to_owned()
}

/// Both numbers are the same but for the last digits of floating point.
fn near(left: &serde_json::Value, right: f64) -> bool {
    left.as_f64().is_some_and(|left| (left - right).abs() < 1e-12)
}
