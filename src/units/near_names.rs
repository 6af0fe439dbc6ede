//! A text that names no unit → the units whose names come near it.
//!
//! In: the register, the province of a log, a text. Out: names. Must not know: rows, what is in doubt.

use super::register::{Register, UnitId};
use super::resolve::Setting;
use super::tokens::tokens;
use crate::domain::UnitLevel;

/// Names that come at least so near are suggested (Jaro-Winkler).
const NEAR: f64 = 0.9;
const SUGGESTED: usize = 3;

/// No name of a unit is longer, in bytes; a cell may hold a book.
const LONGEST_NAME: usize = 300;

/// Units of the log's province whose names come near a text, the nearest first; `name` tells them apart.
pub fn near_names(
    register: &'static Register,
    setting: &Setting,
    text: &str,
    name: impl Fn(UnitId) -> String,
) -> Vec<String> {
    if text.len() > LONGEST_NAME {
        return Vec::new();
    }
    let words = tokens(text).join(" ");
    let words = words.trim_start_matches("ubnd ");
    let near = register
        .iter()
        .filter(|(id, unit)| unit.level > UnitLevel::Province && setting.is_at_home(register, *id));
    let mut near: Vec<(f64, String)> = near
        .map(|(id, unit)| (strsim::jaro_winkler(words, &tokens(unit.name).join(" ")), id))
        .filter(|(nearness, _)| *nearness >= NEAR)
        .map(|(nearness, id)| (nearness, name(id)))
        .collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    near.dedup_by(|left, right| left.1 == right.1);
    near.into_iter().take(SUGGESTED).map(|(_, name)| name).collect()
}
