//! What a header means: by a profile if there is one, else by what its kind of log knows.
//!
//! In: a kind, a profile. Out: for each header, the fields that it claims, or that it is personal or needed by no
//! figure. Must not know: which kinds there are but the dossiers', what becomes of two columns of one field.

use std::collections::HashMap;

use super::common::Common;
use super::heading::{LONGEST_HEADING, compact, notes_of, readings};
use super::kind::{FieldKey, LogKind};
use super::kinds::DOSSIERS;
use super::personal_column::{is_in, is_listed_personal, is_personal};
use super::profile::Profile;
use super::profile_file::LogProfile;
use crate::domain::Remembered;
use crate::domain::fold;
use crate::domain::{CanonicalField, Confidence};
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
pub struct Claim<F = CanonicalField> {
    pub field: F,
    /// Lower wins when several columns mean one field.
    pub rank: usize,
    pub origin: Origin,
}

/// The names in force for a run.
#[derive(Debug)]
pub struct Vocabulary<F = CanonicalField> {
    pub kind: &'static LogKind,
    claims: HashMap<String, Vec<Claim<F>>>,
    /// Whether names as programs write them are known: not those of a profile.
    has_compact: bool,
    /// What was found out of headings: the files of a folder have the same, and a header is told from
    /// a row of data by asking for every cell of some rows.
    known: Known<F>,
}

#[derive(Debug)]
struct Known<F> {
    claims: Remembered<HeaderCell, Vec<Claim<F>>>,
    meanings: Remembered<HeaderCell, Option<Meaning>>,
    personal: Remembered<HeaderCell, bool>,
}

/// Meanings above this are columns that no field needs; they still tell a header from a title.
const FIRST_OTHER_MEANING: u32 = 1_000;
/// A heading that stands as it is known wins over one with something around its name.
const DECORATED: usize = 1_000;

impl Vocabulary {
    /// That of dossier logs.
    pub fn new(profile: Option<&Profile>) -> Self {
        Self::of_kind(&DOSSIERS, profile)
    }
}

impl<F: FieldKey> Vocabulary<F> {
    /// With a profile only its names count; those of the kind do not mix in.
    pub fn of_kind(kind: &'static LogKind, profile: Option<&LogProfile<F>>) -> Self {
        let mut claims: HashMap<String, Vec<Claim<F>>> = HashMap::new();
        if let Some(profile) = profile {
            for (field, headers) in &profile.columns {
                for (rank, header) in headers.iter().enumerate() {
                    let claim = Claim { field: *field, rank, origin: Origin::Profile };
                    claims.entry(fold(header)).or_default().push(claim);
                }
            }
        } else {
            for (key, heading) in &kind.headings {
                let origin = match heading.confidence {
                    Confidence::Seen => Origin::Seen,
                    Confidence::Memory | Confidence::Own => Origin::Memory,
                };
                let field = F::of_place(heading.field);
                let claim = field.map(|field| Claim { field, rank: heading.rank, origin });
                claims.entry(key.clone()).or_default().extend(claim);
            }
        }
        let known = Known {
            claims: Remembered::default(),
            meanings: Remembered::default(),
            personal: Remembered::default(),
        };
        Self { kind, claims, has_compact: profile.is_none(), known }
    }

    /// The fields a header means. The merged cell over it decides first, then the name alone; and
    /// either as it stands first, then without what stands around the name. A personal column means
    /// none, whatever a profile says.
    pub fn claims(&self, header: &HeaderCell) -> Vec<Claim<F>> {
        self.known.claims.answer(header, |header| {
            let found = self.claims_of_name(header);
            // Few cells mean a field, and the stems of people are many: they are asked last.
            if found.is_empty() || self.is_personal(header) { Vec::new() } else { found }
        })
    }

    fn claims_of_name(&self, header: &HeaderCell) -> Vec<Claim<F>> {
        let names = || {
            let under_group = header.group.as_ref().map(|_| header.label());
            under_group.into_iter().chain(std::iter::once(header.name.clone()))
        };
        let as_it_stands = names().find_map(|name| self.claims.get(&fold(&name)));
        if let Some(claims) = as_it_stands {
            return claims.clone();
        }
        if self.kind.known.contains(&fold(&header.name)) {
            return Vec::new();
        }
        names().find_map(|name| self.decorated(&name)).unwrap_or_default()
    }

    /// The fields of a heading that has something around the name.
    fn decorated(&self, name: &str) -> Option<Vec<Claim<F>>> {
        if name.len() > LONGEST_HEADING {
            return None;
        }
        let notes = &Common::built_in().notes;
        let behind = |claims: &Vec<Claim<F>>| {
            let rank = |claim: &Claim<F>| Claim { rank: claim.rank + DECORATED, ..*claim };
            claims.iter().map(rank).collect::<Vec<_>>()
        };
        let is_promised = |claim: &Claim<F>| {
            self.kind.field_of(claim.field).is_some_and(|field| field.is_promised)
        };
        let allowed = |claims: &Vec<Claim<F>>, said: &[String]| {
            let of_field =
                |claim: &Claim<F>| said.iter().all(|note| notes.allow(is_promised(claim), note));
            claims.iter().all(of_field)
        };
        for reading in readings(name) {
            if let Some(claims) = self.claims.get(&reading.key) {
                return allowed(claims, &reading.notes).then(|| behind(claims));
            }
        }
        let names = self.has_compact.then(|| self.kind.compact_names())?;
        let key = names.get(&compact(name))?.as_ref()?;
        let claims = self.claims.get(key)?;
        allowed(claims, &notes_of(name)).then(|| behind(claims))
    }

    fn is_required(&self, field: F) -> bool {
        self.kind.field_of(field).is_some_and(|field| field.is_required)
    }

    fn meaning(&self, header: &HeaderCell) -> Option<Meaning> {
        if header.name.is_empty() {
            return None;
        }
        let claims = self.claims(header);
        let best = claims.iter().find(|claim| self.is_required(claim.field));
        if let Some(claim) = best.or_else(|| claims.first()) {
            let id = u32::try_from(claim.field.place()).ok()?;
            return Some(Meaning { id, is_required: self.is_required(claim.field) });
        }
        // Stems tell what belongs to people; only whole names tell a header from a row of them.
        if is_listed_personal(self.kind, header) || self.is_known(header) {
            // Any number that differs from name to name will do.
            let id = xxhash_rust::xxh3::xxh3_64(fold(&header.name).as_bytes()) % (1 << 30);
            return u32::try_from(id)
                .ok()
                .map(|id| Meaning { id: id + FIRST_OTHER_MEANING, is_required: false });
        }
        None
    }

    /// Whether a header names personal data.
    pub fn is_personal(&self, header: &HeaderCell) -> bool {
        self.known.personal.answer(header, |header| is_personal(self.kind, header))
    }

    /// Whether a header is known and needed by no figure.
    pub fn is_known(&self, header: &HeaderCell) -> bool {
        is_in(&self.kind.known, header)
    }
}

impl<F: FieldKey> HeaderVocabulary for Vocabulary<F> {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        self.known.meanings.answer(header, |header| self.meaning(header))
    }

    fn required(&self) -> usize {
        self.kind.required().count()
    }

    fn missing(&self, found: &[Meaning]) -> String {
        let is_found =
            |place: usize| found.iter().any(|m| usize::try_from(m.id).is_ok_and(|id| id == place));
        let fields = self.kind.fields.iter().enumerate();
        let missing = fields.filter(|(place, field)| field.is_required && !is_found(*place));
        missing.map(|(_, field)| field.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
