//! A report → JSON for other programs: `cchc/report/1`, whose schema is made from the same types.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::indicators::Sense;
use crate::render::formats::{RenderError, RenderOptions};
use crate::render::{json, number};
use crate::report::Phrase;
use crate::report::publication::{
    Column, ColumnKind, Figure, FigureTable, FilledForm, FormCell, Headline, Provenance, Report,
    Section,
};
use crate::report::records::RateRecord;

/// `cchc/report/1`: one report about the whole of the data or one unit.
#[derive(Serialize, JsonSchema)]
struct ReportRecord<'a> {
    /// Always `cchc/report/1`.
    schema: &'static str,
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
#[must_use]
pub fn schema() -> Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<ReportRecord<'static>>()
}

fn record(report: &Report) -> ReportRecord<'_> {
    let period = &report.period;
    ReportRecord {
        schema: "cchc/report/1",
        program: &report.provenance.program,
        lang: report.lang.of("vi", "en"),
        title: &report.title,
        subject: SubjectRecord { unit: report.subject.unit.as_deref(), name: &report.subject.name },
        period: PeriodRecord {
            from: period.from.to_string(),
            to: period.to.to_string(),
            as_of: period.as_of.to_string(),
            rule: period.rule.name(),
            name: &period.name,
        },
        definition: report.provenance.definition,
        grain: report.provenance.grain,
        suppress_below: report.suppress_below,
        headlines: report.headlines.iter().map(headline).collect(),
        tables: report.sections.iter().map(|section| table(report, section)).collect(),
        forms: report.forms.iter().map(|one| form(report, one)).collect(),
        notes: report
            .notes
            .iter()
            .map(|note| NoteRecord { subject: &note.subject, text: text(report, &note.text) })
            .collect(),
        provenance: provenance(&report.provenance),
    }
}

fn text(report: &Report, phrase: &Phrase) -> String {
    number::phrase(report.lang, phrase)
}

fn headline(headline: &Headline) -> HeadlineRecord<'_> {
    let changes = headline.changes.iter().map(|change| ChangeRecord {
        against: change.against.name(),
        period: &change.period_name,
        before: figure(&change.before),
        change: figure(&change.figure),
    });
    HeadlineRecord {
        key: headline.key,
        label: &headline.label,
        figure: figure(&headline.figure),
        better: match headline.sense {
            Sense::HigherIsBetter => "higher",
            Sense::LowerIsBetter => "lower",
            Sense::Neutral => "neutral",
        },
        changes: changes.collect(),
    }
}

fn figure(figure: &Figure) -> FigureRecord<'_> {
    match figure {
        Figure::Empty => FigureRecord::Nothing(()),
        Figure::Text(text) => FigureRecord::Text(text),
        Figure::Count(count) => FigureRecord::Count(*count),
        Figure::Rate(measure) => FigureRecord::Rate(RateRecord::new(*measure)),
        Figure::Interval(Ok(interval)) => {
            FigureRecord::Interval { low: interval.low, high: interval.high }
        }
        Figure::Interval(Err(absence)) | Figure::Missing(absence) => {
            FigureRecord::Missing { reason: absence.name() }
        }
        Figure::CountChange { now, before } => FigureRecord::CountChange {
            now: *now,
            before: *before,
            difference: now.cast_signed() - before.cast_signed(),
        },
        Figure::PointChange { now, before } => FigureRecord::PointChange {
            now: RateRecord::new(Ok(*now)),
            before: RateRecord::new(Ok(*before)),
            difference: now.value() - before.value(),
        },
        Figure::Severity(severity) => FigureRecord::Text(severity.name()),
    }
}

fn table<'a>(report: &'a Report, section: &'a Section) -> TableRecord<'a> {
    let FigureTable { columns, lines, total, notes } = &section.table;
    let line = |line: &'a Vec<Figure>| {
        let figures = columns.iter().zip(line);
        LineRecord(figures.map(|(column, one)| (column.key.as_str(), figure(one))).collect())
    };
    TableRecord {
        id: section.id,
        title: &section.title,
        columns: columns.iter().map(|one| column(one, columns)).collect(),
        lines: lines.iter().map(line).collect(),
        total: total.as_ref().map(line),
        notes: notes.iter().map(|note| text(report, note)).collect(),
    }
}

fn column<'a>(column: &'a Column, columns: &'a [Column]) -> ColumnRecord<'a> {
    let keys = |places: &[usize]| -> Vec<&'a str> {
        places.iter().filter_map(|place| columns.get(*place)).map(|one| one.key.as_str()).collect()
    };
    let (kind, formula) = match &column.kind {
        ColumnKind::Text => ("text", None),
        ColumnKind::Count { .. } => ("count", None),
        ColumnKind::Rate { formula, .. } => ("rate", formula.as_ref()),
        ColumnKind::Interval => ("interval", None),
        ColumnKind::Change { .. } => ("change", None),
        ColumnKind::Severity => ("severity", None),
    };
    let formula = formula.map(|formula| FormulaRecord {
        numerator: keys(&formula.numerator),
        minus: keys(&formula.minus),
        denominator: keys(&formula.denominator),
    });
    ColumnRecord { key: &column.key, name: &column.name, kind, formula }
}

fn form<'a>(report: &'a Report, form: &'a FilledForm) -> FormRecord<'a> {
    let rows = form.rows.iter().map(|row| {
        let cells = form.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, cell)| {
            let cell = match cell {
                FormCell::Empty => FigureRecord::Nothing(()),
                FormCell::Text(text) => FigureRecord::Text(text),
                FormCell::Count(count) => FigureRecord::Count(*count),
                FormCell::Rate(measure) => FigureRecord::Rate(RateRecord::new(*measure)),
                FormCell::Open => FigureRecord::Missing { reason: "open" },
            };
            (column.key.as_str(), cell)
        });
        FormRowRecord { kind: row.kind.name(), cells: LineRecord(cells.collect()) }
    });
    FormRecord {
        id: &form.id,
        number: &form.number,
        title: &form.title,
        legal_base: &form.legal_base,
        head: form.head.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect(),
        columns: form.columns.iter().map(|column| column.key.as_str()).collect(),
        rows: rows.collect(),
        notes: form.notes.iter().map(|note| text(report, note)).collect(),
    }
}

fn provenance(provenance: &Provenance) -> ProvenanceRecord<'_> {
    fn pairs(pairs: &[(String, String)]) -> Vec<[&str; 2]> {
        pairs.iter().map(|(label, value)| [label.as_str(), value.as_str()]).collect()
    }
    let inputs = provenance.inputs.iter().map(|input| InputRecord {
        file: &input.name,
        sha256: input.sha256.as_deref(),
        bytes: input.bytes,
        read: input.rows_read,
        counted: input.rows_counted,
        superseded: input.rows_superseded,
        excluded: input.rows_excluded,
        rejected: input.rows_rejected,
    });
    let ledger = &provenance.ledger;
    ProvenanceRecord {
        options: pairs(&provenance.options),
        editions: pairs(&provenance.editions),
        inputs: inputs.collect(),
        ledger: LedgerRecord {
            files: ledger.files,
            read: ledger.read,
            counted: ledger.counted,
            superseded: ledger.superseded,
            excluded: ledger.excluded.iter().map(|(why, rows)| (why.name(), *rows)).collect(),
            rejected: ledger.rejected.iter().map(|(why, rows)| (why.name(), *rows)).collect(),
        },
        failed_files: provenance.failed_files,
    }
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
