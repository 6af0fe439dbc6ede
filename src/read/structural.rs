//! Delimiters, quotation marks and line ends, found 64 bytes at a time.
//!
//! In: the bytes of a chunk. Out: the ends of plain cells, and the positions that need a decision.
//! Must not know: what quoting means; that is [`super::csv`]'s.

use wide::u8x16;

/// Where a cell ends: the position of its delimiter or line end, and in the two top bits how it has
/// to be read. It starts behind the end of the cell before it.
#[derive(Debug, Clone, Copy)]
pub struct CellEnd(u32);

impl CellEnd {
    /// The text stands between quotation marks.
    pub const QUOTED: u32 = 1 << 31;
    /// Inside are doubled quotation marks, or text follows the closing one.
    pub const ESCAPED: u32 = 1 << 30;

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "chunks are bounded far below 1 GiB")]
    pub const fn new(position: usize, form: u32) -> Self {
        Self(position as u32 | form)
    }

    /// Whether the bytes of the cell are its text.
    #[inline]
    pub const fn is_plain(self) -> bool {
        self.0 & (Self::QUOTED | Self::ESCAPED) == 0
    }

    pub const fn is_escaped(self) -> bool {
        self.0 & Self::ESCAPED != 0
    }

    #[inline]
    pub const fn position(self) -> usize {
        (self.0 & !(Self::QUOTED | Self::ESCAPED)) as usize
    }
}

/// Where structural bytes stand in the present block of 64: delimiters apart from the few bytes
/// that need a decision.
pub struct Structurals<'a> {
    data: &'a [u8],
    block: usize,
    /// One bit per delimiter still ahead.
    delimiters: u64,
    /// One bit per quotation mark or line end still ahead.
    specials: u64,
    delimiter: u8x16,
    quote: u8x16,
}

const BLOCK: usize = 64;
const LANE: usize = 16;

impl<'a> Structurals<'a> {
    pub fn new(data: &'a [u8], dialect: Dialect) -> Self {
        let mut structurals = Self {
            data,
            block: 0,
            delimiters: 0,
            specials: 0,
            delimiter: u8x16::splat(dialect.delimiter),
            quote: u8x16::splat(dialect.quote),
        };
        structurals.scan_block();
        structurals
    }

    #[inline]
    fn scan_block(&mut self) {
        if let Some(bytes) = self.data.get(self.block..).and_then(<[u8]>::first_chunk::<BLOCK>) {
            self.scan(bytes);
        } else {
            // No letter is a delimiter.
            let mut padded = [b'a'; BLOCK];
            if let Some(tail) = self.data.get(self.block..) {
                padded[..tail.len()].copy_from_slice(tail);
            }
            self.scan(&padded);
        }
    }

    #[inline]
    fn scan(&mut self, bytes: &[u8; BLOCK]) {
        let (feed, carriage) = (u8x16::splat(b'\n'), u8x16::splat(b'\r'));
        (self.delimiters, self.specials) = (0, 0);
        for (lane, bytes) in bytes.as_chunks::<LANE>().0.iter().enumerate() {
            let lanes = u8x16::from(*bytes);
            let delimiters = lanes.simd_eq(self.delimiter);
            let specials =
                lanes.simd_eq(self.quote) | lanes.simd_eq(feed) | lanes.simd_eq(carriage);
            self.delimiters |= u64::from(delimiters.to_bitmask()) << (lane * LANE);
            self.specials |= u64::from(specials.to_bitmask()) << (lane * LANE);
        }
    }

    /// Moves to the next block; false at the end of the data.
    #[inline]
    fn advance(&mut self) -> bool {
        self.block += BLOCK;
        let is_there = self.block < self.data.len();
        if is_there {
            self.scan_block();
        } else {
            (self.delimiters, self.specials) = (0, 0);
        }
        is_there
    }

    /// Records the delimiters ahead of the next special byte as cell ends, and gives that byte's
    /// position; nothing at the end of the data.
    #[inline]
    pub fn cells_until_special(&mut self, ends: &mut Vec<CellEnd>) -> Option<usize> {
        loop {
            // All bits below the first special one; every bit when there is none.
            let before = (self.specials & self.specials.wrapping_neg()).wrapping_sub(1);
            let mut delimiters = self.delimiters & before;
            self.delimiters &= !before;
            while delimiters != 0 {
                let position = self.block + delimiters.trailing_zeros() as usize;
                ends.push(CellEnd::new(position, 0));
                delimiters &= delimiters - 1;
            }
            if self.specials != 0 {
                let position = self.block + self.specials.trailing_zeros() as usize;
                self.specials &= self.specials - 1;
                return Some(position);
            }
            if !self.advance() {
                return None;
            }
        }
    }

    /// The next structural byte of either kind.
    pub fn next(&mut self) -> Option<usize> {
        while self.delimiters | self.specials == 0 {
            if !self.advance() {
                return None;
            }
        }
        let both = self.delimiters | self.specials;
        let first = both & both.wrapping_neg();
        self.delimiters &= !first;
        self.specials &= !first;
        Some(self.block + first.trailing_zeros() as usize)
    }
}

/// The two bytes that shape a file, and whether spaces may stand before a quotation mark that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    pub quote: u8,
    /// `a, "b, c", d`: spaces behind a delimiter are no part of the cell.
    pub skips_spaces: bool,
}

impl Dialect {
    /// The delimiters that one-stop systems and spreadsheets write.
    pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

    pub const fn new(delimiter: u8) -> Self {
        Self { delimiter, quote: b'"', skips_spaces: false }
    }

    /// Whether a quotation mark at `position` opens the cell that starts at `start`.
    #[inline]
    pub fn opens(self, data: &[u8], start: usize, position: usize) -> bool {
        let before = || data.get(start..position).unwrap_or(&[]);
        position == start || (self.skips_spaces && before().iter().all(|byte| self.is_space(*byte)))
    }

    /// What may stand before a quotation mark and is no delimiter.
    pub const fn is_space(self, byte: u8) -> bool {
        byte == b' ' || (byte == b'\t' && self.delimiter != b'\t')
    }
}
