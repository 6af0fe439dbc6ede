//! The JSON Schema of `cchc.toml`, from the registry: for editors that complete and check while a file
//! is written.

use serde_json::{Map, Value, json};

use super::registry::SETTINGS;
use super::sections::SECTIONS;
use super::setting::{Setting, Shape};
use super::{Config, SCHEMA, SCHEMA_KEY, built_in, choices};
use crate::words::Lang;

/// The schema.
pub fn schema(config: &Config) -> schemars::Schema {
    let root = config.describe(Lang::En);
    let mut sections = Map::new();
    sections.insert(SCHEMA_KEY.to_owned(), json!({ "type": "string", "const": SCHEMA }));
    for section in &SECTIONS {
        let mut keys = Map::new();
        for setting in SETTINGS.iter().filter(|setting| setting.parts().0 == section.name) {
            let default = built_in(setting, &root);
            keys.insert(
                setting.parts().1.to_owned(),
                key(setting, &choices(setting, &root), &default),
            );
        }
        let of_section = json!({
            "type": "object",
            "description": section.title.en,
            "properties": keys,
            "additionalProperties": false,
        });
        sections.insert(section.name.to_owned(), of_section);
    }
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(SCHEMA));
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), Value::Object(sections));
    schema.insert("additionalProperties".into(), json!(false));
    schema.into()
}

fn key(setting: &Setting, choices: &[String], built_in: &[String]) -> Value {
    let text = if choices.is_empty() {
        json!({ "type": "string", "minLength": 1 })
    } else {
        json!({ "type": "string", "enum": choices })
    };
    let (mut key, default) = match setting.shape {
        Shape::Text => (text, built_in.first().map(|text| json!(text))),
        Shape::Number => (
            json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
            built_in.first().and_then(|text| text.parse::<u32>().ok()).map(|number| json!(number)),
        ),
        Shape::Texts(_) => (
            json!({ "type": "array", "items": text }),
            Some(json!(built_in)).filter(|_| !built_in.is_empty()),
        ),
    };
    key["description"] = json!(format!("{} ({})", setting.meaning.en, setting.variable));
    if let Some(default) = default {
        key["default"] = default;
    }
    key
}
