//! A file without a due date, a finish or a status → whether it has the column under a heading that
//! nothing knows, which one that most likely is, and the line of a profile that says so.
//!
//! In: the [`FileFacts`] of all files of a load without a profile. Out: one verdict per file that lacks
//! such a column. Must not know: rows, what becomes of the verdict.
//!
//! A file whose column is there under another heading must not be counted: all its dossiers would be open,
//! or rejected for a date that stands beside them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dictionary::Dictionary;
use super::drift::{Drift, LostField};
use super::file_facts::FileFacts;
use super::fold::fold;
use super::heading::notes_of;
use super::mapping::ColumnUse;
use super::unmapped_column::UnmappedColumn;
use crate::domain::CanonicalField;
use crate::findings::FindingCode;
use crate::read::FileId;

/// What figures need to tell how a dossier ended: any of the fields tells it.
const NEEDED: [&[CanonicalField]; 3] = [
    &[CanonicalField::DueAt],
    &[CanonicalField::FinishedAt, CanonicalField::ReturnedAt],
    &[CanonicalField::Status],
];

/// So many cells tell what a column holds, where no other file has such a column.
const FEWEST: u64 = 3;

/// What is to be said of a file that lacks a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
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
) -> BTreeMap<FileId, Lacking> {
    let headings = Headings::of(facts.values());
    let verdict = |(file, facts): (&FileId, &Arc<FileFacts>)| {
        Some((*file, headings.verdict(facts, rows(*file))?))
    };
    facts.iter().filter_map(verdict).collect()
}

fn has(facts: &FileFacts, fields: &[CanonicalField]) -> bool {
    facts.fields().any(|field| fields.contains(&field))
}

/// The headings under which the files of a run have a field, the most usual first.
struct Headings {
    of_field: BTreeMap<CanonicalField, Vec<String>>,
}

impl Headings {
    fn of<'f>(facts: impl Iterator<Item = &'f Arc<FileFacts>>) -> Self {
        let mut files: BTreeMap<CanonicalField, BTreeMap<String, u64>> = BTreeMap::new();
        for facts in facts {
            for (field, column) in facts.mapping.fields() {
                if NEEDED.iter().any(|fields| fields.contains(&field)) {
                    let label = facts.mapping.label(column);
                    *files.entry(field).or_default().entry(label).or_default() += 1;
                }
            }
        }
        let ordered = |(field, headings): (CanonicalField, BTreeMap<String, u64>)| {
            let mut headings: Vec<(String, u64)> = headings.into_iter().collect();
            headings.sort_by_key(|(_, files)| Reverse(*files));
            (field, headings.into_iter().map(|(heading, _)| heading).collect())
        };
        Self { of_field: files.into_iter().map(ordered).collect() }
    }

    /// The field by which other files tell what is missing here, if any does.
    fn field_of_others(&self, fields: &[CanonicalField]) -> Option<CanonicalField> {
        fields.iter().copied().find(|field| self.of_field.contains_key(field))
    }

    fn named(&self, field: CanonicalField) -> Vec<String> {
        const SHOWN: usize = 3;
        let all = self.of_field.get(&field).into_iter().flatten();
        all.take(SHOWN).cloned().collect()
    }

    /// How much a heading is like those that the other files, or the dictionary, have for a field.
    fn likeness(&self, field: CanonicalField, heading: &str) -> f64 {
        let key = fold(heading);
        let alike = |name: &str| strsim::normalized_damerau_levenshtein(name, &key);
        let known = Dictionary::built_in().columns.iter().filter(|(_, entry)| entry.field == field);
        let known = known.map(|(name, _)| alike(name));
        let others = self.of_field.get(&field).into_iter().flatten().map(|name| alike(&fold(name)));
        known.chain(others).fold(0.0, f64::max)
    }

    fn verdict(&self, facts: &FileFacts, rows: RowsOfFile) -> Option<Lacking> {
        let missing: Vec<Missing> = NEEDED
            .iter()
            .filter(|fields| !has(facts, fields))
            .map(|fields| {
                let of_others = self.field_of_others(fields);
                let field = of_others.or(fields.first().copied())?;
                Some(Missing { field, others_have: of_others.is_some() })
            })
            .collect::<Option<_>>()?;
        let matches = self.matches(facts, &missing);
        let is_of_others = missing.iter().any(|missing| missing.others_have);
        let is_of_dates = |column: &UnmappedColumn| column.is_of_dates(FEWEST);
        let has_dates = missing.iter().any(|missing| missing.field != CanonicalField::Status)
            && facts.sample.unmapped.iter().any(is_of_dates);
        let code = if !matches.is_empty() || ends_nowhere(facts, &missing, rows, has_dates) {
            FindingCode::ColumnGone
        } else if is_of_others {
            FindingCode::ColumnOfOthersMissing
        } else if has_dates {
            FindingCode::UnmappedDates
        } else {
            return None;
        };
        Some(Lacking { code, value: self.told(facts, &missing, &matches) })
    }

    /// The column that each missing field most likely is: by what it holds and by its heading, the best
    /// match first, no column twice.
    fn matches(&self, facts: &FileFacts, missing: &[Missing]) -> BTreeMap<CanonicalField, usize> {
        let mut pairs: Vec<(f64, CanonicalField, usize)> = Vec::new();
        for missing in missing {
            for column in facts.sample.unmapped.iter().filter(|column| missing.may_be(column)) {
                let label = facts.mapping.label(column.column);
                if says_otherwise(missing.field, &label) {
                    continue;
                }
                let likeness = self.likeness(missing.field, &label);
                pairs.push((likeness + missing.filling(column), missing.field, column.column));
            }
        }
        pairs.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        let (mut matches, mut taken) = (BTreeMap::new(), BTreeSet::new());
        for (_, field, column) in pairs {
            if !matches.contains_key(&field) && taken.insert(column) {
                matches.insert(field, column);
            }
        }
        matches
    }

    /// The headings that are gone, those that take their place, the lines of a profile, and what is left.
    fn told(
        &self,
        facts: &FileFacts,
        missing: &[Missing],
        matches: &BTreeMap<CanonicalField, usize>,
    ) -> String {
        let is_told =
            |missing: &&Missing| missing.others_have || matches.contains_key(&missing.field);
        // What nothing else tells of is asked for where its dates stand under another name.
        let has_told = missing.iter().any(|missing| is_told(&missing));
        let is_asked_for = |missing: &&Missing| {
            is_told(missing) || (!has_told && missing.field != CanonicalField::Status)
        };
        let lost = missing.iter().filter(is_asked_for).map(|missing| LostField {
            field: missing.field,
            named: self.named(missing.field),
            likely: matches.get(&missing.field).map(|column| heading(facts, *column)),
        });
        let unknown = facts.mapping.uses.iter().enumerate().filter(|(_, (header, column_use))| {
            *column_use == ColumnUse::Unknown && !header.name.is_empty()
        });
        let unknown = unknown.map(|(column, _)| heading(facts, column)).collect();
        Drift { lost: lost.collect(), unknown }.text()
    }
}

