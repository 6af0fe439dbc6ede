//! A list for machines: `cchc/list/1` and flat rows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{DaysToDue, ListRow, Listing, RowOutcome, Subject};
use crate::answers::coverage;
use crate::answers::coverage::CoverageRecord;
use crate::answers::flat::FlatTable;
use crate::answers::provenance::PeriodRecord;
use crate::domain::Day;
use crate::findings::Ledger;

/// `cchc/list/1`
#[derive(Serialize, JsonSchema)]
pub struct ListRecord<'a> {
    schema: &'static str,
    /// One of the two is there.
    state: Option<&'static str>,
    figure: Option<&'static str>,
    within_working_days: Option<u32>,
    /// Nothing of rows that are listed whatever the period.
    period: Option<PeriodRecord>,
    filters: Vec<(&'static str, &'a str)>,
    total: usize,
    by_class: BTreeMap<&'static str, u64>,
    by_unit: Vec<UnitRecord<'a>>,
    rows: Vec<RowRecord<'a>>,
    ledger: &'a Ledger,
    /// Nothing of rows that are listed whatever the period.
    coverage: Option<CoverageRecord>,
}

#[derive(Serialize, JsonSchema)]
struct UnitRecord<'a> {
    unit: Option<&'a str>,
    count: u64,
}

#[derive(Serialize, Default, JsonSchema)]
struct RowRecord<'a> {
    unit: Option<&'a str>,
    dossier_id: &'a str,
    procedure_code: &'a str,
    /// Blank where neither log nor catalogue tell it.
    procedure: &'a str,
    field: &'a str,
    received: Option<String>,
    due: Option<String>,
    finished: Option<String>,
    class: &'static str,
    working_days_left: Option<u32>,
    working_days_over: Option<u32>,
    superseded_by: Option<PlaceRecord<'a>>,
    file: &'a str,
    row: u64,
}

#[derive(Serialize, Default, JsonSchema)]
struct PlaceRecord<'a> {
    file: &'a str,
    row: u64,
}

impl Listing {
    /// For machines, every row.
    pub fn record(&self) -> ListRecord<'_> {
        let (state, figure) = match self.subject {
            Subject::State(state) => (Some(state.name()), None),
            Subject::Figure(figure) => (None, Some(figure.name())),
        };
        let filters = self.filters.iter();
        let units = self.by_unit().into_iter();
        ListRecord {
            schema: "cchc/list/1",
            state,
            figure,
            within_working_days: self.within,
            period: self.frame.as_ref().map(PeriodRecord::new),
            filters: filters.map(|(by, name)| (by.name(), name.as_str())).collect(),
            total: self.rows.len(),
            by_class: self.by_class(),
            by_unit: units.map(|(unit, count)| UnitRecord { unit, count }).collect(),
            rows: self.rows.iter().map(row).collect(),
            ledger: &self.loaded.ledger,
            coverage: self.frame.as_ref().map(|_| coverage::record(&self.loaded)),
        }
    }

    /// Every row for CSV.
    pub fn flat(&self) -> FlatTable {
        let full =
            RowRecord { superseded_by: Some(PlaceRecord::default()), ..RowRecord::default() };
        FlatTable::like(&full, self.rows.iter().map(row))
    }
}

fn row(listed: &ListRow) -> RowRecord<'_> {
    let text = |said: &super::DateCell| {
        Some(said.text(|day: Day| day.to_string())).filter(|text| !text.is_empty())
    };
    let superseded_by = match &listed.standing {
        RowOutcome::Superseded { file, row } => Some(PlaceRecord { file, row: *row }),
        RowOutcome::Counted(_) | RowOutcome::Rejected(_) => None,
    };
    let (left, over) = match listed.days {
        Some(DaysToDue::Left(days)) => (Some(days), None),
        Some(DaysToDue::Over(days)) => (None, Some(days)),
        None => (None, None),
    };
    RowRecord {
        unit: listed.unit.as_deref(),
        dossier_id: &listed.dossier_id,
        procedure_code: &listed.procedure_code,
        procedure: &listed.procedure,
        field: &listed.field,
        received: text(&listed.received),
        due: text(&listed.due),
        finished: text(&listed.finished),
        class: listed.class(),
        working_days_left: left,
        working_days_over: over,
        superseded_by,
        file: &listed.file,
        row: listed.row,
    }
}
