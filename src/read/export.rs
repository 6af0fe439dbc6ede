//! A source → an open export: its kind by its first bytes, its encoding, its head as UTF-8 and the
//! stream of the rest.
//!
//! In: sources, and what a profile says of their encoding. Out: [`OpenExport`]s. Must not know: where a
//! table stands in them, and what it means.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::MultiGzDecoder;

use super::FileFailure;
use super::container::{
    Book, Container, FillDown, HELD, Handle, LimitedReader, PageRows, SIGNATURE, SheetPart,
    Signature, Spans, Unpacking, allowed, book_of_xlsx, rows_of_sheet, rows_of_xml,
};
use super::decode::{
    Encoding, EncodingDecision, EncodingReason, Verdict, examine, examine_utf16, is_written_twice,
};
use super::kept::{KeptStream, KeptStreams};
use super::layout::Layout;
use super::opened::{Compression, OpenExport, Stream, by_mark, from_rows, from_text, read_up_to};
use super::source::{SheetSource, Source, SourceError};
use super::watch::{Watch, WatchedFile};
use crate::findings::FindingCode;

/// Opens sources; counts the bytes read from disk, for the progress bar.
#[derive(Debug, Clone, Default)]
pub struct Opener {
    streams: KeptStreams,
    /// Of the profile; overrides what the file says.
    pub encoding: Option<Encoding>,
    pub bytes_read: Arc<AtomicU64>,
    /// Whether files are summed while they are read.
    pub is_summing: bool,
    pub(super) watch: Watch,
    held: Arc<Mutex<SharedSources>>,
}

