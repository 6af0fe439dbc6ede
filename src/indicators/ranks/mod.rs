//! Published results → one series per index, unit and part: changes against the year before in points
//! and in places, the mean of the field, gaps, contradictions, and parts that fall year after year.
//!
//! A score may rise while the rank falls, so both are always told. What two sources state differently,
//! what was scored by other criteria, and ranks in fields of another size are not compared.

mod decline;
mod keys;
#[cfg(test)]
mod tests;

use crate::columns::plain_number;
use crate::domain::exact::whole;
use crate::domain::vietnamese_order;
use crate::findings::{Finding, FindingCode};
use crate::records::rankings::Ranking;
use crate::records::{Log, PlacedRecord};
pub use decline::{Decline, declines};
use keys::{UnitKeys, index_key};
use num_rational::BigRational;
use std::collections::BTreeMap;

/// One published result beside the year before.
#[derive(Debug, Clone, PartialEq)]
pub struct YearResult<'a> {
    pub placed: &'a PlacedRecord<Ranking>,
    /// Points gained since the year before.
    pub points: Option<BigRational>,
    /// Places gained since the year before: from 43rd to 38th is 5.
    pub places: Option<i64>,
    /// The mean of the field, and the score less it.
    pub mean: Option<&'a BigRational>,
    pub above_mean: Option<BigRational>,
    pub marks: Marks,
}

/// Why a change is missing, or to be read with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may hold beside the others")]
pub struct Marks {
    /// Another row gives this year another score or rank.
    pub is_contradicted: bool,
    /// The year before was scored by other criteria.
    pub crosses_sets: bool,
    /// Another number of units was ranked the year before.
    pub crosses_fields: bool,
    /// The year before, or the mean, is on another scale.
    pub crosses_scales: bool,
}

/// A year of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Year<'a> {
    pub year: i32,
    /// Nothing: a gap between years with results.
    pub results: Vec<YearResult<'a>>,
}

/// The results of one unit in one index, as a whole or in one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    pub index: &'a str,
    pub unit: &'a str,
    pub part: Option<&'a str>,
    pub part_name: Option<&'a str>,
    pub responsible_unit: Option<&'a str>,
    /// Every year from the first to the last.
    pub years: Vec<Year<'a>>,
}

type Rows<'a> = BTreeMap<i32, Vec<&'a PlacedRecord<Ranking>>>;

/// What tells a series: the index and the unit by what their spellings share, the part as it is written.
type SeriesKey = (String, Option<String>, String);

/// All series, by index, part and unit; whole indices before their parts.
#[must_use]
pub fn series(log: &Log<Ranking>, across_sets: bool) -> Vec<Series<'_>> {
    let mut units: BTreeMap<SeriesKey, Rows<'_>> = BTreeMap::new();
    let mut means: BTreeMap<(String, Option<String>), Rows<'_>> = BTreeMap::new();
    // Spellings of one index are called as the first of them.
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let unit_keys = UnitKeys::new(log.records.iter().map(|placed| placed.record.unit.as_str()));
    for placed in &log.records {
        let ranking = &placed.record;
        let (index, part) = (index_key(&ranking.index), ranking.part.clone());
        names.entry(index.clone()).or_insert(&ranking.index);
        let rows = if ranking.is_mean() {
            means.entry((index, part)).or_default()
        } else {
            units.entry((index, part, unit_keys.key(&ranking.unit))).or_default()
        };
        rows.entry(ranking.year).or_default().push(placed);
    }
    let nothing = Rows::new();
    let mut series: Vec<Series<'_>> = units
        .iter()
        .filter_map(|((index, part, _), rows)| {
            let means = means.get(&(index.clone(), part.clone())).unwrap_or(&nothing);
            let one = one_series(rows, means, across_sets)?;
            Some(Series { index: names.get(index).copied().unwrap_or(one.index), ..one })
        })
        .collect();
    series.sort_by(|left, right| {
        vietnamese_order(left.index, right.index)
            .then_with(|| natural(left.part).cmp(&natural(right.part)))
            .then_with(|| vietnamese_order(left.unit, right.unit))
    });
    series
}

