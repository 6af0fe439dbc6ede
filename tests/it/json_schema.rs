//! Holds a document against a JSON Schema: the keywords that our schemas use, and no other. A whole
//! validator would compile half of the dependencies a second time, for its features.

use serde_json::{Map, Value};

/// Everything in the document that the schema does not allow: place and reason.
pub fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Checker { root: schema }.check(schema, document, "", &mut faults);
    faults
}

struct Checker<'a> {
    root: &'a Value,
}

/// What says nothing about a document.
const SILENT: [&str; 9] = [
    "$schema",
    "$defs",
    "title",
    "description",
    "format",
    "default",
    "minimum",
    "maximum",
    "uniqueItems",
];

/// What may say more of the members of an object than its own properties.
const FURTHER: [&str; 5] = ["additionalProperties", "$ref", "anyOf", "oneOf", "allOf"];

impl Checker<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        self.check_part(schema, (value, at), false, faults);
    }

    /// `is_part`: other members of the object are named beside this schema.
    fn check_part(
        &self,
        schema: &Value,
        (value, at): (&Value, &str),
        is_part: bool,
        faults: &mut Vec<String>,
    ) {
        let Value::Object(keywords) = schema else { return };
        let has_part = is_part || keywords.contains_key("properties");
        for (keyword, rule) in keywords {
            match keyword.as_str() {
                "$ref" => {
                    let path = rule.as_str().and_then(|path| path.strip_prefix('#'));
                    let meant =
                        path.and_then(|path| self.root.pointer(path)).expect("a definition");
                    self.check_part(meant, (value, at), has_part, faults);
                }
                "type" => {
                    let is_allowed = match rule {
                        Value::Array(types) => types.iter().any(|one| is_of(one, value)),
                        one => is_of(one, value),
                    };
                    if !is_allowed {
                        faults.push(format!("{at}: {value} is no {rule}"));
                    }
                }
                "const" if rule == value => {}
                "const" => faults.push(format!("{at}: {value} is not {rule}")),
                "enum" => {
                    if !rule.as_array().expect("a list").contains(value) {
                        faults.push(format!("{at}: {value} is none of {rule}"));
                    }
                }
                "allOf" => {
                    for one in rule.as_array().expect("a list") {
                        self.check_part(one, (value, at), has_part, faults);
                    }
                }
                "anyOf" | "oneOf" => {
                    let fits = |schema: &Value| {
                        let mut faults = Vec::new();
                        self.check_part(schema, (value, at), has_part, &mut faults);
                        faults.is_empty()
                    };
                    if !rule.as_array().expect("a list").iter().any(fits) {
                        faults.push(format!("{at}: {value} fits nothing"));
                    }
                }
                "required" => {
                    let Value::Object(members) = value else { continue };
                    let names = rule.as_array().expect("a list").iter();
                    let missing =
                        names.filter(|name| !members.contains_key(name.as_str().expect("a name")));
                    faults.extend(missing.map(|name| format!("{at}: {name} is missing")));
                }
                "properties" => {
                    self.members(rule, value, at, faults);
                    // What is written and not in the schema is a promise that nobody reads.
                    if !is_part && FURTHER.iter().all(|further| !keywords.contains_key(*further)) {
                        self.others(&Value::Bool(false), rule.as_object(), value, at, faults);
                    }
                }
                "additionalProperties" => {
                    let known = keywords.get("properties").and_then(Value::as_object);
                    self.others(rule, known, value, at, faults);
                }
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{at}/{place}"), faults);
                    }
                }
                "prefixItems" => {
                    let rules = rule.as_array().expect("a list");
                    let items = value.as_array().into_iter().flatten();
                    for (place, (rule, item)) in rules.iter().zip(items).enumerate() {
                        self.check(rule, item, &format!("{at}/{place}"), faults);
                    }
                }
                "minItems" | "maxItems" => {
                    let Some(items) = value.as_array() else { continue };
                    let bound = usize::try_from(rule.as_u64().expect("a bound")).expect("small");
                    let is_fine = if keyword == "minItems" {
                        items.len() >= bound
                    } else {
                        items.len() <= bound
                    };
                    if !is_fine {
                        faults.push(format!("{at}: {} items", items.len()));
                    }
                }
                silent => assert!(SILENT.contains(&silent), "the checker does not know `{silent}`"),
            }
        }
    }

    fn members(&self, rule: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let Value::Object(members) = value else { return };
        for (name, schema) in rule.as_object().expect("an object") {
            if let Some(member) = members.get(name) {
                self.check(schema, member, &format!("{at}/{name}"), faults);
            }
        }
    }

    fn others(
        &self,
        rule: &Value,
        known: Option<&Map<String, Value>>,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) {
        let Value::Object(members) = value else { return };
        let is_other = |name: &&String| !known.is_some_and(|known| known.contains_key(*name));
        for name in members.keys().filter(is_other) {
            let place = format!("{at}/{name}");
            if rule == &Value::Bool(false) {
                faults.push(format!("{place}: not allowed"));
            } else {
                self.check(rule, &members[name], &place, faults);
            }
        }
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the checker does not know the type `{other}`"),
    }
}
