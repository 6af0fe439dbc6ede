//! A source → an open export: its kind by its first bytes, its encoding, its head as UTF-8 and the
//! stream of the rest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::MultiGzDecoder;

use super::FileFailure;
use super::container::{
    Book, Container, DELIMITER, HELD, Handle, Limited, PageRows, RowSource, SIGNATURE, SheetPart,
    SheetText, Signature, allowed, book_of_xlsx, rows_of_sheet, rows_of_xml,
};
use super::decode::{Encoding, EncodingDecision, EncodingReason, Verdict, examine, examine_utf16};
use super::layout::{HeaderVocabulary, Layout, LayoutHints, find_layout};
use super::quoted_lines::{QuotedLines, has_quoted_lines};
use super::source::{STANDARD_INPUT, SheetSource, Source, SourceError};
use crate::findings::FindingCode;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    None,
    Gzip,
    /// It is a file of an archive.
    Zip,
}

impl Compression {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
        }
    }
}

/// Opens sources; counts the bytes read from disk, for the progress bar.
#[derive(Debug, Clone, Default)]
pub struct Opener {
    /// Where streams were kept, by name, so that each can be read like a file, and more than once.
    streams: Arc<BTreeMap<String, Arc<Mutex<File>>>>,
    /// Of the profile; overrides what the file says.
    pub encoding: Option<Encoding>,
    pub bytes_read: Arc<AtomicU64>,
    held: Arc<Mutex<Held>>,
}

/// What sheets and entries that are read one after the other have in common.
#[derive(Debug, Default)]
struct Held {
    unpacked: Option<(Source, Arc<[u8]>)>,
    book: Option<(Source, Arc<Book>)>,
}

/// An export whose beginning has been read.
pub struct OpenExport {
    pub encoding: EncodingDecision,
    pub compression: Compression,
    pub container: Container,
    /// What separates the cells, where nothing has to be tried.
    pub delimiter: Option<u8>,
    /// Hidden rows of a sheet, counted while they are read.
    pub hidden_rows: Arc<AtomicU64>,
    /// Size on disk, in bytes.
    pub size: u64,
    /// How many bytes the byte-order mark takes, for offsets in messages.
    pub mark_length: u64,
    /// The first bytes of the text, as UTF-8; may end inside a record.
    pub head: Vec<u8>,
    /// Whether `head` is the whole file.
    pub is_whole: bool,
    /// The text behind `head`.
    pub rest: Stream,
}

impl OpenExport {
    /// Finds the table, also where every line is one quoted cell; then the text is that of the rows
    /// in them.
    ///
    /// # Errors
    /// When there is no table, or reading fails.
    pub fn find_layout(
        &mut self,
        vocabulary: &dyn HeaderVocabulary,
        hints: &LayoutHints,
    ) -> Result<Layout, FileFailure> {
        let delimiter = self.delimiter.or(hints.delimiter);
        let hints = LayoutHints { delimiter, ..hints.clone() };
        let found = find_layout(&self.head, self.is_whole, vocabulary, &hints);
        if found.is_ok() || self.container != Container::Text || !has_quoted_lines(&self.head) {
            return found;
        }
        let text = Cursor::new(std::mem::take(&mut self.head));
        let rest = std::mem::replace(&mut self.rest, Box::new(io::empty()));
        self.rest = Box::new(QuotedLines::new(text.chain(rest)));
        (self.head, self.is_whole) = read_head(&mut self.rest)?;
        find_layout(&self.head, self.is_whole, vocabulary, &hints).or(found)
    }
}

type Stream = Box<dyn Read + Send>;

/// Five times the log of a province's year; what goes on behind it has no end.
const LONGEST_STREAM: u64 = 8 << 30;
/// So much of a file is read before its layout is decided.
const HEAD: usize = 256 * 1024;
/// A head grows to this size when it holds no line end.
const HEAD_LIMIT: usize = 16 * 1024 * 1024;

