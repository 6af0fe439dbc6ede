//! Text whose cells are separated by a sign of several bytes → the same with a sign of one byte.
//!
//! In: UTF-8 text and the sign. Out: the text. Must not know: rows, quoting: a sign inside of quotation
//! marks becomes another there too, which is still no letter.

use std::io::{self, Read};

use super::refilled::{Refill, Refilled};

/// Stands for the sign: a control sign that no text holds.
const UNIT_SEPARATOR: u8 = 0x1F;
const BLOCK: usize = 64 * 1024;

/// The text with the sign of one byte.
pub fn wide_sign<R: Read>(text: R, sign: char) -> impl Read {
    Refilled::new(WideSign { text, sign: sign.to_string().into_bytes(), held: Vec::new() })
}

struct WideSign<R> {
    text: R,
    sign: Vec<u8>,
    /// Read, not yet given.
    held: Vec<u8>,
}

impl<R: Read> Refill for WideSign<R> {
    fn refill(&mut self, piece: &mut Vec<u8>) -> io::Result<bool> {
        let known = self.held.len();
        self.held.resize(known + BLOCK, 0);
        let read = self.text.read(self.held.get_mut(known..).unwrap_or(&mut []))?;
        self.held.truncate(known + read);
        let mut rest = self.held.as_slice();
        while let Some(place) = memchr::memmem::find(rest, &self.sign) {
            piece.extend_from_slice(&rest[..place]);
            piece.push(UNIT_SEPARATOR);
            rest = &rest[place + self.sign.len()..];
        }
        // The sign may be cut by the end of the block.
        let kept = if read == 0 { 0 } else { rest.len().min(self.sign.len() - 1) };
        let (given, kept) = rest.split_at(rest.len() - kept);
        piece.extend_from_slice(given);
        self.held = kept.to_vec();
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::wide_sign;

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
            wide_sign(Slow(text.as_bytes()), '¦').read_to_string(&mut read).expect("text");
            assert_eq!(read, text.replace('¦', "\u{1f}"));
        }
    }
}
