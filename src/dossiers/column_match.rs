//! Fields that a file lacks, and its columns that nothing knows → which column is which field, most likely: by
//! what it holds, by its heading, and by how it stands to the others.
//!
//! In: what the columns hold, and the headings of the other files. Out: a column per field. Must not know:
//! what is made of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file_facts::FileFacts;
use crate::columns::UnmappedColumn;
use crate::columns::notes_of;
use crate::columns::{Common, DOSSIERS, FieldKey};
use crate::domain::CanonicalField;
use crate::domain::fold;

/// So many cells tell what a column holds, where no other file has such a column.
pub const FEWEST: u64 = 3;

/// A field that a file lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingField {
    pub field: CanonicalField,
    pub others_have: bool,
    /// Whether the file has the hand-over day, which ends a dossier too: only a column that is surely the
    /// finish is missed beside it.
    pub is_in_part: bool,
}

impl MissingField {
    pub const fn is_finish(self) -> bool {
        matches!(self.field, CanonicalField::FinishedAt | CanonicalField::ReturnedAt)
    }

    /// Whether a column may be it, by what stands in it.
    fn may_be(self, column: &UnmappedColumn) -> bool {
        let fewest = if self.others_have { 1 } else { FEWEST };
        if self.field == CanonicalField::Status {
            return column.is_of_statuses(fewest);
        }
        column.is_of_dates(fewest)
            && column.may_follow_receipt()
            && (!self.is_in_part || column.is_surely_the_finish())
    }

    /// How much the blanks of a column are like those of the field, from 0 to 1.
    fn filling(self, column: &UnmappedColumn) -> f64 {
        if self.is_finish() {
            column.is_filled_like_a_finish()
        } else {
            column.is_filled_like_a_due_date()
        }
    }
}

/// The headings under which the files of a run have a field, the most usual first.
pub struct Headings {
    of_field: BTreeMap<CanonicalField, Vec<String>>,
    /// Whether a file has both the finish and the hand-over day.
    pub have_both_ends: bool,
}

impl Headings {
    /// Of these fields, in all files.
    pub fn of<'f>(
        facts: impl Iterator<Item = &'f Arc<FileFacts>>,
        fields: &[CanonicalField],
    ) -> Self {
        let mut files: BTreeMap<CanonicalField, BTreeMap<String, u64>> = BTreeMap::new();
        let mut have_both_ends = false;
        for facts in facts {
            let has = |field| facts.mapping.column(field).is_some();
            have_both_ends |= has(CanonicalField::FinishedAt) && has(CanonicalField::ReturnedAt);
            for (field, column) in facts.mapping.fields() {
                if fields.contains(&field) {
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
        Self { of_field: files.into_iter().map(ordered).collect(), have_both_ends }
    }

    /// The field by which other files tell what is missing here, if any does.
    pub fn field_of_others(&self, fields: &[CanonicalField]) -> Option<CanonicalField> {
        fields.iter().copied().find(|field| self.of_field.contains_key(field))
    }

    /// The first of the headings of a field.
    pub fn named(&self, field: CanonicalField) -> Vec<String> {
        const SHOWN: usize = 3;
        let all = self.of_field.get(&field).into_iter().flatten();
        all.take(SHOWN).cloned().collect()
    }

    /// How much a heading is like those that the other files, or the dictionary, have for a field.
    fn likeness(&self, field: CanonicalField, heading: &str) -> f64 {
        let key = fold(heading.rsplit(" > ").next().unwrap_or(heading));
        let known = DOSSIERS.headings.iter().filter(|(_, heading)| heading.field == field.place());
        let known = known.map(|(name, _)| alike(name, &key));
        let others = self.of_field.get(&field).into_iter().flatten();
        let others = others.map(|name| alike(&fold(name), &key));
        known.chain(others).fold(0.0, f64::max)
    }

    /// The column that each missing field most likely is; no column twice. Of all ways to deal them out, the
    /// one that fits best as a whole: a due date and a finish are told apart by each other.
    pub fn matches(
        &self,
        facts: &FileFacts,
        missing: &[MissingField],
    ) -> BTreeMap<CanonicalField, usize> {
        let mut ways: Vec<Way<'_>> = vec![Way::default()];
        for missing in missing {
            let fitting = self.fitting(facts, *missing);
            let mut longer = Vec::new();
            for way in &ways {
                let dealt =
                    fitting.iter().filter_map(|(column, fit)| way.with(*missing, column, *fit));
                longer.extend(dealt);
            }
            // A field may be nowhere, and every way is open to that.
            ways.extend(longer);
        }
        let best = ways.into_iter().reduce(|best, way| if way.fit > best.fit { way } else { best });
        let columns = best.map(|way| way.columns).unwrap_or_default();
        columns.into_iter().map(|(missing, column)| (missing.field, column.column)).collect()
    }

    /// The columns that a field may be, with how well each fits.
    fn fitting<'f>(
        &self,
        facts: &'f FileFacts,
        missing: MissingField,
    ) -> Vec<(&'f UnmappedColumn, f64)> {
        /// More columns of dates than this are no export of dossiers.
        const MOST: usize = 12;
        let columns = facts.sample.unmapped.iter().filter(|column| missing.may_be(column));
        let labelled = columns.map(|column| (column, facts.mapping.label(column.column)));
        let possible = labelled.filter(|(_, label)| !says_otherwise(missing.field, label));
        let fit = |(column, label): (&'f UnmappedColumn, String)| {
            (column, self.likeness(missing.field, &label) + missing.filling(column))
        };
        possible.map(fit).take(MOST).collect()
    }
}

/// One way to deal columns out to fields, and how well it fits.
#[derive(Debug, Clone, Default)]
struct Way<'f> {
    columns: Vec<(MissingField, &'f UnmappedColumn)>,
    fit: f64,
}

impl<'f> Way<'f> {
    /// The same with one field more; nothing if the column is dealt out already.
    fn with(&self, missing: MissingField, column: &'f UnmappedColumn, fit: f64) -> Option<Self> {
        if self.columns.iter().any(|(_, other)| other.column == column.column) {
            return None;
        }
        let due = self.columns.iter().find(|(other, _)| other.field == CanonicalField::DueAt);
        // Most dossiers are finished before they are due.
        let order = due.filter(|_| missing.is_finish()).map(|(_, due)| due.is_later_than(column));
        let mut columns = self.columns.clone();
        columns.push((missing, column));
        Some(Self { columns, fit: self.fit + fit + order.unwrap_or(0.0) })
    }
}

/// How much two folded headings are alike, from 0 to 1: letter by letter, or by the words they share.
#[expect(clippy::cast_precision_loss, reason = "some words")]
fn alike(name: &str, heading: &str) -> f64 {
    let words =
        |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (one, other) = (words(name), words(heading));
    let shared = one.intersection(&other).count() as f64 * 2.0;
    let shared = shared / ((one.len() + other.len()).max(1) as f64);
    shared.max(strsim::normalized_damerau_levenshtein(name, heading))
}

/// Whether a heading says that its column is another one: an old due date, an expected finish.
fn says_otherwise(field: CanonicalField, heading: &str) -> bool {
    let notes = &Common::built_in().notes;
    let is_finish = matches!(field, CanonicalField::FinishedAt | CanonicalField::ReturnedAt);
    let is_promised = DOSSIERS.field_of(field).is_some_and(|rule| rule.is_promised);
    notes_of(heading).iter().any(|note| !notes.allow(is_promised, note))
        || (is_finish && notes.is_expected(&fold(heading)))
}
