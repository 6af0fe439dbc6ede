//! Bytes → UTF-8 bytes: which encoding a file has, and the reader that translates it.
//!
//! In: the first bytes of a file, and its stream. Out: a stream of UTF-8 without a byte-order mark.
//! UTF-8 itself passes through untouched and is checked chunk by chunk in [`super::chunk`]; UTF-16 is
//! translated here. The legacy Vietnamese encodings get their door in [`Encoding`].

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16LittleEndian,
    Utf16BigEndian,
}

impl Encoding {
    /// The name shown by `inspect`, and taken from a profile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8WithMark => "utf-8-bom",
            Self::Utf16LittleEndian => "utf-16le",
            Self::Utf16BigEndian => "utf-16be",
        }
    }

    /// The encoding of a name in a profile.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "utf-8-bom" | "utf-8-sig" => Some(Self::Utf8WithMark),
            "utf-16le" | "utf-16-le" => Some(Self::Utf16LittleEndian),
            "utf-16be" | "utf-16-be" => Some(Self::Utf16BigEndian),
            _ => None,
        }
    }

    /// By the byte-order mark; UTF-8 when there is none.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8WithMark,
            [0xFF, 0xFE, ..] => Self::Utf16LittleEndian,
            [0xFE, 0xFF, ..] => Self::Utf16BigEndian,
            _ => Self::Utf8,
        }
    }

    /// How many bytes of `head` are the byte-order mark.
    #[must_use]
    pub fn mark_length(self, head: &[u8]) -> usize {
        if Self::of(head) != self {
            return 0;
        }
        match self {
            Self::Utf8 => 0,
            Self::Utf8WithMark => 3,
            Self::Utf16LittleEndian | Self::Utf16BigEndian => 2,
        }
    }

    /// A stream of UTF-8 from a stream behind the byte-order mark.
    #[must_use]
    pub fn translate<'a>(self, reader: Box<dyn Read + Send + 'a>) -> Box<dyn Read + Send + 'a> {
        match self {
            Self::Utf8 | Self::Utf8WithMark => reader,
            Self::Utf16LittleEndian => Box::new(Translator::new(reader, UTF_16LE)),
            Self::Utf16BigEndian => Box::new(Translator::new(reader, UTF_16BE)),
        }
    }
}

const INPUT: usize = 64 * 1024;
/// Two bytes of UTF-16 become at most three of UTF-8.
const OUTPUT: usize = 2 * INPUT;

/// Decodes a stream into UTF-8; a malformed sequence is an error that says where it stands.
struct Translator<'a> {
    reader: Box<dyn Read + Send + 'a>,
    decoder: Decoder,
    input: Window,
    output: Window,
    /// Bytes of the stream consumed so far, for the message.
    offset: u64,
    finished: bool,
}

/// A buffer and the part of it that is still to be used.
struct Window {
    bytes: Vec<u8>,
    from: usize,
    to: usize,
}

impl Window {
    fn new(size: usize) -> Self {
        Self { bytes: vec![0; size], from: 0, to: 0 }
    }

    const fn is_empty(&self) -> bool {
        self.from == self.to
    }
}

impl<'a> Translator<'a> {
    fn new(reader: Box<dyn Read + Send + 'a>, encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: Window::new(INPUT),
            output: Window::new(OUTPUT),
            offset: 0,
            finished: false,
        }
    }

    /// Decodes until there is output or the stream is over.
    fn refill(&mut self) -> io::Result<()> {
        while self.output.is_empty() && !self.finished {
            let input = &mut self.input;
            let mut is_last = false;
            if input.is_empty() {
                input.from = 0;
                input.to = self.reader.read(&mut input.bytes)?;
                is_last = input.to == 0;
            }
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &input.bytes[input.from..input.to],
                &mut self.output.bytes,
                is_last,
            );
            input.from += read;
            self.offset += read as u64;
            if let DecoderResult::Malformed(..) = result {
                let place = format!("byte {} (after the mark)", self.offset);
                return Err(io::Error::new(io::ErrorKind::InvalidData, place));
            }
            self.output.from = 0;
            self.output.to = written;
            self.finished = is_last && result == DecoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Translator<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.refill()?;
        let output = &mut self.output;
        let length = buffer.len().min(output.to - output.from);
        buffer[..length].copy_from_slice(&output.bytes[output.from..output.from + length]);
        output.from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::Encoding;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf16_becomes_utf8_over_buffer_ends() {
        let text = "Mã hồ sơ;Ngày tiếp nhận 🏛\r\n".repeat(9_000);
        for (big, encoding) in
            [(false, Encoding::Utf16LittleEndian), (true, Encoding::Utf16BigEndian)]
        {
            let bytes = utf16(&text, big);
            let mut decoded = String::new();
            let mut reader = encoding.translate(Box::new(&bytes[..]));
            reader.read_to_string(&mut decoded).expect("valid UTF-16");
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn a_lone_surrogate_is_an_error_that_says_where() {
        let mut bytes = utf16("ab", false);
        bytes.extend([0x00, 0xD8]);
        bytes.extend(utf16("cd", false));
        let mut reader = Encoding::Utf16LittleEndian.translate(Box::new(&bytes[..]));
        let error = reader.read_to_end(&mut Vec::new()).expect_err("malformed");
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
        assert!(error.to_string().contains("byte "), "{error}");
    }
}
