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

/// Decodes a stream into UTF-8; a malformed sequence is an error that says where it stands.
struct Translator<'a> {
    reader: Box<dyn Read + Send + 'a>,
    decoder: Decoder,
    input: Vec<u8>,
    used: usize,
    filled: usize,
    /// Bytes of the stream consumed so far, for the message.
    offset: u64,
    finished: bool,
    /// The decoder has seen the end and must not be called again.
    flushed: bool,
}

impl<'a> Translator<'a> {
    fn new(reader: Box<dyn Read + Send + 'a>, encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: vec![0; INPUT],
            used: 0,
            filled: 0,
            offset: 0,
            finished: false,
            flushed: false,
        }
    }
}

impl Read for Translator<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Four bytes hold any character; a smaller buffer could never make progress.
        if buffer.len() < 4 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "buffer below four bytes",
            ));
        }
        while !self.flushed {
            if self.used == self.filled && !self.finished {
                self.filled = self.reader.read(&mut self.input)?;
                self.used = 0;
                self.finished = self.filled == 0;
            }
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.input[self.used..self.filled],
                buffer,
                self.finished,
            );
            self.used += read;
            self.offset += read as u64;
            match result {
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!("byte {} (after the mark)", self.offset),
                    ));
                }
                DecoderResult::InputEmpty => {
                    self.flushed = self.finished;
                    if written > 0 {
                        return Ok(written);
                    }
                }
                DecoderResult::OutputFull => return Ok(written),
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::Encoding;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn utf16_becomes_utf8_over_buffer_ends() {
        let text = "Mã hồ sơ;Ngày tiếp nhận 🏛\r\n".repeat(9_000);
        for (big, encoding) in [
            (false, Encoding::Utf16LittleEndian),
            (true, Encoding::Utf16BigEndian),
        ] {
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