/// `1.10` after `1.9`.
fn natural(part: Option<&str>) -> Vec<(u64, String)> {
    let number = |text: &str| (text.parse().unwrap_or(u64::MAX), text.to_owned());
    part.map(|part| part.split('.').map(number).collect()).unwrap_or_default()
}

fn one_series<'a>(rows: &Rows<'a>, means: &Rows<'a>, across_sets: bool) -> Option<Series<'a>> {
    let (first, _) = rows.first_key_value()?;
    let (last, last_rows) = rows.last_key_value()?;
    let about = &last_rows.first()?.record;
    let all = || rows.values().rev().flatten().map(|placed| &placed.record);
    let years = (*first..=*last).map(|year| Year {
        year,
        results: rows.get(&year).map_or_else(Vec::new, |now| {
            let before = rows.get(&(year - 1)).map_or(&[][..], Vec::as_slice);
            let mean = means.get(&year).and_then(|rows| only(rows, score));
            now.iter().map(|placed| result(placed, now, before, mean, across_sets)).collect()
        }),
    });
    Some(Series {
        index: &about.index,
        unit: &about.unit,
        part: about.part.as_deref(),
        part_name: all().find_map(|ranking| ranking.part_name.as_deref()),
        responsible_unit: all().find_map(|ranking| ranking.responsible_unit.as_deref()),
        years: years.collect(),
    })
}

fn score(ranking: &Ranking) -> Option<&BigRational> {
    ranking.score.as_ref().map(|score| &score.value)
}

fn rank(ranking: &Ranking) -> Option<&u64> {
    ranking.rank.as_ref()
}

/// The one value that all rows of a year give, if it is one.
fn only<'a, T: PartialEq>(
    rows: &[&'a PlacedRecord<Ranking>],
    value: fn(&Ranking) -> Option<&T>,
) -> Option<&'a T> {
    let mut values = rows.iter().filter_map(|placed| value(&placed.record));
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// Whether rows of a year give different values.
fn differ<T: PartialEq>(
    rows: &[&PlacedRecord<Ranking>],
    value: fn(&Ranking) -> Option<&T>,
) -> bool {
    only(rows, value).is_none() && rows.iter().any(|placed| value(&placed.record).is_some())
}

/// Whether something known of both years is not the same.
fn crosses<T: PartialEq>(
    now: &[&PlacedRecord<Ranking>],
    before: &[&PlacedRecord<Ranking>],
    value: fn(&Ranking) -> Option<&T>,
) -> bool {
    let of = |rows: &[&PlacedRecord<Ranking>]| {
        let mut values = rows.iter().filter_map(|placed| value(&placed.record).map(|_| placed.row));
        values.next().is_some()
    };
    let known = of(now) && of(before);
    let all: Vec<&PlacedRecord<Ranking>> = now.iter().chain(before).copied().collect();
    known && only(&all, value).is_none()
}

