//! Counts of months → rates over months, quarters or years, and where a line may not be read across.
//!
//! In: [`Point`]s, each the counts of one span of days with how it was counted. Out: a [`Series`]: a
//! value or a gap per step, and the breaks between steps. Months add up to longer steps only if they
//! follow each other. Must not know: files, texts, languages.

mod step;
mod breaks;
mod steps;
#[cfg(test)]
mod tests;

use crate::domain::{Absence, Dimension, Exact, PeriodRule};
use crate::indicators::{Available, Base, Definition, Indicator, Measure, ON_TIME_RATE};
use crate::tally::{Cube, EvidenceScope, Tally, TimeFrame};
use breaks::between;
use std::collections::BTreeSet;
pub use step::{
    Break, BreakKind, CountedStep, Point, PublishedRate, SeriesError, SeriesQuestion, SeriesStep,
    StepLength,
};
pub use steps::points_of_log;
use steps::{Spans, spans};

/// A value of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesValue {
    Rate(Measure),
    /// Nothing was counted, or months between are missing.
    Gap,
}

impl SeriesValue {
    /// The rate, if there is one.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::Rate(measure) => Some(measure),
            Self::Gap => None,
        }
    }
}

/// One rate over all steps.
#[derive(Debug, Clone)]
pub struct SeriesLine {
    /// Nothing for the whole; a unit, which may have no name.
    pub unit: Option<Option<String>>,
    pub indicator: &'static Indicator,
    /// One per step.
    pub values: Vec<SeriesValue>,
    /// On what each rests, where that is not all.
    pub bases: Vec<Option<Base>>,
}

/// Rates over time.
#[derive(Debug, Clone)]
pub struct Series {
    pub every: StepLength,
    /// Of the first point; others are a break.
    pub rule: PeriodRule,
    pub definition: Definition,
    /// Every step from the first to the last, those without data among them.
    pub steps: Vec<SeriesStep>,
    /// The whole first, then the units in the order of their names, each with every rate.
    pub lines: Vec<SeriesLine>,
    /// Months that were asked for and cannot be read, as they are called: they are gaps.
    pub unreadable: Vec<String>,
}

/// The steps that put several points together, each as one period: what does not add up over months can be
/// counted for them where the dossiers are at hand.
///
/// # Errors
/// When a point is longer than a step.
pub fn longer_steps(points: &[Point], every: StepLength) -> Result<Vec<TimeFrame>, SeriesError> {
    Ok(spans(points, every)?.iter().filter_map(Spans::as_one).collect())
}

/// Makes the series. Points of one period have to be added up before; `wholes` are steps that were counted on
/// their own, besides their points.
///
/// # Errors
/// When there is no point, they overlap, one is longer than a step, or two rules of months meet that may
/// not.
pub fn series(
    mut points: Vec<Point>,
    wholes: &[CountedStep],
    question: &SeriesQuestion,
) -> Result<Series, SeriesError> {
    points.sort_by_key(|point| (point.frame.period.from, point.frame.period.to));
    let Some(rule) = points.first().map(|point| point.frame.rule) else {
        return Err(SeriesError::Nothing);
    };
    fit(&points, question)?;
    let spans = spans(&points, question.every)?;
    let units = if question.by_unit { units(&points) } else { BTreeSet::new() };
    let lines = std::iter::once(None).chain(units.into_iter().map(Some));
    let lines = lines.flat_map(|unit| {
        let line = |indicator: &&'static Indicator| {
            let of_step = |span| value((span, wholes), unit.as_ref(), indicator, question);
            let (values, bases) = spans.iter().map(of_step).unzip();
            SeriesLine { unit: unit.clone(), indicator, values, bases }
        };
        question.indicators.iter().map(line).collect::<Vec<_>>()
    });
    let lines = lines.collect();
    Ok(Series {
        every: question.every,
        rule,
        definition: question.definition,
        steps: told_steps(&points, &spans, question),
        lines,
        unreadable: Vec::new(),
    })
}

