//! A profile: how one system's export maps to canonical fields and values (outer contract,
//! section 2).
//!
//! In: the text of a TOML file. Out: a checked [`Profile`]. Every error names the key path, and all
//! that can be suggested is.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

use super::date::DateFormat;
use super::dictionary::Dictionary;
use super::fold::fold;
use super::profile_error::{NameKind, ProfileError, ProfileProblem};
use crate::domain::{CanonicalField, CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status};
use crate::read::Encoding;

/// Mappings of one system.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    /// Canonical field → headers; the first one present in a file wins.
    pub columns: BTreeMap<CanonicalField, Vec<String>>,
    /// Canonical field → folded spelling → canonical value name.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Replace the built-in date forms when there are any.
    pub date_formats: Vec<DateFormat>,
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// Row of the header, from 1.
    pub header_row: Option<usize>,
    /// Rows with a cell that matches are no dossiers.
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
    #[serde(default = "dossiers")]
    log: String,
    #[serde(default)]
    date_formats: Vec<String>,
    encoding: Option<String>,
    delimiter: Option<String>,
    header_row: Option<usize>,
    skip_rows_matching: Option<OneOrMany>,
    columns: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, OneOrMany>>,
}

fn dossiers() -> String {
    "dossiers".to_owned()
}

/// Fields whose cells are one of a closed list of values.
const FLAGS: [CanonicalField; 12] = [
    CanonicalField::Apology,
    CanonicalField::InputDigitised,
    CanonicalField::ResultDigitised,
    CanonicalField::PaidOnline,
    CanonicalField::ResultByPost,
    CanonicalField::OnTheSpot,
    CanonicalField::Reused,
    CanonicalField::PersonalStore,
    CanonicalField::PopulationData,
    CanonicalField::Synced,
    CanonicalField::Published,
    CanonicalField::ResultLink,
];

fn value_names(field: &str) -> Option<Vec<&'static str>> {
    fn names<V: CanonicalValue>() -> Vec<&'static str> {
        V::NAMED.iter().map(|value| value.name()).collect()
    }
    match CanonicalField::from_name(field)? {
        CanonicalField::Channel => Some(names::<Channel>()),
        CanonicalField::Status => Some(names::<Status>()),
        CanonicalField::Rating => Some(names::<Rating>()),
        CanonicalField::ServiceLevel => Some(names::<ServiceLevel>()),
        flag if FLAGS.contains(&flag) => Some(names::<Flag>()),
        _ => None,
    }
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

