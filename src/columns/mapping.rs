//! Headers of one file → which column is which field, and why.

use std::collections::BTreeMap;

use super::kind::FieldKey;
use super::vocabulary::{Claim, Origin, Vocabulary};
use crate::domain::{CanonicalField, Dimension, DimensionKind};
use crate::findings::is_about_person;
use crate::read::{HeaderCell, Layout};

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse<F = CanonicalField> {
    Field(F, Origin),
    /// Means a field that another column supplies.
    RepeatOf(F),
    /// Personal data: never loaded.
    Personal,
    /// Known, and no figure needs it.
    NotNeeded,
    /// No name, or a name that nothing knows.
    Unknown,
}

/// The columns of one file.
#[derive(Debug, Clone, Default)]
pub struct Mapping<F: Ord = CanonicalField> {
    columns: BTreeMap<F, usize>,
    /// One per column.
    pub uses: Vec<(HeaderCell, ColumnUse<F>)>,
}

impl<F: FieldKey> Mapping<F> {
    /// Decides every column of a layout.
    pub fn new(layout: &Layout, vocabulary: &Vocabulary<F>) -> Self {
        let mut chosen: BTreeMap<F, (usize, Claim<F>)> = BTreeMap::new();
        for (column, header) in layout.headers.iter().enumerate() {
            if header.name.is_empty() {
                continue;
            }
            for claim in vocabulary.claims(header) {
                let better =
                    chosen.get(&claim.field).is_none_or(|(_, other)| claim.rank < other.rank);
                if better {
                    chosen.insert(claim.field, (column, claim));
                }
            }
        }
        let uses =
            layout.headers.iter().enumerate().map(|(column, header)| {
                (named(header), use_of(column, header, &chosen, vocabulary))
            });
        Self {
            uses: uses.collect(),
            columns: chosen.iter().map(|(field, (column, _))| (*field, *column)).collect(),
        }
    }

    /// The column of a field, from 0.
    pub fn column(&self, field: F) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    /// Mapped fields and their columns, in the order of their kind.
    pub fn fields(&self) -> impl Iterator<Item = (F, usize)> + '_ {
        self.columns.iter().map(|(field, column)| (*field, *column))
    }

    /// The header over a column, as people write it.
    pub fn label(&self, column: usize) -> String {
        self.uses.get(column).map_or_else(String::new, |(header, _)| header.label())
    }
}

impl Mapping {
    /// The column whose text groups a dimension.
    pub fn column_of_dimension(&self, dimension: Dimension) -> Option<usize> {
        match dimension.kind() {
            DimensionKind::Text(fields) => fields.iter().find_map(|field| self.column(*field)),
            DimensionKind::Value | DimensionKind::Time(_) => None,
        }
    }
}

/// A header as it is shown: without a title that names somebody and stands where a group would.
fn named(header: &HeaderCell) -> HeaderCell {
    let group = header.group.clone().filter(|group| !is_about_person(group));
    HeaderCell { group, name: header.name.clone() }
}

fn use_of<F: FieldKey>(
    column: usize,
    header: &HeaderCell,
    chosen: &BTreeMap<F, (usize, Claim<F>)>,
    vocabulary: &Vocabulary<F>,
) -> ColumnUse<F> {
    let winner = chosen.values().find(|(winner, _)| *winner == column);
    if let Some((_, claim)) = winner {
        return ColumnUse::Field(claim.field, claim.origin);
    }
    if header.name.is_empty() {
        return ColumnUse::Unknown;
    }
    if let Some(claim) = vocabulary.claims(header).first() {
        return ColumnUse::RepeatOf(claim.field);
    }
    if vocabulary.is_personal(header) {
        ColumnUse::Personal
    } else if vocabulary.is_known(header) {
        ColumnUse::NotNeeded
    } else {
        ColumnUse::Unknown
    }
}
