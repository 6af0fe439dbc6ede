//! A figure with its dossiers for machines: `cchc/explain/1` and flat rows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FigureOutcome, SHOWN, title};
use crate::answers::coverage::CoverageRecord;
use crate::answers::flat::FlatTable;
use crate::answers::provenance::{CalendarRecord, PeriodRecord};
use crate::answers::records::RateRecord;
use crate::answers::text::count_rule;
use crate::answers::{coverage, indicators};
use crate::domain::Day;
use crate::findings::Ledger;
use crate::tally::membership::Member;
use crate::words::Lang;

impl FigureOutcome {
    /// For machines: everything but the dossiers after the first [`SHOWN`].
    #[must_use]
    pub fn record(&self, lang: Lang) -> FigureRecord<'_> {
        let counts = self.membership.counts.iter().map(|(count, number)| CountRecord {
            name: count.name(),
            count: *number,
            rule: count_rule(lang, *count),
        });
        let outside = &self.membership.outside;
        let by_outcome = outside.by_outcome.iter().map(|(count, number)| (count.name(), *number));
        let findings = self.findings();
        let shown = self.membership.members.iter().take(SHOWN);
        FigureRecord {
            schema: "cchc/explain/1",
            calendar: CalendarRecord::new(&self.loaded.calendar),
            figure: FigureOfRecord {
                name: self.figure.name(),
                title: title(lang, self.figure),
                indicator: self
                    .figure
                    .description()
                    .map(|text| indicators::IndicatorRecord::new(lang, &text)),
                definition: self.definition.name(),
                period: PeriodRecord::new(&self.frame),
                filters: self
                    .filters
                    .iter()
                    .map(|(dimension, name)| (dimension.name(), name.as_str()))
                    .collect(),
                value: self.measure.map(|measure| RateRecord::new(measure).resting_on(self.base)),
                numerator: self.membership.numerator,
                denominator: self.measure.map(|_| self.membership.denominator),
                counts: counts.collect(),
                outside: OutsideRecord {
                    in_period: by_outcome.collect(),
                    out_of_period: outside.out_of_period,
                    of_other_groups: outside.filtered,
                },
                ledger: &self.loaded.ledger,
                coverage: coverage::record(&self.loaded),
                findings: findings.iter().map(|(code, count)| (code.number(), *count)).collect(),
                dossiers_total: self.membership.members.len(),
                dossiers: shown.map(|member| self.dossier(member)).collect(),
            },
        }
    }

    fn dossier(&self, member: &Member) -> DossierRecord<'_> {
        DossierRecord {
            file: self.file(member),
            row: member.row,
            dossier_id: self.id(member),
            received: member.received,
            due: member.due,
            finished: member.closed,
            class: member.outcome.name(),
            in_numerator: member.in_numerator,
            in_denominator: self.measure.map(|_| member.in_denominator),
        }
    }

    /// Every dossier for CSV.
    pub fn flat(&self) -> FlatTable {
        FlatTable::of(self.membership.members.iter().map(|member| self.dossier(member)))
    }
}

/// `cchc/explain/1` of a figure.
#[derive(Serialize, JsonSchema)]
pub struct FigureRecord<'a> {
    schema: &'static str,
    calendar: CalendarRecord<'a>,
    figure: FigureOfRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
struct FigureOfRecord<'a> {
    name: &'static str,
    title: String,
    indicator: Option<indicators::IndicatorRecord>,
    definition: &'static str,
    period: PeriodRecord,
    filters: Vec<(&'static str, &'a str)>,
    value: Option<RateRecord>,
    numerator: u64,
    denominator: Option<u64>,
    counts: Vec<CountRecord>,
    outside: OutsideRecord,
    ledger: &'a Ledger,
    coverage: CoverageRecord,
    findings: BTreeMap<&'static str, u64>,
    dossiers_total: usize,
    dossiers: Vec<DossierRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CountRecord {
    name: &'static str,
    count: u64,
    rule: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct OutsideRecord {
    in_period: BTreeMap<&'static str, u64>,
    out_of_period: u64,
    of_other_groups: u64,
}

#[derive(Serialize, Default, JsonSchema)]
struct DossierRecord<'a> {
    file: &'a str,
    row: u32,
    dossier_id: &'a str,
    received: Day,
    due: Option<Day>,
    finished: Option<Day>,
    class: &'static str,
    in_numerator: bool,
    in_denominator: Option<bool>,
}
