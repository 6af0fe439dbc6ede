//! Heads of one row: a name such as "Quá hạn" belongs to the count before it.
//!
//! In: the columns of a head with what is known of each. Out: the same, with those known by their neighbours.
//! Must not know: what the cells below say.

use std::ops::Range;

use super::columns::{ColumnUse, name_key};
use super::measure::Measure;
use super::words::WORDS;

/// A count whose parts stand beside it, and the groups in which these are named.
const fn groups_of(measure: Measure) -> &'static [&'static str] {
    match measure {
        Measure::ToResolve | Measure::ReceivedUnclear => &["received"],
        Measure::Received => &["received_in_period", "received"],
        Measure::Resolved => &["resolved"],
        Measure::Pending => &["pending"],
        Measure::Paused => &["paused"],
        _ => &[],
    }
}

/// "Đã giải quyết | Trước hạn | Đúng hạn | Quá hạn | Đang giải quyết | Trong hạn | Quá hạn": what nobody knows by
/// itself is a part of the count before it, or where that has such a part already, of the one behind.
/// `periods`: the period over each column, where there are several; neighbours are of the same.
pub fn name_by_neighbours(columns: &mut [(Vec<String>, ColumnUse)], periods: &[Option<String>]) {
    if columns.iter().any(|(path, _)| path.len() > 1) {
        return;
    }
    for place in 0..columns.len() {
        let Some((path, ColumnUse::Unknown)) = columns.get(place) else { continue };
        let Some(cell) = path.first() else { continue };
        let name = name_key(cell.trim_start_matches(['-', '–', '+', ' ']));
        let found = if is_share(cell, &name) {
            let before = place.checked_sub(1).and_then(|before| columns.get(before));
            before.filter(|(_, count)| count.is_count()).map(|_| ColumnUse::Known)
        } else {
            let period = periods.get(place);
            let beside = |range: Range<usize>| {
                let columns = columns.get(range.clone()).unwrap_or(&[]).iter();
                let is_of_it = move |other: &Option<String>| Some(other) == period;
                let periods = periods.get(range).unwrap_or(&[]).iter().map(is_of_it);
                columns.zip(periods).filter(|(_, is_of_it)| *is_of_it).map(|(column, _)| column)
            };
            let is_free =
                |found: &ColumnUse| !beside(0..columns.len()).any(|(_, other)| other == found);
            let before = beside(0..place).rev();
            let behind = beside(place + 1..columns.len());
            let part = |groups: &[&str]| {
                groups.iter().find_map(|group| ColumnUse::in_group(group, &name).filter(is_free))
            };
            first_groups(before).and_then(part).or_else(|| first_groups(behind).and_then(part))
        };
        if let (Some(found), Some((_, column_use))) = (found, columns.get_mut(place)) {
            *column_use = found;
        }
    }
}

/// The share of the count beside it.
fn is_share(cell: &str, name: &str) -> bool {
    WORDS.share.iter().any(|word| word == name) || cell.trim_end().ends_with("(%)")
}

fn first_groups<'a>(
    mut columns: impl Iterator<Item = &'a (Vec<String>, ColumnUse)>,
) -> Option<&'static [&'static str]> {
    columns.find_map(|(_, column_use)| match column_use {
        ColumnUse::Measure(measure) => {
            Some(groups_of(*measure)).filter(|groups| !groups.is_empty())
        }
        _ => None,
    })
}