/// The bytes of a source behind its compression, and what they begin with.
struct Bytes {
    compression: Compression,
    /// Size on disk, in bytes.
    size: u64,
    signature: Vec<u8>,
    rest: Stream,
}

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
        if let Source::Sheet(inside) = source {
            return self.open_sheet(inside);
        }
        let mut bytes = self.bytes(source)?;
        let is_page = match Signature::of(&bytes.signature) {
            Signature::Text => false,
            Signature::Html => true,
            Signature::Other(kind) => {
                return Err(FileFailure::new(FindingCode::NotAnExport, kind));
            }
            Signature::Gzip | Signature::Zip | Signature::Ole | Signature::SpreadsheetMl => {
                return Err(self.refusal(source));
            }
        };
        let is_decided = decision.is_some();
        let encoding = decision.unwrap_or_else(|| by_mark(&bytes.signature));
        let mark = encoding.encoding.mark_length(&bytes.signature);
        let stream = Box::new(Cursor::new(bytes.signature.split_off(mark)).chain(bytes.rest));
        let rest = encoding.encoding.translate(stream);
        let on_disk = (bytes.compression, bytes.size);
        let opened = if is_page {
            from_rows(Box::new(PageRows::new(rest)), Container::Html, encoding, on_disk)
        } else {
            from_text(rest, mark, encoding, on_disk)
        };
        let failure = match opened {
            Err(failure) if !is_decided && mark == 0 => failure,
            opened => return opened,
        };
        let has_nul = failure.code == FindingCode::NotAnExport;
        if !has_nul && failure.code != FindingCode::UndecodableBytes {
            return Err(failure);
        }
        match self.settle(source, has_nul)? {
            Verdict::Decided(decision) => self.open_as(source, Some(decision)),
            Verdict::Refused { scores, .. } => Err(failure.because(&scores)),
            Verdict::Utf8 => Err(failure),
        }
    }

    /// Asks a whole file without a byte-order mark for its encoding.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn settle(&self, source: &Source, has_nul: bool) -> Result<Verdict, FileFailure> {
        // Read besides the count, so its bytes are no progress.
        let uncounted = Self { bytes_read: Arc::default(), ..self.clone() };
        let bytes = uncounted.bytes(source)?;
        let mut bytes = Cursor::new(bytes.signature).chain(bytes.rest);
        if !has_nul {
            return Ok(examine(&mut bytes)?);
        }
        let decision = |encoding| EncodingDecision { encoding, reason: EncodingReason::NulPlaces };
        let found = examine_utf16(&mut bytes)?;
        Ok(found.map_or(Verdict::Utf8, |encoding| Verdict::Decided(decision(encoding))))
    }

    fn open_sheet(&self, inside: &SheetSource) -> Result<OpenExport, FileFailure> {
        let part = &inside.sheet.part;
        let (rows, size) = if let SheetPart::SpreadsheetMl(place) = part {
            (rows_of_xml(self.translated(&inside.book)?, *place), self.size(&inside.book))
        } else {
            let mut handle = self.handle(&inside.book)?;
            let size = handle.seek(SeekFrom::End(0))?;
            let book = match part {
                SheetPart::Xlsx(Some(_)) => self.book(&inside.book)?,
                _ => Arc::default(),
            };
            (rows_of_sheet(handle, part, book)?, size)
        };
        let compression = match &inside.book {
            Source::Entry(_) => Compression::Zip,
            _ => Compression::None,
        };
        // Whatever a workbook is written in, its cells are text.
        let encoding =
            EncodingDecision { encoding: Encoding::Utf8, reason: EncodingReason::ValidUtf8 };
        from_rows(rows, part.container(), encoding, (compression, size))
    }

    /// What the cells of a workbook refer to; kept for its next sheet.
    fn book(&self, source: &Source) -> Result<Arc<Book>, FileFailure> {
        if let Some((other, book)) = &self.held().book
            && other == source
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(book_of_xlsx(self.handle(source)?)?);
        self.held().book = Some((source.clone(), Arc::clone(&book)));
        Ok(book)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a source begins with.
    pub(super) fn signature(&self, source: &Source) -> Result<Signature, FileFailure> {
        Ok(Signature::of(&self.bytes(source)?.signature))
    }

    /// A source as UTF-8 from its beginning.
    pub(super) fn translated(&self, source: &Source) -> Result<Stream, FileFailure> {
        let mut bytes = self.bytes(source)?;
        let encoding = Encoding::of(&bytes.signature);
        let mark = encoding.mark_length(&bytes.signature);
        let stream = Cursor::new(bytes.signature.split_off(mark)).chain(bytes.rest);
        Ok(encoding.translate(Box::new(stream)))
    }

    /// A source that can be read from any place. What is packed is unpacked into memory.
    pub(super) fn handle(&self, source: &Source) -> Result<Box<dyn Handle>, FileFailure> {
        if let Some((other, bytes)) = &self.held().unpacked
            && other == source
        {
            return Ok(Box::new(Cursor::new(Arc::clone(bytes))));
        }
        let bytes = self.bytes(source)?;
        if bytes.compression == Compression::None {
            return Ok(match source {
                Source::File(path) => Box::new(self.counted(File::open(path)?)),
                _ => Box::new(self.kept(source)?),
            });
        }
        let mut unpacked = Vec::new();
        let stream = Cursor::new(bytes.signature).chain(bytes.rest);
        Limited::new(stream, bytes.size, HELD).read_to_end(&mut unpacked)?;
        let unpacked: Arc<[u8]> = unpacked.into();
        self.held().unpacked = Some((source.clone(), Arc::clone(&unpacked)));
        Ok(Box::new(Cursor::new(unpacked)))
    }

    fn bytes(&self, source: &Source) -> Result<Bytes, FileFailure> {
        let size = self.size(source);
        let (mut compression, mut rest): (_, Stream) = match source {
            Source::File(path) => (Compression::None, Box::new(self.counted(File::open(path)?))),
            Source::Stream(_) => (Compression::None, Box::new(self.kept(source)?)),
            Source::Entry(inside) => {
                let archive = self.handle(&inside.archive)?;
                (Compression::Zip, Box::new(inside.entry.stream(archive)?))
            }
            Source::Sheet(inside) => return self.bytes(&inside.book),
        };
        let mut signature = read_up_to(&mut rest, SIGNATURE)?;
        if signature.starts_with(&[0x1F, 0x8B]) {
            compression = Compression::Gzip;
            let packed = Cursor::new(signature).chain(rest);
            rest = Box::new(Limited::new(MultiGzDecoder::new(packed), size, allowed(size)));
            signature = read_up_to(&mut rest, SIGNATURE)?;
        }
        Ok(Bytes { compression, size, signature, rest })
    }

    fn counted(&self, file: File) -> Counted {
        Counted { file, bytes: Arc::clone(&self.bytes_read) }
    }

    /// The stream that a source is, or lies in, from its beginning.
    pub(super) fn kept(&self, source: &Source) -> io::Result<Kept> {
        let name = source.stream().ok_or(io::ErrorKind::NotFound)?;
        let file = self.streams.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Kept { file: Arc::clone(file), at: 0 })
    }

    /// Reads the streams among the sources to their ends and keeps what they say: layout and date
    /// order may need it twice.
    ///
    /// # Errors
    /// When a stream cannot be read or kept, or does not end.
    pub fn keep_streams(&mut self, sources: &[Source]) -> Result<(), SourceError> {
        let mut streams = BTreeMap::new();
        for name in sources.iter().filter_map(Source::stream) {
            if !streams.contains_key(name) {
                streams.insert(name.to_owned(), Arc::new(Mutex::new(kept_stream(name)?)));
            }
        }
        self.streams = Arc::new(streams);
        Ok(())
    }

    /// Bytes of a source on disk or in its archive.
    #[must_use]
    pub fn size(&self, source: &Source) -> u64 {
        match source {
            Source::File(path) => std::fs::metadata(path).map_or(0, |facts| facts.len()),
            Source::Stream(name) => {
                let kept = self.streams.get(name);
                let file = kept.map(|file| file.lock().unwrap_or_else(PoisonError::into_inner));
                let facts = file.and_then(|file| file.metadata().ok());
                facts.map_or(0, |facts| facts.len())
            }
            Source::Entry(inside) => inside.entry.packed,
            Source::Sheet(inside) => self.size(&inside.book),
        }
    }
}

