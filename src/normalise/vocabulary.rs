//! What a header means: by a profile if there is one, else by the built-in dictionary.

use std::collections::HashMap;

use super::dictionary::{Confidence, Dictionary};
use super::fold::fold;
use super::profile::Profile;
use crate::domain::CanonicalField;
use crate::read::{HeaderCell, HeaderVocabulary, Meaning};

/// Why a column was taken for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The profile says so.
    Profile,
    /// The dictionary, from the source of a real system.
    Seen,
    /// The dictionary, from memory: likely, unconfirmed.
    Memory,
}

/// A header that means a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub field: CanonicalField,
    /// Lower wins when several columns mean one field.
    pub rank: usize,
    pub origin: Origin,
}

/// The names in force for a run.
#[derive(Debug)]
pub struct Vocabulary {
    claims: HashMap<String, Vec<Claim>>,
}

/// Meanings above this are columns that no field needs; they still tell a header from a title.
const FIRST_OTHER_MEANING: u32 = 1_000;

impl Vocabulary {
    /// With a profile only its names count; the dictionary's do not mix in.
    #[must_use]
    pub fn new(profile: Option<&Profile>) -> Self {
        let mut claims: HashMap<String, Vec<Claim>> = HashMap::new();
        if let Some(profile) = profile {
            for (field, headers) in &profile.columns {
                for (rank, header) in headers.iter().enumerate() {
                    let claim = Claim { field: *field, rank, origin: Origin::Profile };
                    claims.entry(fold(header)).or_default().push(claim);
                }
            }
        } else {
            for (header, entry) in &Dictionary::built_in().columns {
                let origin = match entry.confidence {
                    Confidence::Seen => Origin::Seen,
                    Confidence::Memory => Origin::Memory,
                };
                let claim = Claim { field: entry.field, rank: entry.rank, origin };
                claims.entry(header.clone()).or_default().push(claim);
            }
        }
        Self { claims }
    }

    /// The fields a header means. The merged cell over it decides first, then the name alone. A
    /// personal column means none, whatever a profile says.
    #[must_use]
    pub fn claims(&self, header: &HeaderCell) -> &[Claim] {
        if Self::is_personal(header) {
            return &[];
        }
        self.claims_of(header, &fold(&header.name))
    }

    fn claims_of(&self, header: &HeaderCell, key: &str) -> &[Claim] {
        let under_group =
            header.group.as_ref().and_then(|_| self.claims.get(&fold(&header.label())));
        under_group.or_else(|| self.claims.get(key)).map_or(&[], Vec::as_slice)
    }

    /// Whether a header names personal data.
    #[must_use]
    pub fn is_personal(header: &HeaderCell) -> bool {
        Dictionary::built_in().is_personal(header)
    }

    /// Whether a header is known and needed by no figure.
    #[must_use]
    pub fn is_known(header: &HeaderCell) -> bool {
        Dictionary::built_in().known.contains(&fold(&header.name))
    }
}

impl HeaderVocabulary for Vocabulary {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        if header.name.is_empty() {
            return None;
        }
        let key = fold(&header.name);
        let claims = self.claims_of(header, &key);
        let is_required = |claim: &Claim| CanonicalField::REQUIRED.contains(&claim.field);
        let best = claims.iter().find(|claim| is_required(claim)).or_else(|| claims.first());
        if let Some(claim) = best {
            return Some(Meaning { id: claim.field as u32, is_required: is_required(claim) });
        }
        let dictionary = Dictionary::built_in();
        if dictionary.personal.contains(&key) || dictionary.known.contains(&key) {
            // Any number that differs from name to name will do.
            let id = xxhash_rust::xxh3::xxh3_64(key.as_bytes()) % (1 << 30);
            return u32::try_from(id)
                .ok()
                .map(|id| Meaning { id: id + FIRST_OTHER_MEANING, is_required: false });
        }
        None
    }

    fn required(&self) -> usize {
        CanonicalField::REQUIRED.len()
    }

    fn missing(&self, found: &[Meaning]) -> String {
        let is_found =
            |field: &CanonicalField| found.iter().any(|meaning| meaning.id == *field as u32);
        CanonicalField::REQUIRED
            .iter()
            .filter(|field| !is_found(field))
            .map(|field| field.name())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
