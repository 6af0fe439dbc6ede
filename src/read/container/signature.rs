//! The first bytes of a file → what kind of file it is. Names and endings are never asked.

use super::super::decode::Encoding;
use super::ole::OLE;

/// Enough for every signature, for the declarations above an XML table, and for what a web server
/// writes before a workbook.
pub const SIGNATURE: usize = 8 * 1024;

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
    /// An open document of one file.
    FlatOds,
    /// A spreadsheet that is not read, and that Excel opens.
    Foreign(&'static str),
    /// Something that no table is read from.
    Other(&'static str),
}

const BINARY: [(&[u8], Signature); 22] = [
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
    (b"MIME-Version:", Signature::Foreign("MHTML")),
    // Records of a workbook without their container; before Excel 5 they were others.
    (&[0x09, 0x08, 0x10, 0x00, 0x00, 0x06], Signature::Ole),
    (&[0x09, 0x08, 0x08, 0x00, 0x00, 0x05], Signature::Ole),
    (&[0x09, 0x00, 0x04, 0x00], Signature::Foreign("BIFF2")),
    (&[0x09, 0x02, 0x06, 0x00], Signature::Foreign("BIFF3")),
    (&[0x09, 0x04, 0x06, 0x00], Signature::Foreign("BIFF4")),
    (b"TABLE\r\n0,1\r\n", Signature::Foreign("DIF")),
];

/// A page begins with one of these; some with the warnings of the program that made it.
const TAGS: [&str; 22] = [
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
    "br",
    "b",
    "p",
    "font",
    "span",
    "script",
    "link",
    "h1",
];

impl Signature {
    /// By the first [`SIGNATURE`] bytes.
    pub fn of(head: &[u8]) -> Self {
        if let Some((_, kind)) = BINARY.iter().find(|(bytes, _)| head.starts_with(bytes)) {
            return *kind;
        }
        if let Some(kind) = behind_text(head) {
            return kind;
        }
        if is_dbase(head) {
            return Self::Foreign("dBASE");
        }
        let text = beginning(head);
        let text = text.trim_start();
        if !text.starts_with('<') {
            return of_text(text);
        }
        let text = text.to_ascii_lowercase();
        let begins_with = |tag: &str| {
            let rest = text.get(1..).and_then(|text| text.strip_prefix(tag));
            rest.is_some_and(|rest| tag == "!--" || !rest.starts_with(char::is_alphanumeric))
        };
        if text.starts_with("<?xml") || begins_with("workbook") || begins_with("office:document") {
            let is_sheet = text.contains("excel.sheet") || text.contains("office:spreadsheet");
            return match text.contains("<html") {
                _ if text.contains("<office:document") => of_open_document(&text),
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

/// An archive or a container behind text: a byte-order mark, blank lines, what a web server says.
fn behind_text(head: &[u8]) -> Option<Signature> {
    let is_text = |at: usize| head[..at].iter().all(|byte| *byte >= b'\t');
    let places = memchr::memmem::find_iter(head, b"PK\x03\x04");
    let is_entry = |at: &usize| {
        // The version that unpacks it, and how it is packed.
        let version = head.get(at + 4).copied().unwrap_or(u8::MAX);
        let method = head.get(at + 8..at + 10);
        version <= 63 && method.is_some_and(|method| method[1] == 0 && method[0] <= 99)
    };
    if places.take(4).any(|at| is_entry(&at) && is_text(at)) {
        return Some(Signature::Zip);
    }
    memchr::memmem::find(head, &OLE).filter(|at| is_text(*at)).map(|_| Signature::Ole)
}

/// Text that is no delimited table.
fn of_text(text: &str) -> Signature {
    let mut inside = text.chars();
    let opens = inside.next();
    let first = inside.find(|character| !character.is_whitespace());
    match (opens, first) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[')) => {
            return Signature::Other("JSON");
        }
        _ => {}
    }
    // A table whose first heading is `ID` begins like it, and goes on otherwise.
    let mut lines = text.lines().map(|line| line.split(';').next().unwrap_or_default());
    let is_record = |kind: &str| matches!(kind, "ID" | "P" | "B" | "C" | "F" | "O" | "NN" | "W");
    if text.starts_with("ID;") && lines.by_ref().take(3).filter(|kind| is_record(kind)).count() == 3
    {
        return Signature::Foreign("SYLK");
    }
    Signature::Text
}

fn of_open_document(text: &str) -> Signature {
    if text.contains("opendocument.spreadsheet") {
        Signature::FlatOds
    } else {
        Signature::Other("ODT")
    }
}

/// A version, a day, and a length of the header that fits its fields.
fn is_dbase(head: &[u8]) -> bool {
    let Some([version, _, month, day, _, _, _, _, low, high]) = head.first_chunk() else {
        return false;
    };
    let header = u16::from_le_bytes([*low, *high]);
    matches!(version, 0x03 | 0x30 | 0x83 | 0x8B | 0xF5)
        && (1..=12).contains(month)
        && (1..=31).contains(day)
        && header > 64
        && matches!(header % 32, 1 | 8)
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
            (b"\xEF\xBB\xBFPK\x03\x04\x14\x00\x00\x00\x08\x00", Signature::Zip),
            (b"HTTP/1.1 200 OK\r\n\r\nPK\x03\x04\x14\x00\x00\x00\x08\x00", Signature::Zip),
            (b"<br />Warning\nPK\x03\x04\x14\x00\x00\x00\x00\x00", Signature::Zip),
            (b"Ma;PK\x03\x04;x", Signature::Text),
            (b"\r\n\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Signature::Ole),
            (b"\x09\x08\x10\x00\x00\x06\x05\x00", Signature::Ole),
            (b"\x09\x02\x06\x00\x00\x00\x10\x00", Signature::Foreign("BIFF3")),
            (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"STT\"", Signature::Foreign("SYLK")),
            (b"ID;Ngay nhan\r\nP1;a\r\nB;b", Signature::Text),
            (b"{\"error\": 1}", Signature::Other("JSON")),
            (b"[ {\"a\": 1}]", Signature::Other("JSON")),
            (b"[So Noi vu];;", Signature::Text),
            (b"<br>\n<b>Notice</b>", Signature::Html),
            (b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", Signature::SpreadsheetMl),
            (
                b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">",
                Signature::FlatOds,
            ),
        ] {
            assert_eq!(Signature::of(head), kind, "{}", String::from_utf8_lossy(head));
        }
    }
}
