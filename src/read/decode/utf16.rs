//! UTF-16 → UTF-8, as a stream.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

const INPUT: usize = 64 * 1024;
/// Two bytes of UTF-16 become at most three of UTF-8.
const OUTPUT: usize = 2 * INPUT;

/// Decodes a stream into UTF-8; a malformed sequence is an error that says where it stands.
pub struct Translator<'a> {
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
    pub fn new(
        reader: Box<dyn Read + Send + 'a>,
        encoding: &'static encoding_rs::Encoding,
    ) -> Self {
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

    use super::super::Encoding;

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
