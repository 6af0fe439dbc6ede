//! What a header means: by a profile if there is one, else by the built-in dictionary.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::dictionary::Dictionary;
use super::heading::{LONGEST_HEADING, Reading, compact, notes_of, plain, readings};
use super::personal::is_personal_heading;
use super::profile::Profile;
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
    /// Whether names as programs write them are known: not those of a profile.
    has_compact: bool,
    /// What was found out of headings: the files of a folder have the same, and a header is told from
    /// a row of data by asking for every cell of some rows.
    known: Known,
}

#[derive(Debug, Default)]
struct Known {
    claims: Remembered<HeaderCell, Vec<Claim>>,
    meanings: Remembered<HeaderCell, Option<Meaning>>,
    personal: Remembered<HeaderCell, bool>,
}

/// Meanings above this are columns that no field needs; they still tell a header from a title.
const FIRST_OTHER_MEANING: u32 = 1_000;
/// A heading that stands as it is known wins over one with something around its name.
const DECORATED: usize = 1_000;

impl Vocabulary {
    /// With a profile only its names count; the dictionary's do not mix in.
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
                    Confidence::Memory | Confidence::Own => Origin::Memory,
                };
                let claim = Claim { field: entry.field, rank: entry.rank, origin };
                claims.entry(header.clone()).or_default().push(claim);
            }
        }
        Self { claims, has_compact: profile.is_none(), known: Known::default() }
    }

    /// The fields a header means. The merged cell over it decides first, then the name alone; and
    /// either as it stands first, then without what stands around the name. A personal column means
    /// none, whatever a profile says.
    pub fn claims(&self, header: &HeaderCell) -> Vec<Claim> {
        self.known.claims.answer(header, |header| {
            let found = self.claims_of_name(header);
            // Few cells mean a field, and the stems of people are many: they are asked last.
            if found.is_empty() || self.is_personal(header) { Vec::new() } else { found }
        })
    }

    fn claims_of_name(&self, header: &HeaderCell) -> Vec<Claim> {
        let names = || {
            let under_group = header.group.as_ref().map(|_| header.label());
            under_group.into_iter().chain(std::iter::once(header.name.clone()))
        };
        let as_it_stands = names().find_map(|name| self.claims.get(&fold(&name)));
        if let Some(claims) = as_it_stands {
            return claims.clone();
        }
        if Self::is_written(&Dictionary::built_in().known, header) {
            return Vec::new();
        }
        names().find_map(|name| self.decorated(&name)).unwrap_or_default()
    }

    /// The fields of a heading that has something around the name.
    fn decorated(&self, name: &str) -> Option<Vec<Claim>> {
        if name.len() > LONGEST_HEADING {
            return None;
        }
        let notes = &Dictionary::built_in().notes;
        let behind = |claims: &Vec<Claim>| {
            let rank = |claim: &Claim| Claim { rank: claim.rank + DECORATED, ..*claim };
            claims.iter().map(rank).collect::<Vec<_>>()
        };
        let allowed = |claims: &Vec<Claim>, said: &[String]| {
            let of_field = |claim: &Claim| said.iter().all(|note| notes.allow(claim.field, note));
            claims.iter().all(of_field)
        };
        for reading in readings(name) {
            if let Some(claims) = self.claims.get(&reading.key) {
                return allowed(claims, &reading.notes).then(|| behind(claims));
            }
        }
        let names = self.has_compact.then_some(&*COMPACT_NAMES)?;
        let key = names.get(&compact(name))?.as_ref()?;
        let claims = self.claims.get(key)?;
        allowed(claims, &notes_of(name)).then(|| behind(claims))
    }

    fn meaning(&self, header: &HeaderCell) -> Option<Meaning> {
        if header.name.is_empty() {
            return None;
        }
        let claims = self.claims(header);
        let is_required = |claim: &Claim| CanonicalField::REQUIRED.contains(&claim.field);
        let best = claims.iter().find(|claim| is_required(claim)).or_else(|| claims.first());
        if let Some(claim) = best {
            return Some(Meaning { id: claim.field as u32, is_required: is_required(claim) });
        }
        // Stems tell what belongs to people; only whole names tell a header from a row of them.
        if Self::is_in(&Dictionary::built_in().personal, header) || Self::is_known(header) {
            // Any number that differs from name to name will do.
            let id = xxhash_rust::xxh3::xxh3_64(fold(&header.name).as_bytes()) % (1 << 30);
            return u32::try_from(id)
                .ok()
                .map(|id| Meaning { id: id + FIRST_OTHER_MEANING, is_required: false });
        }
        None
    }

    fn is_written(names: &HashSet<String>, header: &HeaderCell) -> bool {
        names.contains(&fold(&header.name))
    }

    /// Whether a list has a name, as it stands or with something around it.
    fn is_in(names: &HashSet<String>, header: &HeaderCell) -> bool {
        Self::is_written(names, header)
            || (header.name.len() <= LONGEST_HEADING
                && readings(&header.name).iter().any(|reading| names.contains(&reading.key)))
    }

    /// Whether a header names personal data.
    pub fn is_personal(&self, header: &HeaderCell) -> bool {
        self.known.personal.answer(header, is_personal)
    }

    /// Whether a header is known and needed by no figure.
    pub fn is_known(header: &HeaderCell) -> bool {
        Self::is_in(&Dictionary::built_in().known, header)
    }
}

fn is_personal(header: &HeaderCell) -> bool {
    let dictionary = Dictionary::built_in();
    let key = fold(&header.name);
    let is_plain = |reading: &Reading| {
        dictionary.columns.contains_key(&reading.key)
            && !reading.notes.iter().any(|note| is_personal_heading(note))
    };
    let is_field =
        || header.name.len() <= LONGEST_HEADING && readings(&header.name).iter().any(is_plain);
    dictionary.is_personal(header, |other| other == key && is_field())
        || Vocabulary::is_in(&dictionary.personal, header)
}

/// Shorter names of programs may be anything.
const SHORTEST_COMPACT: usize = 4;

/// Names of the dictionary as programs write them → names; none that two meanings share.
static COMPACT_NAMES: LazyLock<HashMap<String, Option<String>>> = LazyLock::new(compact_names);

/// Every name of the dictionary, with the marks of Vietnamese and without.
fn compact_names() -> HashMap<String, Option<String>> {
    let dictionary = Dictionary::built_in();
    let others = dictionary.known.iter().chain(&dictionary.personal);
    let mut names: HashMap<String, Option<String>> = HashMap::new();
    for name in dictionary.columns.keys().chain(others) {
        let own = compact(name);
        for key in [plain(&own), own] {
            let field = |name: &String| dictionary.columns.get(name).map(|entry| entry.field);
            let met = names.entry(key.clone()).or_insert_with(|| Some(name.clone()));
            // Spellings of one field may meet; two meanings in one key mean nothing.
            let is_one = met.as_ref().is_some_and(|met| field(met) == field(name));
            if !is_one || key.chars().count() < SHORTEST_COMPACT {
                *met = None;
            }
        }
    }
    names
}

impl HeaderVocabulary for Vocabulary {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        self.known.meanings.answer(header, |header| self.meaning(header))
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