/// A stream in a file without a name, which goes when the program does.
fn kept_stream(name: &str) -> Result<File, SourceError> {
    let unreadable =
        |error: io::Error| SourceError::UnreadableStream(name.to_owned(), error.to_string());
    let copied = if name == STANDARD_INPUT {
        copy_bounded(&mut io::stdin().lock(), LONGEST_STREAM)
    } else {
        File::open(name).and_then(|mut pipe| copy_bounded(&mut pipe, LONGEST_STREAM))
    };
    match copied.map_err(unreadable)? {
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

/// What the byte-order mark says, or UTF-8.
fn by_mark(signature: &[u8]) -> EncodingDecision {
    let encoding = Encoding::of(signature);
    let reason = match encoding {
        Encoding::Utf8 => EncodingReason::ValidUtf8,
        _ => EncodingReason::ByteOrderMark,
    };
    EncodingDecision { encoding, reason }
}

/// An export that is text itself.
fn from_text(
    mut rest: Stream,
    mark: usize,
    encoding: EncodingDecision,
    (compression, size): (Compression, u64),
) -> Result<OpenExport, FileFailure> {
    let (head, is_whole) = read_head(&mut rest)?;
    check_head(&head, is_whole, mark)?;
    Ok(OpenExport {
        encoding,
        compression,
        container: Container::Text,
        delimiter: None,
        hidden_rows: Arc::default(),
        size,
        mark_length: mark as u64,
        head,
        is_whole,
        rest,
    })
}

/// An export made of the rows of a sheet or page.
fn from_rows(
    rows: Box<dyn RowSource>,
    container: Container,
    encoding: EncodingDecision,
    (compression, size): (Compression, u64),
) -> Result<OpenExport, FileFailure> {
    let hidden_rows = Arc::default();
    let text = SheetText::new(rows, Arc::clone(&hidden_rows));
    // Cells can repeat a long text in few bytes.
    let mut rest: Stream = Box::new(Limited::new(text, size, allowed(size)));
    let (head, is_whole) = read_head(&mut rest)?;
    check_head(&head, is_whole, 0)?;
    Ok(OpenExport {
        encoding,
        compression,
        container,
        delimiter: Some(DELIMITER),
        hidden_rows,
        size,
        mark_length: 0,
        head,
        is_whole,
        rest,
    })
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

/// A file on disk whose bytes are counted.
struct Counted {
    file: File,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A stream as it was kept. All handles of a file have one position, so each says where it is.
pub(super) struct Kept {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for Kept {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Kept {
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
