//! Repeating text → small codes, each spelling once.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::read::Position;

/// The distinct spellings of one column, as one thread met them.
#[derive(Debug, Default)]
pub struct Interner {
    table: HashTable<u32>,
    text: Vec<u8>,
    entries: Vec<Entry>,
    /// Texts met lately, by a cheap fingerprint: columns of a log repeat themselves.
    recent: Vec<Recent>,
    /// The code of no text, once met in this chunk.
    blank: Option<u32>,
}

/// Where a text stands among all texts, so that it is compared without a look at its entry.
#[derive(Debug, Clone, Copy, Default)]
struct Recent {
    start: u32,
    end: u32,
    code: u32,
}

/// As many texts as a log has statuses, channels and busy units; a power of two.
const RECENT: usize = 1024;
/// Length, first and last bytes: tells the few texts of a column apart at the price of a load.
#[inline]
fn fingerprint(text: &[u8]) -> usize {
    let word = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23)
        }
        _ => text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let middle = text.get(text.len() / 2).copied().unwrap_or(0);
    let mixed =
        (word ^ u64::from(middle) << 17 ^ text.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 54) as usize
}

/// Whether two texts are equal. Nearly all have 8 to 32 bytes: their beginning and their end, which may
/// overlap, are all of them, and are compared without a call.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        16..=32 => ends::<16>(one) == ends::<16>(other),
        8..16 => ends::<8>(one) == ends::<8>(other),
        _ => one == other,
    }
}

#[inline]
fn ends<const N: usize>(text: &[u8]) -> Option<[&[u8; N]; 2]> {
    Some([text.first_chunk()?, text.last_chunk()?])
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: usize,
    end: usize,
    /// The first place in reading order, whichever thread reads it.
    first: Position,
}

impl Interner {
    /// The code of a text.
    #[inline]
    pub fn code(&mut self, text: &[u8], at: Position) -> u32 {
        if let (true, Some(code)) = (text.is_empty(), self.blank) {
            return code;
        }
        let slot = fingerprint(text);
        if let Some(Recent { start, end, code }) = self.recent.get(slot)
            && self.text.get(*start as usize..*end as usize).is_some_and(|own| is_same(own, text))
            && !text.is_empty()
        {
            return *code;
        }
        let code = self.look_up(text, at);
        if text.is_empty() {
            self.blank = Some(code);
        } else if let Some(entry) = self.entries.get(code as usize)
            && let (Ok(start), Ok(end)) = (u32::try_from(entry.start), u32::try_from(entry.end))
        {
            self.recent.resize(RECENT, Recent::default());
            self.recent[slot] = Recent { start, end, code };
        }
        code
    }

    /// A new chunk may lie before what was read so far; its texts have to be looked up once.
    pub fn start_chunk(&mut self) {
        self.recent.clear();
        self.blank = None;
    }

    #[expect(clippy::cast_possible_truncation, reason = "codes stay below the number of rows")]
    fn look_up(&mut self, text: &[u8], at: Position) -> u32 {
        let Self { table, text: all, entries, .. } = self;
        let bytes = |entry: &Entry| entry.start..entry.end;
        let hash = xxh3_64(text);
        let found = table.find(hash, |code| {
            entries.get(*code as usize).is_some_and(|entry| &all[bytes(entry)] == text)
        });
        if let Some(code) = found {
            if let Some(entry) = entries.get_mut(*code as usize) {
                entry.first = entry.first.min(at);
            }
            return *code;
        }
        let code = entries.len() as u32;
        let start = all.len();
        all.extend_from_slice(text);
        entries.push(Entry { start, end: all.len(), first: at });
        table.insert_unique(hash, code, |code| {
            xxh3_64(entries.get(*code as usize).map_or(&[], |entry| &all[bytes(entry)]))
        });
        code
    }

    /// Every spelling with its first place, by code.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&[u8], Position)> {
        self.entries.iter().map(|entry| (&self.text[entry.start..entry.end], entry.first))
    }
}
