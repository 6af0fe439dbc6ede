//! Bytes → UTF-8 bytes: which encoding a file has, and the reader that translates it.
//!
//! In: the first bytes of a file, and its stream. Out: a stream of UTF-8 without a byte-order mark.
//! UTF-8 itself passes through untouched and is checked chunk by chunk in
//! [`super::chunk`]'s users; UTF-16 and the legacy Vietnamese encodings are translated here. Where no
//! mark and no valid UTF-8 say which encoding a file has, [`examine`] asks the whole file.
//! Must not know: what a table, a column or a row is.

mod detect;
mod legacy;
mod syllable;
mod twice;
mod utf16;

use std::io::Read;

pub use detect::{Score, Verdict, examine, examine_utf16};
pub use syllable::capitals_written_small;
pub use twice::{Translator as OnceAgain, is_written_twice};

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    /// UTF-8 that was taken for Windows-1252 and written as UTF-8 once more. Undone behind the
    /// container, since a page may write single characters by name.
    Utf8Twice,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// TCVN 5712:1993 VN3, also called ABC: what the fonts `.VnTime` show.
    Tcvn3,
    /// VNI-Windows: what the fonts `VNI-Times` show; marks are bytes of their own.
    Vni,
    /// Tones are combining marks; composed to NFC here.
    Windows1258,
    Viscii,
}

/// Why a file is read in its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodingReason {
    /// No mark and nothing against it.
    ValidUtf8,
    ByteOrderMark,
    Profile,
    /// All of the text leads back to UTF-8.
    WrittenTwice,
    /// The beginning does, and what follows does not.
    WrittenTwiceInPart,
    /// The places of NUL bytes in the whole file.
    NulPlaces,
    /// The words of the whole file; the chosen encoding first, then the others by their score.
    Syllables(Vec<Score>),
}

impl EncodingReason {
    /// The name in machine output.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ValidUtf8 => "valid_utf8",
            Self::ByteOrderMark => "byte_order_mark",
            Self::Profile => "profile",
            Self::WrittenTwice => "written_twice",
            Self::WrittenTwiceInPart => "written_twice_in_part",
            Self::NulPlaces => "nul_places",
            Self::Syllables(_) => "vietnamese_syllables",
        }
    }
}

/// The encoding of a file, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodingDecision {
    pub encoding: Encoding,
    pub reason: EncodingReason,
}

impl Encoding {
    pub const ALL: [Self; 9] = [
        Self::Utf8,
        Self::Utf8WithMark,
        Self::Utf8Twice,
        Self::Utf16LittleEndian,
        Self::Utf16BigEndian,
        Self::Tcvn3,
        Self::Vni,
        Self::Windows1258,
        Self::Viscii,
    ];

    /// The name shown by `inspect`, and taken from a profile.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8WithMark => "utf-8-bom",
            Self::Utf8Twice => "utf-8-twice",
            Self::Utf16LittleEndian => "utf-16le",
            Self::Utf16BigEndian => "utf-16be",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Windows1258 => "windows-1258",
            Self::Viscii => "viscii",
        }
    }

    /// The encoding of a name in a profile.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf8" => Some(Self::Utf8),
            "utf-8-sig" => Some(Self::Utf8WithMark),
            "utf-16-le" => Some(Self::Utf16LittleEndian),
            "utf-16-be" => Some(Self::Utf16BigEndian),
            "abc" | "tcvn" => Some(Self::Tcvn3),
            "vni-windows" => Some(Self::Vni),
            "cp1258" => Some(Self::Windows1258),
            name => Self::ALL.into_iter().find(|encoding| encoding.name() == name),
        }
    }

    /// By the byte-order mark; UTF-8 when there is none.
    pub fn of(head: &[u8]) -> Self {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8WithMark,
            [0xFF, 0xFE, ..] => Self::Utf16LittleEndian,
            [0xFE, 0xFF, ..] => Self::Utf16BigEndian,
            _ => Self::Utf8,
        }
    }

    /// How many bytes of `head` are the byte-order mark.
    pub fn mark_length(self, head: &[u8]) -> usize {
        let is_marked = Self::of(head) == self
            || (self == Self::Utf8Twice && Self::of(head) == Self::Utf8WithMark);
        if !is_marked {
            return 0;
        }
        match self {
            Self::Utf8WithMark | Self::Utf8Twice => 3,
            Self::Utf16LittleEndian | Self::Utf16BigEndian => 2,
            _ => 0,
        }
    }

    /// A stream of UTF-8 from a stream behind the byte-order mark.
    pub fn translate<'a>(self, reader: Box<dyn Read + Send + 'a>) -> Box<dyn Read + Send + 'a> {
        match (self, legacy::Table::of(self)) {
            (_, Some(table)) => Box::new(legacy::Translator::new(reader, table)),
            (Self::Utf16LittleEndian, _) => {
                Box::new(utf16::Translator::new(reader, encoding_rs::UTF_16LE))
            }
            (Self::Utf16BigEndian, _) => {
                Box::new(utf16::Translator::new(reader, encoding_rs::UTF_16BE))
            }
            _ => reader,
        }
    }
}
