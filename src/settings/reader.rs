//! The text of a settings file (a form, an index) → its sections, merged over those of its base and read
//! one by one, so that every section can say what is wrong with it.
//!
//! In: the text of a TOML file. Out: typed sections, and every problem with its key path. Must not know:
//! what the sections mean.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::problem::{Problems, SettingsError, SettingsProblem};
use crate::domain::nearest;
use crate::words::{Bilingual, Lang};

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub vi: String,
    pub en: String,
}

impl Words {
    /// The text for a reader.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// The sections that were not taken yet, and what is wrong with the others.
pub struct Sections {
    /// What kind of file it is: `biểu mẫu`, `form`.
    kind: Bilingual,
    file: String,
    table: Table,
    /// Every key that was asked for, to suggest the nearest one.
    asked: Vec<&'static str>,
    pub problems: Problems,
}

/// A base of a base of a base; longer chains are a circle.
const DEEPEST: usize = 3;
const BASE: &str = "base";
/// Lists that are added to those of the base instead of replacing them.
const ADDED: &str = "notes";

impl Sections {
    /// Reads a file; `built_in` has the texts that a file may name as its base.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub fn open(
        kind: Bilingual,
        file: &str,
        text: &str,
        built_in: &[(&str, &str)],
    ) -> Result<Self, SettingsError> {
        let mut problems = Problems::default();
        let fail = |problem| {
            let mut problems = Problems::default();
            problems.add("", problem);
            SettingsError { kind, file: file.to_owned(), problems: problems.0 }
        };
        let mut table = parse(text).map_err(&fail)?;
        for _ in 0..DEEPEST {
            let Some(base) = table.remove(BASE) else { break };
            let name = base.as_str().unwrap_or_default();
            let Some((_, text)) = built_in.iter().find(|(id, _)| *id == name) else {
                let what = Bilingual { vi: "tệp có sẵn", en: "built-in file" };
                problems.unknown(BASE, what, name, built_in.iter().map(|(id, _)| *id));
                break;
            };
            let mut under = parse(text).map_err(&fail)?;
            merge(&mut under, table);
            table = under;
        }
        Ok(Self { kind, file: file.to_owned(), table, asked: vec![BASE], problems })
    }

    /// A section that has to be there.
    pub fn take<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        let value = self.take_value(key);
        if value.is_none() {
            self.problems.add(key, SettingsProblem::Missing);
        }
        self.read(key, value?)
    }

    /// A section that may be absent.
    pub fn take_or_default<T: DeserializeOwned + Default>(&mut self, key: &'static str) -> T {
        let value = self.take_value(key);
        value.and_then(|value| self.read(key, value)).unwrap_or_default()
    }

    /// The items of a list, each with its place; those that cannot be read are left out.
    pub fn take_list<T: DeserializeOwned>(&mut self, key: &'static str) -> Vec<(usize, T)> {
        match self.take_value(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items
                .into_iter()
                .enumerate()
                .filter_map(|(place, item)| Some((place, self.read(&at(key, place), item)?)))
                .collect(),
            Some(_) => {
                self.problems.rule(key, "phải là một danh sách", "has to be a list");
                Vec::new()
            }
        }
    }

    /// The entries of a table by their names; those that cannot be read are left out.
    pub fn take_table<T: DeserializeOwned>(&mut self, key: &'static str) -> Vec<(String, T)> {
        match self.take_value(key) {
            None => Vec::new(),
            Some(Value::Table(entries)) => entries
                .into_iter()
                .filter_map(|(name, entry)| {
                    let entry = self.read(&format!("{key}.{name}"), entry)?;
                    Some((name, entry))
                })
                .collect(),
            Some(_) => {
                self.problems.rule(key, "phải là một bảng", "has to be a table");
                Vec::new()
            }
        }
    }

    /// What nobody asked for is an error, too; afterwards there is nothing left to read.
    pub fn finish(&mut self) {
        for (key, _) in std::mem::take(&mut self.table) {
            let nearest = nearest(&key, self.asked.iter().copied());
            self.problems.add(key, SettingsProblem::UnknownKey { nearest });
        }
    }

    /// The plan, if nothing was wrong.
    ///
    /// # Errors
    /// With everything that was.
    pub fn conclude<T>(self, plan: Option<T>) -> Result<T, SettingsError> {
        let Self { kind, file, problems, .. } = self;
        let error = SettingsError { kind, file, problems: problems.0 };
        plan.filter(|_| error.problems.is_empty()).ok_or(error)
    }

    fn take_value(&mut self, key: &'static str) -> Option<Value> {
        self.asked.push(key);
        self.table.remove(key)
    }

    fn read<T: DeserializeOwned>(&mut self, key: &str, value: Value) -> Option<T> {
        serde_path_to_error::deserialize(value)
            .map_err(|error| {
                let path = error.path().to_string();
                let message = error.into_inner().message().to_owned();
                let (inner, problem) = of_reader(&path, &message);
                let dot = if inner.is_empty() || inner.starts_with('[') { "" } else { "." };
                self.problems.add(format!("{key}{dot}{inner}"), problem);
            })
            .ok()
    }
}

/// The path of an item of a list.
pub fn at(key: &str, place: usize) -> String {
    format!("{key}[{place}]")
}

fn parse(text: &str) -> Result<Table, SettingsProblem> {
    toml::from_str(text).map_err(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
        SettingsProblem::Syntax {
            line: before.matches('\n').count() + 1,
            column: before.rsplit('\n').next().unwrap_or(before).chars().count() + 1,
            message: error.message().replace('\n', " "),
        }
    })
}

/// Lays a table over another one.
fn merge(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => merge(under, over),
            (Some(Value::Array(under)), Value::Array(over)) if key == ADDED => under.extend(over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

/// The path below the section and the problem, from the words of the reader, which are fixed.
fn of_reader(path: &str, message: &str) -> (String, SettingsProblem) {
    let path = if path == "." { "" } else { path };
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if message.starts_with("unknown field") {
        let name = quoted.next().unwrap_or_default();
        let known: Vec<String> = quoted.collect();
        let nearest = nearest(&name, known.iter().map(String::as_str));
        // The path may or may not end with the key that nothing knows.
        let stem = path.strip_suffix(&name).map_or(path, |stem| stem.trim_end_matches('.'));
        let dot = if stem.is_empty() { "" } else { "." };
        return (format!("{stem}{dot}{name}"), SettingsProblem::UnknownKey { nearest });
    }
    if message.starts_with("missing field") {
        let name = quoted.next().unwrap_or_default();
        let dot = if path.is_empty() { "" } else { "." };
        return (format!("{path}{dot}{name}"), SettingsProblem::Missing);
    }
    (path.to_owned(), SettingsProblem::Reader(message.replace('\n', " ")))
}
