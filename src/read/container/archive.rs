//! A zip → its entries, and each entry as a stream that is checked while it is read.
//!
//! Nothing is ever written to disk, and a name inside is only shown, never used as a path.

use std::io::{self, Read, Seek, SeekFrom, Take};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::CompressionMethod;
use zip::result::ZipError;

use super::damage::{Damage, Unpacking};
use super::limits::{AbsurdExpansion, ENTRIES, allowed};
use crate::findings::FindingCode;
use crate::read::FileFailure;

/// Something that can be read from any place: a file, or bytes in memory.
pub trait Handle: Read + Seek + Send {}

impl<T: Read + Seek + Send> Handle for T {}

/// One file of an archive, and where its bytes stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    start: u64,
    pub packed: u64,
    size: u64,
    crc: u32,
    method: Method,
    pub is_folder: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
    Locked,
    Unknown,
}

/// An archive whose directory has been read.
pub struct Archive<H> {
    handle: H,
    pub entries: Vec<Entry>,
}

impl<H: Read + Seek> Archive<H> {
    /// Reads the directory, and refuses one that unpacks to an absurd size.
    ///
    /// # Errors
    /// When it is no archive, or an absurd one.
    pub fn open(mut handle: H) -> Result<Self, FileFailure> {
        let packed = handle.seek(SeekFrom::End(0))?;
        handle.rewind()?;
        if !has_directory(&mut handle, packed)? {
            return Err(Damage::cut_off("zip: − directory").into());
        }
        let mut archive = zip::ZipArchive::new(handle).map_err(failure)?;
        if archive.len() > ENTRIES {
            let found = archive.len() as u64;
            return Err(absurd(AbsurdExpansion::of_count("zip", found, ENTRIES as u64)));
        }
        let mut entries = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(failure)?;
            entries.push(entry_of(&entry)?);
        }
        let size = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
        if size > allowed(packed) {
            return Err(absurd(AbsurdExpansion(format!("{packed} byte → {size} byte"))));
        }
        Ok(Self { handle: archive.into_inner(), entries })
    }

    /// The entry of a name, whatever its case and slashes.
    pub fn find(&self, name: &str) -> Option<Entry> {
        let is_same = |entry: &&Entry| plain_name(&entry.name).eq_ignore_ascii_case(name);
        self.entries.iter().find(is_same).cloned()
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// When it is locked, or packed in a way that is not known.
    pub fn stream(&mut self, entry: &Entry) -> Result<EntryReader<&mut H>, FileFailure> {
        entry.stream(&mut self.handle)
    }

    /// The same, for longer than the archive is needed.
    ///
    /// # Errors
    /// As [`Archive::stream`].
    pub fn into_stream(self, entry: &Entry) -> Result<EntryReader<H>, FileFailure> {
        entry.stream(self.handle)
    }
}

impl Entry {
    /// The bytes of the entry out of its archive.
    ///
    /// # Errors
    /// When it is locked, or packed in a way that is not known.
    pub fn stream<H: Read + Seek>(&self, mut handle: H) -> Result<EntryReader<H>, FileFailure> {
        handle.seek(SeekFrom::Start(self.start))?;
        let packed = handle.take(self.packed);
        let bytes = match self.method {
            Method::Stored => Unpacked::Stored(packed),
            Method::Deflated => {
                let unpacked = Unpacking::new(DeflateDecoder::new(packed), PACKED_BYTES);
                Unpacked::Deflated(Box::new(unpacked))
            }
            Method::Locked => {
                return Err(FileFailure::new(FindingCode::LockedFile, "zip"));
            }
            Method::Unknown => {
                // Such as Deflate64, which Windows writes for files above 2 GB.
                return Err(FileFailure::new(
                    FindingCode::NoExportInside,
                    "zip: compression method",
                ));
            }
        };
        Ok(EntryReader { bytes, crc: Crc::new(), size: self.size, expected: self.crc, read: 0 })
    }
}

fn entry_of<R: Read>(file: &zip::read::ZipFile<'_, R>) -> Result<Entry, FileFailure> {
    // Many programs write UTF-8 without saying so; the others wrote an old code page.
    let name = match std::str::from_utf8(file.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => file.name().map_err(failure)?.into_owned(),
    };
    let method = match file.compression() {
        _ if file.encrypted() => Method::Locked,
        CompressionMethod::Stored => Method::Stored,
        CompressionMethod::Deflated => Method::Deflated,
        _ => Method::Unknown,
    };
    Ok(Entry {
        // A name is shown on terminals, where control characters do things.
        name: name.replace(char::is_control, "?"),
        start: file.data_start().unwrap_or_default(),
        packed: file.compressed_size(),
        size: file.size(),
        crc: file.crc32(),
        method,
        is_folder: file.is_dir(),
    })
}

/// The name of an entry as a part of a workbook: some programs write `\`, `/xl/…` or `./xl/…`.
pub fn plain_name(name: &str) -> String {
    let name = name.replace('\\', "/");
    let parts = name.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// The directory stands at the end, before a comment of 64 KiB at most and what a web server adds.
const DIRECTORY_END: u64 = 256 * 1024;

/// Whether an archive has its end: one that was cut off has no directory.
fn has_directory<H: Read + Seek>(handle: &mut H, length: u64) -> io::Result<bool> {
    let mut end = Vec::new();
    handle.seek(SeekFrom::Start(length.saturating_sub(DIRECTORY_END)))?;
    handle.take(DIRECTORY_END).read_to_end(&mut end)?;
    handle.rewind()?;
    Ok(memchr::memmem::find(&end, b"PK\x05\x06").is_some())
}

const PACKED_BYTES: &str = "zip: packed bytes";

fn failure(error: ZipError) -> FileFailure {
    match error {
        ZipError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Damage::cut_off("zip: directory").into()
        }
        ZipError::Io(error) => error.into(),
        _ => Damage::inside("zip: directory").into(),
    }
}

fn absurd(error: AbsurdExpansion) -> FileFailure {
    FileFailure::from(io::Error::from(error))
}

enum Unpacked<H> {
    Stored(Take<H>),
    Deflated(Box<Unpacking<DeflateDecoder<Take<H>>>>),
}

/// Unpacks an entry, and checks that it is as long as it says and arrives unharmed.
pub struct EntryReader<H> {
    bytes: Unpacked<H>,
    crc: Crc,
    size: u64,
    expected: u32,
    read: u64,
}

impl<H: Read> Read for EntryReader<H> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = match &mut self.bytes {
            Unpacked::Stored(bytes) => bytes.read(buffer)?,
            Unpacked::Deflated(bytes) => bytes.read(buffer)?,
        };
        self.crc.update(&buffer[..read]);
        self.read += read as u64;
        if self.read > self.size {
            return Err(AbsurdExpansion::of_bytes(self.size, self.size).into());
        }
        if read == 0 && (self.read != self.size || self.crc.sum() != self.expected) {
            return Err(Damage::inside(PACKED_BYTES).into());
        }
        Ok(read)
    }
}
