//! A map for other programs: every commune with its figure and its class.
//!
//! In: a [`MapAnswer`](super::MapAnswer). Out: records of JSON and rows of CSV. Must not know: paper.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::provenance::{CalendarRecord, PeriodRecord};
use crate::answers::records::RateRecord;
use crate::findings::Ledger;
use crate::indicators::FigureValue;

/// `cchc/map/1`
#[derive(Serialize, JsonSchema)]
pub struct MapRecord<'a> {
    pub schema: &'static str,
    pub calendar: CalendarRecord<'a>,
    pub period: PeriodRecord,
    pub definition: &'static str,
    pub grain: &'static str,
    pub figure: &'static str,
    pub province: ProvinceRecord,
    /// The palest shade first.
    pub classes: Vec<ClassRecord>,
    /// Every commune of the province, in the order of the codes.
    pub communes: Vec<CommuneRecord>,
    pub off_map: OffMapRecord,
    pub ledger: &'a Ledger,
}

#[derive(Serialize, JsonSchema)]
pub struct ProvinceRecord {
    pub code: &'static str,
    pub name: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub struct ClassRecord {
    pub label: String,
    pub communes: usize,
}

/// One commune.
#[derive(Serialize, JsonSchema)]
pub struct CommuneRecord {
    pub code: &'static str,
    pub name: &'static str,
    #[serde(flatten)]
    pub value: ValueRecord,
    /// Its place among the classes; nothing where there is no figure.
    pub class: Option<usize>,
    /// Whether the figure stands on fewer dossiers than 30.
    pub is_small: bool,
}

/// A count, or a rate with its parts.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueRecord {
    Count { value: u64 },
    Rate(RateRecord),
}

impl ValueRecord {
    pub fn new(value: FigureValue) -> Self {
        match value {
            FigureValue::Count(value) => Self::Count { value },
            FigureValue::Measure(measure) => Self::Rate(RateRecord::new(measure)),
        }
    }
}

/// Dossiers to handle that no commune of the map has.
#[derive(Serialize, JsonSchema)]
pub struct OffMapRecord {
    pub no_commune: u64,
    pub former: u64,
    pub elsewhere: u64,
}
