//! The legacy Vietnamese encodings → UTF-8, as a stream and word by word.
//!
//! The tables are data (`data/encodings/`), each with its source; Windows-1258 is the one of
//! `encoding_rs`. All text that leaves here is composed (NFC).

use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

use super::Encoding;

/// What the bytes of an encoding mean.
pub struct Table {
    /// Bytes that are a character by themselves.
    single: [Option<char>; 256],
    /// A base letter and its mark.
    pairs: HashMap<[u8; 2], char>,
    /// Bytes that belong to the letter before them.
    continues: [bool; 256],
    /// Whether some characters are combining marks, which have to be composed.
    is_combining: bool,
    /// Whether there are no capitals with a tone, so that capital words hold small letters.
    pub lacks_capitals: bool,
}

static TCVN3: LazyLock<Table> = LazyLock::new(|| Table {
    lacks_capitals: true,
    ..Table::parse(include_str!("../../../data/encodings/tcvn3.tsv"))
});
static VNI: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../../../data/encodings/vni.tsv")));
static VISCII: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../../../data/encodings/viscii.tsv")));
static WINDOWS: LazyLock<Table> = LazyLock::new(Table::windows);

impl Table {
    /// The table of an encoding; none for those that are Unicode.
    pub fn of(encoding: Encoding) -> Option<&'static Self> {
        match encoding {
            Encoding::Tcvn3 => Some(&TCVN3),
            Encoding::Vni => Some(&VNI),
            Encoding::Viscii => Some(&VISCII),
            Encoding::Windows1258 => Some(&WINDOWS),
            Encoding::Utf8
            | Encoding::Utf8WithMark
            | Encoding::Utf8Twice
            | Encoding::Utf16LittleEndian
            | Encoding::Utf16BigEndian => None,
        }
    }

    fn ascii() -> Self {
        Self {
            single: std::array::from_fn(|byte| {
                u8::try_from(byte).ok().filter(u8::is_ascii).map(char::from)
            }),
            pairs: HashMap::new(),
            continues: [false; 256],
            is_combining: false,
            lacks_capitals: false,
        }
    }

    /// Lines of a code of one or two bytes, a tab and the character; tests compare every line with
    /// the fixtures, so a line that is none of that does not go unnoticed.
    fn parse(text: &str) -> Self {
        let mut table = Self::ascii();
        for (code, character) in text.lines().filter_map(|line| line.split_once('\t')) {
            let (Ok(code), Some(character)) =
                (u16::from_str_radix(code, 16), character.chars().next())
            else {
                continue;
            };
            match code.to_be_bytes() {
                [0, byte] => table.single[usize::from(byte)] = Some(character),
                [base, mark] => {
                    // Typed with the shift key wrong, a mark still is that mark.
                    for mark in [mark, mark ^ 0x20] {
                        table.continues[usize::from(mark)] = true;
                        table.pairs.insert([base, mark], character);
                    }
                }
            }
        }
        table
    }

    fn windows() -> Self {
        let mut table = Self { is_combining: true, ..Self::ascii() };
        for byte in 0x80..=0xFF_u8 {
            let (text, _) = WINDOWS_1258.decode_without_bom_handling(std::slice::from_ref(&byte));
            // Bytes without a meaning come as control codes.
            let character = text.chars().next().filter(|character| !character.is_control());
            table.single[usize::from(byte)] = character;
            table.continues[usize::from(byte)] =
                character.is_some_and(|character| ('\u{300}'..'\u{370}').contains(&character));
        }
        table
    }

    /// The text of some bytes, composed.
    ///
    /// # Errors
    /// The place of the first byte that means nothing where it stands.
    pub fn decode(&self, bytes: &[u8]) -> Result<String, usize> {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
        let mut place = 0;
        while let Some(&byte) = bytes.get(place) {
            let next = bytes.get(place + 1).filter(|next| self.continues[usize::from(**next)]);
            let pair = next.and_then(|next| self.pairs.get(&[byte, *next]));
            text.push(*pair.or(self.single[usize::from(byte)].as_ref()).ok_or(place)?);
            place += 1 + usize::from(pair.is_some());
        }
        Ok(if self.is_combining { text.nfc().collect() } else { text })
    }

    /// Where to cut so that no letter is parted from its marks: before the last byte that begins one.
    fn cut(&self, bytes: &[u8]) -> usize {
        let begins = |byte: &u8| !self.continues[usize::from(*byte)];
        match bytes.iter().rposition(begins) {
            Some(0) if bytes.len() <= LONGEST_LETTER => 0,
            // Marks without end are no letter, and must not fill the memory.
            Some(0) | None => bytes.len(),
            Some(place) => place,
        }
    }
}

const INPUT: u64 = 64 * 1024;
/// Bytes of a letter and its marks, generously.
const LONGEST_LETTER: usize = 64;

/// Decodes a stream into UTF-8; a byte without a meaning is an error that says where it stands.
pub struct Translator<'a> {
    reader: Box<dyn Read + Send + 'a>,
    table: &'static Table,
    /// Read and not decoded: the last letter, whose marks may follow.
    pending: Vec<u8>,
    text: String,
    /// So much of the text has been handed over.
    given: usize,
    /// Bytes of the stream decoded so far, for the message.
    offset: u64,
    ended: bool,
}

