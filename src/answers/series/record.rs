//! A series as machines read it: `cchc/series/1`, and flat rows.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::coverage::CoverageRecord;
use crate::answers::flat::FlatTable;
use crate::answers::records::{PresenceRecord, RateRecord};
use crate::answers::{coverage, units};
use crate::domain::{Day, Ratio};
use crate::dossiers::Loaded;
use crate::indicators::Base;
use crate::series::{PublishedRate, Series, SeriesLine, SeriesStep, SeriesValue};

/// `cchc/series/1`: rates over months, quarters or years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SeriesDocument {
    /// Always `cchc/series/1`.
    schema: &'static str,
    /// Which on-time rate: `resolved`, `index766`, `overall` or `form06a`.
    definition: &'static str,
    /// `month`, `quarter` or `year`.
    every: &'static str,
    /// `calendar` or `decree` (15th to 14th): the rule of the first month.
    rule: &'static str,
    /// Which units tell something of the whole period; absent where months of an archive are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    presence: Option<PresenceRecord>,
    /// How far the sources reach; nothing of tallies.
    coverage: Option<CoverageRecord>,
    /// Every step from the first to the last, those without data among them.
    steps: Vec<StepRecord>,
    lines: Vec<LineRecord>,
    /// Months of the archive that cannot be read; in the series they are gaps.
    unreadable: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StepRecord {
    /// `2024-06`, `2024-Q2`, `2024`
    label: String,
    /// Days counted, `YYYY-MM-DD`; null where nothing was.
    from: Option<String>,
    to: Option<String>,
    is_whole: bool,
    /// Months of the step, within the series, that no file has.
    missing: Vec<String>,
    /// Months that were published anew.
    restated: Vec<String>,
    /// Months whose on-time rate was published with another value than it has here.
    published: Vec<PublishedRecord>,
    /// What changed since the step before, or within this one.
    breaks: Vec<BreakRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PublishedRecord {
    /// `2024-06`
    month: String,
    /// The definition that it was published by.
    definition: String,
    on_time_rate: RateRecord,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BreakRecord {
    /// `reorganisation`, `period_rule`, `grain`, `policy`, `units`, `where`, `calendar`, `program`,
    /// `profile` or `columns`; only what touches a line of the series.
    kind: &'static str,
    before: String,
    after: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LineRecord {
    /// True for the whole of the data.
    is_total: bool,
    /// Null for the whole, and for dossiers that name no unit.
    unit: Option<String>,
    indicator: &'static str,
    /// One per step; null where nothing was counted or months between are missing.
    values: Vec<Option<RateRecord>>,
}

/// For machines.
pub fn record(series: &Series, loaded: Option<&Loaded>) -> SeriesDocument {
    SeriesDocument {
        schema: "cchc/series/1",
        definition: series.definition.name(),
        every: series.every.name(),
        rule: series.rule.name(),
        presence: loaded.map(units::presence_record),
        coverage: loaded.map(coverage::record),
        steps: series.steps.iter().map(step).collect(),
        lines: series.lines.iter().map(line).collect(),
        unreadable: series.unreadable.clone(),
    }
}

fn step(step: &SeriesStep) -> StepRecord {
    StepRecord {
        label: step.label.clone(),
        from: step.period.map(|period| period.from.to_string()),
        to: step.period.map(|period| period.to.to_string()),
        is_whole: step.is_whole,
        missing: step.missing.clone(),
        restated: step.restated.clone(),
        published: step.published.iter().map(published).collect(),
        breaks: step
            .breaks
            .iter()
            .map(|one| BreakRecord {
                kind: one.kind.name(),
                before: one.before.clone(),
                after: one.after.clone(),
            })
            .collect(),
    }
}

fn published(published: &PublishedRate) -> PublishedRecord {
    PublishedRecord {
        month: published.month.clone(),
        definition: published.definition.clone(),
        on_time_rate: RateRecord::new(Ok(published.rate)),
    }
}

fn line(line: &SeriesLine) -> LineRecord {
    let value = |(value, base): (&SeriesValue, &Option<Base>)| {
        Some(RateRecord::new(value.measure()?).resting_on(*base))
    };
    LineRecord {
        is_total: line.unit.is_none(),
        unit: line.unit.clone().flatten(),
        indicator: line.indicator.id,
        values: line.values.iter().zip(&line.bases).map(value).collect(),
    }
}

/// A value as a row, with what is told of its step.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    line: &'static str,
    unit: Option<&'a str>,
    indicator: &'static str,
    step: &'a str,
    from: Option<Day>,
    to: Option<Day>,
    value: Option<f64>,
    num: Option<u64>,
    den: Option<u64>,
    is_whole: bool,
    missing: &'a [String],
    restated: &'a [String],
    breaks: Vec<&'static str>,
}

impl<'a> FlatRecord<'a> {
    fn new(line: &'a SeriesLine, value: SeriesValue, step: &'a SeriesStep) -> Self {
        let ratio = value.measure().and_then(Result::ok);
        Self {
            line: if line.unit.is_none() { "total" } else { "unit" },
            unit: line.unit.as_ref().and_then(Option::as_deref),
            indicator: line.indicator.id,
            step: &step.label,
            from: step.period.map(|period| period.from),
            to: step.period.map(|period| period.to),
            value: ratio.map(Ratio::value),
            num: ratio.map(Ratio::numerator),
            den: ratio.map(Ratio::denominator),
            is_whole: step.is_whole,
            missing: &step.missing,
            restated: &step.restated,
            breaks: step.breaks.iter().map(|one| one.kind.name()).collect(),
        }
    }
}

/// Flat rows for CSV: a line per unit, rate and step.
pub fn flat(series: &Series) -> FlatTable {
    FlatTable::of(series.lines.iter().flat_map(|line| {
        let steps = line.values.iter().zip(&series.steps);
        steps.map(move |(value, step)| FlatRecord::new(line, *value, step))
    }))
}
