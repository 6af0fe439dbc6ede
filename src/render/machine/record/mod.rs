//! A report → JSON for other programs: `cchc/report/1`, whose schema is made from the same types.

mod records;
mod fill;

use crate::answers::publication::Report;
use crate::render::json;
use crate::render::rendering::{RenderError, RenderOptions};
use fill::record;
pub use records::{
    BriefFigureRecord, BriefRecord, ChangeRecord, ColumnRecord, FigureRecord, FormRecord,
    FormRowRecord, FormulaRecord, HeadlineRecord, InputRecord, LedgerRecord, LineRecord,
    NoteRecord, PeriodRecord, ProvenanceRecord, ReportRecord, SubjectRecord, TableRecord,
};
use schemars::Schema;

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
    use crate::answers::publication::sample::sample;
    use crate::render::rendering::RenderOptions;
    use crate::words::Lang;

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
