//! Areas, criteria and sub-criteria whose score falls year after year.

use num_rational::BigRational;

use super::{Series, only, score};
use crate::domain::vietnamese_order;
use crate::records::PlacedRecord;
use crate::records::rankings::Ranking;

/// A part whose score fell year after year (Decision 3373/QĐ-UBND of Thái Bình: its head answers).
#[derive(Debug, Clone, PartialEq)]
pub struct Decline<'a> {
    pub index: &'a str,
    pub unit: &'a str,
    pub part: &'a str,
    pub part_name: Option<&'a str>,
    pub responsible_unit: Option<&'a str>,
    /// The year before the first fall, and the year of the last.
    pub from: i32,
    pub to: i32,
    /// So many falls, one a year: one less than years.
    pub falls: u32,
    pub score_before: &'a BigRational,
    pub score_after: &'a BigRational,
    /// Whether results by different criteria were compared.
    pub crosses_sets: bool,
}

/// Parts whose score fell at least so many years running, each at its longest, by responsible unit.
/// "Three years running" is three falls, each against the year before: four years of scores.
#[must_use]
pub fn declines<'a>(series: &[Series<'a>], years: u32) -> Vec<Decline<'a>> {
    let mut declines: Vec<Decline<'a>> =
        series.iter().flat_map(|series| declines_of(series, years)).collect();
    declines.sort_by(|left, right| {
        let name = |decline: &Decline<'a>| decline.responsible_unit.unwrap_or_default();
        let is_nameless = |decline: &Decline<'a>| decline.responsible_unit.is_none();
        is_nameless(left)
            .cmp(&is_nameless(right))
            .then_with(|| vietnamese_order(name(left), name(right)))
    });
    declines
}

fn declines_of<'a>(series: &Series<'a>, years: u32) -> Vec<Decline<'a>> {
    let Some(part) = series.part else { return Vec::new() };
    let mut found: Vec<Decline<'a>> = Vec::new();
    let mut run: Option<Decline<'a>> = None;
    let mut previous: Option<&'a BigRational> = None;
    for year in &series.years {
        let rows: Vec<&'a PlacedRecord<Ranking>> =
            year.results.iter().map(|result| result.placed).collect();
        let now = only(&rows, score);
        let fall = year
            .results
            .iter()
            .find(|result| result.points.as_ref().is_some_and(num_traits::Signed::is_negative));
        match (fall, previous, now) {
            (Some(fall), Some(before), Some(after)) => {
                let decline = run.get_or_insert(Decline {
                    index: series.index,
                    unit: series.unit,
                    part,
                    part_name: series.part_name,
                    responsible_unit: series.responsible_unit,
                    from: year.year - 1,
                    to: year.year,
                    falls: 0,
                    score_before: before,
                    score_after: after,
                    crosses_sets: false,
                });
                decline.to = year.year;
                decline.falls += 1;
                decline.score_after = after;
                decline.crosses_sets |= fall.marks.crosses_sets;
            }
            _ => found.extend(run.take()),
        }
        previous = now;
    }
    found.extend(run);
    found.retain(|decline| decline.falls >= years);
    found
}
