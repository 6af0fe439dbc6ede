//! The index that the next run reads: `feedback.json`, schema `cchc/feedback/1`. It is written like all JSON,
//! with hidden signs shown by their numbers; what is compared with it is shown so, too.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Feedback, MendRow, State, UnitFeedback};
use crate::domain::fold;
use crate::domain::{CanonicalField, Day, visible};
use crate::findings::FindingCode;

/// The name of the index in the folder of workbooks.
pub const INDEX_FILE: &str = "feedback.json";
const SCHEMA: &str = "cchc/feedback/1";

/// What one run leaves for the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Index {
    schema: String,
    /// Tells a run that is repeated on the same inputs from the next one.
    run: String,
    from: Option<String>,
    as_of: Option<String>,
    /// The last day of the data of the run before it, empty where that had none; nothing where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compared_with: Option<String>,
    pub workbooks: Vec<WorkbookEntry>,
    findings: Vec<Entry>,
    /// Rows that were counted and not listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_listed: Vec<NotListedEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
struct NotListedEntry {
    unit: Option<String>,
    code: String,
    rows: u64,
}

/// A file of the last run, and its hash as it was written: who changed it has worked in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorkbookEntry {
    pub unit: Option<String>,
    pub file: String,
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
struct Entry {
    unit: Option<String>,
    subject: String,
    dossier: Option<String>,
    file: String,
    row: u64,
    code: String,
    column: Option<String>,
    field: Option<String>,
    value_hash: String,
    state: String,
    since: Option<String>,
}

/// An index that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("{0}")]
    Json(String),
    #[error("schema `{0}` is not `cchc/feedback/1`")]
    Schema(String),
}

/// `ubnd-xa-quynh-my.xlsx`: no path, no other ending.
fn is_workbook_name(file: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    file.strip_suffix(".xlsx").is_some_and(|name| !name.is_empty() && name.bytes().all(is_plain))
}

/// A number as the index writes it.
pub fn hex(number: u64) -> String {
    format!("{number:016x}")
}

impl Index {
    /// Reads an index.
    ///
    /// # Errors
    /// When the text is no index of this schema.
    pub fn parse(text: &str) -> Result<Self, IndexError> {
        let mut index: Self =
            serde_json::from_str(text).map_err(|error| IndexError::Json(error.to_string()))?;
        // These files may be replaced or removed: nothing but a name of our own is one.
        index.workbooks.retain(|entry| is_workbook_name(&entry.file));
        if index.schema == SCHEMA { Ok(index) } else { Err(IndexError::Schema(index.schema)) }
    }

    /// The index of a run, its workbooks still to be listed.
    pub fn new(feedback: &Feedback) -> Self {
        let rows = feedback
            .units
            .iter()
            .flat_map(|unit| unit.rows.iter().map(|row| Entry::new(unit.name.as_deref(), row)));
        Self {
            schema: SCHEMA.to_owned(),
            run: hex(feedback.run),
            from: feedback.days.map(|(from, _)| from.to_string()),
            as_of: feedback.days.map(|(_, as_of)| as_of.to_string()),
            compared_with: feedback
                .before
                .map(|day| day.map(|day| day.to_string()).unwrap_or_default()),
            workbooks: Vec::new(),
            findings: rows.collect(),
            not_listed: not_listed(feedback),
        }
    }

    /// The last day of its data.
    pub fn as_of(&self) -> Option<Day> {
        self.as_of.as_deref().and_then(Day::parse)
    }

    /// The last day of the data that a run was compared with: those of the index, or, if it is of the same
    /// run, what that was compared with.
    pub fn compared_with(&self, run: u64) -> Option<Option<Day>> {
        if self.is_of_run(run) {
            return self.compared_with.as_deref().map(Day::parse);
        }
        Some(self.as_of())
    }

    /// Whether it stems from the very same inputs.
    pub fn is_of_run(&self, run: u64) -> bool {
        self.run == hex(run)
    }

    /// What a run is compared with: units and rows. An index of the same run gives what that run was
    /// compared with, so that repeating a run changes nothing. Codes this program does not know are
    /// left out.
    pub fn baseline(&self, run: u64) -> Vec<(Option<String>, MendRow)> {
        let is_repeated = self.is_of_run(run);
        let counts = |state: State| match state {
            State::New => !is_repeated,
            // What could not be looked for stays on the list until somebody can say.
            State::StillThere | State::NotInRun => true,
            State::Fixed => is_repeated,
        };
        let rows =
            self.findings.iter().filter_map(|entry| Some((entry.unit.clone(), entry.row()?)));
        rows.filter(|(_, row)| counts(row.state)).collect()
    }

    /// Folded units and codes of which not every row was listed.
    pub fn not_listed(&self) -> BTreeSet<(Option<String>, FindingCode)> {
        let entries = self.not_listed.iter();
        entries
            .filter_map(|entry| Some((entry.unit.as_deref().map(fold), code(&entry.code)?)))
            .collect()
    }

    /// The ids of all dossiers it names.
    pub fn dossiers(&self) -> impl Iterator<Item = &str> {
        self.findings.iter().filter_map(|entry| entry.dossier.as_deref())
    }
}

fn not_listed(feedback: &Feedback) -> Vec<NotListedEntry> {
    let of_unit = |unit: &UnitFeedback| {
        let entry = |(code, rows): (&FindingCode, &u64)| NotListedEntry {
            unit: unit.name.clone(),
            code: code.number().to_owned(),
            rows: *rows,
        };
        unit.not_listed.iter().map(entry).collect::<Vec<_>>()
    };
    feedback.units.iter().flat_map(of_unit).collect()
}

fn code(number: &str) -> Option<FindingCode> {
    FindingCode::ALL.iter().copied().find(|code| code.number() == number)
}

impl Entry {
    fn new(unit: Option<&str>, row: &MendRow) -> Self {
        Self {
            unit: unit.map(str::to_owned),
            subject: row.subject.clone(),
            dossier: row.dossier.clone(),
            file: row.file.clone(),
            row: row.row,
            code: row.code.number().to_owned(),
            column: row.column.clone(),
            field: row.field.map(|field| field.name().to_owned()),
            value_hash: hex(row.value_hash),
            state: row.state.name().to_owned(),
            since: row.since.map(|day| day.to_string()),
        }
    }

    fn row(&self) -> Option<MendRow> {
        Some(MendRow {
            // Earlier indexes were written as it stood in the file.
            subject: visible(&self.subject).into_owned(),
            dossier: self.dossier.clone(),
            procedure: None,
            file: visible(&self.file).into_owned(),
            row: self.row,
            column: self.column.clone(),
            field: self.field.as_deref().and_then(CanonicalField::from_name),
            value: None,
            value_hash: u64::from_str_radix(&self.value_hash, 16).ok()?,
            code: code(&self.code)?,
            state: State::ALL.into_iter().find(|state| state.name() == self.state)?,
            since: self.since.as_deref().and_then(Day::parse),
        })
    }
}
