//! How much a file may unpack to, and the reader that stops what goes beyond.
//!
//! Sizes that a file declares about itself are checked first; the bytes that really come are counted
//! all the same, since a hostile file declares what it likes.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A log unpacks to ten or thirty times its size, a monotonous sheet to a hundred; zeros to a
/// thousand, which is the most that deflate can do.
const RATIO: u64 = 200;
/// Below this nothing is absurd, however small it was packed.
const SMALL: u64 = 16 * 1024 * 1024;
/// A province-year of text is about 1.5 GB.
const UNPACKED: u64 = 8 * 1024 * 1024 * 1024;
/// What has to be held in memory as a whole: the texts of a workbook, a workbook in an archive.
pub const HELD: u64 = 512 * 1024 * 1024;
/// Files of one archive, parts of one workbook.
pub const ENTRIES: usize = 10_000;
/// What Excel can show; a sheet that says more is not made by a spreadsheet.
pub const ROWS: u32 = 1_048_576;
pub const COLUMNS: u32 = 16_384;
/// Cells of an XLS sheet, counted as the rectangle around them, which is how they are held.
pub const RECTANGLE: u64 = 65_536 * 128;

/// Text of one row, and bytes of one piece of a page or of XML: both are held as a whole.
pub const ROW_TEXT: usize = 16 * 1024 * 1024;

/// Why reading stopped.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct AbsurdExpansion(pub String);

impl From<AbsurdExpansion> for io::Error {
    fn from(error: AbsurdExpansion) -> Self {
        Self::other(error)
    }
}

impl AbsurdExpansion {
    /// Whether it is why reading stopped.
    pub fn is_in(error: &io::Error) -> bool {
        Self::of(error).is_some()
    }

    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// More bytes than `allowed` out of `packed`.
    pub fn of_bytes(packed: u64, allowed: u64) -> Self {
        Self(format!("{packed} byte → > {allowed} byte"))
    }

    /// More of something than there can be.
    pub fn of_count(what: &str, found: u64, most: u64) -> Self {
        Self(format!("{what}: {found} > {most}"))
    }
}

/// How many bytes so many packed ones may become.
pub fn allowed(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).clamp(SMALL, UNPACKED)
}

/// Passes on at most so many bytes; more are an error, not the end.
pub struct LimitedReader<R> {
    reader: R,
    packed: u64,
    allowed: u64,
    read: u64,
}

impl<R: Read> LimitedReader<R> {
    pub const fn new(reader: R, packed: u64, allowed: u64) -> Self {
        Self { reader, packed, allowed, read: 0 }
    }
}

impl<R: Read> Read for LimitedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read += read as u64;
        if self.read > self.allowed {
            return Err(AbsurdExpansion::of_bytes(self.packed, self.allowed).into());
        }
        Ok(read)
    }
}

/// Counts the bytes read since it was reset last, and stops where one piece of a page or of XML does
/// not end.
pub struct Gauge<R> {
    reader: R,
    read: Arc<AtomicUsize>,
}

impl<R: Read> Gauge<R> {
    /// The reader, and the counter that whoever reads pieces sets to zero before each.
    pub fn new(reader: R) -> (Self, Arc<AtomicUsize>) {
        let read = Arc::new(AtomicUsize::new(0));
        (Self { reader, read: Arc::clone(&read) }, read)
    }
}

impl<R: Read> Read for Gauge<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if self.read.fetch_add(read, Ordering::Relaxed) > ROW_TEXT {
            return Err(AbsurdExpansion(format!("> {ROW_TEXT} byte: <…")).into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{AbsurdExpansion, Gauge, LimitedReader, Ordering, SMALL, UNPACKED, allowed};

    #[test]
    fn the_limit_grows_with_the_packed_size_between_its_bounds() {
        assert_eq!(allowed(10), SMALL);
        assert_eq!(allowed(1 << 20), 200 << 20);
        assert_eq!(allowed(u64::MAX), UNPACKED);
    }

    #[test]
    fn a_piece_without_an_end_is_an_error_and_several_pieces_are_not() {
        let (mut gauge, read) = Gauge::new(std::io::repeat(b'a'));
        let mut megabyte = vec![0; 1 << 20];
        for _ in 0..40 {
            read.store(0, Ordering::Relaxed);
            gauge.read_exact(&mut megabyte).expect("a short piece");
        }
        let error = gauge.read_to_end(&mut Vec::new()).expect_err("a long one");
        assert!(AbsurdExpansion::is_in(&error));
    }

    #[test]
    fn bytes_beyond_the_limit_are_an_error_of_its_own() {
        let mut text = Vec::new();
        LimitedReader::new(&[1_u8; 9][..], 3, 9)
            .read_to_end(&mut text)
            .expect("as many as allowed");
        assert_eq!(text.len(), 9);
        let error =
            LimitedReader::new(&[1_u8; 10][..], 3, 9).read_to_end(&mut text).expect_err("more");
        assert!(AbsurdExpansion::is_in(&error));
        assert_eq!(error.to_string(), "3 byte → > 9 byte");
    }
}
