//! The container of XLS → one of its streams.
//!
//! Read as Excel reads it, which asks for less than the specification does: many programs leave sizes
//! at zero, name no free sectors, or end the file inside of the last one. What a table of sectors says
//! is followed as far as it leads; whoever reads the stream notices when its end is not there.

use std::collections::BTreeSet;

use super::damage::Damage;

/// How the container begins.
pub const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Sector numbers from here on are signs: end of chain, free, and the tables themselves.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
const HEADER: usize = 512;
/// Places of table sectors in the header.
const TABLE_IN_HEADER: usize = 109;
const ROOT: u8 = 5;
const STREAM: u8 = 2;
/// Streams below this size stand in smaller sectors.
const SMALL_STREAM: u32 = 4_096;

/// A file of the kind, and where its sectors follow each other.
pub struct Ole<'b> {
    bytes: &'b [u8],
    /// A sector has two to the power of this many bytes.
    shift: u32,
    small_shift: u32,
    small_stream: u32,
    next: Vec<u32>,
    next_small: Vec<u32>,
    entries: Vec<Entry>,
    /// The sectors of the small streams.
    small: Vec<u8>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    kind: u8,
    /// Neighbours in the tree of names, and what is inside.
    links: [u32; 3],
    start: u32,
    size: u32,
}

impl<'b> Ole<'b> {
    /// Reads tables and directory.
    ///
    /// # Errors
    /// When the file ends before them.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Damage> {
        let header = bytes.get(..HEADER).ok_or_else(|| Damage::cut_off("XLS: OLE"))?;
        let power = |at, usual: u32, most: u32| match short(header, at).map(u32::from) {
            Some(shift) if (4..=most).contains(&shift) => shift,
            _ => usual,
        };
        let small_stream = long(header, 56).filter(|size| *size > 0).unwrap_or(SMALL_STREAM);
        let mut ole = Self {
            bytes,
            shift: power(30, 9, 16),
            small_shift: power(32, 6, 12),
            small_stream,
            next: Vec::new(),
            next_small: Vec::new(),
            entries: Vec::new(),
            small: Vec::new(),
        };
        ole.read_table(header);
        let directory = ole.chain(long(header, 48).unwrap_or(u32::MAX));
        ole.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        let root = ole.entries.iter().find(|entry| entry.kind == ROOT).map(|root| root.start);
        let Some(root) = root else { return Err(Damage::cut_off("XLS: OLE")) };
        ole.next_small = longs(&ole.chain(long(header, 60).unwrap_or(u32::MAX)));
        ole.small = ole.chain(root);
        Ok(ole)
    }

    /// Which sector follows which: the table stands in sectors of its own, listed in the header and,
    /// for large files, in a chain of further lists.
    fn read_table(&mut self, header: &[u8]) {
        let mut places = longs(header.get(76..HEADER).unwrap_or(&[]));
        places.truncate(TABLE_IN_HEADER);
        let mut list = long(header, 68).unwrap_or(u32::MAX);
        for _ in 0..self.sectors() {
            if list >= LAST_SECTOR {
                break;
            }
            let mut more = longs(self.sector(list));
            list = more.pop().unwrap_or(u32::MAX);
            places.append(&mut more);
        }
        for place in places.into_iter().filter(|place| *place < LAST_SECTOR) {
            let entries = longs(self.sector(place));
            if self.next.len() > self.sectors() {
                break;
            }
            self.next.extend(entries);
        }
    }

    /// How many sectors there can be.
    const fn sectors(&self) -> usize {
        (self.bytes.len() >> self.shift) + 1
    }

    /// What there is of a sector.
    fn sector(&self, number: u32) -> &'b [u8] {
        let size = 1_usize << self.shift;
        let from = (number as usize).saturating_add(1).saturating_mul(size);
        let to = from.saturating_add(size).min(self.bytes.len());
        self.bytes.get(from..to).unwrap_or(&[])
    }

    /// The bytes of sectors that follow each other, as far as they do.
    fn chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..self.sectors() {
            if number >= LAST_SECTOR {
                break;
            }
            bytes.extend_from_slice(self.sector(number));
            number = self.next.get(number as usize).copied().unwrap_or(u32::MAX);
        }
        bytes
    }

    fn small_chain(&self, start: u32) -> Vec<u8> {
        let size = 1_usize << self.small_shift;
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..=self.next_small.len() {
            let from = (number as usize).saturating_mul(size);
            let Some(sector) = self.small.get(from..) else { break };
            bytes.extend_from_slice(sector.get(..size).unwrap_or(sector));
            number = self.next_small.get(number as usize).copied().unwrap_or(u32::MAX);
        }
        bytes
    }

    /// The stream of a name, whatever its case: that of the root, or else any.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let is_it = |entry: &&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let of_root = self.of_root().into_iter().filter_map(|place| self.entries.get(place));
        let entry = of_root.into_iter().find(is_it);
        let entry = entry.or_else(|| self.entries.iter().find(is_it))?;
        let mut bytes = if entry.size < self.small_stream && !self.small.is_empty() {
            self.small_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        if entry.size > 0 {
            bytes.truncate(entry.size as usize);
        }
        Some(bytes)
    }

    /// The places of what stands directly in the root: embedded workbooks have streams of the same
    /// names.
    fn of_root(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let root = self.entries.iter().find(|entry| entry.kind == ROOT);
        let mut left: Vec<u32> = root.map(|root| root.links[2]).into_iter().collect();
        while let Some(place) = left.pop() {
            let Some(entry) = self.entries.get(place as usize) else { continue };
            if found.insert(place as usize) {
                left.extend(&entry.links[..2]);
            }
        }
        found
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let length = short(bytes, 64).map_or(0, usize::from).saturating_sub(2).min(62);
    let units = bytes.get(..length).unwrap_or(&[]).as_chunks::<2>().0.iter();
    let units: Vec<u16> = units.map(|pair| u16::from_le_bytes(*pair)).collect();
    let link = |at| long(bytes, at).unwrap_or(u32::MAX);
    Entry {
        name: String::from_utf16_lossy(&units),
        kind: bytes.get(66).copied().unwrap_or(0),
        links: [link(68), link(72), link(76)],
        start: link(116),
        size: long(bytes, 120).unwrap_or(0),
    }
}

