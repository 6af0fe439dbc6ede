//! A source → an open export: its kind by its first bytes, its encoding, its head as UTF-8 and the
//! stream of the rest.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::FileFailure;
use super::decode::{Encoding, EncodingDecision, EncodingReason, Verdict, examine, examine_utf16};
use super::source::Source;
use crate::findings::FindingCode;

/// Whether a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    None,
    Gzip,
}

/// Opens sources; counts the bytes read from disk, for the progress bar.
#[derive(Debug, Clone, Default)]
pub struct Opener {
    /// Where standard input was kept, so that it can be read like a file, and more than once.
    pub standard_input: Option<Arc<File>>,
    /// Of the profile; overrides what the file says.
    pub encoding: Option<Encoding>,
    pub bytes_read: Arc<AtomicU64>,
}

/// An export whose beginning has been read.
pub struct OpenExport {
    pub encoding: EncodingDecision,
    pub compression: Compression,
    /// Size on disk, in bytes.
    pub size: u64,
    /// How many bytes the byte-order mark takes, for offsets in messages.
    pub mark_length: u64,
    /// The first bytes of the text, as UTF-8; may end inside a record.
    pub head: Vec<u8>,
    /// Whether `head` is the whole file.
    pub is_whole: bool,
    /// The text behind `head`.
    pub rest: Box<dyn Read + Send>,
}

/// So much of a file is read before its layout is decided.
const HEAD: usize = 256 * 1024;
/// A head grows to this size when it holds no line end.
const HEAD_LIMIT: usize = 16 * 1024 * 1024;
/// Enough for every signature and byte-order mark.
const SIGNATURE: usize = 512;

impl Opener {
    /// Opens a source and reads its head. Without a mark, and with bytes that are no UTF-8, the whole
    /// file is asked for its encoding first.
    ///
    /// # Errors
    /// When it cannot be opened or read, is empty, is no text, or is not in a known encoding.
    pub fn open(&self, source: &Source) -> Result<OpenExport, FileFailure> {
        let of_profile = self
            .encoding
            .map(|encoding| EncodingDecision { encoding, reason: EncodingReason::Profile });
        self.open_as(source, of_profile)
    }

    /// Opens a source whose encoding is known, if it is.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_as(
        &self,
        source: &Source,
        decision: Option<EncodingDecision>,
    ) -> Result<OpenExport, FileFailure> {
        let is_decided = decision.is_some();
        let Stream { mut bytes, size, compression } = self.stream(source, &self.bytes_read)?;
        let mut signature = read_up_to(&mut bytes, SIGNATURE)?;
        refuse_other_containers(&signature)?;
        let encoding = decision.unwrap_or_else(|| by_mark(&signature));
        let mark = encoding.encoding.mark_length(&signature);
        let stream = Box::new(Cursor::new(signature.split_off(mark)).chain(bytes));
        let mut rest = encoding.encoding.translate(stream);
        let (head, is_whole) = read_head(&mut rest)?;
        if let Err(failure) = check_head(&head, is_whole, mark) {
            if is_decided || mark > 0 || failure.code == FindingCode::EmptyFile {
                return Err(failure);
            }
            drop(rest);
            let has_nul = failure.code == FindingCode::NotAnExport;
            return match self.settle(source, has_nul)? {
                Verdict::Decided(decision) => self.open_as(source, Some(decision)),
                Verdict::Refused { scores, .. } => Err(failure.because(&scores)),
                Verdict::Utf8 => Err(failure),
            };
        }
        Ok(OpenExport {
            encoding,
            compression,
            size,
            mark_length: mark as u64,
            head,
            is_whole,
            rest,
        })
    }

    /// Asks a whole file without a byte-order mark for its encoding.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn settle(&self, source: &Source, has_nul: bool) -> Result<Verdict, FileFailure> {
        // Read besides the count, so its bytes are no progress.
        let mut bytes = self.stream(source, &Arc::default())?.bytes;
        if !has_nul {
            return Ok(examine(&mut bytes)?);
        }
        let decision = |encoding| EncodingDecision { encoding, reason: EncodingReason::NulPlaces };
        let found = examine_utf16(&mut bytes)?;
        Ok(found.map_or(Verdict::Utf8, |encoding| Verdict::Decided(decision(encoding))))
    }

    /// The bytes of a source, decompressed.
    fn stream(&self, source: &Source, counter: &Arc<AtomicU64>) -> Result<Stream, FileFailure> {
        let file = match source {
            Source::File(path) => File::open(path)?,
            Source::StandardInput => self.rewound_standard_input()?,
        };
        let size = file.metadata()?.len();
        let mut bytes: Box<dyn Read + Send> =
            Box::new(Counted { reader: file, bytes: Arc::clone(counter) });
        let signature = read_up_to(&mut bytes, SIGNATURE)?;
        let is_gzip = signature.starts_with(&[0x1F, 0x8B]);
        bytes = Box::new(Cursor::new(signature).chain(bytes));
        if is_gzip {
            bytes = Box::new(MultiGzDecoder::new(bytes));
        }
        let compression = if is_gzip { Compression::Gzip } else { Compression::None };
        Ok(Stream { bytes, size, compression })
    }
}

