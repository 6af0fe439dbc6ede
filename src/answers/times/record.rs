//! `cchc/times/1`: times for machines. A figure that is missing is null, with its reason.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AGE_BANDS, BANDS, DayBand, Term, TimesInput, TimesReport, share};
use crate::answers::coverage;
use crate::answers::coverage::CoverageRecord;
use crate::answers::provenance::{CalendarRecord, PeriodRecord};
use crate::answers::records::{GroupRecord, RateRecord};
use crate::domain::Absence;
use crate::findings::Ledger;
use crate::tally::times::{Histogram, Recomputed, Spans, Times};

/// `cchc/times/1`
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "times")]
pub struct TimesRecord<'a> {
    schema: &'static str,
    calendar: CalendarRecord<'a>,
    /// Years of the days counted whose holidays the calendar does not fully know.
    years_by_weekends: Vec<i32>,
    #[schemars(with = "serde_json::Value")]
    period: PeriodRecord,
    /// `day` or `time`: by what a dossier is late.
    grain: &'static str,
    by: Vec<&'static str>,
    rows: Vec<RowRecord<'a>>,
    total: GroupTimesRecord,
    #[schemars(with = "serde_json::Value")]
    ledger: &'a Ledger,
    /// How far the sources reach; nothing where it is not known.
    coverage: Option<CoverageRecord>,
}

#[derive(Serialize, JsonSchema)]
struct RowRecord<'a> {
    /// Names by dimension.
    #[schemars(with = "std::collections::BTreeMap<String, Option<String>>")]
    group: GroupRecord<'a>,
    #[serde(flatten)]
    times: GroupTimesRecord,
}

/// The times of one group.
#[derive(Serialize, JsonSchema)]
struct GroupTimesRecord {
    /// Resolved in the period: from receipt to finish.
    resolved: SpansRecord,
    /// Resolved late: from due to finish.
    late: SpansRecord,
    statutory_time: UseRecord,
    committed_time: UseRecord,
    /// Open on the as-of day: from receipt to that day.
    open: OpenRecord,
    /// Only with `--distribution`: resolved dossiers by working days taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    distribution: Option<Vec<BandRecord>>,
    /// Only with `--advice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<AdviceRecord>,
}

/// First days are not counted. Percentiles by nearest rank.
#[derive(Serialize, JsonSchema)]
struct SpansRecord {
    dossiers: Option<u64>,
    working_days: DaysRecord,
    calendar_days: DaysRecord,
}

#[derive(Serialize, JsonSchema)]
struct DaysRecord {
    median: Option<u32>,
    p90: Option<u32>,
    mean: RateRecord,
}

/// Working days used of working days allowed.
#[derive(Serialize, JsonSchema)]
struct UseRecord {
    dossiers: Option<u64>,
    share: RateRecord,
}

#[derive(Serialize, JsonSchema)]
struct OpenRecord {
    #[serde(flatten)]
    age: SpansRecord,
    /// By working days.
    age_bands: Vec<BandRecord>,
    due_within: DueWithinRecord,
}

/// Open, neither paused nor overdue, due within so many working days, the as-of day included.
#[derive(Serialize, JsonSchema)]
struct DueWithinRecord {
    working_days: u32,
    dossiers: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
struct BandRecord {
    from: u32,
    /// Included; null without an end.
    to: Option<u32>,
    dossiers: Option<u64>,
}

/// Due dates of dossiers received in the period; never used for official rates.
#[derive(Serialize, JsonSchema)]
struct AdviceRecord {
    dated: Option<u64>,
    on_day_off: Option<u64>,
    statutory: RecomputedRecord,
    committed: RecomputedRecord,
}

/// The due date of the export against receipt and the working days of the time told; differences in
/// calendar days.
#[derive(Serialize, JsonSchema)]
struct RecomputedRecord {
    dossiers: Option<u64>,
    equal: Option<u64>,
    export_earlier: DifferenceRecord,
    export_later: DifferenceRecord,
}

#[derive(Serialize, JsonSchema)]
struct DifferenceRecord {
    dossiers: Option<u64>,
    median: Option<u32>,
    max: Option<u32>,
}

impl<'a> TimesReport<'a> {
    /// For machines.
    pub fn record(&self) -> TimesRecord<'a> {
        let TimesInput { cube, frame, ledger, calendar, .. } = self.measured;
        let by = &cube.by;
        let rows = cube.rows.iter().map(|row| RowRecord {
            group: GroupRecord { by, names: &row.group },
            times: self.group(&row.times),
        });
        TimesRecord {
            schema: "cchc/times/1",
            calendar,
            years_by_weekends: cube.years_by_weekends.iter().copied().collect(),
            period: PeriodRecord::new(frame),
            grain: self.asked.grain.name(),
            by: by.iter().map(|dimension| dimension.name()).collect(),
            rows: rows.collect(),
            total: self.group(&cube.total),
            ledger,
            coverage: self.measured.outcome.map(|outcome| coverage::record(&outcome.loaded)),
        }
    }

