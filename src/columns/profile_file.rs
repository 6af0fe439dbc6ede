//! What all profiles have in common, whatever log they are about: keys, checks and errors.
//!
//! In: the text of a TOML file and a kind of log. Out: a checked [`LogProfile`]. Must not know: which kinds
//! there are.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

use super::date::{DateFormat, DateHabits, NoDates, Utc};
use super::kind::{FieldKey, FieldPlace, LogKind};
use super::personal_column::is_written_personal;
use super::profile_error::{NameKind, ProfileError, ProfileProblem};
use crate::domain::{fold, nearest};
use crate::read::{Encoding, HeaderCell, LayoutHints};

/// Mappings of one system, for one kind of log whose fields are told as `F`.
#[derive(Debug, Clone)]
pub struct LogProfile<F = FieldPlace> {
    pub name: String,
    /// Field → headers; the first one present in a file wins.
    pub columns: BTreeMap<F, Vec<String>>,
    /// Field → folded spelling → name of the value.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Replace the built-in date forms when there are any.
    pub date_formats: Vec<DateFormat>,
    /// What it says of time zones, of seconds and of cells without a date.
    pub habits: DateHabits,
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// Row of the header, from 1.
    pub header_row: Option<usize>,
    /// Fields whose blank cells take the value above them.
    pub fill_down: Vec<F>,
    /// Rows with a cell that matches are passed over.
    pub skip_rows_matching: Vec<Regex>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    log: Option<String>,
    #[serde(default)]
    date_formats: Vec<String>,
    utc: Option<String>,
    add_seconds: Option<i32>,
    blank_dates: Option<OneOrMany>,
    encoding: Option<String>,
    delimiter: Option<String>,
    header_row: Option<usize>,
    fill_down: Option<OneOrMany>,
    skip_rows_matching: Option<OneOrMany>,
    columns: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, OneOrMany>>,
}

/// Builds errors of one file.
struct Context<'a> {
    file: &'a str,
}

impl Context<'_> {
    fn key(&self, key: impl Into<String>, problem: ProfileProblem) -> ProfileError {
        ProfileError::Key { file: self.file.to_owned(), key: key.into(), problem, nearest: None }
    }

    fn unknown<'n>(
        &self,
        key: String,
        kind: NameKind,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> ProfileError {
        ProfileError::Key {
            file: self.file.to_owned(),
            key,
            problem: ProfileProblem::UnknownName { kind, name: name.to_owned() },
            nearest: nearest(name, known),
        }
    }
}

impl<F: FieldKey> LogProfile<F> {
    /// Reads and checks a profile. `file` is its name for messages.
    ///
    /// # Errors
    /// When the text is no TOML, it is about another log, or a key, field, value or format is
    /// unknown.
    pub fn of_kind(kind: &'static LogKind, file: &str, text: &str) -> Result<Self, ProfileError> {
        let context = Context { file };
        let deserializer = toml::Deserializer::parse(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
            let message = error.message().replace('\n', " ");
            ProfileError::Syntax { file: file.to_owned(), line, column, message }
        })?;
        let parsed: File = serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let path = error.path().to_string();
            context.key(path, ProfileProblem::of_reader(error.into_inner().message()))
        })?;
        match parsed.log {
            None if kind.is_default => {}
            Some(log) if log == kind.name => {}
            None => return Err(context.key("log", ProfileProblem::MissingKey("log".to_owned()))),
            Some(found) => {
                return Err(context.key("log", ProfileProblem::LogKind { found, here: &kind.name }));
            }
        }
        Ok(Self {
            columns: columns(&context, parsed.columns, kind)?,
            values: values(&context, parsed.values, kind)?,
            date_formats: date_formats(&context, &parsed.date_formats)?,
            habits: DateHabits {
                utc: utc(&context, parsed.utc)?,
                add_seconds: add_seconds(&context, parsed.add_seconds)?,
                no_dates: parsed
                    .blank_dates
                    .map(|texts| NoDates::new(&texts.into_vec()))
                    .unwrap_or_default(),
            },
            encoding: encoding(&context, parsed.encoding)?,
            delimiter: delimiter(&context, parsed.delimiter)?,
            header_row: header_row(&context, parsed.header_row)?,
            fill_down: fill_down(&context, parsed.fill_down, kind)?,
            skip_rows_matching: patterns(&context, parsed.skip_rows_matching)?,
            name: parsed.name,
        })
    }

    /// What it prescribes of the shape of files.
    pub fn hints(&self) -> LayoutHints {
        LayoutHints { delimiter: self.delimiter, header_row: self.header_row }
    }
}

fn columns<F: FieldKey>(
    context: &Context<'_>,
    parsed: BTreeMap<String, OneOrMany>,
    kind: &LogKind,
) -> Result<BTreeMap<F, Vec<String>>, ProfileError> {
    let mut columns = BTreeMap::new();
    for (name, headers) in parsed {
        let key = format!("columns.{name}");
        let Some(field) = kind.place(&name).and_then(F::of_place) else {
            return Err(context.unknown(key, NameKind::Field, &name, names(kind)));
        };
        let headers = headers.into_vec();
        if headers.is_empty() {
            return Err(context.key(key, ProfileProblem::NoHeader));
        }
        if let Some(header) = headers.iter().find(|header| is_personal(header, kind)) {
            return Err(context.key(key, ProfileProblem::Personal(header.clone())));
        }
        columns.insert(field, headers);
    }
    let is_named = |name: &str| {
        kind.place(name).and_then(F::of_place).is_some_and(|field| columns.contains_key(&field))
    };
    match kind.required().find(|field| !is_named(&field.name)) {
        Some(field) => {
            Err(context.key(format!("columns.{}", field.name), ProfileProblem::Required))
        }
        None => Ok(columns),
    }
}

