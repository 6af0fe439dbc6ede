//! The shape of a file → findings about it: further tables, units that no column names, merged cells that
//! are lost, columns that are missing while others hold dates.
//!
//! In: the [`FileFacts`] of all files. Out: codes with column and value. Must not know: rows of dossiers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dictionary::Dictionary;
use super::file_facts::FileFacts;
use super::fold::fold;
use super::mapping::{ColumnUse, Mapping};
use super::profile::Profile;
use super::toml_text::toml_text;
use crate::domain::CanonicalField;
use crate::findings::FindingCode;
use crate::read::{FileId, RowNumbers};

/// A finding of a file: code, column, value.
pub type OfFile = (FindingCode, Option<String>, Option<String>);

/// What the shape of one file says.
pub fn table_findings(
    facts: &FileFacts,
    rows: &RowNumbers,
    profile: Option<&Profile>,
) -> Vec<OfFile> {
    let mut found = Vec::new();
    found.extend(sections(facts, rows));
    if facts.groups.iter().any(|group| group.unit.is_some()) {
        found.push((FindingCode::UnitFromGroupRow, None, Some(group_names(facts))));
    }
    let unit = facts.named_unit.as_ref();
    found.extend(unit.map(|unit| (unit.code, None, Some(unit.name.clone()))));
    let is_filled = |field: &CanonicalField| profile.is_some_and(|p| p.fill_down.contains(field));
    for (field, blanks) in facts.sample.lost_merges.iter().filter(|(field, _)| !is_filled(field)) {
        let column = facts.mapping.column(*field).map(|column| facts.mapping.label(column));
        let value = format!("× {blanks} · fill_down = [\"{}\"]", field.name());
        found.push((FindingCode::MergedCellsLost, column, Some(value)));
    }
    if profile.is_none() {
        found.extend(unmapped_dates(facts));
    }
    found
}

/// The rows of further headers, and what a later table lacks.
fn sections(facts: &FileFacts, rows: &RowNumbers) -> Option<OfFile> {
    const SHOWN: usize = 10;
    let own = facts.sections.iter().filter(|(section, _)| section.layout.is_some());
    let mut numbers: Vec<String> =
        own.clone().map(|(s, _)| rows.row(s.start).to_string()).collect();
    if numbers.is_empty() {
        return None;
    }
    if numbers.len() > SHOWN {
        numbers.truncate(SHOWN);
        numbers.push("…".to_owned());
    }
    let is_lost = |field: &CanonicalField| own.clone().any(|(_, m)| m.column(*field).is_none());
    let lost: Vec<&str> = facts
        .mapping
        .fields()
        .map(|(field, _)| field)
        .filter(is_lost)
        .map(CanonicalField::name)
        .collect();
    let lost = if lost.is_empty() { String::new() } else { format!(" · − {}", lost.join(", ")) };
    Some((FindingCode::SeveralTables, None, Some(format!("[{}]{lost}", numbers.join(", ")))))
}

/// The units that group rows name, each once.
fn group_names(facts: &FileFacts) -> String {
    const SHOWN: usize = 8;
    let mut names: Vec<&str> = Vec::new();
    for name in facts.groups.iter().filter_map(|group| group.unit.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let more = if more > 0 { format!("; … + {more}") } else { String::new() };
    format!("{}{more}", names.join("; "))
}

/// The fields that tell when a dossier is due and when it ends, if the mapping has none.
fn missing(mapping: &Mapping) -> Vec<CanonicalField> {
    let has = |field| mapping.column(field).is_some();
    let mut missing = Vec::new();
    if !has(CanonicalField::DueAt) {
        missing.push(CanonicalField::DueAt);
    }
    if !has(CanonicalField::FinishedAt) && !has(CanonicalField::ReturnedAt) {
        missing.push(CanonicalField::FinishedAt);
    }
    missing
}

/// Columns of dates that nothing knows, each with the missing field it is likeliest to be.
fn unmapped_dates(facts: &FileFacts) -> Vec<OfFile> {
    let missing = missing(&facts.mapping);
    let of_column = |column: &usize| {
        let header = facts.mapping.label(*column);
        let field = missing.iter().max_by(|left, right| {
            likeness(**left, &header).total_cmp(&likeness(**right, &header))
        })?;
        let value = format!("{} = {}", field.name(), toml_text(&header));
        Some((FindingCode::UnmappedDates, Some(header), Some(value)))
    };
    facts.sample.date_columns.iter().filter_map(of_column).collect()
}

/// How much a heading is like those that the dictionary has for a field.
fn likeness(field: CanonicalField, header: &str) -> f64 {
    let key = fold(header);
    let names = Dictionary::built_in().columns.iter().filter(|(_, entry)| entry.field == field);
    let alike = names.map(|(name, _)| strsim::normalized_damerau_levenshtein(name, &key));
    alike.fold(0.0, f64::max)
}

/// Files that lack a due, finish or status column which other files have.
pub fn missing_beside_others(facts: &BTreeMap<FileId, Arc<FileFacts>>) -> Vec<(FileId, String)> {
    use CanonicalField::{DueAt, FinishedAt, ReturnedAt, Status};
    let kinds: [(&str, &[CanonicalField]); 3] = [
        (DueAt.name(), &[DueAt]),
        (FinishedAt.name(), &[FinishedAt, ReturnedAt]),
        (Status.name(), &[Status]),
    ];
    let has = |facts: &FileFacts, fields: &[CanonicalField]| {
        facts.fields().any(|field| fields.contains(&field))
    };
    let of_others: Vec<_> =
        kinds.iter().filter(|(_, fields)| facts.values().any(|facts| has(facts, fields))).collect();
    let lacks = |(file, facts): (&FileId, &Arc<FileFacts>)| {
        let lost = of_others.iter().filter(|(_, fields)| !has(facts, fields));
        let lost: Vec<&str> = lost.map(|(name, _)| *name).collect();
        let unknown = facts.mapping.uses.iter().filter(|(header, column_use)| {
            *column_use == ColumnUse::Unknown && !header.name.is_empty()
        });
        let unknown: Vec<String> = unknown.map(|(header, _)| header.label()).collect();
        let near = if unknown.is_empty() {
            String::new()
        } else {
            format!(" ← {}", unknown.join(" | "))
        };
        (!lost.is_empty()).then(|| (*file, format!("{}{near}", lost.join(", "))))
    };
    facts.iter().filter_map(lacks).collect()
}

/// Files that lack a finish as a whole: their rows are not blamed for it one by one.
pub fn without_finish(facts: &BTreeMap<FileId, Arc<FileFacts>>) -> BTreeSet<FileId> {
    let has_finish = |facts: &FileFacts| {
        let is_finish = |f: CanonicalField| {
            matches!(f, CanonicalField::FinishedAt | CanonicalField::ReturnedAt)
        };
        facts.fields().any(is_finish)
    };
    let others_have = facts.values().any(|facts| has_finish(facts));
    let is_told = |facts: &FileFacts| others_have || !facts.sample.date_columns.is_empty();
    let lacking = facts.iter().filter(|(_, facts)| !has_finish(facts) && is_told(facts));
    lacking.map(|(file, _)| *file).collect()
}
