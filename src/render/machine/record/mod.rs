//! A report → JSON for other programs: `cchc/report/1`, whose schema is made from the same types.

mod fill;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use fill::record;

use crate::render::formats::{RenderError, RenderOptions};
use crate::render::json;
use crate::report::provenance::CalendarRecord;
use crate::report::publication::Report;
use crate::report::records::{ExactRecord, RateRecord};

/// `cchc/report/1`: one report about the whole of the data or one unit.
#[derive(Serialize, JsonSchema)]
struct ReportRecord<'a> {
    /// Always `cchc/report/1`.
    schema: &'static str,
    calendar: CalendarRecord<'a>,
    /// Name and version of the program.
    program: &'a str,
    /// `vi` or `en`: the language of titles, names and notes. Keys never change.
    lang: &'static str,
    title: &'a str,
    subject: SubjectRecord<'a>,
    period: PeriodRecord<'a>,
    /// Which on-time rate: `resolved`, `index766`, `overall` or `form06a`.
    definition: &'static str,
    /// `day` or `time`: what finish and due are compared by.
    grain: &'static str,
    /// Shares of fewer answers are null, with the reason `too_few`.
    suppress_below: u64,
    headlines: Vec<HeadlineRecord<'a>>,
    tables: Vec<TableRecord<'a>>,
    forms: Vec<FormRecord<'a>>,
    notes: Vec<NoteRecord<'a>>,
    provenance: ProvenanceRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
struct SubjectRecord<'a> {
    /// The one unit the report is about; null when it is about all the data.
    unit: Option<&'a str>,
    name: &'a str,
}

/// Days as `YYYY-MM-DD`, both inclusive.
#[derive(Serialize, JsonSchema)]
struct PeriodRecord<'a> {
    from: String,
    to: String,
    as_of: String,
    /// `calendar` or `decree` (15th to 14th).
    rule: &'static str,
    name: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct HeadlineRecord<'a> {
    /// Name of a count or id of an indicator.
    key: &'static str,
    label: &'a str,
    figure: FigureRecord<'a>,
    /// `higher`, `lower` or `neutral`: what is better.
    better: &'static str,
    changes: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ChangeRecord<'a> {
    /// `previous` or `last_year`.
    against: &'static str,
    period: &'a str,
    before: FigureRecord<'a>,
    change: FigureRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
struct TableRecord<'a> {
    id: &'static str,
    title: &'a str,
    columns: Vec<ColumnRecord<'a>>,
    lines: Vec<LineRecord<'a>>,
    total: Option<LineRecord<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct ColumnRecord<'a> {
    key: &'a str,
    name: &'a str,
    /// `text`, `count`, `rate`, `interval`, `change` or `severity`.
    kind: &'static str,
    /// For a rate that comes from counts of its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<FormulaRecord<'a>>,
}

/// Keys of columns: (sum of numerator − sum of minus) / sum of denominator.
#[derive(Serialize, JsonSchema)]
struct FormulaRecord<'a> {
    numerator: Vec<&'a str>,
    minus: Vec<&'a str>,
    denominator: Vec<&'a str>,
}

/// Figures by column key.
struct LineRecord<'a>(Vec<(&'a str, FigureRecord<'a>)>);

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
enum FigureRecord<'a> {
    Nothing(()),
    Count(u64),
    Text(&'a str),
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
    /// A part of a change of a share, as a difference of shares.
    Effect {
        difference: f64,
    },
    Missing {
        reason: &'static str,
    },
}

#[derive(Serialize, JsonSchema)]
struct FormRecord<'a> {
    id: &'a str,
    number: &'a str,
    title: &'a [String],
    legal_base: &'a str,
    head: BTreeMap<&'a str, &'a str>,
    columns: Vec<&'a str>,
    rows: Vec<FormRowRecord<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct FormRowRecord<'a> {
    /// `block`, `body` or `total`.
    kind: &'static str,
    cells: LineRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
struct NoteRecord<'a> {
    subject: &'a str,
    text: String,
}

#[derive(Serialize, JsonSchema)]
struct ProvenanceRecord<'a> {
    options: Vec<[&'a str; 2]>,
    editions: Vec<[&'a str; 2]>,
    inputs: Vec<InputRecord<'a>>,
    ledger: LedgerRecord,
    failed_files: usize,
}

#[derive(Serialize, JsonSchema)]
struct InputRecord<'a> {
    file: &'a str,
    sha256: Option<&'a str>,
    bytes: u64,
    read: u64,
    counted: u64,
    superseded: u64,
    excluded: u64,
    rejected: u64,
}

/// read = counted + superseded + excluded + rejected
#[derive(Serialize, JsonSchema)]
struct LedgerRecord {
    files: u64,
    read: u64,
    counted: u64,
    superseded: u64,
    excluded: BTreeMap<&'static str, u64>,
    rejected: BTreeMap<&'static str, u64>,
}

/// Writes the record.
///
/// # Errors
/// When it cannot be expressed in JSON: a bug.
pub fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let text = json::write(&record(report))
        .map_err(|error| RenderError::Format { format: "json", why: error.to_string() })?;
    Ok(text.into_bytes())
}

/// The JSON Schema (draft 2020-12) of what [`write`] writes.
pub fn schema() -> Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<ReportRecord<'static>>()
}

#[cfg(test)]
mod tests {
    use super::{schema, write};
    use crate::render::formats::RenderOptions;
    use crate::report::Lang;
    use crate::report::publication::sample::sample;

    #[test]
    fn figures_have_parts_reasons_and_keys_that_do_not_change() {
        let json = |lang| -> serde_json::Value {
            let bytes = write(&sample(lang), &RenderOptions::default()).expect("written");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let (vi, en) = (json(Lang::Vi), json(Lang::En));
        let units = &vi["tables"][0];
        assert_eq!(units["lines"][0]["on_time_rate"]["num"], 110);
        assert_eq!(units["lines"][6]["on_time_rate"]["reason"], "no_dossiers");
        assert_eq!(units["columns"][8]["formula"]["denominator"][2], "late");
        assert_eq!(vi["headlines"][1]["changes"][0]["against"], "previous");
        assert_eq!(vi["headlines"][0]["changes"][0]["change"]["difference"], 133);
        assert_eq!(vi["forms"][0]["rows"][0]["cells"]["c3"], 42);
        let keys = |value: &serde_json::Value| {
            let line = value["tables"][0]["lines"][0].as_object().expect("a line").clone();
            line.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(keys(&vi), keys(&en));
    }

    #[test]
    fn the_schema_names_every_key_of_the_record() {
        let bytes = write(&sample(Lang::Vi), &RenderOptions::default()).expect("written");
        let json: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        let schema = schema().to_value();
        let properties = schema["properties"].as_object().expect("properties");
        for key in json.as_object().expect("an object").keys() {
            assert!(properties.contains_key(key), "{key}");
        }
        assert_eq!(properties.len(), json.as_object().map_or(0, serde_json::Map::len));
    }
}
