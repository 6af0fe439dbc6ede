//! Text whose cells are separated by a sign of several bytes → the same with a sign of one byte.
//!
//! In: UTF-8 text and the sign. Out: the text. Must not know: rows, quoting: a sign inside of quotation
//! marks becomes another there too, which is still no letter.

use std::io::{self, Read};

/// Stands for the sign: a control sign that no text holds.
const UNIT_SEPARATOR: u8 = 0x1F;
const BLOCK: usize = 64 * 1024;

/// The stream.
pub struct WideSign<R> {
    text: R,
    sign: Vec<u8>,
    /// Read, not yet given.
    held: Vec<u8>,
    out: Vec<u8>,
    from: usize,
    has_ended: bool,
}

impl<R: Read> WideSign<R> {
    pub fn new(text: R, sign: char) -> Self {
        let sign = sign.to_string().into_bytes();
        Self { text, sign, held: Vec::new(), out: Vec::new(), from: 0, has_ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.from = 0;
        let known = self.held.len();
        self.held.resize(known + BLOCK, 0);
        let read = self.text.read(self.held.get_mut(known..).unwrap_or(&mut []))?;
        self.held.truncate(known + read);
        self.has_ended = read == 0;
        let mut rest = self.held.as_slice();
        while let Some(place) = memchr::memmem::find(rest, &self.sign) {
            self.out.extend_from_slice(&rest[..place]);
            self.out.push(UNIT_SEPARATOR);
            rest = &rest[place + self.sign.len()..];
        }
        // The sign may be cut by the end of the block.
        let kept = if self.has_ended { 0 } else { rest.len().min(self.sign.len() - 1) };
        let (given, kept) = rest.split_at(rest.len() - kept);
        self.out.extend_from_slice(given);
        self.held = kept.to_vec();
        Ok(())
    }
}

impl<R: Read> Read for WideSign<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.from == self.out.len() && !self.has_ended {
            self.refill()?;
        }
        let rest = self.out.get(self.from..).unwrap_or(&[]);
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::WideSign;

    #[test]
    fn a_sign_of_several_bytes_becomes_one() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let (first, rest) = self.0.split_at(self.0.len().min(1));
                buffer[..first.len()].copy_from_slice(first);
                self.0 = rest;
                Ok(first.len())
            }
        }
        for text in ["a¦b¦\nMã¦", "¦¦", "", "Â¦x"] {
            let mut read = String::new();
            WideSign::new(Slow(text.as_bytes()), '¦').read_to_string(&mut read).expect("text");
            assert_eq!(read, text.replace('¦', "\u{1f}"));
        }
    }
}