impl<'a> Translator<'a> {
    pub fn new(reader: Box<dyn Read + Send + 'a>, table: &'static Table) -> Self {
        Self {
            reader,
            table,
            pending: Vec::new(),
            text: String::new(),
            given: 0,
            offset: 0,
            ended: false,
        }
    }

    /// Decodes until there is text or the stream is over.
    fn refill(&mut self) -> io::Result<()> {
        while self.given == self.text.len() && !self.ended {
            let read = self.reader.by_ref().take(INPUT).read_to_end(&mut self.pending)?;
            self.ended = read == 0;
            let end = if self.ended { self.pending.len() } else { self.table.cut(&self.pending) };
            let decoded = self.table.decode(self.pending.get(..end).unwrap_or(&[]));
            self.text = decoded.map_err(|place| {
                let byte = self.pending.get(place).copied().unwrap_or_default();
                let place = self.offset + place as u64;
                let text = format!("byte {place}: 0x{byte:02X}");
                io::Error::new(io::ErrorKind::InvalidData, text)
            })?;
            self.given = 0;
            self.pending.drain(..end);
            self.offset += end as u64;
        }
        Ok(())
    }
}

impl Read for Translator<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.refill()?;
        let mut rest = self.text.as_bytes().get(self.given..).unwrap_or(&[]);
        let read = rest.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use unicode_normalization::{UnicodeNormalization, is_nfc};

    use super::super::Encoding;
    use super::Table;

    const LETTERS: &str = include_str!("../../../tests/data/encodings/letters.utf-8.txt");

    fn table(encoding: Encoding) -> &'static Table {
        Table::of(encoding).expect("a legacy encoding")
    }

    #[test]
    fn all_134_letters_are_read_as_other_programs_write_them() {
        assert_eq!(LETTERS.lines().count(), 134);
        for (encoding, written) in [
            (
                Encoding::Viscii,
                &include_bytes!("../../../tests/data/encodings/letters.viscii.txt")[..],
            ),
            (Encoding::Vni, include_bytes!("../../../tests/data/encodings/letters.vni.txt")),
            (
                Encoding::Windows1258,
                include_bytes!("../../../tests/data/encodings/letters.windows-1258.txt"),
            ),
        ] {
            assert_eq!(table(encoding).decode(written).as_deref(), Ok(LETTERS), "{encoding:?}");
        }
    }

    #[test]
    fn tcvn3_reads_the_letters_it_has_and_refuses_the_others() {
        let written = include_bytes!("../../../tests/data/encodings/letters.tcvn.txt");
        let mut read = 0;
        for (code, letter) in written.split(|byte| *byte == b'\n').zip(LETTERS.lines()) {
            let is_capital = letter.chars().all(char::is_uppercase);
            if is_capital && !"ĂÂĐÊÔƠƯ".contains(letter) {
                // The larger table VN1 has them, on codes that VN3 leaves to control or to nothing;
                // two codes above 0x80 are taken by quotes and dashes, which no letter stands by.
                let decoded = table(Encoding::Tcvn3).decode(code);
                assert_ne!(decoded.as_deref(), Ok(letter));
            } else {
                assert_eq!(table(Encoding::Tcvn3).decode(code).as_deref(), Ok(letter));
                read += 1;
            }
        }
        assert_eq!(read, 67 + 7);
    }

    #[test]
    fn no_byte_pair_gives_text_that_is_not_composed() {
        for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258] {
            for pair in 0..=u16::MAX {
                if let Ok(text) = table(encoding).decode(&pair.to_be_bytes()) {
                    assert!(is_nfc(&text), "{encoding:?} {pair:04X} {text:?}");
                }
            }
        }
    }

    #[test]
    fn a_letter_is_not_parted_from_its_marks_at_a_buffer_end() {
        // Every place of the buffer end in the sequence is met.
        for before in 0..4 {
            let text = format!("{}{}", "x".repeat(before), "ế".repeat(40_000));
            let decomposed: Vec<u8> = [vec![b'x'; before], [0xEA, 0xEC].repeat(40_000)].concat();
            for (encoding, bytes) in [
                (Encoding::Windows1258, decomposed),
                (Encoding::Vni, [vec![b'x'; before], b"e\xE1".repeat(40_000)].concat()),
            ] {
                let mut decoded = String::new();
                let mut reader = encoding.translate(Box::new(&bytes[..]));
                reader.read_to_string(&mut decoded).expect("valid");
                assert!(decoded == text, "{encoding:?} {before}");
            }
        }
        let marks = "a\u{323}\u{302}".nfc().collect::<String>();
        assert_eq!(table(Encoding::Windows1258).decode(b"\xE2\xF2"), Ok(marks));
    }

    #[test]
    fn a_byte_without_meaning_is_an_error_that_says_where() {
        let bytes = [b"a".repeat(70_000), vec![0x81]].concat();
        let mut reader = Encoding::Tcvn3.translate(Box::new(&bytes[..]));
        let error = reader.read_to_end(&mut Vec::new()).expect_err("undefined");
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
        assert_eq!(error.to_string(), "byte 70000: 0x81");
        let mut reader = Encoding::Vni.translate(Box::new(&b"T\xF9"[..]));
        let error = reader.read_to_end(&mut Vec::new()).expect_err("a mark on nothing");
        assert_eq!(error.to_string(), "byte 1: 0xF9");
    }
}
