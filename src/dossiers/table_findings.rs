//! The shape of a file → findings about it: further tables, units that no column names, merged cells that
//! are lost.
//!
//! In: the [`FileFacts`] of the file. Out: codes with column and value. Must not know: rows of dossiers.

use super::file_facts::FileFacts;
use crate::columns::Profile;
use crate::domain::CanonicalField;
use crate::findings::FindingCode;
use crate::read::RowNumbers;

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
