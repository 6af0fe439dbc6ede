//! The first bytes of a file → what kind of file it is. Names and endings are never asked.

use super::super::decode::Encoding;

/// Enough for every signature, and for the declarations above an XML table.
pub const SIGNATURE: usize = 1024;

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// Delimited text, as far as the first bytes tell.
    Text,
    Gzip,
    /// An archive, or a workbook that is one.
    Zip,
    /// The container of XLS, and of locked workbooks.
    Ole,
    Html,
    /// The XML of Excel 2003.
    SpreadsheetMl,
    /// Something that no table is read from.
    Other(&'static str),
}

const BINARY: [(&[u8], Signature); 16] = [
    (&[0x1F, 0x8B], Signature::Gzip),
    (b"PK\x03\x04", Signature::Zip),
    // An empty archive, and one that was split.
    (b"PK\x05\x06", Signature::Zip),
    (b"PK\x07\x08", Signature::Zip),
    (&[0xD0, 0xCF, 0x11, 0xE0], Signature::Ole),
    (b"%PDF", Signature::Other("PDF")),
    (b"\x89PNG", Signature::Other("PNG")),
    (&[0xFF, 0xD8, 0xFF], Signature::Other("JPEG")),
    (b"GIF8", Signature::Other("GIF")),
    (b"{\\rtf", Signature::Other("RTF")),
    (b"Rar!", Signature::Other("RAR")),
    (b"7z\xBC\xAF", Signature::Other("7z")),
    (b"BZh", Signature::Other("bzip2")),
    (b"\xFD7zXZ", Signature::Other("xz")),
    (&[0x28, 0xB5, 0x2F, 0xFD], Signature::Other("zstd")),
    (b"MIME-Version:", Signature::Other("MHTML")),
];

/// A page begins with one of these.
const TAGS: [&str; 14] = [
    "!doctype html",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "table",
    "thead",
    "tbody",
    "tr",
    "div",
    "center",
    "!--",
];

impl Signature {
    /// By the first [`SIGNATURE`] bytes.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        if let Some((_, kind)) = BINARY.iter().find(|(bytes, _)| head.starts_with(bytes)) {
            return *kind;
        }
        let text = beginning(head);
        let text = text.trim_start();
        if !text.starts_with('<') {
            return Self::Text;
        }
        let text = text.to_ascii_lowercase();
        let begins_with = |tag: &str| {
            let rest = text.get(1..).and_then(|text| text.strip_prefix(tag));
            rest.is_some_and(|rest| tag == "!--" || !rest.starts_with(char::is_alphanumeric))
        };
        if text.starts_with("<?xml") {
            let is_sheet = text.contains("excel.sheet") || text.contains("office:spreadsheet");
            return match text.contains("<html") {
                _ if is_sheet => Self::SpreadsheetMl,
                true => Self::Html,
                false => Self::Other("XML"),
            };
        }
        if TAGS.iter().any(|tag| begins_with(tag)) {
            return Self::Html;
        }
        Self::Text
    }
}

/// The first bytes as text, whatever Unicode they are written in.
fn beginning(head: &[u8]) -> String {
    let encoding = Encoding::of(head);
    let bytes = head.get(encoding.mark_length(head)..).unwrap_or(&[]);
    let units = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
    };
    match encoding {
        Encoding::Utf16LittleEndian => units(u16::from_le_bytes),
        Encoding::Utf16BigEndian => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Signature;

    #[test]
    fn kinds_by_their_first_bytes() {
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (head, kind) in [
            (&b"PK\x03\x04\x14"[..], Signature::Zip),
            (b"\xEF\xBB\xBF\r\n <HTML xmlns:o=\"urn\">", Signature::Html),
            (b"<!DOCTYPE html>", Signature::Html),
            (b"<table border=1>", Signature::Html),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html><html>", Signature::Html),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
                Signature::SpreadsheetMl,
            ),
            (b"<?xml version=\"1.0\"?><a/>", Signature::Other("XML")),
            (b"<tracking>;b", Signature::Text),
            (b"STT;a", Signature::Text),
            (&utf16, Signature::Html),
            (b"%PDF-1.7", Signature::Other("PDF")),
        ] {
            assert_eq!(Signature::of(head), kind, "{}", String::from_utf8_lossy(head));
        }
    }
}
