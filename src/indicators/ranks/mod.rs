//! Published results → one series per index, unit and part: changes against the year before in points
//! and in places, the mean of the field, gaps, contradictions, and parts that fall year after year.
//!
//! A score may rise while the rank falls, so both are always told. What two sources state differently,
//! what was scored by other criteria, and ranks in fields of another size are not compared.

mod decline;
#[cfg(test)]
mod tests;

use crate::columns::plain_number;
use crate::domain::fold;
use crate::domain::vietnamese_order;
use crate::findings::{Finding, FindingCode};
use crate::records::rankings::Ranking;
use crate::records::{Log, PlacedRecord};
pub use decline::{Decline, declines};
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
pub struct Marks {
    /// Another row gives this year another score or rank.
    pub is_contradicted: bool,
    /// The year before was scored by other criteria.
    pub crosses_sets: bool,
    /// Another number of units was ranked the year before.
    pub crosses_fields: bool,
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

/// What tells a series: index and part as folded texts, the unit by its folded name.
type SeriesKey = (String, Option<String>, String);

/// All series, by index, part and unit; whole indices before their parts.
#[must_use]
pub fn series(log: &Log<Ranking>, across_sets: bool) -> Vec<Series<'_>> {
    let mut units: BTreeMap<SeriesKey, Rows<'_>> = BTreeMap::new();
    let mut means: BTreeMap<(String, Option<String>), Rows<'_>> = BTreeMap::new();
    for placed in &log.records {
        let ranking = &placed.record;
        let (index, part) = (fold(&ranking.index), ranking.part.clone());
        let rows = if ranking.is_mean() {
            means.entry((index, part)).or_default()
        } else {
            units.entry((index, part, fold(&ranking.unit))).or_default()
        };
        rows.entry(ranking.year).or_default().push(placed);
    }
    let nothing = Rows::new();
    let mut series: Vec<Series<'_>> = units
        .iter()
        .filter_map(|((index, part, _), rows)| {
            let means = means.get(&(index.clone(), part.clone())).unwrap_or(&nothing);
            one_series(rows, means, across_sets)
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
    let marks = Marks {
        is_contradicted: differ(now, score) || differ(now, rank),
        crosses_sets: crosses(now, before, |ranking| ranking.criteria_set.as_ref()),
        crosses_fields: crosses(now, before, |ranking| ranking.of.as_ref()),
    };
    let is_comparable = !marks.crosses_sets || across_sets;
    let points = match (only(now, score), only(before, score)) {
        (Some(now), Some(before)) if is_comparable => Some(now - before),
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
        above_mean: own.zip(mean).map(|(own, mean)| own - mean),
        marks,
    }
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
