//! Groups with most of something, as a sentence lists them.

use crate::answers::{Phrase, nameless};
use crate::tally::{Cube, Row};
use crate::words::Lang;

/// So many units or procedures are named in a sentence.
pub const NAMED: usize = 3;

/// Names and counts above nothing, most first.
pub fn counts(lang: Lang, cube: Option<&Cube>, of: impl Fn(&Row) -> u64) -> Vec<(String, u64)> {
    let rows = cube.map(|cube| cube.rows.as_slice()).unwrap_or_default();
    let name = |row: &Row| {
        row.group.first().cloned().flatten().unwrap_or_else(|| nameless(lang).to_owned())
    };
    let mut counts: Vec<(String, u64)> =
        rows.iter().map(|row| (name(row), of(row))).filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// `A (6), B (5), C (4)`
pub fn listed(mut text: Phrase, counts: &[(String, u64)]) -> Phrase {
    for (place, (name, count)) in counts.iter().take(NAMED).enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        text = text.text(format!("{comma}{name} (")).count(*count).text(")");
    }
    text
}