/// A source, opened.
struct Stream {
    bytes: Box<dyn Read + Send>,
    size: u64,
    compression: Compression,
}

/// What the byte-order mark says, or UTF-8.
fn by_mark(signature: &[u8]) -> EncodingDecision {
    let encoding = Encoding::of(signature);
    let reason = match encoding {
        Encoding::Utf8 => EncodingReason::ValidUtf8,
        _ => EncodingReason::ByteOrderMark,
    };
    EncodingDecision { encoding, reason }
}

impl Opener {
    fn rewound_standard_input(&self) -> io::Result<File> {
        let kept = self.standard_input.as_ref().ok_or(io::ErrorKind::NotFound)?;
        // The handles share one position; only one of them is ever being read.
        let mut file = kept.try_clone()?;
        file.rewind()?;
        Ok(file)
    }

    /// Bytes of standard input, if it was kept.
    #[must_use]
    pub fn standard_input_size(&self) -> u64 {
        let facts = self.standard_input.as_ref().and_then(|file| file.metadata().ok());
        facts.map_or(0, |facts| facts.len())
    }
}

fn read_up_to(reader: &mut dyn Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(limit);
    reader.take(limit as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The head, and whether the file ends with it.
fn read_head(reader: &mut dyn Read) -> io::Result<(Vec<u8>, bool)> {
    let mut head = read_up_to(reader, HEAD)?;
    let mut asked = HEAD;
    while head.len() == asked
        && head.len() < HEAD_LIMIT
        && memchr::memchr2(b'\n', b'\r', &head).is_none()
    {
        reader.take(head.len() as u64).read_to_end(&mut head)?;
        asked *= 2;
    }
    let is_whole = head.len() < asked;
    Ok((head, is_whole))
}

/// Known files that are not delimited text, by their first bytes and never by their name.
fn refuse_other_containers(signature: &[u8]) -> Result<(), FileFailure> {
    let start = signature.trim_ascii_start();
    let is_markup =
        |tag: &[u8]| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
    let kind = if signature.starts_with(b"PK\x03\x04") {
        "XLSX / ODS / ZIP"
    } else if signature.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        "XLS"
    } else if signature.starts_with(b"%PDF") {
        "PDF"
    } else if is_markup(b"<html") || is_markup(b"<!doctype") || is_markup(b"<table") {
        "HTML"
    } else {
        return Ok(());
    };
    Err(FileFailure::new(FindingCode::NotAnExport, kind))
}

fn check_head(head: &[u8], is_whole: bool, mark: usize) -> Result<(), FileFailure> {
    if is_whole && head.trim_ascii().is_empty() {
        return Err(FileFailure::new(
            FindingCode::EmptyFile,
            format!("{} byte", head.len() + mark),
        ));
    }
    if let Some(offset) = memchr::memchr(0, head) {
        let place = format!("byte {}: NUL", offset + mark);
        return Err(FileFailure::new(FindingCode::NotAnExport, place));
    }
    match simdutf8::compat::from_utf8(head) {
        Ok(_) => Ok(()),
        // The head may end inside a character.
        Err(error) if !is_whole && error.error_len().is_none() => Ok(()),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = memchr::memchr_iter(b'\n', &head[..offset]).count() + 1;
            let byte = head.get(offset).copied().unwrap_or_default();
            Err(FileFailure::new(
                FindingCode::UndecodableBytes,
                format!("line {line}, byte {}: 0x{byte:02X}", offset + mark),
            ))
        }
    }
}

struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
