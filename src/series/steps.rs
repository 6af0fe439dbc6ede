//! Points → steps: which months belong to which, and which are missing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Break, Point, SeriesError, SeriesStep, StepLength};
use crate::domain::{CanonicalField, Dimension, Period, PeriodRule, PeriodShape, Span, Step};
use crate::tally::{Cube, Row, Tally, TimeFrame};

/// A step and its points.
pub struct Spans<'a> {
    label: String,
    /// All months that belong to it.
    months: Vec<String>,
    pub points: Vec<&'a Point>,
}

impl Spans<'_> {
    /// Whether there are points, each beginning where the one before ends.
    pub fn follow_each_other(&self) -> bool {
        let pairs = self.points.iter().zip(self.points.iter().skip(1));
        let follows = |(left, right): (&&Point, &&Point)| {
            left.frame.period.to.next() == right.frame.period.from
        };
        !self.points.is_empty() && pairs.into_iter().all(follows)
    }

    /// Its days as one period; nothing where they do not follow each other, or are those of one point.
    pub fn as_one(&self) -> Option<TimeFrame> {
        let (first, last) = self.points.first().zip(self.points.last())?;
        if self.points.len() < 2 || !self.follow_each_other() {
            return None;
        }
        let period = Period::new(first.frame.period.from, last.frame.period.to)?;
        Some(TimeFrame { period, as_of: last.frame.as_of, rule: last.frame.rule })
    }

    /// What is told of the step; `seen` are the first and the last month that any point has.
    pub fn step(&self, seen: &(String, String), breaks: Vec<Break>) -> SeriesStep {
        let told: BTreeSet<String> =
            self.points.iter().flat_map(|point| months_of(point)).collect();
        let untold: Vec<&String> =
            self.months.iter().filter(|month| !told.contains(*month)).collect();
        let ends = self.points.first().zip(self.points.last());
        let period = ends.and_then(|(a, b)| Period::new(a.frame.period.from, b.frame.period.to));
        let rule = ends.map_or(PeriodRule::Calendar, |(first, _)| first.frame.rule);
        let is_whole = untold.is_empty()
            && self.follow_each_other()
            && period.is_some_and(|period| period.shape(rule) != PeriodShape::Days);
        let restated = self.points.iter().filter(|point| point.restatements > 0);
        SeriesStep {
            label: self.label.clone(),
            period,
            // What lies before and behind the series is not missing from it.
            missing: untold
                .into_iter()
                .filter(|month| **month > seen.0 && **month < seen.1)
                .cloned()
                .collect(),
            is_whole,
            restated: restated.flat_map(|point| months_of(point)).collect(),
            published: Vec::new(),
            breaks,
        }
    }
}

/// The months that a point tells of, `2024-06`.
pub fn months_of(point: &Point) -> Vec<String> {
    let steps = point.frame.period.steps(Span::Month, point.frame.rule);
    steps.into_iter().filter_map(|step| step.month).collect()
}

/// The step of a month.
fn label(step: &Step, every: StepLength) -> String {
    match every {
        StepLength::Month => step.month.clone().unwrap_or_default(),
        StepLength::Quarter => step.quarter.clone(),
        StepLength::Year => step.quarter.split('-').next().unwrap_or_default().to_owned(),
    }
}

/// Every step from the first point to the last.
///
/// # Errors
/// When a point lies in several steps.
pub fn spans(points: &[Point], every: StepLength) -> Result<Vec<Spans<'_>>, SeriesError> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Ok(Vec::new()) };
    let mut spans: Vec<Spans<'_>> = Vec::new();
    let whole = Period::new(first.frame.period.from, last.frame.period.to);
    let steps = whole.map(|whole| whole.steps(Span::Month, first.frame.rule)).unwrap_or_default();
    for step in &steps {
        let name = label(step, every);
        if spans.last().is_none_or(|span| span.label != name) {
            spans.push(Spans { label: name, months: all_months(step, every), points: Vec::new() });
        }
    }
    for point in points {
        let steps = point.frame.period.steps(Span::Month, point.frame.rule);
        let labels: BTreeSet<String> = steps.iter().map(|step| label(step, every)).collect();
        let [name] = labels
            .into_iter()
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| SeriesError::TooLong { label: point.label.clone(), every })?;
        if let Some(span) = spans.iter_mut().find(|span| span.label == name) {
            span.points.push(point);
        }
    }
    Ok(spans)
}

/// All months of the step that a month belongs to.
fn all_months(step: &Step, every: StepLength) -> Vec<String> {
    let month = step.month.clone().unwrap_or_default();
    let Some((year, number)) = month.split_once('-') else { return Vec::new() };
    let number: u32 = number.parse().unwrap_or(1);
    let (first, last) = match every {
        StepLength::Month => (number, number),
        StepLength::Quarter => {
            let first = (number - 1) / 3 * 3 + 1;
            (first, first + 2)
        }
        StepLength::Year => (1, 12),
    };
    (first..=last).map(|number| format!("{year}-{number:02}")).collect()
}

/// The months of a log as points, those that the exports tell of. `months` is a cube by unit and
/// month, or by month alone; `frames` are the days of each month.
pub fn points_of_log(
    months: &Cube,
    frames: &BTreeMap<String, TimeFrame>,
    told: &BTreeSet<String>,
    fields: &BTreeSet<CanonicalField>,
) -> Vec<Point> {
    let mut of_month: BTreeMap<&str, (Vec<Row>, Tally)> = BTreeMap::new();
    for row in &months.rows {
        let mut group = row.group.clone();
        let month = group.pop().flatten();
        let Some((month, _)) = month.and_then(|month| frames.get_key_value(&month)) else {
            continue;
        };
        let (rows, total) = of_month.entry(month).or_default();
        *total += &row.tally;
        if !group.is_empty() {
            rows.push(Row { group, tally: row.tally });
        }
    }
    let by: Vec<Dimension> =
        months.by.iter().copied().filter(|dimension| !dimension.is_time()).collect();
    let is_told = |(month, _): &(&String, &TimeFrame)| told.contains(*month);
    let point = |(month, frame): (&String, &TimeFrame)| {
        // In a month that is told nothing may have happened.
        let (rows, total) = of_month.remove(month.as_str()).unwrap_or_default();
        Point {
            label: month.clone(),
            frame: frame.clone(),
            counting: None,
            fields: fields.clone(),
            cube: Cube { by: by.clone(), rows, total, evidence: months.evidence },
            silent: BTreeSet::new(),
            restatements: 0,
            published: None,
            profile: None,
        }
    };
    frames.iter().filter(is_told).map(point).collect()
}
