//! The shapes of a report for programs: what a key holds is said by its type.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::answers::coverage::CoverageRecord;
use crate::answers::provenance::CalendarRecord;
use crate::answers::records::{BaseRecord, ExactRecord, RateRecord};

/// `cchc/report/1`: one report about the whole of the data or one unit.
#[derive(Serialize, JsonSchema)]
pub struct ReportRecord<'a> {
    /// Always `cchc/report/1`.
    pub schema: &'static str,
    pub calendar: CalendarRecord<'a>,
    /// Name and version of the program.
    pub program: &'a str,
    /// `vi` or `en`: the language of titles, names and notes. Keys never change.
    pub lang: &'static str,
    pub title: &'a str,
    pub subject: SubjectRecord<'a>,
    pub period: PeriodRecord<'a>,
    /// Which on-time rate: `resolved`, `index766`, `overall` or `form06a`.
    pub definition: &'static str,
    /// `day` or `time`: what finish and due are compared by.
    pub grain: &'static str,
    /// Shares of fewer answers are null, with the reason `too_few`.
    pub suppress_below: u64,
    pub headlines: Vec<HeadlineRecord<'a>>,
    pub tables: Vec<TableRecord<'a>>,
    pub forms: Vec<FormRecord<'a>>,
    pub notes: Vec<NoteRecord<'a>>,
    /// How far the sources reach; null where that is not known.
    pub coverage: Option<&'a CoverageRecord>,
    pub provenance: ProvenanceRecord<'a>,
    /// The page for leaders; null in reports that have none.
    pub brief: Option<BriefRecord>,
}

/// One page for whoever has three minutes, in the words of the report.
#[derive(Serialize, JsonSchema)]
pub struct BriefRecord {
    /// The one that tells of most first.
    pub sentences: Vec<String>,
    pub figures: Vec<BriefFigureRecord>,
}

/// A main figure as it is printed; the exact ones stand in `headlines`.
#[derive(Serialize, JsonSchema)]
pub struct BriefFigureRecord {
    pub indicator: String,
    pub plan: Option<String>,
    pub reached: Option<String>,
    pub before: Option<String>,
    pub evaluation: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct SubjectRecord<'a> {
    /// The one unit the report is about; null when it is about all the data.
    pub unit: Option<&'a str>,
    pub name: &'a str,
}

/// Days as `YYYY-MM-DD`, both inclusive.
#[derive(Serialize, JsonSchema)]
pub struct PeriodRecord<'a> {
    pub from: String,
    pub to: String,
    pub as_of: String,
    /// `calendar` or `decree` (15th to 14th).
    pub rule: &'static str,
    pub name: &'a str,
}

#[derive(Serialize, JsonSchema)]
pub struct HeadlineRecord<'a> {
    /// Name of a count or id of an indicator.
    pub key: &'static str,
    pub label: &'a str,
    pub figure: FigureRecord<'a>,
    /// On what a share rests, where that is not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseRecord>,
    /// `higher`, `lower` or `neutral`: what is better.
    pub better: &'static str,
    pub changes: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct ChangeRecord<'a> {
    /// `previous` or `last_year`.
    pub against: &'static str,
    pub period: &'a str,
    pub before: FigureRecord<'a>,
    pub change: FigureRecord<'a>,
    /// `better`, `worse`, `ordinary` (inside the control limits), `unknown` (too few months before) or `neither`.
    pub evaluation: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub struct TableRecord<'a> {
    pub id: &'static str,
    pub title: &'a str,
    pub columns: Vec<ColumnRecord<'a>>,
    pub lines: Vec<LineRecord<'a>>,
    pub total: Option<LineRecord<'a>>,
    pub notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct ColumnRecord<'a> {
    pub key: &'a str,
    pub name: &'a str,
    /// `text`, `count`, `rate`, `interval`, `change` or `severity`.
    pub kind: &'static str,
    /// For a rate that comes from counts of its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<FormulaRecord<'a>>,
}

/// Keys of columns: (sum of numerator − sum of minus) / sum of denominator.
#[derive(Serialize, JsonSchema)]
pub struct FormulaRecord<'a> {
    pub numerator: Vec<&'a str>,
    pub minus: Vec<&'a str>,
    pub denominator: Vec<&'a str>,
}

/// Figures by column key.
pub struct LineRecord<'a>(pub Vec<(&'a str, FigureRecord<'a>)>);

impl Serialize for LineRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, figure) in &self.0 {
            map.serialize_entry(key, figure)?;
        }
        map.end()
    }
}

impl JsonSchema for LineRecord<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let figure = generator.subschema_for::<FigureRecord<'static>>();
        json_schema!({
            "type": "object",
            "description": "Figures by column key.",
            "additionalProperties": figure
        })
    }
}

/// A text, a count, or an object; null where there is nothing to say.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FigureRecord<'a> {
    Nothing(()),
    Count(u64),
    Text(&'a str),
    /// `YYYY-MM-DD`
    Day(String),
    Rate(RateRecord),
    /// Points, or a declared share.
    Exact(ExactRecord),
    Interval {
        low: f64,
        high: f64,
    },
    /// A change of a count.
    CountChange {
        now: u64,
        before: u64,
        difference: i64,
    },
    /// A change of a share, as a difference of shares (0.01 is one percentage point).
    PointChange {
        now: RateRecord,
        before: RateRecord,
        difference: f64,
    },
    /// A mean of `days` or `points`.
    Mean {
        #[serde(flatten)]
        mean: RateRecord,
        unit: &'static str,
    },
    /// A change of a mean or a part of one, in `days` or `points`.
    MeanChange {
        difference: f64,
        unit: &'static str,
    },
    /// A part of a change of a share, as a difference of shares.
    Effect {
        difference: f64,
    },
    Missing {
        reason: &'static str,
    },
}

#[derive(Serialize, JsonSchema)]
pub struct FormRecord<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub title: &'a [String],
    pub legal_base: &'a str,
    pub head: BTreeMap<&'a str, &'a str>,
    pub columns: Vec<&'a str>,
    pub rows: Vec<FormRowRecord<'a>>,
    pub notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct FormRowRecord<'a> {
    /// `block`, `body` or `total`.
    pub kind: &'static str,
    pub cells: LineRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
pub struct NoteRecord<'a> {
    pub subject: &'a str,
    pub text: String,
}

#[derive(Serialize, JsonSchema)]
pub struct ProvenanceRecord<'a> {
    pub options: Vec<[&'a str; 2]>,
    pub editions: Vec<[&'a str; 2]>,
    pub inputs: Vec<InputRecord<'a>>,
    pub ledger: LedgerRecord,
    pub failed_files: usize,
}

#[derive(Serialize, JsonSchema)]
pub struct InputRecord<'a> {
    pub file: &'a str,
    pub sha256: Option<&'a str>,
    pub bytes: u64,
    pub read: u64,
    pub counted: u64,
    pub superseded: u64,
    pub excluded: u64,
    pub rejected: u64,
}

/// read = counted + superseded + excluded + rejected
#[derive(Serialize, JsonSchema)]
pub struct LedgerRecord {
    pub files: u64,
    pub read: u64,
    pub counted: u64,
    pub superseded: u64,
    pub excluded: BTreeMap<&'static str, u64>,
    pub rejected: BTreeMap<&'static str, u64>,
}