    fn group(&self, times: &Times) -> GroupTimesRecord {
        let finished = self.finished();
        let due = self.due();
        let of = |term: Term| {
            let sums = term.sums(times);
            let told = finished.and_then(|()| self.told(term));
            UseRecord {
                dossiers: told.ok().map(|()| sums.dossiers),
                share: RateRecord::new(told.and_then(|()| share(sums))),
            }
        };
        let within = self.asked.due_within;
        let advice = || AdviceRecord {
            dated: due.ok().map(|()| times.advice.dated),
            on_day_off: due.ok().map(|()| times.advice.on_day_off),
            statutory: self.recomputed_record(times, Term::Statutory),
            committed: self.recomputed_record(times, Term::Committed),
        };
        let distribution = || band_records(&BANDS, &times.processing.working, finished);
        GroupTimesRecord {
            resolved: spans(&times.processing, finished),
            late: spans(&times.lateness, self.finished_and_due()),
            statutory_time: of(Term::Statutory),
            committed_time: of(Term::Committed),
            open: OpenRecord {
                age: spans(&times.age, Ok(())),
                age_bands: band_records(&AGE_BANDS, &times.age.working, Ok(())),
                due_within: DueWithinRecord {
                    working_days: within,
                    dossiers: due.ok().map(|()| times.due_ahead.at_most(within)),
                },
            },
            distribution: self.asked.distribution.then(distribution),
            advice: self.asked.advice.then(advice),
        }
    }

    fn told(&self, term: Term) -> Result<(), Absence> {
        if self.has(term.field()) { Ok(()) } else { Err(Absence::NotInExport) }
    }

    fn recomputed_record(&self, times: &Times, term: Term) -> RecomputedRecord {
        let is_told = self.due().is_ok() && self.told(term).is_ok();
        let number = |number: u64| is_told.then_some(number);
        let Recomputed { equal, earlier, later } = term.recomputed(&times.advice);
        let difference = |days: &Histogram| DifferenceRecord {
            dossiers: number(days.count()),
            median: days.median(),
            max: days.max(),
        };
        RecomputedRecord {
            dossiers: number(term.recomputed(&times.advice).count()),
            equal: number(*equal),
            export_earlier: difference(earlier),
            export_later: difference(later),
        }
    }
}

fn spans(spans: &Spans, told: Result<(), Absence>) -> SpansRecord {
    let days = |histogram: &Histogram| DaysRecord {
        median: histogram.median().filter(|_| told.is_ok()),
        p90: histogram.percentile(90).filter(|_| told.is_ok()),
        mean: RateRecord::new(told.and_then(|()| histogram.mean().ok_or(Absence::NoDossiers))),
    };
    SpansRecord {
        dossiers: told.ok().map(|()| spans.count()),
        working_days: days(&spans.working),
        calendar_days: days(&spans.calendar),
    }
}

fn band_records(
    bands: &[DayBand],
    histogram: &Histogram,
    told: Result<(), Absence>,
) -> Vec<BandRecord> {
    let record = |band: &DayBand| BandRecord {
        from: band.from,
        to: band.to,
        dossiers: told.ok().map(|()| band.count(histogram)),
    };
    bands.iter().map(record).collect()
}
