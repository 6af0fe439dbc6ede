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
    /// Exports are sorted by unit or procedure more often than not.
    last: Option<u32>,
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
        if let Some(last) = self.last
            && self.spelling(last) == text
        {
            return last;
        }
        let code = self.look_up(text, at);
        self.last = Some(code);
        code
    }

    /// A new chunk may lie before what was read so far; its first text has to be looked up.
    pub const fn start_chunk(&mut self) {
        self.last = None;
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "codes stay below the number of rows"
    )]
    fn look_up(&mut self, text: &[u8], at: Position) -> u32 {
        let Self {
            table,
            text: all,
            entries,
            ..
        } = self;
        let bytes = |entry: &Entry| entry.start..entry.end;
        let hash = xxh3_64(text);
        let found = table.find(hash, |code| {
            entries
                .get(*code as usize)
                .is_some_and(|entry| &all[bytes(entry)] == text)
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
        entries.push(Entry {
            start,
            end: all.len(),
            first: at,
        });
        table.insert_unique(hash, code, |code| {
            xxh3_64(
                entries
                    .get(*code as usize)
                    .map_or(&[], |entry| &all[bytes(entry)]),
            )
        });
        code
    }

    /// The text of a code.
    #[must_use]
    pub fn spelling(&self, code: u32) -> &[u8] {
        self.entries
            .get(code as usize)
            .map_or(&[], |entry| &self.text[entry.start..entry.end])
    }

    /// Every spelling with its first place, by code.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&[u8], Position)> {
        self.entries
            .iter()
            .map(|entry| (&self.text[entry.start..entry.end], entry.first))
    }
}
