//! A stream of text, or the rows of a sheet → an open export: its head, what is wrong with that, and the
//! stream of the rest.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::FileFailure;
use super::container::{
    Container, DELIMITER, FillDown, LimitedReader, RowSource, SheetNotes, SheetText, allowed,
};
use super::decode::{Encoding, EncodingDecision, EncodingReason, OnceAgain};
use super::dialect::declared_wide_sign;
use super::layout::{Layout, LayoutHints, find_layout};
use super::quoted_lines::{has_quoted_lines, unpacked_lines};
use super::vocabulary::HeaderVocabulary;
use super::wide_sign::wide_sign;
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
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
        }
    }
}

/// An export whose beginning has been read.
pub struct OpenExport {
    pub encoding: EncodingDecision,
    pub compression: Compression,
    pub container: Container,
    /// What separates the cells, where nothing has to be tried.
    pub delimiter: Option<u8>,
    /// What is learnt of a sheet while it is read.
    pub notes: Arc<SheetNotes>,
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

pub type Stream = Box<dyn Read + Send>;

/// So much of a file is read before its layout is decided.
const HEAD: usize = 256 * 1024;
/// A head grows to this size when it holds no line end.
const HEAD_LIMIT: usize = 16 * 1024 * 1024;

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
        self.rest = Box::new(unpacked_lines(text.chain(rest)));
        (self.head, self.is_whole) = read_head(&mut self.rest)?;
        find_layout(&self.head, self.is_whole, vocabulary, &hints).or(found)
    }
}

impl OpenExport {
    /// All of a small text, and what separates its cells where nothing has to be tried.
    ///
    /// # Errors
    /// When reading fails, or it is larger than `most` bytes.
    pub fn whole_text(self, most: u64) -> Result<(Vec<u8>, Option<u8>), FileFailure> {
        let mut text = self.head;
        self.rest.take(most).read_to_end(&mut text)?;
        if text.len() as u64 >= most {
            return Err(FileFailure::new(FindingCode::AbsurdExpansion, format!("> {most} byte")));
        }
        Ok((text, self.delimiter))
    }
}

/// What the byte-order mark says, or UTF-8.
pub fn by_mark(signature: &[u8]) -> EncodingDecision {
    let encoding = Encoding::of(signature);
    let reason = match encoding {
        Encoding::Utf8 => EncodingReason::ValidUtf8,
        _ => EncodingReason::ByteOrderMark,
    };
    EncodingDecision { encoding, reason }
}

/// The text as it was before it was written as UTF-8 a second time, if it was.
fn undone(text: Stream, encoding: &EncodingDecision) -> Stream {
    match encoding.encoding {
        Encoding::Utf8Twice => Box::new(OnceAgain::new(text)),
        _ => text,
    }
}

/// An export that is text itself.
pub fn from_text(
    mut rest: Stream,
    mark: usize,
    encoding: EncodingDecision,
    (compression, size): (Compression, u64),
) -> Result<OpenExport, FileFailure> {
    rest = undone(rest, &encoding);
    let (mut head, mut is_whole) = read_head(&mut rest)?;
    check_head(&head, is_whole, mark)?;
    if let Some(sign) = declared_wide_sign(&head) {
        rest = Box::new(wide_sign(Cursor::new(head).chain(rest), sign));
        (head, is_whole) = read_head(&mut rest)?;
    }
    Ok(OpenExport {
        encoding,
        compression,
        container: Container::Text,
        delimiter: None,
        notes: Arc::default(),
        size,
        mark_length: mark as u64,
        head,
        is_whole,
        rest,
    })
}

/// An export made of the rows of a sheet or page.
pub fn from_rows(
    rows: Box<dyn RowSource>,
    container: Container,
    encoding: EncodingDecision,
    (compression, size): (Compression, u64),
    fill: Option<FillDown>,
) -> Result<OpenExport, FileFailure> {
    let notes = Arc::<SheetNotes>::default();
    if let Some(fill) = fill {
        notes.fill_down(fill);
    }
    let text = SheetText::new(rows, Arc::clone(&notes));
    // Cells can repeat a long text in few bytes.
    let rest: Stream = Box::new(LimitedReader::new(text, size, allowed(size)));
    let mut rest = undone(rest, &encoding);
    let (head, is_whole) = read_head(&mut rest)?;
    check_head(&head, is_whole, 0)?;
    Ok(OpenExport {
        encoding,
        compression,
        container,
        delimiter: Some(DELIMITER),
        notes,
        size,
        mark_length: 0,
        head,
        is_whole,
        rest,
    })
}

pub fn read_up_to(reader: &mut dyn Read, limit: usize) -> io::Result<Vec<u8>> {
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