/// What sheets and entries that are read one after the other have in common.
#[derive(Debug, Default)]
struct SharedSources {
    unpacked: Option<(Source, Arc<[u8]>)>,
    book: Option<(Source, Arc<Book>)>,
}

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
        self.open_filled(source, decision, None)
    }

    /// The same export, in which cells merged over rows of the body hold for all of them. `spans` are
    /// those that an earlier reading found behind the rows.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn fill_down(
        &self,
        source: &Source,
        open: OpenExport,
        layout: &Layout,
        spans: Option<Arc<Spans>>,
    ) -> Result<OpenExport, FileFailure> {
        if open.container == Container::Text {
            return Ok(open);
        }
        let first_row = u32::try_from(layout.rows_above()).unwrap_or(u32::MAX);
        let names =
            layout.headers.iter().flat_map(|header| [header.group.as_ref(), Some(&header.name)]);
        let headings = names.flatten().map(|name| name.trim().to_owned()).collect();
        let fill = FillDown { first_row, headings, spans };
        if fill.spans.is_none() && !open.notes.has_reached(first_row) {
            open.notes.fill_down(fill);
            return Ok(open);
        }
        // What has been read is not filled: from the beginning.
        self.open_filled(source, Some(open.encoding), Some(fill))
    }

    fn open_filled(
        &self,
        source: &Source,
        decision: Option<EncodingDecision>,
        fill: Option<FillDown>,
    ) -> Result<OpenExport, FileFailure> {
        let is_decided = decision.is_some();
        let open = self.open_once(source, decision, fill)?;
        let is_utf8 = matches!(open.encoding.encoding, Encoding::Utf8 | Encoding::Utf8WithMark);
        if is_decided || !is_utf8 || !is_written_twice(&open.head, open.is_whole) {
            return Ok(open);
        }
        let reason = EncodingReason::WrittenTwice;
        self.open_once(
            source,
            Some(EncodingDecision { encoding: Encoding::Utf8Twice, reason }),
            None,
        )
    }

    fn open_once(
        &self,
        source: &Source,
        decision: Option<EncodingDecision>,
        fill: Option<FillDown>,
    ) -> Result<OpenExport, FileFailure> {
        if let Source::Sheet(inside) = source {
            return self.open_sheet(inside, decision, fill);
        }
        let mut bytes = self.bytes(source)?;
        let is_page = match Signature::of(&bytes.signature) {
            Signature::Text => false,
            Signature::Html => true,
            Signature::Other(kind) => {
                return Err(FileFailure::new(FindingCode::NotAnExport, kind));
            }
            Signature::Foreign(kind) => {
                return Err(FileFailure::new(FindingCode::OtherFormat, kind));
            }
            Signature::Gzip
            | Signature::Zip
            | Signature::Ole
            | Signature::SpreadsheetMl
            | Signature::FlatOds => return Err(self.refusal(source)),
        };
        let is_decided = decision.is_some();
        let encoding = decision.unwrap_or_else(|| by_mark(&bytes.signature));
        let mark = encoding.encoding.mark_length(&bytes.signature);
        let stream = Box::new(Cursor::new(bytes.signature.split_off(mark)).chain(bytes.rest));
        let rest = encoding.encoding.translate(stream);
        let on_disk = (bytes.compression, bytes.size);
        let has_table = Arc::new(AtomicBool::new(false));
        let opened = if is_page {
            let rows = Box::new(PageRows::new(rest, Arc::clone(&has_table)));
            from_rows(rows, Container::Html, encoding, on_disk, fill)
        } else {
            from_text(rest, mark, encoding, on_disk)
        };
        if let Ok(open) = &opened
            && is_page
            && open.is_whole
            && !has_table.load(Ordering::Relaxed)
        {
            // The page of an error, or one that asks for a password.
            return Err(FileFailure::new(FindingCode::NotAnExport, "HTML: 0 <table>"));
        }
        let failure = match opened {
            Err(failure) if !is_decided && mark == 0 => failure,
            opened => return opened,
        };
        self.open_settled(source, failure)
    }

    /// Opens a source again that is no UTF-8, in the encoding that its whole text tells.
    fn open_settled(
        &self,
        source: &Source,
        failure: FileFailure,
    ) -> Result<OpenExport, FileFailure> {
        let has_nul = failure.code == FindingCode::NotAnExport;
        if !has_nul && failure.code != FindingCode::UndecodableBytes {
            return Err(failure);
        }
        match self.settle(source, has_nul)? {
            Verdict::Decided(decision) => self.open_as(source, Some(decision)),
            Verdict::Refused { .. } if self.is_binary(source)? => {
                Err(FileFailure::new(FindingCode::NotAnExport, failure.value))
            }
            Verdict::Refused { scores, .. } => Err(failure.because(&scores)),
            Verdict::Utf8 => Err(failure),
        }
    }

    /// Whether a file that is in no known encoding does not even look like text.
    fn is_binary(&self, source: &Source) -> Result<bool, FileFailure> {
        /// Letters of old Vietnamese encodings stand among the control signs, and are rare.
        const SHARE: usize = 25;
        let head = self.bytes(source)?.signature;
        let is_sign = |byte: &&u8| **byte < b' ' && !b"\t\n\r\x0B\x0C".contains(*byte);
        Ok(head.iter().filter(is_sign).count() * SHARE > head.len())
    }

    /// Asks a whole file without a byte-order mark for its encoding.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn settle(&self, source: &Source, has_nul: bool) -> Result<Verdict, FileFailure> {
        // Read besides the count, so its bytes are no progress.
        let uncounted = Self { bytes_read: Arc::default(), is_summing: false, ..self.clone() };
        let bytes = uncounted.bytes(source)?;
        let mut bytes = Cursor::new(bytes.signature).chain(bytes.rest);
        if !has_nul {
            return Ok(examine(&mut bytes)?);
        }
        let decision = |encoding| EncodingDecision { encoding, reason: EncodingReason::NulPlaces };
        let found = examine_utf16(&mut bytes)?;
        Ok(found.map_or(Verdict::Utf8, |encoding| Verdict::Decided(decision(encoding))))
    }

    fn open_sheet(
        &self,
        inside: &SheetSource,
        decision: Option<EncodingDecision>,
        fill: Option<FillDown>,
    ) -> Result<OpenExport, FileFailure> {
        let part = &inside.sheet.part;
        let is_xml = matches!(part, SheetPart::SpreadsheetMl(_) | SheetPart::FlatOds(_));
        let (rows, size) = if is_xml {
            (rows_of_xml(self.translated(&inside.book)?, part), self.size(&inside.book))
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
        // Whatever a workbook is written in, its cells are text; which may have been spoilt before.
        let of_text = decision.filter(|decision| {
            use EncodingReason::{WrittenTwice, WrittenTwiceInPart};
            matches!(decision.reason, WrittenTwice | WrittenTwiceInPart)
        });
        let encoding = of_text.unwrap_or(EncodingDecision {
            encoding: Encoding::Utf8,
            reason: EncodingReason::ValidUtf8,
        });
        from_rows(rows, part.container(), encoding, (compression, size), fill)
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

    fn held(&self) -> std::sync::MutexGuard<'_, SharedSources> {
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
                Source::File(path) => {
                    Box::new(WatchedFile::new(self.watch.open(path)?, Arc::clone(&self.bytes_read)))
                }
                _ => Box::new(self.kept(source)?),
            });
        }
        let mut unpacked = Vec::new();
        let stream = Cursor::new(bytes.signature).chain(bytes.rest);
        LimitedReader::new(stream, bytes.size, HELD).read_to_end(&mut unpacked)?;
        let unpacked: Arc<[u8]> = unpacked.into();
        self.held().unpacked = Some((source.clone(), Arc::clone(&unpacked)));
        Ok(Box::new(Cursor::new(unpacked)))
    }

    fn bytes(&self, source: &Source) -> Result<Bytes, FileFailure> {
        let size = self.size(source);
        let (mut compression, mut rest): (_, Stream) = match source {
            Source::File(path) => (Compression::None, Box::new(self.counted(path)?)),
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
            let unpacked = Unpacking::new(MultiGzDecoder::new(packed), "gzip");
            rest = Box::new(LimitedReader::new(unpacked, size, allowed(size)));
            signature = read_up_to(&mut rest, SIGNATURE)?;
        }
        Ok(Bytes { compression, size, signature, rest })
    }

    /// A file from its beginning.
    fn counted(&self, path: &Path) -> io::Result<WatchedFile> {
        let counted = WatchedFile::new(self.watch.open(path)?, Arc::clone(&self.bytes_read));
        Ok(if self.is_summing { counted.summing(&self.watch, path) } else { counted })
    }

    /// Files that changed since they were first opened, as they are named in messages.
    pub fn changed(&self) -> Vec<String> {
        self.watch.changed().iter().map(|path| path.display().to_string()).collect()
    }

    /// The stream that a source is, or lies in, from its beginning.
    pub(super) fn kept(&self, source: &Source) -> io::Result<KeptStream> {
        let name = source.stream().ok_or(io::ErrorKind::NotFound)?;
        Ok(self.streams.open(name).ok_or(io::ErrorKind::NotFound)?)
    }

    /// Reads the streams among the sources to their ends and keeps what they say: layout and date
    /// order may need it twice.
    ///
    /// # Errors
    /// When a stream cannot be read or kept, or does not end.
    pub fn keep_streams(&mut self, sources: &[Source]) -> Result<(), SourceError> {
        self.streams = KeptStreams::keep(sources.iter().filter_map(Source::stream))?;
        Ok(())
    }

    /// Bytes of a source on disk or in its archive.
    pub fn size(&self, source: &Source) -> u64 {
        match source {
            Source::File(path) => std::fs::metadata(path).map_or(0, |facts| facts.len()),
            Source::Stream(name) => self.streams.size(name),
            Source::Entry(inside) => inside.entry.packed,
            Source::Sheet(inside) => self.size(&inside.book),
        }
    }
}
