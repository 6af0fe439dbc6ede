//! The groups of a dimension → the name that tables show for what a row writes.
//!
//! In: dossiers that were loaded with the dimension. Out: [`KnownNames`]. What no group is named by, such as a text
//! that somebody wrote about one dossier, is no name here. Must not know: rows, files.

use std::collections::BTreeMap;

use super::table::Dossiers;
use crate::domain::{Dimension, fold};

/// The names that tables show groups under, by every spelling that means only one.
#[derive(Debug)]
pub struct KnownNames {
    by_spelling: BTreeMap<String, Option<String>>,
}

impl KnownNames {
    /// The names of a dimension.
    pub fn new(dossiers: &Dossiers, dimension: Dimension) -> Self {
        let mut by_spelling: BTreeMap<String, Option<String>> = BTreeMap::new();
        for group in dossiers.groups(dimension) {
            for spelling in group.spellings {
                let known = by_spelling.entry(spelling).or_insert_with(|| group.name.clone());
                if *known != group.name {
                    *known = None;
                }
            }
        }
        Self { by_spelling }
    }

    /// The name of a group as a row writes it.
    pub fn name(&self, written: &str) -> Option<String> {
        self.by_spelling.get(&fold(written)).cloned().flatten()
    }

    /// The same; a name that means several or none stays as it is written.
    pub fn name_or_written(&self, written: &str) -> Option<String> {
        self.name(written).or_else(|| (!written.is_empty()).then(|| written.to_owned()))
    }
}
