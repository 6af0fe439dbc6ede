//! A file without a due date, a finish or a status → whether it has the column under a heading that
//! nothing knows, which one that most likely is, and the line of a profile that says so.
//!
//! In: the [`FileFacts`] of all files of a load without a profile. Out: one verdict per file that lacks
//! such a column. Must not know: rows, what becomes of the verdict.
//!
//! A file whose column is there under another heading must not be counted: all its dossiers would be open,
//! or rejected for a date that stands beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column_match::{FEWEST, Headings, MissingField};
use super::file_facts::FileFacts;
use crate::columns::ColumnUse;
use crate::columns::UnmappedColumn;
use crate::columns::{Drift, LostField};
use crate::domain::CanonicalField;
use crate::findings::FindingCode;
use crate::read::FileId;

/// What figures need to tell how a dossier ended.
const FIELDS: [CanonicalField; 4] = [
    CanonicalField::DueAt,
    CanonicalField::FinishedAt,
    CanonicalField::ReturnedAt,
    CanonicalField::Status,
];
const DUE: &[CanonicalField] = &[CanonicalField::DueAt];
/// Either tells it.
const FINISH: &[CanonicalField] = &[CanonicalField::FinishedAt, CanonicalField::ReturnedAt];
const STATUS: &[CanonicalField] = &[CanonicalField::Status];

/// What is to be said of a file that lacks a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    pub code: FindingCode,
    /// The headings, the likeliest match and the line of a profile.
    pub value: String,
}

/// What one file says of its rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowsOfFile {
    pub has_dossiers: bool,
    /// Whether rows say that they are closed, and no date says when.
    pub are_closed_without_date: bool,
}

/// The verdict on every file that lacks a column which others have, or which an unknown column may be.
pub fn lacking(
    facts: &BTreeMap<FileId, Arc<FileFacts>>,
    rows: impl Fn(FileId) -> RowsOfFile,
) -> BTreeMap<FileId, MissingColumn> {
    let headings = Headings::of(facts.values(), &FIELDS);
    let verdict = |(file, facts): (&FileId, &Arc<FileFacts>)| {
        Some((*file, verdict(&headings, facts, rows(*file))?))
    };
    facts.iter().filter_map(verdict).collect()
}

fn has(facts: &FileFacts, fields: &[CanonicalField]) -> bool {
    facts.fields().any(|field| fields.contains(&field))
}

fn verdict(headings: &Headings, facts: &FileFacts, rows: RowsOfFile) -> Option<MissingColumn> {
    let mut missing = missing(headings, facts, rows);
    let matches = headings.matches(facts, &missing);
    missing.retain(|missing| !missing.is_in_part || matches.contains_key(&missing.field));
    let is_of_dates = |column: &UnmappedColumn| column.is_of_dates(FEWEST);
    let has_dates = missing.iter().any(|missing| missing.field != CanonicalField::Status)
        && facts.sample.unmapped.iter().any(is_of_dates);
    let code = if !matches.is_empty() || ends_nowhere(facts, &missing, rows, has_dates) {
        FindingCode::ColumnGone
    } else if missing.iter().any(|missing| missing.others_have) {
        FindingCode::ColumnOfOthersMissing
    } else if has_dates {
        FindingCode::UnmappedDates
    } else {
        return None;
    };
    Some(MissingColumn { code, value: told(headings, facts, &missing, &matches) })
}

/// The fields that a file lacks.
fn missing(headings: &Headings, facts: &FileFacts, rows: RowsOfFile) -> Vec<MissingField> {
    let lacks = |fields: &&[CanonicalField]| !has(facts, fields);
    let of_fields = |fields: &[CanonicalField]| {
        let of_others = headings.field_of_others(fields);
        let field = of_others.or(fields.first().copied())?;
        Some(MissingField { field, others_have: of_others.is_some(), is_in_part: false })
    };
    let mut missing: Vec<MissingField> =
        [DUE, FINISH, STATUS].into_iter().filter(lacks).filter_map(of_fields).collect();
    // The hand-over day alone: a finish is missed where it does not tell of all that are closed, or where
    // other files have both.
    let has_only_hand_over = !has(facts, &FINISH[..1]) && has(facts, &FINISH[1..]);
    if has_only_hand_over && (rows.are_closed_without_date || headings.have_both_ends) {
        let field = CanonicalField::FinishedAt;
        let others_have = headings.field_of_others(&[field]).is_some();
        missing.push(MissingField { field, others_have, is_in_part: true });
    }
    missing
}

/// Whether no dossier of the file can end although the finish is somewhere, here or in other files: its
/// rows say that they are closed and no column says when, or nothing says anything. A list of open dossiers
/// says that they are open.
fn ends_nowhere(
    facts: &FileFacts,
    missing: &[MissingField],
    rows: RowsOfFile,
    has_dates: bool,
) -> bool {
    let finish = missing.iter().find(|missing| missing.is_finish());
    let Some(finish) = finish.filter(|_| rows.has_dossiers) else { return false };
    let is_silent = finish.others_have && !has(facts, STATUS);
    is_silent || (rows.are_closed_without_date && (finish.others_have || has_dates))
}

/// The headings that are gone, those that take their place, the lines of a profile, and what is left.
fn told(
    headings: &Headings,
    facts: &FileFacts,
    missing: &[MissingField],
    matches: &BTreeMap<CanonicalField, usize>,
) -> String {
    let is_told =
        |missing: &&MissingField| missing.others_have || matches.contains_key(&missing.field);
    // What nothing else tells of is asked for where its dates stand under another name.
    let has_told = missing.iter().any(|missing| is_told(&missing));
    let is_asked_for = |missing: &&MissingField| {
        is_told(missing) || (!has_told && missing.field != CanonicalField::Status)
    };
    let lost = missing.iter().filter(is_asked_for).map(|missing| {
        let column = matches.get(&missing.field).copied();
        let label = column.map(|column| facts.mapping.label(column));
        LostField {
            field: missing.field,
            named: headings.named(missing.field),
            place: column.filter(|_| label.as_ref().is_some_and(String::is_empty)),
            likely: label.filter(|label| !label.is_empty()),
        }
    });
    let unknown = facts.mapping.uses.iter().filter(|(header, column_use)| {
        *column_use == ColumnUse::Unknown && !header.name.is_empty()
    });
    let unknown = unknown.map(|(header, _)| header.label()).collect();
    Drift { lost: lost.collect(), unknown }.text()
}
