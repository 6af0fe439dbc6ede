//! The pages for programs: exit codes, and the published JSON documents.

use cchc::cli::Exit;
use cchc::words::Lang;
use serde_json::Value;

use super::{head, row};
use crate::support::answer;

pub fn exit_codes(lang: Lang) -> String {
    let mut text = lang.of("# Mã thoát\n\n", "# Exit codes\n\n").to_owned();
    text.push_str(&head(&[lang.of("Mã", "Code"), lang.of("Ý nghĩa", "Meaning")]));
    for code in Exit::ALL {
        text.push_str(&row(&[&(code as u8).to_string(), code.meaning(lang)]));
    }
    text
}

/// The documents of `cchc schema`, with what stands at their top.
pub fn schemas() -> String {
    let mut text = "# JSON\n\nEvery document begins with `schema`, its name and version. `cchc schema NAME` prints the JSON Schema; below is what stands at the top of each. How figures, missing figures and days are written: [Data for other programs](../data.md).\n"
        .to_owned();
    let names = answer(&["schema"], 0);
    for name in names.lines() {
        let schema: Value = serde_json::from_str(&answer(&["schema", name], 0)).expect("JSON");
        let text_of = |value: &Value| value.as_str().map(ToOwned::to_owned).unwrap_or_default();
        let about = text_of(&schema["description"]);
        let about =
            if about.is_empty() { format!("`{}`", text_of(&schema["title"])) } else { about };
        text = format!("{text}\n## {name}\n\n{about}\n\n");
        text.push_str(&head(&["Key", "Type", "What it is"]));
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.iter().any(|name| name == key);
            let what = text_of(&property["description"]).replace("\n\n", " ").replace('\n', " ");
            let kind = kind(property) + if is_required { "" } else { ", optional" };
            text.push_str(&row(&[&format!("`{key}`"), &kind, &what]));
        }
    }
    text
}

/// `string`, `list of RowRecord`, `CalendarRecord`.
fn kind(property: &Value) -> String {
    if let Some(reference) = property["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    for alternatives in ["anyOf", "oneOf"] {
        if let Some(any) = property[alternatives].as_array() {
            return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    match &property["type"] {
        Value::String(name) if name == "array" => format!("list of {}", kind(&property["items"])),
        Value::String(name) => name.clone(),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
        }
        _ if property.get("const").is_some() => "constant".to_owned(),
        _ => "any".to_owned(),
    }
}
