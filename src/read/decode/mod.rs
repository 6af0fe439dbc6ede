//! Bytes → UTF-8 bytes: which encoding a file has, and the reader that translates it.
//!
//! In: the first bytes of a file, and its stream. Out: a stream of UTF-8 without a byte-order mark.
//! UTF-8 itself passes through untouched and is checked chunk by chunk in
//! [`super::chunk`]'s users; UTF-16 and the legacy Vietnamese encodings are translated here. Where no
//! mark and no valid UTF-8 say which encoding a file has, [`examine`] asks the whole file.
//! Must not know: what a table, a column or a row is.

mod detect;
mod encoding;
mod legacy;
mod syllable;
mod twice;
mod utf16;

pub use detect::{Verdict, examine, examine_utf16};
pub use encoding::{Encoding, EncodingDecision, EncodingReason, Score};
use std::io::Read;
pub use syllable::capitals_written_small;
pub use twice::{Translator as OnceAgain, is_written_twice};

impl Encoding {
    /// A stream of UTF-8 from a stream behind the byte-order mark.
    pub fn translate<'a>(self, reader: Box<dyn Read + Send + 'a>) -> Box<dyn Read + Send + 'a> {
        match (self, legacy::Table::of(self)) {
            (_, Some(table)) => Box::new(legacy::Translator::new(reader, table)),
            (Self::Utf16LittleEndian, _) => {
                Box::new(utf16::Translator::new(reader, encoding_rs::UTF_16LE))
            }
            (Self::Utf16BigEndian, _) => {
                Box::new(utf16::Translator::new(reader, encoding_rs::UTF_16BE))
            }
            _ => reader,
        }
    }
}
