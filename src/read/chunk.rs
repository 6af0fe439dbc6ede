//! An open export → chunks of whole records, so that several threads can read one file.

use std::io::Read;

use super::FileFailure;
use super::csv::{Dialect, last_record_end};
use super::position::Position;
use crate::findings::FindingCode;

/// Bytes per chunk: large enough that handing it over costs nothing, small enough for the cache.
const CHUNK: usize = 1024 * 1024;
/// A record longer than this is an opened quotation mark that nobody closed.
const LONGEST_RECORD: usize = 64 * 1024 * 1024;

/// Whole records of one file.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Place of the chunk in its file, from 0.
    pub index: u32,
    /// Where it starts in the text of the file, in bytes.
    pub offset: u64,
    pub data: Vec<u8>,
}

/// Cuts a stream into chunks.
pub struct ChunkReader {
    reader: Box<dyn Read + Send>,
    dialect: Dialect,
    /// Bytes read behind the last record end.
    pending: Vec<u8>,
    offset: u64,
    next_index: u32,
    ended: bool,
}

impl ChunkReader {
    /// `pending` is the part of the body already read; `offset` where it starts in the file's text.
    #[must_use]
    pub fn new(
        reader: Box<dyn Read + Send>,
        dialect: Dialect,
        pending: Vec<u8>,
        offset: u64,
    ) -> Self {
        Self {
            reader,
            dialect,
            pending,
            offset,
            next_index: 0,
            ended: false,
        }
    }

    /// Fills `chunk` with the next whole records; `false` at the end.
    ///
    /// # Errors
    /// When reading fails or a record does not end.
    pub fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, FileFailure> {
        let data = &mut chunk.data;
        data.clear();
        data.append(&mut self.pending);
        chunk.index = self.next_index;
        chunk.offset = self.offset;
        let mut target = CHUNK;
        let end = loop {
            if !self.ended && data.len() < target {
                let wanted = target - data.len();
                data.reserve(wanted);
                let read = self.reader.by_ref().take(wanted as u64).read_to_end(data)?;
                self.ended = read < wanted;
            }
            if self.ended {
                break data.len();
            }
            if let Some(end) = last_record_end(data, self.dialect) {
                break end;
            }
            if data.len() >= LONGEST_RECORD || self.next_index + 1 >= Position::MAX_CHUNKS {
                let failure = FileFailure::new(FindingCode::UnterminatedQuote, first_cell(data));
                return Err(failure.at(chunk.index, 0));
            }
            target = data.len() * 2;
        };
        self.pending.extend_from_slice(&data[end..]);
        data.truncate(end);
        self.offset += end as u64;
        self.next_index += 1;
        Ok(!data.is_empty())
    }
}

/// The beginning of the record that does not end, for the message.
fn first_cell(data: &[u8]) -> String {
    String::from_utf8_lossy(data.get(..60).unwrap_or(data)).into_owned()
}
