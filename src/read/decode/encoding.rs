//! The encodings of files, and why one is taken.

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
}

/// How well one encoding fits a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    pub encoding: Encoding,
    /// Words with a letter beyond ASCII.
    pub words: u64,
    /// How many of them can be Vietnamese syllables.
    pub syllables: u64,
    /// Different words that hold something else, or a byte that the encoding does not have.
    pub failed: u64,
    /// Different words that exports are full of.
    pub familiar: u64,
    /// Where a byte stands that the encoding does not have, if any.
    pub impossible_at: Option<u64>,
}

impl std::fmt::Display for Score {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}/{}", self.encoding.name(), self.syllables, self.words)?;
        match self.impossible_at {
            Some(at) => write!(formatter, " ✗ (byte {at})"),
            None => Ok(()),
        }
    }
}