/// A text as TOML writes it.
#[must_use]
pub fn toml_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if character.is_control() => {
                let escape = format!("\\u{:04X}", u32::from(character));
                quoted.push_str(&escape);
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// One text, or a list of several.
#[must_use]
pub fn toml_list(texts: &[String]) -> String {
    match texts {
        [text] => toml_text(text),
        texts => {
            let texts: Vec<String> = texts.iter().map(|text| toml_text(text)).collect();
            format!("[{}]", texts.join(", "))
        }
    }
}

/// The known name that differs least, if it differs little.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(3) / 3)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

impl Profile {
    /// The date formats as they are written.
    pub fn date_format_texts(&self) -> impl Iterator<Item = String> {
        self.date_formats.iter().map(|format| format.text().to_owned())
    }

    /// Reads and checks a profile. `file` is its name for messages.
    ///
    /// # Errors
    /// When the text is no TOML, or a key, field, value or format is unknown.
    pub fn parse(file: &str, text: &str) -> Result<Self, ProfileError> {
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
        if parsed.log != "dossiers" {
            return Err(context.key("log", ProfileProblem::LogKind(parsed.log)));
        }
        Ok(Self {
            columns: columns(&context, parsed.columns)?,
            values: values(&context, parsed.values)?,
            date_formats: date_formats(&context, &parsed.date_formats)?,
            encoding: encoding(&context, parsed.encoding)?,
            delimiter: delimiter(&context, parsed.delimiter)?,
            header_row: header_row(&context, parsed.header_row)?,
            skip_rows_matching: patterns(&context, parsed.skip_rows_matching)?,
            name: parsed.name,
        })
    }
}

fn columns(
    context: &Context<'_>,
    parsed: BTreeMap<String, OneOrMany>,
) -> Result<BTreeMap<CanonicalField, Vec<String>>, ProfileError> {
    let personal = &Dictionary::built_in().personal;
    let mut columns = BTreeMap::new();
    for (name, headers) in parsed {
        let key = format!("columns.{name}");
        let field = CanonicalField::from_name(&name).ok_or_else(|| {
            let known = CanonicalField::ALL.iter().map(|field| field.name());
            context.unknown(key.clone(), NameKind::Field, &name, known)
        })?;
        let headers = headers.into_vec();
        if headers.is_empty() {
            return Err(context.key(key, ProfileProblem::NoHeader));
        }
        // `Trả kết quả > Bên nhận` is the column `Bên nhận`.
        let name = |header: &str| fold(header.rsplit('>').next().unwrap_or(header));
        if let Some(header) = headers.iter().find(|header| personal.contains(&name(header))) {
            return Err(context.key(key, ProfileProblem::Personal(header.clone())));
        }
        columns.insert(field, headers);
    }
    for field in CanonicalField::REQUIRED {
        if !columns.contains_key(&field) {
            let key = format!("columns.{}", field.name());
            return Err(context.key(key, ProfileProblem::Required));
        }
    }
    Ok(columns)
}

fn values(
    context: &Context<'_>,
    parsed: BTreeMap<String, BTreeMap<String, OneOrMany>>,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, ProfileError> {
    let mut all = BTreeMap::new();
    for (field, values) in parsed {
        let names = value_names(&field).ok_or_else(|| {
            let flags = FLAGS.iter().map(|flag| flag.name());
            let known = ["channel", "status", "rating", "service_level"].into_iter().chain(flags);
            context.unknown(format!("values.{field}"), NameKind::FieldOfValues, &field, known)
        })?;
        let mut spellings: BTreeMap<String, String> = BTreeMap::new();
        for (value, texts) in values {
            let key = format!("values.{field}.{value}");
            if !names.contains(&value.as_str()) {
                return Err(context.unknown(key, NameKind::Value, &value, names.iter().copied()));
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

#[cfg(test)]
mod tests {
    use super::Profile;

    const GOOD: &str = r#"
name = "boston-311"
date_formats = ["%m/%d/%Y %I:%M:%S %p"]
delimiter = ";"
skip_rows_matching = "^#"
[columns]
dossier_id = "CASE_ENQUIRY_ID"
received_at = ["OPEN_DT", "Opened"]
[values.channel]
online = ["Self Service"]
"#;

    #[test]
    fn a_good_profile_is_read() {
        let profile = Profile::parse("p.toml", GOOD).expect("a good profile");
        assert_eq!(profile.name, "boston-311");
        assert_eq!(profile.delimiter, Some(b';'));
        assert_eq!(profile.columns.len(), 2);
        assert_eq!(profile.date_formats.len(), 1);
    }

    #[test]
    fn every_error_names_file_and_key_path() {
        for (from, to, expected) in [
            ("name =", "nam =", "`nam`"),
            (
                "received_at",
                "recieved_at",
                "`columns.recieved_at`: unknown field `recieved_at`; did you mean `received_at`?",
            ),
            (
                "online =",
                "onlin =",
                "`values.channel.onlin`: unknown value `onlin`; did you mean `online`?",
            ),
            ("[values.channel]", "[values.chanel]", "did you mean `channel`?"),
            ("%m/%d", "%Q/%d", "`date_formats[0]`"),
            ("\";\"", "\"ab\"", "`delimiter`"),
            ("^#", "(", "`skip_rows_matching`"),
            ("CASE_ENQUIRY_ID", "Số điện thoại", "personal-data column"),
            ("dossier_id = \"CASE_ENQUIRY_ID\"", "", "`columns.dossier_id`: is required"),
            ("name = \"boston-311\"", "name = ", "p.toml"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            let error = Profile::parse("p.toml", &text).expect_err(expected).to_string();
            assert!(error.contains(expected) && error.contains("p.toml"), "{expected}: {error}");
        }
    }
}
