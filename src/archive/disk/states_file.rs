//! The states of dossiers as a file of an archived month: packed, for its owner only, hidden by a key.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use super::error::ArchiveError;
use crate::archive::key::KeyId;
use crate::archive::{IdHiding, States};
use crate::output::{OutputError, Package};

/// Its name, in the folder of a month and in that of a restatement.
pub const STATES_FILE: &str = "dossiers.csv.gz";

/// What hides the ids of the states of a month, and so what they can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pseudonymisation {
    /// The key of the office hides them.
    Comparable,
    /// No key hides them: ids can be found out by trying.
    Unkeyed,
    /// Another key does, or there is none to compare with.
    OtherKey,
    /// There are none, or they cannot be read.
    Missing,
}

impl Pseudonymisation {
    /// What states can tell whoever has this key, by what hides them; nothing does where there are none.
    pub fn of(hidden: Option<&IdHiding>, key: Option<&KeyId>) -> Self {
        match hidden {
            None => Self::Missing,
            Some(IdHiding::Not) => Self::Unkeyed,
            Some(IdHiding::With(id)) if Some(id) == key => Self::Comparable,
            Some(IdHiding::With(_) | IdHiding::Twice) => Self::OtherKey,
        }
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comparable => "keyed",
            Self::Unkeyed => "unkeyed",
            Self::OtherKey => "other_key",
            Self::Missing => "missing",
        }
    }
}

/// What the manifest of a month says of its states.
pub const PSEUDONYMOUS: &str = "dossiers.csv.gz is pseudonymous, not anonymous: ids are hidden by the key of the \
    office (HMAC-SHA-256), which is not in this folder. Who has the key, or knows unit and days of a dossier, can \
    find its line.";

/// Adds a file of a month; the states of dossiers are for their owner only.
///
/// # Errors
/// As for [`Package::add`].
pub fn add(package: &mut Package, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
    if path.ends_with(STATES_FILE) {
        package.add_private(path, bytes)
    } else {
        package.add(path, bytes)
    }
}

/// The same bytes for the same states: without a name or a time.
///
/// # Errors
/// Never: they are packed in memory.
pub fn compressed(states: &States) -> Result<Vec<u8>, ArchiveError> {
    // In one piece: what is packed bit by bit has other bytes. Half of each line is a hidden id, which nothing
    // packs: the last tenth of size costs three times the time.
    let mut text = Vec::new();
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::fast());
    let packed = states
        .write(&mut text)
        .and_then(|()| encoder.write_all(&text))
        .and_then(|()| encoder.finish());
    packed.map_err(ArchiveError::bug)
}

/// So many bytes are unpacked at once.
const AT_ONCE: usize = 64 * 1024;

/// What hides the ids of a packed text, every line of which is read.
///
/// # Errors
/// When it cannot be unpacked, or a line is no state.
pub fn checked(packed: impl Read) -> io::Result<IdHiding> {
    States::check(BufReader::with_capacity(AT_ONCE, GzDecoder::new(packed)))
}

/// The states in a packed text; nothing when they cannot be read.
pub fn unpacked(bytes: &[u8]) -> Option<States> {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).ok()?;
    States::parse(&text).ok()
}

/// What hides the states of a file, by its first line.
pub fn id_hiding(path: &Path) -> Option<IdHiding> {
    let mut line = String::new();
    BufReader::new(GzDecoder::new(std::fs::File::open(path).ok()?)).read_line(&mut line).ok()?;
    States::parse(&line).ok().map(|states| states.hidden)
}

/// The states of a file; nothing when they cannot be read.
pub fn states(path: &Path) -> Option<States> {
    unpacked(&std::fs::read(path).ok()?)
}
