//! An open export → chunks of whole records, so that several threads can read one file.

use std::io::Read;

use super::FileFailure;
use super::boundary::last_record_end;
use super::position::Position;
use super::structural::Dialect;
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
    /// Kept from chunk to chunk, so that it is cleared once and not a thousand times.
    buffer: Vec<u8>,
    length: usize,
}

impl Chunk {
    pub fn data(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    /// Starts over with bytes read before.
    fn keep(&mut self, bytes: &[u8]) {
        self.grow(bytes.len());
        self.buffer[..bytes.len()].copy_from_slice(bytes);
        self.length = bytes.len();
    }

    /// Reads until there are `target` bytes; whether the stream has ended.
    fn read(&mut self, reader: &mut dyn Read, target: usize) -> std::io::Result<bool> {
        self.grow(target);
        while self.length < target {
            match reader.read(&mut self.buffer[self.length..target]) {
                Ok(0) => return Ok(true),
                Ok(read) => self.length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    fn grow(&mut self, size: usize) {
        if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
    }
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
    pub fn new(
        reader: Box<dyn Read + Send>,
        dialect: Dialect,
        pending: Vec<u8>,
        offset: u64,
    ) -> Self {
        Self { reader, dialect, pending, offset, next_index: 0, ended: false }
    }

    /// Fills `chunk` with the next whole records; `false` at the end.
    ///
    /// # Errors
    /// When reading fails or a record does not end.
    pub fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, FileFailure> {
        chunk.index = self.next_index;
        chunk.offset = self.offset;
        chunk.keep(&self.pending);
        self.pending.clear();
        let mut target = CHUNK;
        let end = loop {
            if !self.ended {
                self.ended = chunk.read(&mut self.reader, target)?;
            }
            if self.ended {
                break chunk.length;
            }
            if let Some(end) = last_record_end(chunk.data(), self.dialect) {
                break end;
            }
            if chunk.length >= LONGEST_RECORD || self.next_index + 1 >= Position::MAX_CHUNKS {
                let start = first_cell(chunk.data());
                let failure = FileFailure::new(FindingCode::UnterminatedQuote, start);
                return Err(failure.at(chunk.index, 0));
            }
            // Little by little: what follows a long record must not make a chunk of millions of rows.
            target = chunk.length + CHUNK;
        };
        self.pending.extend_from_slice(&chunk.data()[end..]);
        chunk.length = end;
        self.offset += end as u64;
        self.next_index += 1;
        Ok(end > 0)
    }
}

/// The beginning of the record that does not end, for the message.
fn first_cell(data: &[u8]) -> String {
    String::from_utf8_lossy(data.get(..60).unwrap_or(data)).into_owned()
}