/// Refuses overlapping points, and months of different rules unless they are allowed.
fn fit(points: &[Point], question: &SeriesQuestion) -> Result<(), SeriesError> {
    for (left, right) in points.iter().zip(points.iter().skip(1)) {
        let labels = || (left.label.clone(), right.label.clone());
        let is_mixed = left.frame.rule != right.frame.rule;
        if is_mixed && !question.allow_mixed {
            let (calendar, decree) = match left.frame.rule {
                PeriodRule::Calendar => (left, right),
                PeriodRule::Decree => (right, left),
            };
            let (left, right) = (calendar.label.clone(), decree.label.clone());
            return Err(SeriesError::Mixed { left, right });
        }
        // Where the rule changes, half a month is told twice or not at all: a break says so.
        if !is_mixed && right.frame.period.from <= left.frame.period.to {
            let (left, right) = labels();
            return Err(SeriesError::Overlap { left, right });
        }
    }
    Ok(())
}

fn units(points: &[Point]) -> BTreeSet<Option<String>> {
    let of_units = points.iter().filter(|point| point.cube.by == [Dimension::Unit]);
    let rows = of_units.flat_map(|point| &point.cube.rows);
    rows.filter_map(|row| row.group.first().cloned()).collect()
}

/// The rate of the months of a step together.
fn value(
    (span, wholes): (&Spans<'_>, &[CountedStep]),
    unit: Option<&Option<String>>,
    indicator: &Indicator,
    question: &SeriesQuestion,
) -> (SeriesValue, Option<Base>) {
    if !span.follow_each_other() {
        return (SeriesValue::Gap, None);
    }
    let of_cube = |cube: &Cube| match unit {
        None => cube.total,
        Some(unit) => {
            let found = cube.rows.iter().find(|row| row.group.first() == Some(unit));
            found.map_or(Tally::ZERO, |row| row.tally)
        }
    };
    let tallies: Vec<Tally> = span.points.iter().map(|point| of_cube(&point.cube)).collect();
    let has_column = span.points.iter().all(|point| indicator.is_in_export(&point.fields));
    if !has_column {
        return (SeriesValue::Rate(Err(Absence::NotInExport)), None);
    }
    let whole = span.as_one().map(|frame| frame.period);
    let whole = wholes.iter().find(|counted| Some(counted.period) == whole);
    let evidence = EvidenceScope::of_each(span.points.iter().map(|point| point.cube.evidence));
    let (tally, evidence) = match whole {
        Some(whole) => (of_cube(&whole.cube), whole.cube.evidence),
        None if tallies.len() > 1 => (Tally::over_time(&tallies), evidence.added_up()),
        None => (Tally::over_time(&tallies), evidence),
    };
    let fields = span.points.first().map(|point| &point.fields);
    let value = fields.map_or(SeriesValue::Gap, |fields| {
        let available = Available { evidence, ..Available::from(fields) };
        SeriesValue::Rate(indicator.measure(&tally, question.definition, available))
    });
    let base = Base::new(indicator, question.definition, &tally);
    let with_units = |base: Base| {
        let cubes = span.points.iter().map(|point| &point.cube);
        base.with_units(indicator, question.definition, cubes)
    };
    (value, if unit.is_none() { base.map(with_units) } else { base })
}

/// The steps, with what changed before each, and what was published otherwise.
fn told_steps(points: &[Point], spans: &[Spans<'_>], question: &SeriesQuestion) -> Vec<SeriesStep> {
    let months = points.iter().flat_map(steps::months_of);
    let seen = (months.clone().min().unwrap_or_default(), months.max().unwrap_or_default());
    let mut before: Option<&Point> = None;
    let mut told = Vec::new();
    for span in spans {
        let mut breaks: Vec<Break> = Vec::new();
        for point in &span.points {
            if let Some(before) = before {
                breaks.extend(between(before, point, question));
            }
            before = Some(point);
        }
        breaks.dedup();
        let published = span.points.iter().filter_map(|point| otherwise(point, question));
        told.push(SeriesStep { published: published.collect(), ..span.step(&seen, breaks) });
    }
    told
}

/// What was published of a point, where its on-time rate is asked for and has another value here.
fn otherwise(point: &Point, question: &SeriesQuestion) -> Option<PublishedRate> {
    let mut asked = question.indicators.iter();
    let on_time = asked.find(|indicator| indicator.id == ON_TIME_RATE.id)?;
    let published = point.published.as_ref()?;
    let now = on_time.measure(&point.cube.total, question.definition, &point.fields).ok();
    let is_same = now.is_some_and(|now| Exact::from(now) == Exact::from(published.rate));
    (!is_same).then(|| published.clone())
}
