//! Streams, kept in files without a name, so that each can be read like a file, and more than once.
//!
//! In: the names of streams. Out: readers of what they said. Must not know: what that is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use super::source::{STANDARD_INPUT, SourceError};
use super::watch::InputState;

/// Five times the log of a province's year; what goes on behind it has no end.
const LONGEST_STREAM: u64 = 8 << 30;

/// The streams, by name.
#[derive(Debug, Clone, Default)]
pub struct KeptStreams(Arc<BTreeMap<String, Arc<Mutex<File>>>>);

impl KeptStreams {
    /// Reads streams to their ends and keeps what they say.
    ///
    /// # Errors
    /// When a stream cannot be read or kept, or does not end.
    pub fn keep<'n>(names: impl Iterator<Item = &'n str>) -> Result<Self, SourceError> {
        let mut streams = BTreeMap::new();
        for name in names {
            if !streams.contains_key(name) {
                streams.insert(name.to_owned(), Arc::new(Mutex::new(kept_stream(name)?)));
            }
        }
        Ok(Self(Arc::new(streams)))
    }

    /// A stream from its beginning, if it was kept.
    pub fn open(&self, name: &str) -> Option<KeptStream> {
        self.0.get(name).map(|file| KeptStream { file: Arc::clone(file), at: 0 })
    }

    /// In bytes.
    pub fn size(&self, name: &str) -> u64 {
        let file = self.0.get(name).map(|file| file.lock().unwrap_or_else(PoisonError::into_inner));
        let facts = file.and_then(|file| file.metadata().ok());
        facts.map_or(0, |facts| facts.len())
    }
}

/// A stream in a file without a name, which goes when the program does.
fn kept_stream(name: &str) -> Result<File, SourceError> {
    let unreadable =
        |error: io::Error| SourceError::UnreadableStream(name.to_owned(), error.kind());
    let before = InputState::now();
    let copied = if name == STANDARD_INPUT {
        copy_bounded(&mut io::stdin().lock(), LONGEST_STREAM)
    } else {
        File::open(name).and_then(|mut pipe| copy_bounded(&mut pipe, LONGEST_STREAM))
    };
    let copied = copied.map_err(unreadable)?;
    if name == STANDARD_INPUT && before != InputState::now() {
        return Err(SourceError::ChangedStream(name.to_owned()));
    }
    match copied {
        Some(file) => Ok(file),
        None => Err(SourceError::EndlessStream(name.to_owned(), LONGEST_STREAM >> 30)),
    }
}

/// Copies a stream; nothing when it is longer than it may be.
fn copy_bounded(stream: &mut dyn Read, most: u64) -> io::Result<Option<File>> {
    let mut file = tempfile::tempfile()?;
    let copied = io::copy(&mut stream.take(most + 1), &mut file)?;
    file.rewind()?;
    Ok((copied <= most).then_some(file))
}

/// A stream as it was kept. All handles of a file have one position, so each says where it is.
pub struct KeptStream {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for KeptStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for KeptStream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // The shared position is anybody's.
        file.seek(SeekFrom::Start(self.at))?;
        self.at = file.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::copy_bounded;

    #[test]
    fn a_stream_is_copied_up_to_its_bound_and_not_a_byte_further() {
        for (length, kept) in [(0, true), (99, true), (100, true), (101, false), (100_000, false)] {
            let mut stream = std::io::repeat(b'a').take(length);
            let file = copy_bounded(&mut stream, 100).expect("copied");
            assert_eq!(file.is_some(), kept, "{length}");
            let mut text = String::new();
            if let Some(mut file) = file {
                file.read_to_string(&mut text).expect("read from its beginning");
                assert_eq!(text.len() as u64, length);
            }
        }
        assert!(copy_bounded(&mut std::io::repeat(b'a'), 1 << 20).expect("copied").is_none());
    }
}
