//! Where a row stands: file, chunk, row of the chunk, in one number that sorts in reading order.
//!
//! Chunks of one file are read by several threads at once, so a thread knows the row within its
//! chunk only. [`RowNumbers`] turns a position into the row of the file once all chunks are read.

use std::collections::BTreeMap;

/// The place of a file in natural path order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Sorts as (file, chunk, row): "later" in the sense of "the later row supersedes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

const CHUNK_BITS: u32 = 22;
/// A chunk is some megabytes at most, and an empty line takes one byte.
const ROW_BITS: u32 = 24;

impl Position {
    /// So many files, chunks of a file and rows of a chunk can be told apart.
    pub const MAX_FILES: u32 = 1 << (64 - CHUNK_BITS - ROW_BITS);
    pub const MAX_CHUNKS: u32 = 1 << CHUNK_BITS;

    /// `row` counts from 0 within the chunk.
    pub const fn new(file: FileId, chunk: u32, row: u32) -> Self {
        Self((file.0 as u64) << (CHUNK_BITS + ROW_BITS) | (chunk as u64) << ROW_BITS | row as u64)
    }

    pub const fn file(self) -> FileId {
        FileId((self.0 >> (CHUNK_BITS + ROW_BITS)) as u32)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the mask leaves 22 bits")]
    const fn chunk(self) -> u32 {
        ((self.0 >> ROW_BITS) as u32) & (Self::MAX_CHUNKS - 1)
    }

    /// The next row of the chunk.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The row within its chunk, from 0.
    #[expect(clippy::cast_possible_truncation, reason = "the mask leaves 24 bits")]
    pub const fn row(self) -> u32 {
        (self.0 as u32) & ((1 << ROW_BITS) - 1)
    }
}

/// How many rows a chunk had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkRows {
    pub file: FileId,
    pub chunk: u32,
    pub rows: u64,
}

/// The row number each chunk starts with.
#[derive(Debug, Default)]
pub struct RowNumbers {
    first_row: BTreeMap<(FileId, u32), u64>,
}

impl RowNumbers {
    /// From the rows of all chunks, in any order, and the rows above the body of each file.
    pub fn new(mut chunks: Vec<ChunkRows>, rows_above: &BTreeMap<FileId, u64>) -> Self {
        chunks.sort_unstable_by_key(|chunk| (chunk.file, chunk.chunk));
        let mut first_row = BTreeMap::new();
        let mut current = None;
        let mut next = 0;
        for chunk in chunks {
            if current != Some(chunk.file) {
                current = Some(chunk.file);
                next = rows_above.get(&chunk.file).copied().unwrap_or(0) + 1;
            }
            // A chunk that failed is listed twice: as read, and as the place of the failure.
            first_row.entry((chunk.file, chunk.chunk)).or_insert(next);
            next += chunk.rows;
        }
        Self { first_row }
    }

    /// The row as a spreadsheet numbers it, from 1.
    pub fn row(&self, position: Position) -> u64 {
        let first = self.first_row.get(&(position.file(), position.chunk())).copied().unwrap_or(1);
        first + u64::from(position.row())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{ChunkRows, FileId, Position, RowNumbers};

    #[test]
    fn positions_sort_in_reading_order_and_find_their_row() {
        let (first, second) = (FileId(0), FileId(1));
        assert!(Position::new(first, 1, 0) > Position::new(first, 0, 4_000_000));
        assert!(Position::new(second, 0, 0) > Position::new(first, 4_000_000, 4_000_000));
        let chunks = vec![
            ChunkRows { file: first, chunk: 1, rows: 5 },
            ChunkRows { file: second, chunk: 0, rows: 7 },
            ChunkRows { file: first, chunk: 0, rows: 10 },
        ];
        let rows = RowNumbers::new(chunks, &BTreeMap::from([(first, 4), (second, 1)]));
        assert_eq!(rows.row(Position::new(first, 0, 0)), 5);
        assert_eq!(rows.row(Position::new(first, 1, 2)), 17);
        assert_eq!(rows.row(Position::new(second, 0, 6)), 8);
    }
}
