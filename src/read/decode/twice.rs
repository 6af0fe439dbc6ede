//! UTF-8 that was taken for Windows-1252 (or Latin-1) and written as UTF-8 once more → the UTF-8 it was.
//!
//! In: UTF-8. Out: whether all of it leads back to UTF-8, and the stream of that. Every character stands
//! for one byte, so nothing is guessed: a text with a character that stands for none was not written
//! twice. Must not know: what the text says.

use std::io::{self, Read};

const BLOCK: usize = 64 * 1024;
/// The longest character of UTF-8, in bytes.
const LONGEST: usize = 4;
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What Windows-1252 has in the place of control characters, from 0x80 on; blank where it has none.
const SPECIALS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that a character stands for.
fn byte(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(character)) {
        return Some(byte);
    }
    let place = SPECIALS.iter().position(|special| *special == character)?;
    u8::try_from(place + 0x80).ok()
}

/// Whether a text, or its beginning, leads back to UTF-8 with letters beyond ASCII.
pub fn is_written_twice(text: &[u8], is_whole: bool) -> bool {
    if text.is_ascii() {
        return false;
    }
    let text = match simdutf8::compat::from_utf8(text) {
        Ok(text) => text,
        Err(error) if !is_whole && error.error_len().is_none() => {
            let sound = text.get(..error.valid_up_to()).unwrap_or(&[]);
            std::str::from_utf8(sound).unwrap_or("")
        }
        Err(_) => return false,
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(bytes) = text.chars().map(byte).collect::<Option<Vec<u8>>>() else {
        return false;
    };
    let is_sound = match std::str::from_utf8(&bytes) {
        Ok(_) => true,
        // The beginning may end inside a character.
        Err(error) => !is_whole && error.error_len().is_none(),
    };
    is_sound && !bytes.is_ascii()
}

/// Reads text that was written twice as what it was. A character that stands for no byte is an error.
pub struct Translator<'a> {
    reader: Box<dyn Read + Send + 'a>,
    /// What was read and is no whole character yet.
    rest: Vec<u8>,
    output: Vec<u8>,
    given: usize,
    offset: u64,
    is_at_start: bool,
    is_over: bool,
}

impl<'a> Translator<'a> {
    pub fn new(reader: Box<dyn Read + Send + 'a>) -> Self {
        Self {
            reader,
            rest: Vec::new(),
            output: Vec::new(),
            given: 0,
            offset: 0,
            is_at_start: true,
            is_over: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() && !self.is_over {
            let mut block = std::mem::take(&mut self.rest);
            let held = block.len();
            block.resize(held + BLOCK, 0);
            let read = loop {
                match self.reader.read(block.get_mut(held..).unwrap_or(&mut [])) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?,
                }
            };
            block.truncate(held + read);
            self.is_over = read == 0;
            self.translate(&block)?;
        }
        if self.is_at_start && !self.output.is_empty() {
            self.is_at_start = false;
            // The mark of the text that was written twice.
            if self.output.starts_with(&BYTE_ORDER_MARK) {
                self.given = BYTE_ORDER_MARK.len();
            }
        }
        Ok(())
    }

    fn translate(&mut self, block: &[u8]) -> io::Result<()> {
        let (text, rest) = match std::str::from_utf8(block) {
            Ok(text) => (text, &[][..]),
            Err(error) => {
                let (sound, rest) = block.split_at(error.valid_up_to());
                if error.error_len().is_some() || self.is_over || rest.len() >= LONGEST {
                    return Err(self.malformed(error.valid_up_to()));
                }
                (std::str::from_utf8(sound).unwrap_or(""), rest)
            }
        };
        self.output.reserve(text.len());
        for (place, character) in text.char_indices() {
            match byte(character) {
                Some(byte) => self.output.push(byte),
                None => return Err(self.malformed(place)),
            }
        }
        self.offset += text.len() as u64;
        self.rest = rest.to_vec();
        Ok(())
    }

    fn malformed(&self, place: usize) -> io::Error {
        let place = self.offset + place as u64;
        io::Error::new(io::ErrorKind::InvalidData, format!("byte {place}"))
    }
}

impl Read for Translator<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            if self.is_over {
                return Ok(0);
            }
            self.refill()?;
        }
        let left = self.output.get(self.given..).unwrap_or(&[]);
        let length = left.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(left) {
            *to = *from;
        }
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{SPECIALS, Translator, is_written_twice};

    fn twice(text: &str) -> String {
        let special = |byte: u8| match byte {
            0x80..=0x9F => SPECIALS[usize::from(byte) - 0x80],
            byte => char::from(byte),
        };
        text.bytes().map(special).collect()
    }

    fn latin(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn what_was_written_twice_comes_back_over_block_ends() {
        let text = "Mã hồ sơ,Đơn vị giải quyết,ÀÁẠẢÃ ÍÌĨ Ợ Ự “—” €\n".repeat(5_000);
        for written in [twice(&text), latin(&text), twice(&format!("\u{FEFF}{text}"))] {
            assert!(is_written_twice(written.as_bytes(), true));
            let mut read = String::new();
            let mut reader = Translator::new(Box::new(written.as_bytes()));
            reader.read_to_string(&mut read).expect("written twice");
            assert_eq!(read, text);
        }
    }

    #[test]
    fn what_was_written_once_is_left_alone() {
        let spoilt = twice("Quỳnh Mỹ");
        for text in ["", "Ma ho so", "Mã hồ sơ", "café, naïve", "Ã la carte", "5 °C"] {
            assert!(!is_written_twice(text.as_bytes(), true), "{text}");
        }
        let mixed = format!("{spoilt}, Quỳnh Mỹ");
        assert!(!is_written_twice(mixed.as_bytes(), true));
        let mut reader = Translator::new(Box::new(mixed.as_bytes()));
        let error = reader.read_to_end(&mut Vec::new()).expect_err("written once");
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
        // A beginning may end anywhere.
        let cut = twice("Mã hồ sơ");
        assert!((4..cut.len()).all(|end| is_written_twice(&cut.as_bytes()[..end], false)));
    }
}