fn names(kind: &LogKind) -> impl Iterator<Item = &str> {
    kind.fields.iter().map(|field| field.name.as_str())
}

/// Whether a header that a profile names is of personal data; `Trả kết quả > Bên nhận` is the column
/// `Bên nhận` under a merged cell.
fn is_personal(header: &str, kind: &LogKind) -> bool {
    let (group, name) = match header.rsplit_once('>') {
        Some((group, name)) => (Some(group.trim().to_owned()), name),
        None => (None, header),
    };
    let cell = HeaderCell { group, name: name.trim().to_owned() };
    is_written_personal(kind, &cell, |_| false)
}

fn values(
    context: &Context<'_>,
    parsed: BTreeMap<String, BTreeMap<String, OneOrMany>>,
    kind: &LogKind,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, ProfileError> {
    let mut all = BTreeMap::new();
    for (field, values) in parsed {
        let of_values = || kind.fields.iter().filter(|field| !field.values.is_empty());
        let rule = of_values().find(|rule| rule.name == field).ok_or_else(|| {
            let known = of_values().map(|rule| rule.name.as_str());
            context.unknown(format!("values.{field}"), NameKind::FieldOfValues, &field, known)
        })?;
        let names = || rule.values.iter().map(String::as_str);
        let mut spellings: BTreeMap<String, String> = BTreeMap::new();
        for (value, texts) in values {
            let key = format!("values.{field}.{value}");
            if !names().any(|name| name == value) {
                return Err(context.unknown(key, NameKind::Value, &value, names()));
            }
            for text in texts.into_vec() {
                match spellings.insert(fold(&text), value.clone()) {
                    Some(other) if other != value => {
                        return Err(context.key(key, ProfileProblem::ListedTwice { text, other }));
                    }
                    _ => {}
                }
            }
        }
        all.insert(field, spellings);
    }
    Ok(all)
}

fn date_formats(
    context: &Context<'_>,
    formats: &[String],
) -> Result<Vec<DateFormat>, ProfileError> {
    let parse = |(place, format): (usize, &String)| {
        DateFormat::parse(format).map_err(|error| {
            context.key(format!("date_formats[{place}]"), ProfileProblem::DateFormat(error))
        })
    };
    formats.iter().enumerate().map(parse).collect()
}

fn utc(context: &Context<'_>, name: Option<String>) -> Result<Utc, ProfileError> {
    let Some(name) = name else { return Ok(Utc::default()) };
    Utc::ALL.into_iter().find(|utc| utc.name() == name).ok_or_else(|| {
        let known = Utc::ALL.map(Utc::name);
        context.unknown("utc".to_owned(), NameKind::Value, &name, known.into_iter())
    })
}

/// More than an hour is no loss of seconds, it is another time zone.
fn add_seconds(context: &Context<'_>, seconds: Option<i32>) -> Result<i32, ProfileError> {
    let seconds = seconds.unwrap_or_default();
    if seconds.unsigned_abs() > 3_600 {
        return Err(context.key("add_seconds", ProfileProblem::Seconds));
    }
    Ok(seconds)
}

fn encoding(context: &Context<'_>, name: Option<String>) -> Result<Option<Encoding>, ProfileError> {
    let Some(name) = name else { return Ok(None) };
    Encoding::from_name(&name).map(Some).ok_or_else(|| {
        let known = Encoding::ALL.map(Encoding::name);
        context.unknown("encoding".to_owned(), NameKind::Encoding, &name, known.into_iter())
    })
}

fn delimiter(context: &Context<'_>, text: Option<String>) -> Result<Option<u8>, ProfileError> {
    let Some(text) = text else { return Ok(None) };
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte) => {
            Ok(Some(*byte))
        }
        _ if text == "tab" => Ok(Some(b'\t')),
        _ => Err(context.key("delimiter", ProfileProblem::Delimiter)),
    }
}

fn header_row(context: &Context<'_>, row: Option<usize>) -> Result<Option<usize>, ProfileError> {
    if row == Some(0) {
        return Err(context.key("header_row", ProfileProblem::HeaderRow));
    }
    Ok(row)
}

/// Fields that the profile maps and that may be merged; an id or a finish never is.
fn fill_down<F: FieldKey>(
    context: &Context<'_>,
    fields: Option<OneOrMany>,
    kind: &LogKind,
) -> Result<Vec<F>, ProfileError> {
    let fields = fields.map(OneOrMany::into_vec).unwrap_or_default();
    let is_own = |field: &&str| !["dossier_id", "finished_at", "returned_at"].contains(field);
    let known = || names(kind).filter(is_own);
    match fields.iter().find(|field| !known().any(|known| known == *field)) {
        Some(field) => {
            Err(context.unknown("fill_down".to_owned(), NameKind::Field, field, known()))
        }
        None => Ok(fields.iter().filter_map(|name| F::of_place(kind.place(name)?)).collect()),
    }
}

fn patterns(
    context: &Context<'_>,
    patterns: Option<OneOrMany>,
) -> Result<Vec<Regex>, ProfileError> {
    let texts = patterns.map(OneOrMany::into_vec).unwrap_or_default();
    let parse = |text: &String| {
        Regex::new(text).map_err(|error| {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
            context.key("skip_rows_matching", ProfileProblem::Pattern(last.to_owned()))
        })
    };
    texts.iter().map(parse).collect()
}
