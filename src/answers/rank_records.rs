//! Series of published results → JSON records and CSV lines.

use num_rational::BigRational;
use num_traits::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::flat::FlatTable;
use super::small_log::LogRecord;
use crate::indicators::ranks::{Decline, Marks, Series, Year, YearResult};

/// The names of marks in JSON and CSV.
fn mark_names(marks: Marks) -> Vec<&'static str> {
    let names = [
        (marks.is_contradicted, "sources_differ"),
        (marks.crosses_sets, "crosses_criteria_sets"),
        (marks.crosses_fields, "crosses_field_sizes"),
        (marks.crosses_scales, "crosses_scales"),
    ];
    names.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
}

fn value(number: Option<&BigRational>) -> Option<f64> {
    number.and_then(ToPrimitive::to_f64)
}

/// `cchc/ranks/1`
#[derive(Serialize, JsonSchema)]
pub struct RanksRecord<'a> {
    pub schema: &'static str,
    pub across_sets: bool,
    pub decline_years: u32,
    pub series: Vec<SeriesRecord<'a>>,
    pub declines: Vec<DeclineRecord<'a>>,
    #[serde(flatten)]
    pub log: LogRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
pub struct SeriesRecord<'a> {
    #[serde(flatten)]
    about: SeriesName<'a>,
    years: Vec<YearRecord<'a>>,
}

#[derive(Clone, Copy, Serialize, Default, JsonSchema)]
struct SeriesName<'a> {
    index: &'a str,
    unit: &'a str,
    part: Option<&'a str>,
    part_name: Option<&'a str>,
    responsible_unit: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct YearRecord<'a> {
    year: i32,
    /// Empty: a gap.
    results: Vec<ResultRecord<'a>>,
}

#[derive(Serialize, Default, JsonSchema)]
struct ResultRecord<'a> {
    score: Option<f64>,
    points_gained: Option<f64>,
    rank: Option<u64>,
    of: Option<u64>,
    places_gained: Option<i64>,
    mean: Option<f64>,
    above_mean: Option<f64>,
    marks: Vec<&'static str>,
    criteria_set: Option<&'a str>,
    confidence: Option<&'a str>,
    source: Option<&'a str>,
    file: &'a str,
    row: u64,
}

#[derive(Serialize, JsonSchema)]
pub struct DeclineRecord<'a> {
    responsible_unit: Option<&'a str>,
    index: &'a str,
    unit: &'a str,
    part: &'a str,
    part_name: Option<&'a str>,
    from: i32,
    to: i32,
    falls: u32,
    score_before: Option<f64>,
    score_after: Option<f64>,
    crosses_criteria_sets: bool,
}

impl<'a> SeriesRecord<'a> {
    pub fn new(series: &'a Series<'a>) -> Self {
        let year = |year: &'a Year<'a>| YearRecord {
            year: year.year,
            results: year.results.iter().map(ResultRecord::new).collect(),
        };
        Self { about: SeriesName::new(series), years: series.years.iter().map(year).collect() }
    }
}

impl<'a> SeriesName<'a> {
    const fn new(series: &Series<'a>) -> Self {
        Self {
            index: series.index,
            unit: series.unit,
            part: series.part,
            part_name: series.part_name,
            responsible_unit: series.responsible_unit,
        }
    }
}

impl<'a> ResultRecord<'a> {
    pub fn new(result: &'a YearResult<'a>) -> Self {
        let ranking = &result.placed.record;
        Self {
            score: value(ranking.score.as_ref().map(|score| &score.value)),
            points_gained: value(result.points.as_ref()),
            rank: ranking.rank,
            of: ranking.of,
            places_gained: result.places,
            mean: value(result.mean),
            above_mean: value(result.above_mean.as_ref()),
            marks: mark_names(result.marks),
            criteria_set: ranking.criteria_set.as_deref(),
            confidence: ranking.confidence.as_deref(),
            source: ranking.source.as_deref(),
            file: &result.placed.file,
            row: result.placed.row,
        }
    }
}

impl<'a> DeclineRecord<'a> {
    pub fn new(decline: &'a Decline<'a>) -> Self {
        Self {
            responsible_unit: decline.responsible_unit,
            index: decline.index,
            unit: decline.unit,
            part: decline.part,
            part_name: decline.part_name,
            from: decline.from,
            to: decline.to,
            falls: decline.falls,
            score_before: value(Some(decline.score_before)),
            score_after: value(Some(decline.score_after)),
            crosses_criteria_sets: decline.crosses_sets,
        }
    }
}

/// A result as a row; one without figures where a year has none.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    #[serde(flatten)]
    series: SeriesName<'a>,
    year: i32,
    #[serde(flatten)]
    result: Option<ResultRecord<'a>>,
}

/// Flat rows for CSV.
pub fn flat<'a>(series: &'a [Series<'a>]) -> FlatTable {
    let full = FlatRecord { result: Some(ResultRecord::default()), ..FlatRecord::default() };
    let years =
        series.iter().flat_map(|series| series.years.iter().map(move |year| (series, year)));
    let rows = years.flat_map(|(series, year)| {
        let results = year.results.iter().map(|result| Some(ResultRecord::new(result)));
        let gap = year.results.is_empty().then_some(None);
        results.chain(gap).map(|result| FlatRecord {
            series: SeriesName::new(series),
            year: year.year,
            result,
        })
    });
    FlatTable::like(&full, rows)
}