fn result<'a>(
    placed: &'a PlacedRecord<Ranking>,
    now: &[&'a PlacedRecord<Ranking>],
    before: &[&'a PlacedRecord<Ranking>],
    mean: Option<&'a BigRational>,
    across_sets: bool,
) -> YearResult<'a> {
    let is_whole = placed.record.part.is_none();
    let are_apart =
        |(left, right): (&BigRational, &BigRational)| is_whole && are_on_two_scales(left, right);
    let marks = Marks {
        is_contradicted: differ(now, score) || differ(now, rank),
        crosses_sets: crosses(now, before, |ranking| ranking.criteria_set.as_ref()),
        crosses_fields: crosses(now, before, |ranking| ranking.of.as_ref()),
        crosses_scales: only(now, score).zip(only(before, score)).is_some_and(&are_apart)
            || score(&placed.record).zip(mean).is_some_and(&are_apart),
    };
    let is_comparable = !marks.crosses_sets || across_sets;
    let points = match (only(now, score), only(before, score)) {
        (Some(now), Some(before)) if is_comparable && !are_apart((now, before)) => {
            Some(now - before)
        }
        _ => None,
    };
    let ranks_gained = match (only(now, rank), only(before, rank)) {
        (Some(now), Some(before)) if is_comparable && !marks.crosses_fields => {
            i64::try_from(*before).ok().zip(i64::try_from(*now).ok()).map(|(b, n)| b - n)
        }
        _ => None,
    };
    let own = score(&placed.record);
    YearResult {
        placed,
        // A row without a score tells no change of it.
        points: points.filter(|_| own.is_some()),
        places: ranks_gained.filter(|_| placed.record.rank.is_some()),
        mean,
        above_mean: own.zip(mean).filter(|pair| !are_apart(*pair)).map(|(own, mean)| own - mean),
        marks,
    }
}

/// Whether one of two scores of an index is a share of 1, and the other points of 100.
fn are_on_two_scales(left: &BigRational, right: &BigRational) -> bool {
    let is_share = |score: &BigRational| *score <= whole(1);
    let is_points = |score: &BigRational| *score >= whole(10);
    (is_share(left) && is_points(right)) || (is_points(left) && is_share(right))
}

/// The scores that are shares of 1 in an index whose other scores are points, each as a finding.
#[must_use]
pub fn mixed_scales(log: &Log<Ranking>) -> Vec<Finding> {
    let mut by_index: BTreeMap<String, Vec<&PlacedRecord<Ranking>>> = BTreeMap::new();
    for placed in log.records.iter().filter(|placed| placed.record.part.is_none()) {
        by_index.entry(index_key(&placed.record.index)).or_default().push(placed);
    }
    let mixed = by_index.values().flat_map(|rows| {
        let has_points = |placed: &&PlacedRecord<Ranking>| {
            score(&placed.record).is_some_and(|score| *score >= whole(10))
        };
        let is_mixed = rows.iter().any(has_points);
        let is_share = |placed: &&&PlacedRecord<Ranking>| {
            score(&placed.record).is_some_and(|score| *score <= whole(1))
        };
        rows.iter().filter(is_share).filter(move |_| is_mixed).copied()
    });
    let finding = |placed: &PlacedRecord<Ranking>| {
        let PlacedRecord { file, row, record } = placed;
        let score = score(record).map(plain_number).unwrap_or_default();
        Finding {
            file: file.to_string(),
            row: Some(*row),
            column: None,
            value: Some(format!("{} {}: {score}", record.unit, record.year)),
            code: FindingCode::ScalesMixed,
        }
    };
    mixed.map(finding).collect()
}

/// Every row that another row of its year contradicts, as a finding with its figures.
#[must_use]
pub fn contradictions(log: &Log<Ranking>) -> Vec<Finding> {
    let finding = |result: &YearResult<'_>| {
        let PlacedRecord { file, row, record } = result.placed;
        let score = score(record).map(plain_number);
        let rank = record.rank.map(|rank| format!("#{rank}"));
        let figures: Vec<String> = score.into_iter().chain(rank).collect();
        Finding {
            file: file.to_string(),
            row: Some(*row),
            column: None,
            value: Some(format!("{} {}: {}", record.unit, record.year, figures.join(" · "))),
            code: FindingCode::RankingsDiffer,
        }
    };
    let all = series(log, false);
    let results = all.iter().flat_map(|series| &series.years).flat_map(|year| &year.results);
    let contradicted = results.filter(|result| result.marks.is_contradicted);
    let mut findings: Vec<Finding> = contradicted.map(finding).collect();
    findings.sort();
    findings
}