/// Whether no dossier of the file can end although the finish is somewhere, here or in other files: its
/// rows say that they are closed and no column says when, or nothing says anything. A list of open dossiers
/// says that they are open.
fn ends_nowhere(facts: &FileFacts, missing: &[Missing], rows: RowsOfFile, has_dates: bool) -> bool {
    let finish = missing.iter().find(|missing| NEEDED[1].contains(&missing.field));
    let Some(finish) = finish.filter(|_| rows.has_dossiers) else { return false };
    let is_silent = finish.others_have && !has(facts, NEEDED[2]);
    is_silent || (rows.are_closed_without_date && (finish.others_have || has_dates))
}

/// A field that a file lacks.
#[derive(Debug, Clone, Copy)]
struct Missing {
    field: CanonicalField,
    others_have: bool,
}

impl Missing {
    /// Whether a column may be it, by what stands in it.
    fn may_be(self, column: &UnmappedColumn) -> bool {
        let fewest = if self.others_have { 1 } else { FEWEST };
        if self.field == CanonicalField::Status {
            return column.is_of_statuses(fewest);
        }
        column.is_of_dates(fewest) && column.may_follow_receipt()
    }

    /// How much the blanks of a column are like those of the field, from 0 to 1.
    fn filling(self, column: &UnmappedColumn) -> f64 {
        if NEEDED[1].contains(&self.field) {
            column.is_filled_like_a_finish()
        } else {
            column.is_filled_like_a_due_date()
        }
    }
}

/// Whether a heading says that its column is another one: an old due date, an expected finish.
fn says_otherwise(field: CanonicalField, heading: &str) -> bool {
    let notes = &Dictionary::built_in().notes;
    let is_finish = NEEDED[1].contains(&field);
    notes_of(heading).iter().any(|note| !notes.allow(field, note))
        || (is_finish && notes.is_expected(&fold(heading)))
}

/// The heading of a column; its place where it has none.
fn heading(facts: &FileFacts, column: usize) -> String {
    let label = facts.mapping.label(column);
    if label.is_empty() { format!("[{}]", column + 1) } else { label }
}