pub fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

pub fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

fn longs(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::Ole;

    fn file(streams: &[(&str, usize)]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        file.create_storage("/MBD0001").expect("a storage");
        for (name, length) in streams {
            let bytes: Vec<u8> = (0..=250_u8).cycle().take(*length).collect();
            file.create_stream(name).expect("a stream").write_all(&bytes).expect("written");
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_of_every_size() {
        let sizes = [0, 1, 63, 64, 4_095, 4_096, 70_000, 9_000_000];
        for size in sizes {
            let bytes = file(&[("/MBD0001/Workbook", 10), ("/Workbook", size), ("/Other", 700)]);
            let ole = Ole::open(&bytes).expect("a container");
            let stream = ole.stream("workbook").expect("a stream");
            let expected: Vec<u8> = (0..=250_u8).cycle().take(size).collect();
            assert!(stream == expected, "{size}");
            assert!(ole.stream("Book").is_none());
        }
    }

    #[test]
    fn a_cut_container_ends_where_it_ends() {
        let bytes = file(&[("/Workbook", 70_000)]);
        assert!(Ole::open(&bytes[..300]).is_err());
        for end in (512..bytes.len()).step_by(997) {
            let stream = Ole::open(&bytes[..end]).ok().and_then(|ole| ole.stream("Workbook"));
            assert!(stream.is_none_or(|stream| stream.len() <= 70_000));
        }
    }

    #[test]
    fn tables_that_lead_in_circles_end() {
        let mut bytes = file(&[("/Workbook", 70_000)]);
        let table = bytes.len() / 512;
        for byte in bytes.iter_mut().skip(512).take(table) {
            *byte = 1;
        }
        if let Ok(ole) = Ole::open(&bytes) {
            assert!(ole.stream("Workbook").is_none_or(|stream| stream.len() <= bytes.len() + 512));
        }
    }
}
