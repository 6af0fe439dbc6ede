//! A text that is made piece by piece → a stream of it.
//!
//! In: what makes the pieces. Out: a [`Read`]. Must not know: what the pieces are made of.

use std::io::{self, Read};

/// Makes a text piece by piece.
pub trait Refill {
    /// Appends the next piece, which may be empty. Whether more may follow.
    fn refill(&mut self, piece: &mut Vec<u8>) -> io::Result<bool>;
}

/// The stream of all pieces.
pub struct Refilled<M> {
    maker: M,
    piece: Vec<u8>,
    /// How much of the piece is given.
    given: usize,
    has_ended: bool,
}

impl<M: Refill> Refilled<M> {
    pub fn new(maker: M) -> Self {
        Self { maker, piece: Vec::new(), given: 0, has_ended: false }
    }
}

impl<M: Refill> Read for Refilled<M> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.piece.len() && !self.has_ended {
            self.piece.clear();
            self.given = 0;
            self.has_ended = !self.maker.refill(&mut self.piece)?;
        }
        let rest = self.piece.get(self.given..).unwrap_or(&[]);
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::{Refill, Refilled};

    #[test]
    fn empty_pieces_end_nothing_and_the_last_piece_is_given() {
        struct Pieces(Vec<&'static str>);
        impl Refill for Pieces {
            fn refill(&mut self, piece: &mut Vec<u8>) -> io::Result<bool> {
                piece.extend(self.0.remove(0).bytes());
                Ok(!self.0.is_empty())
            }
        }
        let mut stream = Refilled::new(Pieces(vec!["ab", "", "", "cde", "f"]));
        let mut first = [0; 4];
        assert_eq!(stream.read(&mut first).expect("read"), 2);
        let mut rest = String::new();
        stream.read_to_string(&mut rest).expect("read");
        assert_eq!((&first[..2], rest.as_str()), (&b"ab"[..], "cdef"));
        assert_eq!(stream.read(&mut first).expect("read"), 0);
    }
}
