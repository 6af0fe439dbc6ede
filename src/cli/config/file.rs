//! The text of a `cchc.toml`, or a variable of the environment → checked texts by key.
//!
//! In: a text and the folder that relative paths start at. Out: what it says, or everything that is
//! wrong with it. Must not know: which other files there are, and which of them wins.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Value;

use super::registry::SETTINGS;
use super::sections::SECTIONS;
use super::setting::{Setting, Shape};
use crate::answers::system_messages;
use crate::domain::nearest;
use crate::settings::{Problems, Sections, SettingsError, SettingsProblem, at};
use crate::words::Bilingual;
use crate::words::Lang;

/// What the file says of itself.
pub const SCHEMA: &str = "cchc/config/1";
/// The key that says it.
pub const SCHEMA_KEY: &str = "schema";

const KIND: Bilingual = Bilingual { vi: "tệp cấu hình", en: "configuration file" };
const VARIABLE: Bilingual = Bilingual { vi: "biến môi trường", en: "environment variable" };

/// What is said, by key; an empty list says that nothing is wanted.
pub type ConfiguredValues = BTreeMap<&'static str, Vec<String>>;

/// Choices of the option of a key.
pub type ChoicesOf<'a> = &'a dyn Fn(&Setting) -> Vec<String>;

/// A file that is there, or has to be, and cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> SettingsError {
    let mut problems = Problems::default();
    let why = |lang| system_messages::unreadable(error, lang);
    let (vi, en) = (why(Lang::Vi), why(Lang::En));
    problems.say("", format!("không đọc được: {vi}"), format!("cannot be read: {en}"));
    SettingsError { kind: KIND, file: path.display().to_string(), problems: problems.0 }
}

/// Reads a file.
///
/// # Errors
/// When the text is no TOML, or with every key that is unknown or wrong.
pub fn read_text(
    path: &Path,
    text: &str,
    folder: &Path,
    choices: ChoicesOf<'_>,
) -> Result<ConfiguredValues, SettingsError> {
    // Editors of Windows put a byte-order mark in front.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut sections = Sections::open(KIND, &path.display().to_string(), text, &[])?;
    let schema: Option<String> = sections.take_or_default(SCHEMA_KEY);
    if schema.is_some_and(|schema| schema != SCHEMA) {
        let problem = SettingsProblem::OfFile {
            vi: format!("phiên bản này chỉ đọc được \"{SCHEMA}\""),
            en: format!("this version reads \"{SCHEMA}\" only"),
        };
        sections.problems.add(SCHEMA_KEY, problem);
    }
    let mut said = ConfiguredValues::new();
    for section in &SECTIONS {
        for (name, value) in sections.take_table::<Value>(section.name) {
            let Some(setting) = find(section.name, &name) else {
                let key = format!("{}.{name}", section.name);
                let nearest = nearest_key(section.name, &name);
                sections.problems.add(key, SettingsProblem::UnknownKey { nearest });
                continue;
            };
            let texts = texts(setting, value, &mut sections.problems);
            check(setting, &texts, choices, &mut sections.problems);
            let texts = texts.iter().map(|text| setting.settled(text, folder));
            said.insert(setting.key, texts.collect());
        }
    }
    sections.finish();
    sections.conclude(Some(said))
}

/// Reads a variable; relative paths in it start at the working folder.
///
/// # Errors
/// With everything that is wrong with it.
pub fn read_variable(
    setting: &Setting,
    text: &str,
    choices: ChoicesOf<'_>,
) -> Result<Vec<String>, SettingsError> {
    let texts: Vec<String> = match setting.shape {
        Shape::Text | Shape::Number => vec![text.trim().to_owned()],
        Shape::Texts(separator) => {
            text.split(separator).map(|part| part.trim().to_owned()).collect()
        }
    };
    let mut problems = Problems::default();
    check(setting, &texts, choices, &mut problems);
    if problems.0.is_empty() {
        return Ok(texts);
    }
    // The variable is named already; the place in the list is all that a key can add.
    for problem in &mut problems.0 {
        problem.key = problem.key.trim_start_matches(setting.key).to_owned();
    }
    Err(SettingsError { kind: VARIABLE, file: setting.variable.to_owned(), problems: problems.0 })
}

fn find(section: &str, name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.parts() == (section, name))
}

/// A key of that name in another section, else the one of this section that looks most like it.
fn nearest_key(section: &str, name: &str) -> Option<String> {
    let elsewhere = SETTINGS.iter().find(|setting| setting.parts().1 == name);
    let here = || SETTINGS.iter().map(Setting::parts).filter(|parts| parts.0 == section);
    elsewhere
        .map(|setting| setting.key.to_owned())
        .or_else(|| nearest(name, here().map(|(_, name)| name)))
}

/// The texts of a value; of another shape: none, and a problem.
fn texts(setting: &Setting, value: Value, problems: &mut Problems) -> Vec<String> {
    let key = setting.key;
    match (setting.shape, value) {
        (Shape::Text, Value::String(text)) => vec![text],
        (Shape::Number, Value::Integer(number)) => vec![number.to_string()],
        (Shape::Texts(_), Value::Array(items)) => {
            let mut texts = Vec::new();
            for (place, item) in items.into_iter().enumerate() {
                match item {
                    Value::String(text) => texts.push(text),
                    _ => problems.add(at(key, place), wrong_shape(Shape::Text)),
                }
            }
            texts
        }
        (shape, _) => {
            problems.add(key, wrong_shape(shape));
            Vec::new()
        }
    }
}

const fn wrong_shape(shape: Shape) -> SettingsProblem {
    SettingsProblem::Rule(match shape {
        Shape::Text => Bilingual {
            vi: "phải là một chuỗi trong dấu nháy kép",
            en: "has to be a text in double quotes",
        },
        Shape::Number => Bilingual {
            vi: "phải là một số nguyên, không có dấu nháy",
            en: "has to be a whole number without quotes",
        },
        Shape::Texts(_) => Bilingual {
            vi: "phải là một danh sách chuỗi, ví dụ [\"…\", \"…\"]",
            en: "has to be a list of texts such as [\"…\", \"…\"]",
        },
    })
}

fn check(setting: &Setting, texts: &[String], choices: ChoicesOf<'_>, problems: &mut Problems) {
    let choices = choices(setting);
    for (place, text) in texts.iter().enumerate() {
        if let Some(problem) = setting.problem(text, &choices) {
            let is_list = matches!(setting.shape, Shape::Texts(_));
            let key = if is_list { at(setting.key, place) } else { setting.key.to_owned() };
            problems.add(key, problem);
        }
    }
}
