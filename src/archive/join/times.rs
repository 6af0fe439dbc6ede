//! Times of several places and months → one.
//!
//! In: the times of the parts, names in common. Out: their sum; nothing when a part was not measured: half
//! a median is none. Must not know: counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Dimension;
use crate::tally::times::{Times, TimesCube, TimesRow};

/// Times of one period from several places. A part whose exports name no unit is nameless among the others.
pub fn of_places(parts: Vec<Option<TimesCube>>) -> Option<TimesCube> {
    let parts: Vec<TimesCube> = parts.into_iter().collect::<Option<_>>()?;
    let has_units = parts.iter().any(|part| !part.by.is_empty());
    let by = if has_units { vec![Dimension::Unit] } else { Vec::new() };
    let empty = TimesCube::empty(by.clone());
    Some(parts.into_iter().fold(empty, |sum, part| sum.merge(widened(part, &by))))
}

fn widened(mut part: TimesCube, by: &[Dimension]) -> TimesCube {
    if part.by.len() < by.len() {
        part.rows = vec![TimesRow { group: vec![None], times: part.total.clone() }];
        part.by = by.to_vec();
    }
    part
}

/// Times of periods that follow each other: what is open is open at the end of the last.
pub fn of_months(parts: Vec<Option<TimesCube>>) -> Option<TimesCube> {
    let parts: Vec<TimesCube> = parts.into_iter().collect::<Option<_>>()?;
    if let [one] = parts.as_slice() {
        return Some(one.clone());
    }
    let has_units = parts.iter().any(|part| !part.by.is_empty());
    let by = if has_units { vec![Dimension::Unit] } else { Vec::new() };
    let parts: Vec<TimesCube> = parts.into_iter().map(|part| widened(part, &by)).collect();
    let of_part = |part: &TimesCube| -> BTreeMap<Vec<Option<String>>, Times> {
        part.rows.iter().map(|row| (row.group.clone(), row.times.clone())).collect()
    };
    let months: Vec<BTreeMap<Vec<Option<String>>, Times>> = parts.iter().map(of_part).collect();
    let groups: BTreeSet<&Vec<Option<String>>> = months.iter().flat_map(BTreeMap::keys).collect();
    let rows = groups.into_iter().map(|group| TimesRow {
        group: group.clone(),
        times: Times::over_time(months.iter().map(|month| month.get(group))),
    });
    let whole = TimesCube {
        by: by.clone(),
        rows: rows.filter(|row| !row.times.is_empty()).collect(),
        total: Times::over_time(parts.iter().map(|part| Some(&part.total))),
        years_by_weekends: parts.iter().flat_map(|part| part.years_by_weekends.clone()).collect(),
    };
    // Rows in the order of tables.
    Some(TimesCube { total: whole.total.clone(), ..TimesCube::empty(by).merge(whole) })
}
